"""The supervisor's overdue report, 超时通报, as a landscape A4 table."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.notices import LEVELS
from oa_client.docflow.model.files import Steps, share, silent
from oa_client.docflow.model.moment import parse, written_period
from oa_client.docflow.paper.fonts import Fonts
from oa_client.docflow.paper.pdf import PdfMade, make
from oa_client.docflow.paper.ruled import Ink, Sheet, finished, put_middle
from oa_client.docflow.paper.ruled_table import (
    HIGH,
    ROOM,
    SET,
    TOP,
    WIDE,
    headed,
    paragraph,
    table,
)
from oa_client.docflow.typeset.lines import cells
from oa_client.docflow.typeset.page import Colour, Layout

_TITLE = Ink("小标宋", 20.0)
_PLAIN = Ink("仿宋", 11.0)
_FOOT = Ink("宋体", 9.0, (0.35, 0.35, 0.35))

_COLOURS: dict[str, Colour] = {
    "红牌": (0.784, 0.157, 0.118), "黄牌": (0.561, 0.365, 0.0), "蓝牌": (0.114, 0.365, 0.714),
}  # fmt: skip

COLUMNS = (
    ("序号", "", 0.8), ("标题", "title", 3.0), ("文号", "number", 2.3), ("承办人", "person", 1.25),
    ("单位", "unit", 1.25), ("环节", "stage", 0.95), ("应办结时间", "due", 1.75),
    ("牌", "level", 0.95), ("超时", "late", 1.3), ("办结时间", "finished", 1.75),
)  # fmt: skip
"""Heading, key of the row, share of the width."""
MORE = (
    ("来文单位", "issuer", 1.6), ("已用时间", "used", 1.3), ("暂停", "paused", 1.3),
    ("延期", "extended", 1.2), ("催办", "urged", 1.1), ("书面说明", "explained", 1.3),
)  # fmt: skip
"""Columns that follow where any row has them."""
WHOLLY = (
    ("密级", "secrecy"), ("紧急程度", "urgency"), ("到达时间", "opened"), ("发牌时间", "carded"),
    ("状态", "state"),
)  # fmt: skip
"""Columns for which only a spreadsheet has room."""
UNIT_WORDS = {"unit": "单位", "total": "应办", "open": "未办结", "done": "已办结", "late": "超时"}
"""Headings of the table by unit; other keys stand as they are."""


Cell = str | int


@dataclass(frozen=True)
class Section:
    """A table of its own within a report: its name, its heads with their shares, its lines."""

    name: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Report:
    """Overdue work of a period; rows are dictionaries as the inquiry gives them.

    Attributes:
        name: what the report is called.
        ahead: tables that stand before the rows; `after`: those behind them.
        counts: what the line below the title counts, where not the stages that were due.
        explained: 书面说明 and how they stand, counted behind them.
        scope: which papers it leaves out, where not all of the office's are counted.
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
    name: str = "公文办理超时情况通报"
    ahead: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    explained: tuple[tuple[str, int], ...] = ()
    scope: str = ""


def overdue_pdf(
    report: Report, fonts: Fonts, *, created: datetime, steps: Steps = silent
) -> PdfMade:  # fmt: skip
    """The report as PDF."""
    title = f"{report.office}{report.name}"
    drawn = report_layout(report, share(steps, 0, SET))
    return make(drawn, fonts, title=title, created=created, steps=share(steps, SET, 1))


def report_layout(report: Report, steps: Steps = silent) -> Layout:
    """The report on its pages."""
    sheets = [_first(report)]
    for section in report.ahead:
        _section(sheets, section)
    columns = columns_of(report)
    heads = [(head, share) for head, _, share in columns]
    lines = [
        [value or _LACKS.get(key, _NOTHING)
         for value, (_, key, _) in zip(row_values(number, row, columns), columns, strict=True)]
        for number, row in enumerate(report.rows, 1)
    ]
    if report.ahead:
        headed(sheets, "超时明细", heads, lines)
    table(sheets, heads, lines, _COLOURS.get, steps)
    if report.by_unit:
        keys = list(dict.fromkeys(key for row in report.by_unit for key in row))
        rows = [[shown(row.get(key)) for key in keys] for row in report.by_unit]
        units = [(UNIT_WORDS.get(key, key), 1.0) for key in keys]
        headed(sheets, "各单位", units, rows, _rules_words(report.rules))
        table(sheets, units, rows)
    for section in report.after:
        _section(sheets, section)
    paragraph(sheets, _rules_words(report.rules))
    pages = finished(
        sheets, width=WIDE, height=HIGH, training=report.training, ink=_FOOT, foot=report.foot
    )
    return Layout(pages)


def _section(sheets: list[Sheet], section: Section) -> None:
    lines = [[shown(value) or _NOTHING for value in row] for row in section.rows]
    lines = lines or [[_NOTHING] * len(section.heads)]
    headed(sheets, section.name, section.heads, lines)
    table(sheets, section.heads, lines)


def columns_of(report: Report) -> tuple[tuple[str, str, float], ...]:
    """The columns that the rows of this report have."""
    keys = set().union(*report.rows) if report.rows else set()
    return (*COLUMNS, *(column for column in MORE if column[1] in keys))


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


def row_values(
    number: int, row: dict[str, Any], columns: tuple[tuple[str, str, float], ...] = COLUMNS
) -> list[str]:
    """One row of the report in the order of its columns."""
    values = [str(number)]
    for _, key, _ in columns[1:]:
        if key == "level":
            values.append(LEVELS.get(shown(row.get(key)), shown(row.get(key))))
        else:
            values.append(late(row) if key == "late" else shown(row.get(key)))
    return values


_NOTHING = "—"
"""What stands where a row has nothing to say: an empty cell could be a forgotten one."""
_LACKS = {"finished": "未办结"}
"""The same by column, where it says something. A spreadsheet leaves that cell empty, so that the
moments of the others can be sorted, and has a column of its own for the state."""


def _first(report: Report) -> Sheet:
    sheet = Sheet([], [], TOP)
    sheet.runs += put_middle(f"{report.office}{report.name}", WIDE / 2, sheet.y, _TITLE)
    sheet.y += _TITLE.leading + 2
    counts = [f"{name} {count} 项" for name, count in counts_of(report)]
    scope = [f"范围：{report.scope}"] if report.scope else []
    for line in _whole([f"期间：{period_of(report)}", *scope, *counts]):
        sheet.runs += put_middle(line, WIDE / 2, sheet.y, _PLAIN)
        sheet.y += _PLAIN.leading
    sheet.y += 2
    return sheet


def _whole(parts: list[str]) -> list[str]:
    """The parts in as few lines as the sheet has room for, none of them broken."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}　　{part}" if lines else part
        if lines and cells(longer) * _PLAIN.advance <= ROOM:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def period_of(report: Report) -> str:
    """From when to when, as far as it was bounded."""
    since, until = (parse(end).date() if end else None for end in (report.since, report.until))
    if since and until:
        return written_period(since, until)
    if since:
        return f"{written_period(since, since)}起"
    return f"至{written_period(until, until)}" if until else "全部"


def counts_of(report: Report) -> list[tuple[str, int]]:
    """The sums of the report: the late ones and those with a card only make up its lines."""
    if report.counts:
        return [*report.counts, *report.explained]
    return [
        ("应办环节", report.total), ("超时", report.late),
        ("亮牌未超时", len(report.rows) - report.late),
        ("已办结", report.done), ("未办结", report.open), *report.explained,
    ]  # fmt: skip


def _rules_words(rules: dict[str, Any]) -> str:
    told = "；".join(f"{key}：{shown(value)}" for key, value in rules.items())
    return f"计时规则：{told}。" if told else ""
