"""A line under the header for what everybody at this desk should know, with what can be done."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label


class Strip(QFrame):
    """Words, then pictures and links as they are added; hidden while there is nothing to say."""

    def __init__(self, session: Session, tone: str = "soon", sign: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "offline")
        self._session = session
        self._words = plain_label(tone, wraps=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        if sign is not None:
            self._row.addWidget(sign)
        self._row.addWidget(self._words, 1)
        self.hide()

    def link(self) -> QPushButton:
        """One more thing that can be done about it, at the end of the line."""
        button = QPushButton()
        button.setProperty("role", "link")
        self._row.addWidget(button)
        return button

    def words(self) -> str:
        """What is said now."""
        return self._words.text()
