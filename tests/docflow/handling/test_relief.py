"""Standing in for another, more time asked for and given, supervision: who is told of it where."""

from datetime import timedelta

import pytest

from oa_client.docflow.handling.slip import cells_of
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import Refused
from tests.offices import BODY, Played


@pytest.fixture
def played(tmp_path):
    made = Played(tmp_path / "office.oa")
    made.at = moment.now()
    yield made
    made.office.close()


def proposed(played) -> str:
    document = played.act("chen", "register", title="关于开展检查的通知", body=BODY)
    played.act("chen", "examine", document, answers=[True] * 5)
    played.act("wang", "propose", document, opinion="拟请阅示。")
    return document


def undertaken(played) -> str:
    document = proposed(played)
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科")
    return document


def asked(played) -> tuple[str, dict]:
    document = undertaken(played)
    played.show("zhou", document)
    ahead = played.of("zhou").extension_ahead("zhou", document)
    played.act("zhou", "ask-extension", document, until=ahead["until"], reason="需实地核查")
    return document, ahead


def slip(shown):
    return [cell.stage for cell in cells_of(shown, {})]


def rows(played, login, tray):
    return {row["document"]: row for row in played.of(login).tray(login, tray)["rows"]}


def away(played, person="zhang", proxy="liu") -> None:
    day = played.now().date().isoformat()
    played.act(person, "stand-in", person=proxy, from_=day, until=day)


def test_what_one_did_for_another_lies_among_what_one_did(played):
    document, other = proposed(played), proposed(played)
    away(played)
    played.show("liu", document)
    may = {one["action"]: one for one in played.of("liu").may("liu", document)}
    assert (may["instruct"]["allowed"], may["instruct"]["for"]) == (True, "zhang")
    assert document in rows(played, "liu", "todo") and not rows(played, "liu", "done")
    played.act("liu", "instruct", document, opinion="请住建科办。")
    played.show("zhang", other)
    played.act("zhang", "instruct", other, opinion="请财务科办。")
    assert set(rows(played, "liu", "done")) == {document}, "not what the other did himself"
    assert rows(played, "liu", "done")[document]["person"] == "zhang"
    assert set(rows(played, "zhang", "done")) == {document, other}
    assert not rows(played, "zhou", "done")


def test_both_know_of_a_stand_in_and_until_when(played):
    away(played)
    for login in ("zhang", "liu"):
        (one,) = played.of(login).stand_ins(login)
        assert (one["person"], one["proxy"], one["begun"]) == ("zhang", "liu", True)
        assert one["until"] > one["from"]
    assert played.of("zhou").stand_ins("zhou") == []


def test_more_time_begins_on_the_working_day_after_the_limit(played):
    document, ahead = asked(played)
    assert ahead["until"] > ahead["due"][:10]
    assert played.show("zhou", document)["extension"]["until"][:10] == ahead["until"]


def test_a_request_for_time_lies_with_its_approver_as_a_decision_and_not_as_reading(played):
    document, ahead = asked(played)
    (by,) = played.show("zhou", document)["extension"]["approvers"]
    row = rows(played, by, "todo")[document]
    told = row["asked"]
    assert (told["by"], told["reason"], told["until"][:10]) == (
        "zhou", "需实地核查", ahead["until"]
    )
    assert document not in rows(played, by, "reading")
    shown = played.show(by, document)
    assert "read" not in slip(shown), "nobody circulated it"
    assert [task["person"] for task in shown["open"] if task["decides"]] == [by]
    assert rows(played, "zhou", "todo")[document]["asked"]["approvers"] == [by]
    (request,) = played.of(by).concerning(by)["asked"]
    assert (request["document"], request["by_name"]) == (document, "周敏")
    assert not any(played.of("li").concerning("li").values())


@pytest.mark.parametrize(
    ("answer", "outcome"), [("grant-extension", "granted"), ("refuse-extension", "refused")]
)
def test_whoever_asked_is_told_the_answer_while_he_has_the_paper(played, answer, outcome):
    document, _ = asked(played)
    (by,) = played.show("zhou", document)["extension"]["approvers"]
    played.show(by, document)
    played.act(by, answer, document, **({"reason": "按期办"} if outcome == "refused" else {}))
    (told,) = played.of("zhou").concerning("zhou")["decided"]
    assert (told["document"], told["outcome"], told["decided_by"]) == (document, outcome, by)
    shown = played.show("zhou", document)
    assert shown["extension"] is None and "read" not in slip(shown)
    assert rows(played, "zhou", "todo")[document]["asked"] is None
    assert document not in rows(played, by, "todo")
    played.act("zhou", "undertake", document, result="已办结。")
    assert played.of("zhou").concerning("zhou")["decided"] == []


def test_a_request_lapses_with_the_work_it_was_for(played):
    document, _ = asked(played)
    (by,) = played.show("zhou", document)["extension"]["approvers"]
    played.act("zhou", "undertake", document, result="已办结。")
    assert played.of(by).concerning(by)["asked"] == []
    assert rows(played, by, "reading")[document]["asked"] is None
    assert document not in rows(played, by, "todo")


def test_who_answers_for_a_supervised_item_sees_it_marked_and_among_what_he_follows(played):
    document = undertaken(played)
    played.show("wu", document)
    played.act("wu", "supervise", document, ground="常务会议议定", by="法规科", steps="摸底")
    assert rows(played, "zhao", "tracked")[document]["supervised"]
    assert rows(played, "zhou", "todo")[document]["supervised"]
    assert document not in rows(played, "zhou", "tracked")
    (item,) = played.of("zhao").concerning("zhao")["supervised"]
    assert (item["document"], item["ground"], item["by_name"]) == (document, "常务会议议定", "吴双")
    shown = played.show("zhao", document)["supervised"]
    assert shown["next_report"] > shown["at"] and not shown["report_late"]
    played.show("wu", document)
    played.act("wu", "close-supervision", document, opinion="已核实")
    assert document not in rows(played, "zhao", "tracked")
    assert not rows(played, "zhou", "todo")[document]["supervised"]
    assert played.show("zhao", document)["supervised"] is None


def test_a_circulation_that_is_supervised_is_read_though_nobody_answers_for_it(played):
    document = played.act("chen", "circulate", title="会议纪要", body="一。", to=["sun", "zhao"])
    played.show("wu", document)
    played.act("wu", "supervise", document, ground="会议议定", source="meeting")
    item = played.show("sun", document)["supervised"]
    assert item["people"] == [] and item["next_report"] > item["at"]


def test_who_gave_a_stand_in_ends_it_and_what_was_done_in_his_place_stands(played):
    """The paper that was not dealt with is his alone again, at once."""
    document, other = proposed(played), proposed(played)
    away(played)
    played.act("liu", "instruct", document, opinion="请住建科办。")
    assert other in rows(played, "liu", "todo")
    with pytest.raises(Refused) as refused:
        played.act("liu", "end-stand-in")
    assert refused.value.code == "no-stand-in", "he gave none"
    played.act("zhang", "end-stand-in", person="liu")
    assert other not in rows(played, "liu", "todo")
    assert played.of("zhang").stand_ins("zhang") == []
    with pytest.raises(Refused) as refused:
        played.act("liu", "instruct", other, opinion="请财务科办。")
    assert refused.value.code in ("not-your-task", "no-such-document")
    played.act("zhang", "instruct", other, opinion="请财务科办。")
    assert set(rows(played, "liu", "done")) == {document}
    assert played.problems() == []


def test_one_of_several_stand_ins_is_ended_also_before_its_day_has_come(played):
    tomorrow = (played.now().date() + timedelta(days=1)).isoformat()
    away(played)
    played.act("zhang", "stand-in", person="wang", from_=tomorrow, until=tomorrow)
    played.act("zhang", "end-stand-in", person="wang")
    (left,) = played.of("zhang").stand_ins("zhang")
    assert left["proxy"] == "liu"
    with pytest.raises(Refused) as refused:
        played.act("zhang", "end-stand-in", person="wang")
    assert refused.value.code == "no-stand-in"
    played.act("zhang", "stand-in", person="wang", from_=tomorrow, until=tomorrow)
    played.act("zhang", "end-stand-in")
    assert played.of("zhang").stand_ins("zhang") == [], "without a name all of them"
    assert played.problems() == []


def test_who_stands_in_hears_of_it_and_of_its_end(played):
    away(played)
    (lent,) = played.of("liu").concerning("liu")["lent"]
    assert (lent["by"], lent["by_name"]) == ("zhang", "张明远")
    played.act("zhang", "end-stand-in")
    told = played.of("liu").concerning("liu")
    assert told["lent"] == [] and [one["by"] for one in told["ended"]] == ["zhang"]
    assert played.of("zhang").concerning("zhang")["ended"] == []
