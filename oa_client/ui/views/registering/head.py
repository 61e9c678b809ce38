"""The head of the register: its name, and until when the paper must be dealt with."""

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout

from oa_client.docflow.handling.road import Ahead
from oa_client.ui.presenters.registering import limit_words
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.plain_label import plain_label


class RegisterHead(QFrame):
    """办理时限 of the first check and of the whole, were the paper registered now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "title-block")
        self._session = session
        self._urgency = ""
        self._ahead: Ahead | None = None
        self._title = plain_label("pane")
        self.first = ElidedLabel("due")
        self.whole = ElidedLabel("meta")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 11, 16, 11)
        row.setSpacing(16)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self.first)
        row.addWidget(self.whole)

    def translate(self) -> None:
        """All words in the language of the session."""
        self._title.setText(self._session.text("form.register_title"))
        self._say()

    def show_urgency(self, urgency: str) -> None:
        """The paper is of this urgency."""
        if urgency != self._urgency:
            self._urgency = urgency
            self.ask()

    def ask(self) -> None:
        """Ask until when such a paper must be dealt with, as of now."""
        urgency = self._urgency

        def question(office: Any) -> Ahead:
            found: Ahead = office.limits_ahead("incoming", urgency)
            return found

        self._session.ask(question, self._know, latest="limits")

    def _know(self, ahead: Ahead) -> None:
        self._ahead = ahead
        self._say()

    def _say(self) -> None:
        if self._ahead is not None:
            first, whole = limit_words(self._session, self._ahead, self._urgency)
            self.first.setText(first)
            self.whole.setText(whole)
