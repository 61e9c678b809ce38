"""The longest turn of the window's own thread, scene by scene.

Each row is reported, none is judged: the wall clock counts whoever else uses the machine. What the
thread waited for a processor is told beside it, where the system says so; the mark leaves it out.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from oa_client.ui.views.main_window import MainWindow

QUIET, MOST = 1.5, 60.0
"""Seconds: how long nothing may wait for an answer until a row is at its end; of a row at most."""
FELT_MS = 50
"""A turn that takes longer is felt."""

Scenes = Iterator[tuple[str, Callable[[], object]]]
"""What is done, and how; what a scene needs is made when it is its turn."""


@dataclass(frozen=True)
class Turn:
    """How long one turn of the loop took, in milliseconds.

    Attributes:
        wall: by the clock.
        own: that the thread itself worked.
        queued: that it waited for a processor, or for another thread of the program that waited
            for one; nothing where that isn't told.
    """

    wall: float = 0.0
    own: float = 0.0
    queued: float = 0.0

    @property
    def felt(self) -> bool:
        """Whether it is too long, even with the machine to oneself."""
        return self.wall - self.queued > FELT_MS


class Turns(QObject):
    """A clock that is asked to tick every millisecond, and sees how late it comes."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[int] = []
        self.begin()
        self.clock = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.clock.timeout.connect(self._tick)
        self.clock.start()

    def begin(self) -> None:
        """What came before counts no more."""
        for told in self._told:
            os.close(told)
        self._told = _schedules()
        self.longest, self.busiest = Turn(), 0.0
        self._now = self._read()

    def _read(self) -> tuple[float, ...]:
        return time.perf_counter(), time.thread_time(), *map(_queued, self._told)

    def _tick(self) -> None:
        before, self._now = self._now, self._read()
        wall, own, *queued = (1000 * (n - b) for n, b in zip(self._now, before, strict=True))
        mine = queued[0] if queued else 0.0
        others = sum(max(0.0, one) for one in queued[1:])
        turn = Turn(wall, own, mine + min(others, max(0.0, wall - own - mine)))
        self.longest = max(self.longest, turn, key=lambda one: one.wall - one.queued)
        self.busiest = max(self.busiest, turn.own)


def _schedules() -> list[int]:
    """Where Linux tells how long threads waited for a processor, this one first; else nowhere."""
    mine = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    if not mine.exists():
        return []
    found = [mine, *(one for one in mine.parent.parent.glob("*/schedstat") if one != mine)]
    return [os.open(one, os.O_RDONLY) for one in found]


def _queued(told: int) -> float:
    """Seconds for which a thread has waited for a processor; 0 once it has ended."""
    try:
        return int(os.pread(told, 64, 0).split()[1]) / 1e9
    except ProcessLookupError:
        return 0.0


def longest_turns(main: MainWindow, scenes: Scenes) -> Iterator[tuple[str, Turn]]:
    """Each scene with its longest turn; `own` is of the busiest, which may be another."""
    turns = Turns()
    for name, does in scenes:
        settle(main, 0.2)
        turns.begin()
        QTimer.singleShot(0, main, does)
        QTest.qWait(50)
        settle(main)
        longest = turns.longest
        yield name, Turn(longest.wall, turns.busiest, longest.queued)


def settle(main: MainWindow, quiet: float = QUIET) -> None:
    """Until nobody waits for an answer, and for so many seconds longer."""
    begun = since = time.perf_counter()
    while since - begun < MOST and time.perf_counter() - since < quiet:
        QTest.qWait(50)
        if main.filling():
            since = time.perf_counter()
