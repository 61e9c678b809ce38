"""Parts of the supervisor's desk: a step of the ladder, the table of groups, a report's button."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
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
from oa_client.ui.views.painted.desk_clocks import HeldBars
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.spread import SPREAD, SpreadDelegate
from oa_client.ui.views.painted.surface import Surface

KEY = Qt.ItemDataRole.UserRole
NAMES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
COLOURED = {2: theme.RED, 3: theme.YELLOW_TEXT, 4: theme.BLUE}
"""Columns that count cards."""


class CardSign(Surface):
    """The glyph of a card."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        look = theme.look()
        self.setFixedSize(look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        cards.paint_card(painter, QRectF(self.rect()), self._level)


class LadderStep(QFrame):
    """One step of the ladder: which card, how many, who hears of it, by which rule."""

    clicked = Signal()

    def __init__(self, level: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._level = level
        self._name, self._number, self._to = (QLabel() for _ in range(3))
        self._rule, self._change = ElidedLabel("caption"), ElidedLabel("meta")
        self._held = HeldBars(cards.colours(level)[0])
        for label, role in (
            (self._name, "strong"), (self._number, "count-none"), (self._to, "meta"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        above, middle = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(CardSign(level))
        above.addWidget(self._name)
        above.addStretch(1)
        above.addWidget(self._to)
        middle.setSpacing(10)
        middle.addWidget(self._number)
        middle.addWidget(self._change, 1)
        middle.addWidget(self._held, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(middle)
        column.addWidget(self._rule)

    def say(self, name: str, to: str, rule: str) -> None:
        """Its words."""
        self._name.setText(name)
        self._to.setText(to)
        self._rule.setText(rule)

    def count(self, number: int, held: list[int], change: str, told: str) -> None:
        """How many cards of this level are out, and how many were."""
        self._number.setText(str(number))
        self._change.setText(change)
        self._held.set_counts(held, told)
        self.setAccessibleName(f"{self._name.text()} {number} {change}")
        out = "late" if self._level == "red" else "some"
        theme.dress(self._number, f"count-{out if number else 'none'}")

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
    """Units or people with their numbers; each number opens the list that it counts."""

    chosen = Signal(str, int)

    def __init__(self, columns: int) -> None:
        super().__init__(0, columns + 1)
        self._last = columns
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.look().px(26))
        self.setShowGrid(False)
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
                if not line.key:
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
        self._words = ""
        self.setIcon(icon(picture, theme.INK2))
        self.clicked.connect(lambda _: does())

    def say(self, words: str, told: str = "") -> None:
        """What it is called, and what it makes where its name is short."""
        self._words = words
        self.setText(words)
        self.setToolTip(tip(told))
        self.setAccessibleName(told or words)

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
