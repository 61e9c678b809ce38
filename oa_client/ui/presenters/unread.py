"""What a person was told and has not looked up yet: kept for him until he does."""

import json
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.moment import iso, parse
from oa_client.ui.presenters.session import Session

Line = tuple[datetime, str, str]
"""When something was told, with which words, and upon which paper; empty where upon none alone."""

PLACE = "bell"
"""Under this name each person's office remembers it."""


class Unread(QObject):
    """The notices of the person at the window, until he has read them."""

    came_back = Signal(object)
    """Lines that he had not read when he left, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known = False
        """Whether it has been looked up what he left unread; before that nothing is overwritten."""

    def look(self) -> None:
        """Somebody sits down: what had he not read?"""
        self._known = False
        login = self._session.login

        def found(kept: str | None) -> None:
            if login == self._session.login:
                self._known = True
                self.came_back.emit(_lines(kept))

        self._session.ask(lambda office: office.autosaved(login, PLACE), found, lambda _: None,
                          latest=PLACE)  # fmt: skip

    def keep(self, lines: list[Line]) -> None:
        """These he has not read."""
        if not self._known:
            return
        login, words = self._session.login, json.dumps([(iso(at), *said) for at, *said in lines])
        self._session.ask(
            lambda office: office.autosave(login, PLACE, words), lambda _: None, lambda _: None
        )  # where nothing can be put away now, the window still has it


def _lines(kept: str | None) -> list[Line]:
    try:
        said: Any = json.loads(kept or "[]")
        return [(parse(at), str(words), "".join(map(str, paper))) for at, words, *paper in said]
    except (ValueError, TypeError):
        return []
