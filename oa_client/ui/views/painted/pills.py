"""Pills and chips: the deadline with its card, the step, 缓急, and the filters above a list."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from oa_client.docflow.model.document import Urgency
from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.lettering import CENTRE, advance, cut, draw
from oa_client.ui.views.painted.surface import Surface, fill_round, focus_ring, smooth

HEIGHT = 20


def deadline_width(text: str, level: str) -> float:
    """Room of a deadline pill."""
    look = theme.look()
    glyph = look.px(cards.CARD_WIDTH) + look.px(6) if level else 0
    return advance(text, look.sans(theme.META, theme.STRONG)) + glyph + 2 * look.px(8)


def paint_deadline(
    painter: QPainter, left: float, middle: float, text: str, level: str, most: float = 400.0,
    *, late: bool = False,
) -> float:  # fmt: skip
    """The deadline with its card's glyph; where it ends. Without a card it is plain grey words,
    and once it has passed red ones, whatever card is out.
    """
    look = theme.look()
    marked = "red" if late else level
    _, words, tint = cards.colours(marked)
    font = look.sans(theme.META, theme.STRONG if marked else theme.REGULAR)
    high = look.px(HEIGHT)
    pad = look.px(8)
    glyph = look.px(cards.CARD_WIDTH) + look.px(6) if level else 0
    text = cut(text, font, most - 2 * pad - glyph)
    if not marked:
        draw(painter, QRectF(left, middle - high / 2, most, high), text, font, theme.INK2)
        return left + advance(text, font)
    width = advance(text, font) + glyph + 2 * pad
    fill_round(painter, QRectF(left, middle - high / 2, width, high), look.px(4), tint)
    if level:
        card = QRectF(0, 0, look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))
        card.moveTopLeft(QPointF(round(left + pad), round(middle - card.height() / 2)))
        cards.paint_card(painter, card, level)
    at = left + pad + glyph
    draw(painter, QRectF(at, middle - high / 2, width, high), text, font, words)
    return left + width


def paint_step(
    painter: QPainter, left: float, middle: float, text: str, ground: str = theme.BG
) -> float:
    """The step a paper has come to; where the pill ends."""
    look = theme.look()
    font = look.sans(theme.META)
    width = advance(text, font) + 2 * look.px(8)
    box = QRectF(left, middle - look.px(HEIGHT) / 2, width, look.px(HEIGHT))
    fill_round(painter, box, look.px(4), ground)
    draw(painter, box, text, font, theme.INK2, CENTRE)
    return left + width


def urgency_width(text: str) -> float:
    """Room of an urgency tag, the gap after it included; nothing without one."""
    look = theme.look()
    if not text:
        return 0.0
    font = look.sans(theme.META, theme.STRONG)
    return max(look.px(32), advance(text, font) + look.px(8)) + look.px(6)


def paint_urgency(painter: QPainter, left: float, middle: float, text: str, urgency: str) -> None:
    """特急 in red, 加急 in yellow-brown, outlined."""
    look = theme.look()
    colour = theme.RED if urgency == Urgency.EXTRA else theme.YELLOW_TEXT
    width = urgency_width(text) - look.px(6)
    high = look.px(17)
    box = QRectF(round(left), round(middle - high / 2), round(width), high)
    fill_round(painter, box, look.px(3), theme.SURFACE, colour, 1.2)
    draw(painter, box, text, look.sans(theme.META, theme.STRONG), colour, CENTRE)


class DeadlinePill(Surface):
    """How much time is left, with the glyph of the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self._level = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_deadline(self, text: str, level: str = "") -> None:
        """Words as they are to stand there, and the card: blue, yellow, red or none."""
        self._text, self._level = text, level
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = deadline_width(self._text, self._level)
        return QSize(round(width) + 2, theme.look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter) -> None:
        paint_deadline(painter, 0, self.height() / 2, self._text, self._level, self.width())


class FilterChip(QAbstractButton):
    """A filter above a list: 全部 12, 已超时 2."""

    def __init__(self, text: str = "", late: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._late = late
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str, late: bool = False) -> None:
        """Other words, spoken as they are shown; red where they count something that is late."""
        self._late = late
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.look()
        width = advance(self.text(), look.sans(theme.META, theme.STRONG)) + 2 * look.px(10)
        return QSize(round(width), look.px(26))

    def paintEvent(self, _: object) -> None:
        look = theme.look()
        painter = QPainter(self)
        smooth(painter)
        box = QRectF(self.rect())
        on = self.isChecked()
        ground = theme.ACCENT_TINT if on else theme.HOVER if self.underMouse() else theme.SURFACE
        words = theme.ACCENT if on else theme.RED if self._late else theme.INK2
        fill_round(painter, box, look.px(13), ground, theme.ACCENT if on else theme.LINE, 1)
        draw(
            painter, box, self.text(),
            look.sans(theme.META, theme.STRONG if on else theme.REGULAR), words, CENTRE,
        )  # fmt: skip
        if self.hasFocus():
            focus_ring(painter, box, look.px(13))
        painter.end()
