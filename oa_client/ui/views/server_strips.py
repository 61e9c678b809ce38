"""What the window says of a server, below its header: out of reach, an alarm, a file on its way."""

import random

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.live import Live
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.calendar_strip import CalendarStrip
from oa_client.ui.views.moving_strip import MovingStrip
from oa_client.ui.views.notices import Notices
from oa_client.ui.views.reach_strip import AlarmStrip, ReachStrip

TRY_EVERY = 5_000
"""Milliseconds between two tries while the office can't be reached."""


def try_again() -> int:
    """Milliseconds until the next try; not all PCs of an office come at the same moment."""
    return round(TRY_EVERY * random.uniform(0.6, 1.4))


class ServerStrips(QWidget):
    """The strips; of a local office only the first and the last are ever seen."""

    heard = Signal()
    """Others have done something."""

    def __init__(self, session: Session, notices: Notices) -> None:
        super().__init__()
        self._session, self._notices = session, notices
        self.reach, self.alarm, self.moving = (
            ReachStrip(session), AlarmStrip(session), MovingStrip(session),
        )  # fmt: skip
        self.calendar = CalendarStrip(session)
        self.live: Live | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in (self.reach, self.alarm, self.moving, self.calendar):
            column.addWidget(strip)

    def keep_in_step(self, live: Live) -> None:
        """From now on what others do on the server is seen here at once."""
        self.live = live
        live.news.connect(self.heard)
        live.trouble.connect(self._trouble)
        self.alarm.accepted.connect(live.accept_ledger)

    def translate(self) -> None:
        """The notices, in the language of the session."""
        self._notices.translate()

    def _trouble(self, failure: OfficeError) -> None:
        """Something that must not be overlooked stays until it is taken note of."""
        if self.alarm.say(failure):
            self._notices.tell(self._session.say(failure))
