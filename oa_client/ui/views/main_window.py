"""The window: rail, list, document and rooms, and what keeps them in step."""

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEventLoop,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.people import SUPERVISOR
from oa_client.ui import theme
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.books import WATCH
from oa_client.ui.presenters.done import Done, done_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.books import BooksView
from oa_client.ui.views.calendar_dialog import CalendarDialog
from oa_client.ui.views.document_pane import DocumentPane
from oa_client.ui.views.drafting.room import DraftView
from oa_client.ui.views.header import Header
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.list_pane import ListPane
from oa_client.ui.views.navigation import NARROW, ROOMS, Navigation
from oa_client.ui.views.news import News
from oa_client.ui.views.notices import Notices
from oa_client.ui.views.painted.toast import Toast
from oa_client.ui.views.person_dialog import PersonDialog
from oa_client.ui.views.registering.room import RegisterView
from oa_client.ui.views.server_strips import ServerStrips
from oa_client.ui.views.supervising.desk import SupervisionView

LEAVE_WITHIN = 5_000
"""Milliseconds for which a closing window waits for its last answer."""


class MainWindow(QMainWindow):
    """Everything that one person sees."""

    preferred = Signal(object)
    """Preferences were chosen; a new zoom takes a new window."""

    closing = Signal()

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences or Preferences()
        self.setMinimumSize(1024, 680)
        self.resize(1440, 900)
        self.header = Header(session, self.preferences)
        self.notices = Notices(session, self, self.preferences.quiet, self.header.bell)
        self.strips = ServerStrips(session, self.notices)
        self.reach = self.strips.reach
        self.navigation = Navigation(session)
        self.list = ListPane(session)
        self.document = DocumentPane(session)
        self.register = RegisterView(session)
        self.draft = DraftView(session)
        self.supervision = SupervisionView(session)
        self.books = BooksView(session)
        self.watch = BooksView(session, WATCH, "nav.watch")
        self.toast = Toast(self)
        self.news = News(session, self.strips, self.notices, self.toast, self)
        self._lay_out()
        self._wire()
        self._keys()
        self.translate()
        self.open_tray("todo")
        self.list.view.setFocus()

    def _lay_out(self) -> None:
        self._desk = QSplitter(Qt.Orientation.Horizontal)
        self._desk.addWidget(self.list)
        self._desk.addWidget(self.document)
        self._desk.setStretchFactor(1, 1)
        self._desk.setChildrenCollapsible(False)
        self._desk.setHandleWidth(1)
        self._desk.setSizes([theme.look().px(372), 880])
        self.rooms = QStackedWidget()
        for room in (self._desk, self.register, self.draft, self.supervision, self.books,
                     self.watch):  # fmt: skip
            self.rooms.addWidget(room)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.rooms, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.strips)
        column.addLayout(middle, 1)
        whole = QWidget()
        whole.setLayout(column)
        self.setCentralWidget(whole)

    def _wire(self) -> None:
        session = self.session
        session.changed.connect(lambda _: self.refresh())
        session.person_changed.connect(self._person_changed)
        session.language_changed.connect(self.translate)
        session.post_changed.connect(self.list.refresh)
        self.news.taken_back.connect(self.open_document)
        for asked in (self.news.again_asked, self.reach.again_asked, self.strips.heard):
            asked.connect(self.refresh)
        menu = self.header.menu
        menu.person_asked.connect(self.choose_person)
        menu.act_asked.connect(self.act_of_office)
        menu.keys_asked.connect(self.show_keys)
        for asked in (menu.calendar_asked, self.strips.calendar.opened,
                      self.navigation.calendar_asked):  # fmt: skip
            asked.connect(self.show_calendar)
        menu.preferred.connect(self._prefer)
        self.header.searched.connect(self.search)
        self.header.cards_asked.connect(self._show_late)
        self.news.counted.connect(self._counted)
        self.header.language_asked.connect(self._other_language)
        self.navigation.chosen.connect(self.open_place)
        self.list.chosen.connect(self._choose)
        self.list.place_asked.connect(self.open_place)
        self.list.draft_asked.connect(self._edit)
        self.list.view.activated.connect(self._activate)
        self.document.acted.connect(self._acted)
        self.document.came.connect(self.list.note_read)
        self.document.bar.edit_asked.connect(self._edit)
        self.document.bar.left.connect(self.list.take_keyboard)
        self.document.widened.connect(lambda wide: self.list.setVisible(not wide))
        self.register.opened.connect(self._open_registered)
        for room in (self.draft, self.supervision, self.books, self.watch):
            room.opened.connect(self.open_document)
        self.watch.turned.connect(self.navigation.choose)
        self.supervision.signals_asked.connect(lambda: self.open_place("signals"))
        self.supervision.signals.counted.connect(self.navigation.show_signals)
        self.register.acted.connect(self._registered)
        self.draft.acted.connect(self.news.say_done)
        self.draft.compared.connect(self._compare)
        self.draft.left.connect(self.document.refresh_if)

    def _registered(self, done: Done) -> None:
        """The next paper of the pile is at hand; the one before is a press away."""
        way = self.session.text("register.open"), lambda: self._open_registered(done.document)
        self.news.say(done, way)

    def _open_registered(self, document: str) -> None:
        """A paper of the register, in the list in which it lies wherever it has come to."""
        self.open_tray("tracked")
        self.open_document(document)

    def _edit(self, document: str | None) -> None:
        """A draft that lies on one's desk again, or a new one, to be written on."""
        self.open_place("draft")
        self.draft.load(document)

    def _compare(self, document: str) -> None:
        """The versions of a draft, beside each other."""
        self.open_document(document)
        self.document.tabs.setCurrentWidget(self.document.trail)

    def _keys(self) -> None:
        keys = {
            "F5": self.refresh, "Ctrl+K": self._seek,
            "J": lambda: self.list.step(1), "K": lambda: self.list.step(-1),
            "F8": self._next_late, "Ctrl+R": lambda: self.document.bar.start("return"),
            "Ctrl+T": lambda: self.document.bar.start("transfer"),
            "Ctrl+J": lambda: self.document.bar.start("add-signer"),
            "Ctrl+1": lambda: self.open_place("todo"),
            "Ctrl+2": lambda: self.open_place("register"),
            "Ctrl+3": lambda: self.open_place("draft"),
            "Ctrl+4": lambda: self.open_place("supervision"),
            "Ctrl+5": lambda: self.open_place("books"),
        }  # fmt: skip
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(does)

    # ── where one is ────────────────────────────────────────────────────────

    def open_place(self, name: str) -> None:
        """A tray or a room."""
        if name not in ROOMS:
            self.open_tray(name)
            return
        rooms = {"register": self.register, "draft": self.draft, **self._looked_through()}
        self.navigation.choose(name)
        self.watch.turn_to(name)
        self.rooms.setCurrentWidget(rooms[name])
        rooms[name].setFocus()
        self._look_again()

    def _looked_through(self) -> dict[str, SupervisionView | BooksView]:
        """Rooms that show how the records stand, and are asked anew whenever they are entered."""
        books = {"books": self.books, **dict.fromkeys(WATCH, self.watch)}
        return {"supervision": self.supervision, **books}

    def _look_again(self) -> None:
        room = self.rooms.currentWidget()
        if isinstance(room, SupervisionView | BooksView):
            room.refresh()

    def open_tray(self, name: str) -> None:
        """One of the person's lists."""
        self.navigation.choose(name)
        self.rooms.setCurrentWidget(self._desk)
        self.list.open_tray(name)
        self.news.count()

    def _seek(self) -> None:
        self.toast.leave()  # it lies over the line
        self.header.search.setFocus()

    def _next_late(self) -> None:
        if self.rooms.currentWidget() is self.supervision:
            self.supervision.next_late()
        else:
            self.list.next_late()

    def _show_late(self) -> None:
        watches = self.session.has_post(SUPERVISOR)
        self.open_place("supervision" if watches else "todo")
        (self.supervision.list_late if watches else self.list.next_late)()

    def open_document(self, document: str) -> None:
        """One document, whichever room asked for it."""
        self.rooms.setCurrentWidget(self._desk)
        self.navigation.choose(self.list.tray())
        self.list.select(document)
        self.document.open(document)

    def _choose(self, document: str) -> None:
        """What was taken from the list; what lies open already is not opened again."""
        if document != self.document.wanted():
            self.document.open(document)

    def _activate(self, index: QModelIndex) -> None:
        """Enter on a row: its opinion can be written."""
        self._choose(self.list.document_at(index.row()))
        self.document.bar.opinion.setFocus()

    def search(self, text: str) -> None:
        """Look for a text in everything that the person may read."""
        if text.strip():
            self.rooms.setCurrentWidget(self._desk)
            self.navigation.choose("")
            self.list.search(text)

    def refresh(self) -> None:
        """Ask again for what is shown."""
        self.list.refresh()
        self.document.refresh()
        self.news.count()
        self._look_again()

    def _counted(self, trays: dict[str, int], cards: dict[str, int]) -> None:
        self.header.show_cards(cards)
        self.navigation.show_counts(trays)

    def _acted(self, done: Done) -> None:
        self.news.say(done)
        if self.list.is_queue():
            self.list.advance(done.document)

    # ── person and language ─────────────────────────────────────────────────

    def choose_person(self) -> None:
        """Another person sits down."""
        dialog = PersonDialog(self.session, self)
        dialog.entered.connect(self.session.set_person)
        dialog.open()

    def act_of_office(self, action: str) -> None:
        """An act that concerns no document: somebody stands in, a number is reserved."""
        dialog = ActDialog(self.session, action, None, parent=self)
        dialog.acted.connect(
            lambda changes: self.news.say(
                done_of(self.session, changes, action, said=dialog.fields())
            )
        )
        dialog.open()

    def show_keys(self) -> None:
        """The person's own key, and those that wait for his word."""
        KeysDialog(self.session, self.session.login, self).open()

    def show_calendar(self) -> None:
        """The office's calendar, and for its keepers a new version of it."""
        dialog = CalendarDialog(self.session, self)
        dialog.recorded.connect(lambda changes: self.news.say_done(changes, "set-calendar"))
        dialog.open()

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.notices.set_quiet(preferences.quiet)
        self.preferred.emit(preferences)

    def _person_changed(self) -> None:
        self.news.forget()
        self.header.search.clear()  # what the one before looked for is his own
        self.document.clear()
        self.header.translate()
        self.open_tray("todo")

    def _other_language(self) -> None:
        self.session.set_language("en" if self.session.language == "zh_CN" else "zh_CN")

    def translate(self) -> None:
        """All words in the language of the session."""
        self.news.translate()
        for part in (self.header, self.navigation, self.list, self.document, self.strips):
            part.translate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1280 pixels the rail keeps its pictures alone."""
        narrow = self.width() < theme.look().px(NARROW)
        self.navigation.set_wide(not narrow)
        self.header.set_narrow(narrow)
        self.document.set_narrow(narrow)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is half written is put away first; an act on its way comes to its end."""
        self.news.stop()
        self.closing.emit()
        self.keep()
        end = QDeadlineTimer(LEAVE_WITHIN)
        while self.session.waiting and not end.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if self.notices.tray:
            self.notices.tray.hide()
        super().closeEvent(event)

    def room(self) -> str:
        """Which room he is in; empty where he is at his lists."""
        at_lists = self.rooms.currentWidget() is self._desk
        return "" if at_lists else self.navigation.chosen_now()

    def leave(self) -> None:
        """Another window takes the place of this one, on the same office."""
        self.news.stop()
        if self.notices.tray:
            self.notices.tray.hide()
        self.hide()
        self.deleteLater()

    def keep(self) -> None:
        """Put away what is half written, everywhere."""
        for part in (self.document.bar, self.register, self.draft):
            part.keep_half_written()
