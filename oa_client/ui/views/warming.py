"""The first time in a room is as quick as the next: it was built and painted out of sight."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.rooms import NAMES, Rooms

SOON, PAUSE = 1_000, 40
"""Milliseconds until it begins, and between two parts."""
FEW = 16
"""Widgets that are painted within one turn of the loop, in some milliseconds."""


class Warming(QObject):
    """Builds rooms that nobody has entered and paints them, a part in each pause, out of sight.

    Faces are loaded and letters drawn by it as they are at a first painting. A room that is built
    asks the office what it asks at its beginning; painting asks nothing. It takes no keyboard, and
    rests while an answer is waited for or a hand is at the mouse.
    """

    def __init__(self, rooms: Rooms, session: Session) -> None:
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
        try:
            part = next(self._parts)
        except StopIteration:
            self.stop()
            return
        if part is not None and shiboken6.isValid(part) and not part.isVisible():
            part.grab()

    def _cold(self) -> Iterator[QWidget | None]:
        """The parts of all rooms, as long as they are not seen; None where one was but built."""
        for name in NAMES:
            built = self._rooms.is_built(name)
            room = self._rooms.room(name)
            if not built:
                yield None
            if not room.isVisible():
                room.resize(self._rooms.size())
                yield from list(parts(room))


def parts(widget: QWidget) -> Iterator[QWidget]:
    """What of a widget would be seen, in pieces of a few widgets each."""
    if len(widget.findChildren(QWidget)) <= FEW:
        yield widget
        return
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for child in widget.findChildren(QWidget, options=direct):
        if not (child.isHidden() or child.isWindow()):
            yield from parts(child)
