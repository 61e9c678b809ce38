"""Who wrote before: what the register knows of a sender, and what his papers usually share."""

from typing import Any

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.name_completer import NameCompleter
from oa_client.ui.views.sender_card import SenderCard

Row = dict[str, Any]


class KnownSender(SenderCard):
    """The sender that the form names, as the register knows him."""

    def __init__(self, session: Session, form: ElementForm) -> None:
        super().__init__(session)
        self._form = form
        self._senders: dict[str, Row] = {}
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
        """What came from this sender last, and how much this year."""
        self.show_sender(self._senders.get(self._form.fields().get("issuer", "")))

    def _take_last_values(self) -> None:
        """What this sender's papers usually share, where nothing was written yet."""
        said = self._form.fields()
        known = self._senders.get(said.get("issuer", ""))
        if known is not None:
            fresh = {k: known[k] for k in ("to", "sender_contact") if known[k] and not said.get(k)}
            if fresh:
                self._form.fill(said | fresh)
        self.say()
