"""按时限: in what order a list is shown, and the choice of another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QToolButton

from oa_client.ui import icons, theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trays import ORDERS
from oa_client.ui.views.button_menu import give_menu


class ListOrder(QToolButton):
    """A button that names the order; its menu holds the others. `value` is one of ORDERS."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.value = ORDERS[0]
        self.setProperty("role", "order")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icons.icon("sort", theme.INK2))
        give_menu(self)
        group = QActionGroup(self)
        self._choices = {name: self._choice(name, group) for name in ORDERS}

    def _choice(self, name: str, group: QActionGroup) -> QAction:
        choice = self.menu().addAction("")
        choice.setCheckable(True)
        choice.setChecked(name == self.value)
        choice.triggered.connect(lambda: self._choose(name))
        group.addAction(choice)
        return choice

    def _choose(self, name: str) -> None:
        self.value = name
        self.changed.emit()

    def take(self, value: str) -> None:
        """The order that was chosen elsewhere."""
        self._choices[value].setChecked(True)
        self.value = value

    def say(self, usual: str) -> None:
        """Words in the language of the session; `usual` names the order the list comes in."""
        text = self._session.text
        for name, choice in self._choices.items():
            choice.setText(text(f"list.{usual if name == ORDERS[0] else 'by_' + name}"))
        self.setText(self._choices[self.value].text())
        self.setAccessibleName(text("list.order", order=self.text()))
