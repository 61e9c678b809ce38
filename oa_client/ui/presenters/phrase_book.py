"""One's own 常用语, beside those of the office, and which of them he uses most."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.errors import OfficeError, Refused
from oa_client.docflow.model.text import check
from oa_client.ui.presenters.phrases import Phrase, phrases_of
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

PLACE = "phrases"
"""Under which they lie among the words that a person keeps in his office."""
MOST_OWN = 30
"""Phrases that somebody may keep for one stage."""
LONGEST = 200
"""Characters of a phrase; what is longer is no phrase but an opinion."""


@dataclass
class Kept:
    """A book as it lies in the office.

    Attributes:
        own: one's own phrases by stage, the latest first.
        used: by stage how often each phrase was used, the office's with them.
    """

    own: dict[str, list[str]] = field(default_factory=dict)
    used: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, stage: str, phrase: str) -> None:
        """One more, before the others."""
        self.own[stage] = [phrase, *(one for one in self.own.get(stage, []) if one != phrase)]

    def drop(self, stage: str, phrase: str) -> None:
        """One less."""
        self.own[stage] = [one for one in self.own.get(stage, []) if one != phrase]
        self.used.get(stage, {}).pop(phrase, None)

    def use(self, stage: str, phrase: str) -> None:
        """It was said once more."""
        counts = self.used.setdefault(stage, {})
        counts[phrase] = counts.get(phrase, 0) + 1

    def written(self) -> str:
        """As it is put away."""
        return json.dumps({"own": self.own, "used": self.used}, ensure_ascii=False)


class PhraseBook(QObject):
    """What the person at the window usually says, by stage.

    The order is that of their use until he sat down: while he works no phrase takes the key
    of another.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._login = ""
        self._kept = Kept()
        self._before: dict[str, dict[str, int]] = {}
        session.person_changed.connect(self.open)
        self.open()

    def open(self) -> None:
        """Take out the phrases of whoever sits here now."""
        login = self._session.login
        self._login, self._kept, self._before = login, Kept(), {}

        def found(text: str | None) -> None:
            if login != self._session.login:
                return
            self._kept = read(text)
            self._before = {stage: dict(counts) for stage, counts in self._kept.used.items()}
            self.changed.emit()

        self._session.ask(lambda office: office.autosaved(login, PLACE), found, latest=PLACE)

    def offered(self, shown: Row, stage: str) -> list[Phrase]:
        """Of a stage, his own and the office's, those that he uses most first."""
        before = self._before.get(stage, {})
        own = [Phrase(words, words, own=True) for words in self.own(stage)]
        taken = {phrase.words for phrase in own}
        usual = [p for p in phrases_of(self._session, shown, stage) if p.words not in taken]
        return sorted([*own, *usual], key=lambda phrase: -before.get(phrase.pattern, 0))

    def own(self, stage: str) -> list[str]:
        """His own, the latest first."""
        return list(self._kept.own.get(stage, []))

    def add(self, stage: str, words: str) -> OfficeError | None:
        """Keep a phrase of his own; what can't be one is refused, with the reason."""
        phrase = " ".join(words.split())
        own = [phrase, *(one for one in self.own(stage) if one != phrase)]
        if refusal := _refusal(phrase, len(own)):
            return refusal
        self._change(lambda book: book.add(stage, phrase))
        self.changed.emit()
        return None

    def drop(self, stage: str, words: str) -> None:
        """He does not say this any more."""
        self._change(lambda book: book.drop(stage, words))
        self.changed.emit()

    def use(self, stage: str, phrase: Phrase) -> None:
        """He has said it once more."""
        self._change(lambda book: book.use(stage, phrase.pattern))

    def _change(self, change: Callable[["Kept"], None]) -> None:
        """Here, and in what is kept: another window, or a day before, has written there as well."""
        change(self._kept)
        login = self._login

        def question(office: Any) -> None:
            kept = read(office.autosaved(login, PLACE))
            change(kept)
            office.autosave(login, PLACE, kept.written())

        self._session.ask(question, lambda _: None)


def _refusal(phrase: str, kept: int) -> OfficeError | None:
    if len(phrase) > LONGEST:
        return Refused("too-long", field="phrase", length=len(phrase), most=LONGEST)
    if kept > MOST_OWN:
        return Refused("too-many-phrases", most=MOST_OWN)
    try:
        check("phrase", phrase)
    except OfficeError as refusal:
        return refusal
    return None


def read(text: str | None) -> Kept:
    """A book as it was kept; of a damaged one what can be read."""
    try:
        said = json.loads(text or "{}")
    except (ValueError, RecursionError):
        said = {}
    own, used = (_part(said, name) for name in ("own", "used"))
    return Kept(
        {stage: [one for one in phrases if isinstance(one, str)]
         for stage, phrases in own.items() if isinstance(phrases, list)},
        {stage: {one: n for one, n in counts.items() if type(n) is int}
         for stage, counts in used.items() if isinstance(counts, dict)},
    )  # fmt: skip


def _part(said: Any, name: str) -> Row:
    part = said.get(name) if isinstance(said, dict) else None
    return part if isinstance(part, dict) else {}
