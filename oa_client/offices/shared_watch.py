"""Watching a shared office for what is new, on a thread and a line of its own.

Hints are empty and may be missed; a cheap look now and then finds what no hint told. Whatever is
found is told at most once a second: then everything is read anew, under the reader's own rights.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.server.listening import Listener, Look
from oa_client.offices.shared_requests import SILENT

EVERY = 15.0
"""Seconds between two looks while nothing happens."""

EVERY_AWAY = 3.0
"""Seconds between two looks while the registrar is away."""

APART = 1.0
"""Seconds between two tellings, however many hints come."""

_BREATH = 0.5
"""Seconds after which the thread looks up from listening, to end when it is told to."""

_FIRST, _GROWTH, _LONGEST = 0.5, 1.7, 15.0
"""Seconds between two tries to take up the line; each PC takes a little more or less."""


@dataclass(frozen=True)
class News:
    """What the watch has found.

    Attributes:
        lost: why the server can't be reached; None where it can.
        serving: whether the registrar is there.
        changed: whether anything was done since the watch last told.
        hinted: whether the registrar answered somebody, done or refused.
    """

    lost: StoreUnavailable | None = None
    serving: bool = True
    changed: bool = False
    hinted: bool = False


class SharedWatch:
    """Tells what is new, from its own thread, until it is ended."""

    def __init__(self, call: Callable[[], Listener], told: Callable[[News], None]) -> None:
        self._call = call
        self._told = told
        self._ended = threading.Event()
        self._last: Look | None = None
        self._serving: bool | None = None
        self._lost = False
        self.looks = 0
        """How many queries were put to the server."""
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def end(self, seconds: float = 5.0) -> bool:
        """Hang up; whether that was in time."""
        self._ended.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause = _FIRST
        listener: Listener | None = None
        try:
            while not self._ended.is_set():
                try:
                    listener = listener or self._call()
                    listener.listen()
                    self._look(listener, hinted=True)
                    pause = _FIRST
                    self._listen(listener)
                except StoreUnavailable as lost:
                    if not self._lost:
                        self._lost = True
                        self._told(News(lost=lost, serving=bool(self._serving)))
                    self._ended.wait(pause * random.uniform(0.5, 1.5))
                    pause = min(pause * _GROWTH, _LONGEST)
        finally:
            if listener is not None:
                listener.close()

    def _listen(self, listener: Listener) -> None:
        looked = time.monotonic()
        while not self._ended.is_set():
            heard = listener.hear(_BREATH)
            now = time.monotonic()
            every = EVERY if self._serving else EVERY_AWAY
            if heard or now - looked >= every:
                self._look(listener, hinted=heard)
                looked = time.monotonic()
                if heard:
                    self._ended.wait(APART)

    def _look(self, listener: Listener, *, hinted: bool) -> None:
        look = listener.look()
        self.looks += 1
        serving = look.serving is not None and look.serving < SILENT
        before, self._last = self._last, look
        changed = before is None or (before.number, before.head) != (look.number, look.head)
        if changed or hinted or self._lost or serving != self._serving:
            self._lost, self._serving = False, serving
            self._told(News(None, serving, changed, hinted))
