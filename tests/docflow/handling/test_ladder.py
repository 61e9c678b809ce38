"""Whom a card reaches, who may grant how much, and that no card comes twice, whatever is done."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_client.docflow.handling.clocks.extensions import approvers
from oa_client.docflow.handling.clocks.ladder import notices, recipients
from oa_client.docflow.model.errors import OfficeError, Refused
from oa_client.docflow.procedure.definition import Cards
from oa_client.docflow.timelimit.monitor import Level
from tests.docflow.handling.offices import BEGINNINGS, training_office
from tests.docflow.timelimit.test_moments import counted

AT = BEGINNINGS[0]
STEEP = Cards(
    blue=("@person",), yellow=("@superior",), red=("@superior-2", "@superior-3", "办公室主任")
)


@pytest.fixture(scope="module")
def office():
    made = training_office(AT)
    with made._reading(AT.isoformat()) as (_, loaded, _):
        yield loaded
    made.close()


def with_people(office, **changes):
    people = {login: dict(row) for login, row in office.people.items()}
    for login, change in changes.items():
        people[login] |= change
    return replace(office, people=people)


def away(office, person, proxy):
    row = {"person": person, "proxy": proxy, "from_": AT.isoformat(), "ended": 0,
           "until": (AT + timedelta(days=1)).isoformat()}  # fmt: skip
    return replace(office, stand_ins=(row,))


def heard(office, person, level, cards=None):
    law = office.procedures["incoming"][1]
    law = law.model_copy(update={"cards": cards}) if cards else law
    return recipients(office, law, person, Level(level), AT)


@pytest.mark.parametrize(
    ("person", "level", "cards", "told"),
    [
        ("li", "blue", None, ["li"]),
        ("li", "yellow", None, ["li", "zhou"]),
        ("li", "red", None, ["li", "zhou", "wu"]),
        ("li", "yellow", STEEP, ["zhou"]),
        ("li", "red", STEEP, ["zhang", "liu", "wang"]),
        ("zhou", "red", STEEP, ["liu", "wu", "wang"]),
        ("liu", "yellow", None, ["liu", "wu"]),
    ],
)
def test_a_card_climbs_the_ladder_of_its_procedure_and_never_ends_nowhere(
    office, person, level, cards, told
):
    assert heard(office, person, level, cards) == told


def test_a_chain_of_superiors_that_runs_in_a_ring_ends_at_the_supervisor(office):
    ring = with_people(office, zhou={"superior": "li"}, li={"superior": "zhou"})
    assert heard(ring, "li", "yellow") == ["li", "zhou"]
    assert heard(ring, "li", "red", STEEP) == ["wu", "wang"]
    alone = with_people(office, li={"superior": "li"})
    assert heard(alone, "li", "yellow") == ["li", "wu"]


def test_a_superior_who_left_is_passed_over_and_one_who_is_away_is_heard_for(office):
    gone = with_people(office, zhou={"active": 0})
    assert heard(gone, "li", "yellow") == ["li", "zhang"]
    assert heard(away(office, "zhou", "sun"), "li", "yellow") == ["li", "zhou", "sun"]


def test_without_a_supervisor_the_head_hears(office):
    none = with_people(office, wu={"active": 0})
    assert heard(none, "liu", "yellow") == ["liu"]
    assert heard(none, "li", "red") == ["li", "zhou", "liu"]


@pytest.mark.parametrize(
    ("person", "askers", "tier", "who"),
    [
        ("li", {"li"}, "@superior", ["zhou"]), ("li", {"li"}, "分管领导", ["zhang"]),
        ("li", {"li"}, "主要负责人", ["liu"]), ("zhang", {"zhang"}, "分管领导", ["liu"]),
        ("zhang", {"zhang"}, "@superior", ["liu"]), ("wu", {"wu"}, "分管领导", ["liu"]),
        ("liu", {"liu"}, "分管领导", ["wu"]), ("liu", {"liu"}, "主要负责人", ["wu"]),
        ("li", {"li", "zhou"}, "@superior", ["zhang"]),
    ],
)  # fmt: skip
def test_an_extension_goes_up_the_line_and_never_to_who_asks(office, person, askers, tier, who):
    assert approvers(office, askers, person, tier) == who


def test_where_everybody_above_asks_himself_nobody_grants(office):
    with pytest.raises(Refused, match="post-vacant"):
        approvers(office, {"liu", "wu"}, "liu", "@superior")


def test_after_a_silent_week_each_person_is_told_once_and_of_each_clock_its_highest_card():
    made = training_office(AT)
    for title in ("关于检查的通知", "关于普查的通知"):
        made.act("chen", "register", {"title": title}, at=AT.isoformat())
    issued, _ = made.monitor((AT + timedelta(days=7)).isoformat())
    assert Counter(card["level"] for card in issued) == {"blue": 2, "yellow": 2, "red": 2}
    told = {notice["person"]: notice for notice in notices(issued)}
    assert {who: len(notice["cards"]) for who, notice in told.items()} == {
        "chen": 2, "wang": 2, "wu": 2,
    }  # fmt: skip
    assert all(c["level"] == "red" for notice in told.values() for c in notice["cards"])
    for notice in told.values():
        moment = datetime.fromisoformat(notice["notify_at"])
        assert counted(moment, moment + timedelta(minutes=1)) == 1
    made.close()


STEPS = st.lists(
    st.tuples(
        st.sampled_from((1, 7, 61, 229, 450, 1440)),
        st.sampled_from(("pause", "resume", "ask-extension", "grant-extension", "look", "look")),
    ),
    max_size=24,
)
SAID = {"pause": {"ground": "鉴定"}}
BY = {"grant-extension": "wang"}


@settings(max_examples=25)
@given(STEPS)
def test_whatever_is_stopped_and_extended_each_card_comes_once_and_none_while_the_clock_stands(
    steps,
):
    made = training_office(AT)
    document = made.act("chen", "register", {"title": "普查"}, at=AT.isoformat()).document
    at, stood, issued = AT, [], []
    for minutes, action in steps:
        at += timedelta(minutes=minutes)
        if action == "look":
            fresh, _ = made.monitor(at.isoformat())
            assert not (fresh and stood and stood[-1][1] is None)
            assert all(card["at"] <= at.isoformat() for card in fresh)
            issued += fresh
            continue
        due = datetime.fromisoformat(open_task(made, document)["due"])
        said = SAID.get(action, {})
        if action == "ask-extension":
            said = {"until": (due.date() + timedelta(days=1)).isoformat(), "reason": "未齐"}
        try:
            made.act(BY.get(action, "chen"), action, said, document=document, at=at.isoformat())
        except OfficeError:
            continue
        if action == "pause":
            stood.append([at, None])
        elif action == "resume":
            stood[-1][1] = at
            moved = counted(stood[-1][0], at)
            after = datetime.fromisoformat(open_task(made, document)["due"])
            assert counted(due, after) == moved
    clock = made.show("chen", document, at.isoformat())["clock"]
    assert clock["paused"] == sum(counted(since, until or at) for since, until in stood)
    assert clock["used"] == counted(AT, at) - clock["paused"]
    if stood and stood[-1][1] is None:
        made.act("chen", "resume", {}, document=document, at=at.isoformat())
    issued += made.monitor((at + timedelta(days=120)).isoformat())[0]
    came = Counter((card["task"], card["level"], card["round"]) for card in issued)
    assert set(came.values()) == {1}
    whole = [level for task, level, _ in came if task is None]
    stage = [level for task, level, _ in came if task and task.endswith(".1.1")]
    assert sorted(whole) == sorted(stage) == ["blue", "red", "yellow"]
    assert made.verify()["problems"] == []
    made.close()


def open_task(made, document):
    with made._store.read() as work:
        (task,) = work.rows("task", document=document, action="examine", closed_at=None)
        return task
