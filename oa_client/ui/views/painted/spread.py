"""How long work takes: a dot at the median, a line on to where nine in ten are done."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import advance
from oa_client.ui.views.painted.surface import smooth

SPREAD = Qt.ItemDataRole.UserRole + 1
LEAST = 40
"""Below this many pixels only the numbers stand there."""


class SpreadDelegate(QStyledItemDelegate):
    """The two numbers at the right, and the line where there is room for one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        super().paint(painter, option, index)
        shares, look = index.data(SPREAD), theme.look()
        if not shares:
            return
        words = advance(str(index.data()), look.sans(theme.META)) + look.px(20)
        box = QRectF(option.rect).adjusted(look.px(16), 0, -words, 0)
        if box.width() < look.px(LEAST):
            return
        half, most = (box.left() + box.width() * share for share in shares)
        y = box.center().y()
        painter.save()
        smooth(painter)
        painter.fillRect(QRectF(box.left(), y - 0.5, box.width(), 1), QColor(theme.LINE2))
        painter.setPen(QPen(QColor(theme.EXTENSION), look.px(2)))
        painter.drawLine(QPointF(half, y), QPointF(most, y))
        painter.fillRect(QRectF(most - 1, y - look.px(4), 2, look.px(8)), QColor(theme.SLATE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.INK2))
        painter.drawEllipse(QPointF(half, y), look.px(3), look.px(3))
        painter.restore()
