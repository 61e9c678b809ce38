"""Pictures of a draft: read from its files beside the window, for the page and for the checks."""

from collections.abc import Callable, Collection, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.files import MOST_BYTES, whole
from oa_client.docflow.model.pictures import Picture, read
from oa_client.ui.presenters.session import Session

Present = Callable[[], list[tuple[str, str | Path]]]


class DraftPictures(QObject):
    """What is known of the files that the text shows."""

    seen = Signal()
    """A picture was read: the page and the checks may say something else."""

    def __init__(self, session: Session, present: Present, over: QObject) -> None:
        """`present` tells the files of the draft: names, and digests or where they lie."""
        super().__init__(over)
        self._session, self._present = session, present
        self._known: dict[str | Path, Picture | None] = {}
        """By digest or place; None while it is being read."""

    def look(self, shown: Collection[str], document: str | None) -> None:
        """See to the pictures that a text shows."""
        for name, lies in self._present() if shown else ():
            if name in shown and lies not in self._known:
                self._known[lies] = None
                self._read(name, lies, document)

    def _read(self, name: str, lies: str | Path, document: str | None) -> None:
        def taken(data: bytes) -> None:
            self._session.ask_beside(
                lambda _: read(name, sha256(data).hexdigest(), data),
                lambda made: self._take(lies, made),
                latest=f"picture {lies}",
            )  # fmt: skip

        login = self._session.login
        self._session.ask(lambda office: _data(office, login, document, lies), taken)

    def _take(self, lies: str | Path, made: Picture) -> None:
        self._known[lies] = made
        self.seen.emit()

    def faults(self) -> dict[str, str]:
        """Of each file that goes along, why it can't be printed; empty where it can."""
        places = self._places()
        return {name: self._picture(name, lie).fault for name, lie in places.items()}

    def unfit(self, shown: Iterable[str]) -> list[str]:
        """Which of the files that a text shows can't be printed, or are none of the draft's."""
        return [one.name for one in self.pictures(shown) if one.fault]

    def pictures(self, shown: Iterable[str]) -> tuple[Picture, ...]:
        """What stands on the page of the files that a text shows, as far as it has been read."""
        places = self._places()
        named = (self._picture(name, places.get(name, [])) for name in shown)
        return tuple(one for one in named if one.data or one.fault)

    def _places(self) -> dict[str, list[str | Path]]:
        """Where the files of each name lie; a name may be given twice."""
        found: dict[str, list[str | Path]] = {}
        for name, lies in self._present():
            found.setdefault(name, []).append(lies)
        return found

    def _picture(self, name: str, places: list[str | Path]) -> Picture:
        if len(places) != 1:
            return Picture(name, fault="picture-twice" if places else "picture-absent")
        return self._known.get(places[0]) or Picture(name)


def _data(office: Any, login: str, document: str | None, lies: str | Path) -> bytes:
    if isinstance(lies, Path):
        return whole(lies, MOST_BYTES)
    data: bytes = office.attachment(login, document, lies)
    return data
