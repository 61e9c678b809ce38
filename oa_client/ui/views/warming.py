"""The first time in a room is as quick as the next: it was painted before, out of sight."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from oa_client.ui.presenters.session import Session

SOON, PAUSE = 1_000, 40
"""Milliseconds until it begins, and between two parts."""
FEW = 16
"""Widgets that are painted within one turn of the loop, in some milliseconds."""


class Warming(QObject):
    """Paints rooms that nobody has entered, a part in each pause, onto nothing that is seen.

    Faces are loaded and letters drawn by it as they are at a first painting. It asks the office
    nothing, takes no keyboard, and rests while an answer is waited for or a hand is at the mouse.
    """

    def __init__(self, rooms: QStackedWidget, session: Session) -> None:
        super().__init__(rooms)
        self._rooms, self._session = rooms, session
        self._parts = self._cold()
        self._clock = QTimer(self, interval=SOON)
        self._clock.timeout.connect(self._go_on)
        self._clock.start()

    def __bool__(self) -> bool:
        """Whether something is left to be painted."""
        return self._clock.isActive()

    def stop(self) -> None:
        """The window closes, or everything is warm."""
        self._clock.stop()

    def _go_on(self) -> None:
        busy = self._session.waiting or not self._rooms.isVisible()
        if busy or QApplication.mouseButtons() or QApplication.activePopupWidget() is not None:
            self._clock.setInterval(SOON)
            return
        self._clock.setInterval(PAUSE)
        part = next(self._parts, None)
        if part is None:
            self.stop()
        elif shiboken6.isValid(part) and not part.isVisible():
            part.grab()

    def _cold(self) -> Iterator[QWidget]:
        """The parts of all rooms, as long as they are not seen."""
        for number in range(self._rooms.count()):
            room = self._rooms.widget(number)
            if room is not None and not room.isVisible():
                room.resize(self._rooms.size())
                yield from list(_parts(room))


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """What of a widget would be seen, in pieces of a few widgets each."""
    if len(widget.findChildren(QWidget)) <= FEW:
        yield widget
        return
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for child in widget.findChildren(QWidget, options=direct):
        if not (child.isHidden() or child.isWindow()):
            yield from _parts(child)
