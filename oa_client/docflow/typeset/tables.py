"""A table in the body: ruled, its head repeated on every page it reaches.

A table too wide for the upright page is set across, its head at the left of every page: that is
the binding edge of odd pages and the outer edge of even ones (clause 8).
"""

from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.columns import CELL, PADDING, SIZE, Columns, Rows, columns_of
from oa_client.docflow.typeset.elements import Table
from oa_client.docflow.typeset.lines import Line, Piece, broken, cells, centred, set_line
from oa_client.docflow.typeset.page import Rule, Run, Strip, moved, moved_rules

LINE = 6.4
"""Millimetres from line to line in a cell."""
EDGE = 0.8
"""Room above and below the words of a cell."""
THIN = 0.2
"""Thickness of its lines; the standard leaves it open."""
ABOVE, BELOW = 0.3, 0.5
"""Lines left free above and below it."""
_KEPT, _TORN = 12, 3
"""Lines of a row that is not torn, and of the pieces of a taller one."""
_SHORT = 10.0
"""Cells; a column without a longer word stands in the middle of its width."""
_CRAMPED = 4.0
"""Cells; an upright table whose columns break their words narrower than that is set across."""
_LEAST = 2 * CELL + 2 * PADDING
"""Millimetres of a column that holds two characters side by side; more columns than fit with
that are set smaller.
"""


def table_strips(table: Table) -> list[Strip]:
    """The rows as strips; rows of up to twelve lines are not torn."""
    rows = _even(table)
    if is_wide(table):
        return _across(rows)
    head, others = _set(rows, columns_of(rows, m.TEXT_WIDTH))
    again = _repeated(head, m.TEXT_HEIGHT)
    strips = [replace(strip, head=again) for row in others for strip in row]
    return [_space(ABOVE), *head, *strips, _space(BELOW)]


def _even(table: Table) -> Rows:
    count = max(len(row) for row in table.rows)
    return tuple((*row, *[""] * (count - len(row))) for row in table.rows)


def is_wide(table: Table) -> bool:
    """Whether its columns would be cramped on an upright page."""
    rows = _even(table)
    given = columns_of(rows, m.TEXT_WIDTH)
    longest = [max(cells(text) for text in column) for column in zip(*rows, strict=True)]
    return any(
        (width - 2 * given.padding) / CELL < min(most, _CRAMPED)
        for width, most in zip(given.widths, longest, strict=True)
    )


def _space(lines: float) -> Strip:
    return Strip(m.PITCH * lines, 0.0, blank=True)


def _set(rows: Rows, columns: Columns) -> tuple[list[Strip], list[list[Strip]]]:
    """The head, glued to what follows, and the other rows, each in its strips."""
    every, short = [True] * len(columns.widths), is_centred(rows)
    head = [replace(strip, glued=True) for strip in _row(rows[0], columns, "黑体", every)]
    return head, [_row(row, columns, "仿宋", short) for row in rows[1:]]


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
    head, others = _set(rows, columns_of(rows, width))
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
        for rule in moved_rules((*strip.rules, *(strip.end if strip is face[-1] else ())), y):
            ends = (*place(rule.x1, rule.y1), *place(rule.x2, rule.y2))
            rules.append(Rule(*ends, rule.width_mm, rule.colour))
        y += strip.height
    return Strip(m.TEXT_HEIGHT, m.TEXT_HEIGHT, tuple(runs), tuple(rules), fresh=True)


def _row(
    row: tuple[str, ...], columns: Columns, role: str, centre: list[bool]
) -> list[Strip]:
    """A row as one strip, cell after cell as it is read; a tall one as several."""
    boxes = [
        broken([Piece(text, role)], room)
        for text, room in zip(row, columns.rooms(), strict=True)
    ]
    count = max(1, *(len(box) for box in boxes))
    strips = []
    piece = count if count <= _KEPT else _TORN
    for start in range(0, count, piece):
        end = min(count, start + piece)
        upper = EDGE if start == 0 else 0.0
        x, runs = m.BINDING, list[Run]()
        for box, width, middle in zip(boxes, columns.widths, centre, strict=True):
            down = (count - len(box)) * LINE / 2 if count <= _KEPT else 0.0
            for at in range(start, min(end, len(box))):
                y = upper + down + (at - start) * LINE
                line = _cell_line(box[at], x, width, None if middle else columns.padding)
                runs += moved(tuple(line), y)
            x += width
        height = upper + (end - start) * LINE + (EDGE if end == count else 0.0)
        strips.append(_ruled(runs, columns.widths, height, first=start == 0, last=end == count))
    return strips


def _cell_line(line: Line, x: float, width: float, padding: float | None) -> list[Run]:
    """A line in the middle of its cell, or at its left after so much room."""
    y = (LINE - CELL) / 2 + CELL * m.ASCENT
    if padding is None:
        return centred(line, x + width / 2, y, size=SIZE, advance=CELL)
    return set_line(line, x + padding, y, size=SIZE, advance=CELL)


def _ruled(
    runs: list[Run], widths: tuple[float, ...], height: float, *, first: bool, last: bool
) -> Strip:
    x, rules = m.BINDING, []
    for width in (0.0, *widths):
        x += width
        rules.append(Rule(x, 0, x, height, THIN))
    right = m.BINDING + sum(widths)
    rules += [Rule(m.BINDING, 0, right, 0, THIN)] if first else []
    lower = Rule(m.BINDING, height, right, height, THIN)
    rules += [lower] if last else []
    return Strip(height, height, tuple(runs), tuple(rules), end=() if last else (lower,))
