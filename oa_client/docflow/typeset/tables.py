"""A table in the body: ruled, its head repeated on every page it reaches.

A table too wide for the upright page is set across, its head at the left of every page: that is
the binding edge of odd pages and the outer edge of even ones (clause 8).
"""

import math
from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Table
from oa_client.docflow.typeset.lines import (
    Line,
    Piece,
    broken,
    cells,
    centred,
    same_kind,
    set_line,
)
from oa_client.docflow.typeset.page import Rule, Run, Strip, moved, moved_rules

SIZE = 12.0
"""小四, points."""
_CELL = m.millimetres(SIZE)
LINE = 6.4
"""Millimetres from line to line in a cell."""
PADDING, EDGE = 1.6, 0.8
"""Room beside the words of a cell, and above and below them."""
THIN = 0.2
"""Thickness of its lines; the standard leaves it open."""
ABOVE, BELOW = 0.3, 0.5
"""Lines left free above and below it."""
_KEPT = 12
_SHORT = 10.0
"""Cells; a column without a longer word stands in the middle of its width."""
_CRAMPED = 4.0
"""Cells; an upright table whose columns break their words narrower than that is set across."""
_GREEDIEST = 10.0
"""How many times its fair share a long column may claim."""
_BETWEEN = 0.2
"""Cells that some programs put between a Han character and a figure."""
_LEAST = 2 * _CELL + 2 * PADDING
"""Millimetres of a column that holds two characters side by side; more columns than fit with
that are set smaller.
"""

Rows = list[tuple[str, ...]]


def table_strips(table: Table) -> list[Strip]:
    """The rows as strips; rows of up to twelve lines are not torn."""
    rows = _even(table)
    if is_wide(table):
        return _across(rows)
    head, others = _set(rows, column_widths(rows, m.TEXT_WIDTH))
    again = _repeated(head, m.TEXT_HEIGHT)
    strips = [replace(strip, head=again) for row in others for strip in row]
    return [_space(ABOVE), *head, *strips, _space(BELOW)]


def column_widths(rows: Rows, total: float) -> list[float]:
    """Share a width among the columns. Dates and figures get the room that word processors add to
    them, so that they stay on their line there too, unless the paper's own lines become more by it.
    """
    columns = list(zip(*rows, strict=True))
    shared = [
        _shared([_wanted(max(map(long, column))) for column in columns], total)
        for long in (_roomy, cells)
    ]
    return min(shared, key=lambda widths: _lines(rows, widths))


def _lines(rows: Rows, widths: list[float]) -> int:
    """About how many lines the rows take."""
    rooms = [_room(width) for width in widths]
    return sum(
        max(math.ceil(cells(text) / room) for text, room in zip(row, rooms, strict=True))
        for row in rows
    )


def _room(width: float) -> float:
    """Cells of a line in a column so wide."""
    return max(1.0, (width - 2 * PADDING) / _CELL // 0.5 * 0.5)


def _shared(wants: list[float], total: float) -> list[float]:
    """Each what its longest cell needs, and where there is not enough, the long ones what the
    short ones leave.
    """
    if sum(wants) <= total:
        return [want * total / sum(wants) for want in wants]
    given: dict[int, float] = {}
    while True:
        waiting = [at for at in range(len(wants)) if at not in given]
        left = total - sum(given.values())
        fair = left / len(waiting)
        short = {at: wants[at] for at in waiting if wants[at] <= fair}
        if not short:
            weights = {at: min(wants[at], _GREEDIEST * fair) for at in waiting}
            given |= {at: left * weights[at] / sum(weights.values()) for at in waiting}
            return [given[at] for at in range(len(wants))]
        given |= short


def _wanted(most: float) -> float:
    """Millimetres of a column whose longest cell has so many cells of text."""
    return max(2.0, most) * _CELL + 2 * PADDING + 0.1


def _roomy(text: str) -> float:
    """Cells of a text with the room that word processors put between Han characters and figures."""
    return cells(text) + _BETWEEN * (len(list(same_kind(text))) - 1)


def _even(table: Table) -> Rows:
    count = max(len(row) for row in table.rows)
    return [(*row, *[""] * (count - len(row))) for row in table.rows]


def is_wide(table: Table) -> bool:
    """Whether its columns would be cramped on an upright page."""
    rows = _even(table)
    widths = column_widths(rows, m.TEXT_WIDTH)
    longest = [max(cells(text) for text in column) for column in zip(*rows, strict=True)]
    return any(
        (width - 2 * PADDING) / _CELL < min(most, _CRAMPED)
        for width, most in zip(widths, longest, strict=True)
    )


def _space(lines: float) -> Strip:
    return Strip(m.PITCH * lines, 0.0, blank=True)


def _set(rows: Rows, widths: list[float]) -> tuple[list[Strip], list[list[Strip]]]:
    """The head, glued to what follows, and the other rows, each in its strips."""
    every, short = [True] * len(widths), is_centred(rows)
    head = [replace(strip, glued=True) for strip in _row(rows[0], widths, "黑体", every)]
    return head, [_row(row, widths, "仿宋", short) for row in rows[1:]]


def is_centred(rows: Rows) -> list[bool]:
    """Whether each column's words stand in the middle of its width."""
    return [max(cells(text) for text in column) <= _SHORT for column in zip(*rows[1:], strict=True)]


def _repeated(head: list[Strip], room: float) -> tuple[Strip, ...]:
    """The head as later pages show it; one that would fill them is shown once."""
    return tuple(head) if sum(strip.height for strip in head) < room / 3 else ()


def _across(rows: Rows) -> list[Strip]:
    """Every face as one strip of the text area's height, turned a quarter to the left."""
    width = max(m.TEXT_HEIGHT, len(rows[0]) * _LEAST)
    scale = m.TEXT_HEIGHT / width
    head, others = _set(rows, column_widths(rows, width))
    room = m.TEXT_WIDTH / scale
    again = _repeated(head, room)
    faces: list[list[Strip]] = [[]]
    for piece in (*head, *(strip for row in others for strip in row)):
        used = sum(strip.height for strip in (*faces[-1], piece))
        if used > room and len(faces[-1]) > len(again):
            faces.append([*again])
        faces[-1].append(piece)
    return [_turned(face, scale) for face in faces]


def _turned(face: list[Strip], scale: float) -> Strip:
    def place(x: float, y: float) -> tuple[float, float]:
        return m.BINDING + y * scale, m.TEXT_HEIGHT - (x - m.BINDING) * scale

    y, runs, rules = 0.0, list[Run](), list[Rule]()
    for strip in face:
        for run in moved(strip.runs, y):
            x_mm, y_mm = place(run.x_mm, run.y_mm)
            each = (run.char_advance or 0.0) * scale
            runs.append(replace(
                run, x_mm=x_mm, y_mm=y_mm, size_pt=run.size_pt * scale, char_advance=each,
                turned=True,
            ))  # fmt: skip
        for rule in moved_rules(strip.rules, y):
            ends = (*place(rule.x1, rule.y1), *place(rule.x2, rule.y2))
            rules.append(Rule(*ends, rule.width_mm, rule.colour))
        y += strip.height
    return Strip(m.TEXT_HEIGHT, m.TEXT_HEIGHT, tuple(runs), tuple(rules), fresh=True)


def _row(
    row: tuple[str, ...], widths: list[float], role: str, centre: list[bool]
) -> list[Strip]:
    """A row as one strip, cell after cell as it is read; a tall one as several."""
    boxes = [
        broken([Piece(text, role)], _room(width))
        for text, width in zip(row, widths, strict=True)
    ]
    count = max(1, *(len(box) for box in boxes))
    strips = []
    for start in range(0, count, _KEPT):
        end = min(count, start + _KEPT)
        upper = EDGE if start == 0 else 0.0
        x, runs = m.BINDING, list[Run]()
        for box, width, middle in zip(boxes, widths, centre, strict=True):
            down = (count - len(box)) * LINE / 2 if count <= _KEPT else 0.0
            for at in range(start, min(end, len(box))):
                y = upper + down + (at - start) * LINE
                runs += moved(tuple(_cell_line(box[at], x, width, middle=middle)), y)
            x += width
        height = upper + (end - start) * LINE + (EDGE if end == count else 0.0)
        strips.append(_ruled(runs, widths, height, first=start == 0, last=end == count))
    return strips


def _cell_line(line: Line, x: float, width: float, *, middle: bool) -> list[Run]:
    y = (LINE - _CELL) / 2 + _CELL * m.ASCENT
    if middle:
        return centred(line, x + width / 2, y, size=SIZE, advance=_CELL)
    return set_line(line, x + PADDING, y, size=SIZE, advance=_CELL)


def _ruled(
    runs: list[Run], widths: list[float], height: float, *, first: bool, last: bool
) -> Strip:
    x, rules = m.BINDING, []
    for width in (0.0, *widths):
        x += width
        rules.append(Rule(x, 0, x, height, THIN))
    right = m.BINDING + sum(widths)
    rules += [Rule(m.BINDING, 0, right, 0, THIN)] if first else []
    rules += [Rule(m.BINDING, height, right, height, THIN)] if last else []
    return Strip(height, height, tuple(runs), tuple(rules))
