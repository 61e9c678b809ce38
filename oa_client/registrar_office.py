"""收发室 at work: the one process of a shared office that writes, and its watch over itself."""

import logging
import os
import threading
import time
from datetime import datetime, timedelta

from oa_client.docflow.handling import clockwork, founding
from oa_client.docflow.handling.desk import Desk
from oa_client.docflow.handling.ports import Asked
from oa_client.docflow.handling.registrar import Registrar
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.docflow.store.server.registry import Registry
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.printing import press

BATCH = 100
"""Requests that are judged under one commit."""

CAREFUL = 4
"""After a crash requests are judged one by one; at this attempt one is refused."""

STALLED = 30.0
"""Seconds for which one batch may be judged; then the process ends itself and begins anew."""

STALL_EXIT = 70

_BEAT, _CARDS, _IDLE_FIRST, _IDLE = 1.0, 20.0, 0.005, 0.1

_log = logging.getLogger(__name__)


class RegistrarOffice:
    """Serves one office, or stands by until whoever serves it is gone."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._registry = Registry(url)
        self._calendar = Calendar()
        self._busy_since: float | None = None
        self._ended = threading.Event()
        self.served = 0
        """Requests answered by this process."""

    def stop(self) -> None:
        """Finish the batch and end."""
        self._ended.set()

    def run(self) -> None:
        """Lead as soon as nobody else does, and serve until told to stop.

        Raises:
            StoreUnavailable: `no-commit-times`, `login-refused` and the like at the start.
        """
        first = True
        while not self._ended.is_set():
            try:
                leading = self._registry.lead()
                first = False
                if leading:
                    _log.info("serving, epoch %s", self._registry.epoch)
                    self._serve()
            except StoreUnavailable as lost:
                if first or lost.code not in ("server-gone", "lead-lost", "office-locked"):
                    raise
                _log.warning("%s; trying again", lost.code)
                self._registry.close()
                self._registry = Registry(self._url)
            self._ended.wait(1.0)

    def close(self) -> None:
        """Let go of the server."""
        self._registry.close()

    # ── leading ─────────────────────────────────────────────────────────────

    def _serve(self) -> None:
        careful = self._registry.untidy()
        registrar, signer, clock = self._hired()
        over = threading.Event()
        watch = threading.Thread(target=self._watch, args=(over,), name="beat", daemon=True)
        watch.start()
        try:
            self._work(registrar, signer, clock, careful)
            self._registry.leave()
        finally:
            over.set()
            watch.join(5)

    def _hired(self) -> tuple[Registrar, Signer, "Stopwatch"]:
        clock = Stopwatch(self._registry.server_time())
        desk = Desk(self._registry, clock, self._calendar, press)
        with self._registry.read() as work:
            signer = founding.signer_of(work, founding.OFFICE, None)
        return Registrar(desk, self._calendar, signer, clock), signer, clock

    def _work(
        self, registrar: Registrar, signer: Signer, clock: "Stopwatch", careful: bool
    ) -> None:
        floor, pause, cards = "0", _IDLE_FIRST, 0.0
        while not self._ended.is_set():
            if time.monotonic() - cards > _CARDS:
                cards = time.monotonic()
                self._issue_cards(signer, clock)
            waiting = self._registry.waiting(floor, BATCH)
            if not waiting.asked:
                floor, careful = waiting.floor, False
                self._ended.wait(pause)
                pause = min(pause * 1.5, _IDLE)
                continue
            pause, floor = _IDLE_FIRST, waiting.floor
            batches = [[one] for one in waiting.asked] if careful else [list(waiting.asked)]
            for batch in batches:
                self._judge(registrar, batch, careful)
            self._registry.hint()

    def _judge(self, registrar: Registrar, batch: list[Asked], careful: bool) -> None:
        hopeless = careful and self._registry.attempt(batch[0]) >= CAREFUL
        self._busy_since = time.monotonic()
        try:
            with self._registry.write() as work:
                if hopeless:
                    registrar.refuse(work, batch[0])
                else:
                    registrar.serve(work, batch)
        finally:
            self._busy_since = None
        self.served += len(batch)

    def _issue_cards(self, signer: Signer, clock: "Stopwatch") -> None:
        issued, _ = clockwork.issue_cards(self._registry, clock, self._calendar, signer)
        if issued:
            self._registry.hint()

    def _watch(self, over: threading.Event) -> None:
        """Give signs of life while the work goes on; a batch that never ends ends the process."""
        while not over.wait(_BEAT):
            since = self._busy_since
            if since is not None and time.monotonic() - since > STALLED:
                _log.critical("a batch has not ended after %s s", STALLED)
                os._exit(STALL_EXIT)
            try:
                self._registry.beat()
            except StoreUnavailable as lost:
                _log.warning("no sign of life could be given: %s", lost.code)


class Stopwatch:
    """The server's time at the start, and from then on this process's own counting."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(OFFICE_ZONE)
        self._begun = time.monotonic()

    def __call__(self) -> datetime:
        """Now, to the second."""
        passed = timedelta(seconds=time.monotonic() - self._begun)
        return (self._start + passed).replace(microsecond=0)
