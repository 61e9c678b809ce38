"""What mends a draft's text at once: only where the cure is certain, by the rule that is broken.

A cure keeps the lines of a text and adds none; only what the page has without it is dropped, and a
picture's line that was broken is one line again.
"""

import re
from collections.abc import Callable
from datetime import date

from oa_client.docflow.handling.form.text import DATE_DASHED, NUMBER_WRONG
from oa_client.docflow.handling.form.twice import (
    attached_lines,
    called_in,
    signed_in,
    titled_in,
    unattached,
)
from oa_client.docflow.model.levels import mark
from oa_client.docflow.typeset.elements import LEVELS, Table, blocks, figure, paragraph, parted

Cure = Callable[[str], str]

_ZERO_MONTH = re.compile(r"(\d{4}年)0([1-9]月)")
_ZERO_DAY = re.compile(r"(\d{4}年\d{1,2}月)0([1-9]日)")


def renumbered(body: str) -> str:
    """All four levels counted from one, each below the one above it (GB/T 9704 7.3.3)."""
    counted, attached = [0] * (len(LEVELS) + 1), attached_lines(body)
    return "\n".join(
        line if at in attached else _numbered(line, counted)
        for at, line in enumerate(body.split("\n"))
    )


def _numbered(line: str, counted: list[int]) -> str:
    text = line.strip()
    level = 0 if _is_row(text) else paragraph(text).level
    begins = LEVELS[level - 1].match(text) if level else None
    if begins is None:
        return line
    counted[level] += 1
    counted[level + 1 :] = [0] * (len(LEVELS) - level)
    if text.startswith(mark(level, counted[level])):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return indent + mark(level, counted[level]) + text[begins.end() :]


def _is_row(text: str) -> bool:
    return any(isinstance(block, Table) for block in blocks(text))


def bracketed(body: str) -> str:
    """The year of every document's number in 〔〕 (GB/T 9704 7.2.5)."""
    return NUMBER_WRONG.sub(r"〔\1〕\2号", body)


def dated(body: str) -> str:
    """2026-3-5 as 2026年3月5日, and no leading zeros (GB/T 9704 7.3.5.4)."""
    body = DATE_DASHED.sub(_written_out, body)
    return _ZERO_DAY.sub(r"\1\2", _ZERO_MONTH.sub(r"\1\2", body))


def _written_out(found: re.Match[str]) -> str:
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    try:
        date(year, month, day)
    except ValueError:  # the 30th of February is no slip of writing
        return found.group()
    return f"{year}年{month}月{day}日"


def untitled(body: str) -> str:
    """A text that begins with its title, without it (7.3.1)."""
    return _without_first(body) if titled_in(body) else body


def uncalled(body: str) -> str:
    """A text that begins with its 主送, without them (7.3.2)."""
    return _without_first(body) if called_in(body) else body


def _without_first(body: str) -> str:
    """Without its first line and the empty lines around."""
    return body.lstrip().partition("\n")[2].lstrip("\r\n")


def unsigned(body: str) -> str:
    """A text without the names and the day at its end, before its annexes (7.3.5)."""
    signed, (text, _) = signed_in(body), parted(body)
    rest = body[len(text) :]
    for words in reversed(signed):
        text = text.rstrip().removesuffix(words)
    return text.rstrip() + ("\n" + rest.lstrip("\n") if rest else "") if signed else body


_PICTURE = re.compile(
    r"[!！]?\s?[\[［【]([^\[\]［］【】]*)[\]］】]\s?[（(]\s?([^()（）]+\.(?:png|jpe?g))\s?[)）]?",
    re.IGNORECASE,
)
"""A picture's line with its signs mistyped, or one of them left out."""
_PARTS = 3
"""Lines into which a picture's line may have been broken."""


def pictured(body: str) -> str:
    """Every picture's line that was broken or mistyped, written in full again (6.2)."""
    rest, whole = body.split("\n"), []
    while rest:
        counts = range(min(_PARTS, len(rest)), 0, -1)
        meant = ((count, line) for count in counts if (line := _one_line(rest[:count])))
        taken, line = next(meant, (1, rest[0]))
        whole.append(line)
        rest = rest[taken:]
    return "\n".join(whole)


def _one_line(lines: list[str]) -> str:
    """The picture that these lines were meant to show; empty where that is not certain."""
    first, last = lines[0].strip(), lines[-1].strip()
    if not (first and last) or figure(first):
        return ""
    found = _PICTURE.fullmatch("".join(line.strip() for line in lines))
    return f"![{found[1].strip()}]({found[2].strip()})" if found else ""


CURES: dict[str, Cure] = {
    "levels": renumbered, "numbers-bracketed": bracketed, "dates-written": dated,
    "title-once": untitled, "addressee-once": uncalled, "signature-once": unsigned,
    "attachments-once": unattached,
    "pictures-whole": pictured,
}  # fmt: skip
"""By the rule of form that is kept again."""


def cured(rule: str, body: str) -> str | None:
    """The text with a rule kept again; None where nothing certain mends it."""
    cure = CURES.get(rule)
    mended = cure(body) if cure else body
    return None if mended == body else mended
