"""Where somebody is in the window."""

from dataclasses import dataclass

from oa_client.ui.views.list_pane import ListPlace
from oa_client.ui.views.registering.room import AtHand


@dataclass(frozen=True)
class Place:
    """Where somebody is in the window; another size of everything takes a new window.

    Attributes:
        room: empty where he is at his lists.
        list: where he is in them.
        document: which lies open, and at which of its tabs.
        sought: what stands in the line to search with.
        draft: the draft that is being written; None for a new one.
        register: what is at hand there.
    """

    room: str
    list: ListPlace
    document: str
    tab: int
    sought: str
    draft: str | None
    register: AtHand
