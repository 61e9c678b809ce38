"""图: pictures in the text, each in the middle, on whole lines of the page, with its caption.

The standard sets no rule for pictures; they keep its grid of 22 lines, so that the text above and
below stands where it would stand without them.
"""

import math
from dataclasses import replace

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Figure
from oa_client.docflow.typeset.lines import Piece, broken, centred
from oa_client.docflow.typeset.page import Rule, Run, Shown, Strip

CAPTION = 12.0
"""小四, points: as the words of tables."""
_CELL = m.millimetres(CAPTION)
_MOST_LINES = m.LINES - 2
"""Lines of a page that picture and caption may take; some text always stands beside them."""
_UNKNOWN = Picture("", width_mm=80.0, height_mm=40.0)
"""The room that is kept for a picture which is not there."""


def figure_strips(shown: Figure, pictures: tuple[Picture, ...]) -> list[Strip]:
    """The picture and its caption; where it can't be printed, a frame with its file's name."""
    caption = _caption(shown.caption)
    picture = next((p for p in pictures if p.name == shown.file and not p.fault), None)
    wide, high = size_of(picture or _UNKNOWN, shown.caption)
    lines = lines_of(high)
    ink = (lines - 1) * m.PITCH + m.HAN
    x, y = m.BINDING + (m.TEXT_WIDTH - wide) / 2, (ink - high) / 2
    strip = Strip(lines * m.PITCH, ink, glued=bool(caption))
    if picture:
        return [replace(strip, shown=(Shown(x, y, wide, high, picture),)), *caption]
    return [replace(strip, rules=_frame(x, y, wide, high), runs=_named(shown.file, y, high)),
            *caption]  # fmt: skip


def size_of(picture: Picture, caption: str) -> tuple[float, float]:
    """Millimetres of a picture on the page: its own size, less where that is too much."""
    room = (_MOST_LINES - len(_caption(caption)) - 1) * m.PITCH + m.HAN
    share = min(1.0, m.TEXT_WIDTH / picture.width_mm, room / picture.height_mm)
    return picture.width_mm * share, picture.height_mm * share


def lines_of(high: float) -> int:
    """Whole lines of the page that a height takes."""
    return max(1, math.ceil((high - m.HAN) / m.PITCH - 1e-9) + 1)


def _caption(text: str) -> list[Strip]:
    lines = broken([Piece(text, "楷体")], m.TEXT_WIDTH / _CELL // 1) if text else []
    y = (m.HAN - _CELL) / 2 + _CELL * m.ASCENT
    strips = [
        Strip(m.PITCH, m.HAN, tuple(centred(
            line, m.BINDING + m.TEXT_WIDTH / 2, y, size=CAPTION, advance=_CELL
        )), glued=True)
        for line in lines
    ]  # fmt: skip
    return [*strips[:-1], replace(strips[-1], glued=False)] if strips else []


def _frame(x: float, y: float, wide: float, high: float) -> tuple[Rule, ...]:
    right, lower = x + wide, y + high
    edges = ((x, y, right, y), (right, y, right, lower), (x, lower, right, lower), (x, y, x, lower))
    return tuple(Rule(*edge, 0.2, m.GREY) for edge in edges)


def _named(file: str, y: float, high: float) -> tuple[Run, ...]:
    line = broken([Piece(file, "仿宋")], _UNKNOWN.width_mm / _CELL // 1)[0]
    base = y + high / 2 + _CELL * (m.ASCENT - 0.5)
    middle = m.BINDING + m.TEXT_WIDTH / 2
    return tuple(centred(line, middle, base, size=CAPTION, advance=_CELL, colour=m.GREY))
