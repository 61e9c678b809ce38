"""A long text on its way into a field: it comes a slice at a time, and the window goes on."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

SLICE, LINES = 20_000, 1_500
"""Characters, and paragraphs, that come in within one turn: some ten milliseconds of setting."""


@dataclass
class _Rest:
    """What of a text has not come in yet, where it goes, and whom to tell at its end."""

    place: QTextCursor
    text: str
    then: Callable[[], None] | None
    at: int = 0
    steps: int = -1
    """How many steps could be undone after the last slice; another number: somebody wrote."""


class Arriving(QObject):
    """Puts long words into a text in slices, as one step of undo where nobody writes meanwhile.

    Whoever asks what the text says is told the whole of it from the first slice on.
    """

    moved = Signal(int, int)
    """So many characters have come in, of so many."""
    ended = Signal()
    """The rest was given up; where all has come in, the text itself says so."""

    def __init__(self, text: QPlainTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._waiting: deque[_Rest] = deque()
        self._clock = QTimer(self, singleShot=True, interval=0)
        self._clock.timeout.connect(self._go_on)

    def __bool__(self) -> bool:
        """Whether something is on its way."""
        return bool(self._waiting)

    def missing(self) -> int:
        """How many characters have not come in yet."""
        return sum(len(rest.text) - rest.at for rest in self._waiting)

    def put(
        self, said: str, place: QTextCursor, then: Callable[[], None] | None = None
    ) -> None:  # fmt: skip
        """Words in the place of what a cursor marks; short ones stand there at once."""
        cursor = QTextCursor(place)
        if not self._waiting and _end(said, 0) == len(said):
            cursor.insertText(said)
            if then:
                then()
            return
        self._waiting.append(_Rest(cursor, said, then))
        if len(self._waiting) == 1:
            self._go_on()

    def whole(self) -> str:
        """What the text says, with all that is on its way."""
        said = self._text.toPlainText()
        if not self._waiting:
            return said
        # places are counted in UTF-16, as the text counts them
        parts = said.encode("utf-16-le", "surrogatepass")
        for rest in sorted(self._waiting, key=lambda rest: -rest.place.position()):
            at = 2 * rest.place.position()
            coming = rest.text[rest.at :].encode("utf-16-le", "surrogatepass")
            parts = parts[:at] + coming + parts[at:]
        return parts.decode("utf-16-le", "surrogatepass")

    def give_up(self) -> None:
        """What has not come in stays away."""
        if self._waiting:
            self._waiting.clear()
            self._clock.stop()
            self.ended.emit()

    def finish(self) -> None:
        """All at once, for whoever needs the text whole now."""
        while self._waiting:
            self._take()

    def _go_on(self) -> None:
        if self._text.document().isRedoAvailable() and self._waiting[0].at:
            self.give_up()  # it was being undone
            return
        self._take()
        if self._waiting:
            self._clock.start()

    def _take(self) -> None:
        """The next slice."""
        rest = self._waiting[0]
        end = _end(rest.text, rest.at)
        whole = end == len(rest.text)
        if whole:
            self._waiting.popleft()  # whoever hears of this slice finds nothing on its way
        cursor, document = rest.place, self._text.document()
        cursor.setKeepPositionOnInsert(False)
        if rest.at:
            cursor.clearSelection()  # what was written here meanwhile is none of its own
        if rest.steps == document.availableUndoSteps():
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        piece, rest.at = rest.text[rest.at : end], end
        cursor.insertText(piece)
        cursor.endEditBlock()
        cursor.setKeepPositionOnInsert(True)  # what is written here meanwhile stands behind it
        rest.steps = document.availableUndoSteps()
        if not whole:
            self.moved.emit(end, len(rest.text))
            return
        if rest.then:
            rest.then()
        if not self._waiting:
            self._clock.stop()


def _end(said: str, at: int) -> int:
    """Where the slice ends that begins there."""
    end = min(at + SLICE, len(said))
    if said.count("\n", at, end) <= LINES:
        return end
    for _ in range(LINES):
        at = said.index("\n", at, end) + 1
    return at
