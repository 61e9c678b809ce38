"""The one thread that speaks to the records; answers come back through one queued slot.

The engine is opened, used and closed on that thread alone, since a connection never changes
threads. What it answers must be frozen: nothing that still hangs on the records leaves the thread.
"""

import functools
import itertools
import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.docflow.model.files import silent

Engine = Any
"""Whatever `app` hands over: an office in one file, or one on a server."""
Question = Callable[..., Any]
Then = Callable[[Any], None]
Failed = Callable[[OfficeError], None]

_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The person no longer wants the answer; raised inside long work at its next step."""


@dataclass(eq=False)
class Ticket:
    """A question on its way; may be withdrawn until it is answered."""

    question: Question
    then: Then | None
    failed: Failed | None
    latest: str | None = None
    act: bool = False
    steps: Callable[[int, int], None] | None = None
    withdrawn: threading.Event = field(default_factory=threading.Event)
    beside: str = ""
    """Long work that needs no office: which thread beside that of the records does it."""
    asked: float = field(default_factory=time.monotonic)

    def cancel(self) -> None:
        """Withdraw the question: no answer will come."""
        self.withdrawn.set()


class Steps:
    """Handed to long work: tells how far it is, and stops it where it was withdrawn."""

    def __init__(self, ticket: Ticket, send: Callable[[object], None]) -> None:
        self._ticket, self._send = ticket, send
        self._percent = -1

    def __call__(self, done: int, of: int) -> None:
        """So much is done of so much; whoever watches hears of each hundredth.

        Raises:
            Cancelled: nobody waits for it any more.
        """
        if self._ticket.withdrawn.is_set():
            raise Cancelled
        percent = 100 * done // max(1, of)
        if percent != self._percent and self._ticket.steps is not silent:
            self._percent = percent
            self._send(_Step(self._ticket, done, of))


@dataclass(frozen=True)
class _Step:
    ticket: Ticket
    done: int
    of: int


@dataclass(frozen=True)
class _Answer:
    ticket: Ticket
    value: Any = None
    error: OfficeError | None = None
    crash: str = ""
    away: StoreUnavailable | None = None
    """Why the office can't be reached, as it stood after this question."""


class Work(QObject):
    """Takes questions on the GUI thread, has them answered on the records' own thread."""

    changed = Signal(object)
    """An act was carried out; fires once, on the GUI thread, with what it changed."""
    busy = Signal(bool)
    """Whether any question is still unanswered."""
    refused = Signal(object)
    """An OfficeError that its asker did not want to handle himself."""
    reached = Signal(object)
    """None when the office answers again; the StoreUnavailable by which it was lost."""
    crashed = Signal(str)
    """A fault of ours, with its traceback."""
    _arrived = Signal(object)

    def __init__(self, open_engine: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = _RecordsThread(open_engine, self._arrived.emit)
        self._beside: dict[str, _RecordsThread] = {}
        self._newest: dict[str, Ticket] = {}
        self._open: set[Ticket] = set()
        self._stopped = False
        self._lost = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self, question: Question, then: Then | None = None, failed: Failed | None = None, *,
        latest: str | None = None,
    ) -> Ticket:  # fmt: skip
        """Put `question(engine)`; of several with the same `latest` only the last is answered."""
        return self._put(Ticket(question, then, failed, latest))

    def act(
        self, question: Question, then: Then | None = None, failed: Failed | None = None
    ) -> Ticket:
        """Have an act carried out: `then` first, `changed` after it."""
        return self._put(Ticket(question, then, failed, act=True))

    def ask_long(
        self, question: Question, then: Then | None = None, failed: Failed | None = None, *,
        steps: Callable[[int, int], None] | None = None, latest: str | None = None,
    ) -> Ticket:  # fmt: skip
        """Put `question(engine, steps)`; it calls `steps(done, of)` and ends there if withdrawn."""
        return self._put(Ticket(question, then, failed, latest, steps=steps or silent))

    def ask_beside(
        self, question: Question, then: Then | None = None, failed: Failed | None = None, *,
        steps: Callable[[int, int], None] | None = None, latest: str | None = None,
        thread: str = "beside",
    ) -> Ticket:  # fmt: skip
        """Put `question(steps)`, which needs no office; the records answer others meanwhile.

        What takes minutes has a `thread` of its own, lest what takes a moment wait for it.
        """
        return self._put(
            Ticket(lambda _, steps: question(steps), then, failed, latest, steps=steps or silent,
                   beside=thread)
        )  # fmt: skip

    @property
    def waiting(self) -> bool:
        """Whether any question is still unanswered."""
        return bool(self._open)

    def note_lost(self, failure: StoreUnavailable) -> None:
        """Whoever watches the office has found that it can't be reached."""
        if not self._lost:
            self._lost = True
            self.reached.emit(failure)

    def stop(self, seconds: float = 5.0) -> bool:
        """Withdraw what waits, finish what runs, close the engine; whether it was in time."""
        self._stopped = True
        for ticket in self._open:
            ticket.cancel()
        self._open.clear()
        ended = [thread.end(seconds) for thread in (*self._beside.values(), self._desk)]
        return all(ended)

    def _put(self, ticket: Ticket) -> Ticket:
        if self._stopped:
            ticket.cancel()
            return ticket
        if ticket.latest is not None:
            before = self._newest.get(ticket.latest)
            if before is not None:
                before.cancel()
            self._newest[ticket.latest] = ticket
        self._open.add(ticket)
        if len(self._open) == 1:
            self.busy.emit(True)
        self._thread_for(ticket).put(ticket)
        return ticket

    def _thread_for(self, ticket: Ticket) -> "_RecordsThread":
        if not ticket.beside:
            return self._desk
        if ticket.beside not in self._beside:
            self._beside[ticket.beside] = _RecordsThread(lambda: None, self._arrived.emit)
        return self._beside[ticket.beside]

    @Slot(object)
    def _deliver(self, arrived: object) -> None:
        if isinstance(arrived, _Step):
            self._tell_step(arrived)
        elif isinstance(arrived, _Answer) and not self._stopped:
            try:
                self._tell(arrived)
            finally:
                self._settled(arrived.ticket)

    def _tell_step(self, step: _Step) -> None:
        steps = step.ticket.steps
        if steps and lives(steps) and not step.ticket.withdrawn.is_set():
            steps(step.done, step.of)

    def _tell(self, answer: _Answer) -> None:
        ticket = answer.ticket
        if answer.crash:
            _log.error("%s", answer.crash)
            self.crashed.emit(answer.crash)
            return
        if not ticket.beside:
            self._tell_reach(answer)
        wanted = not ticket.withdrawn.is_set()
        try:
            if answer.error is not None:
                self._tell_refusal(ticket, answer.error, wanted)
            elif wanted and ticket.then and lives(ticket.then):
                ticket.then(answer.value)
        finally:
            if ticket.act and answer.error is None and answer.value is not _UNASKED:
                self.changed.emit(answer.value)

    def _tell_reach(self, answer: _Answer) -> None:
        lost = answer.away is not None
        if lost or (self._lost and answer.value is not _UNASKED):
            self._lost = lost
            self.reached.emit(answer.away)

    def _tell_refusal(self, ticket: Ticket, error: OfficeError, wanted: bool) -> None:
        if not wanted:
            return
        if ticket.failed is None:
            self.refused.emit(error)
        elif lives(ticket.failed):
            ticket.failed(error)

    def _settled(self, ticket: Ticket) -> None:
        self._open.discard(ticket)
        if ticket.latest is not None and self._newest.get(ticket.latest) is ticket:
            del self._newest[ticket.latest]
        if not self._open:
            self.busy.emit(False)


class _RecordsThread:
    """Answers one ticket after another; opens the engine before the first, closes it at the end."""

    _count = itertools.count(1)

    def __init__(self, open_engine: Callable[[], Engine], send: Callable[[object], None]) -> None:
        self._open_engine = open_engine
        self._send = send
        self._engine: Engine = None
        self._locked: tuple[float, StoreUnavailable] | None = None
        """Until when another program was waited for in vain, and how that is told."""
        self._waiting: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        name = f"records-{next(self._count)}"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, ticket: Ticket) -> None:
        self._waiting.put(ticket)

    def end(self, seconds: float) -> bool:
        self._waiting.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while (ticket := self._waiting.get()) is not None:
                self._reply(self._answered(ticket))
                del ticket
        finally:
            self._close()

    def _answered(self, ticket: Ticket) -> _Answer:
        if ticket.withdrawn.is_set():
            return _Answer(ticket, _UNASKED)
        if self._locked and ticket.asked < self._locked[0]:
            # waited for once, and not anew by each that stood in the line meanwhile
            return _Answer(ticket, error=self._locked[1], away=self._locked[1])
        try:
            if self._engine is None:
                self._engine = self._open_engine()
            if ticket.steps is None:
                value = ticket.question(self._engine)
            else:
                value = ticket.question(self._engine, Steps(ticket, self._reply))
            return _Answer(ticket, value, away=self._away())
        except Cancelled:
            return _Answer(ticket, _UNASKED)
        except StoreUnavailable as error:
            return _Answer(ticket, error=error, away=self._lost_by(error))
        except OfficeError as error:
            return _Answer(ticket, error=error, away=self._away())
        except Exception:
            return _Answer(ticket, crash=traceback.format_exc())

    def _away(self) -> StoreUnavailable | None:
        """An office that stays open while its server is away says so itself."""
        away: StoreUnavailable | None = getattr(self._engine, "away", None)
        return away

    def _lost_by(self, error: StoreUnavailable) -> StoreUnavailable | None:
        """By this failure the office is lost, unless it stays open: it may still be read."""
        away = self._away()
        if away is not None or getattr(self._engine, "lasting", False):
            return away
        self._close()  # the next question opens it anew, where that is possible again
        if error.code == "office-locked":
            self._locked = time.monotonic(), error
        return error

    def _reply(self, answer: object) -> None:
        try:
            self._send(answer)
        except RuntimeError:  # the window is gone, and with it the signal
            _log.info("An answer came after the window was closed")

    def _close(self) -> None:
        closing = getattr(self._engine, "close", None)
        self._engine = None
        if closing:
            try:
                closing()
            except Exception:
                _log.exception("The records could not be closed")


_UNASKED = object()
"""The answer to a question that was withdrawn before it was put."""


def lives(callback: Callable[..., Any]) -> bool:
    """Whether the widgets behind a callback still exist: its own, and those that it was given.

    A callback may be a method, or a function written on the spot that knows its widget by name.
    """
    return all(
        shiboken6.isValid(owner) for owner in _known_to(callback) if isinstance(owner, QObject)
    )


def _known_to(callback: Any) -> Iterator[object]:
    while isinstance(callback, functools.partial):
        yield from callback.args
        yield from callback.keywords.values()
        callback = callback.func
    yield getattr(callback, "__self__", None)
    for cell in getattr(callback, "__closure__", None) or ():
        try:
            yield cell.cell_contents
        except ValueError:  # a name that was never given anything
            continue
