"""Telling a person once what came while his window is open."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

MOST_NAMED = 2
"""Titles in one notice; that there are more is said."""


class Teller(QObject):
    """What was told already is not told again while the window is open."""

    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: set[Hashable] = set()
        self.begun = False
        """Whether the first answer has come, to which all that stood before belongs."""

    def forget(self) -> None:
        """Another person sits down."""
        self._known.clear()
        self.begun = False

    def fresh(self, lines: list[Row], key: Callable[[Row], Hashable]) -> list[Row]:
        """Of these only what was not told yet; from now on it was."""
        found = [line for line in lines if key(line) not in self._known]
        self._known.update(key(line) for line in found)
        return found


def titles_of(lines: list[Row]) -> str:
    """The first titles of these, each once."""
    titles = list(dict.fromkeys(f"《{line['title']}》" for line in lines))
    return "".join(titles[:MOST_NAMED]) + (" …" if len(titles) > MOST_NAMED else "")
