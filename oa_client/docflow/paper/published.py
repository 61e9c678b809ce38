"""时限公开: every procedure with its stages, who acts, and how soon, for everybody to read."""

from collections.abc import Sequence
from typing import Any

from oa_client.docflow.paper.books import Book

Row = dict[str, Any]

ROLES = {
    "@creator": "登记人", "@drafter": "拟稿人", "@drafter-chief": "拟稿人所在科室科长",
    "@countersigners": "会签人", "@undertakers": "主办、协办", "@lead": "主办",
    "@leader": "分管领导或主要负责人", "@signer": "分管领导或主要负责人", "@readers": "阅者",
}  # fmt: skip
"""Whom a stage falls to where it is no post."""

HEADS = (
    ("办理程序", 1.6), ("环节", 1.4), ("办理人", 2.6), ("特急", 1.2), ("加急", 1.2), ("平件", 1.2),
    ("可退回到", 3.0),
)  # fmt: skip
URGENCIES = ("特急", "加急", "平件")


def limits_of(procedures: Sequence[Row], office: Row, calendar: Row, foot: str) -> Book:
    """The limits in force, as they are published.

    Args:
        procedures: the procedures in force, as `inquiry.procedures_of` tells them.
        office: the office's own row.
        calendar: office hours and where the working days come from.
        foot: what stands at the foot of every page.
    """
    rows = [row for law in procedures for row in rows_of(law)]
    hours = "、".join(f"{start}—{end}" for start, end in calendar["hours"])
    said = f"办公时间 {hours}　　工作日依据：{calendar['version']}"
    return Book(office["name"], "办理时限公开", said, HEADS, tuple(rows),
                bool(office["training"]), foot)  # fmt: skip


def rows_of(law: Row) -> list[tuple[str, ...]]:
    """The lines of one procedure; the whole case comes last."""
    names = {stage["id"]: stage["name"] for stage in law["stages"]}
    rows = [
        (law["name"], stage["name"], ROLES.get(stage["by"], stage["by"]),
         *(limit_words(stage["limits"][urgency]) for urgency in URGENCIES),
         "、".join(names[back] for back in stage["back"]))
        for stage in law["stages"]
    ]  # fmt: skip
    if law["whole"]:
        whole = (limit_words(law["whole"][urgency]) for urgency in URGENCIES)
        rows.append((law["name"], "全程", "", *whole, ""))
    return rows


def limit_words(limit: str) -> str:
    """`1h`, `0.5d`, `5d` as an office says it."""
    number, unit = limit[:-1], limit[-1]
    if unit == "d":
        return "半个工作日" if number == "0.5" else f"{number}个工作日"
    return f"{number}小时" if unit == "h" else f"{number}分钟"
