"""Telling a person once what came, whichever window he sits at and however often he sits down."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.ui.presenters.session import Session

Row = dict[str, Any]
Key = tuple[str | int, ...]
"""By what a notice is known again."""

MOST_NAMED = 2
"""Titles in one notice; that there are more is said."""


class Teller(QObject):
    """What one sort of news was told; it is remembered for each person where his half-written
    words are.
    """

    told = Signal(str, str)
    """What there is to say, and upon which paper; empty where it is upon several."""
    sort = ""
    """Under which name it is remembered."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: set[Key] = set()
        self._here: set[Key] = set()
        """What the answer holds that is being told now."""
        self.begun = False
        """Whether it is known what stood there before; until then only what must be is told."""

    def forget(self) -> None:
        """Another person sits down."""
        self._known.clear()
        self.begun = False

    def ask(self, question: Callable[[Any, str], Any], tell: Callable[[Any], None]) -> None:
        """Ask what there is for the person at the window; `tell` says of it what is `fresh`."""
        login, place = self._session.login, f"told.{self.sort}"

        def asked(office: Any) -> tuple[Any, str | None]:
            return question(office, login), office.autosaved(login, place)

        def found(answer: tuple[Any, str | None]) -> None:
            if login == self._session.login:
                self._found(login, *answer, tell)

        self._session.ask(asked, found, latest=place)

    def fresh(self, lines: list[Row], key: Callable[[Row], Key]) -> list[Row]:
        """Of these only what was not told yet; from now on it was."""
        found = [line for line in lines if key(line) not in self._known]
        self._here.update(key(line) for line in lines)
        self._known.update(self._here)
        return found

    def _found(
        self, login: str, found: Any, kept: str | None, tell: Callable[[Any], None]
    ) -> None:  # fmt: skip
        before = _remembered(kept)
        self._known |= before
        self.begun = self.begun or kept is not None
        self._here = set()
        tell(found)
        self.begun = True
        if kept is None or self._here != before:
            self._remember(login)

    def _remember(self, login: str) -> None:
        """What is past is told no more in any case, and need not be remembered."""
        place, words = f"told.{self.sort}", json.dumps(sorted(self._here, key=str))
        self._session.ask(
            lambda office: office.autosave(login, place, words), lambda _: None, lambda _: None
        )  # an office or a drawer that takes nothing now: this window still knows


def _remembered(kept: str | None) -> set[Key]:
    try:
        return {tuple(key) for key in json.loads(kept or "[]")}
    except (ValueError, TypeError):
        return set()  # damaged: it is told once more


def titles_of(lines: list[Row]) -> str:
    """The first titles of these, each once."""
    titles = list(dict.fromkeys(f"《{line['title']}》" for line in lines))
    return "".join(titles[:MOST_NAMED]) + (" …" if len(titles) > MOST_NAMED else "")
