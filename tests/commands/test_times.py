"""The office's time from the command line: its calendar, what moved, urging one or many."""

import json
from datetime import datetime, timedelta

import pytest

from oa_client.__main__ import main
from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.docflow.timelimit.workdays import Calendar

MONDAY = "2026-03-02T08:31:00+08:00"
OFF = {"ground": "市防指停工令", "days": {"2026-03-03": False}}


def registered(oa, office, title="关于防汛的通知"):
    with_ = json.dumps({"procedure": "incoming", "title": title})
    said = oa("act", office, "register", "--as", "chen", "--with", with_, "--at", MONDAY)
    return said.data["document"]


def keep(oa, office, by, **said):
    fields = json.dumps({**OFF, **said})
    return oa("act", office, "set-calendar", "--as", by, "--with", fields, "--at", MONDAY)


def test_everybody_reads_the_calendar_its_versions_and_what_each_moved(oa, office):
    document = registered(oa, office)
    assert keep(oa, office, "wu").data["notes"]["moved"] == 2
    told = oa("calendar", office, "--year", "2026").data
    assert (told["edition"], told["year"], len(told["days"])) == (1, 2026, 365)
    assert told["hours"] == [["08:30", "12:00"], ["13:30", "17:30"]]
    assert {"day": "2026-03-03", "worked": False, "source": "office"} in told["days"]
    assert [(row["by"], row["ground"], row["moved"]) for row in told["history"]] == [
        ("wu", "市防指停工令", 2)
    ]
    moved = oa("calendar", office, "--moved", "1").data
    assert {(row["document"], row["task"] is None) for row in moved} == {
        (document, True), (document, False),
    }  # fmt: skip
    assert oa("calendar", office, "--moved", "7").data == []
    assert oa("verify", office).code == 0


def test_who_does_not_keep_the_calendar_is_refused_and_what_is_over_stays(oa, office):
    refused = keep(oa, office, "li")
    assert (refused.code, refused.data["refused"]["code"]) == (1, "not-your-post")
    refused = keep(oa, office, "wu", days={"2026-03-02": False})
    assert (refused.code, refused.data["refused"]["code"]) == (1, "back-dated")
    failed = keep(oa, office, "wu", days={"2026-13-02": False})
    assert (failed.code, failed.data["error"]["code"]) == (2, "bad-day")
    failed = oa("calendar", office, "--year", "1066")
    assert (failed.code, failed.data["error"]["code"]) == (2, "bad-year")


def test_a_calendar_can_be_tried_without_putting_it_on_record(oa, office):
    ahead = datetime.now(OFFICE_ZONE).date() + timedelta(days=1000)
    far = Calendar().next_workday(ahead).isoformat()
    said = oa("calendar", office, "--with", json.dumps({"days": {far: False}}))
    assert said.data["changed"] == {far: False}
    assert said.data["moved"] == [] and said.data["version"] == 1
    assert oa("calendar", office).data["edition"] == 0


def test_a_single_day_is_tried_first_and_goes_on_record_once_its_ground_is_named(oa, office):
    registered(oa, office)
    at = ("--at", MONDAY)
    for who in ((), ("--unit", "办公室")):
        tried = oa("calendar", office, "--closed", "2029-03-04", *who)
        assert (tried.code, tried.data["moved"]) == (0, [])
    assert oa("calendar", office).data["edition"] == 0
    ground = ("--ground", "停电检修", "--as", "wu")
    kept = oa("calendar", office, "--closed", "2026-03-03", "--unit", "办公室", *ground, *at)
    assert (kept.code, kept.data["notes"]["moved"]) == (0, 1), "the section's task, not the case"
    kept = oa("calendar", office, "--made-up", "2026-03-07", *ground, *at)
    assert (kept.code, kept.data["notes"]["changed"]) == (0, {"2026-03-07": True})
    told = oa("calendar", office).data
    assert [row["ground"] for row in told["history"]] == ["停电检修"] * 2
    assert told["timetables"] == [
        {"from": "2026-03-03", "until": "2026-03-03", "unit": "办公室", "spans": []}
    ]
    assert oa("verify", office).code == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("--closed", "2029-03-04", "--made-up", "2029-03-08"), "wrong-usage"),
        (("--made-up", "2029-03-08", "--unit", "办公室"), "day-of-all"),
        (("--closed", "2029-03-04", "--unit", "无此科"), "no-such-unit"),
        (("--closed", "三月四日"), "bad-day"), (("--unit", "办公室"), "missing-argument"),
        (("--closed", "2029-03-04", "--ground", "停电"), "missing-argument"),
    ],
)  # fmt: skip
def test_a_single_day_that_is_none_or_nobody_s_is_refused(oa, office, said, code):
    failed = oa("calendar", office, *said)
    assert (failed.code, failed.data["error"]["code"]) == (2, code)


def test_many_are_urged_at_once_each_person_told_once_and_the_answer_comes_back(oa, office):
    papers = [registered(oa, office, f"第{n}件") for n in range(3)]
    named = [word for paper in papers for word in ("--document", paper)]
    said = oa("urge", office, "--as", "wu", *named, "--document", "none", "--note", "请抓紧",
              "--at", MONDAY)  # fmt: skip
    assert said.code == 0
    assert [row["document"] for row in said.data["done"]] == papers
    assert [row["code"] for row in said.data["refused"]] == ["no-such-document"]
    assert [(n["person"], n["documents"]) for n in said.data["notices"]] == [("chen", papers)]
    waiting = oa("urge", office, "--as", "chen").data["waiting"]
    assert [row["document"] for row in waiting] == sorted(papers)
    assert {row["note"] for row in waiting} == {"请抓紧"}
    answer = json.dumps({"opinion": "今日办结", "expected": "2026-03-02"})
    oa("act", office, "answer-urging", "--as", "chen", "--document", papers[0], "--with", answer,
       "--at", MONDAY)  # fmt: skip
    given = oa("urge", office, "--as", "wu").data["given"]
    assert [row["answer"] for row in given if row["document"] == papers[0]] == ["今日办结"]
    assert oa("show", office, papers[0], "--as", "wu", "--at", MONDAY).data["urgings"][0]["answer"]


def test_urging_for_nothing_that_can_be_urged_is_a_refusal(oa, office):
    assert oa("urge", office, "--as", "wu", "--document", "none").code == 1
    assert oa("urge", office, "--as", "wu", "--note", "无").code == 2


def test_in_words_a_person_reads_what_counts_and_why(office, oa, capsys):
    registered(oa, office)
    keep(oa, office, "wu")
    for words in (("calendar", office, "--year", "2026"), ("calendar", office, "--moved", "1"),
                  ("urge", office, "--as", "wu")):  # fmt: skip
        assert main([*(str(word) for word in words), "--lang", "zh_CN"]) == 0
    said = capsys.readouterr().out
    assert "2026-03-03  放假  本单位登记" in said
    assert "2026-02-28  上班  国务院办公厅公布" in said
    assert "市防指停工令" in said and "2026-03-03 17:30 → 2026-03-04 17:30" in said
