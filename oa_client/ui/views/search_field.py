"""The line one searches with: a glass in front, and the key that leads here at its end."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from oa_client.ui import theme
from oa_client.ui.icons import icon


class SearchField(QLineEdit):
    """Shows its key as long as nothing is written."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setClearButtonEnabled(True)
        self._glass = QAction(icon("search", theme.INK3), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._key = QLabel(key, self)
        self._key.setTextFormat(Qt.TextFormat.PlainText)
        self._key.setProperty("role", "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda _: self._place())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._glass.setText(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        empty = not self.text()
        size = self._key.sizeHint()
        edge = theme.look().px(6)
        left = self.width() - size.width() - edge
        self._key.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self._key.setVisible(empty)
        self.setTextMargins(0, 0, size.width() + edge if empty else 0, 0)
