"""Elements, text and page beside each other, with how many of the elements are decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.parting_panels import PartingPanels

GROUPS = {
    "kind_and_title": ("kind", "title"),
    "to_whom": ("to", "cc"),
    "handling": ("urgency", "form", "disclosure", "disclosure_reason"),
    "with_it": ("attachments", "note", "countersigners", "order"),
}
"""The elements of a draft, as one thinks of them: what kind, to whom, how, and with what."""
NOTES = {"kind_proposed": "kind", "secrecy": "urgency", "signatory": "disclosure_reason"}
"""Lines to read, and after which input each stands."""

NARROW = 1080
"""Below this many pixels of room the page gets a tab beside the text."""

LOW = 460
"""Below this many pixels of height the checks and the remarks are folded into a line each."""

SHORT = 640
"""Below this many pixels of height fewer checks are shown at once."""


class DraftPanels(PartingPanels):
    """The three parts of the drafting room."""

    low_changed = Signal(bool)
    """There is too little height for the text and all that stands about it, or enough again."""

    short_changed = Signal(bool)
    """There is room for a few checks alone, or for more of them again."""

    def __init__(
        self, session: Session, form: QWidget, writing: tuple[QWidget, QWidget], page: QWidget,
        parent: QWidget,
    ) -> None:  # fmt: skip
        self._session = session
        self.elements, self.decided = QLabel(), QLabel()
        for label, role in ((self.elements, "strong"), (self.decided, "meta")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        editor, checks = writing
        self._low = self._short = False
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(editor, 1)
        middle.addWidget(checks)
        card, area = QFrame(), QScrollArea()
        self._fill(card, area)
        super().__init__(((card, 0), (middle, 5), (page, 4)), page, NARROW, parent)
        area.setWidget(form)  # not before it has found its place: it is dressed to be measured

    def _fill(self, card: QFrame, area: QScrollArea) -> None:
        card.setProperty("role", "card")
        card.setFixedWidth(theme.look().px(304))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.addWidget(self.elements, 1)
        head.addWidget(self.decided)
        inside.addLayout(head)
        inside.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low, short = (self.height() < theme.look().px(least) for least in (LOW, SHORT))
        if low != self._low:
            self._low = low
            self.low_changed.emit(low)
        if short != self._short:
            self._short = short
            self.short_changed.emit(short)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self.elements.setText(text("draft.elements"))
        self.name(text("form.draft_title"), text("draft.writing"), text("document.page"))


def stacked(top: QWidget, rest: QWidget, gap: int = 0) -> QWidget:
    """Two parts of the room as one; the lower one takes what room is left."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    column.addWidget(top)
    column.addWidget(rest, 1)
    return both
