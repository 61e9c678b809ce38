"""What a 处理单 on the screen holds, and where each cell stands: measured, nothing painted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from oa_client.ui import theme
from oa_client.ui.theme import Look
from oa_client.ui.views.painted.lettering import advance, one_line, wrapped


class Element(NamedTuple):
    """An element of the paper; tone is strong, red, link or plain."""

    label: str
    value: str
    tone: str = ""


class Entry(NamedTuple):
    """An opinion as it was signed: text, who, when, and a note such as 代签."""

    text: str
    name: str
    time: str
    note: str = ""


@dataclass(frozen=True)
class SheetCellView:
    """A cell for opinions. `mine` is the one that the user may write in."""

    label: str
    entries: Sequence[tuple[str, ...]] = ()
    pending_text: str = ""
    mine: bool = False
    writing_text: str = ""
    """What stands beside the dot while he writes, such as 正在填写."""
    signer_text: str = ""
    """What stands where his name will be, such as 王建国 提交后署名."""
    stage: str = ""
    ahead: bool = False
    """Its stage is still to come: said lightly."""


@dataclass(frozen=True)
class SheetView:
    """The whole slip. `foot` are the elements below the opinions."""

    title: str
    office: str = ""
    elements: Sequence[tuple[str, ...]] = ()
    cells: Sequence[SheetCellView] = ()
    foot: Sequence[tuple[str, ...]] = ()
    number: str = ""
    date: str = ""


@dataclass(frozen=True)
class Field:
    """An element in its place: box of the label, box of the value, lines."""

    element: Element
    label: QRectF
    value: QRectF
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """An opinion in its place; the name stands on a line of its own at the right."""

    entry: Entry
    top: float
    lines: tuple[str, ...]
    signature: str


@dataclass(frozen=True)
class Cell:
    """A cell in its place."""

    view: SheetCellView
    label: QRectF
    value: QRectF
    said: tuple[Said, ...] = ()
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """The whole slip in its place."""

    heading: tuple[str, ...]
    table: QRectF
    fields: tuple[Field, ...]
    cells: tuple[Cell, ...]
    height: float
    heading_top: float = 0.0
    meta_top: float = 0.0
    look: Look = field(default_factory=theme.look)


MARGIN, LABEL, PAD = 16, 62, 9
SHORT_ROW, KAI_PITCH, SIGN_PITCH, VALUE_PITCH = 28, 23, 22, 20
LEAST_CELL = 52
NARROWEST = 300


def placed(view: SheetView, width: float, typing: str) -> Places:
    """Measure the slip for a width; `typing` is the opinion that is being written."""
    look = theme.look()
    width = max(width, float(look.px(NARROWEST)))
    heading = tuple(_heading(view, look, width))
    top = float(look.px(14))
    y = top + look.px(30) * len(heading)
    meta_top = y
    y += look.px(24) if view.number or view.date else look.px(6)
    measure = _Measure(look, float(look.px(MARGIN)), width - look.px(MARGIN), y)
    fields = measure.fields(view.elements)
    cells = tuple(measure.cell(cell, typing) for cell in view.cells)
    fields += measure.fields(view.foot)
    table = QRectF(measure.left, y, measure.right - measure.left, measure.y - y)
    height = measure.y + look.px(18)
    return Places(heading, table, fields, cells, height, top, meta_top, look)


def _heading(view: SheetView, look: Look, width: float) -> list[str]:
    font = look.serif(theme.SHEET_HEADING, theme.STRONG)
    room = width - 2 * look.px(MARGIN)
    office, title = one_line(view.office), one_line(view.title)
    if advance(office + title, font) <= room:
        return [office + title]
    return [*(wrapped(office, font, room) if office else []), *wrapped(title, font, room)]


class _Measure:
    """Goes down the slip row by row."""

    def __init__(self, look: Look, left: float, right: float, y: float) -> None:
        self.look, self.left, self.right, self.y = look, left, right, y
        self.label = look.px(LABEL)

    def fields(self, elements: Sequence[tuple[str, ...]]) -> tuple[Field, ...]:
        """Elements one below the other; two short ones share a row."""
        found: list[Field] = []
        rest = [Element(*element) for element in elements]
        while rest:
            if len(rest) > 1 and self._short(rest[0]) and self._short(rest[1]):
                found += self._row(rest[:2])
                del rest[:2]
            else:
                found += self._row(rest[:1])
                del rest[0]
        return tuple(found)

    def _font(self, element: Element) -> QFont:
        strong = theme.STRONG if element.tone in ("strong", "red") else theme.REGULAR
        return self.look.sans(theme.SHEET_VALUE, strong)

    def _short(self, element: Element) -> bool:
        """Whether half a row is enough for it."""
        room = (self.right - self.left) / 2 - self.label - 2 * self.look.px(PAD)
        calm = element.tone != "strong" and "\n" not in element.value
        return calm and advance(element.value, self._font(element)) <= room

    def _row(self, elements: list[Element]) -> list[Field]:
        share = (self.right - self.left) / len(elements)
        pad, pitch = self.look.px(PAD), self.look.px(VALUE_PITCH)
        lines = [
            tuple(wrapped(e.value, self._font(e), share - self.label - 2 * pad)) for e in elements
        ]
        labels = [label_lines(e.label) for e in elements]
        most = max(len(part) for part in (*lines, *labels))
        high = max(self.look.px(SHORT_ROW), pitch * most + self.look.px(8))
        found = []
        for number, (element, text) in enumerate(zip(elements, lines, strict=True)):
            x = self.left + number * share
            label = QRectF(x, self.y, self.label, high)
            value = QRectF(x + self.label, self.y, share - self.label, high)
            found.append(Field(element, label, value, text))
        self.y += high
        return found

    def cell(self, view: SheetCellView, typing: str) -> Cell:
        """A cell as high as what was said in it."""
        look = self.look
        pad = look.px(PAD)
        room = self.right - self.left - self.label - 2 * pad
        y = self.y + pad
        said = []
        for entry in (Entry(*e) for e in view.entries):
            one = self._said(entry, y, room)
            said.append(one)
            y += look.px(KAI_PITCH) * len(one.lines) + look.px(SIGN_PITCH) + look.px(4)
        typed: tuple[str, ...] = ()
        if view.mine:
            typed = tuple(wrapped(typing, look.kai(theme.SHEET_OPINION), room)) if typing else ("",)
            y += look.px(KAI_PITCH) * len(typed) + look.px(20)
        elif view.pending_text and said:
            y += look.px(SIGN_PITCH)
        lines = len(label_lines(view.label))
        least = max(look.px(LEAST_CELL), look.px(VALUE_PITCH) * lines + 2 * pad)
        high = max(float(least), y + pad - look.px(3) - self.y)
        label = QRectF(self.left, self.y, self.label, high)
        value = QRectF(self.left + self.label, self.y, self.right - self.left - self.label, high)
        self.y += high
        return Cell(view, label, value, tuple(said), typed)

    def _said(self, entry: Entry, top: float, room: float) -> Said:
        lines = wrapped(entry.text, self.look.kai(theme.SHEET_OPINION), room) if entry.text else []
        return Said(entry, top, tuple(lines), spaced_name(entry.name))


def spaced_name(name: str) -> str:
    """A name of two characters takes the room of three, as it is written on paper."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 and not name.isascii() else one_line(name)


def label_lines(label: str) -> tuple[str, ...]:
    """A label in the narrow column: spread if short, in two lines if long."""
    label = one_line(label)
    if label.isascii() or len(label) > 8:
        return tuple(label.split(" ")) if label.isascii() else (label[:4], label[4:8], label[8:])
    if len(label) == 2:
        return (f"{label[0]}　{label[1]}",)
    if len(label) == 3:
        return (f"{label[0]} {label[1]} {label[2]}",)
    return (label,) if len(label) <= 4 else (label[:4], label[4:])
