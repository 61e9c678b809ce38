"""What is seen at once, while the program behind the window is still being loaded.

Nothing heavy may be imported here: this stands on the screen before anything else.
"""

import os

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from oa_client.docflow.paper.candidates import bundled_dirs

WORDS = {"zh_CN": ("公文流转", "正在打开……"), "en": ("Documents", "Opening …")}
CLOSES_AFTER = 20_000
"""Milliseconds for which a trouble stays on the screen where nobody closes it."""

_GROUND, _SIGN, _WHITE, _INK, _SOFT = "#14304F", "#C8281E", "#FFFFFF", "#FFFFFF", "#C9D6E6"


class Opening(QWidget):
    """The office's sign in the middle of the screen; also where it is said why it can't open."""

    def __init__(self, language: str) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self._title, self._words = WORDS[language]
        self._closed = False
        self.setWindowTitle(self._title)
        self.setAccessibleName(self._title)
        self.resize(420, 200)
        middle = QApplication.primaryScreen().availableGeometry().center()
        self.move(middle - self.rect().center())

    def present(self) -> None:
        """Onto the screen before anything else is done."""
        self.show()
        QApplication.processEvents()

    def stay(self, trouble: str) -> None:
        """Say why the office can't open, until it is clicked away or nobody does."""
        if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
            return
        self._words = trouble
        self.update()
        end = QDeadlineTimer(CLOSES_AFTER)
        while not self._closed and not end.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 200)

    def mousePressEvent(self, _: object) -> None:
        """Clicked away."""
        self._closed = True

    def keyPressEvent(self, _: object) -> None:
        """Any key does the same."""
        self._closed = True

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(_GROUND))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_SIGN))
        sign = QRect(32, 36, 48, 48)
        painter.drawRoundedRect(sign, 8, 8)
        self._write(painter, sign, "文", 26, _WHITE, Qt.AlignmentFlag.AlignCenter)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._write(painter, QRect(96, 36, 300, 48), self._title, 22, _INK, left)
        box = QRect(32, 104, 356, 84)
        below = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        self._write(painter, box, self._words, 14, _SOFT, below)
        painter.end()

    def _write(
        self, painter: QPainter, box: QRect, words: str, size: int, ink: str, how: int
    ) -> None:
        font = QFont()
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, how, words)


def opening(language: str) -> Opening:
    """The one application, and its sign on the screen."""
    if QApplication.instance() is None:
        QApplication(["oa-client"])
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        for folder in bundled_dirs():
            for file in sorted(folder.glob("*Sans*.otf")):
                QFontDatabase.addApplicationFont(str(file))
    sign = Opening(language)
    sign.present()
    return sign
