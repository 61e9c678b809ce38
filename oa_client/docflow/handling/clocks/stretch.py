"""A clock on an axis of working time: where it stood still, and what was given on top."""

from collections.abc import Iterable
from datetime import datetime

from oa_client.docflow.handling.case import WHOLE, Row
from oa_client.docflow.model.moment import parse
from oa_client.docflow.timelimit.workdays import Calendar


def stretch(
    opened: datetime, due: datetime, stop: datetime, pauses: Iterable[Row], calendar: Calendar
) -> Row:  # fmt: skip
    """How a clock lies on the axis; all in working minutes, from its opening.

    Args:
        opened: when it began.
        due: when it ends, with everything that was given.
        stop: up to which moment it is shown: now, or when it was closed.
        pauses: when it stood still: `at`, and `until` where that is over.
        calendar: the office's.

    Returns:
        `due_at` and `now_at`; `stops`, after how many minutes it stood still and for how many;
        `used` and `limit`, both without these.
    """
    count = calendar.working_minutes
    stops, over = [], 0
    for pause in pauses:
        begun = parse(pause["at"])
        minutes = count(begun, parse(pause["until"]) if pause.get("until") else stop)
        stops.append([count(opened, begun), minutes])
        over += minutes if pause.get("until") else 0
    due_at, now_at = count(opened, due), count(opened, stop)
    return {
        "due_at": due_at, "now_at": now_at, "stops": stops,
        "used": now_at - sum(minutes for _, minutes in stops), "limit": due_at - over,
    }  # fmt: skip


def pauses_of(plan: Row, clock: str) -> list[Row]:
    """When a clock of a case stood still, the pause that lasts at the end."""
    lasting = plan.get("pause")
    every = [*(plan.get("pauses") or []), *([lasting] if lasting else [])]
    return [pause for pause in every if clock in pause["clocks"]]


def given(plan: Row, clock: str) -> int:
    """Working minutes that extensions added to a clock; the whole case is given each of them."""
    minutes: int = sum(
        e["minutes"]
        for e in plan.get("extensions") or []
        if e["outcome"] == "granted" and clock in (e["task"], WHOLE)
    )
    return minutes
