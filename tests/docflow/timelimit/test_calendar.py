"""The calendar at its edges: facts of published years, far years, the ends of time, odd hours."""

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta, timezone

import chinese_calendar
import pytest

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.limit import Limit, due, thresholds
from oa_client.docflow.timelimit.workdays import Calendar

ZONE = timezone(timedelta(hours=8))
CALENDAR = Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def counted_by_day(calendar: Calendar, first: date, last: date) -> int:
    days = range(first.toordinal(), last.toordinal())
    return 450 * sum(calendar.is_workday(date.fromordinal(n)) for n in days)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_published_year_is_the_library_s_to_the_day(year):
    for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
        day = date.fromordinal(n)
        found = CALENDAR.day(day)
        assert found.source == "published"
        assert found.is_workday == chinese_calendar.is_workday(day)


def test_the_spring_festival_of_2026_is_nine_days_long_and_two_saturdays_are_worked_for_it():
    off = [date(2026, 2, d) for d in range(15, 24)]
    assert not any(CALENDAR.is_workday(day) for day in off)
    assert CALENDAR.is_workday(date(2026, 2, 14)) and CALENDAR.is_workday(date(2026, 2, 28))
    assert CALENDAR.next_workday(date(2026, 2, 14)) == date(2026, 2, 24)


@pytest.mark.parametrize("year", [1999, 2027, 2031, 2200])
def test_a_year_without_known_make_up_days_is_provisional(year):
    assert CALENDAR.day(date(year, 6, 15)).source == "provisional"


def test_only_a_period_that_reaches_an_unpublished_day_is_provisional():
    assert not CALENDAR.provisional(at("2026-12-01"), at("2026-12-31 23:59"))
    assert CALENDAR.provisional(at("2026-12-01"), at("2027-01-01"))


def test_what_the_office_decides_itself_is_not_provisional():
    own = Calendar(overrides={date(2027, 1, 1): False})
    assert not own.provisional(at("2026-12-31"), at("2027-01-01"))


@pytest.mark.parametrize(
    ("first", "last"),
    [("2024-01-01", "2027-01-01"), ("2025-12-31", "2026-01-02"), ("1999-05-05", "2012-03-01"),
     ("2096-02-28", "2110-12-31"), ("2399-12-31", "2401-01-01")],
)  # fmt: skip
def test_a_long_period_counts_what_its_days_count_one_by_one(first, last):
    expected = counted_by_day(CALENDAR, date.fromisoformat(first), date.fromisoformat(last))
    assert CALENDAR.working_minutes(at(first), at(last)) == expected


def test_decisions_of_the_office_count_in_long_periods_too():
    decided = {
        date(2024, 6, 15): True,  # a Saturday
        date(2024, 6, 17): False,  # a Monday
        date(2024, 6, 18): True,  # a Tuesday, worked anyway
        date(2030, 1, 1): False,
    }
    own = Calendar(overrides=decided)
    for first, last in (("2024-01-01", "2025-06-01"), ("2024-06-15", "2024-06-17")):
        expected = counted_by_day(own, date.fromisoformat(first), date.fromisoformat(last))
        assert own.working_minutes(at(first), at(last)) == expected


def test_centuries_are_counted_in_no_time():
    begun = stopwatch.perf_counter()
    minutes = CALENDAR.working_minutes(at("2026-11-24 08:30"), at("8000-01-01"))
    assert minutes > 5_900 * 250 * 450
    assert stopwatch.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "moment",
    [
        datetime.max.replace(tzinfo=ZONE), datetime.max.replace(tzinfo=UTC),
        datetime(9500, 1, 1, tzinfo=ZONE),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "ask",
    [
        CALENDAR.in_hours,
        CALENDAR.next_open,
        lambda moment: CALENDAR.working_minutes(at("2026-01-01"), moment),
        lambda moment: CALENDAR.working_minutes(moment, at("2026-01-01")),
        lambda moment: CALENDAR.add_minutes(moment, 60),
        lambda moment: CALENDAR.provisional(moment, moment),
        lambda moment: due(moment, Limit.parse("5d"), CALENDAR),
    ],
)
def test_a_moment_at_the_end_of_time_is_bad_input_and_no_fault(moment, ask):
    with pytest.raises(BadInput, match="bad-time"):
        ask(moment)


def test_the_last_day_of_time_has_no_next_working_day():
    with pytest.raises(BadInput, match="bad-time"):
        CALENDAR.next_workday(date.max)


@pytest.mark.parametrize(
    "hours",
    [
        (),
        ((time(12), time(8)),),
        ((time(8), time(8)),),
        ((time(8), time(12)), (time(11, 59), time(17))),
        ((time(8, 0, 30), time(12)),),
    ],
)
def test_hours_that_overlap_run_backwards_or_split_a_minute_are_refused(hours):
    with pytest.raises(BadInput, match="bad-hours"):
        Calendar(hours=hours)


def test_spans_may_touch_and_no_minute_between_them_is_lost():
    through = Calendar(hours=((time(8), time(12)), (time(12), time(17))))
    assert through.working_minutes(at("2026-11-24"), at("2026-11-25")) == 540
    assert through.in_hours(at("2026-11-24 12:00"))
    assert through.add_minutes(at("2026-11-24 11:30"), 60) == at("2026-11-24 12:30")


def test_equal_calendars_have_equal_hashes():
    one, two = (Calendar(overrides={date(2026, 11, 21): True}) for _ in range(2))
    assert one == two and hash(one) == hash(two)
    assert one != CALENDAR


def test_the_version_names_its_sources():
    assert "chinesecalendar 1." in CALENDAR.version
    assert "holidays 0." in CALENDAR.version


def test_a_day_off_has_no_office_hours():
    assert CALENDAR.spans(date(2026, 10, 1)) == ()
    assert CALENDAR.spans(date(2026, 10, 10)) == (
        (at("2026-10-10 08:30"), at("2026-10-10 12:00")),
        (at("2026-10-10 13:30"), at("2026-10-10 17:30")),
    )


@pytest.mark.parametrize(
    ("moment", "minutes", "end"),
    [
        ("2026-11-24 09:00", 180, "2026-11-24 12:00"),
        ("2026-11-24 09:00", 181, "2026-11-24 13:31"),
        ("2026-11-24 09:00", 420, "2026-11-24 17:30"),
        ("2026-11-24 12:00", 1, "2026-11-24 13:31"),
        ("2026-11-24 17:30", 1, "2026-11-25 08:31"),
        ("2026-11-24 12:30", 0, "2026-11-24 12:30"),
    ],
)
def test_what_is_used_up_at_closing_time_stays_at_closing_time(moment, minutes, end):
    assert CALENDAR.add_minutes(at(moment), minutes) == at(end)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-24 08:29:59", "2026-11-24 08:30:00"),
        ("2026-11-24 08:30:00", "2026-11-24 08:30:00"),
        ("2026-11-24 11:59:59", "2026-11-24 11:59:59"),
        ("2026-11-24 12:00:00", "2026-11-24 13:30:00"),
        ("2026-11-24 17:30:00", "2026-11-25 08:30:00"),
        ("2026-09-30 17:30:00", "2026-10-08 08:30:00"),
        ("2026-10-09 22:00:00", "2026-10-10 08:30:00"),
    ],
)
def test_the_office_opens_again_after_lunch_night_and_holiday(moment, told):
    assert CALENDAR.next_open(at(moment)) == at(told)


def test_a_moment_is_the_same_in_whatever_zone_it_is_said():
    here = at("2026-11-24 09:00")
    assert due(here.astimezone(UTC), Limit.parse("1h"), CALENDAR) == at("2026-11-24 10:00")
    # 23:00 in London is already Wednesday here
    late = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    assert due(late, Limit.parse("1d"), CALENDAR) == at("2026-11-26 17:30")


@pytest.mark.parametrize(
    ("opened", "limit", "end"),
    [
        ("2026-11-24 09:00:59", "0.5d", "2026-11-24 14:15"),
        ("2026-11-24 09:00:59", "1h", "2026-11-24 10:00"),
        ("2026-11-24 11:50", "30m", "2026-11-24 13:50"),
        ("2026-11-24 17:29", "15m", "2026-11-25 08:44"),
        ("2026-11-27 17:29:59", "1h", "2026-11-30 09:29"),
        ("2026-11-24 09:00", "1d", "2026-11-25 17:30"),
        ("2026-09-30 17:29:59", "1d", "2026-10-08 17:30"),
        ("2026-10-09 16:00", "1d", "2026-10-10 17:30"),
        ("2028-02-29 10:00", "1h", "2028-02-29 11:00"),
    ],
)
def test_a_half_day_counts_from_opening_and_a_whole_day_ends_with_a_day(opened, limit, end):
    assert due(at(opened), Limit.parse(limit), CALENDAR) == at(end)


@pytest.mark.parametrize(
    ("text", "minutes", "is_days"),
    [("30m", 30, False), ("1h", 60, False), ("0.5d", 225, False), ("1.5d", 675, False),
     ("1d", 450, True),
     ("7.5h", 450, False), ("10d", 4500, True)],
)  # fmt: skip
def test_a_day_of_the_office_has_seven_and_a_half_hours(text, minutes, is_days):
    limit = Limit.parse(text)
    assert (limit.minutes, limit.is_days) == (minutes, is_days)


@pytest.mark.parametrize(
    ("text", "blue"),
    [
        ("3d", "2026-11-04 16:00"),  # 70 % of 1800 minutes; not longer than 3 days
        ("22.5h", "2026-11-04 09:15"),  # 70 % of 1350 minutes; just 3 days
        ("23h", "2026-11-04 09:00"),  # 450 of 1380 minutes left, before 70 % at 09:36
        ("10d", "2026-11-11 15:15"),  # 70 % of 4950 minutes, long before the last day
    ],
)
def test_blue_comes_at_70_per_cent_or_a_day_before_the_end_of_a_limit_above_three_days(text, blue):
    opened = at("2026-11-02 08:30")
    limit = Limit.parse(text)
    marks = thresholds(opened, due(opened, limit, CALENDAR), limit, CALENDAR)
    assert marks.blue == at(blue)


def test_without_working_time_every_card_falls_due_at_the_end():
    night = at("2026-11-24 20:00")
    marks = thresholds(night, night + timedelta(hours=1), Limit.parse("1h"), CALENDAR)
    assert {marks.blue, marks.yellow, marks.red} == {night + timedelta(hours=1)}
