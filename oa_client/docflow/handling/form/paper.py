"""The paper that elements make: its form, its notes, how it is made valid (GB/T 9704)."""

import re
from typing import Any

from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.model.document import KINDS
from oa_client.docflow.typeset.elements import Paper, bodies

Row = dict[str, Any]


def names_in(value: str | list[str] | None) -> tuple[str, ...]:
    """Addressees, one by one, from the way in which people write them."""
    parts = re.split("[;；\n]", value) if isinstance(value, str) else value or []
    return tuple(part.strip().rstrip("：:") for part in parts if part.strip())


_FORMS = {"命令": "order", "函": "letter", "纪要": "minutes"}
"""文种 that have a form of their own (GB/T 9704 clause 10)."""
_DISCLOSED = {
    "主动公开": "此件公开发布", "依申请公开": "此件依申请公开", "不予公开": "此件不予公开",
}  # fmt: skip
"""How 附注 says the 公开属性."""


def form_of(elements: Row) -> str:
    """The form of a paper: the one that was chosen, else that of its 文种.

    What goes upward bears its 签发人 (GB/T 9704 7.2.6), though only the ordinary form was chosen.
    """
    chosen = elements.get("form")
    if is_upward(elements) and chosen in (None, "", "general"):
        return "upward"
    return str(chosen or _FORMS.get(elements.get("kind") or "", "general"))


def kind_in(title: str) -> str:
    """文种 that a title ends with, an aside in brackets left out (条例 9（七）); empty for none."""
    ends = re.sub(r"[（(][^（）()]*[）)]$", "", title.strip())
    if ends.endswith("令"):
        return "命令"
    return max((kind for kind in KINDS if ends.endswith(kind)), key=len, default="")


def sealing_of(form: str) -> str:
    """How a paper of that form is made valid: an order by a signature stamp, minutes by nothing,
    any other by the seal (GB/T 9704 7.3.5, 10.2, 10.3).
    """
    return {"order": "stamp", "minutes": "none"}.get(form, "seal")


def note_of(elements: Row) -> str:
    """附注: what was noted, and whether the public may read the paper, unless that is noted."""
    note = (elements.get("note") or "").strip()
    said = _DISCLOSED.get(elements.get("disclosure") or "", "")
    return "\n".join(part for part in (note, said if "公开" not in note else "") if part)


def drawn(elements: Row, body: str, own: str) -> Paper:
    """The paper as far as its elements decide it: unsigned it has no date, unnumbered no number;
    `own` is the office that issues it where no other is named.
    """
    form, issuer = form_of(elements), elements.get("issuer") or own
    return Paper(
        form=form,
        copy_number=elements.get("copy_number") or "",
        secrecy=elements.get("secrecy") or "",
        secrecy_period=elements.get("secrecy_period") or "",
        urgency=elements.get("urgency") or "",
        issuer=issuer,
        signatory=elements.get("signatory") or "",
        title=elements.get("title") or "　",
        to=names_in(elements.get("to")),
        body=body,
        attachments=names_in(elements.get("attachments")),
        note=note_of(elements),
        signature="" if form == "order" else "\n".join(bodies(issuer)),
        sealing=sealing_of(form),
        cc=names_in(elements.get("cc")),
        printer=own,
        copies=elements.get("copies"),
    )
