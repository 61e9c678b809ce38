"""The office's own calendar on record: who, from when, what it moves, and that it can be proved."""

import json
from datetime import date, timedelta

import pytest

from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit import days
from tests.docflow.handling.offices import BEGINNINGS, training_office
from tests.docflow.timelimit.test_expected_moments import NOTICE

OFF = {"2026-03-04": False}


def off_from(first, count):
    return {(first + timedelta(days=n)).isoformat(): False for n in range(count)}


def task_of(played, document):
    (task,) = played.show("chen", document)["open"]
    return task


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "field-missing"), ({"notice": " "}, "field-missing"),
        ({"days": {"2026-3-4": False}}, "bad-day"), ({"days": {"2026-02-30": False}}, "bad-day"),
        ({"days": {"0001-01-01": False}}, "bad-day"),
        ({"days": {"2026-03-02": False}}, "back-dated"),
        ({"days": {"2026-02-27": False}}, "back-dated"),
        ({"days": {"2026-03-05": True}, "ground": " "}, "field-missing"),
        ({"notice": "明年放假"}, "notice-unreadable"),
        ({"notice": NOTICE.partition("五、端午节")[0]}, "notice-incomplete"),
        ({"hours": [{"from": "2026-03-02", "spans": [["08:00", "12:00"]]}]}, "back-dated"),
        ({"hours": [{"from": "2026-03-09", "until": "2026-03-08", "spans": [["08:00", "12:00"]]}]},
         "bad-period"),
        ({"hours": [{"from": "2026-03-09", "spans": [["12:00", "08:00"]]}]}, "bad-hours"),
        ({"hours": [{"from": "2026-03-09", "spans": [["25:00", "26:00"]]}]}, "bad-hours"),
        ({"hours": [{"from": "2026-03-09", "spans": [["08:00"]]}]}, "wrong-value"),
        ({"hours": [{"from": "2026-03-09", "unit": "无此科", "spans": [["08:00", "12:00"]]}]},
         "no-such-unit"),
        ({"days": {str(date(2027, 1, 1) + timedelta(days=n)): True for n in range(900)}},
         "too-many-days"),
        ({"days": off_from(date(2026, 3, 3), 60)}, "too-few-workdays"),
        ({"days": {day: n % 31 == 0 for n, day in enumerate(off_from(date(2026, 3, 3), 90))}},
         "too-few-workdays"),
        ({"days": {"2031-01-02": False}}, "too-far-ahead"),
        ({"hours": [{"from": "2026-03-09", "until": "2026-03-09", "spans": []}]}, "bad-hours"),
        ({"hours": [{"from": "2026-03-09", "unit": "财务科", "spans": []}]}, "bad-hours"),
        ({"hours": [{"from": "2026-03-09", "until": "2026-05-09", "unit": "财务科", "spans": []}]},
         "too-few-workdays"),
        ({"hours": [{"from": "2031-03-09", "spans": [["08:00", "12:00"]]}]}, "too-far-ahead"),
        ({"hours": [{"from": "2026-03-09", "spans": [["08:00", "08:01"]]}]}, "odd-hours"),
        ({"hours": [{"from": "2026-03-09", "spans": [["00:00", "23:59"]]}]}, "odd-hours"),
        ({"hours": [{"from": "2026-03-09", "spans": [["08:00+08:00", "12:00"]]}]}, "bad-hours"),
        ({"hours": [{"from": "2026-03-09", "spans": [["08:00\u202e", "12:00"]]}]}, "bad-hours"),
        ({"hours": [{"from": "2026-03-09", "unit": "办公室\n", "spans": [["08:00", "12:00"]]}]},
         "no-such-unit"),
        ({"days": {"2026-03-05\u202e": True}}, "bad-day"), ({"days": {"": True}}, "bad-day"),
        ({"days": {"2026-03-05": 1}}, "wrong-value"), ({"days": [["2026-03-05"]]}, "wrong-value"),
        ({"hours": [{"from": "2026-03-09", "spans": [["08:00", "12:00"]], "by": 1}]},
         "unknown-field"),
        ({"hours": [{"from": "2026-03-09", "spans": [["08:00", "12:00"]]}] * 41}, "wrong-value"),
        ({"notice": "办\u202e公"}, "control-characters"),
    ],
)  # fmt: skip
def test_what_makes_no_calendar_is_refused_and_leaves_nothing(played, said, code):
    before = played.office.calendar_told(2026)
    with pytest.raises((Refused, BadInput)) as refused:
        played.act("wu", "set-calendar", **({"ground": "通知"} | said))
    assert refused.value.code == code
    assert played.office.calendar_told(2026) == before


def test_a_day_that_counts_already_as_said_is_the_office_s_word_from_now_on(played):
    played.act("wu", "set-calendar", ground="通知", days={"2026-03-05": True})
    told = {row["day"]: row for row in played.office.calendar_told(2026)["days"]}
    assert told["2026-03-05"]["source"] == "office"
    assert told["2026-03-06"]["source"] == "published"
    with pytest.raises(Refused, match="calendar-unchanged"):
        played.act("wang", "set-calendar", ground="通知", days={"2026-03-05": True})


def test_where_the_office_has_a_keeper_nobody_else_keeps_the_calendar():
    made = training_office(BEGINNINGS[0])
    with made._store.write() as work:
        work.put("person", {"login": "zheng", "posts": json.dumps(["档案员", "日历员"])})
        work.commit()
    day = (BEGINNINGS[0] + timedelta(days=3)).date().isoformat()
    said = {"ground": "通知", "days": {day: False}}
    with pytest.raises(Refused, match="not-your-post") as refused:
        made.act("wu", "set-calendar", said, at=iso(BEGINNINGS[0]))
    assert refused.value.facts == {"post": "日历员"}
    assert made.act("zheng", "set-calendar", said, at=iso(BEGINNINGS[0])).notes["version"] == 1
    made.close()


def test_the_entry_names_every_moment_that_moved_and_everybody_reads_it(played):
    one = played.act("chen", "register", title="关于甲的通知")
    task, whole = task_of(played, one), played.show("chen", one)["due"]
    played.act("wu", "set-calendar", ground="停工通知", days={"2026-03-03": False})
    (of_case, of_task) = sorted(played.office.calendar_moved(1), key=lambda m: m["task"] or "")
    assert of_task["marks"]["due"] == [task["due"], "2026-03-04T17:30:00+08:00"]
    assert of_case["marks"]["due"] == [whole, "2026-03-17T17:30:00+08:00"]
    assert task_of(played, one)["due"] == "2026-03-04T17:30:00+08:00"
    assert set(of_task["marks"]) == {"due", "blue", "yellow"}


def test_what_is_closed_late_or_stopped_is_not_moved_behind_anybodys_back(played):
    """A stopped clock is set by what was left of it; when it goes on, the time left is the same."""
    late = played.act("chen", "register", title="关于迟的通知", urgency="特急")
    stopped = played.act("chen", "register", title="关于停的通知")
    played.act("chen", "pause", stopped, ground="鉴定")
    left = task_of(played, stopped)["limit"] - task_of(played, stopped)["used"]
    played.at = parse("2026-03-02T15:00:00+08:00")
    was = task_of(played, late)["due"]
    played.act("wu", "set-calendar", ground="停工", days={"2026-03-03": False, "2026-03-04": False})
    assert task_of(played, late)["due"] == was
    played.at = parse("2026-03-06T09:59:00+08:00")
    played.act("chen", "resume", stopped)
    task = task_of(played, stopped)
    assert played.office.calendar_told(2026)["history"][0]["moved"] == 3
    assert task["limit"] - task["used"] == left
    assert played.problems() == []


def test_an_extension_s_day_stays_promised_and_cards_out_already_stay(played):
    one = played.act("chen", "register", title="关于普查的通知")
    played.act("chen", "ask-extension", one, until="2026-03-05", reason="未齐")
    played.act("wang", "grant-extension", one)
    played.at = parse("2026-03-04T17:00:00+08:00")
    out = {c["level"] for c in played.office.monitor(iso(played.at))[0]}
    played.act("wu", "set-calendar", ground="停工", days={"2026-03-05": False})
    assert next(t["due"] for t in played.show("chen", one)["open"] if t["action"] == "examine") == (
        "2026-03-05T17:30:00+08:00"
    )
    again = {c["level"] for c in played.office.monitor("2026-03-06T18:00:00+08:00")[0] if c["task"]}
    assert not out & again
    played.at = parse("2026-03-06T18:00:00+08:00")
    assert played.problems() == []


def test_a_notice_pasted_late_leaves_the_days_that_are_over(tmp_path):
    made = training_office(parse("2027-02-01T09:00:00+08:00"))
    said = {"ground": "国办通知", "notice": NOTICE}
    at = "2027-02-01T09:00:00+08:00"
    assert made.act("wu", "set-calendar", said, at=at).notes["passed"] == ["2027-01-30"]
    told = {row["day"]: row for row in made.calendar_told(2027)["days"]}
    assert not told["2027-01-30"]["worked"] and told["2027-02-14"]["worked"]
    assert made.verify()["problems"] == []
    made.close()


def test_next_year_is_asked_for_from_the_first_of_november_until_it_is_on_record():
    made = training_office(parse("2026-10-30T09:00:00+08:00"))
    made._clock = lambda: parse("2026-10-31T12:00:00+08:00")
    assert made.calendar_missing() == []
    made._clock = lambda: parse("2026-11-01T00:00:00+08:00")
    assert made.calendar_missing() == [2027]
    made.act("wang", "set-calendar", {"ground": "国办通知", "notice": NOTICE}, at="2026-11-02")
    assert made.calendar_missing() == []
    assert not made.keeps_calendar("chen") and made.keeps_calendar("wang")
    made.close()


def test_a_year_that_a_library_learns_later_changes_nothing_by_itself(monkeypatch):
    """What was judged before must come out the same: the office has to say so first."""
    before = [days.published(date(2027, 1, d)) for d in range(1, 32)]
    days.published.cache_clear()
    monkeypatch.setattr(days.chinese_calendar, "is_workday", lambda _: True)
    assert [days.published(date(2027, 1, d)) for d in range(1, 32)] == before
    days.published.cache_clear()


@pytest.mark.parametrize(
    "statement",
    [
        "update calendar set days = '{}'",
        "update calendar set ground = '另有依据'",
        "update calendar_moved set marks = '{}'",
        "update task set due = '2026-03-30T17:30:00+08:00'",
    ],
)
def test_whoever_alters_a_calendar_on_record_is_found_out(played, statement):
    played.act("chen", "register", title="关于甲的通知")
    played.act("wu", "set-calendar", ground="停工通知", days={"2026-03-03": False})
    assert played.problems() == []
    played.tamper(statement)
    assert "table-otherwise" in {problem["code"] for problem in played.problems()}


def test_a_preview_says_what_the_act_then_does(played):
    one = played.act("chen", "register", title="关于甲的通知")
    said = {"ground": "停工", "days": OFF}
    seen = played.office.calendar_preview(said, iso(played.at))
    assert {m["document"] for m in seen["moved"]} == {one}
    assert played.office.calendar_told(2026)["edition"] == 0, "a preview puts nothing on record"
    played.act("wu", "set-calendar", **said)
    done = {(m["document"], m["task"]): m["marks"] for m in played.office.calendar_moved(1)}
    assert done == {(m["document"], m["task"]): m["marks"] for m in seen["moved"]}


def test_an_office_may_be_closed_for_a_month_and_not_once_more_right_after(played):
    played.act("wu", "set-calendar", ground="汛期停工", days=off_from(date(2026, 3, 3), 30))
    with pytest.raises(BadInput, match="too-few-workdays"):
        played.act("wu", "set-calendar", ground="再停", days=off_from(date(2026, 4, 2), 30))


def test_no_more_timetables_lie_ahead_than_anybody_reads(played):
    hours = [{"from": (date(2026, 4, 1) + timedelta(days=n)).isoformat(),
              "spans": [["08:00", "12:00"]]} for n in range(40)]  # fmt: skip
    for _ in range(2):
        played.act("wu", "set-calendar", ground="作息", hours=hours)
    with pytest.raises(BadInput, match="too-many-tables"):
        played.act("wu", "set-calendar", ground="作息", hours=hours)


def test_a_preview_tells_no_title_of_a_draft_or_of_a_classified_paper(played):
    played.act("li", "draft", title="关于人事的请示", body="略")
    played.act("chen", "register", title="涉密标题", secrecy="秘密", secrecy_period="1年")
    played.act("chen", "register", title="关于甲的通知")
    seen = played.office.calendar_preview({"ground": "停工", "days": OFF}, iso(played.at))
    assert {m["title"] for m in seen["moved"]} == {"", "（涉密件）", "关于甲的通知"}
