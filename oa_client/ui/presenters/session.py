"""Who sits at this PC, in which language, and the one way to ask the office anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.errors import BadInput, OfficeError, StoreUnavailable
from oa_client.docflow.model.files import MOST_BYTES, Source, Steps
from oa_client.docflow.model.intake import Intake
from oa_client.ui import texts, wording
from oa_client.ui.presenters.long_work import LongWork
from oa_client.ui.work import lives

WAITS = ("registrar-away", "request-checking")
"""Failures that are none: the act waits for its answer, and is done once."""

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


class Working(Asking, Protocol):
    """The same, as the session has it: with long work, and told of what others find."""

    def note_lost(self, failure: StoreUnavailable) -> None:
        """The office can't be reached, as somebody else has found."""

    def ask_long(
        self, question: Callable[..., Any], then: Then, failed: Failed | None = None, *,
        steps: Callable[[int, int], None] | None = None, latest: str | None = None,
    ) -> Any:  # fmt: skip
        """Put a question that tells how far it is, and may be withdrawn."""

    def ask_beside(
        self, question: Callable[..., Any], then: Then, failed: Failed | None = None, *,
        steps: Callable[[int, int], None] | None = None, latest: str | None = None,
        thread: str = "beside",
    ) -> Any:  # fmt: skip
        """Long work that needs no office, beside the database thread."""


@dataclass(frozen=True)
class Facts:
    """What holds while the window is open: the office, its people, its law."""

    office: Row
    people: list[Row]
    procedures: list[Row] = field(default_factory=list)
    substitutes: tuple[str, ...] = ()
    """Roles of GB/T 9704 (仿宋, 小标宋 …) for whose face another stands in on this PC."""
    shared: bool = False
    """Whether the office lies on a server, where the person is the login."""
    most_bytes: int = MOST_BYTES
    """The largest file that may be attached."""
    calendar: str = ""
    """Which calendar counts the working time."""
    place: str = ""
    """Where the office lies: its file, or the address of its server."""
    lacks: Callable[[dict[str, str]], list[tuple[str, str]]] = lambda _: []
    """Of words by the role of their face, which characters no face on this PC can show in it."""
    take_in: Callable[..., Intake] = field(kw_only=True)
    """Reads a word processor's file: its bytes, its name, whether 修订 count as made."""
    page_picture: Callable[..., Any] = field(kw_only=True)
    """A page of a PDF as its pixels: of its bytes, number, width, and by how many degrees it is
    turned; on any thread."""

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
    locked = Signal()
    """An act was refused for want of the right passphrase."""
    waits = Signal()
    """An act has been left waiting for its answer."""
    language_changed = Signal()
    moved = Signal(str, object, object)  # more bytes than an int of Qt's holds
    """Long work: what it is in words, how much of how much; without words where it has ended."""
    told = Signal(str, str)
    """A sentence for the person, and its kind: done, refused, notice."""
    saved = Signal(str, object)
    """A sentence upon files that were saved, and the folder in which they lie."""

    def __init__(self, work: Working, facts: Facts, login: str, language: str) -> None:
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
        self._waiting: dict[str, tuple[Then, Failed]] = {}
        """Acts that wait for their answer: whom to tell when it comes."""
        self._way: LongWork | None = None
        """The long work of which was heard last."""
        self.crashed.connect(self._broke)
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

    def knows(self, key: str) -> bool:
        """Whether the window has words of its own for it."""
        return texts.has(key)

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

    def ask_beside(
        self, question: Callable[[Callable[[int, int], None]], Any], then: Then, *, latest: str
    ) -> Any:  # fmt: skip
        """Long work that needs no office: whoever asks the office meanwhile does not wait for it.

        It calls what it is given now and then, and ends there where a newer one is wanted, or
        where the answer of this is told to `cancel`.
        """
        return self._work.ask_beside(question, then, self.tell_failure, latest=latest)

    def tell_saved(self, target: Path) -> None:
        """A file was saved."""
        self.saved.emit(self.text("document.saved", file=target.name), target.absolute().parent)

    def tell_refused(self, key: str, facts: Row) -> None:
        """Something that a field does not take in."""
        self.told.emit(self.text(key, **facts), "refused")

    def tell_failure(self, failure: OfficeError) -> None:
        """Say what went wrong."""
        self.told.emit(self.say(failure), "refused")

    def catch_up(self, failure: OfficeError) -> None:
        """What is shown is asked for anew where another was quicker with it."""
        if failure.code in ("stale-version", "already-handled"):
            self.changed.emit(None)

    def note_lost(self, failure: StoreUnavailable) -> None:
        """The office can't be reached, as whoever watches it has found."""
        self._work.note_lost(failure)

    def move_file(
        self, name: str, question: Callable[..., Any], then: Then, failed: Failed | None = None
    ) -> None:
        """A question upon which a large file comes or goes; it says how far it is."""
        way = self._long_work("shared.moving", "file-stopped", name)
        self._work.ask_long(
            lambda office, steps: question(office, way.watching(steps)),
            way.ending(then), way.ending(failed or self.tell_failure), steps=way.told,
        )  # fmt: skip

    def make_file(
        self, target: Path, question: Callable[[Any], Any], ended: Callable[[], None]
    ) -> None:
        """A file that is made of what the office answers to the question: it writes itself beside
        the office, which answers others meanwhile. It says how far it is and can be stopped, and
        then leaves nothing. `ended` is called whatever became of it.
        """
        way = self._long_work("shared.making", "making-stopped", target.name)

        def saved(_: Any) -> None:
            ended()
            self.tell_saved(target)

        def failed(failure: OfficeError) -> None:
            ended()
            self.tell_failure(failure)

        def read(ready: Any) -> None:
            self._do_long(way, lambda steps: ready.write(target, steps), saved, failed, "files")

        self._work.ask(question, read, way.ending(failed))

    def print_pages(self, question: Callable[[Steps], Any]) -> None:
        """Pages go to a printer, beside office and window; it says how far it is."""
        way = self._long_work("shared.printing", "printing-stopped", "")
        self._do_long(way, question, lambda _: None, self.tell_failure, "printer")

    def _do_long(
        self, way: LongWork, question: Callable[[Steps], Any], then: Then, failed: Failed,
        thread: str,
    ) -> None:  # fmt: skip
        self._work.ask_beside(
            lambda steps: question(way.watching(steps)),
            way.ending(then), way.ending(failed), steps=way.told, thread=thread,
        )  # fmt: skip

    def _long_work(self, words: str, stopped: str, name: str) -> LongWork:
        way = LongWork(self.text(words, file=name), BadInput(stopped, file=name), self._tell_way)
        way.told(0, 1)
        return way

    def _tell_way(self, way: LongWork, done: int, of: int) -> None:
        self._way = way
        self.moved.emit(way.words if of else "", done, of)

    def stop_moving(self) -> None:
        """The work whose progress is shown is not wanted any more; what has arrived of a file on
        its way stays.
        """
        if self._way is not None:
            self._way.stop()

    def act(
        self, action: str, fields: Row, *, document: str | None = None,
        version: int | None = None, files: tuple[tuple[str, Source], ...] = (),
        then: Then | None = None, failed: Failed | None = None,
    ) -> None:  # fmt: skip
        """One act of the person at the window; the very same one waits for its answer first."""
        login, passphrase = self.login, self.passphrase
        same = (login, action, fields, document, version, files)
        if same in self._acting:
            return
        self._acting.append(same)

        def question(office: Any, *steps: Any) -> Any:
            more = {"steps": steps[0]} if steps else {}
            return office.act(
                login, action, fields, document=document, version=version, files=files,
                passphrase=passphrase, **more,
            )  # fmt: skip

        def done(changes: Any) -> None:
            self._answered(same)
            if then and lives(then):
                then(changes)
            self.changed.emit(changes)

        def refused(failure: OfficeError) -> None:
            if failure.code in WAITS:
                self._waiting[str(failure.facts["request"])] = (done, refused)
                self.tell_failure(failure)
                self.waits.emit()
                return
            self._answered(same)
            if failure.code == "wrong-passphrase":
                self.locked.emit()
            if failed is None:
                self.tell_failure(failure)
            elif lives(failed):
                failed(failure)

        if files:
            self.move_file(files[0][0], question, done, refused)
        else:
            self.ask(question, done, refused)

    def settle(self, settled: list[Any]) -> None:
        """Answers have come to acts that had waited: whoever sent them is told, as at once."""
        for one in settled:
            done, refused = self._waiting.pop(one.request, (None, None))
            words = texts.settled_words(one, self.language, self.facts.names())
            self.told.emit(words, "done" if one.failure is None else "refused")
            if refused is not None and one.failure is not None:
                refused(one.failure)
            elif done is not None:
                done(one.changes)

    def _broke(self, _: str) -> None:
        """Nobody knows which answer will not come: all may be asked for anew."""
        self._acting.clear()
        self.moved.emit("", 0, 0)

    def _answered(self, same: tuple[Any, ...]) -> None:
        if same in self._acting:
            self._acting.remove(same)
