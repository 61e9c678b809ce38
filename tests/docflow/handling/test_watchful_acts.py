"""Supervision in the wrong hands: nobody closes, reports or answers what is another's."""

import json

import pytest

from oa_client.docflow.model.errors import OfficeError, Refused

ODD = (None, True, 7, 10**400, float("nan"), "", " ", "\0", "甲\u202e乙", "\ud800", "x" * 5000,
       [], [None], [["深"]], {"a": 1}, "9999-12-31T23:59:59-12:00", "0001-01-01")  # fmt: skip
FIELDS = {
    "urge": ("note", "to"), "answer-urging": ("opinion", "expected", "n"),
    "supervise": ("ground", "by", "source", "helpers", "until", "steps", "every"),
    "report-progress": ("opinion", "steps"), "close-supervision": ("opinion",),
    "revise": ("take_back",),
}
WHOLE = {"answer-urging": {"opinion": "已办七成"}, "supervise": {"ground": "批示"},
         "report-progress": {"opinion": "已核"}}  # fmt: skip
WHO = {"supervise": "wu", "close-supervision": "wu", "urge": "wu", "revise": "li"}


def kept(played):
    with played.office._store.read() as work:
        tables = ("document", "urging", "task", "attachment", "calendar", "party")
        return work.last_entry().hash, [work.rows(table) for table in tables]


@pytest.fixture
def watched(played):
    document = played.act("chen", "register", title="关于普查的通知")
    played.act("wu", "urge", document)
    played.act("wu", "supervise", document, ground="批示", by=["chen"], steps=["一"])
    played.act("chen", "examine", document, answers=[True] * 5)
    return document


@pytest.mark.parametrize(
    ("by", "action", "said", "code"),
    [
        ("wang", "close-supervision", {}, "opened-by-another"),
        ("wang", "report-progress", {"opinion": "已毕"}, "answers-another"),
        ("wu", "report-progress", {"opinion": "已毕"}, "answers-another"),
        ("wang", "answer-urging", {"opinion": "已毕"}, "nothing-to-answer"),
        ("wu", "answer-urging", {"opinion": "已毕"}, "nothing-to-answer"),
        ("li", "answer-urging", {"opinion": "已毕"}, "no-such-document"),
        ("chen", "answer-urging", {"opinion": "已毕", "expected": "2026-03-01"}, "back-dated"),
        ("chen", "supervise", {"ground": "批示"}, "not-your-post"),
        ("wu", "supervise", {"ground": "批示"}, "already-supervised"),
        ("li", "urge", {}, "no-such-document"),
    ],
)
def test_what_is_another_s_to_close_report_or_answer_stays_his(
    played, watched, by, action, said, code
):
    before = kept(played)
    with pytest.raises(Refused) as refused:
        played.act(by, action, watched, **said)
    assert (refused.value.code, kept(played)) == (code, before)


@pytest.mark.parametrize(
    ("action", "name"), [(action, name) for action, names in FIELDS.items() for name in names]
)
def test_whatever_is_said_in_a_field_is_done_or_refused_with_a_code(played, watched, action, name):
    draft = played.act("li", "draft", title="拟稿", body="略", files=[("一.txt", b"1")])
    document = draft if action == "revise" else watched
    if action == "supervise":
        played.act("wu", "close-supervision", watched)
    for value in ODD:
        before = kept(played)
        said = WHOLE.get(action, {}) | {name: value}
        try:
            played.act(WHO.get(action, "chen"), action, document, **said)
        except OfficeError as reason:
            assert reason.code and kept(played) == before
        if action == "supervise" and kept(played) != before:
            played.act("wu", "close-supervision", watched)
        if action == "close-supervision" and kept(played) != before:
            played.act("wu", "supervise", watched, ground="批示", by=["chen"])
        if action == "answer-urging" and kept(played) != before:
            played.act("wu", "urge", watched)
    assert played.problems() == []


def test_reports_do_not_swell_each_other(played, watched):
    """Each entry holds the whole plan: words of earlier reports in it would fill a disk."""
    for _ in range(9):
        played.act("chen", "report-progress", watched, opinion="甲" * 4000)
    plan = kept(played)[1][0][0]["plan"]
    reports = json.loads(plan)["supervised"][0]["reports"]
    assert [len(one.get("text", "")) for one in reports] == [0] * 8 + [4000]
    said = [o for o in played.show("chen", watched)["opinions"] if o["action"] == "report-progress"]
    assert [len(one["text"]) for one in said] == [4000] * 9
    assert played.problems() == []


@pytest.mark.long
def test_reports_end_somewhere(played, watched):
    for _ in range(400):
        played.act("chen", "report-progress", watched, opinion="甲")
    with pytest.raises(Refused, match="too-many-reports"):
        played.act("chen", "report-progress", watched, opinion="再报")


def test_nobody_is_offered_to_urge_himself_though_who_did_stands_on_record(played):
    """The chief who holds a paper alone has nobody to urge; with a reader she urges nobody else."""
    document = played.act("chen", "register", title="关于普查的通知")
    urging = next(one for one in played.office.may("chen", document) if one["action"] == "urge")
    assert urging["refused"] == {"code": "nobody-else-to-urge"} and not urging["allowed"]
    assert played.office.urgeable("chen", [document]) == [
        {"document": document, "title": "关于普查的通知", "people": [],
         "refused": {"code": "nobody-else-to-urge"}},
    ]  # fmt: skip
    assert played.show("wu", document)["urgeable"] == ["chen"]
    played.act("chen", "urge", document)
    assert played.problems() == []
