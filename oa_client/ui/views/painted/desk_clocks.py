"""Clocks of one document on one axis: stage by stage, and one clock unfolded with its words."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.desk_span import paint_span
from oa_client.ui.views.painted.lettering import CENTRE, RIGHT, advance, cut, draw, tip
from oa_client.ui.views.painted.surface import Surface, fill_round

ROW, BAR, USED = 28, 6, 70
ABOVE = 16
"""Room of the words above a bar, where there are any."""
NAMED, HANDS = 112, 64
"""Most room of a stage's name, and of the person's."""


class StageBars(Surface):
    """Stages downwards, each with what was used of its limit."""

    def __init__(self) -> None:
        super().__init__()
        self._clocks: tuple[Any, ...] = ()

    def set_clocks(self, clocks: Sequence[Any]) -> None:
        """Show these: name, who, spans, took, state, told."""
        self._clocks = tuple(clocks)
        self.setAccessibleDescription("\n".join(f"{c.name} {c.who} {c.took}" for c in clocks))
        self.setFixedHeight(theme.look().px(ROW) * len(clocks) + theme.look().px(8))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Each stage tells from when to when it ran."""
        if event.type() == QEvent.Type.ToolTip:
            told = cast(QHelpEvent, event)
            number = int(told.pos().y() // theme.look().px(ROW))
            words = self._clocks[number].told if number < len(self._clocks) else ""
            QToolTip.showText(told.globalPos(), tip(words), self)
            return True
        return super().event(event)

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        for number, clock in enumerate(self._clocks):
            top = number * look.px(ROW)
            middle = top + look.px(ROW) / 2
            colour = {"done": theme.GREEN, "late": theme.RED}.get(clock.state, theme.ACCENT)
            if any(span.open for span in clock.spans):
                halo = QRectF(look.px(1), middle - look.px(10), look.px(20), look.px(20))
                tint = theme.RED_TINT if clock.state == "late" else theme.ACCENT_TINT
                fill_round(painter, halo, look.px(10), tint)
            disc = QRectF(look.px(4), middle - look.px(7), look.px(14), look.px(14))
            fill_round(painter, disc, look.px(7), colour)
            if not any(span.open for span in clock.spans):
                cards.paint_tick(painter, disc.center(), look.px(8), theme.SURFACE)
            if number + 1 < len(self._clocks):
                line = QRectF(disc.center().x() - 1, disc.bottom(), 2, look.px(ROW - 14))
                painter.fillRect(line, QColor(colour))
            self._draw_row(painter, clock, top)

    def _draw_row(self, painter: QPainter, clock: Any, top: float) -> None:
        look, late = theme.look(), clock.state == "late"
        strong, meta = look.sans(theme.TEXT, theme.STRONG), look.sans(theme.META)
        end = self.width() - look.px(4)
        named = min(max(advance(c.name, strong) for c in self._clocks), look.px(NAMED))
        hands = min(max(advance(c.who, meta) for c in self._clocks), look.px(HANDS))
        figures = max(advance(c.took, meta) for c in self._clocks)
        box = QRectF(look.px(26), top, named + 1, look.px(ROW))
        ink = theme.RED if late else theme.INK
        draw(painter, box, cut(clock.name, strong, box.width()), strong, ink)
        who = QRectF(box.right() + look.px(6), top, hands + 1, look.px(ROW))
        draw(painter, who, cut(clock.who, meta, who.width()), meta, theme.INK2)
        right = QRectF(end - figures, top, figures, look.px(ROW))
        draw(painter, right, clock.took, meta, theme.RED if late else theme.INK2, RIGHT)
        free = QRectF(who.right() + look.px(6), top, 0, look.px(ROW))
        free.setRight(right.left() - look.px(8))
        bar = QRectF(0, top, min(free.width(), look.px(USED)), look.px(BAR))
        bar.moveCenter(QPointF(free.right() - bar.width() / 2, free.center().y()))
        if bar.width() >= look.px(24):
            _paint_share(painter, bar, clock)
        small = look.sans(theme.CAPTION)
        if advance(clock.began, small) <= free.width() - bar.width() - look.px(4):
            draw(painter, free, clock.began, small, theme.INK2)


def _paint_share(painter: QPainter, bar: QRectF, clock: Any) -> None:
    """What was used of the limit, by all visits together; past it in red."""
    used, limit = (sum(getattr(s, part) for s in clock.spans) for part in ("used", "limit"))
    whole = max(1, used, limit)
    within = QRectF(bar.left(), bar.top(), bar.width() * limit / whole, bar.height())
    fill_round(painter, within, 0, theme.SURFACE, theme.NO_CARD, 1)
    spent = QRectF(within)
    spent.setWidth(bar.width() * min(used, limit) / whole)
    painter.fillRect(spent, QColor(theme.SLATE))
    if used > limit:
        over = QRectF(within.right(), bar.top(), bar.right() - within.right(), bar.height())
        painter.fillRect(over, QColor(theme.RED))


class LongClockBar(Surface):
    """One clock, unfolded: who and how much above, where it began, its limit and now beneath."""

    def __init__(self) -> None:
        super().__init__()
        self._clock: Any = None

    def set_clock(self, clock: Any) -> None:
        """Show this one, or nothing."""
        self._clock = clock
        self.setVisible(clock is not None)
        if clock is not None:
            parts = (clock.name, clock.took, clock.began, clock.stood, clock.before, clock.due,
                     clock.now)  # fmt: skip
            self.setAccessibleName(" ".join(part for part in parts if part))
            above = ABOVE if clock.stood or clock.before else 0
            self.setFixedHeight(theme.look().px(58 + above))
        self.update()

    def draw(self, painter: QPainter) -> None:
        clock, look = self._clock, theme.look()
        if clock is None:
            return
        strong, small = look.sans(theme.TEXT, theme.STRONG), look.sans(theme.CAPTION)
        wide, ink = float(self.width()) - look.px(8), theme.RED if clock.late else theme.INK2
        above = QRectF(look.px(4), 0, wide, look.px(20))
        took = advance(clock.took, look.sans(theme.META, theme.STRONG))
        name = cut(clock.name, strong, wide - took - look.px(12))
        draw(painter, above, name, strong, theme.RED if clock.late else theme.INK)
        draw(painter, above, clock.took, look.sans(theme.META, theme.STRONG), ink, RIGHT)
        span = clock.span
        scale = wide / max(1, span.now_at, span.due_at)
        marked = look.px(ABOVE) if clock.stood or clock.before else 0
        bar = QRectF(above.left(), look.px(25) + marked, wide, look.px(9))
        painter.fillRect(bar, QColor(theme.LINE2))
        paint_span(painter, bar, span, span.begins, scale)
        due, now = bar.left() + span.due_at * scale, bar.left() + span.now_at * scale
        painter.fillRect(QRectF(due - 1.5, bar.top() - 3, 1.5, bar.height() + 6), QColor(theme.INK))
        if marked:
            self._draw_marks(painter, bar, scale)
        below = QRectF(bar.left(), bar.bottom() + look.px(4), wide, look.px(16))
        draw(painter, below, clock.began, small, theme.INK2)
        free = below.adjusted(advance(clock.began, small) + look.px(8), 0, 0, 0)
        marks = sorted([(due, clock.due, theme.INK), (now, clock.now, theme.ACCENT)])
        after = advance(marks[1][1], small) + look.px(8)
        at = _label(painter, free.adjusted(0, 0, -after, 0), *marks[0])
        _label(painter, free.adjusted(at - free.left(), 0, 0, 0), *marks[1])

    def _draw_marks(self, painter: QPainter, bar: QRectF, scale: float) -> None:
        """Above the bar: how long it stood still, and until when it had run before more was
        given.
        """
        look, clock, span = theme.look(), self._clock, self._clock.span
        free = QRectF(bar.left(), bar.top() - look.px(ABOVE + 4), bar.width(), look.px(ABOVE))
        marks = []
        if clock.stood:
            begun, until = span.pauses[0]
            marks.append((bar.left() + (begun + until) / 2 * scale, clock.stood, theme.INK2))
        if clock.before:
            own = bar.left() + (span.due_at - span.given) * scale
            painter.fillRect(QRectF(own - 0.5, bar.top() - 3, 1, 3), QColor(theme.INK2))
            marks.append((own, clock.before, theme.INK2))
        for mark in sorted(marks):
            free.setLeft(_label(painter, free, *mark))


def _label(painter: QPainter, free: QRectF, at: float, words: str, ink: str) -> float:
    """Words beneath their place on the bar, as near as there is room; where they end."""
    font = theme.look().sans(theme.CAPTION)
    width = advance(words, font)
    left = max(free.left(), min(at - width / 2, free.right() - width))
    draw(painter, QRectF(left, free.top(), width + 1, free.height()), words, font, ink, CENTRE)
    return left + width + theme.look().px(8)


class HeldBars(Surface):
    """How many cards were held on seven Mondays, and now."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self._counts: tuple[int, ...] = ()
        look = theme.look()
        self.setFixedSize(look.px(64), look.px(26))

    def set_counts(self, counts: Sequence[int], told: str) -> None:
        """Oldest first; what they are, in words."""
        self._counts = tuple(counts)
        self.setToolTip(tip(told))
        self.setAccessibleName(told)
        self.update()

    def draw(self, painter: QPainter) -> None:
        look, count = theme.look(), max(1, len(self._counts))
        most = max([1, *self._counts])
        pitch = self.width() / count
        for number, held in enumerate(self._counts):
            last = number == count - 1
            high = max(look.px(2), self.height() * held / most)
            box = QRectF(number * pitch, self.height() - high, pitch - look.px(2), high)
            colour = theme.EXTENSION if not last else self._colour if held else theme.SLATE
            fill_round(painter, box, 1, colour)
