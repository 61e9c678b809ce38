"""Keys that mean the same in every dialog."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog


def ctrl_enter(dialog: QDialog, does: Callable[[], object]) -> None:
    """Ctrl+Enter does what the dialog is for, as in the bar: also out of a note."""
    for press in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(press), dialog, autoRepeat=False).activated.connect(does)
