"""署名, 成文日期 and the places of seals, as each kind of paper has them (7.3.5)."""

import math
import re
from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.lines import (
    Line,
    Piece,
    broken,
    cells,
    centred,
    line_cells,
    set_line,
)
from oa_client.docflow.typeset.page import BLANK, Run, SealSpot, Strip, moved
from oa_client.docflow.typeset.titles import title_lines

_BASE = m.HAN * m.ASCENT
_DATE = 7.0
"""Cells of a date that is not known yet."""
SEAL_RIGHT = 4.0
"""Characters between a sealed paper's date and the right edge (7.3.5.1)."""
_PLAIN_RIGHT = 2.0
"""Characters between an unsealed paper's signature and the right edge (7.3.5.2)."""
_SHIFT = 2.0
"""Characters that an unsealed paper's date begins further right than the name above it."""
_GAP = 2.0
"""Millimetres between joint seals: they neither cross nor touch."""
_SEAL_TOP = 1.0
"""From the first row's upper edge to its seals: within a line of the text above."""
_GRIDS = ((3, m.SEAL + _GAP, 7.0), (2, 76.0, 13.0), (1, 0.0, 14.0))
"""Seals of a row, millimetres from one to the next, cells of a name's line."""
_NAME_ROOM = 22.0
"""Cells of a line of a single body's name."""
_PLACE = re.compile(".{1,6}?[省市县区州旗盟镇乡]")
_STAMP_WIDTH, _STAMP_HEIGHT = 40.0, 20.0
"""签名章; the standard leaves its size open."""


def signature_strips(paper: Paper) -> list[Strip]:
    """Names and date as the paper is made valid: by seals, by nothing, or by a signature stamp."""
    names = [name.strip() for name in paper.signature.split("\n") if name.strip()]
    if not names and not paper.date:
        return []
    if paper.sealing == "stamp":
        return _stamped(names, paper.date)
    if paper.sealing == "none":
        return _unsealed(names, paper.date)
    if len(names) > 1:
        return _joint(names, paper.date)
    return _sealed(names, paper.date)


def name_lines(name: str, room: float = _NAME_ROOM) -> list[str]:
    """A body's name in lines: place and office apart where that is enough, else by sense."""
    if cells(name) <= room:
        return [name]
    place = _PLACE.match(name)
    if place and cells(name[place.end() :]) <= room:
        return [name[: place.end()], name[place.end() :]]
    return title_lines(name, room)


def _middle(date: str) -> float:
    """Cells from the left edge to the middle of a sealed paper's date."""
    return m.CHARACTERS - SEAL_RIGHT - (cells(date) or _DATE) / 2


def _line(line: Line, left: float) -> tuple[Run, ...]:
    return tuple(set_line(line, m.BINDING + max(left, 0.0) * m.ADVANCE, _BASE))


def _date(date: str, right: float) -> Strip:
    left = m.CHARACTERS - right - cells(date)
    return Strip(m.PITCH, m.HAN, _line((Piece(date, "仿宋"),), left))


def _sealed(names: list[str], date: str) -> list[Strip]:
    """One body: its name centred over the date, the seal pressed on both (7.3.5.1). The seal's
    upper edge stays within a line of the text, so a long name begins higher up.
    """
    middle = _middle(date)
    lines = name_lines(names[0]) if names else []
    strips = []
    for index, text in enumerate(lines):
        took = cells(text)
        left = min(middle - took / 2, m.CHARACTERS - took)
        spots: tuple[SealSpot, ...] = ()
        if index == len(lines) - 1:
            spots = (SealSpot(m.BINDING + middle * m.ADVANCE, 0.0, names[0]),)
        runs = _line((Piece(text, "仿宋"),), left)
        strips.append(Strip(m.PITCH, m.HAN, runs, glued=True, seals=spots))
    if date:
        strips.append(_date(date, SEAL_RIGHT))
    return [*[BLANK] * max(0, 3 - max(len(lines), 1)), *strips]


def _joint(names: list[str], date: str) -> list[Strip]:
    """Several bodies: rows of names, the lead first, a seal on each; the last one is pressed on
    the last name and the date (7.3.5.1).
    """
    grid = _grid(names)
    columns = grid[0]
    rows = [names[at : at + columns] for at in range(0, len(names), columns)]
    strips = [_row(row, grid, _middle(date)) for row in rows[:-1]]
    strips.append(_row(rows[-1], grid, _middle(date), date))
    return [*[replace(strip, glued=True) for strip in strips[:-1]], strips[-1]]


def _grid(names: list[str]) -> tuple[int, float, float]:
    """The way to set seals whose names are short lines; where that takes more than a page, the
    one that takes least.
    """

    def height(grid: tuple[int, float, float]) -> float:
        lines = max(len(name_lines(name, grid[2])) for name in names)
        return math.ceil(len(names) / grid[0]) * (_centre(lines) + m.SEAL / 2 + _GAP)

    fitting = (g for g in _GRIDS if all(len(name_lines(name, g[2])) < 3 for name in names))
    best = next(fitting, _GRIDS[-1])
    return best if height(best) + 2 * m.PITCH < m.TEXT_HEIGHT else min(_GRIDS, key=height)


def _centre(lines: int) -> float:
    """From a row's upper edge to the middle of its seals, below names of so many lines."""
    return max(_SEAL_TOP + m.SEAL / 2, (lines - 1) * m.PITCH)


def _row(names: list[str], grid: tuple[int, float, float], middle: float, date: str = "") -> Strip:
    """A row of seals; every name ends a little below the middle of its seal."""
    _, way, room = grid
    lined = [name_lines(name, room) for name in names]
    centre = _centre(max(len(lines) for lines in lined))
    runs: list[Run] = []
    spots = []
    for index, (name, lines) in enumerate(zip(names, lined, strict=True)):
        x = m.BINDING + middle * m.ADVANCE - (len(names) - 1 - index) * way
        for at, text in enumerate(lines):
            y = centre + (at - len(lines) + 1) * m.PITCH + _BASE
            runs += centred((Piece(text, "仿宋"),), x, y, size=m.SIZE_3, advance=m.ADVANCE)
        spots.append(SealSpot(x, centre, name))
    if date:
        left = m.CHARACTERS - SEAL_RIGHT - cells(date)
        runs += moved(_line((Piece(date, "仿宋"),), left), centre + m.PITCH)
        return Strip(centre + 2 * m.PITCH, centre + m.SEAL / 2, tuple(runs), seals=tuple(spots))
    return Strip(centre + m.SEAL / 2 + _GAP, centre + m.SEAL / 2, tuple(runs), seals=tuple(spots))


def _unsealed(names: list[str], date: str) -> list[Strip]:
    """Names two characters from the right edge, the lead first; the date begins two characters
    further right than the last name, or ends where it ends (7.3.5.2).
    """
    dated = m.CHARACTERS - _PLAIN_RIGHT - cells(date)
    lines = [
        line for name in names
        for line in broken([Piece(name, "仿宋")], m.CHARACTERS - 2 * _PLAIN_RIGHT)
    ]  # fmt: skip
    start = m.CHARACTERS - _PLAIN_RIGHT - line_cells(lines[-1]) if lines else dated - _SHIFT
    further = max(0.0, start + _SHIFT - dated) if date else 0.0
    strips: list[Strip] = [BLANK]
    for line in lines:
        left = m.CHARACTERS - _PLAIN_RIGHT - further - line_cells(line)
        strips.append(Strip(m.PITCH, m.HAN, _line(line, left), glued=True))
    if date:
        runs = _line((Piece(date, "仿宋"),), start - further + _SHIFT)
        strips.append(Strip(m.PITCH, m.HAN, runs))
    return strips


def _stamped(names: list[str], date: str) -> list[Strip]:
    """签名章 two lines below the text, the post at its left; the date an empty line below
    (7.3.5.3). A name is `post name`; the stamp itself is pressed later.
    """
    strips: list[Strip] = [BLANK, BLANK]
    right = m.CHARACTERS - SEAL_RIGHT
    beside = right - _STAMP_WIDTH / m.ADVANCE - 2
    for said in names:
        post, _, name = said.rpartition(" ") if " " in said else (said, "", "")
        lines = broken([Piece(post, "仿宋")], int(beside))
        height = max(_STAMP_HEIGHT, (len(lines) - 1) * m.PITCH + m.HAN)
        top = (height - (len(lines) - 1) * m.PITCH - m.HAN) / 2
        runs: list[Run] = []
        for at, line in enumerate(lines):
            runs += moved(_line(line, beside - line_cells(line)), top + at * m.PITCH)
        spot = SealSpot(
            m.BINDING + right * m.ADVANCE - _STAMP_WIDTH / 2, height / 2, name or post,
            _STAMP_WIDTH, _STAMP_HEIGHT,
        )  # fmt: skip
        way = max(2 * m.PITCH, height + m.PITCH - m.HAN)
        strips.append(Strip(way, height, tuple(runs), glued=True, seals=(spot,)))
    return [*strips, replace(BLANK, glued=True), _date(date, SEAL_RIGHT)] if date else strips
