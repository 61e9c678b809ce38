"""Clocks of one document on one axis: stage by stage, and one clock unfolded with its words."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.lettering import CENTRE, RIGHT, advance, cut, draw, tip
from oa_client.ui.views.painted.surface import Surface, fill_round

ROW, BAR = 28, 7
NAMED, HANDS = 112, 64
"""Most room of a stage's name, and of the person's."""


def paint_span(painter: QPainter, box: QRectF, span: Any, start: float, scale: float) -> None:
    """A time on an axis: within the limit solid, past it red, what is left hollow, a tick at the
    due moment. `start` is where the axis begins, in its minutes.
    """
    def place(minutes: float) -> float:
        at = box.left() + (minutes - start) * scale
        return min(max(at, box.left()), box.right())

    begins, due, now = span.begins, span.begins + span.limit, span.begins + span.used
    inside = place(begins), place(min(now, due))
    used = QRectF(inside[0], box.top(), max(1.5, inside[1] - inside[0]), box.height())
    if span.open and due > now:
        rest = QRectF(used.right(), box.top(), place(due) - used.right(), box.height())
        fill_round(painter, rest, 0, theme.SURFACE, theme.SLATE, 1)
    painter.fillRect(used, QColor(theme.SLATE))
    if now > due:
        late = QRectF(place(due), box.top(), max(1.5, place(now) - place(due)), box.height())
        painter.fillRect(late, QColor(theme.RED))
    if span.open or now > due:
        tick = QRectF(place(due) - 0.75, box.top() - 3, 1.5, box.height() + 6)
        painter.fillRect(tick, QColor(theme.INK))


class StageBars(Surface):
    """Stages downwards, each where it ran on the axis of the whole case, with what was used."""

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

    def _end(self) -> float:
        """Where the axis ends: as far as any stage ran or may still run."""
        ends = [
            span.begins + max(span.used, span.limit if span.open else 0)
            for clock in self._clocks
            for span in clock.spans
        ]
        return float(max([1, *ends]))

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        for number, clock in enumerate(self._clocks):
            top = number * look.px(ROW)
            middle = top + look.px(ROW) / 2
            colour = {"done": theme.GREEN, "late": theme.RED}.get(clock.state, theme.ACCENT)
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
        axis = QRectF(who.right() + look.px(8), top, 0, look.px(BAR))
        axis.setRight(right.left() - look.px(8))
        axis.moveCenter(QRectF(axis.left(), top, axis.width(), look.px(ROW)).center())
        if axis.width() < look.px(24):
            return
        line = QRectF(axis.left(), axis.center().y() - 0.5, axis.width(), 1)
        painter.fillRect(line, QColor(theme.LINE))
        for span in clock.spans:
            paint_span(painter, axis, span, 0, axis.width() / self._end())


class LongClockBar(Surface):
    """One clock, unfolded: who and how much above, where it began, its limit and now beneath."""

    def __init__(self) -> None:
        super().__init__()
        self._clock: Any = None
        self.setFixedHeight(theme.look().px(58))

    def set_clock(self, clock: Any) -> None:
        """Show this one, or nothing."""
        self._clock = clock
        self.setVisible(clock is not None)
        if clock is not None:
            parts = (clock.name, clock.took, clock.began, clock.due, clock.now)
            self.setAccessibleName(" ".join(parts))
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
        bar = QRectF(above.left(), look.px(25), wide, look.px(9))
        span = clock.span
        end = max(1, span.used, span.limit)
        scale = wide / end
        painter.fillRect(bar, QColor(theme.LINE2))
        paint_span(painter, bar, span, span.begins, scale)
        due, now = bar.left() + span.limit * scale, bar.left() + span.used * scale
        painter.fillRect(QRectF(due - 1.5, bar.top() - 3, 1.5, bar.height() + 6), QColor(theme.INK))
        below = QRectF(bar.left(), bar.bottom() + look.px(4), wide, look.px(16))
        draw(painter, below, clock.began, small, theme.INK2)
        free = below.adjusted(advance(clock.began, small) + look.px(8), 0, 0, 0)
        marks = sorted([(due, clock.due, theme.INK), (now, clock.now, theme.ACCENT)])
        after = advance(marks[1][1], small) + look.px(8)
        at = _label(painter, free.adjusted(0, 0, -after, 0), *marks[0])
        _label(painter, free.adjusted(at - free.left(), 0, 0, 0), *marks[1])


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
        self.setFixedSize(look.px(84), look.px(26))

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
            box = QRectF(number * pitch, self.height() - high, pitch - look.px(3), high)
            colour = theme.EXTENSION if not last else self._colour if held else theme.SLATE
            fill_round(painter, box, 1, colour)
