"""A shared office under an open window: what is new, whether its server and registrar are there.

The news come from a thread of their own; here they arrive on the window's. What waits for an
answer is looked after, and nothing is said of it before it is known.
"""

from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.ui.presenters.session import Session

ASK_EVERY = 2_000
"""Milliseconds between two looks for answers while requests wait."""


class Live(QObject):
    """Keeps the window in step with a server."""

    news = Signal()
    """Something was done, by anybody: what is shown is to be read anew."""
    stands = Signal()
    """How the server stands has changed."""
    trouble = Signal(object)
    """An OfficeError that must be said loudly: the office shows less than it did."""
    _told = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.serving = True
        self.waiting = 0
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=ASK_EVERY)
        self._timer.timeout.connect(self.look)
        session.reached.connect(self._reached)
        session.waits.connect(self.look)

    def tell(self, news: Any) -> None:
        """News from the watch; may come from any thread."""
        try:
            self._told.emit(news)
        except RuntimeError:  # the window is gone
            return

    @Slot(object)
    def _take(self, news: Any) -> None:
        if news.lost is not None:
            self._session.note_lost(news.lost)
            return
        if news.serving != self.serving:
            self.serving = news.serving
            self.stands.emit()
        if news.changed:
            self.news.emit()
        self.look()

    def _reached(self, failure: OfficeError | None) -> None:
        if failure is None:
            self.look()

    def look(self) -> None:
        """How the server stands, and what became of what waited."""

        def question(office: Any) -> Any:
            try:
                return office.settle(), office.stand()
            except StoreUnavailable:
                return [], {"serving": False, "waiting": office.waiting(), "troubles": []}

        self._session.ask(question, self._stood, lambda _: None, latest="stand")

    def accept_ledger(self) -> None:
        """The person was told why the office shows less than it did."""
        self._session.ask(lambda office: office.accept_ledger(), lambda _: self.news.emit())

    def _stood(self, answer: Any) -> None:
        settled, stand = answer
        self._session.settle(settled)
        changed = (stand["serving"], stand["waiting"]) != (self.serving, self.waiting)
        self.serving, self.waiting = stand["serving"], stand["waiting"]
        if self.waiting and not self._timer.isActive():
            self._timer.start()
        elif not self.waiting:
            self._timer.stop()
        if changed:
            self.stands.emit()
        for trouble in stand["troubles"]:
            self.trouble.emit(trouble)
        if settled:
            self.news.emit()
