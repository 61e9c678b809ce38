"""Where somebody is in the window: another size of everything takes a new window, at that place."""

from dataclasses import dataclass

from oa_client.ui.views.books import BooksPlace
from oa_client.ui.views.list_pane import ListPlace
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.registering.room import AtHand
from oa_client.ui.views.supervising.desk import DeskPlace


@dataclass(frozen=True)
class Place:
    """Where he is, and what he has at hand.

    Attributes:
        room: empty where he is at his lists.
        list: where he is in them.
        document: which lies open, and at which of its tabs.
        sought: what stands in the line to search with.
        draft: the draft that is being written; None for a new one.
        register: what is at hand there.
        desk: what the supervisor's desk lists, and which case lies beside it.
        books: which register is looked at, and of which period.
        watch: the same of the room of supervision.

    Of a room in which he never was there is None.
    """

    room: str
    list: ListPlace
    document: str
    tab: int
    sought: str
    draft: str | None
    register: AtHand | None
    desk: DeskPlace | None
    books: BooksPlace | None
    watch: BooksPlace | None


def place_in(main: MainWindow) -> Place:
    """Where he is in this window."""
    rooms, there = main.rooms, main.rooms.is_built
    return Place(
        main.room(), main.list.place(), main.document.wanted(), main.document.tabs.currentIndex(),
        main.header.search.text(),
        rooms.draft.drafts.currentData() if there("draft") else None,
        rooms.register.at_hand() if there("register") else None,
        rooms.supervision.place() if there("supervision") else None,
        rooms.books.place() if there("books") else None,
        rooms.watch.place() if there("watch") else None,
    )


def go_on(main: MainWindow, place: Place) -> None:
    """Go on in this window where he was in another."""
    main.header.search.setText(place.sought)
    if place.register:
        main.rooms.register.go_on(place.register)
    if place.draft:
        main.rooms.draft.load(place.draft)
    main.list.go_to(place.list)
    if place.desk:
        main.rooms.supervision.go_to(place.desk)
    if place.books:
        main.rooms.books.go_to(place.books)
    if place.watch:
        main.rooms.watch.go_to(place.watch)
    main.navigation.choose(main.list.tray())
    if place.document:
        main.open_document(place.document)
        main.document.tabs.setCurrentIndex(place.tab)
    if place.room:
        main.open_place(place.room)
