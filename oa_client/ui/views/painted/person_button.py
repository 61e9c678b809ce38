"""Who sits here: the first sign of his name, his name, and below it where he works and as what."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.lettering import CENTRE, advance, cut, draw, one_line
from oa_client.ui.views.painted.surface import fill_round, focus_ring, smooth

DISC, GAP, CARET, MOST = 30, 10, 12, 168
"""The disc, the gap beside it, the sign that more opens, and how wide the words may be."""


class PersonButton(QPushButton):
    """Opens the menu of the person."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._place = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str, place: str) -> None:
        """His name, and his unit with the post."""
        self._name, self._place = one_line(name), one_line(place)
        self.updateGeometry()
        self.update()

    def _words(self) -> float:
        look = theme.look()
        name = advance(self._name, look.sans(theme.TEXT, theme.STRONG))
        place = advance(self._place, look.sans(theme.META))
        return min(max(name, place), look.px(MOST))

    def sizeHint(self) -> QSize:
        look = theme.look()
        wide = self._words() + look.px(DISC + 2 * GAP + CARET) + look.px(16)
        return QSize(round(wide), look.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        smooth(painter)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            fill_round(painter, box, look.px(6), theme.LINE2 if self.isDown() else theme.HOVER)
        middle = box.center().y()
        disc = QRectF(look.px(8), middle - look.px(DISC) / 2, look.px(DISC), look.px(DISC))
        fill_round(painter, disc, disc.width() / 2, theme.ACCENT)
        strong, meta = look.sans(theme.TEXT, theme.STRONG), look.sans(theme.META)
        sign = look.sans(theme.TITLE, theme.STRONG)
        draw(painter, disc, self._name[:1], sign, theme.SURFACE, CENTRE)
        room = self._words() + 1
        upper = QRectF(disc.right() + look.px(GAP), middle - look.px(19), room, look.px(20))
        draw(painter, upper, cut(self._name, strong, room), strong, theme.INK)
        lower = upper.translated(0, look.px(18))
        draw(painter, lower, cut(self._place, meta, room), meta, theme.INK2)
        cards.paint_caret(
            painter, QPointF(box.right() - look.px(14), middle), look.px(8), theme.INK2
        )
        if self.hasFocus():
            focus_ring(painter, box, look.px(6))
        painter.end()
