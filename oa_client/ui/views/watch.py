"""What the window asks without being told to: counts, cards that are due, news from a server."""

import random
from collections import Counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.live import Live
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.header import Header
from oa_client.ui.views.list_pane import MOST
from oa_client.ui.views.navigation import Navigation
from oa_client.ui.views.notices import Notices
from oa_client.ui.views.painted.toast import Toast
from oa_client.ui.views.reach_strip import AlarmStrip, ReachStrip

Row = dict[str, Any]

WATCH_EVERY = 60_000
"""Milliseconds between two looks at the clocks while the window is open."""
TRY_EVERY = 5_000
"""Milliseconds between two tries while the office can't be reached."""


class Watch(QObject):
    """Keeps counts, notices and strips true; the monitor runs while the window is open."""

    refresh_wanted = Signal()
    """What is shown is no longer what is on record."""

    def __init__(self, session: Session, header: Header, navigation: Navigation,
                 notices: Notices, toast: Toast, parent: QObject) -> None:  # fmt: skip
        super().__init__(parent)
        self._session = session
        self._header = header
        self._navigation = navigation
        self._notices = notices
        self._toast = toast
        self.reach = ReachStrip(session)
        self.alarm = AlarmStrip(session)
        self.live: Live | None = None
        self._arrivals = False
        self._waiting = -1
        session.reached.connect(self._reached)
        self.reach.again_asked.connect(self.refresh_wanted)
        self._timer = QTimer(self, interval=WATCH_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def sit_down(self) -> None:
        """Somebody else sits here: what waits for him is no news."""
        self._waiting = -1

    def translate(self) -> None:
        """In the language of the session."""
        self._notices.count(max(0, self._waiting))
        self._stands()

    def count(self) -> None:
        """How many papers lie where, and how many cards one has."""
        login = self._session.login

        def question(office: Any) -> tuple[dict[str, int], dict[str, int]]:
            cards = [row["card"] for row in office.tray(login, "todo", None, MOST)["rows"]]
            return office.counts(login), Counter(card for card in cards if card)

        self._session.ask(question, self._counted, latest="counts")

    def _counted(self, answer: tuple[dict[str, int], dict[str, int]]) -> None:
        counts, cards = answer
        self._header.show_cards(cards)
        self._navigation.show_counts(counts)
        waiting = counts["todo"]
        if self._waiting >= 0 and waiting > self._waiting:
            words = self._session.text("notice.arrived", count=waiting - self._waiting)
            self._notices.tell(words)
            if self._arrivals and not self._toast.isVisible():
                self._toast.show_text(words)
        self._arrivals = False
        self._waiting = waiting
        self._notices.count(waiting)

    def look(self) -> None:
        """Issue the cards that are due."""

        def question(office: Any) -> tuple[list[Row], bool]:
            return office.monitor()[0], office.calendar.in_hours(office.now())

        self._session.ask(question, self._cards, latest="monitor")

    def _cards(self, found: tuple[list[Row], bool]) -> None:
        cards, in_hours = found
        self._notices.set_hours(in_hours)
        mine = [card for card in cards if self._session.login in card["to"]]
        if mine:
            words = self._session.text("notice.cards", count=len(mine))
            self._toast.show_text(words)
            self._notices.tell(words)
        if cards:
            self.refresh_wanted.emit()
        self.count()

    def _reached(self, failure: OfficeError | None) -> None:
        """The office was lost, or answers again."""
        self.reach.say(failure)
        again = round(TRY_EVERY * random.uniform(0.6, 1.4))  # not all PCs at the same moment
        self._timer.setInterval(again if failure else WATCH_EVERY)
        if failure is None:
            self._toast.show_text(self._session.text("notice.back"))
            self.refresh_wanted.emit()

    def keep_in_step(self, live: Live) -> None:
        """From now on what others do on the server is seen here at once."""
        self.live = live
        live.news.connect(self._news)
        live.stands.connect(self._stands)
        live.trouble.connect(self._trouble)
        self._stands()

    def _news(self) -> None:
        self._arrivals = True
        self.refresh_wanted.emit()

    def _stands(self) -> None:
        if self.live is not None:
            self._header.show_server(self.live.word(), self.live.waiting)

    def _trouble(self, failure: OfficeError) -> None:
        """Something that must not be overlooked stays until it is taken note of."""
        words = self._session.say(failure)
        self.alarm.say(words)
        self._notices.tell(words)
