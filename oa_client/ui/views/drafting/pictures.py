"""Pictures of a draft: read from its files beside the window, for the page and for the checks."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.files import MOST_BYTES, whole
from oa_client.docflow.model.pictures import Picture, read
from oa_client.docflow.typeset.elements import figures
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

    def look(self, body: str, document: str | None) -> None:
        """See to the pictures that a text shows."""
        named = {shown.file for _, shown in figures(body)} if "![" in body else set()
        for name, lies in self._present() if named else ():
            if name in named and lies not in self._known:
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

    def faults(self, body: str) -> dict[str, str]:
        """Of each file that the text shows, why it can't be printed; empty where it can."""
        return {one.name: one.fault for one in self._named(body)}

    def pictures(self, body: str) -> tuple[Picture, ...]:
        """What stands on the page, as far as it has been read."""
        return tuple(one for one in self._named(body) if one.data or one.fault)

    def _named(self, body: str) -> tuple[Picture, ...]:
        named = dict.fromkeys(shown.file for _, shown in figures(body)) if "![" in body else {}
        return tuple(self._picture(name) for name in named)

    def _picture(self, name: str) -> Picture:
        places = [lies for file, lies in self._present() if file == name]
        if len(places) != 1:
            return Picture(name, fault="picture-twice" if places else "picture-absent")
        return self._known.get(places[0]) or Picture(name)


def _data(office: Any, login: str, document: str | None, lies: str | Path) -> bytes:
    if isinstance(lies, Path):
        return whole(lies, MOST_BYTES)
    data: bytes = office.attachment(login, document, lies)
    return data
