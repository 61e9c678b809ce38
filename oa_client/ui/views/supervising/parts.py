"""Parts of the supervisor's desk: the table of groups, a report's button, a panel."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.desk import WHOLE, GroupLine
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.spread import SPREAD, SpreadDelegate

KEY = Qt.ItemDataRole.UserRole
NAMES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
COLOURED = {2: theme.RED, 3: theme.YELLOW_TEXT, 4: theme.BLUE}
"""Columns that count cards."""


class GroupTable(QTableWidget):
    """Units or people with their numbers; each number opens the list that it counts."""

    chosen = Signal(str, int)

    def __init__(self, columns: int) -> None:
        super().__init__(0, columns + 1)
        self._last = columns
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.look().px(26))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab goes on, the arrows stay in the table
        self.setProperty("role", "figures")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)  # where room is short numbers are scrolled, never names
        head.setDefaultAlignment(NUMBERS)
        head.setMinimumSectionSize(theme.look().px(24))
        self.setItemDelegateForColumn(self._last, SpreadDelegate(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cellClicked.connect(self.choose)

    def say(self, words: list[str]) -> None:
        """Names of the columns."""
        self.setHorizontalHeaderLabels(words)
        first = self.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(NAMES)
        self.setAccessibleName(words[0])

    def explain(self, column: int, told: str) -> None:
        """What a column's name stands for."""
        head = self.horizontalHeaderItem(column)
        if head is not None:
            head.setToolTip(tip(told))

    def choose(self, row: int, column: int = 0) -> None:
        """Open what is counted in this cell."""
        item = self.item(row, column)
        if item is not None:
            self.chosen.emit(str(item.data(KEY)), column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def fill(self, rows: list[GroupLine]) -> None:
        """Show these."""
        self.setRowCount(len(rows))
        most = max([line.took[1] for line in rows if line.took] or [0.0])
        for number, line in enumerate(rows):
            for column, words in enumerate((line.name, *line.cells)):
                item = QTableWidgetItem(words)
                item.setData(KEY, line.key)
                item.setTextAlignment(NUMBERS if column else NAMES)
                if line.key == WHOLE:
                    item.setFont(theme.look().sans(theme.META, theme.STRONG))
                colour = COLOURED.get(column)
                if colour and words.isdigit():
                    item.setForeground(QColor(colour))
                    item.setFont(theme.look().sans(theme.META, theme.STRONG))
                if column == self._last and line.took and most:
                    item.setData(SPREAD, tuple(share / most for share in line.took))
                self.setItem(number, column, item)


class ReportButton(QPushButton):
    """Makes a file; says so while it does."""

    def __init__(self, does: Callable[[], None], picture: str) -> None:
        super().__init__()
        self._words = self._told = ""
        self._short = False
        self.setIcon(icon(picture, theme.INK2))
        self.clicked.connect(lambda _: does())

    def say(self, words: str, told: str = "") -> None:
        """What it is called, and what it makes where its name is short."""
        self._words, self._told = words, told or words
        self.setAccessibleName(self._told)
        self.shorten(short=self._short)

    def shorten(self, *, short: bool) -> None:
        """The picture alone, where there is no room for words."""
        self._short = short
        long = self._told != self._words or short
        self.setToolTip(tip(self._told) if long else "")
        if self.isEnabled():
            self.setText("" if short else self._words)

    def busy(self, words: str) -> None:
        """The file is being made."""
        self.setText(words)
        self.setEnabled(False)

    def ready(self) -> None:
        """It may be pressed again."""
        self.setEnabled(True)
        self.shorten(short=self._short)


def card(widget: QWidget, *beside: QWidget) -> tuple[QFrame, QLabel]:
    """A panel with a heading, and what stands beside it; the heading comes back to be worded."""
    frame, name = QFrame(), QLabel()
    frame.setProperty("role", "card")
    name.setTextFormat(Qt.TextFormat.PlainText)
    name.setProperty("role", "strong")
    head = QHBoxLayout()
    head.setContentsMargins(6, 0, 4, 0)
    head.addWidget(name, 1)
    for part in beside:
        head.addWidget(part)
    column = QVBoxLayout(frame)
    column.setContentsMargins(6, 8, 6, 6)
    column.setSpacing(4)
    column.addLayout(head)
    column.addWidget(widget, 1)
    return frame, name


def scrolled(widget: QWidget) -> QScrollArea:
    """What scrolls downwards where the window is low."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
