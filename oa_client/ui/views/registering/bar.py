"""The bar under the register: what is missing, each a way there, and the button that registers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from oa_client.ui import theme
from oa_client.ui.presenters.registering import Lack
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label

GAP = 8


class RegisterBar(QFrame):
    """As many of the missing as there is room for; all of them are counted on the button."""

    jumped = Signal(str)
    """To where something is missing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._session = session
        self._lacks: list[Lack] = []
        self.pills: list[QPushButton] = []
        self._still = plain_label("element")
        self._room = _Pills()
        self.send = QPushButton()
        self.send.setProperty("role", "primary")
        self.send.setProperty("scale", "large")
        below = QHBoxLayout(self)
        below.setContentsMargins(20, 10, 16, 10)
        below.setSpacing(12)
        below.addWidget(self._still)
        below.addWidget(self._room, 1)
        below.addWidget(self.send)

    def show_lacks(self, lacks: Sequence[Lack], outcome: str) -> None:
        """What is missing, and what the button would do with the paper."""
        text = self._session.text
        hard = sum(lack.hard for lack in lacks)
        count = text("register.lacking", count=hard) if hard else ""
        self.send.setText(text(f"register.send_{outcome}") + count)
        theme.dress(self.send, "blocked" if hard else "primary")
        self._still.setText(text("register.still") if lacks else "")
        if list(lacks) == self._lacks:
            return
        self._lacks = list(lacks)
        self.pills = [self._pill(lack) for lack in lacks]
        self._room.show_pills(self.pills)

    def _pill(self, lack: Lack) -> QPushButton:
        pill = QPushButton(lack.words)
        pill.setProperty("role", "lack")
        pill.clicked.connect(lambda: self.jumped.emit(lack.place))
        return pill


class _Pills(QWidget):
    """A row of which the end gives way."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._pills: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addStretch(1)

    def show_pills(self, pills: list[QPushButton]) -> None:
        """These and no others."""
        for pill in self._pills:
            self._row.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = pills
        for place, pill in enumerate(pills):
            self._row.insertWidget(place, pill)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.width()
        for pill in self._pills:
            left -= pill.sizeHint().width() + GAP
            pill.setVisible(left >= -GAP)
