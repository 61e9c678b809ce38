"""The menu of a button, which lets the button go once it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton


def give_menu(button: QPushButton | QToolButton, menu: QMenu | None = None) -> QMenu:
    """Let a button open a menu, an empty one where none is given.

    Where an entry opens a dialog, Qt never tells the button that the mouse has gone: it would
    stay grey as if it were pressed, for whoever sits down next as well.
    """
    menu = menu or QMenu(button)
    if isinstance(button, QToolButton):
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    menu.aboutToHide.connect(lambda: _let_go(button))
    return menu


def _let_go(button: QPushButton | QToolButton) -> None:
    inside = button.rect().contains(button.mapFromGlobal(QCursor.pos()))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, inside)
    button.update()
