"""Another window on the same office file: what is done there is followed here."""

from PySide6.QtCore import QObject, QTimer, Signal

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Session

LOOK_EVERY = 3_000
"""Milliseconds between two looks; one costs the reading of a number."""


class Elsewhere(QObject):
    """Looks at the file now and then; a server tells of itself what is new (see `Live`)."""

    acted = Signal()
    """Another program has put something on record."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        session.reached.connect(self._reached)
        self._reached(None)
        if not session.facts.shared:
            self.look()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def look(self) -> None:
        """Ask once."""
        self._session.ask(
            lambda office: office.acted_elsewhere(), self._looked, lambda _: None,
            latest="elsewhere",
        )  # fmt: skip

    def _looked(self, acted: bool) -> None:
        if acted:
            self.acted.emit()

    def _reached(self, failure: OfficeError | None) -> None:
        """While the office is out of reach there is nothing to look at."""
        if failure is not None or self._session.facts.shared:
            self._timer.stop()
        else:
            self._timer.start()
