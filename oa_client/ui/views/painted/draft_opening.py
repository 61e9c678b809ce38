"""标题 and 主送 above a draft's text, as they open its page; they are written in the form."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import CENTRE, LEFT, draw, title_lines

_TITLE, _TITLE_PITCH, _PITCH, _GAP = 18, 28, 26, 4
"""Pixels of the title and from line to line, and between the rows."""


@dataclass(frozen=True)
class Opened:
    """A row that opens the page: the element, its name in the gutter, and what it says.

    Attributes:
        said: whether it says anything; else its words are only a hint.
    """

    field: str
    name: str
    words: str
    said: bool = True


@dataclass(frozen=True)
class _Placed:
    row: Opened
    lines: tuple[str, ...]
    top: float
    pitch: int

    @property
    def bottom(self) -> float:
        return self.top + self.pitch * len(self.lines)


class DraftOpening:
    """Where the rows stand above the first paragraph, and how they are painted."""

    def __init__(self) -> None:
        self._rows: tuple[Opened, ...] = ()
        self._width = 0.0
        self._placed: tuple[_Placed, ...] = ()

    @property
    def height(self) -> float:
        """Of all rows, with the gap to the text."""
        return self._placed[-1].bottom + theme.look().px(_GAP) if self._placed else 0.0

    def place(self, rows: tuple[Opened, ...], width: float) -> bool:
        """Put these rows into a width; whether anything stands otherwise than before."""
        if (rows, width) == (self._rows, self._width):
            return False
        self._rows, self._width = rows, width
        found: list[_Placed] = []
        top = 0.0
        for row in rows:
            pitch = theme.look().px(_TITLE_PITCH if row.field == "title" else _PITCH)
            lines = title_lines(row.words, _font(row), width, width)
            found.append(_Placed(row, lines, top, pitch))
            top = found[-1].bottom + theme.look().px(_GAP)
        self._placed = tuple(found)
        return True

    def at(self, y: float) -> str:
        """The element whose row stands there, from the top of all of them; empty for none."""
        return next((one.row.field for one in self._placed if one.top <= y < one.bottom), "")

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """The rows beside the gutter, as they stand on the page."""
        for one in self._placed:
            colour = theme.INK if one.row.said else theme.INK3
            for number, line in enumerate(one.lines):
                box = QRectF(left, top + one.top + number * one.pitch, self._width, one.pitch)
                draw(painter, box, line, _font(one.row), colour, LEFT)

    def paint_names(self, painter: QPainter, top: float, width: float) -> None:
        """How the rows are called, in the gutter."""
        for one in self._placed:
            box = QRectF(0, top + one.top, width, one.pitch)
            draw(painter, box, one.row.name, theme.look().sans(theme.CAPTION), theme.INK2, CENTRE)


def _font(row: Opened) -> QFont:
    look = theme.look()
    if row.field == "title":
        return look.serif(_TITLE, theme.STRONG)
    return look.fang(theme.SHEET_OPINION)
