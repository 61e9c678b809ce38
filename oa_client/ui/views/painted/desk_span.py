"""A clock as a bar on an axis of working time; every bar of the desk is painted here."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from oa_client.ui import theme
from oa_client.ui.views.painted.surface import fill_round

LEAST = 1.5
"""However short it was, it is seen."""
PITCH = 4
"""Between two strokes of a hatching."""


def paint_span(painter: QPainter, box: QRectF, span: Any, start: float, scale: float) -> None:
    """In time solid, given on top light, standing still hatched, late red, what is left hollow;
    a tick at the due moment. `start` is where the axis begins, in its minutes.
    """
    def place(minutes: float) -> float:
        at = box.left() + (span.begins + minutes - start) * scale
        return min(max(at, box.left()), box.right())

    def part(begun: float, until: float) -> QRectF:
        left = place(begun)
        return QRectF(left, box.top(), max(LEAST, place(until) - left), box.height())

    due, now = span.due_at, span.now_at
    if span.open and due > now:
        rest = QRectF(place(now), box.top(), place(due) - place(now), box.height())
        fill_round(painter, rest, 0, theme.SURFACE, theme.SLATE, 1)
    own = due - span.given
    painter.fillRect(part(0, min(now, own)), QColor(theme.SLATE))
    if span.given and now > own:
        painter.fillRect(part(own, min(now, due)), QColor(theme.EXTENSION))
    if now > due:
        painter.fillRect(part(due, now), QColor(theme.RED))
    for begun, until in span.pauses:
        paint_hatched(painter, part(begun, until))
    if span.open or now > due:
        tick = QRectF(place(due) - 0.75, box.top() - 3, 1.5, box.height() + 6)
        painter.fillRect(tick, QColor(theme.INK))


def paint_hatched(painter: QPainter, box: QRectF) -> None:
    """Time that does not count."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, QColor(theme.SURFACE))
    painter.setPen(QPen(QColor(theme.SLATE), 1.2))
    high, pitch = box.height(), theme.look().px(PITCH)
    x = box.left() - high
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + high, box.top()))
        x += pitch
    painter.restore()
    fill_round(painter, box, 0, "", theme.SLATE, 1)
