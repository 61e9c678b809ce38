"""What is half written: put away in the office file while one writes, and how it comes back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.unkept import Words, unkept

__all__ = ["Keeper", "Sent", "Words", "read"]

Row = dict[str, Any]

MOST = 1_000_000
"""Of a number of copies, or of versions."""


@dataclass(frozen=True)
class Sent:
    """What is on its way: whose opinion, upon which document."""

    document: str
    login: str
    opinion: str


class Keeper(QObject):
    """Puts words away a moment after the last key."""

    put_away = Signal(object)
    """It is safe, since this moment of office time."""

    def __init__(
        self, session: Session, after: int, words: Callable[[], Words | None], parent: QObject
    ) -> None:
        """`words` says what there is to keep after so many milliseconds of silence."""
        super().__init__(parent)
        self._session, self._words = session, words
        self._unkept = unkept(session)
        self._timer = QTimer(self, singleShot=True, interval=after)
        self._timer.timeout.connect(self.put)

    def wait(self) -> None:
        """Something was written: it waits for a moment of silence."""
        self._timer.start()

    def rest(self) -> None:
        """What stands there now need not be kept."""
        self._timer.stop()

    def waits(self) -> bool:
        """Whether something is not put away yet."""
        return self._timer.isActive()

    def now(self) -> None:
        """Put away what waits, without waiting any longer."""
        if self._timer.isActive():
            self._timer.stop()
            self.put()

    def put(self) -> None:
        """Put away what stands there."""
        words = self._words()
        if words is not None:
            self._unkept.put(words, self._put)

    def _put(self, now: Any) -> None:
        self.put_away.emit(now)

    def newest(self, login: str, place: str, kept: str | None) -> str | None:
        """What was written there last, where the office may have kept something older."""
        return self._unkept.newest(login, place, kept)

    def drop(self, login: str, place: str) -> None:
        """It is done: what was kept there is not needed any more."""
        self._unkept.drop(login, place)


def read(text: str | None) -> Row:
    """Elements by their names; a file that was damaged or changed by hand gives what it can."""
    try:
        said = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    kept: Row = said if isinstance(said, dict) else {}
    return {name: value for name, value in kept.items() if _is_element(value)}


def _is_element(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(name, str) for name in value)
    return isinstance(value, str) or (type(value) is int and 0 <= value <= MOST)
