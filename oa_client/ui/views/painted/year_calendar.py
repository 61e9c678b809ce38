"""A year at a glance: twelve small months, each day worked or off, and on whose word."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import advance, draw
from oa_client.ui.views.painted.surface import Surface, smooth

DAYS, ROWS, ACROSS = 7, 6, 4
WEEKEND = 5
HEAD, RADIUS = 16, 2
"""Pixels: the line that names a month, and the roundness of a day."""

Told = tuple[bool, str]
"""Whether a day is worked, and its source."""


@dataclass(frozen=True)
class _Day:
    """A day in its place, and how it is drawn."""

    cell: QRectF
    number: str
    fill: str
    edge: str
    dashed: bool
    ink: str


class YearCalendar(Surface):
    """Days off are tinted, made-up days edged; provisional ones dashed, changed ones ringed.

    It is painted once for each year, size and look, and shown from there; nothing of it before a
    year is known.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 2000
        self._days: dict[date, Told] = {}
        self._changed: dict[date, bool] = {}
        self._months: tuple[str, ...] = ()
        self._picture = QPixmap()
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
        self.relay()
        self.update()

    def relay(self) -> None:
        self._picture = QPixmap()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(660), theme.look().px(380))

    def draw(self, painter: QPainter) -> None:
        if not self._months:
            return
        ratio = self.devicePixelRatioF()
        size = (QSizeF(self.size()) * ratio).toSize()
        if self._picture.size() != size or self._picture.devicePixelRatio() != ratio:
            self._picture = self._painted(size, ratio)
        painter.drawPixmap(0, 0, self._picture)

    def _painted(self, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        smooth(painter)
        look = theme.look()
        strong = look.sans(theme.CAPTION, theme.STRONG)
        days: list[_Day] = []
        for month, box in self._boxes():
            head = QRectF(box.left(), box.top(), box.width(), look.px(HEAD))
            draw(painter, head, self._months[month - 1], strong, theme.INK2)
            days += self._days_of(month, box.adjusted(0, head.height(), 0, 0))
        _paint(painter, days)
        painter.end()
        return picture

    def _boxes(self) -> Iterator[tuple[int, QRectF]]:
        look = theme.look()
        wide, high = self.width() / ACROSS, self.height() / (12 / ACROSS)
        for month in range(12):
            row, column = divmod(month, ACROSS)
            yield month + 1, QRectF(
                column * wide, row * high, wide - look.px(10), high - look.px(6)
            )

    def _days_of(self, month: int, box: QRectF) -> Iterator[_Day]:
        before, length = monthrange(self._year, month)
        wide, high = box.width() / DAYS, box.height() / ROWS
        for number in range(length):
            row, column = divmod(before + number, DAYS)
            cell = QRectF(
                box.left() + column * wide + 1, box.top() + row * high + 1, wide - 2, high - 2
            )
            yield self._day(cell, date(self._year, month, number + 1))

    def _day(self, cell: QRectF, day: date) -> _Day:
        worked, source = self._days.get(day, (day.weekday() < WEEKEND, "provisional"))
        worked = self._changed.get(day, worked)
        changed, provisional = day in self._changed, source == "provisional"
        ordinary = worked == (day.weekday() < WEEKEND)
        edge = theme.ACCENT if changed else "" if ordinary else theme.YELLOW
        ink = theme.INK if worked else theme.GREEN
        if provisional and not changed:
            ink = theme.INK3 if worked else theme.SLATE
        fill = theme.SURFACE if worked else theme.GREEN_TINT
        return _Day(cell, str(day.day), fill, edge, provisional, ink)


def _paint(painter: QPainter, days: Sequence[_Day]) -> None:
    """All days of one colour after another: a pen is taken up a few times, not a thousand."""
    painter.setPen(Qt.PenStyle.NoPen)
    for fill in {day.fill for day in days}:
        painter.setBrush(QColor(fill))
        for day in days:
            if day.fill == fill:
                painter.drawRoundedRect(day.cell, RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for day in days:
        if day.edge:
            pen = QPen(QColor(day.edge), 1.5)
            pen.setStyle(Qt.PenStyle.DashLine if day.dashed else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawRoundedRect(day.cell, RADIUS, RADIUS)
    font = theme.look().sans(theme.CAPTION)
    wide = {number: advance(number, font) for number in {day.number for day in days}}
    down = QFontMetricsF(font).capHeight() / 2 + 0.04 * font.pixelSize()
    painter.setFont(font)
    for ink in {day.ink for day in days}:
        painter.setPen(QColor(ink))
        for day in days:
            if day.ink == ink:
                left = day.cell.left() + (day.cell.width() - wide[day.number]) / 2
                painter.drawText(
                    QPointF(round(left), round(day.cell.center().y() + down)), day.number
                )
