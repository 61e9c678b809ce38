"""行文检查: may this draft be sent, and by which rule not; each line leads to its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.drafting import CheckLine
from oa_client.ui.presenters.session import Session

FIELD = Qt.ItemDataRole.UserRole


class DraftChecks(QFrame):
    """What must be mended, and what is fine."""

    jumped = Signal(str)
    """The element that a line is about."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._lines: tuple[CheckLine, ...] = ()
        self._at = -1
        self._name, self._must, self._fine, self._hint = (QLabel() for _ in range(4))
        for label, role in (
            (self._name, "strong"), (self._must, "must"), (self._fine, "kept"),
            (self._hint, "caption"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.list = QListWidget()
        self.list.setMaximumHeight(theme.look().px(120))
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 4)
        head.setSpacing(8)
        for label in (self._name, self._must, self._fine):
            head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)

    def translate(self) -> None:
        """All words in the language of the session."""
        self._name.setText(self._session.text("draft.checks"))
        self._hint.setText(self._session.text("draft.next_fault"))
        self.list.setAccessibleName(self._session.text("draft.checks"))
        self.show_lines(self._lines)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """These rules, what must be mended first."""
        self._lines = tuple(lines)
        faults = self.faults()
        text = self._session.text
        self._must.setText(text("draft.must", count=faults))
        self._must.setVisible(bool(faults))
        self._fine.setText(text("draft.kept", count=len(lines) - faults))
        self.list.clear()
        for line in self._lines:
            words = "　".join(part for part in (line.words, line.source) if part)
            sign = icon("fine", theme.GREEN) if line.fine else icon("must-fix", theme.INK)
            item = QListWidgetItem(sign, words)
            item.setData(FIELD, line.field)
            self.list.addItem(item)
        self._at = -1

    def faults(self) -> int:
        """How much must be mended before the draft may go."""
        return sum(1 for line in self._lines if not line.fine)

    def next(self) -> None:
        """To the next fault; round and round."""
        faults = [n for n, line in enumerate(self._lines) if not line.fine]
        if not faults:
            return
        self._at = next((n for n in faults if n > self._at), faults[0])
        self.list.setCurrentRow(self._at)
        self.jumped.emit(self._lines[self._at].field)

    def _go(self, item: QListWidgetItem) -> None:
        self._at = self.list.row(item)
        self.jumped.emit(str(item.data(FIELD)))
