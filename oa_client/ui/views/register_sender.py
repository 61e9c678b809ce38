"""Who wrote before: what came from a sender last, and what his papers usually share."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.name_completer import NameCompleter

Row = dict[str, Any]


class SenderCard(QFrame):
    """The sender that the form names, as the register knows him; hidden where it doesn't."""

    def __init__(self, session: Session, form: ElementForm) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._form = form
        self._senders: dict[str, Row] = {}
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "meta")
        self.words.setWordWrap(True)
        inside = QVBoxLayout(self)
        inside.addWidget(self.words)
        form.line("issuer").editingFinished.connect(self._take_last_values)
        self.hide()

    def read(self) -> None:
        """Ask who wrote."""
        login = self._session.login
        self._session.ask(lambda office: office.senders(login), self._know, latest="senders")

    def _know(self, rows: list[Row]) -> None:
        self._senders = {row["issuer"]: row for row in rows}
        line: QLineEdit = self._form.line("issuer")
        line.setCompleter(NameCompleter(self._senders, line))
        self.say()

    def say(self) -> None:
        """What came from this sender last, and how much this year."""
        known = self._senders.get(self._form.fields().get("issuer", ""))
        self.setVisible(known is not None)
        if known is not None:
            facts = {k: known[k] or "—" for k in ("issuer", "title", "number")}
            words = self._session.text("register.sender", count=known["count"], **facts)
            self.words.setText(words)

    def _take_last_values(self) -> None:
        """What this sender's papers usually share, where nothing was written yet."""
        said = self._form.fields()
        known = self._senders.get(said.get("issuer", ""))
        if known is not None:
            fresh = {k: known[k] for k in ("to", "sender_contact") if known[k] and not said.get(k)}
            if fresh:
                self._form.fill(said | fresh)
        self.say()
