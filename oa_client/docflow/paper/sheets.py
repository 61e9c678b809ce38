"""The handling slip: 收文处理单, 发文稿纸, 传阅单, with every opinion in its labelled cell."""

from dataclasses import dataclass
from datetime import datetime

from oa_client.docflow.handling.slip import Cell, Said
from oa_client.docflow.paper.fonts import Fonts
from oa_client.docflow.paper.pdf import PdfMade, make
from oa_client.docflow.paper.ruled import (
    THICK,
    THIN,
    Ink,
    Sheet,
    finished,
    frame,
    put,
    put_box,
    put_middle,
    put_right,
    wrapped,
)
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.lines import Line, cells
from oa_client.docflow.typeset.page import Layout, Rule, Run, moved

NAMES = {"incoming": "收文处理单", "outgoing": "发文稿纸", "circulation": "传阅单"}
"""What the slip is called."""

_LEFT, _WIDTH, _LOW = 22.0, 166.0, 276.0
_LABEL = 24.0
_RED = (0.706, 0.267, 0.235)
_HEAD = Ink("小标宋", 22.0, m.RED)
_LABELS = Ink("仿宋", 12.0, _RED)
_VALUE = Ink("仿宋", 12.0)
_OPINION = Ink("楷体", 14.0)
_SMALL = Ink("仿宋", 9.0, (0.35, 0.35, 0.35))
_FOOT = Ink("宋体", 9.0, (0.35, 0.35, 0.35))
_PAD = 2.0
_LEAST = 13.0
_MOST = 34.0


@dataclass(frozen=True)
class Slip:
    """A handling slip; `elements` are shown under the labels that are their keys."""

    kind: str
    office: str
    elements: dict[str, str]
    cells: list[Cell]
    training: bool = False


@dataclass(frozen=True)
class _Row:
    """A line of a cell before it has its place."""

    runs: tuple[Run, ...]
    height: float
    glued: bool = False


def slip(sheet: Slip, fonts: Fonts, *, created: datetime) -> PdfMade:
    """The slip as PDF."""
    name = f"{sheet.office}{NAMES.get(sheet.kind, sheet.kind)}"
    title = next((value for key, value in sheet.elements.items() if "标题" in key), "")
    return make(slip_layout(sheet), fonts, title=f"{name}　{title}".strip(), created=created)


def slip_layout(sheet: Slip) -> Layout:
    """The slip on its pages."""
    name = NAMES.get(sheet.kind, sheet.kind)
    sheets = [_opened(sheet.office, name)]
    _elements(sheets, sheet)
    rows = [_rows(cell) for cell in sheet.cells]
    needs = [max(_LEAST, sum(row.height for row in cell) + 2 * _PAD) for cell in rows]
    spare = max(0.0, _LOW - sheets[0].y - sum(needs)) / max(1, len(needs))
    for cell, lines, need in zip(sheet.cells, rows, needs, strict=True):
        _cell(sheets, sheet, cell.label, lines, need + min(spare, _MOST - _LEAST))
    for page in sheets:
        page.rules += frame(_LEFT, 44, _WIDTH, page.y - 44, THICK, _RED)
    pages = finished(
        sheets, width=m.PAGE_WIDTH, height=m.PAGE_HEIGHT, training=sheet.training, ink=_FOOT
    )
    return Layout(pages)


def _opened(office: str, name: str, *, again: bool = False) -> Sheet:
    text = office + name + ("（续）" if again else "")
    size = min(_HEAD.size, _WIDTH / max(cells(text), 1.0) / m.MM_PER_POINT)
    ink = Ink(_HEAD.role, size, _HEAD.colour)
    return Sheet(put_middle(text, m.PAGE_WIDTH / 2, 28, ink), [], 44.0)


def _elements(sheets: list[Sheet], sheet: Slip) -> None:
    """Short elements two a row, long ones across the sheet."""
    half = _WIDTH / 2
    waiting: tuple[str, str] | None = None
    for label, value in sheet.elements.items():
        short = cells(value) * _VALUE.advance <= half - _LABEL - 2 * _PAD and "\n" not in value
        if short and waiting:
            _element_row(sheets, sheet, [waiting, (label, value)])
            waiting = None
        elif short:
            waiting = (label, value)
        else:
            if waiting:
                _element_row(sheets, sheet, [waiting])
                waiting = None
            _element_row(sheets, sheet, [(label, value)])
    if waiting:
        _element_row(sheets, sheet, [waiting])


def _element_row(sheets: list[Sheet], sheet: Slip, pairs: list[tuple[str, str]]) -> None:
    width = _WIDTH / len(pairs)
    lines = [wrapped(value, _VALUE, width - _LABEL - 2 * _PAD) for _, value in pairs]
    todo = max(len(found) for found in lines)
    done = 0
    while done < todo:
        page = sheets[-1]
        room = int((_LOW - page.y - 2 * _PAD) // _VALUE.leading)
        if room < 1:
            _turn(sheets, sheet)
            continue
        take = min(room, todo - done)
        height = max(10.0, take * _VALUE.leading + 2 * _PAD)
        for index, (label, _) in enumerate(pairs):
            x = _LEFT + index * width
            part = lines[index][done : done + take]
            _labelled(page, label, (x, page.y, width, height))
            top = page.y + (height - len(part) * _VALUE.leading) / 2
            for at, line in enumerate(part):
                page.runs += put(line, x + _LABEL + _PAD, top + at * _VALUE.leading, _VALUE)
        page.y += height
        done += take


def _labelled(page: Sheet, label: str, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    page.rules += frame(x, y, width, height, THIN, _RED)
    page.rules.append(Rule(x + _LABEL, y, x + _LABEL, y + height, THIN, _RED))
    page.runs += put_box(label, (x, y, _LABEL, height), _LABELS)


def _rows(cell: Cell) -> list[_Row]:
    """Every entry's words in 楷体, then name and date at the right, then the note."""
    rows: list[_Row] = []
    width = _WIDTH - _LABEL - 2 * _PAD
    for entry in cell.said:
        words = wrapped(entry.text, _OPINION, width - 2) if entry.text else []
        rows += [_words(line, last=index == len(words) - 1) for index, line in enumerate(words)]
        rows += _signed(entry)
        rows += [
            _Row(tuple(put(line, _LEFT + _LABEL + _PAD + 1, 0, _SMALL)), _SMALL.leading)
            for line in (wrapped(entry.note, _SMALL, width - 2) if entry.note else [])
        ]
        rows.append(_Row((), 2.0))
    return rows[:-1]


def _words(line: Line, *, last: bool) -> _Row:
    runs = put(line, _LEFT + _LABEL + _PAD + 1, 0, _OPINION)
    return _Row(tuple(runs), _OPINION.leading, glued=last)


def _signed(entry: Said) -> list[_Row]:
    text = "　".join(part for part in (entry.name, entry.at) if part)
    right, width = _LEFT + _WIDTH - _PAD - 2, _WIDTH - _LABEL - 2 * _PAD - 2
    if cells(text) * _OPINION.advance <= width:
        return [_Row(tuple(put_right(text, right, 0, _OPINION)), _OPINION.leading)] if text else []
    left = _LEFT + _LABEL + _PAD + 1
    lines = wrapped(text, _OPINION, width)
    return [_Row(tuple(put(line, left, 0, _OPINION)), _OPINION.leading) for line in lines]


def _cell(sheets: list[Sheet], sheet: Slip, label: str, rows: list[_Row], wanted: float) -> None:
    """A cell on as many pages as it needs; its label says where it goes on."""
    rest, name = list(rows), label
    while True:
        page = sheets[-1]
        taken = _taken(rest, _LOW - page.y - 2 * _PAD)
        cramped = _LOW - page.y < _LEAST or (rest and not taken)
        if cramped and page.y > 44.0:
            _turn(sheets, sheet)
            continue
        taken = taken or rest[:1]
        used = sum(row.height for row in taken) + 2 * _PAD
        rest = rest[len(taken) :]
        height = _LOW - page.y if rest else min(max(used, wanted), _LOW - page.y)
        _labelled(page, name, (_LEFT, page.y, _WIDTH, height))
        y = page.y + _PAD
        for row in taken:
            page.runs += moved(row.runs, y)
            y += row.height
        page.y += height
        if not rest:
            return
        name, wanted = f"{label}（续）", 0.0
        _turn(sheets, sheet)


def _taken(rows: list[_Row], room: float) -> list[_Row]:
    """As many rows as the room holds; a name is not parted from the last words before it."""
    count, used = 0, 0.0
    for row in rows:
        used += row.height
        if used > room:
            break
        count += 1
    while 0 < count < len(rows) and rows[count - 1].glued:
        count -= 1
    return rows[:count]


def _turn(sheets: list[Sheet], sheet: Slip) -> None:
    sheets.append(_opened(sheet.office, NAMES.get(sheet.kind, sheet.kind), again=True))
