"""A table in words, as a register is shown, or figures; thousands of lines cost nothing."""

from collections.abc import Callable
from dataclasses import dataclass
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

    def widest(self) -> tuple[int, ...]:
        """The line of each column whose words take the most room; nothing without lines."""
        rooms = (list(map(_room, column)) for column in zip(*self.rows, strict=True))
        return tuple(room.index(max(room)) for room in rooms)


def _room(words: str) -> int:
    """Han characters are twice as wide as others, and take twice the bytes."""
    return len(words.encode("gb18030", "replace"))


class SheetModel(QAbstractTableModel):
    """The table that a view shows; another takes its place whole."""

    def __init__(self, tip: Callable[[str], str], parent: QObject | None = None) -> None:
        """`tip` makes of words what a tip may say."""
        super().__init__(parent)
        self._tip = tip
        self._sheet = Sheet()

    def show(self, sheet: Sheet) -> None:
        """Another table."""
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
        words = self._sheet.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(words) if len(words) > LONG else None
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._sheet.heads[section]
        return None
