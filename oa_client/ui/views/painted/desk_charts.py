"""Two small charts of the supervisor's desk: the share on time by weeks, and the days due."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import CENTRE, RIGHT, advance, draw
from oa_client.ui.views.painted.surface import Surface, fill_round

DAYS = 7
ROWS = 5


class TrendChart(Surface):
    """Per week, how many in a hundred were done on time; beneath, of how many."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[tuple[str, int, int], ...] = ()
        self._goal = 0
        self.setMinimumHeight(theme.look().px(120))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_weeks(self, weeks: Sequence[Sequence[object]], goal: int = 0) -> None:
        """Monday, on time, closed; the last week is still running. The goal is a dashed line."""
        self._goal = goal
        self._weeks = tuple((str(w[0]), int(str(w[1])), int(str(w[2]))) for w in weeks)
        said = (f"{week[5:]}: {fine}/{whole}" for week, fine, whole in self._weeks)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(200), theme.look().px(140))

    def _least(self) -> int:
        """Where the scale begins: at the last twenty below the worst week."""
        shares = [100 * fine // whole for _, fine, whole in self._weeks if whole]
        return min(80, min(shares, default=0) // 20 * 20)

    def _plot(self) -> QRectF:
        look = theme.look()
        return QRectF(look.px(40), look.px(20), self.width() - look.px(62),
                      self.height() - look.px(60))  # fmt: skip

    def _step(self) -> float:
        return self._plot().width() / max(1, len(self._weeks) - 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = round((event.position().x() - self._plot().left()) / max(1.0, self._step()))
        if 0 <= number < len(self._weeks):
            self.chosen.emit(self._weeks[number][0])

    def draw(self, painter: QPainter) -> None:
        look, plot, step = theme.look(), self._plot(), self._step()
        font = look.sans(theme.CAPTION)
        least = self._least()
        for share in (least, (least + 100) // 2, 100):
            y = plot.bottom() - plot.height() * (share - least) / (100 - least)
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), QColor(theme.LINE2))
            scale = QRectF(look.px(6), y - 8, look.px(24), 16)
            draw(painter, scale, str(share), font, theme.INK2, RIGHT)
        if self._goal > least:
            y = plot.bottom() - plot.height() * (self._goal - least) / (100 - least)
            painter.setPen(QPen(QColor(theme.INK3), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        told = [f"{fine}/{whole}" if whole else "–" for _, fine, whole in self._weeks]
        wide = max(look.px(44), *(advance(one, font) + look.px(8) for one in told), 0.0)
        every = max(1, math.ceil(wide / max(1.0, step)))
        points: list[QPointF | None] = []
        for number, (week, fine, whole) in enumerate(self._weeks):
            x = plot.left() + number * step
            left = min(x - wide / 2, self.width() - wide)
            box = QRectF(left, plot.bottom() + look.px(6), wide, look.px(14))
            if (len(self._weeks) - 1 - number) % every == 0:
                draw(painter, box, week[5:], font, theme.INK2, CENTRE)
                under = box.translated(0, look.px(15))
                draw(painter, under, told[number], font, theme.INK, CENTRE)
            height = (100 * fine / whole - least) / (100 - least) if whole else 0
            points.append(QPointF(x, plot.bottom() - plot.height() * height) if whole else None)
        self._draw_line(painter, points)

    def _draw_line(self, painter: QPainter, points: list[QPointF | None]) -> None:
        """Points joined where weeks with closed stages follow each other; the last has its share
        written beside it, and is hollow because its week still runs.
        """
        look, running = theme.look(), len(points) - 1
        painter.setPen(QPen(QColor(theme.SLATE), 1.5))
        for one, other in pairwise(points):
            if one is not None and other is not None:
                painter.drawLine(one, other)
        for number, at in enumerate(points):
            if at is None:
                continue
            painter.setPen(QPen(QColor(theme.INK2), 1.5))
            painter.setBrush(QColor(theme.SURFACE if number == running else theme.INK2))
            painter.drawEllipse(at, look.px(3), look.px(3))
        told = [(n, at) for n, at in enumerate(points) if at is not None][-1:]
        for number, at in told:
            _, fine, whole = self._weeks[number]
            before = points[number - 1] if number else None
            falls = before is not None and before.y() < at.y()  # the line comes from above
            top = at.y() + look.px(4) if falls else at.y() - look.px(20)
            box = QRectF(at.x() - look.px(30), top, look.px(60), look.px(16))
            strong = look.sans(theme.CAPTION, theme.STRONG)
            draw(painter, box, f"{100 * fine / whole:.0f}%", strong, theme.INK, CENTRE)


class HeatCalendar(Surface):
    """Days of five weeks: the shade says how much is due, a red figure how much of it is late."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: dict[str, list[int]] = {}
        self._today = date(2000, 1, 1)
        self._names: tuple[str, ...] = ("",) * DAYS
        self._picked = ""
        self.setMinimumHeight(theme.look().px(150))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_days(
        self, days: Mapping[str, list[int]], today: date, names: Sequence[str], picked: str
    ) -> None:
        """By date: due and late; names of the days of the week; the day that is looked at."""
        self._days, self._today = dict(days), today
        self._names, self._picked = tuple(names), picked
        said = (f"{day}: {due} ({late})" for day, (due, late) in self._days.items() if due)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(240), theme.look().px(160))

    def _first(self) -> date:
        return self._today - timedelta(days=self._today.weekday() + 21)

    def _cell(self, number: int) -> QRectF:
        look = theme.look()
        wide = self.width() / DAYS
        high = (self.height() - look.px(20)) / ROWS
        row, column = divmod(number, DAYS)
        return QRectF(column * wide + 2, look.px(20) + row * high + 2, wide - 4, high - 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number in range(ROWS * DAYS):
            if self._cell(number).contains(event.position()):
                day = (self._first() + timedelta(days=number)).isoformat()
                self.chosen.emit(day)

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        font = look.sans(theme.CAPTION)
        wide = self.width() / DAYS
        for column, name in enumerate(self._names):
            box = QRectF(column * wide, 0, wide, look.px(18))
            draw(painter, box, name, font, theme.INK2, CENTRE)
        most = max([due for due, _ in self._days.values()] or [1])
        for number in range(ROWS * DAYS):
            self._draw_day(painter, number, most)

    def _draw_day(self, painter: QPainter, number: int, most: int) -> None:
        look = theme.look()
        day = self._first() + timedelta(days=number)
        due, late = self._days.get(day.isoformat(), [0, 0])
        box = self._cell(number)
        shade = theme.HEAT[min(len(theme.HEAT) - 1, -(-due * (len(theme.HEAT) - 1) // most))]
        fill_round(painter, box, 3, shade)
        edge = theme.ACCENT if day == self._today or day.isoformat() == self._picked else ""
        if edge or (day > self._today and due):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(QColor(edge or theme.INK3), 1.5 if edge else 1)
            if not edge:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(box, 3, 3)
        font = look.sans(theme.CAPTION)
        left = box.adjusted(look.px(2), 0, 0, 0)
        strong = look.sans(theme.CAPTION, theme.STRONG)
        tile = QRectF(0, 0, advance(str(late), strong) + look.px(3), look.px(14))
        tile.moveCenter(box.center())
        tile.moveRight(box.right() - look.px(1))
        if late and left.left() + advance(str(day.day), font) > tile.left() - 1:
            left.setHeight(box.height() / 2)  # too narrow for both: one above the other
            tile.setHeight(min(tile.height(), box.height() / 2 - 1))
            tile.moveBottom(box.bottom() - 1)
        draw(painter, left, str(day.day), font, theme.INK if due else theme.INK3)
        if late:
            fill_round(painter, tile, look.px(2), theme.SURFACE)
            draw(painter, tile, str(late), strong, theme.RED, CENTRE)
