"""A row of the supervisor's desk: card, document, person, and its clock on the common axis."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from oa_client.ui import theme
from oa_client.ui.views.painted import cards, pills
from oa_client.ui.views.painted.desk_span import paint_hatched, paint_span
from oa_client.ui.views.painted.lettering import (
    CENTRE,
    RIGHT,
    advance,
    cut,
    draw,
    one_line,
    shortened,
)
from oa_client.ui.views.painted.surface import Surface, fill_round, smooth

LINE = Qt.ItemDataRole.UserRole
HIGH, HEAD = 42, 24
FLAG = 16
"""Room of the flag before 督办件."""
EDGE = 1.12
"""So far beyond now the axis reaches, in parts of what lies before."""
SHARE = 48
"""Room of the share of time used."""
WIDE_CLOCK, LEAST_CLOCK, LEAST_TITLE = 420, 84, 180
"""Room of the clock where there is much, and of clock and title where there is little."""
MOST_PILL, MOST_WHO = 180, 210
"""The deadline, and person and stage, take what they need, but no more than this."""


@dataclass
class Axis:
    """The common axis: working minutes from its start to now, and where days begin on it."""

    now: int = 1
    days: list[tuple[str, int]] = field(default_factory=list)
    pill: float = 120.0
    who: float = 150.0
    """Pixels that the widest deadline takes, and the widest person or stage."""

    def measure(self, lines: Sequence[Any]) -> None:
        """Take up the room that these rows need."""
        look = theme.look()
        text, meta = look.sans(theme.TEXT), look.sans(theme.CAPTION)
        pills_ = [pills.deadline_width(line.left, line.level) for line in lines]
        pills_ += [advance(line.flag, meta) + look.px(FLAG) for line in lines if line.flag]
        whos = [max(advance(line.who, text), advance(line.stage, meta)) for line in lines]
        self.pill = min(max([*pills_, look.px(72)]), look.px(MOST_PILL)) + look.px(14)
        self.who = min(max([*whos, look.px(96)]), look.px(MOST_WHO)) + look.px(14)


def columns(width: float, axis: Axis) -> tuple[float, float, float, float]:
    """Where title, person, clock and share begin."""
    look = theme.look()
    title = look.px(14) + axis.pill
    rest = width - title - axis.who - look.px(SHARE)
    who = title + max(rest * 0.5, rest - look.px(WIDE_CLOCK))
    if rest * 0.5 < look.px(LEAST_TITLE):  # the clock gives way before the title does
        who = title + min(look.px(LEAST_TITLE), rest - look.px(LEAST_CLOCK))
    clock = who + axis.who
    return title, who, clock, width - look.px(SHARE)


class DeskRowDelegate(QStyledItemDelegate):
    """Paints `DeskLine`s."""

    def __init__(self, axis: Axis, parent: QWidget) -> None:
        super().__init__(parent)
        self.axis = axis

    def sizeHint(self, *_: object) -> QSize:
        return QSize(600, theme.look().px(HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        line = index.data(LINE)
        box = QRectF(option.rect)
        state = option.state
        painter.save()
        smooth(painter)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = theme.SELECTION if chosen else theme.HOVER if over else theme.SURFACE
        painter.fillRect(box, QColor(ground))
        look = theme.look()
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(theme.LINE2))
        bar = QRectF(box.left(), box.top(), look.px(4), box.height() - 1)
        painter.fillRect(bar, QColor(cards.colours(line.level)[0]))
        self._words(painter, box, line)
        self._clock(painter, box, line)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, line: Any) -> None:
        look = theme.look()
        title, who, clock, share = columns(box.width(), self.axis)
        text, meta = look.sans(theme.TEXT), look.sans(theme.CAPTION)
        upper = QRectF(box.left() + title, box.top() + look.px(3), who - title - 12, look.px(19))
        lower = upper.translated(0, look.px(17))
        self._standing(painter, box, line, (upper.center().y(), lower))
        tag = pills.urgency_width(line.urgent)
        if tag:
            pills.paint_urgency(
                painter, upper.left(), upper.center().y(), line.urgent, line.urgency
            )
        words = shortened(one_line(line.title), text, upper.width() - tag, 4)
        draw(painter, upper.adjusted(tag, 0, 0, 0), words, text, theme.INK)
        draw(painter, lower, cut(one_line(line.number), meta, lower.width()), meta, theme.INK2)
        upper = QRectF(box.left() + who, upper.top(), clock - who - 10, upper.height())
        draw(painter, upper, cut(one_line(line.who), text, upper.width()), text, theme.INK)
        lower = upper.translated(0, look.px(17))
        draw(painter, lower, cut(line.stage, meta, lower.width()), meta, theme.INK2)
        right = QRectF(box.left() + share, box.top(), look.px(SHARE) - look.px(10), box.height())
        strong = look.sans(theme.TEXT, theme.STRONG)
        draw(painter, right, line.share, strong, theme.RED if line.late else theme.INK2, RIGHT)

    def _standing(
        self, painter: QPainter, box: QRectF, line: Any, places: tuple[float, QRectF]
    ) -> None:  # fmt: skip
        """The deadline, and beneath it whether the case is under supervision."""
        look, (middle, lower) = theme.look(), places
        left = box.left() + look.px(14)
        middle = middle if line.flag else box.center().y()
        pills.paint_deadline(painter, left, middle, line.left, line.level, self.axis.pill)
        if line.flag:
            flag = QRectF(0, 0, look.px(9), look.px(10))
            flag.moveCenter(QPointF(left + look.px(6), lower.center().y()))
            cards.paint_flag(painter, flag, theme.INK2)
            at = QRectF(left + look.px(FLAG), lower.top(), self.axis.pill, lower.height())
            font = look.sans(theme.CAPTION)
            room = self.axis.pill - look.px(FLAG + 8)
            draw(painter, at, cut(one_line(line.flag), font, room), font, theme.INK2)

    def _clock(self, painter: QPainter, box: QRectF, line: Any) -> None:
        look = theme.look()
        _, _, left, right = columns(box.width(), self.axis)
        most = self.axis.now * EDGE
        scale = (right - left - look.px(16)) / most
        bar = QRectF(box.left() + left, 0, most * scale, look.px(7))
        bar.moveCenter(QPointF(bar.center().x(), box.center().y()))
        base = QRectF(bar.left(), box.center().y(), bar.width(), 1)
        painter.fillRect(base, QColor(theme.LINE))
        paint_span(painter, bar, line.span, 0, scale)
        now = bar.left() + self.axis.now * scale
        painter.setPen(QPen(QColor(theme.ACCENT), 1.2))
        painter.drawLine(QPointF(now, box.top()), QPointF(now, box.bottom()))


PARTS = ((theme.SLATE, ""), ("", ""), (theme.EXTENSION, ""), (theme.RED, ""),
         (theme.SURFACE, theme.SLATE))  # fmt: skip
"""Fill and edge of what the legend explains; without either it is hatched."""


class AxisLegend(Surface):
    """What the colours of the clocks say."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ("",) * len(PARTS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: tuple[str, ...]) -> None:
        """Within the limit, paused, given on top, late, left."""
        self._words = words
        self.setAccessibleName("，".join(words))
        self.updateGeometry()
        self.update()

    def _room(self, words: str) -> float:
        look = theme.look()
        return look.px(22) + look.px(6) + advance(words, look.sans(theme.CAPTION)) + look.px(14)

    def sizeHint(self) -> QSize:
        return QSize(round(sum(map(self._room, self._words))), theme.look().px(20))

    def draw(self, painter: QPainter) -> None:
        look, x = theme.look(), 0.0
        for words, (fill, edge) in zip(self._words, PARTS, strict=True):
            bar = QRectF(x, self.height() / 2 - look.px(3.5), look.px(22), look.px(7))
            if fill:
                fill_round(painter, bar, 0, fill, edge)
            else:
                paint_hatched(painter, bar)
            at = QRectF(bar.right() + look.px(6), 0, 200, self.height())
            draw(painter, at, words, look.sans(theme.CAPTION), theme.INK2)
            x += self._room(words)


class DeskHead(Surface):
    """Names of the columns, and the days of the axis above its clocks."""

    def __init__(self, axis: Axis) -> None:
        super().__init__()
        self._axis = axis
        self._words: tuple[str, ...] = ("",) * 5
        self.rows: QWidget = self
        """What is as wide as the rows below, which a scroll bar makes narrower."""
        self.setFixedHeight(theme.look().px(HEAD))

    def say(self, words: tuple[str, ...]) -> None:
        """State, document, person, now, share."""
        self._words = words
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        smooth(painter)
        painter.fillRect(self.rect(), QColor(theme.HOVER))
        font = look.sans(theme.CAPTION)
        title, who, left, right = columns(self.rows.width(), self._axis)
        high = float(self.height())
        for at, words in zip((look.px(14), title, who), self._words, strict=False):
            draw(painter, QRectF(at, 0, 200, high), words, font, theme.INK2)
        scale = (right - left - look.px(16)) / (max(1, self._axis.now) * EDGE)
        last = -1000.0
        for day, begins in self._axis.days:
            x = left + begins * scale
            if x - last > look.px(46) and left + self._axis.now * scale - x > look.px(58):
                draw(painter, QRectF(x, 0, 60, high), day[5:], font, theme.INK2)
                last = x
        x = left + self._axis.now * scale
        box = QRectF(x - look.px(17), look.px(4), look.px(34), high - look.px(8))
        fill_round(painter, box, 3, theme.ACCENT)
        draw(painter, box, self._words[3], font, theme.SURFACE, CENTRE)
        edge = QRectF(right, 0, look.px(SHARE) - look.px(10), high)
        draw(painter, edge, self._words[4], font, theme.INK2, RIGHT)
        painter.end()
