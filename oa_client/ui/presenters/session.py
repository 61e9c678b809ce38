"""Who sits at this PC, in which language, and the one way to ask the office anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import texts, wording
from oa_client.ui.work import lives

Row = dict[str, Any]
Then = Callable[[Any], None]
Failed = Callable[[OfficeError], None]


class Asking(Protocol):
    """The database thread, as a presenter sees it."""

    reached: Any
    crashed: Any

    @property
    def waiting(self) -> bool:
        """Whether any question is still unanswered."""

    def ask(
        self, question: Callable[[Any], Any], then: Then, failed: Failed | None = None, *,
        latest: str | None = None,
    ) -> Any:  # fmt: skip
        """Put a question; the answer comes on this thread."""


@dataclass(frozen=True)
class Facts:
    """What holds while the window is open: the office, its people, its law."""

    office: Row
    people: list[Row]
    procedures: list[Row] = field(default_factory=list)
    substitutes: tuple[str, ...] = ()
    """Roles of GB/T 9704 (仿宋, 小标宋 …) for whose face another stands in on this PC."""

    def names(self) -> dict[str, str]:
        """Names by login."""
        return {person["login"]: person["name"] for person in self.people}

    def person(self, login: str) -> Row:
        """One person."""
        return next(person for person in self.people if person["login"] == login)

    def procedure(self, name: str) -> Row:
        """One procedure."""
        return next(law for law in self.procedures if law["id"] == name)


class Session(QObject):
    """The person at the window; every view asks and acts through it."""

    changed = Signal(object)
    """An act went through, with its answer."""
    person_changed = Signal()
    post_changed = Signal()
    reached = Signal(object)
    """None when the office answers again, else the failure by which it was lost."""
    crashed = Signal(str)
    """A fault of ours, with its traceback; whoever waits for that answer waits in vain."""
    language_changed = Signal()
    told = Signal(str, str)
    """A sentence for the person, and its kind: done, refused, notice."""

    def __init__(self, work: Asking, facts: Facts, login: str, language: str) -> None:
        super().__init__()
        self._work = work
        work.reached.connect(self.reached)
        work.crashed.connect(self.crashed)
        self.facts = facts
        self.login = login
        self.language = language
        self.passphrase: str | None = None
        self._acting: list[tuple[Any, ...]] = []
        """Acts on their way; pressed twice, an act is sent once."""
        self.crashed.connect(lambda _: self._acting.clear())
        self.post = ""
        """The post in which he works now; empty for all of them. It narrows what is listed."""

    @property
    def person(self) -> Row:
        """Who sits here."""
        return self.facts.person(self.login)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still on its way."""
        return self._work.waiting

    def has_post(self, post: str) -> bool:
        """Whether the person holds a post; shown, never trusted: the rules ask again."""
        return post in self.person["posts"]

    def text(self, key: str, **facts: Any) -> str:
        """A word of the window itself."""
        return texts.text(key, self.language, **facts)

    def say(self, failure: OfficeError) -> str:
        """A known failure in words."""
        return wording.say(failure.code, failure.facts, self.language, self.facts.names())

    def set_person(self, login: str, passphrase: str | None = None) -> None:
        """Another person sits down."""
        self.login, self.passphrase, self.post = login, passphrase, ""
        self.person_changed.emit()

    def set_post(self, post: str) -> None:
        """The work of one post, or with an empty one of all."""
        self.post = post
        self.post_changed.emit()

    def is_of_post(self, procedure: str, stage: str | None) -> bool:
        """Whether a stage belongs to the post in which he works now."""
        if not self.post or not stage:
            return True
        stages = self.facts.procedure(procedure)["stages"]
        by = next((s["by"] for s in stages if s["id"] == stage), "")
        return by == self.post or by not in self.person["posts"]

    def set_language(self, language: str) -> None:
        """The other language."""
        self.language = language
        self.language_changed.emit()

    def ask(
        self, question: Callable[[Any], Any], then: Then, failed: Failed | None = None, *,
        latest: str | None = None,
    ) -> None:  # fmt: skip
        """Ask the office; without a way to take a failure it is told to the person."""
        self._work.ask(question, then, failed or self.tell_failure, latest=latest)

    def tell_refused(self, key: str, facts: Row) -> None:
        """Something that a field does not take in."""
        self.told.emit(self.text(key, **facts), "refused")

    def tell_failure(self, failure: OfficeError) -> None:
        """Say what went wrong."""
        self.told.emit(self.say(failure), "refused")

    def act(
        self, action: str, fields: Row, *, document: str | None = None,
        version: int | None = None, files: tuple[tuple[str, bytes], ...] = (),
        then: Then | None = None, failed: Failed | None = None,
    ) -> None:  # fmt: skip
        """One act of the person at the window; the very same one waits for its answer first."""
        login, passphrase = self.login, self.passphrase
        same = (login, action, fields, document, version, files)
        if same in self._acting:
            return
        self._acting.append(same)

        def question(office: Any) -> Any:
            return office.act(
                login, action, fields, document=document, version=version, files=files,
                passphrase=passphrase,
            )  # fmt: skip

        def done(changes: Any) -> None:
            self._answered(same)
            if then and lives(then):
                then(changes)
            self.changed.emit(changes)

        def refused(failure: OfficeError) -> None:
            self._answered(same)
            if failed is None:
                self.tell_failure(failure)
            elif lives(failed):
                failed(failure)

        self.ask(question, done, refused)

    def _answered(self, same: tuple[Any, ...]) -> None:
        if same in self._acting:
            self._acting.remove(same)
