"""One card beside words that say how bad it is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.surface import Surface


class CardSign(Surface):
    """The card of a level; away where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._level = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, level: str) -> None:
        """Which card it is."""
        self._level = level
        self.setVisible(bool(level))
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        return QSize(look.px(cards.CARD_WIDTH + 2), look.px(cards.CARD_HEIGHT + 4))

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        box = QRectF(0, 0, look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))
        box.moveCenter(QRectF(self.rect()).center())
        cards.paint_card(painter, box, self._level)
