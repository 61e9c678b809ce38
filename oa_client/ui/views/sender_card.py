"""来文单位近况: how much came from a sender this year, and what came last."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from oa_client.ui.presenters.session import Session


class SenderCard(QFrame):
    """Shown while the form names a sender that wrote before."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
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

    def show_sender(self, known: dict[str, Any] | None) -> None:
        """What is known of him; nothing is shown of somebody new."""
        self.setVisible(known is not None)
        if known is not None:
            text = self._session.text
            self._name.setText(text("register.sender"))
            self._count.setText(text("register.sender_count", count=known["count"]))
            facts = {name: known[name] or "—" for name in ("title", "number")}
            self._last.setText(text("register.sender_last", **facts))

    def text(self) -> str:
        """All of it, as it is read."""
        return "\n".join((self._name.text(), self._count.text(), self._last.text()))
