"""Where paragraphs, changes and their notes stand in the compared text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen, QTextCharFormat, QTextLayout, QTextOption

from oa_client.docflow.handling.redline import cells_of, is_row
from oa_client.docflow.typeset.elements import paragraph as understood
from oa_client.ui import theme
from oa_client.ui.presenters.trail import Paragraph, Run
from oa_client.ui.views.painted.headings import faces
from oa_client.ui.views.painted.lettering import advance

PITCH, PARAGRAPH_GAP = 27, 4
CELL_PAD, LEAST_CELL = 8, 48
"""Of a cell: from its frame to its words, and how narrow it may be."""
MARGIN, BAR, EDGE = 28, 12, 16
"""From the edge of a column to its text, to the bar of a change, and between two columns."""


@dataclass
class Block:
    """A paragraph in its place."""

    layout: QTextLayout
    at: QPointF
    bars: list[tuple[QRectF, int]]
    """Beside each line that changed: where, and whose colour."""
    starts: dict[int, QPointF]
    """Where each change begins: the foot of its first character."""
    height: float
    frame: QRectF | None = None
    """Of a cell of a table."""
    author: int | None = None
    """Who changed something in the cell."""


def columns_of(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Of each paragraph, how many columns its table has; 0 where it is no row of one."""
    found: list[int] = []
    for row, group in groupby(paragraphs, key=lambda p: is_row("".join(run.text for run in p))):
        members = list(group)
        widest = max(len(_cells(member)) for member in members) if row else 0
        found += [widest] * len(members)
    return found


def _cells(row: Paragraph) -> list[list[Run]]:
    chars = [replace(run, text=char) for run in row for char in run.text]
    return [list(_joined(cell)) for cell in cells_of(chars, lambda one: one.text)]


def _joined(chars: list[Run]) -> Iterator[Run]:
    for run, group in groupby(chars, key=lambda one: replace(one, text="")):
        yield replace(run, text="".join(one.text for one in group))


def placed(
    paragraph: Paragraph, left: float, top: float, width: float,
    muted: frozenset[int], columns: int = 0,
) -> list[Block]:  # fmt: skip
    """A paragraph set into a column of the page, or a row with its cells beside each other."""
    look = theme.look()
    if not columns or width / columns < look.px(LEAST_CELL):
        return [_set(paragraph, left, top, width, muted)]
    each, pad = width / columns, look.px(CELL_PAD)
    cells = _cells(paragraph)
    cells += [[] for _ in range(columns - len(cells))]
    blocks = [
        _set(tuple(cell), left + n * each, top, each, muted, inset=pad)
        for n, cell in enumerate(cells)
    ]
    high = max(block.height for block in blocks)
    for n, (block, cell) in enumerate(zip(blocks, cells, strict=True)):
        authors = [run.author for run in cell if run.change and run.author not in muted]
        block.frame = QRectF(left + n * each, top, each, high)
        block.author = authors[0] if authors else None
        block.bars = [(box.translated(-n * each, 0), author) for box, author in block.bars]
        block.height = high
    return blocks


def colours(author: int) -> tuple[str, str]:
    """Ink and tint of an author."""
    return theme.AUTHORS[author % len(theme.AUTHORS)]


def _set(
    paragraph: Paragraph, left: float, top: float, width: float, muted: frozenset[int],
    inset: float = 0.0,
) -> Block:  # fmt: skip
    """Words in their lines; changes of muted authors stand as plain text. What has an inset is a
    cell: it begins no further in.
    """
    look = theme.look()
    font = look.fang(theme.SHEET_OPINION)
    layout = QTextLayout("".join(run.text for run in paragraph), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    heading = [] if inset else _heading(layout.text())
    layout.setFormats([*heading, *_formats(paragraph, muted)])
    _set_lines(layout, width - 2 * inset, 0.0 if inset else advance("　　", font))
    starts, bars = _marks(paragraph, layout, left, top, muted)
    starts = {change: at + QPointF(inset, 0) for change, at in starts.items()}
    lines = max(1, layout.lineCount())
    height = lines * look.px(PITCH) + (0 if inset else look.px(PARAGRAPH_GAP))
    return Block(layout, QPointF(left + inset, top), bars, starts, height)


def _set_lines(layout: QTextLayout, width: float, indent: float) -> None:
    pitch = theme.look().px(PITCH)
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        inset = indent if number == 0 else 0.0
        line.setLineWidth(max(40.0, width - inset))
        line.setPosition(QPointF(inset, number * pitch + (pitch - line.height()) / 2))
        number += 1
    layout.endLayout()


def _heading(text: str) -> list[QTextLayout.FormatRange]:
    """The heading with which a paragraph begins, in the face of its level."""
    said = understood(text)
    if not said.level:
        return []
    span = QTextLayout.FormatRange()
    span.start, span.length = 0, len(said.heading.encode("utf-16-le", "surrogatepass")) // 2
    span.format = faces()[said.level - 1]
    return [span]


def _formats(paragraph: Paragraph, muted: frozenset[int]) -> list[QTextLayout.FormatRange]:
    formats, at = [], 0
    for run in paragraph:
        length = len(run.text.encode("utf-16-le", "surrogatepass")) // 2
        if run.state != "same" and run.author not in muted:
            span = QTextLayout.FormatRange()
            span.start, span.length = at, length
            span.format = _format(run)
            formats.append(span)
        at += length
    return formats


def _format(run: Run) -> QTextCharFormat:
    ink, tint = colours(run.author)
    made = QTextCharFormat()
    made.setForeground(QBrush(QColor(ink)))
    if run.state == "struck":
        made.setFontStrikeOut(True)
        return made
    made.setBackground(QBrush(QColor(tint)))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(QColor(ink))
    return made


def _marks(
    paragraph: Paragraph, layout: QTextLayout, left: float, top: float,
    muted: frozenset[int],
) -> tuple[dict[int, QPointF], list[tuple[QRectF, int]]]:  # fmt: skip
    look = theme.look()
    pitch = look.px(PITCH)
    starts: dict[int, QPointF] = {}
    lines: dict[int, int] = {}
    at = 0
    for run in paragraph:
        length = len(run.text.encode("utf-16-le", "surrogatepass")) // 2
        if run.change and run.author not in muted:
            first = layout.lineForTextPosition(at).lineNumber()
            last = layout.lineForTextPosition(max(at, at + length - 1)).lineNumber()
            for number in range(first, last + 1):
                lines.setdefault(number, run.author)
            foot = top + (first + 1) * pitch - look.px(2)
            starts.setdefault(run.change, QPointF(left + _x_of(layout, at), foot))
        at += length
    x = left - look.px(MARGIN - BAR)
    bars = [
        (QRectF(x, top + n * pitch + 2, look.px(3), pitch - 4), author)
        for n, author in lines.items()
    ]
    return starts, bars


def _x_of(layout: QTextLayout, at: int) -> float:
    """Where a character begins; PySide answers with the place it took beside it."""
    found: Any = layout.lineForTextPosition(at).cursorToX(at)
    return float(found[0] if isinstance(found, tuple) else found)


def pen(colour: str, width: float) -> QPen:
    """A line with round ends."""
    made = QPen(QColor(colour), width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    return made


def note_font(strong: bool = False) -> QFont:
    """The face of a note."""
    look = theme.look()
    return look.sans(theme.META, theme.STRONG if strong else theme.REGULAR)
