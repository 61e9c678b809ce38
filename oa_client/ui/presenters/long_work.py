"""Work that takes long: a large file on its way, or one that is made; it can be stopped."""

import threading
from collections.abc import Callable
from typing import Any

from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.files import Steps
from oa_client.ui.work import lives


class LongWork:
    """How far one such work is, for whoever shows it, and the way to stop it."""

    def __init__(
        self, words: str, stopped: OfficeError, tell: Callable[["LongWork", int, int], None]
    ) -> None:
        """`words` say what is done, `stopped` what is said where it was stopped; `tell` hears how
        much is done of how much, of nothing once it has ended.
        """
        self.words = words
        self._stopped, self._tell = stopped, tell
        self._unwanted = threading.Event()

    def stop(self) -> None:
        """It is not wanted any more; may be called on any thread."""
        self._unwanted.set()

    def watching(self, steps: Steps) -> Steps:
        """The steps that the work is given, on whichever thread it is done."""

        def step(done: int, of: int) -> None:
            if self._unwanted.is_set():
                raise self._stopped
            steps(done, of)

        return step

    def told(self, done: int, of: int) -> None:
        """So much is done of so much."""
        self._tell(self, done, of)

    def ending(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """What is done with the answer, once it is told that the work has ended."""

        def ended(answer: Any) -> None:
            self._tell(self, 0, 0)
            if lives(then):
                then(answer)

        return ended
