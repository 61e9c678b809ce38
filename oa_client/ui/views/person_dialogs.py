"""Dialogs that concern no document: who sits here, his keys, acts of the office as a whole."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from oa_client.ui.presenters.done import done_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.calendar_dialog import CalendarDialog
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.news import News
from oa_client.ui.views.person_dialog import PersonDialog
from oa_client.ui.views.shortcut_sheet import ShortcutSheet


class PersonDialogs(QObject):
    """Opened from the menu under one's name, by a key, or from the rail."""

    def __init__(self, session: Session, news: News, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._news, self._window = session, news, window
        if not session.facts.shared:  # there the key is unlocked before the window opens
            session.locked.connect(self.choose_person)

    def choose_person(self) -> None:
        """Another person sits down, or the same one with his passphrase."""
        dialog = PersonDialog(self._session, self._window)
        dialog.entered.connect(self._entered)
        dialog.open()

    def _entered(self, login: str, passphrase: str | None) -> None:
        if login == self._session.login:  # what lies open stays open
            self._session.passphrase = passphrase
        else:
            self._session.set_person(login, passphrase)

    def act_of_office(self, action: str) -> None:
        """An act that concerns no document: somebody stands in, a number is reserved."""
        dialog = ActDialog(self._session, action, None, parent=self._window)
        dialog.acted.connect(
            lambda changes: self._news.say(
                done_of(self._session, changes, action, said=dialog.fields())
            )
        )
        dialog.open()

    def show_keys(self) -> None:
        """The person's own key, and those that wait for his word."""
        KeysDialog(self._session, self._session.login, self._window).open()

    def show_shortcuts(self) -> None:
        """Every key that does something."""
        ShortcutSheet(self._session, self._window).open()

    def show_calendar(self) -> None:
        """The office's calendar, and for its keepers a new version of it."""
        dialog = CalendarDialog(self._session, self._window)
        dialog.recorded.connect(lambda changes: self._news.say_done(changes, "set-calendar"))
        dialog.open()
