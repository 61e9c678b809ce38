"""Working days and office hours: the office's own table, published days, else what is provisional.

Hours may differ by unit and by season; what a calendar says of a day depends on nothing but itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from importlib.metadata import version
from itertools import accumulate, pairwise
from types import MappingProxyType

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.docflow.timelimit.days import Day, published, worked

Hours = tuple[tuple[time, time], ...]

HOURS: Hours = ((time(8, 30), time(12, 0)), (time(13, 30), time(17, 30)))
"""Office hours of a working day."""

DAY_LENGTH = 24 * 60
"""Minutes of a day."""

EPOCH = date(2026, 1, 1)
"""From here on working minutes are counted, backwards too; the years between are looked up day by
day, so the first question of a process is the quicker the nearer it lies.
"""

LAST_YEAR = 9000
"""Moments after this year are no dates of an office."""


@dataclass(frozen=True)
class Timetable:
    """作息时间: the hours of a unit, or of every unit, from one day to another.

    Raises:
        BadInput: `bad-hours`, where spans overlap, run backwards or don't begin at a full
            minute, or where there are none for good or for every unit; `bad-period`.
    """

    first: date
    last: date | None
    """None: until another one follows."""
    hours: Hours
    """None: a unit is closed, 停办公, while the others work."""
    unit: str = ""
    """Whose; empty: of every unit that has none of its own."""

    def __post_init__(self) -> None:
        """Hours must follow each other within a day, and days each other."""
        if self.hours or not (self.unit and self.last):
            _check(self.hours)
        if self.last is not None and self.last < self.first:
            raise BadInput("bad-period", start=str(self.first), until=str(self.last))

    @property
    def minutes(self) -> int:
        """Working minutes of a day with these hours."""
        return _whole(self.hours)


@dataclass(frozen=True)
class Calendar:
    """The office's calendar; its own decisions (`overrides`) go before everything else.

    Raises:
        BadInput: `bad-hours`, where spans overlap, run backwards or don't begin at a full
            minute; `bad-time` from every question about a moment that no office can have.
    """

    overrides: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    hours: Hours = HOURS
    timetables: tuple[Timetable, ...] = ()
    """Of two that hold on the same day the later in this row; a unit's own before every unit's."""
    edition: int = 0
    """Which version of the office's own table this is; none is on record before the first."""
    unit: str = ""

    def __post_init__(self) -> None:
        """Hours must follow each other within a day."""
        _check(self.hours)

    @property
    def version(self) -> str:
        """The sources of this calendar, for reports."""
        libraries = f"chinesecalendar {version('chinesecalendar')}, holidays {version('holidays')}"
        return f"office {self.edition}, {libraries}" if self.edition else libraries

    def of(self, unit: str) -> "Calendar":
        """The calendar as it holds for a unit."""
        if unit == self.unit or not any(t.unit == unit for t in self.timetables):
            return self
        if unit not in self._units:
            self._units[unit] = replace(self, unit=unit)
        return self._units[unit]

    @cached_property
    def _units(self) -> dict[str, "Calendar"]:
        """Units that have hours of their own, as far as they were asked for."""
        return {}

    @cached_property
    def _stretches(self) -> tuple[list[date], list[Hours]]:
        """From which day on which hours hold, the earliest first."""
        days, hours = [date.min], [self.hours]
        mine = [t for t in self.timetables if t.unit in ("", self.unit)]
        for table in sorted(mine, key=lambda t: bool(t.unit)):  # laid over what was there before
            start = bisect_left(days, table.first)
            end, after = len(days), []
            if table.last is not None:
                following = table.last + timedelta(days=1)
                end = bisect_left(days, following)
                if end == len(days) or days[end] != following:
                    after = [(following, hours[end - 1])]
            days[start:end] = [table.first, *(day for day, _ in after)]
            hours[start:end] = [table.hours, *(held for _, held in after)]
        return days, hours

    def hours_on(self, day: date) -> Hours:
        """The hours that hold on a day, were it worked."""
        days, hours = self._stretches
        return hours[bisect_right(days, day) - 1]

    def own_hours(self, day: date) -> dict[str, Hours]:
        """Units that work other hours on a day than the office."""
        units = sorted({table.unit for table in self.timetables if table.unit})
        hours = {unit: self.of(unit).hours_on(day) for unit in units}
        return {unit: own for unit, own in hours.items() if own != self.hours_on(day)}

    def day(self, day: date) -> Day:
        """Whether a day is worked, and on whose word."""
        if day in self.overrides:
            return Day(self.overrides[day], "office")
        return published(day)

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked; on another a unit may be closed by itself."""
        return self.day(day).is_workday and bool(self.hours_on(day))

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Office hours of a day; none on a day off."""
        if not self.is_workday(day):
            return ()
        return tuple((_at(day, start), _at(day, end)) for start, end in self.hours_on(day))

    def closing(self, day: date) -> datetime | None:
        """When the office closes on a day; None on a day off."""
        spans = self.spans(day)
        return spans[-1][1] if spans else None

    def next_workday(self, day: date) -> date:
        """The first working day after this one."""
        following = _after(day)
        while not self.is_workday(following):
            following = _after(following)
        return following

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Working minutes between two moments; seconds don't count."""
        return max(0, self._stand(_local(end)) - self._stand(_local(start)))

    def minutes_between(self, start: str, end: str) -> int:
        """The same between two moments as the records write them; for many thousands at once."""
        return max(0, self._stand_at(end) - self._stand_at(start))

    def _stand(self, moment: datetime) -> int:
        begins, passed = self._day(moment.date())
        return begins + passed[_minutes(moment)]

    def _stand_at(self, moment: str) -> int:
        begins, passed = self._day(date.fromisoformat(moment[:10]))
        return begins + passed[int(moment[11:13]) * 60 + int(moment[14:16])]

    def _day(self, day: date) -> tuple[int, tuple[int, ...]]:
        """Working minutes before a day since `EPOCH`, and of it at each of its minutes."""
        found = self._days.get(day)
        if found is None:
            before = self._whole_days(EPOCH, day) - self._whole_days(day, EPOCH)
            hours = self.hours_on(day) if self.is_workday(day) else ()
            found = self._days[day] = before, _passing(hours)
        return found

    @cached_property
    def _days(self) -> dict[date, tuple[int, tuple[int, ...]]]:
        """Days that were asked about, as `_day` tells them."""
        return {}

    def _whole_days(self, first: date, last: date) -> int:
        """Working minutes from the first day up to the last, as long as each of them is."""
        begins, hours = self._stretches
        total = 0
        for place in range(bisect_right(begins, first) - 1, len(begins)):
            start = max(first, begins[place])
            end = min(last, begins[place + 1]) if place + 1 < len(begins) else last
            if start >= last:
                break
            total += self._worked(start, end) * _whole(hours[place])
        return total

    def _passed(self, moment: datetime) -> int:
        """Working minutes of its day that have passed at a moment."""
        return self._day(moment.date())[1][_minutes(moment)]

    def _worked(self, first: date, last: date) -> int:
        """Working days from the first up to the last, counted by years: a period may be long."""
        days, more = self._own
        own = more[bisect_left(days, last)] - more[bisect_left(days, first)]
        return worked(first, last) + own

    @cached_property
    def _own(self) -> tuple[list[date], list[int]]:
        """Days that the office decides itself, and by how many working days, up to each."""
        days = sorted(self.overrides)
        more = (self.overrides[day] - published(day).is_workday for day in days)
        return days, list(accumulate(more, initial=0))

    def add_minutes(self, moment: datetime, minutes: int) -> datetime:
        """When so many working minutes are used; a result at closing time stays there.

        Counts from the full minute; of no minutes the result is that minute itself.
        """
        moment = _minute(moment)
        if minutes <= 0:
            return moment
        day, left = moment.date(), minutes + self._passed(moment)
        while not self.is_workday(day) or left > _whole(self.hours_on(day)):
            left -= _whole(self.hours_on(day)) if self.is_workday(day) else 0
            day = _after(day)
        for opens, closes in _clock(self.hours_on(day)):
            if left <= closes - opens:
                break
            left -= closes - opens
        return _at(day, time()) + timedelta(minutes=opens + left)

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
        passed = self._day(moment.date())[1]
        return passed[_minutes(moment) + 1] > passed[_minutes(moment)]

    def open_at(self, moment: str) -> bool:
        """The same of a moment as the records write it; for many thousands at once."""
        _, passed = self._day(date.fromisoformat(moment[:10]))
        minute = int(moment[11:13]) * 60 + int(moment[14:16])
        return passed[minute + 1] > passed[minute]

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


def _check(hours: Hours) -> None:
    if not hours or not _in_order(hours):
        raise BadInput("bad-hours", hours=str(hours))


@lru_cache(maxsize=64)
def _clock(hours: Hours) -> tuple[tuple[int, int], ...]:
    """Office hours, in minutes since midnight."""
    return tuple((_minutes(opens), _minutes(closes)) for opens, closes in hours)


@lru_cache(maxsize=64)
def _whole(hours: Hours) -> int:
    """Working minutes of a day with these hours."""
    return sum(closes - opens for opens, closes in _clock(hours))


@lru_cache(maxsize=64)
def _passing(hours: Hours) -> tuple[int, ...]:
    """Working minutes that have passed at each minute of a day with these hours, its end too."""
    clock = _clock(hours)
    worked = (any(opens <= n < closes for opens, closes in clock) for n in range(DAY_LENGTH))
    return tuple(accumulate(worked, initial=0))


def _in_order(hours: Hours) -> bool:
    whole = all(mark == time(mark.hour, mark.minute) for span in hours for mark in span)
    forward = whole and all(opens < closes for opens, closes in hours)
    return forward and all(one[1] <= two[0] for one, two in pairwise(hours))


def _local(moment: datetime) -> datetime:
    try:
        local = moment.astimezone(OFFICE_ZONE)
    except OverflowError:
        raise BadInput("bad-time", value=moment.isoformat()) from None
    if local.year > LAST_YEAR:
        raise BadInput("bad-time", value=moment.isoformat())
    return local


def _minute(moment: datetime) -> datetime:
    return _local(moment).replace(second=0, microsecond=0)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OFFICE_ZONE)


def _minutes(clock: time | datetime) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute
