"""A fault of ours: written down whole, said in one sentence, and the window lives on."""

import logging
import os
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

MOST_BYTES = 1_000_000
"""What is written down of one run; a fault that comes back for ever must not fill the disk."""

_log = logging.getLogger(__name__)


class Faults(QObject):
    """Tells the person of whatever nobody caught, in whichever thread it happened."""

    _met = Signal(str, str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._last = ""
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        session.crashed.connect(self._of_an_answer)

    def watch(self) -> None:
        """From now on nothing uncaught is lost: in a slot, in a thread, in a destructor."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._of_a_slot
        threading.excepthook = self._of_a_thread
        sys.unraisablehook = self._unraisable

    def rest(self) -> None:
        """The window is closed: as it was before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _of_a_slot(
        self, kind: type[BaseException], fault: BaseException, at: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, fault, at)
            return
        self._keep("".join(traceback.format_exception(kind, fault, at)))

    def _of_a_thread(self, args: Any) -> None:
        self._of_a_slot(args.exc_type, args.exc_value, args.exc_traceback)

    def _unraisable(self, args: Any) -> None:
        self._of_a_slot(args.exc_type, args.exc_value, args.exc_traceback)

    def _of_an_answer(self, trace: str) -> None:
        self._keep(trace, logged=True)

    def _keep(self, trace: str, logged: bool = False) -> None:
        if not logged:
            _log.error("%s", trace)
        self._met.emit(trace, str(written_down(trace)))

    @Slot(str, str)
    def _tell(self, trace: str, file: str) -> None:
        """The same fault again, as when something can't be painted, is said once."""
        if trace == self._last:
            return
        self._last = trace
        reason = trace.rstrip().rpartition("\n")[2].partition(":")[0]
        facts = {"reason": reason, "file": file}
        words = wording.say("window-failed", facts, self._session.language)
        self._session.told.emit(words, "refused")


def written_down(trace: str) -> Path:
    """Add a fault to the file of this run; — where there is no place for one."""
    place = Path(tempfile.gettempdir()) / f"oa_client-{os.getpid()}.txt"
    try:
        with place.open("a", encoding="utf-8", errors="backslashreplace") as file:
            if file.tell() < MOST_BYTES:
                file.write(trace.rstrip() + "\n\n")
    except OSError:
        return Path("—")
    return place
