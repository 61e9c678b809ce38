"""Which days China works: as published each year, else what is expected and says so."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import chinese_calendar

FORESEEN = 2100
"""The last year whose holidays the libraries know; afterwards only weekends are days off."""


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
    if day.year > FORESEEN:
        return Day(day.weekday() < 5, "provisional")
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


def worked(first: date, last: date) -> int:
    """Working days from the first day up to, but without, the last."""
    years = sum(_in_year(year) for year in range(first.year, last.year))
    return years + _before(last) - _before(first)


def _before(day: date) -> int:
    """Working days of its year that lie before a day."""
    return _running(day.year)[day.timetuple().tm_yday - 1]


@lru_cache(maxsize=10_000)
def _in_year(year: int) -> int:
    """Working days of a year."""
    if year <= FORESEEN:
        return _running(year)[-1]
    first = date(year, 1, 1)
    # 52 weeks of five, and the one or two days that are left over
    left_over = (date(year, 12, 31) - first).days + 1 - 364
    return 260 + sum((first.weekday() + n) % 7 < 5 for n in range(left_over))


@lru_cache(maxsize=256)
def _running(year: int) -> tuple[int, ...]:
    """Working days before the first day of a year, before the second, … before the next year."""
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    days = (published(first + timedelta(days=n)).is_workday for n in range(length))
    return tuple(accumulate(days, initial=0))
