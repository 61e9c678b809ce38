"""What a clock shows, and that cards are issued once, each with its true moment."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.timelimit.clock import left, read, used
from oa_client.docflow.timelimit.limit import Limit, due, thresholds
from oa_client.docflow.timelimit.monitor import Level, Watch, cards_due, next_moment
from oa_client.docflow.timelimit.workdays import Calendar

ZONE = timezone(timedelta(hours=8))
CALENDAR = Calendar()
OPENED = datetime(2026, 9, 28, 9, 0, tzinfo=ZONE)
MINUTES = st.integers(-3 * 1440, 30 * 1440)


def watch(document: str = "d", person: str = "li", text: str = "5d", round_: int = 1) -> Watch:
    limit = Limit.parse(text)
    end = due(OPENED, limit, CALENDAR)
    marks = thresholds(OPENED, end, limit, CALENDAR)
    return Watch(document, "t", person, round_, marks.blue, marks.yellow, marks.red, end)


@given(MINUTES)
def test_used_and_left_add_up_to_the_limit_once_it_has_begun(minutes):
    at = OPENED + timedelta(minutes=max(0, minutes))
    shown = read(OPENED, watch().due, at, CALENDAR)
    assert shown.used + shown.left == shown.limit
    assert (shown.used, shown.left) == (
        used(OPENED, at, CALENDAR), left(at, watch().due, CALENDAR),
    )  # fmt: skip


def test_a_clock_is_late_only_after_its_due_moment_and_then_shows_less_than_nothing():
    end = watch().due
    on_time = read(OPENED, end, end, CALENDAR)
    assert (on_time.left, on_time.late) == (0, False)
    sunday = read(OPENED, end, end + timedelta(days=1), CALENDAR)
    assert (sunday.left, sunday.late) == (0, True)
    monday = read(OPENED, end, end + timedelta(days=2), CALENDAR)
    assert (monday.left, monday.late) == (-450, True)
    assert left(OPENED, end, CALENDAR) == on_time.limit


def test_before_its_opening_nothing_is_used():
    assert used(OPENED, OPENED - timedelta(days=9), CALENDAR) == 0


def test_a_clock_that_reaches_an_unpublished_year_says_so():
    opened = datetime(2026, 12, 30, 9, 0, tzinfo=ZONE)
    end = due(opened, Limit.parse("5d"), CALENDAR)
    assert read(opened, end, opened, CALENDAR).provisional
    assert not read(OPENED, watch().due, OPENED, CALENDAR).provisional


@given(st.lists(MINUTES, max_size=12))
def test_however_often_one_looks_each_card_comes_once_and_with_the_same_moment(visits):
    seen: dict[Level, datetime] = {}
    for minutes in sorted(visits):
        now = OPENED + timedelta(minutes=minutes)
        for card in cards_due(watch(), set(seen), now, CALENDAR):
            assert card.level not in seen
            assert card.at <= now
            seen[card.level] = card.at
        following = next_moment(watch(), set(seen))
        assert following is None or following > now
    marks = watch()
    moments = {Level.BLUE: marks.blue, Level.YELLOW: marks.yellow, Level.RED: marks.red}
    assert seen.items() <= moments.items()
    assert list(seen) == list(Level)[: len(seen)]


def test_looking_every_minute_or_once_at_the_end_issues_the_same_cards():
    short = watch(text="2h")
    issued: set[Level] = set()
    minutely = []
    for n in range(200):
        for card in cards_due(short, issued, OPENED + timedelta(minutes=n), CALENDAR):
            issued.add(card.level)
            minutely.append(card)
    assert minutely == list(cards_due(short, set(), OPENED + timedelta(days=7), CALENDAR))


def test_a_card_falls_due_in_the_very_minute_of_its_moment_and_not_a_second_before():
    second = timedelta(seconds=1)
    assert cards_due(watch(), set(), watch().blue - second, CALENDAR) == []
    (card,) = cards_due(watch(), set(), watch().blue, CALENDAR)
    assert card.level == Level.BLUE


def test_a_new_round_arms_every_card_again():
    late = OPENED + timedelta(days=30)
    again = list(cards_due(watch(round_=2), set(), late, CALENDAR))
    assert [(card.level, card.round) for card in again] == [(level, 2) for level in Level]
