"""From the supervisor's figures to the report that is printed and sent round."""

from collections.abc import Mapping
from typing import Any

from oa_client.docflow.model.moment import parse
from oa_client.docflow.paper.report import Report

Row = dict[str, Any]

PER_DAY = 450
"""Working minutes of a day; lateness is told in these."""


def report_of(data: Row, office: Row, stages: Mapping[str, str], checkpoint: str = "") -> Report:
    """The report of a period.

    Args:
        data: the answer to `supervision.overdue`.
        office: the office's own row.
        stages: names of stages by id.
        checkpoint: the root over all heads at this moment, for the foot of the page.
    """
    foot = f"统计截至 {_moment(data['at'])}"
    if checkpoint:
        foot += f"　台账校验根 {checkpoint}"
    return Report(
        office=office["name"],
        since=data["since"] or "",
        until=data["until"] or "",
        total=data["total"],
        done=data["done"],
        open=data["open"],
        late=sum(1 for row in data["rows"] if row["late"]),
        rows=[_row(row, stages) for row in data["rows"]],
        by_unit=[_unit(row) for row in data["by_unit"]],
        rules=_rules(data["rules"]),
        training=bool(office["training"]),
        foot=foot,
    )


def _row(row: Row, stages: Mapping[str, str]) -> Row:
    return {
        "title": row["title"], "number": row["number"] or "", "person": row["name"],
        "unit": row["unit"], "stage": stages.get(row["stage"], row["stage"]),
        "due": _moment(row["due"]), "level": row["level"],
        "late": late_words(row["late_minutes"]) if row["late"] else "",
        "finished": _moment(row["closed"]) if row["closed"] else "未办结",
    }  # fmt: skip


def late_words(minutes: int) -> str:
    """Lateness in working time: 2 个工作日 3 小时 10 分, without what is nought."""
    if not minutes:
        return "已超时"  # since the office closed: no working minute has passed yet
    days, rest = divmod(minutes, PER_DAY)
    hours, left = divmod(rest, 60)
    parts = [f"{days}个工作日" if days else "", f"{hours}小时" if hours else ""]
    parts.append(f"{left}分" if left else "")
    return "".join(parts)


def _unit(row: Row) -> Row:
    in_time = f"{100 * row['on_time'] / row['done']:.0f}%" if row["done"] else "—"
    return {"unit": row["unit"], "total": row["total"], "done": row["done"], "按时率": in_time,
            "open": row["open"], "late": row["late"], "红牌": row["red"],
            "黄牌": row["yellow"], "蓝牌": row["blue"]}  # fmt: skip


def _rules(rules: Row) -> Row:
    hours = "、".join(f"{start}—{end}" for start, end in rules["hours"])
    return {
        "工作时间": hours, "工作日依据": rules["calendar"],
        "蓝牌": f"用时达{rules['blue']}，或时限超过3个工作日而余1个工作日",
        "黄牌": f"用时达{rules['yellow']}", "红牌": "到期未办结",
        "统计口径": "按应办结时间落在期间内的环节计，逾期后办结或到期仍未办结为超时",
    }  # fmt: skip


def _moment(at: str) -> str:
    when = parse(at)
    return f"{when:%Y-%m-%d %H:%M}"
