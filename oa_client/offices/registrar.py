"""收发室 at work: the one process of a shared office that writes, and its watch over itself."""

import logging
import os
import random
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from oa_client.docflow.handling import clockwork, founding
from oa_client.docflow.handling.desk import Desk, Press
from oa_client.docflow.handling.ports import Asked, RefusedTogether
from oa_client.docflow.handling.registrar import Registrar
from oa_client.docflow.handling.supervision import by_rule
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.docflow.model.moment import OFFICE_ZONE, iso, parse
from oa_client.docflow.store.server.registry import Registry, Waiting
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.offices.evidence import Evidence
from oa_client.offices.scheduled import write_due
from oa_client.offices.server import ServerOffice
from oa_client.printing import press

BATCH = 100
"""Requests that are judged under one commit, at most."""

LONGEST_BATCH = 1.0
"""Seconds after which a batch takes no more: who waits for its commit waits long enough."""

CAREFUL = 4
"""After a crash requests are judged one by one; at this attempt one is refused."""

STALLED = 30
"""Seconds for which one act may be judged; then the process ends itself and begins anew."""

STALL_EXIT = 70

OVERSTAYING_AFTER = 60
"""Seconds for which a person may hold a transaction open; idle or busy, it holds things up."""

_PASSING = ("server-gone", "lead-lost", "office-locked", "server-busy", "disk-full")
"""Failures of a server after which one tries again."""

_BEAT, _CARDS, _IDLE_FIRST, _IDLE, _HINTS = 1.0, 20.0, 0.001, 0.1, 1.0
_STAND_BY, _BACK_FIRST, _BACK, _SWEEP = 1.0, 0.25, 10.0, 3600.0
_DAY = 86_400.0

UNUSED_AFTER = 86_400.0
"""Seconds for which pieces of a file may lie that no act named: who was cut off comes back."""

_log = logging.getLogger(__name__)


class RegistrarOffice(Evidence):
    """Serves one office, or stands by until whoever serves it is gone."""

    def __init__(
        self, url: str, *, checkpoints: Path | None = None, reports: Path | None = None,
        press: Press = press, stalled: int = STALLED,
    ) -> None:  # fmt: skip
        """Connect.

        Args:
            url: the server, as a superuser or as the office's registrar.
            checkpoints: where signed checkpoints are kept; it should lie on another machine.
            reports: where the reports that are due by schedule are written.
            press: whoever sets papers.
            stalled: seconds after which an act that does not end brings the process down.
        """
        self._url = url
        self._store = self._registry = Registry(url)
        self.calendar = Calendar()
        self._checkpoints = checkpoints
        self._reports = reports
        self._press = press
        self._stalled = stalled
        self._judging = 0
        """Seconds for which the present act has been judged, as the watch counts them; 0: none."""
        self._batch_end = 0.0
        self._ending = False  # no Event: a signal's handler may not wait for a lock
        self._one_checkpoint = threading.Lock()
        self.served = 0
        """Requests answered by this process."""

    def stop(self) -> None:
        """Finish the batch and end; safe in a signal's handler."""
        self._ending = True

    def run(self) -> None:
        """Lead as soon as nobody else does, and serve until told to stop.

        Raises:
            StoreUnavailable: `no-commit-times`, `login-refused` and the like at the start.
        """
        first, back = True, _BACK_FIRST
        while not self._ending:
            try:
                leading = self._registry.lead()
                if not leading and first:
                    _log.info("another serves; standing by")
                first = False
                if leading:
                    _log.info("serving, epoch %s", self._registry.epoch)
                    back = _BACK_FIRST
                    self._serve()
            except StoreUnavailable as lost:
                if first or lost.code not in _PASSING:
                    raise
                _log.warning("%s; trying again", lost.code)
                self._registry.close()
                self._store = self._registry = Registry(self._url)
                self._wait(back * random.uniform(0.5, 1.5))
                back = min(back * 2, _BACK)
            else:
                self._wait(_STAND_BY)

    def close(self) -> None:
        """Let go of the server."""
        self._registry.close()

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._ending and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _IDLE))

    # ── leading ─────────────────────────────────────────────────────────────

    def _serve(self) -> None:
        over = threading.Event()
        beside = [
            threading.Thread(target=what, args=(over, self._registry), name=name, daemon=True)
            for what, name in (
                (self._watch, "beat"), (self._keep_checkpoints, "checkpoints"),
                (self._write_reports, "reports"),
            )
        ]
        for thread in beside:
            thread.start()
        try:
            careful = self._registry.untidy()
            if careful:
                _log.warning("the one before ended without a word: judging one by one")
            self._work(careful)
            self._keep_checkpoint()
            self._registry.leave()
        finally:
            over.set()
            for thread in beside:
                thread.join(5)

    def _hired(self) -> tuple[Registrar, Signer, "Stopwatch"]:
        clock = Stopwatch(self._registry.server_time())
        desk = Desk(self._registry, clock, self.calendar, self._press)
        with self._registry.read() as work:
            signer = founding.signer_of(work, founding.OFFICE, None)
        return Registrar(desk, self.calendar, signer, clock, self._begun), signer, clock

    def _begun(self) -> bool:
        """An act is about to be judged; whether the batch may still take it."""
        self._judging = 1
        return time.monotonic() < self._batch_end

    def _work(self, careful: bool) -> None:
        registrar, signer, clock = self._hired()
        floor, pause, cards, hinted, news = "0", _IDLE_FIRST, -_CARDS, 0.0, False
        swept = -_SWEEP
        while not self._ending:
            seen = clock()
            waiting = self._registry.waiting(floor, BATCH)
            if waiting.asked:
                done = self._judge_all(registrar, waiting, careful)
                if done == len(waiting.asked):
                    floor = waiting.floor
                pause, news = _IDLE_FIRST, True
            else:
                floor, careful = waiting.floor, False
            if time.monotonic() - cards > _CARDS:
                cards = time.monotonic()
                news |= self._issue_cards(signer, seen, len(waiting.asked) < BATCH)
            if not waiting.asked and time.monotonic() - swept > _SWEEP:
                swept = time.monotonic()
                self._sweep()
            if news and time.monotonic() - hinted > _HINTS:
                hinted, news = time.monotonic(), False
                self._registry.hint()
            if not waiting.asked:
                time.sleep(pause)
                pause = min(pause * 1.2, _IDLE)

    def _judge_all(self, registrar: Registrar, waiting: Waiting, careful: bool) -> int:
        """How many of those that wait were answered."""
        if not careful:
            try:
                return self._judge(lambda work: registrar.serve(work, waiting.asked))
            except RefusedTogether:
                _log.warning("a batch could not be entered: judging one by one", exc_info=True)
        done = 0
        for one in waiting.asked:
            if self._ending:
                break
            hopeless = careful and self._registry.attempt(one) >= CAREFUL
            done += self._judge_one(registrar, one, hopeless)
        return done

    def _judge_one(self, registrar: Registrar, one: Asked, hopeless: bool) -> int:
        if not hopeless:
            try:
                return self._judge(lambda work: registrar.serve(work, [one]))
            except RefusedTogether:  # a fault of ours must not keep the others waiting
                _log.exception("request %r of %r could not be entered", one.id, one.login)
        return self._judge(lambda work: registrar.refuse(work, one))

    def _judge(self, judge: Callable[..., int]) -> int:
        self._batch_end = time.monotonic() + LONGEST_BATCH
        try:
            with self._registry.write() as work:
                done = judge(work)
        finally:
            self._judging = 0
        self.served += done
        return done

    def _sweep(self) -> None:
        """Pieces of files that were sent for nothing give way."""
        with self._registry.write() as work:
            gone = work.sweep(UNUSED_AFTER)
            work.commit()
        if gone:
            _log.info("%s pieces of files that no act took are gone", gone)

    def _issue_cards(self, signer: Signer, seen: datetime, all_seen: bool) -> bool:
        """Issue what is due, but of no later moment than that up to which all was judged.

        What was sent in time, while nobody served, must not be late because a card came first.
        """
        with self._registry.read() as work:
            last = work.last_entry()
            moment = seen if all_seen or last is None else min(seen, parse(last.at))
            due = any(work.watched(iso(moment)).values())
        hired = self._registry, lambda: moment, self.calendar, signer
        swept = clockwork.sweep(*hired) if due else None
        begun = by_rule.open_due(*hired)
        return bool(begun) or bool(swept and (swept.issued or swept.urged))

    # ── watching itself ─────────────────────────────────────────────────────

    def _watch(self, over: threading.Event, registry: Registry) -> None:
        """Give signs of life while the work goes on; an act that never ends ends the process.

        Seconds are counted, not measured: while the process is frozen nothing is judged.
        """
        while not over.wait(_BEAT):
            if self._judging:
                self._judging += 1
                if self._judging > self._stalled:
                    _log.critical("an act has not been judged within %s s", self._stalled)
                    os._exit(STALL_EXIT)
            # each for itself: who keeps the one from being done must not be spared by it
            for what in (registry.beat, lambda: self._put_out(registry)):
                try:
                    what()
                except StoreUnavailable as lost:
                    _log.warning("no sign of life could be given: %s", lost.code)

    def _put_out(self, registry: Registry) -> None:
        """Whoever holds things up, or writes without end."""
        ended = registry.end_overstaying(OVERSTAYING_AFTER)
        if ended:
            _log.warning("%s connections held a transaction too long", ended)
        flooding = registry.end_floods()
        if flooding:
            _log.warning("put out for writing without end: %s", ", ".join(flooding))

    def _keep_checkpoints(self, over: threading.Event, _registry: Registry) -> None:
        """At the start and once a day; on a thread of its own, since it reads the whole ledger."""
        while self._checkpoints is not None:
            self._keep_checkpoint()
            if over.wait(_DAY):
                return

    def _write_reports(self, over: threading.Event, _registry: Registry) -> None:
        """At the start and once an hour, on a line of its own: figures take a while."""
        while self._reports is not None:
            try:
                with closing(ServerOffice(self._url)) as office:
                    for written in write_due(office, self._reports):
                        _log.info("report written: %s", written)
            except OfficeError as failure:
                _log.error("no report could be written: %s %s", failure.code, failure.facts)
            except Exception:  # one that can't be drawn must not keep the next from being tried
                _log.exception("no report could be written")
            if over.wait(_SWEEP):
                return

    def _keep_checkpoint(self) -> None:
        """The work goes on without: that one is missing is said, and seen in the folder."""
        if self._checkpoints is None:
            return
        with self._one_checkpoint:
            try:
                _log.info("checkpoint kept in %s", self.keep_checkpoint(self._checkpoints))
            except OfficeError as failure:
                if failure.code != "target-exists":  # nothing has happened since: it is there
                    _log.error("no checkpoint could be kept: %s %s", failure.code, failure.facts)


class Stopwatch:
    """The server's time at the start, and from then on this machine's own counting."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(OFFICE_ZONE)
        self._begun = _counted()

    def __call__(self) -> datetime:
        """Now, to the second."""
        passed = timedelta(seconds=_counted() - self._begun)
        return (self._start + passed).replace(microsecond=0)


def _counted() -> float:
    """Seconds that nobody sets back; where the system can, those asleep count too."""
    asleep = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if asleep is None else time.clock_gettime(asleep)
