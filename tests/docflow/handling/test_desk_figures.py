"""Figures of the supervisor's desk: counted from the same rows as the report, on the calendar."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from oa_client.docflow.handling import desk_figures, supervision
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.timelimit.workdays import Calendar
from tests.offices import Played


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    made = Played(tmp_path / "office.oa")
    yield made
    made.office.close()


def desk(played: Played, login: str = "wu"):
    with played.office._store.read() as work:
        return supervision.desk(work, load_office(work, Calendar()), login, played.at)


def test_the_desk_counts_as_the_report_does(played: Played):
    played.whole()
    found = desk(played)
    assert len(found["waiting"]) == found["open"]
    late = [row for row in found["waiting"] if row["late"]]
    assert len(late) == sum(1 for row in found["rows"] if row["late"] and not row["closed"])
    assert sum(due for due, _ in found["days"].values()) == found["total"]
    assert sum(closed for _, _, closed in found["weeks"]) == found["done"]


def test_a_clock_says_when_it_began_what_it_may_use_and_what_it_used(played: Played):
    played.incoming()  # examined and proposed on Monday morning: instruct waits, half a day or more
    before = desk(played)["waiting"][0]
    played.at += timedelta(minutes=30)
    after = desk(played)["waiting"][0]
    assert after["used"] - before["used"] == 30
    assert after["limit"] == before["limit"] and after["from_axis"] == before["from_axis"]


def test_time_outside_office_hours_takes_no_room_on_the_axis(played: Played):
    played.incoming()
    played.at = played.at.replace(hour=17, minute=30)
    evening = desk(played)
    played.at = (played.at + timedelta(days=1)).replace(hour=8, minute=30)
    morning = desk(played)
    assert evening["waiting"][0]["used"] == morning["waiting"][0]["used"]


def test_days_on_the_axis_are_working_days_and_their_starts_grow(played: Played):
    played.incoming()
    days = desk(played)["axis"]["days"]
    assert len(days) == desk_figures.AXIS_DAYS + 1
    starts = [minutes for _, minutes in days]
    assert starts == sorted(set(starts)) and starts[0] == 0
    assert all(Calendar().is_workday(day_of(day)) for day, _ in days)


def day_of(text: str):
    from datetime import date

    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("values", "half", "most"), [([5], 5, 5), ([1, 2, 3, 4], 2, 4), (list(range(1, 11)), 5, 9)]
)
def test_half_and_nine_in_ten_are_of_the_nearest_rank(values: list[int], half: int, most: int):
    assert (desk_figures._at(values, 50), desk_figures._at(values, 90)) == (half, most)
