"""Notices: a word in the window at once, one outside it where the system has a place for them."""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from oa_client.docflow.model import moment
from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.notice_bell import NoticeBell
from oa_client.ui.views.painted.lettering import CENTRE, draw
from oa_client.ui.views.painted.surface import fill_round, smooth

SIZE = 64
SHOWN_MS = 8000


class Notices(QObject):
    """The sign in the system's tray: how much waits, and what has just arrived."""

    def __init__(
        self, session: Session, window: QWidget, quiet: bool, bell: NoticeBell
    ) -> None:
        super().__init__(window)
        self._bell = bell
        self._session = session
        self._window = window
        self._quiet = quiet
        self._in_hours = True
        self.held: list[str] = []
        """What was not shown yet, since the office is closed."""
        self.tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._make_tray()

    def _make_tray(self) -> None:
        self.tray = QSystemTrayIcon(sign(0), self._window)
        self._menu = QMenu(self._window)
        self._open = self._menu.addAction("")
        self._open.triggered.connect(self._raise)
        self._leave = self._menu.addAction("")
        self._leave.triggered.connect(self._window.close)
        self.tray.setContextMenu(self._menu)
        self.tray.activated.connect(lambda _: self._raise())
        self.tray.messageClicked.connect(self._raise)
        self.translate()
        self.tray.show()

    def translate(self) -> None:
        """All words in the language of the session."""
        if self.tray:
            self._open.setText(self._session.text("notice.open"))
            self._leave.setText(self._session.text("notice.leave"))

    def count(self, waiting: int) -> None:
        """How much waits: on the sign in the tray, and in the window's title for the task bar."""
        title = self._session.text("app.title")
        name = self._session.facts.office["name"]
        self._window.setWindowTitle(f"{f'({waiting}) ' if waiting else ''}{title} — {name}")
        if self.tray:
            self.tray.setIcon(sign(waiting))
            words = self._session.text("notice.waiting", count=waiting)
            self.tray.setToolTip(f"{title}　{words}")

    def set_quiet(self, quiet: bool) -> None:
        """Whether nothing pops up outside office hours."""
        self._quiet = quiet
        self._release()

    def set_hours(self, in_hours: bool) -> None:
        """Whether the office is open now; what was held is told as it opens."""
        self._in_hours = in_hours
        self._release()

    def tell(self, words: str, paper: str = "") -> None:
        """Something arrived: it stands under the bell, and is told outside the window only where
        nobody looks at it.
        """
        self._bell.put(moment.now(), words, paper)
        if self._quiet and not self._in_hours:
            self.held.append(words)
        elif QApplication.activeWindow() is None:
            self._show(words)

    def forget(self) -> None:
        """Another person sits down: what was held for the one before waits under his own bell."""
        self.held.clear()
        self._bell.look()

    def _release(self) -> None:
        if self.held and (self._in_hours or not self._quiet):
            held, self.held = self.held, []
            self._show(held[0] if len(held) == 1 else self._held_words(held))

    def _held_words(self, held: list[str]) -> str:
        return self._session.text("notice.held", count=len(held)) + "\n" + "\n".join(held[-3:])

    def _show(self, words: str) -> None:
        if self.tray:
            self.tray.showMessage(self._session.text("app.title"), words, sign(0), SHOWN_MS)

    def _raise(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def sign(waiting: int) -> QIcon:
    """The program's sign, with how much waits."""
    picture = QPixmap(SIZE, SIZE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    smooth(painter)
    fill_round(painter, QRectF(2, 2, SIZE - 4, SIZE - 4), 14, theme.RED)
    font = theme.look().sans(theme.TEXT, theme.STRONG)
    font.setPixelSize(36)
    draw(painter, QRectF(0, 0, SIZE, SIZE), "文", font, theme.SURFACE, CENTRE)
    if waiting:
        badge = QRectF(SIZE - 34, SIZE - 30, 34, 28)
        fill_round(painter, badge, 14, theme.INK)
        font.setPixelSize(22)
        painter.setPen(QColor(theme.SURFACE))
        draw(painter, badge, str(min(waiting, 99)), font, theme.SURFACE, CENTRE)
    painter.end()
    return QIcon(picture)
