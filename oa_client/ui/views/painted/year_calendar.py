"""A year at a glance: twelve small months, each day worked or off, and on whose word."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import CENTRE, draw
from oa_client.ui.views.painted.surface import Surface, fill_round

DAYS, ROWS, ACROSS = 7, 6, 4
WEEKEND = 5

Told = tuple[bool, str]
"""Whether a day is worked, and its source."""


class YearCalendar(Surface):
    """Days off are tinted, made-up days edged; provisional ones dashed, changed ones ringed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 2000
        self._days: dict[date, Told] = {}
        self._changed: dict[date, bool] = {}
        self._months: tuple[str, ...] = ("",) * 12
        self.setMinimumHeight(theme.look().px(300))

    def set_year(self, year: int, days: Mapping[date, Told], months: Sequence[str]) -> None:
        """The days of a year, and what its months are called."""
        self._year, self._days, self._months = year, dict(days), tuple(months)
        self.set_changed({})

    def set_changed(self, changed: Mapping[date, bool]) -> None:
        """Days that would be otherwise: true where they would be worked."""
        self._changed = dict(changed)
        odd = (d for d, (worked, _) in self._days.items() if worked == (d.weekday() >= WEEKEND))
        self.setAccessibleDescription(", ".join(str(day) for day in odd))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(660), theme.look().px(380))

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        wide, high = self.width() / ACROSS, self.height() / (12 / ACROSS)
        for month in range(12):
            row, column = divmod(month, ACROSS)
            box = QRectF(column * wide, row * high, wide - look.px(10), high - look.px(6))
            self._draw_month(painter, box, month + 1)

    def _draw_month(self, painter: QPainter, box: QRectF, month: int) -> None:
        look = theme.look()
        head = QRectF(box.left(), box.top(), box.width(), look.px(16))
        strong = look.sans(theme.CAPTION, theme.STRONG)
        draw(painter, head, self._months[month - 1], strong, theme.INK2)
        before, length = monthrange(self._year, month)
        wide, high = box.width() / DAYS, (box.height() - head.height()) / ROWS
        for number in range(length):
            row, column = divmod(before + number, DAYS)
            cell = QRectF(
                box.left() + column * wide + 1, head.bottom() + row * high + 1, wide - 2, high - 2
            )
            self._draw_day(painter, cell, date(self._year, month, number + 1))

    def _draw_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        worked, source = self._days.get(day, (day.weekday() < WEEKEND, "provisional"))
        worked = self._changed.get(day, worked)
        fill_round(painter, cell, 2, theme.SURFACE if worked else theme.GREEN_TINT)
        ordinary = worked == (day.weekday() < WEEKEND)
        edge = theme.ACCENT if day in self._changed else theme.YELLOW if not ordinary else ""
        if worked and ordinary:
            edge = theme.ACCENT if day in self._changed else ""
        if edge:
            pen = QPen(QColor(edge), 1.5)
            pen.setStyle(Qt.PenStyle.DashLine if source == "provisional" else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 2, 2)
        ink = theme.INK if worked else theme.GREEN
        if source == "provisional" and day not in self._changed:
            ink = theme.INK3 if worked else theme.SLATE
        draw(painter, cell, str(day.day), theme.look().sans(theme.CAPTION), ink, CENTRE)
