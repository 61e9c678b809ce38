"""What the supervisor's desk shows beside the report: clocks on one axis, days, weeks, medians."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.model.moment import iso, parse

AXIS_DAYS = 12
"""Working days that the common axis of the clocks reaches back."""
WEEKS = 8
MOST_OPEN = 1000
"""Open stages that are listed at once, soonest due first."""


def figures(office: Office, tasks: list[Row], at: datetime) -> Row:
    """Figures of the stages that the asker may know of.

    Args:
        office: for its calendar.
        tasks: rows of the report, closed ones too.
        at: office time.

    Returns:
        `waiting` (open stages, each with its clock), `axis`, `days` (by date: due, late),
        `weeks` (Monday, on time, closed), `handling` (by unit: median, most of nine in ten).
    """
    start = _axis_start(office, at)
    waiting = sorted((t for t in tasks if not t["closed"]), key=lambda t: str(t["due"]))
    return {
        "waiting": [t | clock(office, t, start, at) for t in waiting[:MOST_OPEN]],
        "axis": _axis(office, start, at), "days": _days(tasks), "weeks": _weeks(tasks, at),
        "handling": _handling(office, tasks),
    }  # fmt: skip


def _axis_start(office: Office, at: datetime) -> datetime:
    day = at.date()
    for _ in range(AXIS_DAYS):
        day -= timedelta(days=1)
        while not office.calendar.is_workday(day):
            day -= timedelta(days=1)
    return office.calendar.spans(day)[0][0]


def clock(office: Office, task: Row, start: datetime, at: datetime) -> Row:
    """One stage on the axis: where it began, its limit, what was used, in working minutes.

    `from_axis` is negative where it began before the axis does.
    """
    opened, due = parse(task["opened"]), parse(task["due"])
    stop = parse(task["closed"]) if task["closed"] else at
    minutes = office.calendar.working_minutes
    begins = minutes(start, opened) if opened >= start else -minutes(opened, start)
    limit, used = max(1, minutes(opened, due)), minutes(opened, stop)
    return {"from_axis": begins, "limit": limit, "used": used}


def _axis(office: Office, start: datetime, at: datetime) -> Row:
    """Working days along the axis, each where it begins, and where now is."""
    days, day = [], start.date()
    while day <= at.date():
        if office.calendar.is_workday(day):
            begins = office.calendar.spans(day)[0][0]
            days.append([day.isoformat(), office.calendar.working_minutes(start, begins)])
        day += timedelta(days=1)
    return {"start": iso(start), "now": office.calendar.working_minutes(start, at), "days": days}


def _days(tasks: list[Row]) -> dict[str, list[int]]:
    """By day: how many stages are due, and how many of them were or are late."""
    due = Counter(str(t["due"])[:10] for t in tasks)
    late = Counter(str(t["due"])[:10] for t in tasks if t["late"])
    return {day: [due[day], late[day]] for day in sorted(due)}


def _weeks(tasks: list[Row], at: datetime) -> list[list[Any]]:
    monday = at.date() - timedelta(days=at.weekday())
    weeks = [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    closed = [(parse(t["closed"]).date(), t["late"]) for t in tasks if t["closed"]]
    found = []
    for week in weeks:
        inside = [late for day, late in closed if week <= day < week + timedelta(weeks=1)]
        found.append([week.isoformat(), sum(1 for late in inside if not late), len(inside)])
    return found


def _handling(office: Office, tasks: list[Row]) -> dict[str, list[int]]:
    """By unit: half of its closed stages took at most so many working minutes, and nine in ten."""
    used: dict[str, list[int]] = {}
    for task in tasks:
        if task["closed"]:
            took = office.calendar.working_minutes(parse(task["opened"]), parse(task["closed"]))
            used.setdefault(str(task["unit"]), []).append(took)
    return {unit: [_at(took, 50), _at(took, 90)] for unit, took in used.items()}


def _at(values: list[int], percent: int) -> int:
    """The value that so many per cent don't exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]
