"""What only the page shows: whether every face of a paper says something (GB/T 9704 7.3)."""

import re
from dataclasses import replace

from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.handling.form.paper import drawn
from oa_client.docflow.handling.form.unshown import unshown
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.typeset.elements import parted
from oa_client.docflow.typeset.layout import layout

_OWN, _DATE = "某某市人民政府办公室", "2026年12月31日"
"""A name and a date as long as they mostly are, where none is known yet."""
_ENDS, _ROWS, _SAID = 3, 40, 100
"""Lines at either end of a text, rows of its tables and characters of a line that are looked at:
they decide what goes overleaf.
"""


def signature_accompanied(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.2, 7.3.5.5: page one shows text, and so does the page of the signature. Where
    the text is too short for both and one page too small for all seals, or a table laid across
    ends it, the text must say more.
    """
    text, _ = parted(draft.body)
    if not text.strip():
        return None
    paper = drawn(draft.elements, _both_ends(text), _OWN)
    alone = layout(replace(paper, date=paper.date or _DATE)).alone
    return Refused("signature-alone", count=len(paper.signature.split("\n"))) if alone else None


def characters_shown(draft: Draft) -> Refused | None:
    """A character that no face here has can't be printed here."""
    facts = unshown(drawn(draft.elements, draft.body, _OWN), tuple(draft.unshown))
    return Refused("missing-glyph", **facts) if len(facts) > 1 else None


def _both_ends(text: str) -> str:
    """A long text without its middle: it is looked at as one writes."""
    lines = [line.strip() for line in re.split(r"\r\n|[\n\r\u2028\u2029]", text) if line.strip()]
    rows = [at for at, line in enumerate(lines) if line.startswith("|")][:_ROWS]
    ends = [at for at in range(len(lines)) if at < _ENDS or at >= len(lines) - _ENDS]
    kept = [lines[at] for at in sorted({*rows, *ends})]
    return "\n".join(line if line.startswith("|") else line[:_SAID] for line in kept)
