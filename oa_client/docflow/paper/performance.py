"""From a month's figures to 效能月报 as it is printed and kept."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from oa_client.docflow.model.moment import parse, written_period
from oa_client.docflow.paper.overdue import (
    SCOPES,
    Beside,
    explained_counts,
    row_of,
    rules_of,
    sections,
    time_words,
)
from oa_client.docflow.paper.report import Cell, Report, Section

Row = dict[str, Any]

_GROUPS = (
    ("units", "各单位"), ("people", "各人"), ("stages", "各环节"), ("procedures", "各程序"),
    ("kinds", "各文种"), ("urgencies", "各紧急程度"),
)  # fmt: skip

_HEADS = (
    ("", 2.0), ("办结", 1.0), ("在办", 1.0), ("超时", 1.0), ("按时率", 1.2), ("用时中位", 1.8),
    ("九成不超过", 1.8), ("红牌", 0.9), ("黄牌", 0.9), ("蓝牌", 0.9), ("暂停", 0.9), ("延期", 0.9),
)  # fmt: skip


def month_report_of(
    data: Row, office: Row, words: Callable[[str, str], str], stages: Mapping[str, str],
    checkpoint: str, beside: Beside,
) -> Report:  # fmt: skip
    """效能月报.

    Args:
        data: the answer to `performance.monthly`.
        office: the office's own row.
        words: what a key of a group is called: name of the group, key.
        stages: names of stages by id.
        checkpoint: the root over all heads at this moment.
        beside: supervised items and signals of the month.
    """
    ahead = [
        Section(name, (("名称", 2.0), *_HEADS[1:]),
                tuple(_line(words(key, str(row["name"])), row) for row in data[key]))
        for key, name in _GROUPS
    ]  # fmt: skip
    weeks = tuple(
        (_week(monday), done, on_time, f"{100 * on_time / done:.1f}%" if done else "—")
        for monday, on_time, done in data["weeks"]
    )
    trend = (("周", 2.0), ("办结", 1.0), ("按时", 1.0), ("按时率", 1.0))
    whole = data["whole"]
    year, month = data["month"].split("-")
    total = [_line("合计", whole)] if whole else []
    return Report(
        office=office["name"], name=f"{year}年{int(month)}月公文办理效能月报",
        since=data["since"], until=data["month_end"], total=0, done=0, open=0,
        counts=(
            ("收发文", data["received"]), ("办结公文", data["closed"]), ("月末在办", data["open"]),
            ("超时环节", len(data["rows"])),
        ),
        rows=[row_of(row, stages) for row in data["rows"]],
        ahead=(Section("总况", (("名称", 2.0), *_HEADS[1:]), tuple(total)), *ahead,
               Section("按周", trend, weeks)),
        explained=explained_counts(data["explanations"]),
        after=sections(beside), rules=rules_of(data["rules"]) | {"统计口径": _COUNTED},
        scope=SCOPES[data["sight"]], training=bool(office["training"]),
        foot=f"统计截至 {parse(data['at']):%Y-%m-%d %H:%M}　台账校验根 {checkpoint}",
    )  # fmt: skip


_COUNTED = (
    "当月办结的环节，并计月末在办的；按时率、用时以已办结和超时未办结的为准，在办的按已用时间计；"
    "暂停的时间不计入用时"
)


def _week(monday: str) -> str:
    first = date.fromisoformat(monday)
    return written_period(first, first + timedelta(days=6))


def _line(name: str, row: Row) -> tuple[Cell, ...]:
    half, most = row["took"] or (None, None)
    return (
        name, row["done"], row["open"], row["late"],
        f"{row['rate']}%" if row["rate"] is not None else "",
        "" if half is None else time_words(half), "" if most is None else time_words(most),
        row["red"], row["yellow"], row["blue"], row["paused"], row["extended"],
    )  # fmt: skip
