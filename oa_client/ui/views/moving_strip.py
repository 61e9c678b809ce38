"""The strip under the header while work takes long: what it is, how far, and how to stop it."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QProgressBar

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.lettering import one_line
from oa_client.ui.views.strip import Strip

SHOWN_AFTER = 400
"""Milliseconds; what is done sooner is done before anybody could read how far it is."""


class MovingStrip(Strip):
    """Hidden while nothing takes long."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, tone="meta")
        self._since = QElapsedTimer()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setMaximumWidth(theme.look().px(260))
        self._row.addWidget(self.bar)
        self.stop = self.link()
        self.stop.clicked.connect(session.stop_moving)
        session.moved.connect(self._moved)

    def _moved(self, words: str, done: int, of: int) -> None:
        if not words:
            self._since.invalidate()
            self.hide()
            return
        if not self._since.isValid():
            self._since.start()
        if self._since.elapsed() >= SHOWN_AFTER:
            self._words.setText(one_line(words))
            self.bar.setAccessibleName(self.words())
            self.bar.setValue(round(1000 * done / of))
            self.stop.setText(self._session.text("shared.stop_moving"))
            self.show()
