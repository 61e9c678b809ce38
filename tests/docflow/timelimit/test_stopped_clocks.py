"""Clocks that stand still and are given more, against a reference that ticks minute by minute."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.timelimit.clock import extended, moved
from oa_client.docflow.timelimit.limit import Limit, Marks, due, thresholds
from tests.docflow.timelimit.test_moments import (
    CALENDAR,
    LIMITS,
    MINUTE,
    OPENINGS,
    ZONE,
    counted,
    open_at,
    walked,
)

SPANS = st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 3000)), max_size=5)
"""Pauses: minutes after the one before, and how long, as the clock on the wall has it."""

LEVELS = ("blue", "yellow", "red")


def begun(opened: datetime, text: str) -> tuple[Limit, Marks]:
    limit = Limit.parse(text)
    return limit, thresholds(opened, due(opened, limit, CALENDAR), limit, CALENDAR)


def ticked(start: datetime, minutes: int, stood: list[tuple[datetime, datetime]]) -> datetime:
    """The end of the n-th worked minute in which the clock did not stand still."""
    moment = start
    while minutes:
        still = any(since <= moment < until for since, until in stood)
        minutes -= open_at(moment) and not still
        moment += MINUTE
    return moment


def floor(moment: datetime) -> datetime:
    return moment.replace(second=0)


def pauses(opened: datetime, marks: Marks, spans) -> list[tuple[datetime, datetime, Marks]]:
    """Each pause that begins while something is left, with the marks that follow from it."""
    found, at = [], opened
    for wait, length in spans:
        since = at + timedelta(minutes=wait)
        if counted(floor(since), marks.red) == 0:
            break
        until = since + timedelta(minutes=length)
        minutes = CALENDAR.working_minutes(since, until)
        marks = moved(marks, since, minutes, CALENDAR)
        found.append((since, until, marks))
        at = until
    return found


@given(OPENINGS, st.sampled_from(("2h", "0.5d", "1d", "3d", "5d")), SPANS)
def test_a_stopped_clock_goes_on_with_the_minutes_that_were_left(opened, text, spans):
    _, marks = begun(opened, text)
    limit = counted(floor(opened), marks.red)
    told = pauses(opened, marks, spans)
    stood = [(floor(since), floor(until)) for since, until, _ in told]
    end = told[-1][2].red if told else marks.red
    assert end == ticked(floor(opened), limit, stood)


@given(OPENINGS, st.sampled_from(LIMITS), st.integers(0, 4000), st.integers(0, 6000))
def test_a_pause_of_n_working_minutes_moves_what_had_not_passed_by_n(opened, text, wait, length):
    _, marks = begun(opened, text)
    since = opened + timedelta(minutes=wait)
    minutes = counted(floor(since), floor(since + timedelta(minutes=length)))
    after = moved(marks, since, minutes, CALENDAR)
    for level in LEVELS:
        before, now = getattr(marks, level), getattr(after, level)
        assert now == (before if before <= since else walked(before, minutes))
    assert after.blue <= after.yellow <= after.red


@given(OPENINGS, st.sampled_from(LIMITS), st.integers(0, 100), st.integers(1, 4000))
def test_more_time_moves_the_end_and_spreads_the_cards_that_had_not_come(
    opened, text, used_up, more
):
    limit, marks = begun(opened, text)
    available = counted(floor(opened), marks.red)
    spent = available * used_up // 100
    at = walked(floor(opened), spent)
    later = walked(marks.red, more)
    after = extended(marks, later, spent, limit.minutes, at, CALENDAR)
    assert after.red == later
    assert after.blue <= after.yellow <= after.red
    for level, share in (("blue", 7), ("yellow", 9)):
        before, now = getattr(marks, level), getattr(after, level)
        if before <= at:
            assert now == before
            continue
        wanted = -(-(available + more) * share // 10)
        if level == "blue" and limit.minutes + more > 1350:
            wanted = min(wanted, available + more - 450)
        assert now == max(at, walked(floor(opened), wanted))


def test_standing_still_through_the_night_costs_and_gives_nothing():
    opened = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
    _, marks = begun(opened, "1d")
    evening = opened.replace(hour=17, minute=30)
    minutes = CALENDAR.working_minutes(evening, evening + timedelta(hours=15))
    assert moved(marks, evening, minutes, CALENDAR) == marks
