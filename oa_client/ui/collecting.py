"""Python's collector in a window: on the GUI thread alone, and never long enough to be felt."""

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

SWITCH_AFTER = 0.0005
"""Seconds after which long work gives way to the window's own thread."""
EVERY_MS = 1000
SOON = 10_000
"""Milliseconds from opening until what was loaded with the first answers is set aside."""
WHOLE_EVERY = 10
"""Of so many looks at what is new, one is through everything that is not set aside."""
ENOUGH = 0.015
"""Seconds: once a look through everything takes so long, what it left is set aside."""


class Collecting(QObject):
    """Off the GUI thread the collector would destroy widgets; so it runs here, in small looks.

    What lives long is set aside and not looked through again: the program itself, the window, and
    later what has outlived several looks. Of it only what lies in a ring would stay for nothing.
    """

    def __init__(self, parent: QObject, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self.longest = 0.0
        """Seconds of the longest look while somebody works at the window."""
        self._looks = 0
        gc.disable()
        gc.collect()
        gc.freeze()
        sys.setswitchinterval(SWITCH_AFTER)
        self.clock = QTimer(self, interval=every_ms)
        self.clock.timeout.connect(self._look)
        self.clock.start()
        QTimer.singleShot(SOON, self, self._set_aside)

    def _look(self) -> None:
        """The youngest each time; everything that is not set aside now and then."""
        self._looks += 1
        whole = self._looks % WHOLE_EVERY == 0
        took = _timed(2 if whole else 0)
        self.longest = max(self.longest, took)
        if whole and took > ENOUGH:
            gc.freeze()

    def _set_aside(self) -> None:
        self.longest = max(self.longest, _timed(2))
        gc.freeze()


def _timed(generation: int) -> float:
    begun = time.perf_counter()
    gc.collect(generation)
    return time.perf_counter() - begun
