"""Cards in the header: how many of each colour lie on one's desk."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.lettering import advance, draw
from oa_client.ui.views.painted.surface import focus_ring, smooth

GAP, PART = 6, 14
"""Between glyph, word and number, and between two cards."""


class CardCounts(QAbstractButton):
    """Glyph, name and number of each; pressing leads to what is late. Nothing where none is out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[tuple[str, str, int], ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Sequence[tuple[str, str, int]]) -> None:
        """Level, its name, how many."""
        self._counts = tuple(entry for entry in counts if entry[2])
        words = "　".join(f"{name} {number}" for _, name, number in self._counts)
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(self._counts))
        self.updateGeometry()
        self.update()

    def _width(self, name: str, number: int) -> float:
        look = theme.look()
        strong = look.sans(theme.TITLE, theme.STRONG)
        words = advance(name, look.sans(theme.META)) + advance(str(number), strong)
        return look.px(cards.CARD_WIDTH) + 2 * look.px(GAP) + words

    def sizeHint(self) -> QSize:
        look = theme.look()
        wide = sum(self._width(name, number) + look.px(PART) for _, name, number in self._counts)
        return QSize(round(wide) + 2, look.px(28))

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        smooth(painter)
        x, meta = float(look.px(PART) / 2), look.sans(theme.META)
        strong = look.sans(theme.TITLE, theme.STRONG)
        for level, name, number in self._counts:
            glyph = QRectF(x, 0, look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))
            glyph.moveTop((self.height() - glyph.height()) / 2)
            cards.paint_card(painter, glyph, level)
            at = glyph.right() + look.px(GAP)
            draw(painter, QRectF(at, 0, 100, self.height()), name, meta, theme.INK2)
            at += advance(name, meta) + look.px(GAP)
            draw(painter, QRectF(at, 0, 100, self.height()), str(number), strong, theme.INK)
            x += self._width(name, number) + look.px(PART)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(6))
        painter.end()
