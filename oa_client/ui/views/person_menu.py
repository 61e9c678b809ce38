"""What belongs to the person at the window: who he is, his post, his stand-in, how he sees it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from oa_client.docflow.handling.people import REGISTRY
from oa_client.ui.preferences import ZOOMS, Preferences
from oa_client.ui.presenters.relief import term_words
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.on_screen import on_screen
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.shortcuts import SHORTCUTS


class PersonMenu(QMenu):
    """Opens under the name in the header."""

    person_asked = Signal()
    act_asked = Signal(str)
    """An act that concerns no document."""
    keys_asked = Signal()
    calendar_asked = Signal()
    shortcuts_asked = Signal()
    preferred = Signal(object)
    """Preferences that were chosen."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._stand_ins: list[dict[str, Any]] = []
        self.aboutToShow.connect(self.fill)
        self.aboutToShow.connect(self.look)
        session.person_changed.connect(self._other_person)
        self.look()

    def _other_person(self) -> None:
        self._stand_ins = []
        self.look()

    def look(self) -> None:
        """Ask who stands in for him, and for whom he does."""
        login = self._session.login

        def known(rows: list[dict[str, Any]]) -> None:
            if login == self._session.login and rows != self._stand_ins:
                self._stand_ins = rows
                self.fill()
                self._stay_in_sight()

        self._session.ask(
            lambda office: office.stand_ins(login), known, lambda _: None, latest="stand-ins"
        )

    def fill(self) -> None:
        """The entries, as they are for this person now."""
        text = self._session.text
        self.clear()
        if not self._session.facts.shared:  # there the login says who it is
            self._entry("app.switch_person").triggered.connect(self.person_asked)
        posts = self._session.person["posts"]
        if len(posts) > 1:
            self._heading("person.post")
            self._choices(
                [(text("person.every_post"), ""), *((post, post) for post in posts)],
                self._session.post, self._session.set_post,
            )  # fmt: skip
        self.addSeparator()
        for row in self._stand_ins:
            self._note(term_words(self._session, row))
        self._act("person.stand_in", "stand-in")
        if any(row["person"] == self._session.login for row in self._stand_ins):
            self._act("person.end_stand_in", "end-stand-in")
        if REGISTRY in posts:
            self._act("person.reserve", "reserve-number")
            self._act("person.release", "release-number")
        self._entry("person.keys").triggered.connect(self.keys_asked)
        self._entry("calendar.title").triggered.connect(self.calendar_asked)
        self._heading("person.size")
        sizes = [(f"{round(zoom * 100)} %", zoom) for zoom in ZOOMS]
        self._choices(sizes, self._preferences.zoom, lambda zoom: self._prefer(zoom=zoom))
        self.addSeparator()
        quiet = self._entry("person.quiet")
        quiet.setCheckable(True)
        quiet.setChecked(self._preferences.quiet)
        quiet.toggled.connect(lambda on: self._prefer(quiet=on))
        sheet = self.addAction(f"{text('shortcut.title')}…\t{SHORTCUTS['sheet'].shown()}")
        sheet.triggered.connect(self.shortcuts_asked)

    def _stay_in_sight(self) -> None:
        """It became broader while it lay open at the edge of the screen."""
        over = self.x() + self.sizeHint().width() - on_screen(self).right() - 1
        if self.isVisible() and over > 0:
            self.move(self.x() - over, self.y())

    def _heading(self, key: str) -> None:
        """What the choices below it are about; styled menus show no words of a section."""
        self.addSeparator()
        self._note(self._session.text(key))

    def _note(self, words: str) -> None:
        """Words to be read, not to be chosen."""
        label = plain_label("menu-heading", words)
        heading = QWidgetAction(self)
        heading.setDefaultWidget(label)
        heading.setEnabled(False)
        self.addAction(heading)

    def _entry(self, key: str) -> QAction:
        return self.addAction(self._session.text(key))

    def _act(self, key: str, action: str) -> None:
        self._entry(key).triggered.connect(lambda: self.act_asked.emit(action))

    def _choices(
        self, choices: list[tuple[str, Any]], now: Any, chosen: Callable[[Any], None]
    ) -> None:
        group = QActionGroup(self)
        for words, value in choices:
            action = self.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(lambda _=False, v=value: chosen(v))
            group.addAction(action)

    def _prefer(self, **changed: Any) -> None:
        self._preferences = replace(self._preferences, **changed)
        self.preferred.emit(self._preferences)
