"""From the supervisor's figures to the report that is printed and sent round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.supervision.items import Item
from oa_client.docflow.model.moment import parse
from oa_client.docflow.paper.published import hours_words
from oa_client.docflow.paper.report import Report, Section
from oa_client.docflow.timelimit.limit import DAY

Row = dict[str, Any]


@dataclass(frozen=True)
class Beside:
    """What stands beside the late stages: supervised items, and integrity signals by name."""

    supervised: tuple[Item, ...] = ()
    signals: tuple[tuple[str, int], ...] = ()


def report_of(
    data: Row, office: Row, stages: Mapping[str, str], checkpoint: str = "",
    beside: Beside | None = None,
) -> Report:  # fmt: skip
    """The report of a period.

    Args:
        data: the answer to `supervision.overdue`.
        office: the office's own row.
        stages: names of stages by id.
        checkpoint: the root over all heads at this moment, for the foot of the page.
        beside: what else the report tells, where it is known.
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
        rows=[row_of(row, stages) for row in data["rows"]],
        by_unit=[_unit(row) for row in data["by_unit"]],
        rules=rules_of(data["rules"]),
        training=bool(office["training"]),
        foot=foot,
        after=sections(beside) if beside else (),
        explained=explained_counts(data["explanations"]),
        scope=SCOPES[data["sight"]],
    )


SCOPES = {"all": "", "unclassified": "不含制表人未经手的涉密件", "own": "制表人经手的公文"}
"""What a report counts, by how far whoever makes it may see."""


def explained_counts(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """书面说明 of the period and how they stand, for the line below the title; none, nothing."""
    if not counts["given"]:
        return ()
    return (("书面说明", counts["given"]),
            *((name, counts[key]) for key, name in _ASSESSED.items()))  # fmt: skip


_ASSESSED = {"pending": "待核", "accepted": "已采纳", "refused": "未采纳"}


def sections(beside: Beside) -> tuple[Section, ...]:
    """The tables of what stands beside the late stages."""
    items = tuple(
        (item.title, item.number or "", _why(item), "、".join(item.names),
         "、".join(item.units), _moment(item.opened), item.until[:10] if item.until else "",
         item.reports, _moment(item.last["at"]) if item.last else "", _standing(item))
        for item in beside.supervised
    )  # fmt: skip
    found = tuple((name, count) for name, count in beside.signals)
    return (
        Section("督办件", _ITEM_HEADS, items),
        Section("廉政风险信号（供核对的事实，不是结论）", (("信号", 3.0), ("件数", 1.0)), found),
    )


_ITEM_HEADS = (
    ("标题", 3.6), ("文号", 2.2), ("立项依据", 2.4), ("责任人", 1.2), ("责任单位", 1.3),
    ("立项时间", 1.8), ("办结期限", 1.4), ("报告次数", 1.0), ("末次报告", 1.8), ("状态", 1.5),
)  # fmt: skip

_SOURCES = {"instruction": "领导批示", "meeting": "会议议定", "card": "红牌"}
_BY_RULE = {"red-stands": "红牌逾期未办，自动立项", "second-red": "再次红牌，自动立项"}


def _why(item: Item) -> str:
    if item.rule:
        return _BY_RULE[item.rule]
    source = _SOURCES.get(item.source)
    return f"{source}：{item.ground}" if source else item.ground


def _standing(item: Item) -> str:
    if item.closed:
        return f"{item.closed[:10]}销号"
    if item.report_late:
        return "欠报进展"
    return "逾期" if item.late else "在督"


def row_of(row: Row, stages: Mapping[str, str]) -> Row:
    """A late stage in the words of the report."""
    urged = row["urged"]
    return {
        "title": row["title"], "number": row["number"] or "", "person": row["name"],
        "unit": row["unit"], "stage": stages.get(row["stage"], row["stage"]),
        "due": _moment(row["due"]), "level": row["level"],
        "late": late_words(row["late_minutes"]) if row["late"] else "",
        "finished": _moment(row["closed"]) if row["closed"] else "",
        "issuer": row["issuer"], "secrecy": row["secrecy"], "urgency": row["urgency"] or "平件",
        "opened": _moment(row["opened"]), "used": time_words(row["used"]),
        "paused": _because(row["paused"], row["grounds"]),
        "extended": f"{row['extensions']}次（{'、'.join(row['granted_by'])}）"
                    if row["extensions"] else "",
        "urged": f"{len(urged)}次，末次{_short(urged[-1])}" if urged else "",
        "carded": _moment(row["carded"]) if row["carded"] else "",
        "explained": f"{_short(row['explained'])}，{_ASSESSED[row['assessed']]}"
                     if row["explained"] else "",
        "state": _STATES[row["state"]] + ("，督办件" if row["supervised"] else ""),
    }  # fmt: skip


_STATES = {"done": "已办结", "paused": "暂停计时", "late": "超时未办结", "open": "在办"}


def _because(minutes: int, grounds: list[str]) -> str:
    return f"{time_words(minutes)}（{'、'.join(grounds)}）" if grounds else ""


def time_words(minutes: int) -> str:
    """Working time: 2个工作日3小时10分, without what is nought; of none, 0分."""
    return late_words(minutes) if minutes > 0 else "0分"


def late_words(minutes: int) -> str:
    """Lateness in working time: 2 个工作日 3 小时 10 分, without what is nought."""
    if not minutes:
        return "已超时"  # since the office closed: no working minute has passed yet
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, 60)
    parts = [f"{days}个工作日" if days else "", f"{hours}小时" if hours else ""]
    parts.append(f"{left}分" if left else "")
    return "".join(parts)


def _unit(row: Row) -> Row:
    in_time = f"{100 * row['on_time'] / row['done']:.0f}%" if row["done"] else "—"
    return {"unit": row["unit"], "total": row["total"], "done": row["done"], "办结按时率": in_time,
            "open": row["open"], "late": row["late"], "红牌": row["red"],
            "黄牌": row["yellow"], "蓝牌": row["blue"]}  # fmt: skip


def rules_of(rules: Row) -> Row:
    """By which rules it was counted, in words."""
    return {
        "工作时间": hours_words(rules), "工作日依据": rules["calendar"],
        "办理程序": _laws(rules["procedures"]),
        "蓝牌": f"用时达{rules['blue']}，或时限超过3个工作日而余1个工作日",
        "黄牌": f"用时达{rules['yellow']}", "红牌": "到期未办结",
        "统计口径": "按应办结时间落在期间内的环节计，逾期后办结或到期仍未办结为超时",
    }  # fmt: skip


def _laws(procedures: Row) -> str:
    """Procedures in force, each with the beginning of its digest."""
    return "、".join(f"{name} {digest[:8]}" for name, digest in sorted(procedures.items()))


def _short(at: str) -> str:
    return f"{parse(at):%m-%d %H:%M}"


def _moment(at: str) -> str:
    when = parse(at)
    return f"{when:%Y-%m-%d %H:%M}"
