"""The way of a case from stage to stage, with where it stands now and who has it."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from oa_client.ui import theme
from oa_client.ui.presenters.case import FlowNode
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.flow_places import (
    WHOLE,
    Place,
    in_one_row,
    note_box,
    placed,
    strip_height,
)
from oa_client.ui.views.painted.lettering import CENTRE, LEFT, advance, cut, draw, tip
from oa_client.ui.views.painted.surface import Surface, fill_round, focus_ring


class FlowStrip(Surface):
    """Shows the stages; a click leads to what was said there."""

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nodes: tuple[FlowNode, ...] = ()
        self._places: list[Place] = []
        self._at = -1
        self._under = -1
        self._detailed = False
        self._whole: tuple[str, float, bool] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_nodes(self, nodes: Sequence[FlowNode]) -> None:
        """Show these stages."""
        self._nodes = tuple(nodes)
        states = [node.state for node in nodes]
        self._at = states.index("current") if "current" in states else -1
        spoken = "，".join(f"{node.name} {node.sub}".strip() for node in nodes)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription("\n".join(node.tooltip for node in nodes if node.tooltip))
        self.relay()
        self.updateGeometry()
        self.update()

    def set_whole(self, words: str, share: float, late: bool) -> None:
        """The clock of the whole case, beneath those of its stages; no words, no clock."""
        self._whole = (words, share, late) if words else None
        self.updateGeometry()
        self.update()

    def set_detailed(self, detailed: bool) -> None:
        """Whether each stage says what it used of its limit."""
        if detailed != self._detailed:
            self._detailed = detailed
            self.updateGeometry()
            self.update()

    def nodes(self) -> tuple[FlowNode, ...]:
        """What is shown."""
        return self._nodes

    def relay(self) -> None:
        self._places = placed(self._nodes, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relay()

    def sizeHint(self) -> QSize:
        high = strip_height(self._nodes, self._detailed, self._whole is not None)
        return QSize(theme.look().px(70) * max(1, len(self._nodes)), high)

    def minimumSizeHint(self) -> QSize:
        high = strip_height(self._nodes, self._detailed, self._whole is not None)
        return QSize(theme.look().px(40) * max(1, len(self._nodes)), high)

    # ── mouse and keyboard ──────────────────────────────────────────────────

    def _place_at(self, point: QPointF) -> int:
        for number, place in enumerate(self._places):
            if place.reach().contains(point):
                return number
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._place_at(event.position())
        if under != self._under:
            self._under = under
            shape = Qt.CursorShape.PointingHandCursor if under >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = -1
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._at = number
            self.update()
            self.clicked.emit(self._nodes[number].stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if step and self._nodes:
            self._at = min(max(self._at + step, 0), len(self._nodes) - 1)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self.clicked.emit(self._nodes[self._at].stage)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            told = cast(QHelpEvent, event)
            number = self._place_at(QPointF(told.pos()))
            if number >= 0 and self._nodes[number].tooltip:
                QToolTip.showText(told.globalPos(), tip(self._nodes[number].tooltip), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # ── painting ────────────────────────────────────────────────────────────

    def draw(self, painter: QPainter) -> None:
        if self._detailed and self._whole and self._places:
            top = self.height() - theme.look().px(WHOLE)
            _paint_whole(painter, self._places, top, *self._whole)
        for one, other in zip(self._places, self._places[1:], strict=False):
            _connect(painter, one, other)
        by_stage = {place.node.stage: place for place in self._places}
        notes: list[tuple[str, QRectF]] = []
        for place in self._places:
            back = by_stage.get(place.node.returned_to)
            if back is not None and back is not place:
                middle = _paint_arc(painter, place, back)
                if words := place.node.returned_note:
                    notes.append((words, note_box(words, middle)))
        for words, box in in_one_row(notes, self.width()):
            _paint_note(painter, box, words)
        for number, place in enumerate(self._places):
            _paint_node(painter, place, number + 1, number == self._under)
            if self._detailed and place.node.took:
                _paint_took(painter, place)
            if self.hasFocus() and number == self._at:
                self._ring(painter, place)

    def _ring(self, painter: QPainter, place: Place) -> None:
        size = theme.look().px(20)
        box = QRectF(place.centre.x() - size, place.centre.y() - size, 2 * size, 2 * size)
        for _, _, capsule in place.capsules:
            box = box.united(capsule.adjusted(-5, -5, 5, 5))
        focus_ring(painter, box, size)


_DISC = {
    "done": theme.GREEN, "current": theme.ACCENT, "returned": theme.RED,
    "pending": theme.PLACEHOLDER, "skipped": theme.PLACEHOLDER,
}  # fmt: skip


def _radius(node: FlowNode) -> float:
    return theme.look().px({"current": 13, "done": 12, "returned": 12}.get(node.state, 11))


def _ends(place: Place, right: bool) -> list[QPointF]:
    """Where lines reach a node on one side: its disc, or every capsule."""
    if place.capsules:
        return [
            QPointF(box.right() if right else box.left(), box.center().y())
            for _, _, box in place.capsules
        ]
    out = _radius(place.node) + (theme.look().px(5) if place.node.state == "current" else 0)
    return [QPointF(place.centre.x() + (out if right else -out), place.centre.y())]


def _connect(painter: QPainter, one: Place, other: Place) -> None:
    """The line between two stages: green where the paper has gone, dashed where it will go."""
    look = theme.look()
    gone = one.node.state == "done" and other.node.state in ("done", "current", "returned")
    pen = QPen(QColor(theme.GREEN if gone else theme.NO_CARD), look.px(2) if gone else 1.5)
    if not gone:
        pen.setDashPattern([4, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start in _ends(one, right=True):
        for end in _ends(other, right=False):
            painter.drawPath(_curve(start, end))


def _curve(start: QPointF, end: QPointF) -> QPainterPath:
    path = QPainterPath(start)
    if abs(start.y() - end.y()) < 1:
        path.lineTo(end)
        return path
    reach = min(abs(end.x() - start.x()), theme.look().px(60))
    bends_late = start.y() == round(start.y()) and abs(end.x() - start.x()) > reach
    if bends_late:
        path.lineTo(QPointF(start.x(), start.y()))
    half = (end.x() - start.x()) / 2
    path.cubicTo(QPointF(start.x() + half, start.y()), QPointF(end.x() - half, end.y()), end)
    return path


def _paint_arc(painter: QPainter, place: Place, back: Place) -> QPointF:
    """The red arc of a return; where its words belong."""
    look = theme.look()
    top = place.centre.y() - look.px(46)
    start = QPointF(place.centre.x(), place.centre.y() - _radius(place.node) - look.px(2))
    end = QPointF(back.centre.x(), back.centre.y() - _radius(back.node) - look.px(3))
    path = QPainterPath(start)
    path.cubicTo(QPointF(start.x() - look.px(12), top), QPointF(end.x() + look.px(12), top), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.RED), 1.5))
    painter.drawPath(path)
    tip, wing = look.px(6), look.px(4)
    head = QPolygonF(
        [end, QPointF(end.x() + tip, end.y() - wing), QPointF(end.x() + wing * 0.2, end.y() - tip)]
    )
    painter.setBrush(QColor(theme.RED))
    painter.drawPolygon(head)
    return path.pointAtPercent(0.5)


def _paint_note(painter: QPainter, box: QRectF, words: str) -> None:
    look = theme.look()
    font = look.sans(theme.CAPTION)
    fill_round(painter, box, look.px(10), theme.SURFACE, theme.RED_BORDER)
    sign = QPointF(box.left() + look.px(14), box.center().y())
    cards.paint_return(painter, sign, look.px(9), theme.RED)
    text = box.adjusted(look.px(24), 0, 0, 0)
    draw(painter, text, words, font, theme.RED, LEFT)


def _paint_node(painter: QPainter, place: Place, number: int, hovered: bool) -> None:
    if place.capsules:
        for name, done, box in place.capsules:
            _paint_capsule(painter, name, done, box, place.node.state == "current")
    else:
        _paint_disc(painter, place, number, hovered)
    _paint_words(painter, place)


def _paint_disc(painter: QPainter, place: Place, number: int, hovered: bool) -> None:
    look, node, centre = theme.look(), place.node, place.centre
    radius = _radius(node)
    colour = _DISC.get(node.state, theme.PLACEHOLDER)
    filled = node.state in ("done", "current", "returned")
    if node.state == "current" or hovered:
        halo = QColor(colour)
        halo.setAlphaF(0.15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(centre, look.px(18), look.px(18))
    painter.setBrush(QColor(colour if filled else theme.SURFACE))
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(QColor(colour), 1.5))
    painter.drawEllipse(centre, radius, radius)
    if node.state == "done":
        cards.paint_tick(painter, centre, look.px(9), theme.SURFACE)
    elif node.state == "current":
        cards.paint_pen(painter, centre, look.px(10), theme.SURFACE)
    elif node.state == "returned":
        cards.paint_return(painter, centre, look.px(10), theme.SURFACE)
    else:
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        font = look.sans(theme.CAPTION, theme.STRONG)
        draw(painter, box, str(number), font, theme.INK3, CENTRE)


def _paint_capsule(painter: QPainter, name: str, done: bool, box: QRectF, current: bool) -> None:
    look = theme.look()
    ink = theme.GREEN if done else theme.ACCENT if current else theme.INK3
    ground = theme.GREEN_TINT if done else theme.SURFACE
    edge = theme.GREEN if done else theme.ACCENT if current else theme.NO_CARD
    fill_round(painter, box, box.height() / 2, ground, edge, 1.2)
    if done:
        sign = QPointF(box.left() + look.px(12), box.center().y())
        cards.paint_tick(painter, sign, look.px(8), ink)
        box = box.adjusted(look.px(12), 0, 0, 0)
    draw(painter, box, name, look.sans(theme.CAPTION), ink, CENTRE)


def _paint_words(painter: QPainter, place: Place) -> None:
    look, node = theme.look(), place.node
    now = node.state == "current"
    top = place.centre.y() + place.below
    box = QRectF(place.centre.x() - place.room / 2, top, place.room, look.px(18))
    ink = theme.ACCENT if now else theme.INK if node.state in ("done", "returned") else theme.INK2
    font = look.sans(place.size, theme.STRONG if now else theme.REGULAR)
    if node.state == "skipped":
        font.setStrikeOut(True)
        ink = theme.INK3
    draw(painter, box, place.name, font, ink, CENTRE)
    if not place.sub:
        return
    level = cards.colours(node.card)[1]
    ink = level if node.card else theme.ACCENT if now else theme.INK2
    small = look.sans(theme.CAPTION, theme.STRONG if now else theme.REGULAR)
    draw(painter, box.translated(0, look.px(17)), place.sub, small, ink, CENTRE)


def _paint_took(painter: QPainter, place: Place) -> None:
    """A bar of what was used of the limit, and the figures below it."""
    look, node = theme.look(), place.node
    top = place.centre.y() + place.below + look.px(39)
    bar = QRectF(0, top, min(place.room - look.px(20), look.px(112)), look.px(5))
    bar.moveLeft(place.centre.x() - bar.width() / 2)
    if node.had_card:
        card = QRectF(0, 0, look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))
        card.moveCenter(bar.center() - QPointF(0, look.px(2)))
        card.moveRight(bar.right())
        cards.paint_card(painter, card, node.had_card)
        bar.setRight(card.left() - look.px(5))
    colour = theme.RED if node.share > 1 else theme.ACCENT if node.state == "current" else (
        theme.RED if node.state == "returned" else theme.GREEN)  # fmt: skip
    if node.card:
        colour = cards.colours(node.card)[0]
    fill_round(painter, bar, look.px(2.5), theme.LINE2)
    used = QRectF(
        bar.left(), top, max(look.px(3), bar.width() * min(1.0, node.share)), bar.height()
    )
    fill_round(painter, used, min(look.px(2.5), used.width() / 2), colour)
    font = look.sans(theme.CAPTION)
    below = QRectF(place.centre.x() - place.room / 2, bar.bottom(), place.room, look.px(20))
    draw(painter, below, cut(node.took, font, place.room - look.px(4)), font, theme.INK2, CENTRE)


def _paint_whole(
    painter: QPainter, places: Sequence[Place], top: float, words: str, share: float, late: bool
) -> None:  # fmt: skip
    """The bar of the whole case under all its stages, with its words before it."""
    look = theme.look()
    left = places[0].centre.x() - min(places[0].room - look.px(20), look.px(112)) / 2
    right = places[-1].centre.x() + min(places[-1].room - look.px(20), look.px(112)) / 2
    font = look.sans(theme.CAPTION)
    room = advance(words, font)
    line = QRectF(left, top, right - left, look.px(20))
    draw(painter, line, cut(words, font, line.width()), font, theme.RED if late else theme.INK)
    bar = QRectF(left + room + look.px(12), 0, right - left - room - look.px(12), look.px(5))
    if bar.width() < look.px(60):
        return
    bar.moveTop(line.center().y() - bar.height() / 2)
    fill_round(painter, bar, look.px(2.5), theme.LINE2)
    used = QRectF(bar.left(), bar.top(), max(look.px(3), bar.width() * min(1.0, share)),
                  bar.height())  # fmt: skip
    colour = theme.RED if late else theme.GREEN
    fill_round(painter, used, min(look.px(2.5), used.width() / 2), colour)
