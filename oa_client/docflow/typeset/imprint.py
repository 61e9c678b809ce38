"""版记: who gets copies, who printed it and when, at the foot of the last page (7.4)."""

from dataclasses import dataclass

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import joined
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.lines import Line, Piece, broken, cells, set_line
from oa_client.docflow.typeset.page import Rule, Run

_CELL = m.millimetres(m.SIZE_4)
_ROOM = m.TEXT_WIDTH / _CELL // 0.5 * 0.5 - 2
_MOST = int(m.TEXT_HEIGHT / m.IMPRINT_PITCH) - 1
_BASE = (m.IMPRINT_PITCH - _CELL) / 2 + _CELL * m.ASCENT

Row = list[tuple[Line, float]]
"""Lines that stand side by side, each with its left edge."""


@dataclass(frozen=True)
class Imprint:
    """What of the 版记 stands on one page, and where it begins."""

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    top: float


def imprint(paper: Paper, moved_to: tuple[str, ...] = ()) -> list[Imprint]:
    """The 版记, on one page unless its lists are longer than that; `moved_to` are 主送 without
    room above.
    """
    ruled = paper.form != "letter"
    rows = _list("主送：", moved_to) + _list("抄送：", paper.cc)
    printed = _printed(paper) if ruled else []
    before = len(rows)
    rows += printed
    parts: list[Imprint] = []
    while len(rows) > _MOST:
        upper = [_rule(m.TOP, m.IMPRINT_THICK)] if ruled and not parts else []
        parts.append(_part(rows[:_MOST], upper, m.TOP))
        rows, before = rows[_MOST:], max(0, before - _MOST)
    if rows:
        top = m.BOTTOM - len(rows) * m.IMPRINT_PITCH
        parts.append(_part(rows, _rules(top, before if printed else 0) if ruled else [], top))
    return parts


def _part(rows: list[Row], rules: list[Rule], top: float) -> Imprint:
    runs: list[Run] = []
    for index, row in enumerate(rows):
        for line, x in row:
            y = top + index * m.IMPRINT_PITCH + _BASE
            runs += set_line(line, x, y, size=m.SIZE_4, advance=_CELL)
    return Imprint(tuple(runs), tuple(rules), top)


def _rules(top: float, before: int) -> list[Rule]:
    rules = [_rule(top, m.IMPRINT_THICK), _rule(m.BOTTOM, m.IMPRINT_THICK)]
    if before:
        rules.insert(1, _rule(top + before * m.IMPRINT_PITCH, m.IMPRINT_THIN))
    return rules


def _rule(y: float, width: float) -> Rule:
    return Rule(m.BINDING, y, m.RIGHT, y, width)


def _list(label: str, names: tuple[str, ...]) -> list[Row]:
    """Names after their label, one character in, ending with a full stop (7.4.2)."""
    text = joined(names, "，").rstrip("。：")
    if not text:
        return []
    left = m.BINDING + _CELL
    rows: list[Row] = []
    for line in broken([Piece(text + "。", "仿宋")], _ROOM - cells(label)):
        rows.append([(line, left + cells(label) * _CELL)])
    rows[0].insert(0, ((Piece(label, "仿宋"),), left))
    return rows


def _printed(paper: Paper) -> list[Row]:
    """印发机关 at the left, 印发日期 at the right, each one character in (7.4.3)."""
    date = paper.print_date.strip().removesuffix("印发")
    if not paper.printer and not date:
        return []
    words = f"{date}印发" if date else ""
    x = m.RIGHT - (1 + cells(words)) * _CELL
    rows: list[Row] = [
        [(line, m.BINDING + _CELL)]
        for line in broken([Piece(paper.printer, "仿宋")], _ROOM - cells(words) - 1)
    ] or [[]]
    if words:
        rows[-1].append(((Piece(words, "仿宋"),), x))
    return rows
