"""News: what comes while the window is open, and what was done just now with its way back."""

from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from oa_client.docflow.handling.people import SUPERVISOR
from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.ui.presenters.done import Done, done_of
from oa_client.ui.presenters.elsewhere import Elsewhere
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.time_news import TimeNews
from oa_client.ui.presenters.urged import Urged
from oa_client.ui.views.list_pane import MOST
from oa_client.ui.views.notices import Notices
from oa_client.ui.views.painted.toast import Toast, Way
from oa_client.ui.views.server_strips import ServerStrips, try_again

Row = dict[str, Any]

WATCH_EVERY = 60_000
"""Milliseconds between two looks at the clocks while the window is open."""


class News(QObject):
    """Counts what waits, issues the cards that are due, and says both once."""

    counted = Signal(object, object)
    """How much lies in each tray, and how many cards of each level are out."""
    again_asked = Signal()
    """What is shown may have changed."""
    taken_back = Signal(str)
    """The last step of this document was recalled."""

    def __init__(
        self, session: Session, strips: ServerStrips, notices: Notices, toast: Toast,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._strips = session, strips
        self._notices, self._toast = notices, toast
        self._waiting = -1
        self._urged = Urged(session)
        self._time = TimeNews(session)
        for teller in (self._urged, self._time):
            teller.told.connect(self._say)
        session.told.connect(self._told)
        session.saved.connect(self._saved)
        session.reached.connect(self._reached)
        self._elsewhere = Elsewhere(session, self)
        self._elsewhere.acted.connect(self.again_asked)
        strips.reach.again_asked.connect(self.watch)
        self._clock = QTimer(self, interval=WATCH_EVERY)
        self._clock.timeout.connect(self.watch)
        self._clock.start()

    def stop(self) -> None:
        """The window closes."""
        self._clock.stop()
        self._elsewhere.stop()

    def forget(self) -> None:
        """Another person sat down: what was there before is no news, nor his to take back."""
        self._waiting = -1
        self._urged.forget()
        self._time.forget()
        self._strips.calendar.hide()
        self._toast.leave()
        self._notices.forget()

    def translate(self) -> None:
        """All words in the language of the session."""
        self._notices.count(max(0, self._waiting))

    # ── what waits ──────────────────────────────────────────────────────────

    def count(self) -> None:
        """Ask how much waits, and whether he is urged."""
        login, watches = self._session.login, self._session.has_post(SUPERVISOR)

        def question(office: Any) -> tuple[dict[str, int], dict[str, int]]:
            if watches:
                counted = office.watch_counts(login)
                return office.counts(login) | counted, counted
            cards = [row["card"] for row in office.tray(login, "todo", None, MOST)["rows"]]
            return office.counts(login), Counter(card for card in cards if card)

        self._session.ask(question, self._counted, latest="counts")
        self._urged.look()
        self._time.look()
        self._strips.calendar.look()

    def _counted(self, answer: tuple[dict[str, int], dict[str, int]]) -> None:
        trays, cards = answer
        self.counted.emit(trays, cards)
        waiting = trays["todo"]
        if self._waiting >= 0 and waiting > self._waiting:
            words = self._session.text("notice.arrived", count=waiting - self._waiting)
            self._notices.tell(words)
            if self._strips.live and not self._toast.isVisible():
                self._toast.show_text(words)
        self._waiting = waiting
        self._notices.count(waiting)

    def watch(self) -> None:
        """Issue the cards that are due; the monitor runs while the window is open."""

        login = self._session.login

        def question(office: Any) -> tuple[list[Row], bool]:
            cards, _ = office.monitor()
            office.open_supervised()
            return cards, office.is_open(login)

        self._session.ask(question, self._cards, self._not_watched, latest="monitor")

    def _not_watched(self, failure: OfficeError) -> None:
        """That the office is out of reach stands in the strip, and is not told at every try."""
        if not isinstance(failure, StoreUnavailable):
            self._session.tell_failure(failure)

    def _cards(self, found: tuple[list[Row], bool]) -> None:
        cards, in_hours = found
        self._notices.set_hours(in_hours)
        mine = [card for card in cards if self._session.login in card["to"]]
        if mine:
            words = self._session.text("notice.cards", count=len(mine))
            self._toast.show_text(words)
            self._notices.tell(words)
        if cards:
            self.again_asked.emit()
        self.count()

    def _reached(self, failure: OfficeError | None) -> None:
        """The office was lost, or answers again."""
        self._strips.reach.say(failure)
        self._clock.setInterval(try_again() if failure else WATCH_EVERY)
        if failure is None:
            self._toast.show_text(self._session.text("notice.back"))
            self.again_asked.emit()

    def _say(self, words: str, paper: str) -> None:
        """In the window, and beside the clock of the PC."""
        self._toast.show_text(words)
        self._notices.tell(words, paper)

    def _told(self, words: str, _: str) -> None:
        self._toast.show_text(words)

    def _saved(self, words: str, folder: Path) -> None:
        """Where it lies, to be pasted elsewhere; the system is asked to open nothing."""
        clipboard = QGuiApplication.clipboard()
        way = self._session.text("document.copy_folder"), lambda: clipboard.setText(str(folder))
        self._toast.show_text(words, about=str(folder), beside=way)

    # ── what was done ───────────────────────────────────────────────────────

    def say_done(self, changes: Any, action: str, named: str = "") -> None:
        """What was done and where it went, with the way back; `named` as the button had it."""
        self.say(done_of(self._session, changes, action, named=named))

    def say(self, done: Done, beside: Way | None = None) -> None:
        """What was done, with the way back, and beside it one to the paper where it lies."""
        self._toast.show_text(done.words, about=done.about, beside=beside)
        if done.moves:
            self._offer_undo(done, beside)

    def _offer_undo(self, done: Done, beside: Way | None) -> None:
        """The way back beside the words, where the rules have one."""
        login, undo, document = self._session.login, self._session.text("act.undo"), done.document

        def answered(may: list[Row]) -> None:
            open_ = any(one["action"] == "recall" and one["allowed"] for one in may)
            if open_ and self._session.login == login and self._toast.says(done.words):
                self._toast.show_text(
                    done.words, undo, lambda: self.recall(document, done.about),
                    about=done.about, beside=beside,
                )

        self._session.ask(lambda office: office.may(login, document), answered,
                          lambda _: None, latest="undo")  # fmt: skip

    def recall(self, document: str, about: str = "") -> None:
        """Take the last step back, while nobody has opened it."""

        def taken(changes: Any) -> None:
            self.say(done_of(self._session, changes, "recall", about=about))
            self.taken_back.emit(document)

        self._session.act("recall", {}, document=document, then=taken)
