"""The window: rail, list, document and rooms, and what keeps them in step."""

from functools import partial
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.people import SUPERVISOR
from oa_client.ui import theme
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.done import Done
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.books import BooksView
from oa_client.ui.views.document_pane import DocumentPane
from oa_client.ui.views.drafting.room import DraftView
from oa_client.ui.views.header import Header
from oa_client.ui.views.keyboard import Keyboard
from oa_client.ui.views.list_pane import BREADTH, ListPane
from oa_client.ui.views.navigation import NARROW, ROOMS, Navigation
from oa_client.ui.views.news import News
from oa_client.ui.views.notices import Notices
from oa_client.ui.views.painted.toast import Toast
from oa_client.ui.views.person_dialogs import PersonDialogs
from oa_client.ui.views.registering.room import RegisterView
from oa_client.ui.views.rooms import Rooms, room_of
from oa_client.ui.views.server_strips import ServerStrips
from oa_client.ui.views.shortcuts import put
from oa_client.ui.views.supervising.desk import SupervisionView
from oa_client.ui.views.unkept_words import UnkeptWords

LEAVE_WITHIN = 5_000
"""Milliseconds for which a closing window waits for its last answer."""


class MainWindow(QMainWindow):
    """Everything that one person sees."""

    preferred = Signal(object)
    """Preferences were chosen; a new zoom takes a new window."""

    closing = Signal()

    register = property(attrgetter("rooms.register"))
    draft = property(attrgetter("rooms.draft"))
    supervision = property(attrgetter("rooms.supervision"))
    books = property(attrgetter("rooms.books"))
    watch = property(attrgetter("rooms.watch"))
    """The rooms, each built when it is first spoken of."""

    def __init__(
        self, session: Session, preferences: Preferences | None = None,
        document: DocumentPane | None = None,
    ) -> None:  # fmt: skip
        """`document` is the largest of its parts, where it is there already."""
        super().__init__()
        self.session = session
        self.gave_way = False
        """Whether it is but its own picture, until another window takes its place."""
        self.out_of = ""
        """Out of which room the document was taken that lies open; empty for one of a list."""
        self.preferences = preferences or Preferences()
        self.setMinimumSize(1024, 680)
        self.resize(1440, 900)
        self.header = Header(session, self.preferences)
        self.notices = Notices(session, self, self.preferences.quiet, self.header.bell)
        self.strips = ServerStrips(session, self.notices)
        self.reach = self.strips.reach
        self.navigation = Navigation(session)
        self.list = ListPane(session)
        self.document = document or DocumentPane(session)
        self.toast = Toast(self)
        self.news = News(session, self.strips, self.notices, self.toast, self)
        self.dialogs = PersonDialogs(session, self.news, self)
        self.unkept = UnkeptWords(session, self)
        self._lay_out()
        self.keyboard = Keyboard(
            self.header, self.navigation, self.rooms, self.list, self.document, self
        )
        self._wire()
        self._keys()
        self.translate()
        self.open_tray("todo")
        self.list.view.setFocus()

    def _lay_out(self) -> None:
        """From without inwards: whatever moves is styled anew with all that is in it."""
        whole = QWidget()
        self.setCentralWidget(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.strips)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        column.addLayout(middle, 1)
        middle.addWidget(self.navigation)
        self.desk = QSplitter(Qt.Orientation.Horizontal)
        self.rooms = Rooms(self.session, self.desk)
        middle.addWidget(self.rooms, 1)
        self.desk.addWidget(self.list)
        self.desk.addWidget(self.document)
        self.desk.setStretchFactor(1, 1)
        self.desk.setChildrenCollapsible(False)
        self.desk.setHandleWidth(1)
        self.desk.setSizes([theme.look().px(BREADTH), 880])

    def _wire(self) -> None:
        session = self.session
        session.changed.connect(self.refresh)
        session.person_changed.connect(self._person_changed)
        session.language_changed.connect(self.translate)
        session.post_changed.connect(self.list.refresh)
        self.news.taken_back.connect(self._came_back)
        for asked in (self.news.again_asked, self.reach.again_asked, self.strips.heard):
            asked.connect(self.refresh)
        menu = self.header.menu
        menu.person_asked.connect(self.dialogs.choose_person)
        menu.act_asked.connect(self.dialogs.act_of_office)
        menu.keys_asked.connect(self.dialogs.show_keys)
        menu.shortcuts_asked.connect(self.dialogs.show_shortcuts)
        for asked in (menu.calendar_asked, self.strips.calendar.opened,
                      self.navigation.calendar_asked):  # fmt: skip
            asked.connect(self.dialogs.show_calendar)
        menu.preferred.connect(self._prefer)
        self.header.bell.chosen.connect(self._open_told)
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
        self.document.opened.connect(self.list.note_read)
        self.document.bar.edit_asked.connect(self._edit)
        self.document.bar.left.connect(self.keyboard.to_list)
        self.document.widened.connect(self._make_room)
        self.rooms.built.connect(self._wire_room)

    def _wire_room(self, room: QWidget) -> None:
        if isinstance(room, RegisterView):
            room.opened.connect(self._open_registered)
            room.acted.connect(self._registered)
        elif isinstance(room, DraftView):
            room.opened.connect(self.open_document)
            room.acted.connect(self.news.say_done)
            room.compared.connect(self._compare)
            room.left.connect(self.document.refresh_if)
        elif isinstance(room, SupervisionView):
            room.opened.connect(self.open_from_room)
            room.signals_asked.connect(lambda: self.open_place("signals"))
            room.signals.counted.connect(self.navigation.show_signals)
        elif isinstance(room, BooksView):
            room.opened.connect(self.open_from_room)
            if room.objectName() == "watch":
                room.turned.connect(self.navigation.choose)

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
        self.rooms.draft.load(document)

    def _compare(self, document: str) -> None:
        """The versions of a draft, beside each other."""
        self.open_document(document)
        self.document.tabs.setCurrentWidget(self.document.trail)

    def _keys(self) -> None:
        for place in ("todo", "register", "draft", "supervision", "books"):
            put(place, self, partial(self.open_place, place))
        put("sheet", self, self.dialogs.show_shortcuts)
        put("refresh", self, self.refresh)
        put("search", self, self._seek)
        put("next", self, partial(self.keyboard.step, 1))
        put("previous", self, partial(self.keyboard.step, -1))
        put("late", self, self._next_late)

    # ── where one is ────────────────────────────────────────────────────────

    def open_place(self, name: str) -> None:
        """A tray or a room."""
        if name not in ROOMS:
            self.open_tray(name)
            return
        self.navigation.choose(name)
        room = self.rooms.room(room_of(name))
        if isinstance(room, BooksView):
            room.turn_to(name)
        self.rooms.setCurrentWidget(room)
        room.setFocus()
        self._look_again()

    def _look_again(self) -> None:
        """Rooms that show how the records stand are asked anew whenever they are entered."""
        room = self.rooms.currentWidget()
        if isinstance(room, SupervisionView | BooksView):
            room.refresh()

    def open_tray(self, name: str) -> None:
        """One of the person's lists."""
        self.navigation.choose(name)
        self.rooms.setCurrentWidget(self.desk)
        self.out_of = ""
        self._make_room(wide=False)
        self.list.open_tray(name)
        self.keyboard.to_list()
        self.news.count()

    def _seek(self) -> None:
        self.toast.leave()  # it lies over the line
        self.header.search.setFocus()

    def _next_late(self) -> None:
        room = self.rooms.currentWidget()
        if isinstance(room, SupervisionView):
            room.next_late()
        else:
            self.list.next_late()

    def _show_late(self) -> None:
        watches = self.session.has_post(SUPERVISOR)
        self.open_place("supervision" if watches else "todo")
        (self.rooms.supervision.list_late if watches else self.list.next_late)()

    def open_document(self, document: str) -> None:
        """One document, whichever room asked for it."""
        self.out_of = ""
        self.rooms.setCurrentWidget(self.desk)
        self.navigation.choose(self.list.tray())
        self.list.select(document)
        self.document.open(document)

    def _open_told(self, document: str) -> None:
        """What a notice is about: its paper, or what waits."""
        self.open_tray("todo")
        if document:
            self.open_document(document)

    def open_from_room(self, document: str) -> None:
        """One that no list brought: it lies alone, and its room, marked, is where one goes back."""
        room = self.navigation.chosen_now()
        self.open_document(document)
        self.out_of = room
        self.navigation.choose(room)
        self.document.show_slip()
        self._make_room(wide=True)
        self.keyboard.to_opinion(document)

    def _make_room(self, wide: bool) -> None:
        """The list gives way to a record, and to a paper that came out of a room."""
        shown, held = not wide and not self.out_of, self.list.isAncestorOf(self.focusWidget())
        self.list.setVisible(shown)
        if held and not shown:
            self.document.take_keyboard()

    def _came_back(self, document: str) -> None:
        """A step was taken back: its words are there again, to be written on."""
        if document != self.document.wanted() or not self.document.isVisible():
            self.open_document(document)
        self.keyboard.await_opinion(document)

    def _choose(self, document: str) -> None:
        """What was taken from the list; what lies open already is not opened again."""
        if document != self.document.wanted():
            self.document.open(document)

    def _activate(self, index: QModelIndex) -> None:
        """Enter on a row: its opinion can be written."""
        document = self.list.document_at(index.row())
        self._choose(document)
        self.keyboard.to_opinion(document)

    def search(self, text: str) -> None:
        """Look for a text in everything that the person may read."""
        if text.strip():
            self.rooms.setCurrentWidget(self.desk)
            self.navigation.choose("")
            self.out_of = ""
            self.list.search(text)
            self.keyboard.to_list()

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
        if done.action == "recall":
            self._came_back(done.document)
        elif self.list.is_queue():
            self.list.advance(done.document)

    # ── person and language ─────────────────────────────────────────────────

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.notices.set_quiet(preferences.quiet)
        self.preferred.emit(preferences)

    def _person_changed(self) -> None:
        self.news.forget()
        self.header.search.setText("")  # nor does undoing bring back what another looked for
        self.list.forget()
        self._counted({}, {})
        self.document.clear()
        self.document.show_slip()
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
        super().resizeEvent(event)
        if self.gave_way:
            return
        narrow = self.width() < theme.look().px(NARROW)
        self.navigation.set_wide(not narrow)
        self.header.set_narrow(narrow)
        if self.document.set_narrow(narrow):
            listed = self.list.minimumWidth() if narrow else theme.look().px(BREADTH)
            self.desk.setSizes([listed, self.desk.width() - listed])

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is half written is put away first; an act on its way comes to its end."""
        if self.gave_way:
            event.ignore()
            return
        self.keep()
        end = QDeadlineTimer(LEAVE_WITHIN)
        while self.session.waiting and not end.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if self.unkept.asks():
            event.ignore()
            return
        self.fall_silent()
        self.closing.emit()
        super().closeEvent(event)

    def fall_silent(self) -> None:
        """Nothing is told any more."""
        self.news.stop()
        if self.notices.tray:
            self.notices.tray.hide()

    def room(self) -> str:
        """Which room he is in; empty where he is at his lists."""
        at_lists = self.rooms.currentWidget() is self.desk
        return "" if at_lists else self.navigation.chosen_now()

    def filling(self) -> bool:
        """Whether something of what is shown is still on its way."""
        return self.session.waiting or self.rooms.filling()

    def keep(self) -> None:
        """Put away what is half written, everywhere."""
        self.document.bar.keep_half_written()
        self.rooms.keep_half_written()
