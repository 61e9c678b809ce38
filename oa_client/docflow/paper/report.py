"""The supervisor's overdue report, 超时通报, as a landscape A4 table."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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
    wrapped,
)
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.lines import Line, Piece
from oa_client.docflow.typeset.page import Colour, Layout, Rule

_WIDE, _HIGH = m.PAGE_HEIGHT, m.PAGE_WIDTH
_LEFT, _TOP, _LOW = 18.0, 26.0, 184.0
_ROOM = _WIDE - 2 * _LEFT
_TITLE = Ink("小标宋", 20.0)
_PLAIN = Ink("仿宋", 11.0)
_HEADS = Ink("黑体", 10.5)
_BODY = Ink("仿宋", 10.0)
_FOOT = Ink("宋体", 9.0, (0.35, 0.35, 0.35))
_RULES = Ink("仿宋", 9.0, (0.2, 0.2, 0.2))
_PAD, _GAP, _RULES_GAP = 1.4, 6.0, 3.0

LEVELS = {"blue": "蓝牌", "yellow": "黄牌", "red": "红牌"}
"""The cards by their codes."""
_COLOURS: dict[str, Colour] = {
    "red": (0.784, 0.157, 0.118), "yellow": (0.561, 0.365, 0.0), "blue": (0.114, 0.365, 0.714),
}  # fmt: skip

COLUMNS = (
    ("序号", "", 0.8), ("标题", "title", 4.1), ("文号", "number", 3.0), ("承办人", "person", 1.3),
    ("单位", "unit", 1.4), ("环节", "stage", 1.1), ("应办结时间", "due", 2.35), ("牌", "level", 0.9),
    ("超时", "late", 1.75), ("办结时间", "finished", 2.35),
)  # fmt: skip
"""Heading, key of the row, share of the width."""
UNIT_WORDS = {"unit": "单位", "total": "应办", "open": "未办结", "done": "已办结", "late": "超时"}
"""Headings of the table by unit; other keys stand as they are."""

Rows = list[tuple[list[str], Colour | None]]
"""Cells of each row and the colour of its card."""


@dataclass(frozen=True)
class Report:
    """Overdue work of a period; rows are dictionaries as the inquiry gives them.

    Attributes:
        total: stages that were due in the period; `done`, `open` and `late` are so many of them.
        rows: those that are late or have a card, each on its line.
    """

    office: str
    since: str
    until: str
    total: int
    done: int
    open: int
    late: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    by_unit: list[dict[str, Any]] = field(default_factory=list)
    rules: dict[str, Any] = field(default_factory=dict)
    training: bool = False
    foot: str = ""


def overdue_pdf(report: Report, fonts: Fonts, *, created: datetime) -> PdfMade:
    """The report as PDF."""
    title = f"{report.office}公文办理超时情况通报"
    return make(report_layout(report), fonts, title=title, created=created)


def report_layout(report: Report) -> Layout:
    """The report on its pages."""
    sheets = [_first(report)]
    heads = [(head, share) for head, _, share in COLUMNS]
    _table(sheets, heads, [_cells(number, row) for number, row in enumerate(report.rows, 1)])
    if report.by_unit:
        keys = list(dict.fromkeys(key for row in report.by_unit for key in row))
        rows: Rows = [([shown(row.get(key)) for key in keys], None) for row in report.by_unit]
        _whole_if_it_fits(sheets, rows, report.rules)
        sheets[-1].runs += put((Piece("各单位", _HEADS.role),), _LEFT, sheets[-1].y, _HEADS)
        sheets[-1].y += _HEADS.leading + 1
        _table(sheets, [(UNIT_WORDS.get(key, key), 1.0) for key in keys], rows)
    _rules(sheets, report.rules)
    pages = finished(
        sheets, width=_WIDE, height=_HIGH, training=report.training, ink=_FOOT, foot=report.foot
    )
    return Layout(pages)


def shown(value: Any) -> str:
    """A value as the report writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def late(row: dict[str, Any]) -> str:
    """How late a row is, in words, from `late`, `days` or `minutes` (working time)."""
    if row.get("late") not in (None, ""):
        return shown(row["late"])
    if row.get("days"):
        return f"{row['days']}个工作日"
    minutes = int(row.get("minutes") or 0)
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分" if hours else f"{rest}分" if minutes else ""


def row_values(number: int, row: dict[str, Any]) -> list[str]:
    """One row of the report in the order of `COLUMNS`."""
    values = [str(number)]
    for _, key, _ in COLUMNS[1:]:
        if key == "level":
            values.append(LEVELS.get(shown(row.get(key)), shown(row.get(key))))
        else:
            values.append(late(row) if key == "late" else shown(row.get(key)))
    return values


_NOTHING = "—"
"""What stands where a row has nothing to say: an empty cell could be a forgotten one."""


def _cells(number: int, row: dict[str, Any]) -> tuple[list[str], Colour | None]:
    values = [value or _NOTHING for value in row_values(number, row)]
    return values, _COLOURS.get(shown(row.get("level")))


def _first(report: Report) -> Sheet:
    sheet = Sheet([], [], _TOP)
    sheet.runs += put_middle(f"{report.office}公文办理超时情况通报", _WIDE / 2, sheet.y, _TITLE)
    sheet.y += _TITLE.leading + 2
    counts = "　　".join(f"{name} {count} 项" for name, count in counts_of(report))
    line = f"期间：{period_of(report)}　　{counts}"
    sheet.runs += put_middle(line, _WIDE / 2, sheet.y, _PLAIN)
    sheet.y += _PLAIN.leading + 2
    return sheet


def period_of(report: Report) -> str:
    """From when to when, as far as it was bounded."""
    since, until = report.since[:_DAY], report.until[:_DAY]
    if since and until:
        return f"{since} 至 {until}"
    if since:
        return f"{since} 起"
    return f"至 {until}" if until else "全部"


_DAY = len("2026-11-24")


def counts_of(report: Report) -> list[tuple[str, int]]:
    """The sums of the report: the late ones and those with a card only make up its lines."""
    return [
        ("应办环节", report.total), ("超时", report.late),
        ("亮牌未超时", len(report.rows) - report.late),
        ("已办结", report.done), ("未办结", report.open),
    ]  # fmt: skip


def _whole_if_it_fits(sheets: list[Sheet], rows: Rows, rules: dict[str, Any]) -> None:
    """A short table is not broken, and the rules stay with it: alone on a page they say nothing."""
    high = 2 * _HEADS.leading + 1 + 2 * _PAD + len(rows) * (_BODY.leading + 2 * _PAD)
    high += _RULES_GAP + len(_rules_lines(rules)) * _RULES.leading
    if sheets[-1].y + _GAP + high > _LOW and _TOP + high <= _LOW:
        sheets.append(Sheet([], [], _TOP))
    else:
        sheets[-1].y += _GAP


def _table(sheets: list[Sheet], heads: list[tuple[str, float]], rows: Rows) -> None:
    widths = [_ROOM * share / sum(share for _, share in heads) for _, share in heads]
    words = [head for head, _ in heads]
    if sheets[-1].y + 20 > _LOW:
        sheets.append(Sheet([], [], _TOP))
    start = sheets[-1].y
    _row(sheets[-1], words, widths, _HEADS, None)
    for values, colour in rows:
        ink = _BODY
        height = _height(values, widths, ink)
        if sheets[-1].y + height > _LOW:
            sheets[-1].rules += frame(_LEFT, start, _ROOM, sheets[-1].y - start, THICK, m.BLACK)
            sheets.append(Sheet([], [], _TOP))
            start = _TOP
            _row(sheets[-1], words, widths, _HEADS, None)
        _row(sheets[-1], values, widths, ink, colour)
    sheets[-1].rules += frame(_LEFT, start, _ROOM, sheets[-1].y - start, THICK, m.BLACK)


def _height(values: list[str], widths: list[float], ink: Ink) -> float:
    lines = (
        len(wrapped(value, ink, width - 2 * _PAD))
        for value, width in zip(values, widths, strict=True)
    )
    return max(lines) * ink.leading + 2 * _PAD


def _row(
    sheet: Sheet, values: list[str], widths: list[float], ink: Ink, colour: Colour | None
) -> None:
    height, x = _height(values, widths, ink), _LEFT
    for value, width in zip(values, widths, strict=True):
        coloured = Ink("黑体", ink.size, colour) if colour and value in LEVELS.values() else ink
        lines = wrapped(value, coloured, width - 2 * _PAD)
        if ink is _HEADS or width < _ROOM * 0.2:
            sheet.runs += put_box(value, (x, sheet.y, width, height), coloured)
        else:
            top = sheet.y + (height - len(lines) * ink.leading) / 2
            for at, line in enumerate(lines):
                sheet.runs += put(line, x + _PAD, top + at * ink.leading, coloured)
        sheet.rules.append(Rule(x, sheet.y, x, sheet.y + height, THIN))
        x += width
    sheet.rules.append(Rule(_LEFT, sheet.y, _LEFT + _ROOM, sheet.y, THIN))
    sheet.y += height


def _rules_lines(rules: dict[str, Any]) -> list[Line]:
    if not rules:
        return []
    text = "计时规则：" + "；".join(f"{key}：{shown(value)}" for key, value in rules.items()) + "。"
    return wrapped(text, _RULES, _ROOM)


def _rules(sheets: list[Sheet], rules: dict[str, Any]) -> None:
    sheets[-1].y += _RULES_GAP
    for line in _rules_lines(rules):
        if sheets[-1].y + _RULES.leading > _LOW:
            sheets.append(Sheet([], [], _TOP))
        sheets[-1].runs += put(line, _LEFT, sheets[-1].y, _RULES)
        sheets[-1].y += _RULES.leading
