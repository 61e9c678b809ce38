"""Working days and office hours: published days, else what is provisional and says so."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from importlib.metadata import version
from itertools import accumulate, pairwise
from types import MappingProxyType

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.docflow.timelimit.days import Day, published, worked

Hours = tuple[tuple[time, time], ...]

HOURS: Hours = ((time(8, 30), time(12, 0)), (time(13, 30), time(17, 30)))
"""Office hours of a working day."""

LAST_YEAR = 9000
"""Moments after this year are no dates of an office."""


@dataclass(frozen=True)
class Calendar:
    """The office's calendar; its own decisions (`overrides`) go before everything else.

    Raises:
        BadInput: `bad-hours`, where spans overlap, run backwards or don't begin at a full
            minute; `bad-time` from every question about a moment that no office can have.
    """

    overrides: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    hours: Hours = HOURS

    def __post_init__(self) -> None:
        """Hours must follow each other within a day."""
        if not self.hours or not _in_order(self.hours):
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
        days = self._worked(start.date(), end.date())
        return days * self._whole + self._passed(end) - self._passed(start)

    @cached_property
    def _clock(self) -> tuple[tuple[int, int], ...]:
        """Office hours, in minutes since midnight."""
        return tuple((_minutes(opens), _minutes(closes)) for opens, closes in self.hours)

    @cached_property
    def _whole(self) -> int:
        """Working minutes of a day."""
        return sum(closes - opens for opens, closes in self._clock)

    def _passed(self, moment: datetime) -> int:
        """Working minutes of its day that have passed at a moment."""
        if not self.is_workday(moment.date()):
            return 0
        now = _minutes(moment)
        return sum(max(0, min(now, closes) - opens) for opens, closes in self._clock)

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
        while not self.is_workday(day) or left > self._whole:
            left -= self._whole if self.is_workday(day) else 0
            day = _after(day)
        for opens, closes in self._clock:
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
