"""Panels beside each other; where there is little room one of them gets a tab of its own."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QTabWidget, QVBoxLayout, QWidget

from oa_client.ui import theme


class PartingPanels(QTabWidget):
    """The parts of a room, each with its share of the width."""

    def __init__(
        self, parts: Sequence[tuple[QWidget | QLayout, int]], parting: QWidget, narrow: int,
        parent: QWidget,
    ) -> None:  # fmt: skip
        """`parting` is the one of the parts that has a tab below `narrow` pixels of room."""
        super().__init__(parent)
        self._parting, self._least = parting, narrow
        self._narrow = False
        together, alone = QWidget(), QWidget()
        self.setDocumentMode(True)
        self.addTab(together, "")
        self.addTab(alone, "")
        self.tabBar().hide()
        self._together = QHBoxLayout(together)
        self._together.setContentsMargins(0, 0, 0, 0)
        self._together.setSpacing(12)
        self._place, self._share = 0, 0
        for place, (part, share) in enumerate(parts):
            if isinstance(part, QLayout):
                self._together.addLayout(part, share)
            else:
                self._together.addWidget(part, share)
            if part is parting:
                self._place, self._share = place, share
        self._alone = QVBoxLayout(alone)
        self._alone.setContentsMargins(0, 0, 0, 0)

    def name(self, room: str, together: str, alone: str) -> None:
        """What the tabs are called, and all of it for those who can not see."""
        self.setTabText(0, together)
        self.setTabText(1, alone)
        for part in (self, self.tabBar()):
            part.setAccessibleName(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.look().px(self._least)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.tabBar().setVisible(narrow)
        if narrow:
            self._alone.addWidget(self._parting)
        else:
            self.setCurrentIndex(0)
            self._together.insertWidget(self._place, self._parting, self._share)
