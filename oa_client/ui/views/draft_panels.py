"""Elements, text and page beside each other; where there is little room the page gets a tab."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session

NARROW = 1080
"""Below this many pixels of room the page gets a tab beside the text."""


class DraftPanels(QTabWidget):
    """The three parts of the drafting room."""

    def __init__(
        self, session: Session, form: QWidget, writing: tuple[QWidget, QWidget], page: QWidget
    ) -> None:
        super().__init__()
        self._session = session
        self._page = page
        self._narrow = False
        self.elements, self.decided = QLabel(), QLabel()
        for label, role in ((self.elements, "strong"), (self.decided, "meta")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        editor, checks = writing
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(editor, 1)
        middle.addWidget(checks)
        together, alone = QWidget(), QWidget()
        self._together = QHBoxLayout(together)
        self._together.setContentsMargins(0, 0, 0, 0)
        self._together.setSpacing(12)
        self._together.addWidget(self._card(form))
        self._together.addLayout(middle, 5)
        self._together.addWidget(page, 4)
        self._alone = QVBoxLayout(alone)
        self._alone.setContentsMargins(0, 0, 0, 0)
        self.setDocumentMode(True)
        self.addTab(together, "")
        self.addTab(alone, "")
        self.tabBar().hide()

    def _card(self, form: QWidget) -> QFrame:
        card, area = QFrame(), QScrollArea()
        card.setProperty("role", "card")
        card.setFixedWidth(theme.look().px(304))
        area.setWidget(form)
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
        return card

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self.elements.setText(text("draft.elements"))
        self.setTabText(0, text("draft.writing"))
        self.setTabText(1, text("document.page"))
        for part in (self, self.tabBar()):
            part.setAccessibleName(text("form.draft_title"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.look().px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.tabBar().setVisible(narrow)
            if narrow:
                self._alone.addWidget(self._page)
            else:
                self.setCurrentIndex(0)
                self._together.addWidget(self._page, 4)
