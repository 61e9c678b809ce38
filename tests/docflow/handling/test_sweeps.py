"""The monitor: many at once, after a silent week, with a clock that jumps, in quiet hours."""

from datetime import datetime, timedelta

import pytest

from oa_client import app
from oa_client.docflow.handling.clocks.ladder import notices
from oa_client.docflow.model.moment import iso, parse
from tests.docflow.handling.offices import BEGINNINGS, training_office
from tests.docflow.handling.sweeping import each_level_once, swept_at_once
from tests.docflow.timelimit.test_moments import CALENDAR, counted
from tests.offices import Played

AT = BEGINNINGS[0]
PAPERS = 6


def many_at_once(played: Played, count: int) -> None:
    for n in range(PAPERS):
        played.act("chen", "register", title=f"关于第{n}项检查的通知")
    undertaken(played)
    played.office.close()
    place, late = str(played.office.path), iso(played.at + timedelta(days=40))
    early, urged = swept_at_once(place, "2026-03-09T15:00:00+08:00", count)
    assert sorted(u["person"] for u in urged) == ["sun", "zhou"]
    issued, again = swept_at_once(place, late, count)
    assert again == []
    each_level_once(early + issued, 2 * PAPERS + 3)
    played.office = app.open_office(str(played.office.path))
    assert played.problems() == []


def test_four_monitors_at_once_issue_each_card_once(played):
    many_at_once(played, 4)


@pytest.mark.long
def test_twenty_monitors_at_once_issue_each_card_once(played):
    many_at_once(played, 20)


def test_after_a_silent_week_every_card_has_the_moment_that_it_would_have_had(tmp_path):
    """One office was looked at every hour, the other not for a week: the cards are the same."""
    told = []
    for name, step in (("hourly", timedelta(hours=1)), ("silent", timedelta(days=9))):
        played = Played(tmp_path / f"{name}.oa")
        played.act("chen", "register", title="关于检查的通知", urgency="加急")
        begun, cards = played.at, []
        while played.at < begun + timedelta(days=9):
            played.at += step
            cards += played.office.monitor(iso(played.at))[0]
        told.append(sorted((c["level"], c["task"] is None, c["at"], c["notify_at"]) for c in cards))
        played.office.close()
    assert told[0] == told[1]
    assert len(told[0]) == 6


def test_a_clock_that_jumps_ahead_and_back_issues_nothing_twice_and_never_turns_time_back():
    made = training_office(AT)
    made.act("chen", "register", {"title": "检查"}, at=iso(AT))
    jumps = (timedelta(days=2), timedelta(hours=-30), timedelta(days=90), timedelta(days=-89))
    at, issued, moments = AT, [], []
    for jump in jumps:
        at += jump
        made._clock = lambda at=at: at
        issued += made.monitor()[0]
        moments.append(made.now())
    each_level_once(issued, 2)
    assert moments == sorted(moments)
    assert made.verify()["problems"] == []
    made.close()


def test_five_hundred_cards_of_one_sweep_are_one_notice_for_each_person():
    made = training_office(AT)
    for n in range(84):
        made.act("chen", "register", {"title": f"第{n}件"}, at=iso(AT))
    issued, _ = made.monitor(iso(AT + timedelta(days=40)))
    assert len(issued) == 84 * 2 * 3
    told = notices(issued)
    assert sorted(notice["person"] for notice in told) == ["chen", "wang", "wu"]
    for notice in told:
        moment = datetime.fromisoformat(notice["notify_at"])
        assert counted(moment, moment + timedelta(minutes=1)) == 1, "told outside office hours"
    made.close()


def undertaken(played: Played) -> str:
    """A paper that its lead and an assisting section have in hand, until Monday's closing."""
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科", assist=["财务科"])
    return document


def test_before_the_end_the_office_itself_urges_each_once_and_on_record(played):
    document = undertaken(played)
    due = next(t["due"] for t in played.show("zhou", document)["open"] if t["person"] == "zhou")
    assert due == "2026-03-09T17:30:00+08:00"
    assert played.office.sweep("2026-03-09T11:59:00+08:00").urged == []
    urged = played.office.sweep("2026-03-09T15:00:00+08:00").urged
    assert sorted((u["person"], u["at"][11:16], u["notify_at"][11:16]) for u in urged) == [
        ("sun", "12:00", "13:30"), ("zhou", "12:00", "13:30"),
    ]  # fmt: skip
    told = notices([], urged)
    assert sorted((n["person"], len(n["urged"]), n["cards"]) for n in told) == [
        ("sun", 1, []), ("zhou", 1, []),
    ]  # fmt: skip
    assert played.office.sweep("2026-03-09T16:00:00+08:00").urged == []
    played.at = parse("2026-03-09T16:00:00+08:00")
    played.act("sun", "answer-urging", document, opinion="明日报", expected="2036-03-10")
    lines = played.show("zhou", document)["urgings"]
    assert {(u["by"], u["person"], u["answer"]) for u in lines} == {
        ("", "sun", "明日报"), ("", "zhou", None),
    }  # fmt: skip
    assert "urged" in [event["code"] for event in played.show("zhou", document)["history"]]
    assert played.problems() == []


def test_a_stopped_clock_urges_nobody_and_urges_as_much_later_when_it_goes_on(played):
    document = undertaken(played)
    played.act("zhou", "pause", document, ground="鉴定")
    assert played.office.sweep("2026-03-10T09:00:00+08:00").urged == []
    played.at = parse("2026-03-10T08:29:00+08:00")
    played.act("zhou", "resume", document)
    due = {t["due"] for t in played.show("zhou", document)["open"]}
    (end,) = (parse(moment) for moment in due)
    begins = CALENDAR.working_minutes
    urged = played.office.sweep(iso(end - timedelta(minutes=5))).urged
    assert [begins(parse(u["at"]), end) for u in urged] == [240, 240]
    played.at = end
    assert played.problems() == []


def test_who_is_late_already_hears_of_his_card_and_is_not_urged_as_well(played):
    undertaken(played)
    swept = played.office.sweep("2026-03-20T09:00:00+08:00")
    assert swept.urged == [] and swept.issued


def test_a_unit_with_hours_of_its_own_is_told_when_it_opens():
    made = training_office(AT)
    first = (AT + timedelta(days=1)).date().isoformat()
    said = {"ground": "办公室作息", "hours": [
        {"from": first, "unit": "办公室", "spans": [["10:00", "12:00"], ["14:00", "16:00"]]}]}
    made.act("wu", "set-calendar", said, at=iso(AT))
    at = AT + timedelta(days=1)
    said = {"title": "检查", "urgency": "特急"}
    document = made.act("chen", "register", said, at=iso(at)).document
    issued, _ = made.monitor(iso(at + timedelta(days=1)))
    mine = [c for c in issued if c["task"]]
    day = at.date().isoformat()
    assert [c["at"][:16] for c in mine] == [f"{day}T10:42", f"{day}T10:54", f"{day}T11:00"]
    assert made.show("chen", document, iso(at + timedelta(days=1)))["open"][0]["limit"] == 60
    assert made.verify()["problems"] == []
    made.close()


def test_a_sweep_is_one_transaction_however_many_cards_it_issues():
    made = training_office(AT)
    for n in range(20):
        made.act("chen", "register", {"title": f"第{n}件"}, at=iso(AT))
    with made._store.read() as work:
        before = len(list(work.commits()))
    made.monitor(iso(AT + timedelta(days=40)))
    with made._store.read() as work:
        assert len(list(work.commits())) == before + 1
    made.close()
