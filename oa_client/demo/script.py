"""The week as it is written down: who does what to which paper, on which working day, when."""

import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from oa_client import assets
from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.docflow.timelimit.workdays import Calendar

_SEEDS = UUID("7c0b1f0e-6a53-4a3c-9a53-0d6d1b0f5c11")


AHEAD = 10
"""Working days after the week that its words may name."""


@dataclass(frozen=True)
class Step:
    """One act of the week, or with `do` = "open" a look at a paper."""

    at: datetime
    by: str
    do: str
    case: str | None
    fields: dict[str, Any] = field(default_factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()


def days_before(today: date, calendar: Calendar, count: int = 5) -> list[date]:
    """The last working days before today, oldest first."""
    days: list[date] = []
    day = today - timedelta(days=1)
    while len(days) < count:
        if calendar.is_workday(day):
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def days_after(last: date, calendar: Calendar, count: int) -> list[date]:
    """The working days that follow a day, the next first."""
    days: list[date] = []
    day = last
    while len(days) < count:
        day += timedelta(days=1)
        if calendar.is_workday(day):
            days.append(day)
    return days


def week(days: list[date], seed: int) -> list[Step]:
    """The office week; a seed moves each act by a few minutes, the order stays."""
    written = tomllib.loads(assets.path("demo", "week.toml").read_text("utf-8"))
    chance = random.Random(seed)
    ahead = days_after(days[-1], Calendar(), count=AHEAD)
    known = [*days, *ahead]
    return [_step(row, known, chance.randrange(60) if seed else 0) for row in written["step"]]


def _step(row: dict[str, Any], days: list[date], seconds: int) -> Step:
    number, clock = row["at"].split()
    day = days[int(number)]
    moment = datetime.combine(day, time.fromisoformat(clock), OFFICE_ZONE)
    files = tuple((f["name"], f["text"].encode()) for f in row.get("attach", []))
    said = {key: _dated(value, days) for key, value in row.get("with", {}).items()}
    return Step(
        moment + timedelta(seconds=seconds), row["by"], row["do"], row.get("case"), said, files
    )


def _dated(value: Any, days: list[date]) -> Any:
    """A value such as `@3` stands for the date of that working day."""
    if isinstance(value, str) and value.startswith("@") and value[1:].isdigit():
        return days[int(value[1:])].isoformat()
    return value


def watch_times(days: Iterable[date]) -> list[datetime]:
    """When the monitor looks: as the doors open, at noon, after noon, and when they close."""
    hours = (time(8, 30), time(12, 0), time(13, 30), time(17, 30))
    return [datetime.combine(day, hour, OFFICE_ZONE) for day in days for hour in hours]


def key_of(seed: int, number: int) -> str:
    """The request key of a step, so that the same seed makes the same requests."""
    return str(uuid5(_SEEDS, f"{seed}.{number}"))
