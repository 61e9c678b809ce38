"""The room that a screen has for windows, beside what the system keeps there for itself."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def on_screen(widget: QWidget) -> QRect:
    """The room of the screen on which a window stands, in its pixels.

    The widget itself is not asked for its screen: PySide takes what it answers for a part of the
    widget, and lets go of both together.
    """
    middle = widget.mapToGlobal(widget.rect().center())
    screen = QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
