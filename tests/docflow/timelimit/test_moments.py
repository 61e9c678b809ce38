"""Due moments and cards against a reference that walks the calendar one minute at a time.

The reference knows by heart the days published around the Spring Festivals and the National Days
of 2025 and 2026, and shares no code with the package.
"""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.limit import Limit, due, thresholds
from oa_client.docflow.timelimit.monitor import Level, Watch, cards_due, next_moment
from oa_client.docflow.timelimit.workdays import Calendar

ZONE = timezone(timedelta(hours=8))
CALENDAR = Calendar()
MINUTE = timedelta(minutes=1)


def every(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


DAYS_OFF = (
    every(date(2025, 1, 28), date(2025, 2, 4))
    | every(date(2025, 10, 1), date(2025, 10, 8))
    | every(date(2026, 2, 15), date(2026, 2, 23))
    | every(date(2026, 9, 25), date(2026, 9, 27))
    | every(date(2026, 10, 1), date(2026, 10, 7))
)
MADE_UP = {
    *(date(2025, 1, 26), date(2025, 2, 8), date(2025, 9, 28), date(2025, 10, 11)),
    *(date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10)),
}


def worked(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in DAYS_OFF)


def open_at(moment: datetime) -> bool:
    """Whether the minute that begins here is worked."""
    clock = moment.hour * 60 + moment.minute
    return worked(moment.date()) and (510 <= clock < 720 or 810 <= clock < 1050)


def walked(moment: datetime, minutes: int) -> datetime:
    """The end of the n-th worked minute from here."""
    while minutes:
        if open_at(moment):
            minutes -= 1
        moment += MINUTE
    return moment


def counted(start: datetime, end: datetime) -> int:
    total = 0
    while start < end:
        total += open_at(start)
        start += MINUTE
    return total


def slow_due(opened: datetime, text: str) -> datetime:
    opened = opened.replace(second=0)
    number, unit = float(text[:-1]), text[-1]
    if unit == "h" or number != int(number):
        return walked(opened, int(number * (60 if unit == "h" else 450)))
    day, left = opened.date(), int(number)
    while left:
        day += timedelta(days=1)
        left -= worked(day)
    return datetime(day.year, day.month, day.day, 17, 30, tzinfo=ZONE)


LIMITS = ("1h", "2h", "4h", "0.5d", "1d", "2d", "3d", "23h", "5d", "10d")
SEASONS = (date(2025, 1, 13), date(2025, 9, 15), date(2026, 1, 26), date(2026, 9, 14))
"""Mondays before a holiday; nothing else is published within the nine weeks that follow each."""

CLOCKS = (0, 8 * 60 + 29, 510, 511, 719, 720, 765, 809, 810, 1049, 1050, 1051, 1439)
"""Minutes of a day at which something begins or ends, with the night and the lunch break."""


def moment_in(season: date, day: int, second: int) -> datetime:
    start = datetime(season.year, season.month, season.day, tzinfo=ZONE)
    return start + timedelta(days=day, seconds=second)


ANY_SECOND = st.integers(0, 86_399)
EDGE = st.builds(
    lambda minute, second: minute * 60 + second,
    st.sampled_from(CLOCKS),
    st.sampled_from((0, 1, 59)),
)
OPENINGS = st.builds(moment_in, st.sampled_from(SEASONS), st.integers(0, 31), ANY_SECOND | EDGE)


@given(OPENINGS, st.sampled_from(LIMITS))
def test_a_limit_ends_where_counting_minute_by_minute_ends(opened, text):
    assert due(opened, Limit.parse(text), CALENDAR) == slow_due(opened, text)


@given(OPENINGS, st.sampled_from(LIMITS))
def test_cards_fall_due_at_the_minute_that_the_contract_names(opened, text):
    limit = Limit.parse(text)
    end = slow_due(opened, text)
    opened = opened.replace(second=0)
    available = counted(opened, end)
    marks = thresholds(opened, end, limit, CALENDAR)
    blue = -(-available * 7 // 10)
    if text in ("23h", "5d", "10d"):
        blue = min(blue, available - 450)
    assert marks.blue == walked(opened, blue)
    assert marks.yellow == walked(opened, -(-available * 9 // 10))
    assert marks.red == end


@given(OPENINGS, st.integers(0, 40_000))
def test_working_minutes_are_the_minutes_in_which_the_office_is_open(start, length):
    end = start + timedelta(minutes=length)
    slow = counted(start.replace(second=0), end.replace(second=0))
    assert CALENDAR.working_minutes(start, end) == slow
    assert CALENDAR.working_minutes(end, start) == 0


@given(OPENINGS)
def test_a_notice_waits_for_the_office_to_open(moment):
    told = CALENDAR.next_open(moment)
    assert told >= moment
    assert open_at(told)
    waited = moment.replace(second=0) + MINUTE
    while waited < told.replace(second=0):
        assert not open_at(waited)
        waited += MINUTE


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        ("2025-01-26", True), ("2025-01-28", False), ("2025-10-01", False), ("2025-10-11", True),
        ("2026-01-04", True), ("2026-02-17", False), ("2026-02-28", True), ("2026-10-10", True),
        ("2026-10-07", False), ("2026-11-21", False), ("2026-11-24", True),
    ],
)  # fmt: skip
def test_published_days_are_known_with_their_made_up_days(day, is_workday):
    found = CALENDAR.day(date.fromisoformat(day))
    assert (found.is_workday, found.source) == (is_workday, "published")


def test_days_that_nobody_has_published_are_provisional_and_say_so():
    assert CALENDAR.day(date(2031, 10, 1)).source == "provisional"
    assert not CALENDAR.day(date(2031, 10, 1)).is_workday
    monday = datetime(2031, 3, 3, tzinfo=ZONE)
    assert CALENDAR.provisional(monday, monday + timedelta(days=1))


def test_the_office_may_decide_on_a_day_of_its_own():
    saturday = date(2026, 11, 21)
    own = Calendar(overrides={saturday: True})
    assert own.day(saturday).source == "office"
    assert own.next_workday(date(2026, 11, 20)) == saturday


@pytest.mark.parametrize(
    "text", ["", "1", "0d", "-1d", "1.23456d", "1w", "0m", "0.5m", "5 d", "9999d", "１d", "nan"]
)
def test_a_limit_that_makes_no_sense_is_refused(text):
    with pytest.raises(BadInput, match="bad-limit"):
        Limit.parse(text)


def test_office_hours_must_follow_each_other():
    from datetime import time

    with pytest.raises(BadInput, match="bad-hours"):
        Calendar(hours=((time(13), time(17)), (time(8), time(12))))


def watch(**more) -> Watch:
    opened = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
    limit = Limit.parse("1d")
    end = due(opened, limit, CALENDAR)
    marks = thresholds(opened, end, limit, CALENDAR)
    said = {"document": "d", "task": "t", "person": "li", "round": 1, "due": end} | more
    return Watch(blue=marks.blue, yellow=marks.yellow, red=marks.red, **said)


def test_after_a_silent_week_each_level_has_its_true_moment():
    late = datetime(2026, 3, 9, 10, 0, tzinfo=ZONE)
    cards = cards_due(watch(), set(), late, CALENDAR)
    assert [card.level for card in cards] == list(Level)
    assert [card.at for card in cards] == [watch().blue, watch().yellow, watch().red]


def test_a_card_is_issued_once_and_armed_again_in_the_next_round():
    late = datetime(2026, 3, 9, 10, 0, tzinfo=ZONE)
    assert cards_due(watch(), set(Level), late, CALENDAR) == []
    assert next_moment(watch(), set(Level)) is None
    assert next_moment(watch(), {Level.BLUE}) == watch().yellow
    assert len(cards_due(watch(round=2), set(), late, CALENDAR)) == 3


def test_a_limit_that_ends_in_the_night_never_comes_and_red_tells_at_the_next_opening():
    red = next(c for c in cards_due(watch(), set(), watch().red, CALENDAR) if c.level == Level.RED)
    assert red.at == datetime(2026, 3, 3, 17, 30, tzinfo=ZONE)
    assert red.notify_at == datetime(2026, 3, 4, 8, 30, tzinfo=ZONE)
