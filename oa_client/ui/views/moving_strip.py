"""The strip under the header while a large file comes or goes: how far it is, how to stop it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.lettering import one_line


class MovingStrip(QFrame):
    """Hidden while no file is on its way, and for one that is there at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "offline")
        self._session = session
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setProperty("role", "meta")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setMaximumWidth(theme.look().px(260))
        self.stop = QPushButton()
        self.stop.setProperty("role", "link")
        self.stop.clicked.connect(session.stop_moving)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self._name, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        session.moved.connect(self._moved)
        self.hide()

    def _moved(self, name: str, done: int, of: int) -> None:
        if not name:
            self.hide()
        elif of > SHOWN_FROM:
            self._name.setText(self._session.text("shared.moving", file=one_line(name)))
            self.bar.setAccessibleName(self._name.text())
            self.bar.setValue(round(1000 * done / of))
            self.stop.setText(self._session.text("shared.stop_moving"))
            self.show()


SHOWN_FROM = 2_000_000
"""Bytes; a smaller file is there before anybody could read how far it is."""
