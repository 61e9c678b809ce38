"""Half-written words that the office could not take: held here, tried again, said once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Session
from oa_client.ui.work import lives

TRY_EVERY = 5_000
"""Milliseconds between two tries."""


@dataclass(frozen=True)
class Words:
    """Whose words they are, where they belong, and what they are now."""

    login: str
    place: str
    text: str


class Unkept(QObject):
    """The words of this program that lie nowhere else yet, whichever view they were written in."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._newest: dict[tuple[str, str], Words] = {}
        """What is on its way to be put away, or held here."""
        self._own: dict[tuple[str, str], set[int]] = {}
        """Digests of what was put away or found there: another window may write there as well."""
        self._held: dict[tuple[str, str], Words] = {}
        self.failure: OfficeError | None = None
        """By which the words could not be put away, as it was said last."""
        self._timer = QTimer(self, singleShot=True, interval=TRY_EVERY)
        self._timer.timeout.connect(self.try_again)
        session.reached.connect(self._reached)

    def put(self, words: Words, then: Callable[[Any], None] | None = None) -> None:
        """Put words away; `then` is told since when they are safe."""
        key = words.login, words.place
        self._newest[key] = words
        self._own.setdefault(key, set()).add(hash(words.text))

        def question(office: Any) -> Any:
            office.autosave(words.login, words.place, words.text)
            return office.now()

        def put(now: Any) -> None:
            if self._newest.get(key) is words:
                self._let_go(key)
            if not self._held:
                self.failure = None
            if then is not None and lives(then):
                then(now)

        def not_put(failure: OfficeError) -> None:
            if self._newest.get(key) is words:  # else newer ones follow, or none are wanted
                self._held[key] = words
                self._timer.start()
            if self.failure is None or failure.code != self.failure.code:
                self.failure = failure
                self._session.tell_failure(failure)

        self._session.ask(question, put, not_put)

    def newest(self, login: str, place: str, kept: str | None) -> str | None:
        """What was written there last: the words still here, else those that the office kept."""
        here = self._newest.get((login, place))
        if kept is not None:
            self._own.setdefault((login, place), set()).add(hash(kept))
        return here.text if here else kept

    def drop(self, login: str, place: str) -> None:
        """Words of this window are not needed any more; another's at the same place stay."""
        own = self._own.pop((login, place), set())
        self._let_go((login, place))

        def question(office: Any) -> None:
            if hash(office.autosaved(login, place)) in own:
                office.drop_autosave(login, place)

        self._session.ask(question, lambda _: None)

    def _let_go(self, key: tuple[str, str]) -> None:
        self._newest.pop(key, None)
        self._held.pop(key, None)

    def words(self) -> list[Words]:
        """What would be lost if the program ended now."""
        return [words for words in self._newest.values() if words.text]

    def try_again(self) -> None:
        """Put away what is held, if the office takes it now."""
        for words in list(self._held.values()):
            self.put(words)

    def _reached(self, failure: OfficeError | None) -> None:
        if failure is None and self._held:
            self.try_again()


def unkept(session: Session) -> Unkept:
    """What this session could not put away."""
    return session.findChild(Unkept) or Unkept(session)
