"""The ladder of the supervisor's desk: which card, how many, who hears of it, by which rule."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.desk_clocks import HeldBars
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import advance
from oa_client.ui.views.painted.surface import Surface, focus_ring, smooth

GAP = 10
CHEVRON = 12
"""How far the point of a step reaches into the next."""


class CardSign(Surface):
    """The glyph of a card."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        look = theme.look()
        self.setFixedSize(look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        cards.paint_card(painter, QRectF(self.rect()), self._level)


class LadderStep(QFrame):
    """One step of the ladder: which card, how many, who hears of it, by which rule."""

    clicked = Signal()

    def __init__(self, level: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._level = level
        self.last = False
        self._name, self._number = QLabel(), QLabel()
        self._to, self._rule, self._change = (
            ElidedLabel("meta"), ElidedLabel("caption"), ElidedLabel("meta")
        )  # fmt: skip
        self._to.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._held = HeldBars(cards.colours(level)[0])
        for label, role in ((self._name, "strong"), (self._number, "count-none")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        above, middle = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(CardSign(level))
        above.addWidget(self._name)
        above.addWidget(self._to, 1)
        middle.setSpacing(theme.look().px(GAP))
        middle.addWidget(self._number)
        middle.addWidget(self._change, 1)
        middle.addWidget(self._held, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 20, 6)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(middle)
        column.addWidget(self._rule)

    def say(self, name: str, to: str, rule: str) -> None:
        """Its words."""
        self._name.setText(name)
        self._to.setText(to)
        self._rule.setText(rule)

    def count(self, number: int, held: list[int], change: str, told: str) -> None:
        """How many cards of this level are out, and how many were."""
        self._number.setText(str(number))
        self._change.setText(change)
        self._fit()
        self._held.set_counts(held, told)
        words = (f"{self._name.text()} {number}", change, self._rule.text(), self._to.text())
        self.setAccessibleName(", ".join(words))
        out = "late" if self._level == "red" else "some"
        theme.dress(self._number, f"count-{out if number else 'none'}")

    def _fit(self) -> None:
        """Where room is short the bars give way, not the words."""
        around = self.layout().contentsMargins()  # type: ignore[union-attr]
        room = self.width() - around.left() - around.right()
        gap = theme.look().px(GAP)
        words = self._number.sizeHint().width() + gap + advance(
            self._change.text(), self._change.font()
        )  # fmt: skip
        self._held.setVisible(words + gap + self._held.width() <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def number(self) -> int:
        """What stands there."""
        return int(self._number.text() or 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        smooth(painter)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(3, 3, -16, -3), theme.look().px(6))
        if not self.last:
            wide, high = float(self.width()), float(self.height())
            left, right = wide - theme.look().px(CHEVRON), wide - 1
            painter.setPen(QPen(QColor(theme.LINE), 1.2))
            points = [QPointF(left, 0), QPointF(right, high / 2), QPointF(left, high)]
            painter.drawPolyline(QPolygonF(points))
        painter.end()

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        self.clicked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class Ladder(QFrame):
    """蓝牌 › 黄牌 › 红牌 › 督办件: each step leads on to the next."""

    def __init__(self, levels: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.steps = {level: LadderStep(level) for level in levels}
        self.steps[levels[-1]].last = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for step in self.steps.values():
            row.addWidget(step, 1)
