"""How the office is reached now: a file of this PC, or a server with its registrar."""

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import wording
from oa_client.ui.presenters.live import Live
from oa_client.ui.presenters.session import Session

FILE, CONNECTED, BEHIND, AWAY, LOST = "file", "connected", "behind", "away", "lost"
"""A file that answers; a server that does; requests that wait for the registrar; no registrar;
out of reach. Nothing can be done in the last two, what is shown can be read."""


class Connection(QObject):
    """Since when the office is out of reach, and what that means."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._live: Live | None = None
        self._failure: OfficeError | None = None
        self.since = ""
        """When it was found out of reach; empty where it is not."""
        session.reached.connect(self._reached)

    def keep_in_step(self, live: Live) -> None:
        """From now on it is known how the registrar stands."""
        self._live = live
        live.stands.connect(self.changed)
        self.changed.emit()

    def _reached(self, failure: OfficeError | None) -> None:
        if failure is None:
            self.since = ""
        elif not self.since:
            self.since = moment.iso(moment.now())
        self._failure = failure
        self.changed.emit()

    def state(self) -> str:
        """One of `FILE`, `CONNECTED`, `BEHIND`, `AWAY`, `LOST`."""
        if self._failure is not None:
            return LOST
        if self._live is None:
            return CONNECTED if self._session.facts.shared else FILE
        if not self._live.serving:
            return AWAY
        return BEHIND if self._live.waiting else CONNECTED

    def words(self) -> str:
        """How it stands, short enough for the rail."""
        return self._session.text(f"connection.{self.state()}", **self._facts())

    def watched(self) -> str:
        """Whether cards are issued meanwhile."""
        gone = self.state() in (AWAY, LOST)
        return self._session.text("connection.unwatched" if gone else "notice.monitor")

    def details(self) -> list[str]:
        """All that is known: where the office lies, since when and why, what may be done now."""
        session, state = self._session, self.state()
        place = "connection.server" if session.facts.shared else "connection.at"
        told = [self.words(), session.text(place, place=session.facts.place)]
        if self._failure is not None:
            told.append(session.say(self._failure))
        if self._live is not None and self._live.waiting:
            told.append(session.text("shared.waiting", count=self._live.waiting))
        told += [session.text(f"connection.{state}_told"), self.watched()]
        if session.facts.calendar:
            told.append(session.text("nav.calendar", version=session.facts.calendar))
        return told

    def _facts(self) -> dict[str, object]:
        at = wording.moment_words(self.since, self._session.language) if self.since else ""
        return {"at": at.rsplit(" ", 1)[-1], "count": self._live.waiting if self._live else 0}
