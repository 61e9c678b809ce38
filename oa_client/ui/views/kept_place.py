"""Where somebody is in the window: another size of everything takes a new window, at that place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oa_client.ui.views.list_pane import ListPlace
from oa_client.ui.views.main_window import MainWindow


@dataclass(frozen=True)
class Place:
    """Where he is, and what he has at hand.

    Attributes:
        room: empty where he is at his lists.
        shares: how broad the lists are, and the document.
        list: where he is in them.
        document: which lies open, and at which of its tabs.
        out_of: out of which room it was taken; empty for one of a list.
        sought: what stands in the line to search with.
        rooms: where he is in each room, with what he has at hand there.
    """

    room: str
    shares: tuple[int, ...]
    list: ListPlace
    document: str
    tab: int
    out_of: str
    sought: str
    rooms: dict[str, Any]


def place_in(main: MainWindow) -> Place:
    """Where he is in this window."""
    return Place(
        main.room(), tuple(main.desk.sizes()), main.list.place(), main.document.wanted(),
        main.document.tabs.currentIndex(), main.out_of, main.header.search.text(),
        main.rooms.places(),
    )  # fmt: skip


def go_on(main: MainWindow, place: Place) -> Iterator[None]:
    """Go on in this window where he was in another, a step at a time."""
    main.header.search.setText(place.sought)
    main.desk.setSizes(list(place.shares))
    main.rooms.go_to(place.rooms)
    main.list.go_to(place.list)
    main.navigation.choose(place.out_of or main.list.tray())
    if place.document:
        (main.open_from_room if place.out_of else main.open_document)(place.document)
        main.document.tabs.setCurrentIndex(place.tab)
    yield
    if place.rooms.get("register"):
        main.rooms.room("register")  # files that were brought are nowhere but there
        yield
    if place.room:
        main.open_place(place.room)
        yield
