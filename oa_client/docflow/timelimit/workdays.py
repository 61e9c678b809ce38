"""Working days and office hours: published days, else what is provisional and says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.metadata import version
from itertools import pairwise
from types import MappingProxyType

import chinese_calendar

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE

Hours = tuple[tuple[time, time], ...]

HOURS: Hours = ((time(8, 30), time(12, 0)), (time(13, 30), time(17, 30)))
"""Office hours of a working day."""

LAST_YEAR = 9000
"""Moments after this year are no dates of an office."""


@dataclass(frozen=True)
class Day:
    """Whether a day is worked, and who says so: `office`, `published` or `provisional`."""

    is_workday: bool
    source: str


@lru_cache(maxsize=8192)
def published(day: date) -> Day:
    """A day as the State Council published it, else by the law on holidays, provisionally."""
    try:
        return Day(bool(chinese_calendar.is_workday(day)), "published")
    except RuntimeError:  # the library knows no such year
        return _expected(day)


def _expected(day: date) -> Day:
    """Outside the published years the make-up days (调休) aren't known for sure."""
    holidays, make_up, whole = _year(day.year)
    worked = day in make_up or (day.weekday() < 5 and day not in holidays)
    return Day(worked, "published" if whole else "provisional")


@lru_cache(maxsize=64)
def _year(year: int) -> tuple[frozenset[date], frozenset[date], bool]:
    """Holidays and make-up days of a year; whole, where make-up days are among them."""
    import holidays  # a slow import that the published years don't need

    found = holidays.country_holidays("CN", years=year)
    make_up = frozenset(getattr(found, "weekend_workdays", ()))
    make_up = frozenset(day for day in make_up if day.year == year)
    return frozenset(found) - make_up, make_up, bool(make_up)


@dataclass(frozen=True)
class Calendar:
    """The office's calendar; its own decisions (`overrides`) go before everything else.

    Raises:
        BadInput: `bad-hours`, where spans overlap or run backwards.
    """

    overrides: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))
    hours: Hours = HOURS

    def __post_init__(self) -> None:
        """Hours must follow each other within a day."""
        marks = [mark for span in self.hours for mark in span]
        if not marks or any(one >= two for one, two in pairwise(marks)):
            raise BadInput("bad-hours", hours=str(self.hours))

    @property
    def version(self) -> str:
        """The sources of this calendar, for reports."""
        return f"chinesecalendar {version('chinesecalendar')}, holidays {version('holidays')}"

    def day(self, day: date) -> Day:
        """Whether a day is worked, and on whose word."""
        if day in self.overrides:
            return Day(self.overrides[day], "office")
        return published(day)

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked."""
        return self.day(day).is_workday

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Office hours of a day; none on a day off."""
        if not self.is_workday(day):
            return ()
        return tuple((_at(day, start), _at(day, end)) for start, end in self.hours)

    def next_workday(self, day: date) -> date:
        """The first working day after this one."""
        following = _after(day)
        while not self.is_workday(following):
            following = _after(following)
        return following

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Working minutes between two moments; seconds don't count."""
        start, end = _minute(start), _minute(end)
        if end <= start:
            return 0
        if start.date() == end.date():
            return self._within(start, end)
        whole = sum(_minutes(one, two) for one, two in self.hours)
        total = self._within(start, _midnight_after(start)) + self._within(_midnight(end), end)
        day = _after(start.date())
        while day < end.date():
            total += whole if self.is_workday(day) else 0
            day = _after(day)
        return total

    def _within(self, start: datetime, end: datetime) -> int:
        """Working minutes within one day."""
        total = 0
        for opens, closes in self.spans(start.date()):
            overlap = min(end, closes) - max(start, opens)
            total += max(0, int(overlap.total_seconds()) // 60)
        return total

    def add_minutes(self, moment: datetime, minutes: int) -> datetime:
        """When so many working minutes are used; a result at closing time stays there."""
        moment = _minute(moment)
        if minutes <= 0:
            return moment
        left = minutes
        for opens, closes in self._open_from(moment):
            start = max(opens, moment)
            room = int((closes - start).total_seconds()) // 60
            if left <= room:
                return start + timedelta(minutes=left)
            left -= max(0, room)
        raise AssertionError("the calendar has no end")

    def _open_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans that end after a moment."""
        day = moment.date()
        while True:
            yield from (span for span in self.spans(day) if span[1] > moment)
            day = _after(day)

    def provisional(self, start: datetime, end: datetime) -> bool:
        """Whether any day in a period isn't published yet."""
        day, last = _local(start).date(), _local(end).date()
        while day <= last:
            if self.day(day).source == "provisional":
                return True
            day = _after(day)
        return False

    def in_hours(self, moment: datetime) -> bool:
        """Whether the office is open."""
        moment = _local(moment)
        return any(opens <= moment < closes for opens, closes in self.spans(moment.date()))

    def next_open(self, moment: datetime) -> datetime:
        """This moment where the office is open, else when it opens next."""
        moment = _local(moment)
        if self.in_hours(moment):
            return moment
        return next(opens for opens, _ in self._open_from(moment) if opens >= moment)


def _after(day: date) -> date:
    if day.year > LAST_YEAR:
        raise BadInput("bad-time", value=day.isoformat())
    return day + timedelta(days=1)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(OFFICE_ZONE)


def _minute(moment: datetime) -> datetime:
    return _local(moment).replace(second=0, microsecond=0)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OFFICE_ZONE)


def _midnight(moment: datetime) -> datetime:
    return _at(moment.date(), time())


def _midnight_after(moment: datetime) -> datetime:
    return _at(_after(moment.date()), time())


def _minutes(start: time, end: time) -> int:
    return (end.hour - start.hour) * 60 + end.minute - start.minute
