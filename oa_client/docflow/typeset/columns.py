"""How wide a table's columns are: what is short stays on its line, and no cell ends with one
character alone in a line where other columns have room to spare.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.lines import Ways, cells, same_kind

SIZE = 12.0
"""小四, points: the words of a table."""
CELL = m.millimetres(SIZE)
PADDING = 1.6
"""Millimetres beside the words of a cell."""
_LEAST_PADDING = 1.2
"""What it may come down to where every cell then stands on one line."""
_GREEDIEST = 10.0
"""How many times its fair share a long column may claim."""
_BETWEEN = 0.2
"""Cells that some programs put between a Han character and a figure."""
_STEP, _FAR = 0.5, 2.0
"""Cells: the smallest change of a line, and the largest that is tried."""
_NARROWEST = 2.0
"""Cells of the shortest line."""

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Columns:
    """The columns of a table: the width of each, and the room beside the words of their cells."""

    widths: tuple[float, ...]
    padding: float = PADDING

    def rooms(self) -> list[float]:
        """Cells of a line in each."""
        return [_room(width, self.padding) for width in self.widths]


@lru_cache(64)
def columns_of(rows: Rows, total: float) -> Columns:
    """Share a width among the columns. Dates and figures get the room that word processors add to
    them, so that they stay on their line there too, unless the paper's own lines become more by it.
    """
    texts = list(zip(*rows, strict=True))
    longest = [[max(map(long, column)) for column in texts] for long in (_roomy, cells)]
    padding = _padding(longest[1], total)
    shared = [
        _shared([_wanted(most, padding) for most in wants], total) for wants in longest
    ]
    best = min(shared, key=lambda widths: _lines(rows, [_room(w, padding) for w in widths]))
    return Columns(tuple(_settled([_Column(col) for col in texts], best, padding)), padding)


def _lines(rows: Rows, rooms: list[float]) -> int:
    """About how many lines the rows take."""
    return sum(
        max(math.ceil(cells(text) / room) for text, room in zip(row, rooms, strict=True))
        for row in rows
    )


def _padding(longest: list[float], total: float) -> float:
    """The usual room beside the words, a little less where that saves the cells a second line."""
    left = (total - sum(_wanted(most, 0.0) for most in longest)) / (2 * len(longest))
    return left if _LEAST_PADDING <= left < PADDING else PADDING


def _wanted(most: float, padding: float) -> float:
    """Millimetres of a column whose longest cell has so many cells of text."""
    return max(_NARROWEST, most) * CELL + 2 * padding + 0.1


def _room(width: float, padding: float) -> float:
    """Cells of a line in a column so wide."""
    return max(1.0, (width - 2 * padding) / CELL // _STEP * _STEP)


def _roomy(text: str) -> float:
    """Cells of a text with the room that word processors put between Han characters and figures."""
    return cells(text) + _BETWEEN * (len(list(same_kind(text))) - 1)


def _shared(wants: list[float], total: float) -> list[float]:
    """Each what its longest cell needs, and where there is not enough, the long ones what the
    short ones leave.
    """
    if sum(wants) <= total:
        return [want * total / sum(wants) for want in wants]
    given: dict[int, float] = {}
    while True:
        waiting = [at for at in range(len(wants)) if at not in given]
        if not waiting:  # all of it by a hair, which adding up makes now too much, now enough
            return [given[at] for at in range(len(wants))]
        left = total - sum(given.values())
        fair = left / len(waiting)
        short = {at: wants[at] for at in waiting if wants[at] <= fair}
        if not short:
            weights = {at: min(wants[at], _GREEDIEST * fair) for at in waiting}
            given |= {at: left * weights[at] / sum(weights.values()) for at in waiting}
            return [given[at] for at in range(len(wants))]
        given |= short


@dataclass(frozen=True)
class _Broken:
    """A column's cells in lines of one width: how many lines each takes, and how many cells end
    with one character alone.
    """

    lines: tuple[int, ...]
    lone: int

    def no_worse_than(self, other: "_Broken") -> bool:
        more = any(mine > its for mine, its in zip(self.lines, other.lines, strict=True))
        return not more and self.lone <= other.lone


class _Cell:
    """The words of a cell, and where they may be broken."""

    def __init__(self, text: str) -> None:
        self._text, self._wide = text, cells(text)

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._text)

    def end(self, room: float) -> tuple[int, bool]:
        """How many lines it takes, and whether the last of several is one character."""
        if self._wide <= room:
            return 1, False
        lines = list(self._ways.lines(room))
        return len(lines), len(lines) > 1 and self._ways.width(*lines[-1]) <= 1.0


class _Column:
    """The cells of one column, broken for every width once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._cells = [_Cell(text) for text in texts]
        self._known: dict[float, _Broken] = {}

    def broken(self, room: float) -> _Broken:
        """Its cells in lines of so many cells."""
        if room not in self._known:
            ends = [cell.end(room) for cell in self._cells]
            lone = sum(alone for _, alone in ends)
            self._known[room] = _Broken(tuple(lines for lines, _ in ends), lone)
        return self._known[room]

    def least(self, room: float) -> float:
        """How narrow its lines may become before a cell is the worse for it."""
        now = self.broken(room)
        while room - _STEP >= _NARROWEST and self.broken(room - _STEP).no_worse_than(now):
            room -= _STEP
        return room

    def cures(self, room: float) -> Iterator[float]:
        """Widths near that one at which fewer cells end with one character, the wider ones first:
        they save a line.
        """
        now = self.broken(room)
        alone = [cell for cell in self._cells if cell.end(room)[1]] if now.lone else []
        steps = [_STEP * step for step in range(1, int(_FAR / _STEP) + 1)]
        for near in (*(room + step for step in steps), *(room - step for step in steps)):
            cured = near >= _NARROWEST and not all(cell.end(near)[1] for cell in alone)
            if cured and self.broken(near).lone < now.lone and self.broken(near).no_worse_than(now):
                yield near


def _settled(columns: list[_Column], widths: list[float], padding: float) -> list[float]:
    """Widths moved from columns that can spare them to those whose cells end with one character,
    or from these where a narrower line takes a second character along.
    """
    while better := _cured(columns, widths, padding):
        widths = better
    return widths


def _cured(columns: list[_Column], widths: list[float], padding: float) -> list[float] | None:
    """The widths with fewer such cells; None where there are none or others would pay for it."""
    for at, column in enumerate(columns):
        for room in column.cures(_room(widths[at], padding)):
            moved = _moved(columns, widths, padding, at, _wanted(room, padding) - widths[at])
            if moved:
                return moved
    return None


def _moved(
    columns: list[_Column], widths: list[float], padding: float, at: int, more: float
) -> list[float] | None:
    """One column that much wider at the cost of others, or narrower in favour of one; None where
    others would be the worse for it.
    """
    others = [other for other in range(len(widths)) if other != at]
    given = list(widths)
    given[at] += more
    if more <= 0:
        for other in others:
            column, room = columns[other], _room(widths[other], padding)
            if column.broken(_room(widths[other] - more, padding)).no_worse_than(
                column.broken(room)
            ):
                given[other] -= more
                return given
        return None
    for other in others:
        least = columns[other].least(_room(widths[other], padding))
        spare = min(more, max(0.0, widths[other] - _wanted(least, padding)))
        given[other] -= spare
        more -= spare
    return given if more < 1e-9 else None
