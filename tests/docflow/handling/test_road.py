"""Through whose hands a draft would go is said before it goes, by the rules that send it."""

import pytest

from tests.offices import Played

PLAIN = {"kind": "通知", "form": "general"}


def hands(played: Played, **more: object) -> dict[str, tuple[str, ...]]:
    return {step.stage: step.people for step in played.office.road("li", PLAIN | more)}


def test_a_draft_of_no_other_unit_is_countersigned_by_nobody(played: Played):
    assert list(hands(played)) == ["check", "review", "sign"]


def test_the_road_that_is_shown_is_the_road_that_is_gone(played: Played):
    named = ["财务科", "法规科"]
    ahead = hands(played, countersigners=named)
    document = played.act("li", "draft", title="关于报送情况的通知", body="请报送。", kind="通知")
    played.act("li", "submit", document, countersigners=named)
    gone: dict[str, set[str]] = {}
    for _ in range(5):
        for task in played.show("li", document)["open"]:
            gone.setdefault(task["stage"], set()).add(task["person"])
            played.act(task["person"], task["action"], document, opinion="同意")
    assert {stage: gone[stage] for stage in ahead} == {s: set(p) for s, p in ahead.items()}


def test_an_upward_paper_is_signed_by_the_head_of_the_office(played: Played):
    assert hands(played, kind="请示")["sign"] != hands(played)["sign"]
    head = next(p for p in played.office.people() if "主要负责人" in p["posts"])
    assert hands(played, kind="请示")["sign"] == (head["login"],)


def test_whoever_nobody_knows_is_said_at_his_stage(played: Played):
    refusals = {s.stage: s.refusal for s in played.office.road("li", {"countersigners": ["某人"]})}
    assert refusals["countersign"] is not None
    assert refusals["countersign"].code == "no-such-person"
    assert refusals["check"] is None


def test_only_the_first_stage_can_say_when_it_would_end(played: Played):
    steps = played.office.road("li", PLAIN | {"urgency": "特急"})
    assert [bool(step.due) for step in steps] == [True, False, False]
    assert steps[0].limit == 120


@pytest.mark.parametrize("then", ["resume", "repeat"])
@pytest.mark.parametrize("by", ["zhou", "wang", "zhang"])
def test_a_returned_draft_goes_straight_back_or_all_the_way_again_as_it_was_told(
    played: Played, by: str, then: str
):
    document = played.outgoing("submit")
    for person in ("zhou", "wang", "zhang"):
        if person == by:
            break
        played.act(person, played.show(person, document)["open"][0]["action"], document)
    played.act(by, "return", document, to="draft", reason="请补充依据。", then=then)
    elements = played.show("li", document)["elements"]
    ahead = played.office.road("li", elements, document)
    shown = played.show("li", document)
    played.act("li", "submit", document)
    task = played.show("li", document)["open"][0]
    first = by if then == "resume" else "zhou"
    assert (task["stage"], task["person"]) == (ahead[0].stage, first)
    assert ahead[0].people == (first,)
    assert shown["following"] == task["stage"] and shown["ahead"][task["stage"]] == [first]


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_signed_draft_goes_straight_back_past_the_signature_only_as_it_was_signed(
    played: Played, rewritten: bool
):
    document = played.outgoing("sign")
    played.act("chen", "return", document, to="draft", reason="落款有误。", then="resume")
    elements = played.show("li", document)["elements"]
    ahead = played.office.road("li", elements, document, rewritten=rewritten)
    if rewritten:
        played.act("li", "revise", document, body="改过的正文。")
    played.act("li", "submit", document)
    task = played.show("li", document)["open"][0]
    assert [(step.stage, step.people) for step in ahead] == [(task["stage"], (task["person"],))]
    assert task["stage"] == ("sign" if rewritten else "recheck")
