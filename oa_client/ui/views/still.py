"""A choice stays as it was made while one scrolls past it: the wheel belongs to the page."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox

Box = TypeVar("Box", bound=QComboBox | QAbstractSpinBox)


class _WheelGoesOn(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()  # whatever lies around the field may scroll
            return True
        return super().eventFilter(watched, event)


def still(box: Box) -> Box:
    """A field that changes by a press, a key or out of its list, and by nothing else."""
    box.installEventFilter(_WheelGoesOn(box))
    return box
