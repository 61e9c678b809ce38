"""What the supervisor's desk shows: clocks on an axis, cards held, groups, days, weeks, medians."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks.stretch import stretch
from oa_client.docflow.handling.supervision.stages import counting, used
from oa_client.docflow.model.moment import iso, parse

AXIS_DAYS = 12
"""Working days that the common axis of the clocks reaches back."""
WEEKS = 8
MOST_LISTED = 1000
"""Stages that are listed at once."""


PERIODS: dict[str, Callable[[date], date | None]] = {
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
    "all": lambda _: None,
}
"""Of what time the closed stages are counted: the first day of it, none for all times."""
GOAL = 90
"""Of a hundred stages so many are to be done on time; the line that the trend is held against."""
LEVELS = ("red", "yellow", "blue")
CHIPS: dict[str, Callable[[Row], bool]] = {
    "red": lambda row: bool(row["late"]) or row["level"] == "red",
    "yellow": lambda row: row["level"] == "yellow" and not row["late"],
    "blue": lambda row: row["level"] == "blue" and not row["late"],
    "paused": lambda row: bool(row["waits"]),
    "supervised": lambda row: bool(row["supervised"]),
}
"""Which open stages each chip above the table counts and leaves in it. What is late counts as red
from its due moment on, also before the card is out and after it was withdrawn."""

GROUPS = {"units": "unit", "people": "person", "procedures": "procedure", "kinds": "kind",
          "stages": "stage", "urgencies": "urgency"}  # fmt: skip
"""By what the stages are compared, and the column that says it."""


def since(period: str, at: datetime) -> str:
    """The first moment of a period, `""` for all times."""
    first = PERIODS[period](at.date())
    return _midnight(first, at) if first else ""


def _midnight(day: date, at: datetime) -> str:
    return iso(datetime.combine(day, time(), at.tzinfo))


def figures(office: Office, tasks: list[Row], carded: list[Row], start: str, at: datetime) -> Row:
    """Figures of the stages that the asker may know of.

    Args:
        office: for its calendar.
        tasks: rows of the report, closed ones too.
        carded: tasks that ever had a card, each with `opened`, `closed` and `cards` (level and
            when it was issued); also those that others took off a desk.
        start: closed stages count from this moment on; open ones always.
        at: office time.

    Returns:
        `open`, `done`, `on_time`; `chips` (open stages by chip); `waiting` (open stages, soonest
        due first, each with its clock and the `chips` that keep it), `axis`; `GROUPS` and
        `whole` (open, by card, done, on time; `judged`: done, or open past the limit; `rate`: per
        cent of those on time; `took`: median and most of nine in ten of them, in working minutes,
        pauses left out and unfinished ones with what they have used);
        `held` (by level: open stages with such a card on seven Mondays and now), `change` (since
        the last of them), `days` (by date: due, late), `weeks` (Monday, on time, closed),
        `goal`; `today`, what was done since midnight.
    """
    begin = _axis_start(office, at)
    waiting = sorted((t for t in tasks if not t["closed"]), key=lambda t: str(t["due"]))
    closed = [t for t in tasks if t["closed"] and str(t["closed"]) >= start]
    counted = compared(office, waiting + closed, at)
    chips = {name: sum(map(fits, waiting)) for name, fits in CHIPS.items()}
    held, today = _held(carded, chips, at), _midnight(at.date(), at)
    return counted | {
        **{name: counted["whole"][name] for name in ("open", "done", "on_time")},
        "today": sum(1 for t in tasks if t["closed"] and str(t["closed"]) >= today),
        "chips": chips,
        "waiting": [
            t | clock(office, t, begin, at)
            | {"chips": [name for name, fits in CHIPS.items() if fits(t)]}
            for t in waiting[:MOST_LISTED]
        ],
        "axis": _axis(office, begin, at),
        "held": held, "change": {level: now[-1] - now[-2] for level, now in held.items()},
        "days": _days(tasks), "weeks": _weeks(tasks, at), "goal": GOAL,
    }  # fmt: skip


def listed(office: Office, tasks: list[Row], at: datetime) -> Row:
    """Stages that a figure counts, the latest due first, with their clocks; how many in all."""
    begin = _axis_start(office, at)
    rows = sorted(tasks, key=lambda t: str(t["due"]), reverse=True)
    shown = [t | clock(office, t, begin, at) for t in rows[:MOST_LISTED]]
    return {"count": len(rows), "rows": shown}


def _done_of(by: str) -> Callable[[Row, str, str], bool]:
    return lambda t, key, start: t[by] == key and bool(t["closed"]) and str(t["closed"]) >= start


COUNTED: dict[str, Callable[[Row, str, str], bool]] = {
    "done": lambda t, _, start: bool(t["closed"]) and str(t["closed"]) >= start,
    "week": lambda t, key, _: bool(t["closed"]) and _week_of(str(t["closed"])) == key,
    "day": lambda t, key, _: str(t["due"])[:10] == key,
} | {by: _done_of(by) for by in GROUPS.values()}
"""What a figure counts beside the open stages: all that is done, of a week (by its Monday),
of one of `GROUPS`, and whatever is due on a day."""


def _week_of(moment: str) -> str:
    day = parse(moment).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def mondays(at: datetime) -> list[str]:
    """The starts of the last seven weeks, and now."""
    monday = at.date() - timedelta(days=at.weekday())
    days = [monday - timedelta(weeks=n) for n in reversed(range(WEEKS - 1))]
    return [*(_midnight(day, at) for day in days), iso(at)]


def _held(carded: list[Row], now: dict[str, int], at: datetime) -> dict[str, list[int]]:
    """How many open stages had which card as its highest, at the start of each week and now."""
    moments = mondays(at)[:-1]
    counts = [Counter(_level_at(task, moment) for task in carded) for moment in moments]
    return {level: [*(count[level] for count in counts), now[level]] for level in LEVELS}


def _level_at(task: Row, moment: str) -> str:
    """The highest card of a stage that was open at a moment; none where it was not."""
    if task["opened"] > moment or (task["closed"] and task["closed"] <= moment):
        return ""
    out = {level for level, issued in task["cards"] if issued <= moment}
    return next((level for level in LEVELS if level in out), "")


def compared(office: Office, tasks: list[Row], at: datetime) -> Row:
    """Figures of all these stages, `whole`, and by each of `GROUPS`, the fullest desk first.

    Args:
        office: for its calendar.
        tasks: stages; each of which it can be said how it went is told `took`.
        at: up to when what is open has taken its time.
    """
    now, count = iso(at), counting(office)
    for task in tasks:
        if _judged(task):
            task["took"] = used(task, now, count(task["person"]))
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for task in tasks:
        alike.setdefault(_likeness(task), []).append(task)
    piles = list(alike.values())
    groups = {name: _grouped(piles, by) for name, by in GROUPS.items()}
    return {"whole": _group(piles), **groups}


_PLACE = itemgetter(*GROUPS.values())


def _likeness(task: Row) -> tuple[Any, ...]:
    """All by which stages are told apart here: thousands of them make a few hundred piles."""
    ways = bool(task["closed"]), task["late"], task["level"]
    return *_PLACE(task), *ways, bool(task["pauses"]), bool(task["extensions"])


def _judged(task: Row) -> bool:
    """Whether it can be said already how it went: it is done, or open past its limit."""
    return bool(task["closed"] or task["late"])


def _grouped(piles: list[list[Row]], by: str) -> list[Row]:
    groups: dict[str, list[list[Row]]] = {}
    for pile in piles:
        groups.setdefault(str(pile[0][by]), []).append(pile)
    rows = [
        {"key": key, "name": mine[0][0]["name"] if by == "person" else key} | _group(mine)
        for key, mine in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row["open"], row["key"]))


def _group(piles: list[list[Row]]) -> Row:
    """How much is open, with which cards; how much is done, on time, and how long that took.

    Args:
        piles: stages that are alike lie in one.
    """
    open_ = [pile for pile in piles if not pile[0]["closed"]]
    late = [pile for pile in piles if pile[0]["late"]]
    took = sorted(task["took"] for pile in piles if _judged(pile[0]) for task in pile)
    done, judged = _count(piles) - _count(open_), len(took)
    on_time = done - _count(late, lambda task: task["closed"])
    return {
        "open": _count(open_), **{level: _count(open_, CHIPS[level]) for level in LEVELS},
        "done": done, "on_time": on_time, "judged": judged, "late": _count(late),
        "paused": _count(piles, lambda task: task["pauses"]),
        "extended": _count(piles, lambda task: task["extensions"]),
        "rate": round(100 * on_time / judged, 1) if judged else None,
        "took": [_at(took, 50), _at(took, 90)] if took else None,
    }  # fmt: skip


def _count(piles: list[list[Row]], fits: Callable[[Row], Any] = lambda _: True) -> int:
    return sum(len(pile) for pile in piles if fits(pile[0]))


def _axis_start(office: Office, at: datetime) -> datetime:
    day = at.date()
    for _ in range(AXIS_DAYS):
        day -= timedelta(days=1)
        while not office.calendar.is_workday(day):
            day -= timedelta(days=1)
    return office.calendar.spans(day)[0][0]


def clock(office: Office, task: Row, start: datetime, at: datetime) -> Row:
    """One stage on the axis: where it began, its limit, what was used, in working minutes.

    The axis is the office's, so that clocks of all units lie beneath each other in time; `used`,
    `limit` and `left` (before its due moment) are minutes of the unit whose stage it is.
    `from_axis` is negative where it began before the axis does; the rest is as `stretch` says.
    """
    opened, due = parse(task["opened"]), parse(task["due"])
    minutes = office.calendar.working_minutes
    begins = minutes(start, opened) if opened >= start else -minutes(opened, start)
    stop = parse(task["closed"]) if task["closed"] else at
    lies, own = (
        stretch(opened, due, stop, task["pauses"], calendar)
        for calendar in (office.calendar, office.calendar_of(task["person"]))
    )
    return lies | {
        "from_axis": begins, "used": own["used"], "limit": max(1, own["limit"]),
        "left": own["due_at"] - own["now_at"],
    }  # fmt: skip


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
    return since_weeks(tasks, [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))])


def since_weeks(tasks: list[Row], weeks: list[date]) -> list[list[Any]]:
    """By week, named by its Monday: how many stages were met on time, and how many in all."""
    done = Counter((str(t["closed"])[:10], bool(t["late"])) for t in tasks if t["closed"])
    found = []
    for week in weeks:
        days = [(week + timedelta(days=n)).isoformat() for n in range(7)]
        met = sum(done[day, False] for day in days)
        found.append([week.isoformat(), met, met + sum(done[day, True] for day in days)])
    return found


def _at(ranked: list[int], percent: int) -> int:
    """The value that so many per cent don't exceed (nearest rank), of values in their order."""
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]
