"""Small signs: the three cards, told apart by their shape, and what stands on discs and entries."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from oa_client.ui import theme

COLOURS = {
    "blue": (theme.BLUE, theme.BLUE, theme.BLUE_TINT),
    "yellow": (theme.YELLOW, theme.YELLOW_TEXT, theme.YELLOW_TINT),
    "red": (theme.RED, theme.RED, theme.RED_TINT),
}
"""A card's own colour, the colour of words beside it, the tint behind them."""
_NONE = (theme.NO_CARD, theme.INK2, theme.BG)

CARD_WIDTH, CARD_HEIGHT = 9.0, 12.0


def colours(level: str) -> tuple[str, str, str]:
    """Card, words and tint of a level; grey without a card."""
    return COLOURS.get(level, _NONE)


def paint_card(painter: QPainter, box: QRectF, level: str) -> None:
    """The card of a level: blue is an outline half filled, yellow has a corner cut off, red is
    full and bears a stroke and a dot; so they differ in grey as well. A 督办件 has its flag.
    """
    if level == "supervised":
        paint_flag(painter, box, theme.INK2)
        return
    colour = QColor(colours(level)[0])
    unit = box.width() / CARD_WIDTH
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if level == "blue":
        _half_filled(painter, box, unit, colour)
    elif level == "yellow":
        _cornered(painter, box, 4 * unit)
    else:
        painter.drawRoundedRect(box, 1.5 * unit, 1.5 * unit)
        if level == "red":
            _exclaimed(painter, box, unit)


def _half_filled(painter: QPainter, box: QRectF, unit: float, colour: QColor) -> None:
    edge = 1.4 * unit
    inner = box.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    painter.drawRect(QRectF(inner.left(), inner.center().y(), inner.width(), inner.height() / 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, edge))
    painter.drawRoundedRect(inner, 1.2 * unit, 1.2 * unit)


def _cornered(painter: QPainter, box: QRectF, cut: float) -> None:
    corner = QPointF(box.right() - cut, box.top())
    side = QPointF(box.right(), box.top() + cut)
    points = [box.topLeft(), corner, side, box.bottomRight(), box.bottomLeft()]
    painter.drawPolygon(QPolygonF(points))


def _exclaimed(painter: QPainter, box: QRectF, unit: float) -> None:
    middle = box.center().x()
    painter.setBrush(QColor(theme.SURFACE))
    painter.drawRect(QRectF(middle - 0.8 * unit, box.top() + 2.4 * unit, 1.6 * unit, 4.2 * unit))
    painter.drawRect(QRectF(middle - 0.8 * unit, box.bottom() - 3.8 * unit, 1.6 * unit, 1.6 * unit))


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )  # fmt: skip


def paint_caret(painter: QPainter, centre: QPointF, size: float, colour: str) -> None:
    """More opens below."""
    s = size / 2
    path = QPainterPath(QPointF(centre.x() - s, centre.y() - s / 2))
    path.lineTo(centre.x(), centre.y() + s / 2)
    path.lineTo(centre.x() + s, centre.y() - s / 2)
    _stroke(painter, path, colour, max(1.3, size * 0.17))


def paint_tick(painter: QPainter, centre: QPointF, size: float, colour: str) -> None:
    """Passed."""
    s = size / 2
    path = QPainterPath(QPointF(centre.x() - s, centre.y() + 0.05 * s))
    path.lineTo(centre.x() - 0.3 * s, centre.y() + 0.7 * s)
    path.lineTo(centre.x() + s, centre.y() - 0.65 * s)
    _stroke(painter, path, colour, max(1.3, size * 0.17))


def paint_return(painter: QPainter, centre: QPointF, size: float, colour: str) -> None:
    """Sent back: ↶."""
    s = size / 2
    path = QPainterPath(QPointF(centre.x() - 0.35 * s, centre.y() - 0.95 * s))
    path.lineTo(centre.x() - s, centre.y() - 0.35 * s)
    path.lineTo(centre.x() - 0.35 * s, centre.y() + 0.25 * s)
    path.moveTo(centre.x() - s, centre.y() - 0.35 * s)
    path.lineTo(centre.x() + 0.35 * s, centre.y() - 0.35 * s)
    path.cubicTo(
        QPointF(centre.x() + 1.25 * s, centre.y() - 0.35 * s),
        QPointF(centre.x() + 1.25 * s, centre.y() + 0.85 * s),
        QPointF(centre.x() + 0.35 * s, centre.y() + 0.85 * s),
    )
    path.lineTo(centre.x() - 0.3 * s, centre.y() + 0.85 * s)
    _stroke(painter, path, colour, max(1.3, size * 0.15))


def paint_pen(painter: QPainter, centre: QPointF, size: float, colour: str) -> None:
    """Being written now."""
    s = size / 2
    path = QPainterPath()
    for number, (x, y) in enumerate(
        ((-1, 1), (-0.85, 0.25), (0.35, -0.95), (0.95, -0.35), (-0.25, 0.85), (-1, 1))
    ):
        point = QPointF(centre.x() + x * s, centre.y() + y * s)
        path.lineTo(point) if number else path.moveTo(point)
    path.moveTo(centre.x() - 0.05 * s, centre.y() - 0.5 * s)
    path.lineTo(centre.x() + 0.5 * s, centre.y() + 0.05 * s)
    _stroke(painter, path, colour, max(1.2, size * 0.13))


def paint_shield(painter: QPainter, centre: QPointF, size: float, colour: str, sound: bool) -> None:
    """A signature that was checked: a tick on the shield; a stroke and a dot where it fails."""
    s = size / 2
    x, y = centre.x(), centre.y()
    path = QPainterPath(QPointF(x - 0.85 * s, y - 0.85 * s))
    path.lineTo(x + 0.85 * s, y - 0.85 * s)
    path.lineTo(x + 0.85 * s, y)
    path.quadTo(QPointF(x + 0.75 * s, y + 0.75 * s), QPointF(x, y + s))
    path.quadTo(QPointF(x - 0.75 * s, y + 0.75 * s), QPointF(x - 0.85 * s, y))
    path.closeSubpath()
    _stroke(painter, path, colour, 1.2)
    if sound:
        paint_tick(painter, QPointF(x, y - 0.05 * s), 0.85 * s, colour)
        return
    mark = QPainterPath(QPointF(x, y - 0.5 * s))
    mark.lineTo(x, y + 0.05 * s)
    mark.moveTo(x, y + 0.45 * s)
    mark.lineTo(x, y + 0.47 * s)
    _stroke(painter, mark, colour, 1.4)


def paint_flag(painter: QPainter, box: QRectF, colour: str) -> None:
    """督办件: a flag on its staff."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    left, top, wide, high = box.left(), box.top(), box.width(), box.height()
    painter.drawRect(QRectF(left, top, max(1.2, wide * 0.14), high))
    cloth = [(0, 0), (1, 0), (0.78, 0.32), (1, 0.64), (0, 0.64)]
    points = [QPointF(left + x * wide, top + y * high) for x, y in cloth]
    painter.drawPolygon(QPolygonF(points))


def paint_clip(painter: QPainter, centre: QPointF, size: float, colour: str) -> None:
    """Something is attached."""
    s = size / 2
    painter.save()
    painter.translate(centre)
    painter.rotate(40)
    path = QPainterPath(QPointF(0.5 * s, -0.3 * s))
    path.lineTo(0.5 * s, 0.5 * s)
    path.arcTo(QRectF(-0.5 * s, 0, s, s), 0, -180)
    path.lineTo(-0.5 * s, -0.6 * s)
    path.arcTo(QRectF(-0.5 * s, -0.95 * s, 0.7 * s, 0.7 * s), 180, -180)
    path.lineTo(0.2 * s, 0.4 * s)
    _stroke(painter, path, colour, 1.1)
    painter.restore()


def _stroke(painter: QPainter, path: QPainterPath, colour: str, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, width))
    painter.drawPath(path)
