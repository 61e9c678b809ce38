"""The rooms of work beside the lists; each is built when somebody enters it, or shortly before."""

from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from oa_client.ui.presenters.books import WATCH
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.books import BooksView
from oa_client.ui.views.drafting.room import DraftView
from oa_client.ui.views.registering.room import RegisterView
from oa_client.ui.views.supervising.desk import SupervisionView

Room = TypeVar("Room", RegisterView, DraftView, SupervisionView, BooksView)
NAMES = ("register", "draft", "supervision", "books", "watch")
"""What the rooms are called here, in the order in which they are wanted first."""


def room_of(place: str) -> str:
    """The room in which a place of the rail is."""
    return "watch" if place in WATCH else place


class Rooms(QStackedWidget):
    """The lists with the document beside them, and in their place whichever room is entered."""

    built = Signal(object)
    """This room is there now."""

    def __init__(self, session: Session, desk: QWidget) -> None:
        super().__init__()
        self._session = session
        self._left: dict[str, Any] = {}
        """Where he was in rooms of another window that are not built in this one yet."""
        session.person_changed.connect(self._forget)
        self.addWidget(desk)

    @cached_property
    def register(self) -> RegisterView:
        """收文登记."""
        return self._took("register", RegisterView(self._session, self))

    @cached_property
    def draft(self) -> DraftView:
        """发文起草."""
        return self._took("draft", DraftView(self._session, self))

    @cached_property
    def supervision(self) -> SupervisionView:
        """督办台."""
        return self._took("supervision", SupervisionView(self._session, self))

    @cached_property
    def books(self) -> BooksView:
        """The registers of the office."""
        return self._took("books", BooksView(self._session))

    @cached_property
    def watch(self) -> BooksView:
        """The sheets of whoever supervises."""
        return self._took("watch", BooksView(self._session, WATCH, "nav.watch"))

    def _took(self, name: str, room: Room) -> Room:
        room.setObjectName(name)
        self.addWidget(room)
        self.built.emit(room)
        place = self._left.pop(name, None)
        if place is not None:
            room.go_to(place)
        return room

    def places(self) -> dict[str, Any]:
        """Where he is in each room in which he was; None where nothing of his is there."""
        built = [name for name in NAMES if self.is_built(name)]
        return self._left | {name: vars(self)[name].place() for name in built}

    def go_to(self, places: dict[str, Any]) -> None:
        """Go on there, in each room as soon as it is built."""
        self._left = places

    def _forget(self) -> None:
        """Another person sits down: he was nowhere yet."""
        self._left = {}

    def filling(self) -> bool:
        """Whether words are still being brought into a draft."""
        return self.is_built("draft") and bool(self.draft.body.arriving)

    def keep_half_written(self) -> None:
        """Put away what is half written in them."""
        for room in map(self.widget, range(self.count())):
            if isinstance(room, RegisterView | DraftView):
                room.keep_half_written()

    def is_built(self, name: str) -> bool:
        """Whether that room is there already."""
        return name in vars(self)

    def room(self, name: str) -> QWidget:
        """The room of that name, built where it is not there yet."""
        found: QWidget = getattr(self, name)
        return found
