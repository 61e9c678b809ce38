"""Ruled sheets: cells of wrapped text between fine lines, over as many pages as they need."""

from dataclasses import dataclass, replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.layout import training_mark
from oa_client.docflow.typeset.lines import Line, Piece, broken, cells, set_line
from oa_client.docflow.typeset.page import Colour, Page, Rule, Run

THICK, THIN = 0.5, 0.2
"""Outer and inner lines, millimetres."""


@dataclass(frozen=True)
class Ink:
    """How text is set: face, size in points, colour."""

    role: str = "仿宋"
    size: float = 12.0
    colour: Colour = m.BLACK

    @property
    def advance(self) -> float:
        """Millimetres of one Han character."""
        return m.millimetres(self.size)

    @property
    def leading(self) -> float:
        """Millimetres from one line to the next."""
        return self.advance * 1.5


def wrapped(text: str, ink: Ink, width: float) -> list[Line]:
    """Text in lines of a width in millimetres; line ends in the text are kept."""
    room = max(1.0, width / ink.advance // 0.5 * 0.5)
    lines: list[Line] = []
    for paragraph in text.splitlines() or [""]:
        lines += broken([Piece(paragraph, ink.role)], room) or [()]
    return lines


def put(line: Line, x: float, top: float, ink: Ink) -> list[Run]:
    """Place a line flush left; `top` is the upper edge of its leading."""
    return set_line(line, x, _base(top, ink), size=ink.size, advance=ink.advance, colour=ink.colour)


def put_right(text: str, right: float, top: float, ink: Ink) -> list[Run]:
    """Place one line flush right."""
    return put((Piece(text, ink.role),), right - cells(text) * ink.advance, top, ink)


def put_middle(text: str, middle: float, top: float, ink: Ink) -> list[Run]:
    """Place one line centred."""
    return put((Piece(text, ink.role),), middle - cells(text) * ink.advance / 2, top, ink)


def put_box(text: str, box: tuple[float, float, float, float], ink: Ink) -> list[Run]:
    """Place text in the middle of a box given as x, y, width, height."""
    x, y, width, height = box
    lines = wrapped(text, ink, width - 2)
    top = y + max(0.0, (height - len(lines) * ink.leading) / 2)
    runs: list[Run] = []
    for index, line in enumerate(lines):
        took = sum(cells(piece.text) for piece in line) * ink.advance
        runs += put(line, x + (width - took) / 2, top + index * ink.leading, ink)
    return runs


def _base(top: float, ink: Ink) -> float:
    return top + (ink.leading - ink.advance) / 2 + ink.advance * m.ASCENT


def frame(
    x: float, y: float, width: float, height: float, line: float, colour: Colour
) -> list[Rule]:
    """Four lines around a box."""
    right, lower = x + width, y + height
    return [
        Rule(x, y, right, y, line, colour), Rule(x, lower, right, lower, line, colour),
        Rule(x, y, x, lower, line, colour), Rule(right, y, right, lower, line, colour),
    ]  # fmt: skip


@dataclass
class Sheet:
    """A page being drawn."""

    runs: list[Run]
    rules: list[Rule]
    y: float


def finished(
    sheets: list[Sheet], *, width: float, height: float, training: bool, ink: Ink, foot: str = ""
) -> tuple[Page, ...]:
    """Give the sheets their page numbers, their foot and the training mark."""
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        runs, rules = list(sheet.runs), list(sheet.rules)
        label = f"第 {number} 页　共 {len(sheets)} 页"
        runs += put_middle(label, width / 2, height - 14, ink)
        if foot:
            small = replace(ink, size=8.0)
            for at, line in enumerate(wrapped(foot, small, width - 40)[:2]):
                runs += put(line, 20, height - 22 + at * small.leading, small)
        if training:
            mark, edges = training_mark(width)
            runs += [replace(run, y_mm=run.y_mm - 6) for run in mark]
            rules += [replace(rule, y1=rule.y1 - 6, y2=rule.y2 - 6) for rule in edges]
        pages.append(Page(tuple(runs), tuple(rules), width, height))
    return tuple(pages)
