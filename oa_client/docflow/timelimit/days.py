"""Which days China works: as published each year, else what is expected and says so.

A year that the libraries learn of later counts once the office has put it on record: what was
judged before must come out the same when it is judged again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import chinese_calendar

FORESEEN = 2100
"""The last year whose holidays the libraries know; afterwards only weekends are days off."""


KNOWN = 2026
"""The last year that counts as published without the office's own word."""

SUBSTITUTED = "substituted"
"""How the library names a day that is off because another is worked."""


MADE_UP_FOR = "observed"
"""How it names a day off in place of a holiday that fell on a weekend."""


@dataclass(frozen=True)
class Day:
    """Whether a day is worked, and who says so: `office`, `published` or `provisional`."""

    is_workday: bool
    source: str


@lru_cache(maxsize=8192)
def published(day: date) -> Day:
    """A day as the State Council published it, else by the law on holidays, provisionally."""
    if day.year > KNOWN:
        return Day(day.weekday() < 5 and day not in _holidays(day.year), "provisional")
    try:
        return Day(bool(chinese_calendar.is_workday(day)), "published")
    except RuntimeError:  # before the library's first year
        return Day(day.weekday() < 5 and day not in _holidays(day.year), "provisional")


def learnt(year: int) -> dict[date, bool] | None:
    """A later year as the library has it by now, to be put on record; None where it has not."""
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    days = [first + timedelta(days=n) for n in range(length)]
    try:
        return {day: bool(chinese_calendar.is_workday(day)) for day in days}
    except RuntimeError:
        return None


def statutory(year: int) -> frozenset[date]:
    """The very days that the law names; no notice makes one of them a working day."""
    return frozenset(day for day, name in _named(year).items() if MADE_UP_FOR not in name)


def _holidays(year: int) -> frozenset[date]:
    """Holidays of a year by the law alone."""
    return frozenset(_named(year))


@lru_cache(maxsize=64)
def _named(year: int) -> dict[date, str]:
    if year > FORESEEN:
        return {}
    import holidays  # a slow import that the published years don't need

    found = holidays.country_holidays("CN", years=year, language="en_US")
    return {day: name for day, name in found.items() if SUBSTITUTED not in name}


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
