"""Integrity signals: each is found where its facts are, and not one step before."""

from datetime import datetime, timedelta

import pytest

from oa_client.docflow.handling.integrity.signals import FINDS, published
from oa_client.docflow.handling.integrity.watched import Watched
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import OFFICE_ZONE, iso
from oa_client.docflow.timelimit.workdays import Calendar

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=OFFICE_ZONE)
LIMITS = {law.code: law.limits for law in published()}


def at(minutes: float) -> str:
    return iso(MONDAY + timedelta(minutes=minutes))


def act(document, n, code, by, minutes, for_=None):
    return {"document": document, "n": n, "code": code, "by": by, "for_": for_, "at": at(minutes)}


def task(document, person, opened, closed=None, **more):
    return {
        "document": document, "person": person, "stage": "review", "action": "review",
        "urgency": "", "opened_at": at(opened), "closed_at": None if closed is None else at(closed),
        "outcome": None if closed is None else "done", "due": at(opened + 8000),
    } | more  # fmt: skip


def found(code, acts=(), tasks=(), numbers=(), lengths=None, creators=None):
    seen = Watched(
        list(acts), list(tasks), list(numbers), creators or {}, lengths or {}, lambda _: Calendar(),
        MONDAY + timedelta(days=30),
    )  # fmt: skip
    return list(FINDS[code](seen, LIMITS[code]))


DAY = 24 * 60


def test_every_signal_is_published_in_both_languages_with_its_thresholds():
    assert {law.code for law in published()} == set(FINDS)
    for law in published():
        for language in ("zh_CN", "en"):
            told = law.words(language)
            assert told and "{" not in told
            assert all(str(value) in told for value in law.limits.values())


def test_a_later_paper_that_overtakes_one_left_lying_is_queue_jumping():
    lying, quick = task("a", "wang", 0), task("b", "wang", 3 * DAY, 3 * DAY + 10)
    (signal,) = found("queue-jumping", tasks=[lying, quick])
    assert (signal.document, signal.facts["earlier"]) == ("b", "a")
    assert signal.facts["waited"] >= 900 and signal.facts["took"] == 10


@pytest.mark.parametrize(
    "lying",
    [
        task("a", "zhou", 0), task("a", "wang", 0, urgency="特急"), task("a", "wang", 0, DAY),
        task("a", "wang", 2 * DAY), task("a", "wang", 0, 9 * DAY, outcome="cancelled"),
        task("a", "wang", 0, stage="sign"),
    ],
)  # fmt: skip
def test_other_hands_stages_urgencies_or_a_short_wait_are_no_queue(lying):
    assert not found("queue-jumping", tasks=[lying, task("b", "wang", 3 * DAY, 3 * DAY + 10)])


def test_what_is_as_quick_as_usual_jumps_no_queue_and_one_left_lying_is_one_signal():
    lying = task("a", "wang", 0)
    usual = [task(f"u{n}", "wang", 3 * DAY + n, 3 * DAY + n + 60) for n in range(10)]
    assert not found("queue-jumping", tasks=[lying, *usual])
    (signal,) = found("queue-jumping", tasks=[lying, *usual, *(
        task(f"q{n}", "wang", 4 * DAY + n, 4 * DAY + n + 3 + n) for n in range(2)
    )])  # fmt: skip
    assert (signal.document, signal.facts["count"], signal.facts["took"]) == ("q0", 2, 3)


def test_a_number_that_was_taken_and_never_used_is_told_after_ten_working_days():
    def number(minutes, **more):
        row = {"document": "a", "text": "办发〔2026〕1号", "at": at(minutes), "void_at": None}
        return row | more

    numbered = [act("a", 5, "number", "chen", 0)]
    (signal,) = found("number-unused", numbered, numbers=[number(0)])
    assert signal.people == ("chen",) and signal.facts["unused"] >= 4500
    assert not found("number-unused", numbered, numbers=[number(20 * DAY)])
    assert not found("number-unused", numbered, numbers=[number(0, void_at=at(5))])
    issued = [*numbered, act("a", 9, "issue", "chen", 60)]
    assert not found("number-unused", issued, numbers=[number(0)])


@pytest.mark.parametrize(("seconds", "long", "hits"), [(30, 1000, 1), (31, 1000, 0), (5, 999, 0)])
def test_a_long_text_judged_within_seconds_of_opening_is_hasty(seconds, long, hits):
    acts = [act("a", 1, "opened", "liu", 0), act("a", 2, "sign", "liu", seconds / 60)]
    assert len(found("hasty", acts, lengths={"a": long})) == hits


def test_what_was_never_opened_by_whoever_judged_it_is_unread():
    acts = [act("a", 1, "opened", "zhou", 0), act("a", 2, "sign", "liu", 5)]
    (signal,) = found("unread", acts, lengths={"a": 5000})
    assert signal.people == ("liu",) and not found("hasty", acts, lengths={"a": 5000})


def test_work_while_the_office_is_closed_counts_by_person_and_opening_does_not_count():
    night = [act("a", n, "review", "li", 12 * 60 + n) for n in (1, 2, 3)]
    (signal,) = found("out-of-hours", night)
    assert signal.facts["count"] == 3 and signal.document is None
    assert not found("out-of-hours", [*night[:2], act("a", 9, "opened", "li", 13 * 60)])
    by_rule = [act("a", n, code, "", 13 * 60 + n)
               for n, code in enumerate(("urged", "supervised", "card", "urged"))]  # fmt: skip
    assert not found("out-of-hours", by_rule)
    assert not found("out-of-hours", [act("a", n, "review", "li", n) for n in range(9)])


def test_a_paper_sent_round_and_round_names_all_who_passed_it():
    moves = [act("a", 1, "transfer", "li", 1), act("a", 2, "return", "zhou", 2)]
    assert not found("passed-around", moves)
    (signal,) = found("passed-around", [*moves, act("a", 3, "transfer", "li", 3)])
    assert signal.people == ("li", "zhou") and signal.facts == {"count": 3, "transfers": 2}


def test_relief_asked_for_just_before_the_limit_is_told_and_earlier_is_not():
    running = [task("a", "li", 0, due=at(100))]
    (signal,) = found("late-relief", [act("a", 1, "ask-extension", "li", 60)], running)
    assert signal.facts["left"] == 40
    assert not found("late-relief", [act("a", 1, "ask-extension", "li", 20)], running)


def test_who_judges_for_himself_and_for_another_has_a_double_role():
    acts = [act("a", 1, "review", "wang", 0), act("a", 2, "sign", "wang", 5, for_="zhang")]
    (signal,) = found("double-role", acts)
    assert signal.people == ("wang",) and signal.facts == {"own": ["review"], "for": ["zhang"]}
    assert not found("double-role", acts[1:])


def test_five_judgements_within_five_minutes_are_signed_in_bulk_once():
    acts = [act(f"d{n}", 1, "sign", "liu", n) for n in range(6)]
    (signal,) = found("bulk", acts)
    assert signal.facts["count"] == 6
    assert not found("bulk", [act(f"d{n}", 1, "sign", "liu", 2 * n) for n in range(6)])


def test_reading_many_papers_without_part_in_them_is_told():
    acts = [act(f"d{n}", 2, "opened", "chen", n) for n in range(5)]
    (signal,) = found("outside-reading", acts)
    assert signal.facts["count"] == 5 and signal.people == ("chen",)
    assert not found("outside-reading", acts, creators={"d0": "chen"})
    assert not found("outside-reading", acts, [task("d1", "chen", 0)])


def test_a_wording_after_the_signature_is_told():
    acts = [act("a", 1, "sign", "liu", 0), act("a", 2, "revise", "li", 5)]
    (signal,) = found("changed-after-signature", acts)
    assert signal.facts["acts"] == ["revise"] and signal.facts["signatory"] == "liu"
    assert not found("changed-after-signature", acts[::-1][:1])


def test_a_card_that_is_taken_back_is_told():
    (signal,) = found("card-withdrawn", [act("a", 4, "withdraw-card", "wu", 5)])
    assert signal.people == ("wu",)


def test_the_supervisor_is_told_what_happened_in_the_office(played):
    document = played.outgoing("print")
    played.act("chen", "void-number", document, reason="错号")
    codes = {signal.code: signal for signal in played.office.signals("wu")}
    assert codes["number-void"].people == ("chen",)
    assert codes["number-void"].facts["reason"] == "错号"
    assert not played.office.signals("wu", since="2026-03-03")
    assert played.office.signals("liu")


def test_a_recheck_that_finds_a_change_in_substance_shows_as_signed_twice(played):
    document = played.outgoing("sign")
    played.act("chen", "recheck", document, substantive=True)
    played.act("zhang", "sign", document)
    found_here = {signal.code for signal in played.office.signals("wu")}
    assert "changed-after-signature" in found_here


def test_whoever_supervises_nothing_is_told_nothing(played):
    with pytest.raises(Refused) as refused:
        played.office.signals("li")
    assert refused.value.code == "not-your-post"


def reserved(**more):
    return {"text": "办发〔2026〕7号", "by": "chen", "until": at(5 * DAY), "used_at": None,
            "void_at": None, "void_reason": None} | more  # fmt: skip


@pytest.mark.parametrize(
    ("row", "moment"),
    [
        (reserved(), at(5 * DAY)),
        (reserved(until=at(31 * DAY)), None),
        (reserved(used_at=at(2 * DAY)), None),
        (reserved(void_at=at(3 * DAY), void_reason="不发了"), at(3 * DAY)),
    ],
)
def test_a_number_that_was_reserved_and_not_used_is_a_signal(row, moment):
    seen = Watched([], [], [], {}, {}, Calendar(), MONDAY + timedelta(days=30), reserved=[row])
    told = [(s.people, s.at) for s in FINDS["number-reserved"](seen, {})]
    assert told == ([(("chen",), moment)] if moment else [])


def test_papers_opened_on_several_days_are_no_reading_from_outside():
    acts = [act(f"d{n}", 2, "opened", "chen", n * DAY) for n in range(9)]
    assert not found("outside-reading", acts)
