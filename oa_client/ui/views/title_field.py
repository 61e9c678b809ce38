"""A title as one writes it: a single line of words, shown in as many rows as it takes."""

import re

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from oa_client.ui import theme

MOST = 4
"""Rows beyond which it scrolls."""
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


class TitleField(QPlainTextEdit):
    """Its end, which says what kind of paper it is, is never out of sight.

    While it is held it keeps its height and scrolls.
    """

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._held, self._least = False, 1
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
            self.setPlainText(_BREAKS.sub("", text[: self._most]))
            self.moveCursor(QTextCursor.MoveOperation.End)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Breaks of what is pasted fall away; no more comes in than the field takes."""
        cursor = self.textCursor()
        marked = cursor.selectionEnd() - cursor.selectionStart()
        room = self._most - (self.document().characterCount() - 1 - marked)
        self.insertPlainText(_BREAKS.sub("", source.text()[: max(0, room)]))

    def leave_room(self, room: int) -> None:
        """So many pixels at the right belong to something else."""
        if room != self.viewportMargins().right():
            self.setViewportMargins(0, 0, room, 0)
            self._fit()

    def reserve(self, rows: int) -> None:
        """So many rows are there before they are needed."""
        self._least = rows
        self._fit()

    def hold(self, held: bool) -> None:
        """Keep the height as it is, until one lets go."""
        self._held = held
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(160), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(80), self.height())

    def _fit(self) -> None:
        if self._held:
            return
        rows = max(self._least, min(MOST, round(self.document().size().height())))
        around = theme.look().px(12)
        high = rows * QFontMetrics(self.font()).lineSpacing() + around
        self.setFixedHeight(max(high, theme.look().px(32)))
