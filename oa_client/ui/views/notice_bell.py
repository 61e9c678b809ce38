"""The bell: what the window told since its person sat down, for whoever was not looking."""

from collections import deque
from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.surface import smooth

Rung = tuple[tuple[tuple[datetime, str], ...], int]
"""What was told, the newest first, and how many of it nobody has looked up."""
MOST, LETTERS = 20, 48
"""Notices that are kept, the newest first, and how much of one stands on its line."""
DOT = 7


class NoticeBell(QToolButton):
    """A dot while something was told that nobody has looked up; pressing lists it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: deque[tuple[datetime, str]] = deque(maxlen=MOST)
        self._fresh = 0
        self.list = QMenu(self)
        self.list.setToolTipsVisible(True)
        self.setIcon(icon("bell", theme.INK2))
        self.setIconSize(QSize(theme.look().px(18), theme.look().px(18)))
        self.clicked.connect(self._open)

    def translate(self) -> None:
        """All words in the language of the session."""
        words = self._session.text("notice.bell", count=self._fresh)
        self.setAccessibleName(words)
        self.setToolTip(tip(words))

    def put(self, at: datetime, words: str) -> None:
        """Something was told."""
        self._told.appendleft((at, " ".join(words.split())))
        self._fresh += 1
        self._say()

    def rung(self) -> Rung:
        """What was told here."""
        return tuple(self._told), self._fresh

    def take(self, rung: Rung) -> None:
        """What another window was told."""
        told, self._fresh = rung
        self._told.extend(told)
        self._say()

    def clear(self) -> None:
        """Another person sits down: what the one before was told is not his to read."""
        self._told.clear()
        self._fresh = 0
        self._say()

    def _say(self) -> None:
        self.translate()
        self.update()

    def _open(self) -> None:
        self.list.clear()
        for at, words in self._told:
            short = words if len(words) <= LETTERS else f"{words[:LETTERS]}…"
            line = self.list.addAction(f"{at:%H:%M}　{short}".replace("&", "&&"))
            line.setToolTip(tip(words))
        if not self._told:
            self.list.addAction(self._session.text("notice.none")).setEnabled(False)
        self._fresh = 0
        self._say()
        self.list.popup(self.mapToGlobal(QPoint(0, self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fresh:
            size = theme.look().px(DOT)
            painter = QPainter(self)
            smooth(painter)
            painter.setBrush(QColor(theme.ACCENT))
            painter.setPen(QColor(theme.SURFACE))
            painter.drawEllipse(QRectF(self.width() - size - 4, 4, size, size))
            painter.end()
