"""A table in the body: ruled, its head repeated on every page it reaches."""

from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Table
from oa_client.docflow.typeset.lines import Piece, broken, cells, centred, set_line
from oa_client.docflow.typeset.page import Rule, Run, Strip

SIZE = 12.0
"""小四, points."""
_CELL = m.millimetres(SIZE)
_LINE = 6.4
_PADDING = 1.6
_THIN = 0.2
_KEPT = 12
_NARROW = 36.0


def table_strips(table: Table) -> list[Strip]:
    """The rows as strips; rows of up to twelve lines are not torn."""
    count = max(len(row) for row in table.rows)
    rows = [(*row, *[""] * (count - len(row))) for row in table.rows]
    widths = column_widths(rows, m.TEXT_WIDTH)
    head = [replace(strip, glued=True) for strip in _row(rows[0], widths, "黑体")]
    strips = [Strip(m.PITCH * 0.3, 0.0, blank=True), *head]
    for row in rows[1:]:
        strips += [replace(strip, head=tuple(head)) for strip in _row(row, widths, "仿宋")]
    return [*strips, Strip(m.PITCH * 0.5, 0.0, blank=True)]


def column_widths(rows: list[tuple[str, ...]], total: float) -> list[float]:
    """Share a width among the columns after what they hold, none under four characters."""
    columns = list(zip(*rows, strict=True))
    widest = [max(cells(text) for text in column) for column in columns]
    wants = [min(max(most, 4.0), 24.0) + 2 for most in widest]
    return [total * want / sum(wants) for want in wants]


def _row(row: tuple[str, ...], widths: list[float], role: str) -> list[Strip]:
    boxes = [
        broken([Piece(text, role)], max(2.0, (width - 2 * _PADDING) / _CELL // 0.5 * 0.5))
        for text, width in zip(row, widths, strict=True)
    ]
    count = max(1, *(len(box) for box in boxes))
    strips = []
    for index in range(count):
        x, runs = m.BINDING, list[Run]()
        for box, width in zip(boxes, widths, strict=True):
            skip = (count - len(box)) // 2
            if 0 <= index - skip < len(box):
                runs += _cell_line(
                    box[index - skip], x, width, alone=len(box) == 1 and width < _NARROW
                )
            x += width
        strips.append(_ruled(runs, widths, first=index == 0, last=index == count - 1))
    if count <= _KEPT:
        strips[:-1] = [replace(strip, glued=True) for strip in strips[:-1]]
    return strips


def _cell_line(line: tuple[Piece, ...], x: float, width: float, *, alone: bool) -> list[Run]:
    y = (_LINE - _CELL) / 2 + _CELL * m.ASCENT
    if alone:
        return centred(line, x + width / 2, y, size=SIZE, advance=_CELL)
    return set_line(line, x + _PADDING, y, size=SIZE, advance=_CELL)


def _ruled(runs: list[Run], widths: list[float], *, first: bool, last: bool) -> Strip:
    upper = 0.8 if first else 0.0
    height = _LINE + upper + (0.8 if last else 0.0)
    placed = tuple(replace(run, y_mm=run.y_mm + upper) for run in runs)
    x, rules = m.BINDING, []
    for width in (0.0, *widths):
        x += width
        rules.append(Rule(x, 0, x, height, _THIN))
    rules += [Rule(m.BINDING, 0, m.RIGHT, 0, _THIN)] if first else []
    rules += [Rule(m.BINDING, height, m.RIGHT, height, _THIN)] if last else []
    return Strip(height, height, placed, tuple(rules))
