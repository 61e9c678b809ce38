"""What a pasted text says once more: title, addressees, 附件说明 and signature stand on the page
without it (GB/T 9704 7.3.1, 7.3.2, 7.3.4, 7.3.5).
"""

import re

from oa_client.docflow.handling.form.draft import Draft, listed
from oa_client.docflow.handling.form.paper import kind_in
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.typeset.elements import paragraph, parted

_BODY = re.compile(
    "(?:政府|[省市县区州旗盟党工]委|[局厅部处办室院会科所站队]|中心|机构|单位|部门|企业|公司|学校"
    "|[乡镇街道])(?:（[^（）]*）)?$"
)
"""Endings of bodies that a paper is sent to."""
_LONGEST_CALL = 200


def called_in(body: str) -> list[str]:
    """主送 that a text names in its first line, as pasted letters do; empty where it names none."""
    first = first_line(body)
    if not first.endswith(("：", ":")) or len(first) > _LONGEST_CALL:
        return []
    names = listed(first)
    return names if names and all(_BODY.search(name) for name in names) else []


def first_line(body: str) -> str:
    """The first line of a text that says anything."""
    return next((line.strip() for line in body.split("\n") if line.strip()), "")


def called(draft: Draft) -> bool:
    """Whether its addressees stand anywhere: above the text, or at its beginning."""
    return bool(draft.to or called_in(draft.body))


def addressee_once(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.2: the page has 主送 above the text; a text that begins with them says them
    twice.
    """
    named = called_in(draft.body)
    twice = named and (not draft.to or {*named} <= {*draft.to})
    return Refused("addressee-twice", words=first_line(draft.body)) if twice else None


_POINTED = re.compile("[。；：！？]")
_LONGEST_TITLE = 120


def titled_in(body: str) -> str:
    """The title with which a text begins, as pasted papers do; empty where it begins otherwise."""
    first = first_line(body)
    named = "关于" in first and kind_in(first) and len(first) <= _LONGEST_TITLE
    plain = not _POINTED.search(first) and paragraph(first).level == 0
    return first if named and plain else ""


def title_once(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.1: the page has the title above the text; a text that begins with it says it
    twice.
    """
    named = titled_in(draft.body)
    twice = named and (not draft.title or _bare(named) == _bare(draft.title))
    return Refused("title-twice", words=named) if twice else None


def _bare(title: str) -> str:
    return re.sub(r"\s", "", title)


_HAN = "[一二三四五六七八九十]{1,3}"
_DAY = re.compile(
    rf"(?:\d{{4}}|[一二][〇○ＯO零一二三四五六七八九]{{3}})年(?:\d{{1,2}}|{_HAN})月(?:\d{{1,2}}|{_HAN})日"
)
"""A day that stands alone in its line."""
_LONGEST_NAME = 40


def signed_in(body: str) -> list[str]:
    """The lines with which a text is signed at its end, before its annexes: bodies and a day."""
    text, _ = parted(body)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not _DAY.fullmatch(lines[-1].replace(" ", "")):
        return []
    signed = [lines.pop()]
    while len(lines) > 1 and len(lines[-1]) <= _LONGEST_NAME and _BODY.search(lines[-1]):
        signed.insert(0, lines.pop())
    return signed


def is_signed(draft: Draft) -> bool:
    """Whether its page has a signature; minutes have none."""
    return draft.elements.get("form") != "minutes" and bool(draft.body.strip())


def signature_once(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.5: 发文机关署名 and 成文日期 are set once the paper is signed."""
    signed = signed_in(draft.body)
    return Refused("signature-twice", words=signed[0], signed=signed) if signed else None


_ATTACHED = re.compile(r"附\s*件\s*[：:]\s*(.*)")
_COUNTED = re.compile(r"\d{1,2}\s*[.．、]\s*(\S.*)")
_AFTER = 6
"""Lines that may stand below the list: who signs, the day, a note."""


def attached_in(body: str) -> list[str]:
    """附件 that a text lists at its end, before its annexes, as pasted papers do: their names."""
    return _list_in(body)[1]


def attached_lines(body: str) -> range:
    """The lines of that list, counted from 0."""
    return _list_in(body)[0]


def unattached(body: str) -> str:
    """A text without such a list."""
    taken, lines = attached_lines(body), body.split("\n")
    return "\n".join([*lines[: taken.start], *lines[taken.stop :]]) if taken else body


def _list_in(body: str) -> tuple[range, list[str]]:
    """The lines of the list, from its first to its last, and the names in it."""
    said = [(at, line.strip()) for at, line in enumerate(parted(body)[0].split("\n"))]
    said = [(at, line) for at, line in said if line]
    begun = [(n, found) for n, (_, line) in enumerate(said) if (found := _ATTACHED.fullmatch(line))]
    if not begun or not begun[-1][0]:  # a text that begins with it says nothing else
        return range(0), []
    begins, found = begun[-1]
    names: list[str] = []
    last, here = begins, [(begins, found[1])] if found[1] else []
    for n, words in [*here, *((n, said[n][1]) for n in range(begins + 1, len(said)))]:
        numbered = _COUNTED.fullmatch(words)
        if n != begins and numbered is None:
            break
        names.append((numbered[1] if numbered else words).rstrip("；;。，,"))
        last = n
        if numbered is None:
            break  # one alone, without a number
    if not names or len(said) - 1 - last > _AFTER:
        return range(0), []
    return range(said[begins][0], said[last][0] + 1), names


def lists_attachments(draft: Draft) -> bool:
    """Whether the paper has 附件, by its elements or by a list at the end of its text."""
    return bool(draft.elements.get("attachments") or attached_in(draft.body))


def attachments_once(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.4: the page has 附件说明 below the text; a text that ends with one says it
    twice, and its numbers are those of no headings.
    """
    named = attached_in(draft.body)
    return Refused("attachments-twice", words="、".join(named)) if named else None
