"""A field for a number, its digits as far from the edge as those of any other field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from oa_client.ui import theme


class Spin(QSpinBox):
    """Counts by its keys and arrows; the wheel moves the form it stands in."""

    def __init__(self, least: int, highest: int) -> None:
        super().__init__()
        self.setRange(least, highest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(theme.look().px(6), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
