"""The bell: what the window told since its person sat down, and what he had not read before."""

from collections import deque
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton

from oa_client.docflow.model import moment
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.unread import Line, Unread
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.surface import smooth

MOST, LETTERS = 20, 48
"""Notices that are kept, the newest first, and how much of one stands on its line."""
DOT = 7


class NoticeBell(QToolButton):
    """A dot while something was told that nobody has looked up; pressing lists it, and a line leads
    to its paper.
    """

    chosen = Signal(str)
    """The paper of a line; empty where it has none of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: deque[Line] = deque(maxlen=MOST)
        self._fresh = 0
        self._unread = Unread(session)
        self._unread.came_back.connect(self._come_back)
        self.list = QMenu(self)
        self.list.setToolTipsVisible(True)
        self.setIcon(icon("bell", theme.INK2))
        self.setIconSize(QSize(theme.look().px(18), theme.look().px(18)))
        self.clicked.connect(self._open)
        self._unread.look()

    def translate(self) -> None:
        """All words in the language of the session."""
        words = self._session.text("notice.bell", count=self._fresh)
        self.setAccessibleName(words)
        self.setToolTip(tip(words))

    def put(self, at: datetime, words: str, paper: str = "") -> None:
        """Something was told, upon a paper or upon none alone."""
        self._told.appendleft((at, " ".join(words.split()), paper))
        self._fresh = min(MOST, self._fresh + 1)
        self._keep()
        self._say()

    def look(self) -> None:
        """Somebody sits down: what the one before was told is not his to read, but what he himself
        had not read is there again.
        """
        self._told.clear()
        self._fresh = 0
        self._unread.look()
        self._say()

    def _come_back(self, lines: list[Line]) -> None:
        """Older than all that was told meanwhile."""
        room = MOST - len(self._told)
        self._told.extend(lines[:room])
        self._fresh = min(MOST, self._fresh + len(lines))
        self._keep()
        self._say()

    def _keep(self) -> None:
        self._unread.keep(list(self._told)[: self._fresh])

    def _say(self) -> None:
        self.translate()
        self.update()

    def _open(self) -> None:
        self.list.clear()
        today, language = moment.now().date(), self._session.language
        for at, words, paper in self._told:
            short = words if len(words) <= LETTERS else f"{words[:LETTERS]}…"
            when = wording.moment_words(moment.iso(at), language)
            when = when if at.date() != today else f"{at:%H:%M}"
            line = self.list.addAction(f"{when}　{short}".replace("&", "&&"))
            line.setToolTip(tip(words))
            line.triggered.connect(partial(self._choose, paper))
        if not self._told:
            self.list.addAction(self._session.text("notice.none")).setEnabled(False)
        self._fresh = 0
        self._keep()
        self._say()
        self.list.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _choose(self, paper: str, _: bool = False) -> None:
        self.chosen.emit(paper)

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
