"""Where the keyboard is in the window, and where it goes once what had it is gone."""

import weakref

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from oa_client.ui.views.document_pane import DocumentPane
from oa_client.ui.views.header import Header
from oa_client.ui.views.list_pane import ListPane
from oa_client.ui.views.navigation import Navigation


class Keyboard(QObject):
    """Keys reach the list or the opinion. A field that is hidden or greyed while it has them hands
    them on to whatever Qt has next, the search line or the rail: nobody chose that.
    """

    def __init__(
        self, header: Header, navigation: Navigation, rooms: QStackedWidget, lists: ListPane,
        document: DocumentPane, window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._above = header, navigation
        self._rooms, self._window = rooms, window
        self._list, self._document = lists, document
        self._had: weakref.ref[QWidget] | None = None
        """Who had the keyboard in this window last, dialogs aside."""
        self._awaited = ""
        """The document whose opinion is to be written as soon as it is there."""
        document.opened.connect(self._opened)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusObjectChanged.connect(self._moved)

    def to_list(self) -> None:
        """To the rows; where a document or another room has their place, to that."""
        self._awaited = ""
        if self._list.isVisible():
            self._list.take_keyboard()
        elif self._document.isVisible():
            self._document.take_keyboard()
        else:
            room = self._rooms.currentWidget()
            assert room is not None
            room.setFocus()

    def to_opinion(self, document: str) -> None:
        """To the opinion on a document; not before it is there, or the words would be another's."""
        shown = self._document.shown()
        if shown is not None and shown["document"] == document == self._document.wanted():
            self._awaited = ""
            self._document.take_keyboard()
        else:
            self._awaited = document

    def await_opinion(self, document: str) -> None:
        """To the opinion on a document that is asked for anew just now."""
        self._awaited = document

    def step(self, by: int) -> None:
        """The row below the one that is marked, or above it; Enter then writes on it."""
        if not self._document.isVisible():
            return
        self._list.step(by)
        self.to_list()

    def _opened(self, document: str) -> None:
        if document == self._awaited:
            self._awaited = ""
            self._document.take_keyboard()

    def _moved(self, now: QObject | None) -> None:
        if not isinstance(now, QWidget) or now.window() is not self._window:
            return
        had, self._had = self._had() if self._had else None, weakref.ref(now)
        if had is None or had is now or not shiboken6.isValid(had):
            return
        gone = not (had.isVisibleTo(self._window) and had.isEnabled())
        if gone and any(part.isAncestorOf(now) for part in self._above):
            self.to_list()
