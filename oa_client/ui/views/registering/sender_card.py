"""来文单位近况: what the register knows of who wrote, and what his papers usually share."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.name_completer import NameCompleter

Row = dict[str, Any]


class SenderCard(QFrame):
    """Shown while the form names a sender that wrote before."""

    brought = Signal(object)
    """Values that his papers usually share, now in the form."""

    def __init__(self, session: Session, form: ElementForm) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session, self._form = session, form
        self._senders: dict[str, Row] = {}
        self._name, self._count, self._last = QLabel(), QLabel(), QLabel()
        for label, role in (
            (self._name, "strong"), (self._count, "meta"), (self._last, "meta"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._last.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._last)
        self.hide()
        form.line("issuer").editingFinished.connect(self._take_last_values)

    def read(self) -> None:
        """Ask who wrote."""
        login = self._session.login
        self._session.ask(lambda office: office.senders(login), self._know, latest="senders")

    def _know(self, rows: list[Row]) -> None:
        self._senders = {row["issuer"]: row for row in rows}
        line = self._form.line("issuer")
        line.setCompleter(NameCompleter(self._senders, line))
        self.say()

    def say(self) -> None:
        """What came from this sender last, and how much this year; nothing of somebody new."""
        known = self._senders.get(self._form.fields().get("issuer", ""))
        self.setVisible(known is not None)
        if known is not None:
            text = self._session.text
            self._name.setText(text("register.sender"))
            self._count.setText(text("register.sender_count", count=known["count"]))
            facts = {name: known[name] or "—" for name in ("title", "number")}
            self._last.setText(text("register.sender_last", **facts))

    def _take_last_values(self) -> None:
        """What this sender's papers usually share, where nothing was written yet."""
        said = self._form.fields()
        known = self._senders.get(said.get("issuer", ""))
        if known is not None:
            fresh = {k: known[k] for k in ("to", "sender_contact") if known[k] and not said.get(k)}
            if fresh:
                self._form.fill(said | fresh)
                self.brought.emit(fresh)
        self.say()

    def text(self) -> str:
        """All of it, as it is read."""
        return "\n".join((self._name.text(), self._count.text(), self._last.text()))
