"""Due moments to the minute, as a table that anybody can check with a calendar in his hand.

Beside it the slow reference: an office with hours of its own units and of summer, walked through
minute by minute, sharing no code with the package.
"""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.model.moment import iso
from oa_client.docflow.timelimit import table
from oa_client.docflow.timelimit.clock import Running, recounted
from oa_client.docflow.timelimit.limit import Limit, due, thresholds
from oa_client.docflow.timelimit.workdays import Calendar, Timetable

ZONE = timezone(timedelta(hours=8))
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("opened", "limit", "expected"),
    [
        ("2026-03-06 17:59", "1h", "2026-03-09 09:30"),  # Friday, after hours
        ("2026-03-06 17:59", "1d", "2026-03-09 17:30"),
        ("2026-03-06 17:29", "1h", "2026-03-09 09:29"),  # one minute of it on Friday
        ("2026-03-06 17:30", "1d", "2026-03-09 17:30"),
        ("2026-03-07 10:00", "1d", "2026-03-09 17:30"),  # received on a Saturday
        ("2026-03-06 00:00", "0.5d", "2026-03-06 13:45"),
        ("2026-03-02 11:59", "2h", "2026-03-02 15:29"),  # through lunch
        ("2026-03-02 12:00", "1h", "2026-03-02 14:30"),
        ("2026-03-02 12:30", "0.5d", "2026-03-02 17:15"),
        ("2026-03-02 08:30", "0.5d", "2026-03-02 13:45"),
        ("2026-03-02 16:30", "0.5d", "2026-03-03 11:15"),  # a half day begun late
        ("2026-02-13 17:59", "1d", "2026-02-14 17:30"),  # the next day is a made-up Saturday
        ("2026-02-14 16:30", "2h", "2026-02-24 09:30"),  # over the Spring Festival
        ("2026-02-14 09:00", "2d", "2026-02-25 17:30"),
        ("2026-02-27 10:00", "1d", "2026-02-28 17:30"),  # the other made-up Saturday
        ("2026-09-30 17:00", "1h", "2026-10-08 09:00"),  # over the National Days
        ("2026-09-30 17:00", "3d", "2026-10-10 17:30"),  # with a Saturday worked for them
        ("2024-02-28 17:00", "1h", "2024-02-29 09:00"),  # 29 February
        ("2024-02-29 10:00", "1d", "2024-03-01 17:30"),
        ("2025-12-31 17:00", "1h", "2026-01-04 09:00"),  # into a year that begins on a Sunday
        ("2025-12-31 10:00", "1d", "2026-01-04 17:30"),
        ("2026-12-31 16:29:59", "1h", "2026-12-31 17:29"),  # to the last minute of a year
        ("2026-12-31 16:31", "1h", "2027-01-04 08:31"),  # provisional: 1 January is off
        ("2026-12-31 10:00", "1d", "2027-01-04 17:30"),
    ],
)
def test_a_limit_ends_at_the_minute_that_stands_in_the_table(opened, limit, expected):
    assert due(at(opened), Limit.parse(limit), Calendar()) == at(expected)


SUMMER = Timetable(
    date(2026, 5, 1), date(2026, 9, 30), ((time(8), time(12)), (time(15), time(18, 30)))
)
COUNTER = Timetable(date(2026, 3, 2), None, ((time(9), time(12)), (time(13), time(17))), "窗口")
"""A counter that is open from nine to five, in summer too."""
LONG_DAY = Timetable(date(2026, 6, 8), date(2026, 6, 8), ((time(7), time(20)),), "窗口")
OWN = {date(2026, 4, 29): False, date(2026, 5, 9): True, date(2026, 6, 13): True}
CLOSED = Timetable(date(2026, 6, 10), date(2026, 6, 11), (), "窗口")
HOUSE = Calendar(overrides=OWN, timetables=(SUMMER, COUNTER, LONG_DAY, CLOSED), edition=3)


@pytest.mark.parametrize(
    ("opened", "limit", "unit", "expected"),
    [
        ("2026-04-30 16:30", "2h", "", "2026-05-06 09:00"),  # into the summer's hours
        ("2026-04-30 16:30", "1d", "", "2026-05-06 18:30"),
        ("2026-04-30 16:30", "2h", "窗口", "2026-05-06 10:30"),
        ("2026-04-30 16:30", "1d", "窗口", "2026-05-06 17:00"),
        ("2026-04-28 16:30", "2h", "", "2026-04-30 09:30"),  # a day that the office took off
        ("2026-06-12 18:00", "1h", "", "2026-06-13 08:30"),  # a Saturday that it works
        ("2026-06-05 16:30", "1h", "窗口", "2026-06-08 07:30"),  # one long day
        ("2026-06-05 10:00", "1d", "窗口", "2026-06-08 20:00"),
        ("2026-02-27 16:00", "2h", "窗口", "2026-02-28 09:00"),  # before it had hours of its own
        ("2026-09-30 18:00", "1h", "", "2026-10-08 09:00"),  # back to the winter's
        ("2026-06-09 16:30", "1h", "窗口", "2026-06-12 09:30"),  # over two days of being closed
        ("2026-06-09 16:30", "1d", "窗口", "2026-06-12 17:00"),
        ("2026-06-10 10:00", "0.5d", "窗口", "2026-06-12 13:45"),
        ("2026-06-10 10:00", "1h", "", "2026-06-10 11:00"),  # the others work
    ],
)
def test_units_and_seasons_have_hours_of_their_own(opened, limit, unit, expected):
    assert due(at(opened), Limit.parse(limit), HOUSE.of(unit)) == at(expected)


def test_a_unit_without_hours_of_its_own_has_the_office_s():
    assert HOUSE.of("财务科") is HOUSE
    assert HOUSE.of("窗口").of("") .hours_on(date(2026, 7, 1)) == SUMMER.hours


OFF = {date(2026, 5, d) for d in range(1, 6)} | {date(2026, 4, d) for d in (4, 5, 6, 29)} | {
    date(2026, 6, d) for d in (19, 20, 21)
}
WORKED = {date(2026, 5, 9), date(2026, 6, 13)}


def slow_open(moment: datetime, unit: str) -> bool:
    """Whether the minute that begins here is worked, told from the notice by heart."""
    day, clock = moment.date(), moment.hour * 60 + moment.minute
    if day in OFF or (day.weekday() > 4 and day not in WORKED):
        return False
    if unit and day in (date(2026, 6, 10), date(2026, 6, 11)):
        return False
    if unit and day == date(2026, 6, 8):
        return 420 <= clock < 1200
    if unit and day >= date(2026, 3, 2):
        return 540 <= clock < 720 or 780 <= clock < 1020
    if day >= date(2026, 5, 1):
        return 480 <= clock < 720 or 900 <= clock < 1110
    return 510 <= clock < 720 or 810 <= clock < 1050


def slow_walk(moment: datetime, minutes: int, unit: str) -> datetime:
    while minutes:
        minutes -= slow_open(moment, unit)
        moment += MINUTE
    return moment


def slow_count(start: datetime, end: datetime, unit: str) -> int:
    total = 0
    while start < end:
        total += slow_open(start, unit)
        start += MINUTE
    return total


MOMENTS = st.integers(0, 100 * 1440).map(lambda n: at("2026-03-09") + n * MINUTE)
UNITS = st.sampled_from(("", "窗口"))


@given(MOMENTS, st.integers(1, 3000), UNITS)
def test_hours_of_units_and_seasons_count_as_one_counts_them_minute_by_minute(start, length, unit):
    mine = HOUSE.of(unit)
    ends = mine.add_minutes(start, length)
    assert ends == slow_walk(start, length, unit)
    assert mine.working_minutes(start, ends) == length
    assert mine.in_hours(start) == slow_open(start, unit)


@given(MOMENTS, st.integers(0, 20_000), UNITS)
def test_a_period_across_seasons_is_the_sum_of_its_open_minutes(start, length, unit):
    end = start + length * MINUTE
    mine, open_ = HOUSE.of(unit), slow_count(start, end, unit)
    assert mine.working_minutes(start, end) == open_
    assert mine.minutes_between(iso(start), iso(end)) == open_
    assert mine.minutes_between(iso(end), iso(start)) == 0


CHANGES = st.dictionaries(
    st.integers(1, 40).map(lambda n: date(2026, 3, 9) + timedelta(days=n)), st.booleans(),
    min_size=1, max_size=8,
)  # fmt: skip
LIMITS = st.sampled_from(("1h", "4h", "0.5d", "1d", "3d", "10d"))


@given(MOMENTS.filter(lambda m: m < at("2026-04-20")), LIMITS, CHANGES, st.booleans())
def test_a_calendar_that_changes_mid_way_gives_what_it_would_have_given_from_the_start(
    opened, text, changes, season
):
    """Nothing of the past is otherwise, so what was counted before and after are one count."""
    limit, old = Limit.parse(text), Calendar()
    end = due(opened, limit, old)
    marks = thresholds(opened, end, limit, old)
    now = opened + (end - opened) / 3
    ahead = {day: worked for day, worked in changes.items() if day > now.date()}
    first = now.date() + timedelta(days=1)
    tables = [Timetable(first, None, SUMMER.hours)] if season else []
    new = table.with_changes(old, ahead, tables, 1)
    running = Running(marks, old.working_minutes(opened, now), limit.minutes, limit.is_days)
    moved = recounted(running, now, old, new)
    assert moved.red == due(opened, limit, new)
    fresh = thresholds(opened, moved.red, limit, new)
    for level in ("blue", "yellow"):
        before, after = getattr(marks, level), getattr(moved, level)
        assert after == before if before <= now else after >= min(now, getattr(fresh, level))
    for past in (opened, now):
        assert old.working_minutes(opened, past) == new.working_minutes(opened, past)


def test_what_has_ended_stays_and_a_promised_day_stays_promised():
    old = Calendar()
    new = table.with_changes(old, {date(2026, 3, 5): False}, [], 1)
    opened, now = at("2026-03-02 09:00"), at("2026-03-04 10:00")
    marks = thresholds(opened, at("2026-03-03 17:30"), Limit.parse("1d"), old)
    ended = Running(marks, 600, 450, is_days=True)
    assert recounted(ended, now, old, new) == marks
    marks = thresholds(opened, at("2026-03-05 17:30"), Limit.parse("1d"), old)
    promised = Running(marks, 600, 450, is_days=True, promised=True)
    assert recounted(promised, now, old, new).red == at("2026-03-05 17:30")


NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月30日（周六）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def test_a_notice_pasted_makes_a_year_the_office_s_own():
    from oa_client.docflow.timelimit import notice

    assert table.unsettled(Calendar(), 2027)
    own = table.with_changes(Calendar(), notice.table(NOTICE), [], 1)
    assert not table.unsettled(own, 2027)
    assert own.day(date(2027, 1, 30)).is_workday and not own.is_workday(date(2027, 2, 12))
    changed = table.differing(notice.table(NOTICE), Calendar())
    assert changed[date(2027, 1, 30)] and not changed[date(2027, 2, 12)]
    assert table.kept(Calendar(), 1, *table.written(own)).overrides == own.overrides
