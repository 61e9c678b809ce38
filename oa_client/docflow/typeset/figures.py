"""图: pictures in the text, each in the middle, its caption close below it, on whole lines.

The standard sets no rule for pictures; they keep its grid of 22 lines, so that the text above and
below stands where it would stand without them. Caption and picture are one: between them is less
than between the lines of the text.
"""

import math

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Figure
from oa_client.docflow.typeset.lines import Line, Piece, broken, centred
from oa_client.docflow.typeset.page import Rule, Run, Shown, Strip

CAPTION = 12.0
"""小四, points: as the words of tables."""
_CELL = m.millimetres(CAPTION)
CAPTION_PITCH = 1.5 * _CELL
"""Millimetres from line to line of a caption; from its picture it is as far."""
_MOST_LINES = m.LINES - 2
"""Lines of a page that picture and caption may take; some text always stands beside them."""
_UNKNOWN = Picture("", width_mm=80.0, height_mm=40.0)
"""The room that is kept for a picture which is not there."""


def figure_strips(shown: Figure, pictures: tuple[Picture, ...]) -> list[Strip]:
    """The picture with its caption; where it can't be printed, a frame with its file's name."""
    caption = _caption(shown.caption)
    picture = next((p for p in pictures if p.name == shown.file and not p.fault), None)
    wide, high = size_of(picture or _UNKNOWN, shown.caption)
    whole = high + below(shown.caption)
    lines = lines_of(whole)
    ink = (lines - 1) * m.PITCH + m.HAN
    x, y = m.BINDING + (m.TEXT_WIDTH - wide) / 2, (ink - whole) / 2
    told = _set(caption, y + high + CAPTION_PITCH - _CELL)
    if picture:
        placed = (Shown(x, y, wide, high, picture),)
        return [Strip(lines * m.PITCH, ink, runs=told, shown=placed)]
    named = _named(shown.file, y, high)
    return [Strip(lines * m.PITCH, ink, (*named, *told), _frame(x, y, wide, high))]


def size_of(picture: Picture, caption: str) -> tuple[float, float]:
    """Millimetres of a picture on the page: its own size, less where that is too much."""
    room = (_MOST_LINES - 1) * m.PITCH + m.HAN - below(caption)
    share = min(1.0, m.TEXT_WIDTH / picture.width_mm, room / picture.height_mm)
    return picture.width_mm * share, picture.height_mm * share


def lines_of(high: float) -> int:
    """Whole lines of the page that a height takes."""
    return max(1, math.ceil((high - m.HAN) / m.PITCH - 1e-9) + 1)


def _caption(text: str) -> list[Line]:
    return broken([Piece(text, "楷体")], m.TEXT_WIDTH / _CELL // 1) if text else []


def below(caption: str) -> float:
    """Millimetres that a caption takes below its picture."""
    return len(_caption(caption)) * CAPTION_PITCH


def _set(caption: list[Line], top: float) -> tuple[Run, ...]:
    middle, first = m.BINDING + m.TEXT_WIDTH / 2, top + _CELL * m.ASCENT
    return tuple(
        run for at, line in enumerate(caption)
        for run in centred(line, middle, first + at * CAPTION_PITCH, size=CAPTION, advance=_CELL)
    )  # fmt: skip


def _frame(x: float, y: float, wide: float, high: float) -> tuple[Rule, ...]:
    right, lower = x + wide, y + high
    edges = ((x, y, right, y), (right, y, right, lower), (x, lower, right, lower), (x, y, x, lower))
    return tuple(Rule(*edge, 0.2, m.GREY) for edge in edges)


def _named(file: str, y: float, high: float) -> tuple[Run, ...]:
    line = broken([Piece(file, "仿宋")], _UNKNOWN.width_mm / _CELL // 1)[0]
    base = y + high / 2 + _CELL * (m.ASCENT - 0.5)
    middle = m.BINDING + m.TEXT_WIDTH / 2
    return tuple(centred(line, middle, base, size=CAPTION, advance=_CELL, colour=m.GREY))
