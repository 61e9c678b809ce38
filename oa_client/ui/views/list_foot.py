"""The foot of a long list: which of its papers are in sight, of how many."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QLabel, QListView

from oa_client.ui.views.plain_label import plain_label


class ListFoot(QObject):
    """Says nothing where all of them are in sight."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._all = 0
        self.label: QLabel = plain_label("caption")
        self.label.setContentsMargins(14, 4, 14, 6)
        bar = view.verticalScrollBar()
        bar.valueChanged.connect(self.say)
        bar.rangeChanged.connect(self.say)
        view.viewport().installEventFilter(self)

    def count(self, all_: int) -> None:
        """So many lie in the list, those that are not shown at once with them."""
        self._all = all_
        self.say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A list that becomes higher or lower shows more or fewer."""
        if event.type() == QEvent.Type.Resize:
            self.say()
        return super().eventFilter(watched, event)

    def say(self) -> None:
        """The first and the last in sight."""
        port, rows = self._view.viewport(), self._view.model().rowCount()
        first = self._view.indexAt(QPoint(4, 4)).row()
        last = self._view.indexAt(QPoint(4, port.height() - 4)).row()
        last = rows - 1 if last < 0 else last
        whole = first <= 0 and last >= self._all - 1
        self.label.setText("" if whole or not rows else f"{first + 1}–{last + 1} / {self._all:,}")
        self.label.setVisible(bool(self.label.text()))
