"""A typeset page put on the screen: the same runs and rules that go to paper, in millimetres."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from oa_client.docflow.typeset.measures import MM_PER_POINT
from oa_client.docflow.typeset.page import Colour, Page, Run
from oa_client.ui import theme
from oa_client.ui.theme import Look
from oa_client.ui.views.painted.unpacked import unpacked

UNIT = 16.0
"""Letters are measured so many pixels to the millimetre, and shrunk with the whole page."""

_OPENING, _CLOSING = "（《〈〔【「『“‘", "）》〉〕】」』”’，。、；：！？"
_HEAVY_ROLES = {"小标宋": 1 / 32, "黑体": 1 / 45}
"""Roles whose face is a bold one: how far a stand-in's strokes are thickened."""


@dataclass(frozen=True)
class PageMark:
    """A part that is not decided yet: a dashed box with its words. Never printed."""

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    text: str = ""


class Inks:
    """Faces by role at the measuring size, looked up once a page."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._fonts: dict[tuple[str, int], QFont] = {}

    def font(self, role: str, size_pt: float) -> QFont:
        """The face of a role at the measuring size."""
        pixels = max(1, round(size_pt * MM_PER_POINT * UNIT))
        key = role, pixels
        if key not in self._fonts:
            font = _families(self._look).get(role, self._look.serif)(theme.TEXT)
            font.setPixelSize(pixels)
            self._fonts[key] = font
        return self._fonts[key]

    def thickened(self, role: str) -> float:
        """By how much of its size the strokes of a role's stand-in are thickened."""
        return _HEAVY_ROLES.get(role, 0.0)


def _families(look: Look) -> Mapping[str, Callable[[float], QFont]]:
    return {
        "小标宋": look.serif, "仿宋": look.fang, "楷体": look.kai, "黑体": look.sans,
        "宋体": look.serif,
    }  # fmt: skip


def paint_page(painter: QPainter, page: Page, scale: float, look: Look) -> None:
    """The page's rules, pictures and runs at so many pixels to the millimetre."""
    painter.save()
    painter.scale(scale, scale)
    for rule in page.rules:
        pen = QPen(_colour(rule.colour), max(rule.width_mm, 0.9 / scale))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))
    for shown in page.shown:
        box = QRectF(shown.x_mm, shown.y_mm, shown.width_mm, shown.height_mm)
        painter.drawImage(box, unpacked(shown.picture))
    painter.scale(1 / UNIT, 1 / UNIT)
    inks = Inks(look)
    for run in page.runs:
        painter.save()
        if run.turned:
            x, y = run.x_mm * UNIT, run.y_mm * UNIT
            painter.translate(x, y)
            painter.rotate(-90)
            painter.translate(-x, -y)
        _paint_run(painter, run, inks)
        painter.restore()
    painter.restore()


def _paint_run(painter: QPainter, run: Run, inks: Inks) -> None:
    font = inks.font(run.role, run.size_pt)
    metrics = QFontMetricsF(font)
    colour = _colour(run.colour)
    heavy = inks.thickened(run.role) * font.pixelSize()
    x, y = run.x_mm * UNIT, run.y_mm * UNIT
    painter.setFont(font)
    if run.char_advance is None:
        _put(painter, QPointF(x, y), run.text, run.stretch, colour, heavy)
        return
    step = run.char_advance * UNIT
    for text in _words(run.text, metrics, step, run.stretch):
        room = step * len(text)
        natural = metrics.horizontalAdvance(text) * run.stretch
        squeeze = min(1.0, room / natural) if natural > room * 1.06 else 1.0
        spare = room - natural * squeeze
        shift = spare if text in _OPENING else 0.0 if text in _CLOSING else spare / 2
        _put(painter, QPointF(x + shift, y), text, run.stretch * squeeze, colour, heavy)
        x += room


def _words(text: str, metrics: QFontMetricsF, step: float, stretch: float) -> list[str]:
    """Characters one by one; a western word whole, since its letters differ in width."""
    pieces: list[str] = []
    narrow_before = False
    for char in text:
        narrow = metrics.horizontalAdvance(char) * stretch < 0.85 * step or char.isascii()
        if pieces and narrow and narrow_before and char != " ":
            pieces[-1] += char
        else:
            pieces.append(char)
        narrow_before = narrow and char != " "
    return pieces


def _put(
    painter: QPainter, at: QPointF, text: str, stretch: float, colour: QColor, heavy: float
) -> None:
    if not text.strip():
        return
    painter.save()
    painter.translate(at)
    painter.scale(stretch, 1)
    if heavy:
        path = QPainterPath()
        path.addText(QPointF(0, 0), painter.font(), text)
        painter.setBrush(colour)
        painter.setPen(QPen(colour, heavy, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
    else:
        painter.setPen(colour)
        painter.drawText(QPointF(0, 0), text)
    painter.restore()


def _colour(colour: Colour) -> QColor:
    return QColor.fromRgbF(*colour)


def paint_mark(painter: QPainter, mark: PageMark, scale: float, look: Look) -> None:
    """The dashed box of an undecided part."""
    box = QRectF(
        mark.x_mm * scale, mark.y_mm * scale, mark.width_mm * scale, mark.height_mm * scale
    )
    pen = QPen(QColor(theme.ACCENT), 1)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(theme.ACCENT_TINT))
    painter.drawRoundedRect(box, 2, 2)
    font = look.sans(theme.CAPTION)
    size = min(font.pixelSize(), max(6, int(box.height() * 0.62)))
    font.setPixelSize(size)
    painter.setFont(font)
    painter.setPen(QColor(theme.ACCENT))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)
