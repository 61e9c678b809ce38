"""全程: visits of a stage are counted and summed, and a return says from where to where."""

from datetime import timedelta

import pytest

from oa_client.docflow.model.moment import iso
from tests.offices import Played


@pytest.fixture
def sent_back(played: Played) -> str:
    """A draft that was checked for two hours, sent back, and handed in again."""
    document = played.act("li", "draft", title="关于报送情况的通知", body="每月报送。", to="各科室")
    played.act("li", "submit", document)
    played.at += timedelta(minutes=119)
    played.act("zhou", "return", document, to="draft", then="repeat", reason="改为按季报送")
    played.act("li", "revise", document, body="每季度报送。")
    played.act("li", "submit", document)
    return document


def course(played: Played, document: str) -> dict[str, dict]:
    return {part["stage"]: part for part in played.show("zhou", document)["course"]}


def test_a_stage_that_was_visited_twice_counts_both_times(played: Played, sent_back: str):
    played.at += timedelta(minutes=30)
    check = course(played, sent_back)["check"]
    assert [visit["used"] for visit in check["visits"]] == [120, 30]
    assert check["used"] == 150
    assert check["limit"] == sum(visit["limit"] for visit in check["visits"])
    assert check["visits"][0]["closed"] and check["visits"][1]["closed"] is None


def test_a_visit_begins_where_the_one_before_it_left_the_paper(played: Played, sent_back: str):
    found = course(played, sent_back)
    draft, check = found["draft"]["visits"], found["check"]["visits"]
    assert draft[0]["begins"] == 0
    assert check[0]["begins"] == draft[0]["begins"] + draft[0]["used"]
    assert draft[1]["begins"] == check[0]["begins"] + check[0]["used"]


def test_a_return_names_the_stage_it_went_to_and_when(played: Played, sent_back: str):
    found = course(played, sent_back)
    returned = next(e for e in played.show("zhou", sent_back)["history"] if e["code"] == "return")
    assert found["check"]["returned"] == {"to": "draft", "at": returned["at"]}
    assert found["draft"]["returned"] is None


def test_a_stage_that_nobody_came_to_is_not_in_the_course(played: Played, sent_back: str):
    assert list(course(played, sent_back)) == ["draft", "check"]


def test_a_stage_keeps_the_highest_card_that_it_had(played: Played, sent_back: str):
    played.at += timedelta(days=5)
    played.office.monitor(iso(played.at))
    played.act("zhou", "review", sent_back)
    found = course(played, sent_back)
    assert found["check"]["card"] == "red" and found["draft"]["card"] == ""


def test_a_recalled_step_is_no_visit(played: Played):
    document = played.act("li", "draft", title="关于报送情况的通知", body="一", to="各科室")
    played.act("li", "submit", document)
    played.act("li", "recall", document)
    found = {part["stage"]: part for part in played.show("li", document)["course"]}
    assert list(found) == ["draft"] and len(found["draft"]["visits"]) == 1


def test_those_who_countersign_side_by_side_share_one_visit(played: Played):
    document = played.outgoing("submit")
    played.act("zhou", "review", document, countersigners=["财务科", "法规科"])
    played.at += timedelta(minutes=30)
    played.act("sun", "countersign", document, verdict="agree")
    played.at += timedelta(minutes=59)
    played.act("zhao", "countersign", document, verdict="disagree", opinion="口径不一")
    part = course(played, document)["countersign"]
    assert [visit["used"] for visit in part["visits"]] == [91]
    assert part["returned"]["to"] == "draft"
    assert {p["name"]: p["used"] for p in part["people"]} == {"孙志强": 31, "赵磊": 91}
