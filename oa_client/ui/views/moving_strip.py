"""The strip under the header while a large file comes or goes: how far it is, how to stop it."""

from PySide6.QtWidgets import QProgressBar

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.lettering import one_line
from oa_client.ui.views.strip import Strip

SHOWN_FROM = 2_000_000
"""Bytes; a smaller file is there before anybody could read how far it is."""


class MovingStrip(Strip):
    """Hidden while no file is on its way, and for one that is there at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, tone="meta")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setMaximumWidth(theme.look().px(260))
        self._row.addWidget(self.bar)
        self.stop = self.link()
        self.stop.clicked.connect(session.stop_moving)
        session.moved.connect(self._moved)

    def _moved(self, name: str, done: int, of: int) -> None:
        if not name:
            self.hide()
        elif of > SHOWN_FROM:
            self._words.setText(self._session.text("shared.moving", file=one_line(name)))
            self.bar.setAccessibleName(self.words())
            self.bar.setValue(round(1000 * done / of))
            self.stop.setText(self._session.text("shared.stop_moving"))
            self.show()
