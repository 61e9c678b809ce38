"""本单位工作日历: days and hours that an office puts on record, and what is otherwise by them.

As they stand in an act: `days` by date, true where worked; `hours` a list of timetables, each
with its `spans`, from when to when, and whose they are.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.workdays import Calendar, Hours, Timetable

Days = Mapping[date, bool]
Row = dict[str, Any]

FARTHEST = 1500
"""Days: so far ahead an office plans; the State Council publishes one year at a time."""

SPAN, LEAST_WORKED = 45, 8
"""Of so many days in a row so many are worked: an office is closed for a month, not for good."""

SHORTEST, LONGEST = 180, 960
"""Working minutes of a day: half a day at least, and no more than two shifts see to."""

MOST_TABLES = 100
"""Timetables that lie ahead."""

MOST_DAYS = 800
"""Days that one act may name: two years and a little more."""


def read_days(said: Mapping[str, bool]) -> Days:
    """Days one by one.

    Raises:
        BadInput: `bad-day`, `too-many-days`.
    """
    if len(said) > MOST_DAYS:
        raise BadInput("too-many-days", count=len(said), most=MOST_DAYS)
    return {_day(text): worked for text, worked in said.items()}


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise BadInput("bad-day", day=text[:30]) from None
    if text != found.isoformat() or not 1950 <= found.year <= 2200:
        raise BadInput("bad-day", day=text[:30])
    return found


def read_timetable(said: Row) -> Timetable:
    """作息时间 as it stands in an act: `from`, `until`, `unit`, `spans`.

    Raises:
        BadInput: `bad-day`, `bad-hours`, `bad-period`.
    """
    last = said.get("until")
    return Timetable(
        _day(said["from"]), _day(last) if last else None, _hours(said["spans"]),
        said.get("unit") or "",
    )  # fmt: skip


def _hours(spans: Sequence[Sequence[str]]) -> Hours:
    try:
        return tuple((time.fromisoformat(opens), time.fromisoformat(to)) for opens, to in spans)
    except ValueError:
        raise BadInput("bad-hours", hours=str(spans)[:100]) from None


def one_day(day: str, unit: str, *, worked: bool) -> Row:
    """A single day as `set-calendar` takes it: of the office, or one on which a unit is closed.

    Raises:
        BadInput: `day-of-all`: a day on which one unit alone makes up for another is not kept.
    """
    if not unit:
        return {"days": {day: worked}}
    if worked:
        raise BadInput("day-of-all", unit=unit[:60])
    return {"hours": [{"from": day, "until": day, "unit": unit, "spans": []}]}


def written_timetable(table: Timetable) -> Row:
    """The same as it is kept."""
    spans = [[f"{opens:%H:%M}", f"{to:%H:%M}"] for opens, to in table.hours]
    last = table.last.isoformat() if table.last else None
    return {"from": table.first.isoformat(), "until": last, "unit": table.unit, "spans": spans}


def with_changes(
    calendar: Calendar, days: Days, tables: Sequence[Timetable], edition: int
) -> Calendar:
    """The next version: what it says of a day goes before what was said of it earlier."""
    own = MappingProxyType(dict(sorted({**calendar.overrides, **days}.items())))
    return replace(
        calendar, overrides=own, timetables=(*calendar.timetables, *tables), edition=edition
    )


def sound(new: Calendar, days: Days, tables: Sequence[Timetable], today: date) -> None:
    """Refuse what can only be meant to let clocks stand still, or race, or to fill the records.

    Raises:
        BadInput: `too-few-workdays`, where an office would be closed for longer than
            a month; `odd-hours` of a day shorter or longer than `SHORTEST`, `LONGEST`;
            `too-far-ahead`; `too-many-tables`.
    """
    last = today + timedelta(days=FARTHEST)
    for day in (*days, *(one.first for one in tables)):
        if day > last:
            raise BadInput("too-far-ahead", day=day.isoformat(), last=last.isoformat())
    for one in tables:
        if one.hours and not SHORTEST <= one.minutes <= LONGEST:
            raise BadInput("odd-hours", minutes=one.minutes, least=SHORTEST, most=LONGEST)
    if len([one for one in new.timetables if one.first > today]) > MOST_TABLES:
        raise BadInput("too-many-tables", most=MOST_TABLES)
    closed = {one.unit for one in new.timetables if not one.hours}
    for unit in sorted({"", *closed}):
        _open_enough(new.of(unit), today)


def _open_enough(calendar: Calendar, today: date) -> None:
    ahead = [today + timedelta(days=n + 1) for n in range(FARTHEST + SPAN)]
    worked = list(accumulate((calendar.is_workday(day) for day in ahead), initial=0))
    for start, before, upto in zip(ahead, worked, worked[SPAN:], strict=False):
        if upto - before < LEAST_WORKED:
            raise BadInput(
                "too-few-workdays", start=start.isoformat(), days=SPAN, least=LEAST_WORKED
            )


def differing(days: Days, calendar: Calendar) -> dict[date, bool]:
    """Those of the named days that a calendar so far has otherwise, in their order."""
    return {d: worked for d, worked in sorted(days.items()) if calendar.is_workday(d) != worked}


def written(calendar: Calendar) -> tuple[str, str]:
    """The days and the hours of an office's own table, as they are kept."""
    days = {day.isoformat(): worked for day, worked in sorted(calendar.overrides.items())}
    hours = [written_timetable(table) for table in calendar.timetables]
    return (
        json.dumps(days, separators=(",", ":")),
        json.dumps(hours, ensure_ascii=False, separators=(",", ":")),
    )


@lru_cache(maxsize=16)
def kept(base: Calendar, edition: int, days: str, hours: str) -> Calendar:
    """The calendar in force: an office's own table over the published days."""
    tables = [read_timetable(one) for one in json.loads(hours)]
    own = {date.fromisoformat(day): worked for day, worked in json.loads(days).items()}
    return with_changes(base, own, tables, edition)


def year_of(calendar: Calendar, year: int) -> list[tuple[date, bool, str]]:
    """Every day of a year: whether it is worked, and on whose word."""
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    days = [first + timedelta(days=n) for n in range(length)]
    return [(day, found.is_workday, found.source) for day in days for found in [calendar.day(day)]]


def unsettled(calendar: Calendar, year: int) -> bool:
    """Whether a year is only provisional: nobody has put its notice on record."""
    return any(source == "provisional" for _, _, source in year_of(calendar, year))
