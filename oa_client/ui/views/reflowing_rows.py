"""Rows of which the height follows from the breadth: a title takes one line or two."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView


class ReflowingRows(QListView):
    """Lays its rows out anew whenever it gets broader or narrower; Qt does it for height alone."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
