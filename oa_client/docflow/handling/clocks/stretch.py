"""A clock on an axis of working time: where it stood still, and what was given on top."""

from datetime import datetime

from oa_client.docflow.handling.case import WHOLE, Row
from oa_client.docflow.model.moment import parse
from oa_client.docflow.timelimit.workdays import Calendar


def stretch(
    plan: Row, clock: str, opened: datetime, due: datetime, stop: datetime, calendar: Calendar
) -> Row:  # fmt: skip
    """How a clock lies on the axis; all in working minutes, from its opening.

    Args:
        plan: the plan of its case, with `pauses`, the `pause` that lasts, and `extensions`.
        clock: a task's id, or `WHOLE`.
        opened: when it began.
        due: when it ends, with everything that was given.
        stop: up to which moment it is shown: now, or when it was closed.
        calendar: the office's.

    Returns:
        `due_at` and `now_at`; `pauses`, from where to where it stood still; `given`, the part
        before `due_at` that extensions added; `used` and `limit`, both without the pauses.
    """
    count = calendar.working_minutes
    ended = [p for p in plan.get("pauses") or [] if clock in p["clocks"]]
    lasting = plan.get("pause")
    stood = [(parse(p["at"]), parse(p["until"])) for p in ended]
    if lasting and clock in lasting["clocks"]:
        stood.append((parse(lasting["at"]), stop))
    pauses = [[count(opened, begun), count(opened, until)] for begun, until in stood]
    due_at, now_at = count(opened, due), count(opened, stop)
    over = sum(p["minutes"] for p in ended)
    return {
        "due_at": due_at, "now_at": now_at, "pauses": pauses, "given": given(plan, clock),
        "used": now_at - sum(end - begin for begin, end in pauses), "limit": due_at - over,
    }  # fmt: skip


def given(plan: Row, clock: str) -> int:
    """Working minutes that extensions added to a clock; the whole case is given each of them."""
    minutes: int = sum(
        e["minutes"]
        for e in plan.get("extensions") or []
        if e["outcome"] == "granted" and clock in (e["task"], WHOLE)
    )
    return minutes
