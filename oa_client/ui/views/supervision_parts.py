"""Parts of the supervisor's desk: a step of the ladder, the table of groups, a report's button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.desk import GroupLine
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.elided import ElidedLabel

KEY = Qt.ItemDataRole.UserRole


class LadderStep(QFrame):
    """One step of the ladder: which card, how many, who hears of it, by which rule."""

    clicked = Signal()

    def __init__(self, level: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        _, ink, tint = cards.colours(level)
        self._name, self._number = QLabel(), QLabel()
        self._to, self._rule = ElidedLabel("meta"), ElidedLabel("caption")
        for label in (self._name, self._number):
            label.setTextFormat(Qt.TextFormat.PlainText)
        size = theme.look().px(24)
        self._name.setStyleSheet(
            f"color: {ink}; background: {tint}; border-radius: 4px; padding: 2px 8px;"
        )
        self._number.setStyleSheet(f"color: {ink}; font-size: {size}px; font-weight: 600;")
        self._to.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._name)
        row.addWidget(self._number)
        row.addWidget(self._to, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._rule)

    def say(self, name: str, to: str, rule: str) -> None:
        """Its words."""
        self._name.setText(name)
        self._to.setText(to)
        self._rule.setText(rule)
        self.setAccessibleName(name)

    def count(self, number: int) -> None:
        """How many cards of this level are out."""
        self._number.setText(str(number))

    def number(self) -> int:
        """What stands there."""
        return int(self._number.text() or 0)

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class GroupTable(QTableWidget):
    """Units or people with their numbers; a row narrows the desk to them."""

    chosen = Signal(str)

    def __init__(self, columns: int) -> None:
        super().__init__(0, columns + 1)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.look().px(26))
        self.setShowGrid(False)
        self.setProperty("role", "figures")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)  # where room is short numbers are scrolled, never names
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cellClicked.connect(lambda row, _: self.choose(row))

    def say(self, words: list[str]) -> None:
        """Names of the columns."""
        self.setHorizontalHeaderLabels(words)
        self.setAccessibleName(words[0])

    def choose(self, row: int) -> None:
        """Narrow the desk to the group in this row."""
        item = self.item(row, 0)
        if item is not None:
            self.chosen.emit(str(item.data(KEY)))

    def fill(self, rows: list[GroupLine]) -> None:
        """Show these."""
        self.setRowCount(len(rows))
        for number, line in enumerate(rows):
            for column, words in enumerate((line.name, *line.cells)):
                item = QTableWidgetItem(words)
                item.setData(KEY, line.key)
                self.setItem(number, column, item)


class ReportButton(QPushButton):
    """Makes a file; says so while it does."""

    def __init__(self, does: Callable[[], None], picture: str) -> None:
        super().__init__()
        self._words = ""
        self.setIcon(icon(picture, theme.INK2))
        self.clicked.connect(lambda _: does())

    def say(self, words: str) -> None:
        """What it is called."""
        self._words = words
        self.setText(words)

    def busy(self, words: str) -> None:
        """The file is being made."""
        self.setText(words)
        self.setEnabled(False)

    def ready(self) -> None:
        """It may be pressed again."""
        self.setText(self._words)
        self.setEnabled(True)


def card(widget: QWidget, *beside: QWidget) -> tuple[QFrame, QLabel]:
    """A panel with a heading, and what stands beside it; the heading comes back to be worded."""
    frame, name = QFrame(), QLabel()
    frame.setProperty("role", "card")
    name.setTextFormat(Qt.TextFormat.PlainText)
    name.setProperty("role", "strong")
    head = QHBoxLayout()
    head.setContentsMargins(10, 4, 6, 0)
    head.addWidget(name, 1)
    for part in beside:
        head.addWidget(part)
    column = QVBoxLayout(frame)
    column.setContentsMargins(4, 4, 4, 4)
    column.setSpacing(4)
    column.addLayout(head)
    column.addWidget(widget, 1)
    return frame, name
