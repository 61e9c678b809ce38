"""Tables on landscape A4: heads on every page, cells of wrapped text between fine lines."""

from collections.abc import Callable, Sequence

from oa_client.docflow.model.files import Steps, silent
from oa_client.docflow.paper.ruled import (
    THICK,
    THIN,
    Ink,
    Sheet,
    frame,
    put,
    put_box,
    wrapped,
)
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.lines import Piece
from oa_client.docflow.typeset.page import Colour, Rule

WIDE, HIGH = m.PAGE_HEIGHT, m.PAGE_WIDTH
"""The sheet, millimetres."""
LEFT, TOP, LOW = 18.0, 26.0, 184.0
"""Edges of what is printed on it, millimetres."""
ROOM = WIDE - 2 * LEFT
HEADS, BODY = Ink("黑体", 10.5), Ink("仿宋", 10.0)
SMALL = Ink("仿宋", 9.0, (0.2, 0.2, 0.2))
_PAD, _GAP, _BELOW = 1.4, 6.0, 3.0
SET = 0.45
"""The share of the work of a PDF that is done once its tables are set."""
_NARROW = 0.2
"""Share of the width below which words stand in the middle of their cell."""

Heads = Sequence[tuple[str, float]]
"""Heading and share of the width."""

Stress = Callable[[str], Colour | None]
"""The colour in which a cell stands out, or None."""


def plain(_: str) -> Colour | None:
    """No cell stands out."""
    return None


def table(
    sheets: list[Sheet], heads: Heads, rows: Sequence[Sequence[str]], stress: Stress = plain,
    steps: Steps = silent,
) -> None:  # fmt: skip
    """Add a table below what stands already; it goes on over as many pages as it needs."""
    widths, words = _widths(heads), [head for head, _ in heads]
    if sheets[-1].y + _begun(heads, rows) > LOW:
        sheets.append(Sheet([], [], TOP))
    start = sheets[-1].y
    _row(sheets[-1], words, widths, HEADS, plain)
    for number, values in enumerate(rows, start=1):
        steps(number, len(rows))
        if sheets[-1].y + _height(values, widths, BODY) > LOW:
            sheets[-1].rules += frame(LEFT, start, ROOM, sheets[-1].y - start, THICK, m.BLACK)
            sheets.append(Sheet([], [], TOP))
            start = TOP
            _row(sheets[-1], words, widths, HEADS, plain)
        _row(sheets[-1], values, widths, BODY, stress)
    sheets[-1].rules += frame(LEFT, start, ROOM, sheets[-1].y - start, THICK, m.BLACK)


def _widths(heads: Heads) -> list[float]:
    return [ROOM * share / sum(share for _, share in heads) for _, share in heads]


def _begun(heads: Heads, rows: Sequence[Sequence[str]]) -> float:
    """What a table needs to begin on a page: its heads and a first row, millimetres."""
    widths = _widths(heads)
    return sum(
        _height(words, widths, ink)
        for words, ink in [([head for head, _ in heads], HEADS), *((row, BODY) for row in rows[:1])]
    )


def headed(
    sheets: list[Sheet], name: str, heads: Heads, rows: Sequence[Sequence[str]], below: str = ""
) -> None:
    """The name of a table that follows another; a short one is not broken, and what stands below
    it stays with it: a last row or two lines alone on a page say nothing. Nor does the name of a
    table that begins overleaf.
    """
    high = 2 * HEADS.leading + 1 + 2 * _PAD + len(rows) * (BODY.leading + 2 * _PAD)
    high += _BELOW + len(wrapped(below, SMALL, ROOM)) * SMALL.leading
    begun = sheets[-1].y + _GAP + HEADS.leading + 1 + _begun(heads, rows)
    if begun > LOW or sheets[-1].y + _GAP + high > LOW >= TOP + high:
        sheets.append(Sheet([], [], TOP))
    else:
        sheets[-1].y += _GAP
    sheets[-1].runs += put((Piece(name, HEADS.role),), LEFT, sheets[-1].y, HEADS)
    sheets[-1].y += HEADS.leading + 1


def paragraph(sheets: list[Sheet], text: str) -> None:
    """Words below a table."""
    sheets[-1].y += _BELOW
    for line in wrapped(text, SMALL, ROOM) if text else []:
        if sheets[-1].y + SMALL.leading > LOW:
            sheets.append(Sheet([], [], TOP))
        sheets[-1].runs += put(line, LEFT, sheets[-1].y, SMALL)
        sheets[-1].y += SMALL.leading


def _height(values: Sequence[str], widths: list[float], ink: Ink) -> float:
    lines = (
        len(wrapped(value, ink, width - 2 * _PAD))
        for value, width in zip(values, widths, strict=True)
    )
    return max(lines) * ink.leading + 2 * _PAD


def _row(
    sheet: Sheet, values: Sequence[str], widths: list[float], ink: Ink, stress: Stress
) -> None:
    height, x = _height(values, widths, ink), LEFT
    for value, width in zip(values, widths, strict=True):
        colour = stress(value)
        own = Ink("黑体", ink.size, colour) if colour else ink
        lines = wrapped(value, own, width - 2 * _PAD)
        if ink is HEADS or width < ROOM * _NARROW:
            sheet.runs += put_box(value, (x, sheet.y, width, height), own)
        else:
            top = sheet.y + (height - len(lines) * ink.leading) / 2
            for at, line in enumerate(lines):
                sheet.runs += put(line, x + _PAD, top + at * ink.leading, own)
        sheet.rules.append(Rule(x, sheet.y, x, sheet.y + height, THIN))
        x += width
    sheet.rules.append(Rule(LEFT, sheet.y, LEFT + ROOM, sheet.y, THIN))
    sheet.y += height
