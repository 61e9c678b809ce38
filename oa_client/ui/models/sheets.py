"""A table in words, as a register is shown, or figures; thousands of lines cost nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_WHOLE = QModelIndex()
DOCUMENT = Qt.ItemDataRole.UserRole
"""The paper that a line is about; empty where it is about none."""
LONG = 24
"""Characters beyond which a cell may be cut and says itself in its tip."""


@dataclass(frozen=True)
class Sheet:
    """A table ready to be shown.

    Attributes:
        heads: what its columns are called.
        wide: the column that takes what room is left.
        rows: its lines, in words.
        documents: the paper of each line, empty where it is about none.
        note: what is said below it.
    """

    heads: tuple[str, ...] = ()
    wide: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    documents: tuple[str, ...] = ()
    note: str = ""

    def figures(self) -> frozenset[int]:
        """The columns that hold nothing but figures, such as 12, 91.7% or 0.2 / 1.5."""
        columns = enumerate(zip(*self.rows, strict=True))
        return frozenset(
            n for n, cells in columns if any(cells) and all(map(_FIGURES.fullmatch, cells))
        )

    def widest(self) -> tuple[int, ...]:
        """The line of each column whose words take the most room; nothing without lines."""
        rooms = (list(map(_room, column)) for column in zip(*self.rows, strict=True))
        return tuple(room.index(max(room)) for room in rooms)

    def holding(self, wanted: str) -> "Sheet":
        """Only the lines in which every one of these words stands, in whatever case."""
        words, lines = wanted.casefold().split(), []
        for n, row in enumerate(self.rows):
            line = "\n".join(row).casefold()
            if all(word in line for word in words):
                lines.append(n)
        return self._taken(lines)

    def ordered(self, column: int, *, falling: bool) -> "Sheet":
        """By a column: figures by their worth, words as a Chinese register is ordered; those that
        are equal stay as they were, empty cells come last.
        """
        worth = _worth if column in self.figures() else _in_register
        filled = [n for n, row in enumerate(self.rows) if row[column]]
        empty = [n for n, row in enumerate(self.rows) if not row[column]]
        filled.sort(key=lambda n: worth(self.rows[n][column]), reverse=falling)
        return self._taken([*filled, *empty])

    def _taken(self, lines: list[int]) -> "Sheet":
        return replace(
            self, rows=tuple(self.rows[n] for n in lines),
            documents=tuple(self.documents[n] for n in lines),
        )  # fmt: skip


_FIGURES = re.compile(r"(?:-?[\d,.]+%?(?: / [\d,.]+)?|[–—]?)")


def _worth(figures: str) -> float:
    """The first figure of a cell; a dash stands for none."""
    found = re.match(r"-?[\d,]*\.?\d+", figures)
    return float(found.group().replace(",", "")) if found else float("-inf")


def _in_register(words: str) -> bytes:
    """The national code has the common characters in the order of their sounds."""
    return words.encode("gb18030", "replace")


def _room(words: str) -> int:
    """Han characters are twice as wide as others, and take twice the bytes."""
    return len(words.encode("gb18030", "replace"))


class SheetModel(QAbstractTableModel):
    """The table that a view shows; another takes its place whole."""

    def __init__(self, tip: Callable[[str], str], parent: QObject | None = None) -> None:
        """`tip` makes of words what a tip may say."""
        super().__init__(parent)
        self._tip = tip
        self._sheet, self._figures = Sheet(), frozenset[int]()

    def show(self, sheet: Sheet) -> None:
        """Another table."""
        self._figures = sheet.figures()
        self.narrow(sheet)

    def narrow(self, sheet: Sheet) -> None:
        """Some lines of the same table, or all in another order: its columns stay as they are."""
        self.beginResetModel()
        self._sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = _WHOLE) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = _WHOLE) -> int:
        return 0 if parent.isValid() else len(self._sheet.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == DOCUMENT:
            return self._sheet.documents[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        words = self._sheet.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(words) if len(words) > LONG else None
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._sheet.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Figures stand below each other by their last digit, words by their first letter."""
        right = column in self._figures
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
