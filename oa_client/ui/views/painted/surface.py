"""A widget that paints itself from the tokens and is laid out again when they change."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from oa_client.ui import theme


class Surface(QWidget):
    """Ground of the painted parts; `relay` is called when zoom or faces have changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dressed = theme.look()
        self._exposed = QRectF()
        """The part that is to be painted; one that is long need draw no other."""

    def relay(self) -> None:
        """Measure anew; the parts say how."""

    def draw(self, painter: QPainter) -> None:
        """Paint everything."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.redress()

    def redress(self) -> None:
        """Take up a changed look."""
        if self._dressed != theme.look():
            self._dressed = theme.look()
            self.relay()
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._exposed = QRectF(event.rect())
        painter = QPainter(self)
        smooth(painter)
        self.draw(painter)
        painter.end()


def smooth(painter: QPainter) -> None:
    """Round edges and unhinted letters."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )


def fill_round(
    painter: QPainter, box: QRectF, radius: float, fill: str, edge: str = "", width: float = 1.0
) -> None:
    """A rounded box, with an edge where one is asked for, drawn inside the box."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        painter.setPen(QPen(QColor(edge), width))
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def focus_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Where the keyboard is: 2 px accent at 40 %."""
    fill_round(painter, box, radius, "", theme.FOCUS_RING, 2)
