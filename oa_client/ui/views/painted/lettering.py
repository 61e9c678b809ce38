"""Text as the painted parts set it: broken into lines, shortened, and never read as markup."""

import html
import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

ELLIPSIS = "…"
END_KEPT = 6
"""A title's last characters say what it is: 通知, 请示, 函. They stay visible."""
LEAST_LAST = 4
"""So many characters at least stand in a title's second line."""

_TURNING = dict.fromkeys(
    map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
)

_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")

LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight


def one_line(text: str) -> str:
    """Text as a single line: breaks become blanks, signs that turn its direction fall away."""
    return _BREAKS.sub(" ", text.translate(_TURNING)).strip()


def tip(text: str) -> str:
    """Text for a tip, which would read markup: every sign in it stands for itself."""
    return f"<p>{html.escape(text)}</p>".replace("\n", "<br>") if text else ""


def advance(text: str, font: QFont) -> float:
    """Room that a line takes."""
    return QFontMetricsF(font).horizontalAdvance(text)


def wrapped(text: str, font: QFont, width: float, first: float | None = None) -> list[str]:
    """Text in lines of a width, the first perhaps narrower; breaks of the author are kept."""
    lines: list[str] = []
    for paragraph in text.translate(_TURNING).splitlines() or [""]:
        lines += _paragraph(paragraph, font, width, first if not lines else None)
    return lines


def _paragraph(text: str, font: QFont, width: float, first: float | None) -> list[str]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    raw = text.encode("utf-16-le", "surrogatepass")
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, first if first is not None and not lines else width))
        start = 2 * line.textStart()
        part = raw[start : start + 2 * line.textLength()]
        lines.append(part.decode("utf-16-le", "replace").rstrip())
    layout.endLayout()
    return lines or [""]


def title_lines(text: str, font: QFont, first: float, second: float) -> tuple[str, ...]:
    """A title in one or two lines. Where two are too few its middle gives way, not its end."""
    text = one_line(text)
    if advance(text, font) <= first:
        return (text,)
    lines = _paragraph(text, font, second, first)
    head = lines[0]
    rest = text[len(head) :].lstrip()
    if len(rest) < LEAST_LAST < len(text):
        at = _unbroken(text, len(text) - LEAST_LAST)
        head, rest = text[:at].rstrip(), text[at:]
    return head, shortened(rest, font, second)


def _unbroken(text: str, at: int) -> int:
    """A place to break, moved to the front of a number or a western word."""
    place = at
    while place > 0 and text[place].isascii() and text[place - 1].isascii():
        place -= 1
    return place or at


def shortened(text: str, font: QFont, width: float, kept: int = END_KEPT) -> str:
    """A line that fits: its middle gives way, its last characters stay."""
    if advance(text, font) <= width:
        return text
    tail = text[-kept:]
    room = width - advance(ELLIPSIS + tail, font)
    if room <= 0:
        return cut(text, font, width)
    return _fitting(text[:-kept], font, room) + ELLIPSIS + tail


def cut(text: str, font: QFont, width: float) -> str:
    """A line that fits: its end gives way."""
    if advance(text, font) <= width:
        return text
    return _fitting(text, font, width - advance(ELLIPSIS, font)) + ELLIPSIS


def _fitting(text: str, font: QFont, width: float) -> str:
    """As many characters from the front as the width holds."""
    low, high = 0, min(len(text), 1000)
    while low < high:
        middle = (low + high + 1) // 2
        if advance(text[:middle], font) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip()


def draw(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:  # fmt: skip
    """One line, in the middle of the box's height, where it is: it is never clipped."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(font)
    x = box.left()
    if align != LEFT:
        spare = box.width() - metrics.horizontalAdvance(text)
        x += spare if align == RIGHT else spare / 2
    y = box.center().y() + metrics.capHeight() / 2 + 0.04 * font.pixelSize()
    painter.drawText(QPointF(round(x), round(y)), text)


def draw_lines(
    painter: QPainter, box: QRectF, lines: tuple[str, ...] | list[str], font: QFont, colour: str,
    pitch: float, align: Qt.AlignmentFlag = LEFT,
) -> None:  # fmt: skip
    """Lines below one another from the box's upper edge."""
    for number, line in enumerate(lines):
        place = QRectF(box.left(), box.top() + number * pitch, box.width(), pitch)
        draw(painter, place, line, font, colour, align)
