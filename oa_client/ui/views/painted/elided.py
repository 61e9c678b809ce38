"""A line of text that gives way at its end where room is short, and says all of it in its tip."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from oa_client.ui.views.painted.lettering import LEFT, RIGHT, advance, cut, draw, one_line, tip
from oa_client.ui.views.painted.surface import smooth


class ElidedLabel(QLabel):
    """A label that may be narrower than its words."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def setText(self, text: str) -> None:
        super().setText(one_line(text))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        short = advance(self.text(), self.font()) > self.width()
        self.setToolTip(tip(self.text()) if short else "")

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        words = cut(self.text(), self.font(), self.width())
        right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        draw(painter, QRectF(self.rect()), words, self.font(), ink, RIGHT if right else LEFT)
        painter.end()
