"""Figures of the supervisor's desk: counted from the same rows as the report, on the calendar."""

from datetime import timedelta

import pytest

from oa_client.docflow.handling.records import load_office
from oa_client.docflow.handling.supervision import desk as supervision
from oa_client.docflow.handling.supervision import figures, stages
from oa_client.docflow.model.moment import iso
from oa_client.docflow.timelimit.workdays import Calendar
from tests.offices import Played


def desk(played: Played, login: str = "wu", period: str = "all"):
    with played.office._store.read() as work:
        return supervision.desk(work, load_office(work, Calendar()), login, period, played.at)


def rows(played: Played, of: str, key: str = "", period: str = "all", login: str = "wu"):
    with played.office._store.read() as work:
        office = load_office(work, Calendar())
        return supervision.desk_rows(work, office, login, of, key, period, played.at)


def test_the_desk_counts_as_the_report_does(played: Played):
    played.whole()
    found = desk(played)
    with played.office._store.read() as work:
        report = supervision.overdue(
            work, load_office(work, Calendar()), "wu", None, None, played.at
        )
    assert len(found["waiting"]) == found["open"] == report["open"]
    late = [row for row in found["waiting"] if row["late"]]
    assert len(late) == sum(1 for row in report["rows"] if row["late"] and not row["closed"])
    assert sum(due for due, _ in found["days"].values()) == report["total"]
    assert sum(closed for _, _, closed in found["weeks"]) == report["done"] == found["done"]
    by_unit = {row["unit"]: row for row in report["by_unit"]}
    for unit in found["units"]:
        told = by_unit[unit["key"]]
        assert all(unit[k] == told[k] for k in ("open", "done", "on_time"))


def test_every_figure_is_as_long_as_the_list_that_it_opens(played: Played):
    played.whole()
    found = desk(played)
    assert found["done"] > 0
    assert rows(played, "done")["count"] == found["done"]
    for name, by in figures.GROUPS.items():
        assert sum(group["done"] for group in found[name]) == found["done"]
        for group in found[name]:
            assert rows(played, by, group["key"])["count"] == group["done"]
    for day, (due, late) in found["days"].items():
        listed = rows(played, "day", day)["rows"]
        assert (len(listed), sum(row["late"] for row in listed)) == (due, late)
    for monday, _, closed in found["weeks"]:
        assert rows(played, "week", monday)["count"] == closed
    for chip, count in found["chips"].items():
        assert sum(chip in row["chips"] for row in found["waiting"]) == count
    assert sum(unit["red"] for unit in found["units"]) == found["chips"]["red"]


@pytest.mark.parametrize("login", ["wu", "chen", "li", "liu"])
def test_the_rail_counts_what_the_desk_lists_for_each_who_looks(played: Played, login: str):
    played.whole()
    stood = played.incoming()
    played.act("wu", "supervise", stood, ground="批示", by="li")
    played.act("wu", "urge", stood)
    played.at += timedelta(days=9)
    played.office.monitor(iso(played.at))
    found = desk(played, login=login)
    with played.office._store.read() as work:
        office = load_office(work, Calendar())
        told = supervision.counts(work, office, login, played.at)
        known = stages.known(work, office, login)
        silent = [u for u in work.rows("urging", answered_at=None) if u["document"] in known]
    assert {level: told[level] for level in ("red", "yellow", "blue")} == {
        level: found["chips"][level] for level in ("red", "yellow", "blue")
    }
    assert told["watched"] == found["open"]
    assert told["supervised"] == len(found["supervised"])
    assert told["urged"] == len(silent)
    assert told["red"] > 0 or login != "wu"


def test_a_period_counts_what_was_closed_in_it_and_leaves_what_is_open(played: Played):
    played.incoming()
    before = desk(played)
    played.at += timedelta(weeks=1)
    week, everything = desk(played, period="week"), desk(played, period="all")
    assert (week["done"], everything["done"]) == (0, before["done"])
    assert before["done"] > 0
    assert week["open"] == everything["open"] == before["open"] > 0
    assert desk(played, period="month")["done"] == before["done"], "2 and 9 March"
    assert rows(played, "done", period="week")["count"] == 0


def test_time_for_which_a_clock_stood_still_is_nobodys(played: Played):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请办。")
    played.act("wang", "assign", document, lead="住建科")
    played.at += timedelta(hours=1)
    played.act("zhou", "pause", document, ground="鉴定")
    stands = played.at
    played.at += timedelta(days=7)
    (row,) = [row for row in desk(played)["waiting"] if row["stage"] == "undertake"]
    assert (row["used"], row["paused"], row["late"]) == (61, 5 * 450, False)
    assert row["stops"] == [[61, 5 * 450]] and row["waits"] == iso(stands)
    assert desk(played)["chips"]["paused"] == 1
    played.act("zhou", "resume", document)
    played.act("zhou", "undertake", document, result="办妥")
    (stage,) = [row for row in desk(played)["stages"] if row["key"] == "undertake"]
    assert stage["took"] == [62, 62], "a working week went by, one hour of it was his"


def test_unfinished_work_past_its_limit_counts_with_what_it_has_used(played: Played):
    played.incoming()
    before = desk(played)["whole"]
    assert (before["judged"], before["rate"]) == (before["done"], 100)
    played.at += timedelta(days=7)
    after = desk(played)["whole"]
    assert after["judged"] == before["judged"] + 1
    assert after["rate"] == round(100 * before["done"] / after["judged"], 1)
    assert max(after["took"]) > 4 * 450


def test_the_ladder_has_a_step_for_what_is_under_supervision(played: Played):
    document = played.incoming()
    assert desk(played)["held"]["supervised"][-1] == 0
    played.act("wu", "supervise", document, ground="会议议定", source="meeting")
    found = desk(played)
    assert (found["held"]["supervised"][-1], found["change"]["supervised"]) == (1, 1)
    (item,) = found["supervised"]
    assert (item["source"], item["ground"], item["names"]) == ("meeting", "会议议定", ("张明远",))
    assert found["chips"]["supervised"] == 1


def test_periods_begin_on_monday_on_the_first_and_with_the_quarter(played: Played):
    at = played.at.replace(month=5, day=20)
    assert figures.since("week", at) == "2026-05-18T00:00:00+08:00"
    assert figures.since("month", at) == "2026-05-01T00:00:00+08:00"
    assert figures.since("quarter", at) == "2026-04-01T00:00:00+08:00"
    assert figures.since("all", at) == ""


def test_the_ladder_tells_what_was_held_on_monday_and_now(played: Played):
    document = played.incoming()
    played.at += timedelta(days=5)
    played.office.monitor(iso(played.at))
    saturday = desk(played)["held"]["red"]
    assert saturday[-2:] == [0, 1], "none on Monday morning, one now"
    played.at += timedelta(days=3)
    tuesday = desk(played)
    assert tuesday["held"]["red"][-3:] == [0, 1, 1]
    assert tuesday["change"]["red"] == 0
    assert [tuesday["held"][k][-1] for k in ("red", "yellow", "blue")] == [
        tuesday["chips"][k] for k in ("red", "yellow", "blue")
    ]
    played.act("zhang", "instruct", document, opinion="请办。")
    assert desk(played)["held"]["red"][-2:] == [1, 0], "done since Monday"
    assert desk(played)["change"]["red"] == -1


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
    assert len(days) == figures.AXIS_DAYS + 1
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
    assert (figures._at(values, 50), figures._at(values, 90)) == (half, most)
