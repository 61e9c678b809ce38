"""Cases that the random office, or the thought of it, brought to light."""

from datetime import timedelta
from typing import Any

import pytest

from oa_client.docflow.model.errors import BadInput, OfficeError, Refused
from tests.docflow.handling.offices import BEGINNINGS, training_office

UNDERTAKEN = (
    ("chen", "examine", {"answers": [True] * 5}), ("wang", "propose", {"opinion": "拟请阅示"}),
    ("zhang", "instruct", {"opinion": "办"}),
)  # fmt: skip


class Acts:
    """An office at one moment, and short words for what is done in it."""

    def __init__(self) -> None:
        self.office = training_office(BEGINNINGS[0])
        self.at = BEGINNINGS[0]

    def act(self, by: str, action: str, document: str | None = None, /, **said: Any) -> str:
        self.at += timedelta(minutes=1)
        done = self.office.act(by, action, said, document=document, at=self.at.isoformat())
        return str(done.document)

    def received(self, lead: str, *assist: str) -> str:
        paper = self.act("chen", "register", title="关于检查的通知")
        for by, action, said in UNDERTAKEN:
            self.act(by, action, paper, **said)
        self.act("wang", "assign", paper, lead=lead, assist=list(assist))
        return paper

    def drafted(self, *steps: tuple[str, str], **said: Any) -> str:
        given = {"title": "关于情况的通知", "body": "略", "to": "各科室"} | said
        paper = self.act("li", "draft", **given)
        for by, action in steps:
            self.act(by, action, paper)
        return paper

    def show(self, paper: str) -> dict[str, Any]:
        return self.office.show("wu", paper, self.at.isoformat())

    def holders(self, paper: str) -> set[tuple[str, str]]:
        return {(task["stage"], task["person"]) for task in self.show(paper)["open"]}


SIGNED = (("li", "submit"), ("zhou", "review"), ("wang", "review"), ("zhang", "sign"))


@pytest.fixture
def acts():
    made = Acts()
    yield made
    assert made.office.verify()["problems"] == []
    made.office.close()


def test_a_circulated_paper_has_no_number_to_void(acts):
    paper = acts.act("chen", "circulate", title="纪要", to=["wu"])
    acts.act("chen", "correct", paper, field="number", value="临政〔2026〕1号", reason="漏录")
    with pytest.raises(Refused, match="number-missing"):
        acts.act("chen", "void-number", paper, reason="错号")


def test_who_was_handed_both_parts_of_the_work_can_end_it(acts):
    paper = acts.received("zhou", "li")
    acts.act("zhou", "transfer", paper, to="li")
    acts.act("li", "undertake", paper, result="一")
    acts.act("li", "undertake", paper, result="二")
    assert acts.holders(paper) == {("reply", "li")}


def test_after_an_assistant_s_return_the_lead_undertakes_all_the_same(acts):
    paper = acts.received("zhou", "sun")
    acts.act("sun", "return", paper, reason="应由法规科协办", then="resume")
    acts.act("wang", "assign", paper, lead="zhou", assist=["zhao"])
    assert acts.holders(paper) == {("undertake", "zhou"), ("undertake", "zhao")}


def cards_of_the_whole(acts: Acts, paper: str) -> set[str]:
    acts.at += timedelta(days=40)
    issued, _ = acts.office.monitor(acts.at.isoformat())
    return {c["level"] for c in issued if c["document"] == paper and c["task"] is None}


def test_the_clock_of_the_case_runs_on_when_a_reply_is_taken_back(acts):
    paper = acts.received("zhou")
    acts.act("zhou", "undertake", paper, result="已办")
    acts.act("zhou", "reply", paper)
    acts.act("zhou", "recall", paper)
    assert cards_of_the_whole(acts, paper) == {"blue", "yellow", "red"}


def test_the_clock_of_the_case_runs_on_when_a_reply_comes_back_from_the_archive(acts):
    paper = acts.received("zhou")
    acts.act("zhou", "undertake", paper, result="已办")
    acts.act("zhou", "reply", paper)
    acts.act("zheng", "return", paper, reason="缺附件")
    assert cards_of_the_whole(acts, paper) == {"blue", "yellow", "red"}


def test_the_clock_of_the_case_rests_once_it_is_answered(acts):
    paper = acts.received("zhou")
    acts.act("zhou", "undertake", paper, result="已办")
    acts.act("zhou", "reply", paper)
    assert cards_of_the_whole(acts, paper) == set()


def test_what_the_next_has_handed_on_is_not_taken_back(acts):
    paper = acts.drafted(("li", "submit"))
    acts.office.show("zhou", paper, acts.at.isoformat())
    acts.act("zhou", "transfer", paper, to="sun")
    with pytest.raises(Refused):
        acts.act("li", "recall", paper)


def test_a_correction_makes_no_kind_that_there_is_not(acts):
    paper = acts.drafted()
    with pytest.raises(BadInput, match="unknown-kind"):
        acts.act("li", "correct", paper, field="kind", value="随笔", reason="改")


def test_a_correction_does_not_smuggle_a_request_into_a_report(acts):
    paper = acts.drafted(("li", "submit"), body="妥否，请批示。", kind="请示")
    with pytest.raises(Refused, match="request-in-report"):
        acts.act("li", "correct", paper, field="kind", value="报告", reason="改")


def test_a_drafter_does_not_give_his_paper_another_number(acts):
    paper = acts.drafted(*SIGNED, ("chen", "recheck"), ("chen", "number"))
    acts.act("chen", "return", paper, reason="复核", to="recheck")
    acts.act("chen", "return", paper, reason="改", to="draft")
    with pytest.raises(Refused, match="not-correctable"):
        acts.act("li", "revise", paper, number="办发〔2026〕99号")
    acts.act("li", "revise", paper, number="办发〔2026〕1号", body="改过")
    assert acts.show(paper)["elements"]["number"] == "办发〔2026〕1号"


@pytest.mark.parametrize(("said", "stage"), [({"issuer": "某局"}, "sign"), ({}, "recheck")])
def test_another_issuer_on_the_paper_needs_another_signature(said, stage, acts):
    paper = acts.drafted(*SIGNED)
    acts.act("chen", "return", paper, reason="改", to="draft", then="resume")
    if said:
        acts.act("li", "revise", paper, **said)
    acts.act("li", "submit", paper)
    assert {here for here, _ in acts.holders(paper)} == {stage}


def test_who_has_a_new_key_signs_with_it_while_the_office_stays_open(acts):
    acts.drafted()
    acts.office._clock = lambda: acts.at
    acts.office.make_key("li", "")
    acts.drafted()
    acts.act("zhou", "vouch", person="li")
    acts.act("wang", "vouch", person="li")
    acts.office._signers.clear()
    acts.drafted()


def test_every_refusal_here_is_a_known_one(acts):
    with pytest.raises(OfficeError, match="no-such-document"):
        acts.act("li", "recall", "no-such")
