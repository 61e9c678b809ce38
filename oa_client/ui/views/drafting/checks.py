"""行文检查: may this draft be sent, and by which rule not; each line leads to its place."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.drafting import CheckLine
from oa_client.ui.presenters.session import Session

STATE, WORDS, SOURCE, CURE = range(4)
"""Columns: kept or not, the rule, where it is written, what mends it at once."""
HIGH = 26
"""Pixels of a row."""
FEWEST, FEW, MANY = 3, 5, 10
"""Rows that are shown where there is little height, or enough, and those that are shown once all
of them are asked for.
"""


class DraftChecks(QFrame):
    """What must be mended, what one is reminded of, and what is fine."""

    jumped = Signal(object)
    """A line whose place is asked for."""
    cured = Signal(object)
    """A line that is to be mended at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._lines: tuple[CheckLine, ...] = ()
        self._at = -1
        self.list = QTreeWidget()
        self.fold = QPushButton()
        self.fold.setProperty("role", "link")
        self.fold.hide()
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self._all, self._few = False, FEW
        self._name, self._must, self._remind, self._fine, self._hint = (
            QLabel() for _ in range(5)
        )
        for label, role in (
            (self._name, "strong"), (self._must, "must"), (self._remind, "remind"),
            (self._fine, "kept"), (self._hint, "caption"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.fold.clicked.connect(lambda: self._open(self.list.isHidden()))
        self.more.clicked.connect(lambda: self._show_all(not self._all))
        self.list.setColumnCount(CURE + 1)
        self.list.setHeaderLabels([""] * (CURE + 1))  # a hidden name takes room as well
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setProperty("role", "checks")
        self.list.setItemDelegate(_Row(self.list))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        for column in (STATE, SOURCE, CURE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 4)
        head.setSpacing(8)
        for label in (self._name, self._must, self._remind, self._fine):
            head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self._hint)
        head.addWidget(self.fold)
        head.addWidget(self.more)
        column_of_parts = QVBoxLayout(self)
        column_of_parts.setContentsMargins(1, 1, 1, 4)
        column_of_parts.setSpacing(0)
        column_of_parts.addLayout(head)
        column_of_parts.addWidget(self.list)
        self._fit()

    def translate(self) -> None:
        """All words in the language of the session."""
        self._name.setText(self._session.text("draft.checks"))
        self._hint.setText(self._session.text("draft.next_fault"))
        self._say_fold()
        self.list.setAccessibleName(self._session.text("draft.checks"))
        self._fill()

    def set_low(self, low: bool) -> None:
        """Too little height for text and checks: one line with the counts, which one may unfold."""
        self.fold.setVisible(low)
        self._hint.setVisible(not low)
        self._fit()
        self._open(not low)

    def set_short(self, short: bool) -> None:
        """Whether there is room for a few of them alone."""
        self._few = FEWEST if short else FEW
        self._fit()

    def _open(self, opened: bool) -> None:
        self.list.setVisible(opened)
        self._say_fold()

    def _show_all(self, shown: bool) -> None:
        """Every rule, or the first of them; what must be mended is always there."""
        self._all = shown
        self._fit()

    def _fit(self) -> None:
        """Whole rows: the first of them, or more where all are asked for."""
        low = not self.fold.isHidden()
        shown = max(self._few, self.faults() + self.reminders())
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                item.setHidden(row >= shown and not (self._all or low))
        rows = FEW if low else self._few
        if self._all and not low:
            rows = min(MANY, max(rows, len(self._lines)))
        self.list.setFixedHeight(rows * theme.look().px(HIGH) + 1)
        self.more.setHidden(low or len(self._lines) <= shown)
        words = "draft.few_checks" if self._all else "draft.all_checks"
        self.more.setText(self._session.text(words, count=len(self._lines)))

    def _say_fold(self) -> None:
        words = "draft.unfold" if self.list.isHidden() else "draft.fold"
        self.fold.setText(self._session.text(words))

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """These rules, what must be mended first; the same ones stay as they are."""
        if self._lines != tuple(lines):
            self._lines = tuple(lines)
            self._fill()

    def _fill(self) -> None:
        faults, reminders = self.faults(), self.reminders()
        text = self._session.text
        self._must.setText(text("draft.must", count=faults))
        self._must.setVisible(bool(faults))
        self._remind.setText(text("draft.remind", count=reminders))
        self._remind.setVisible(bool(reminders))
        self._fine.setText(text("draft.kept", count=len(self._lines) - faults - reminders))
        self.list.clear()
        self.list.setColumnHidden(CURE, not any(line.cure for line in self._lines))
        self.list.addTopLevelItems([self._item(line) for line in self._lines])
        self._fit()
        self._at = -1

    def _item(self, line: CheckLine) -> QTreeWidgetItem:
        state, sign, colour = _STATES[_state(line)]
        words = self._session.text(state)
        item = QTreeWidgetItem([words, line.words, line.source, line.cure])
        item.setIcon(STATE, icon(sign, colour))
        item.setTextAlignment(SOURCE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setTextAlignment(CURE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFont(SOURCE, theme.look().sans(theme.META))
        item.setData(STATE, MUST, not line.fine and line.must)
        item.setToolTip(WORDS, line.words if len(line.words) > LONG else "")
        strong = QFont(self.list.font())
        strong.setWeight(QFont.Weight.DemiBold)
        for column, ink in (
            (STATE, colour), (SOURCE, theme.INK3),
            (WORDS, theme.INK2 if line.fine else theme.INK), (CURE, theme.ACCENT),
        ):  # fmt: skip
            item.setForeground(column, QColor(ink))
            if not line.fine and column in (STATE, WORDS):
                item.setFont(column, strong)
        return item

    def first_fault(self) -> str:
        """What must be mended first, in words; empty where nothing must."""
        return next((line.words for line in self._lines if not line.fine and line.must), "")

    def faults(self) -> int:
        """How much must be mended before the draft may go."""
        return sum(1 for line in self._lines if not line.fine and line.must)

    def reminders(self) -> int:
        """How much is unusual, and may yet be right."""
        return sum(1 for line in self._lines if not line.fine and not line.must)

    def next(self) -> None:
        """To the next fault; round and round."""
        faults = [n for n, line in enumerate(self._lines) if not line.fine]
        if not faults:
            return
        self._at = next((n for n in faults if n > self._at), faults[0])
        self.list.setCurrentIndex(self.list.model().index(self._at, 0))
        self.jumped.emit(self._lines[self._at])

    def lead(self) -> None:
        """To what must be mended first."""
        self._at = -1
        self.next()

    def _go(self, item: QTreeWidgetItem, column: int) -> None:
        self._at = self.list.indexOfTopLevelItem(item)
        line = self._lines[self._at]
        (self.cured if column == CURE and line.cure else self.jumped).emit(line)


class _Row(QStyledItemDelegate):
    """A row; what must be mended has a bar of ink at its edge."""

    def __init__(self, over: QTreeWidget) -> None:
        super().__init__(over)
        self._list = over

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.look().px(HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        first = index.column() == STATE and bool(index.data(MUST))
        if first:
            row = QRect(option.rect.topLeft(), QSize(self._list.width(), option.rect.height()))
            painter.fillRect(row, QColor(theme.HOVER))
        if index.column() == WORDS:
            option.rect.setRight(option.rect.right() + self._spare(index))
        super().paint(painter, option, index)
        if first:
            bar = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
            painter.fillRect(bar, QColor(theme.INK))

    def _spare(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """What the row's own source leaves free of its column: the words may have it."""
        source = index.sibling(index.row(), SOURCE)
        return self._list.columnWidth(SOURCE) - self._list.sizeHintForIndex(source).width()


MUST = Qt.ItemDataRole.UserRole
"""Whether a row must be mended."""


def _state(line: CheckLine) -> str:
    if line.fine:
        return "fine"
    return "must" if line.must else "remind"


_STATES = {
    "fine": ("draft.line_fine", "fine", theme.GREEN),
    "must": ("draft.line_must", "must-fix", theme.INK),
    "remind": ("draft.line_remind", "warning", theme.YELLOW_TEXT),
}
"""Of each state its word, its sign and its colour."""

LONG = 24
"""Characters beyond which a line may be cut and says itself in its tip."""
