"""A title as one writes it: a single line of words, shown in as many rows as it takes."""

import re

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from oa_client.docflow.model.text import most
from oa_client.ui import theme

MOST = 4
"""Rows beyond which it scrolls."""
LONGEST = most("title") + 1
"""One sign more than may stand there: refused with a word, never cut unseen."""
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


class TitleField(QPlainTextEdit):
    """Its end, which says what kind of paper it is, is never out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "title-line")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """The title, without any break."""
        return _BREAKS.sub("", self.toPlainText())

    def setText(self, text: str) -> None:
        """Another title; one writes on at its end."""
        if text != self.text():
            self.setPlainText(_BREAKS.sub("", text)[:LONGEST])
            self.moveCursor(QTextCursor.MoveOperation.End)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Breaks of what is pasted fall away."""
        cursor = self.textCursor()
        marked = cursor.selectionEnd() - cursor.selectionStart()
        room = max(0, LONGEST - (len(self.toPlainText()) - marked))
        self.insertPlainText(_BREAKS.sub("", source.text())[:room])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(160), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(80), self.height())

    def _fit(self) -> None:
        rows = max(1, min(MOST, round(self.document().size().height())))
        around = theme.look().px(12)
        high = rows * QFontMetrics(self.font()).lineSpacing() + around
        self.setFixedHeight(max(high, theme.look().px(32)))
