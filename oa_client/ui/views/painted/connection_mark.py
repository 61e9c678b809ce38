"""The sign of how the office is reached: each state has a shape of its own beside its colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from oa_client.ui import theme
from oa_client.ui.presenters.connection import AWAY, BEHIND, CONNECTED, FILE
from oa_client.ui.views.painted.surface import smooth

SIZE = 32
FULL = 360 * 16
"""A whole turn, as the painter counts it."""


def mark_of(state: str) -> QIcon:
    """A sheet: a file; a disc: connected; half of one: behind; a triangle: no registrar; a ring
    that is struck through: out of reach.
    """
    picture = QPixmap(SIZE, SIZE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    smooth(painter)
    well = state in (FILE, CONNECTED)
    colour = QColor(theme.GREEN_BORDER if well else theme.YELLOW)
    painter.setPen(QPen(colour, 3))
    box = QRectF(7, 7, SIZE - 14, SIZE - 14)
    if state == FILE:
        painter.drawRoundedRect(box.adjusted(2, 0, -2, 0), 2, 2)
        for line in (13, 19):
            painter.drawLine(QPointF(13, line), QPointF(SIZE - 13, line))
    elif state == CONNECTED:
        painter.setBrush(colour)
        painter.drawEllipse(box)
    elif state == BEHIND:
        painter.drawEllipse(box)
        painter.setBrush(colour)
        painter.drawPie(box, FULL // 4, FULL // 2)
    elif state == AWAY:
        corners = (QPointF(SIZE / 2, 7), QPointF(SIZE - 6, SIZE - 7), QPointF(6, SIZE - 7))
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(box)
        painter.drawLine(QPointF(6, SIZE - 6), QPointF(SIZE - 6, 6))
    painter.end()
    return QIcon(picture)
