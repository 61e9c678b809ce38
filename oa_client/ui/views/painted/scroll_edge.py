"""The edge of what scrolls without a bar: it fades, and an arrow says that there is more."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QScrollArea

from oa_client.ui import theme
from oa_client.ui.views.painted.surface import Surface

HEIGHT, ARROW = 26, 5


class ScrollEdge(Surface):
    """Lies over the upper or the lower edge while something is hidden there; pressed it shows it.

    The keyboard needs none: what it comes to is scrolled into sight.
    """

    def __init__(self, area: QScrollArea, ground: str, ink: str, *, below: bool) -> None:
        super().__init__(area)
        self._area, self._ground, self._ink, self._below = area, ground, ink, below
        self._bar = area.verticalScrollBar()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._bar.valueChanged.connect(self._follow)
        self._bar.rangeChanged.connect(self._follow)
        area.viewport().installEventFilter(self)
        self._follow()

    def say(self, words: str) -> None:
        """What pressing it does."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self, *_: object) -> None:
        seen, high = self._area.viewport().geometry(), theme.look().px(HEIGHT)
        top = seen.bottom() + 1 - high if self._below else seen.top()
        self.setGeometry(seen.left(), top, seen.width(), high)
        end = self._bar.maximum() if self._below else self._bar.minimum()
        self.setVisible(self._bar.value() != end)
        self.raise_()

    def mousePressEvent(self, _: QMouseEvent) -> None:
        step = self._bar.pageStep() - 2 * self.height()
        self._bar.setValue(self._bar.value() + (step if self._below else -step))

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        clear, full = QColor(self._ground), QColor(self._ground)
        clear.setAlpha(0)
        fade = QLinearGradient(box.topLeft(), box.bottomLeft())
        fade.setColorAt(0, clear if self._below else full)
        fade.setColorAt(0.6 if self._below else 0.4, full)
        fade.setColorAt(1, full if self._below else clear)
        painter.fillRect(box, fade)
        size = theme.look().px(ARROW)
        turned = 1 if self._below else -1
        middle = QPointF(box.center().x(), box.center().y() + turned * size)
        wing = turned * size * 0.8
        painter.setPen(QPen(QColor(self._ink), 1.6, c=Qt.PenCapStyle.RoundCap,
                            j=Qt.PenJoinStyle.RoundJoin))  # fmt: skip
        painter.drawPolyline([
            middle - QPointF(size, wing), middle, middle + QPointF(size, -wing),
        ])  # fmt: skip
