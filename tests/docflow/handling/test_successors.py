"""What somebody opened who has left is closed by his successor, or by whoever stands above him."""

from dataclasses import replace

import pytest

from oa_client.docflow.handling.clocks.supervised import successors
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso


def gone(office, login, **how):
    people = {one: dict(row) for one, row in office.people.items()}
    people[login] |= how
    return replace(office, people=people)


def seconded(office, login, post):
    people = {one: dict(row) for one, row in office.people.items()}
    people[login]["posts"] = f'["{post}"]'
    return replace(office, people=people)


@pytest.fixture
def office(played):
    with played.office._reading(iso(played.at)) as (_, loaded, _):
        yield loaded


def test_while_the_opener_is_here_nobody_closes_for_him(office):
    assert successors(office, "wu") == []
    assert successors(office, "liu") == []


def test_of_one_who_left_the_successor_in_the_post_and_who_stands_above(office):
    assert successors(gone(office, "wu", active=0), "wu") == ["liu"]
    followed = seconded(gone(office, "wu", active=0), "feng", "督办员")
    assert successors(followed, "wu") == ["feng", "liu"]
    assert successors(gone(office, "wu", posts="[]"), "wu") == ["liu"]


def test_one_whose_key_counts_no_more_has_left(office):
    keys = {id: key | {"status": "replaced"} if key["login"] == "wu" else key
            for id, key in office.keys.items()}  # fmt: skip
    assert successors(replace(office, keys=keys), "wu") == ["liu"]


def test_a_unit_with_a_chief_has_him_close(office):
    moved = gone(office, "wu", active=0, unit="住建科")
    assert successors(moved, "wu") == ["zhou"]


def test_the_item_is_closed_on_record(played):
    document = played.act("chen", "register", title="关于排查的通知")
    played.act("wu", "supervise", document, ground="主要负责人批示", by="住建科")
    with pytest.raises(Refused, match="opened-by-another"):
        played.act("liu", "close-supervision", document)
    with played.office._store.write() as work:
        work.put("person", {"login": "wu", "active": 0})
        work.commit()
    with pytest.raises(Refused) as refused:
        played.act("zhou", "close-supervision", document)
    assert (refused.value.code, refused.value.facts["people"]) == ("opener-left", ["liu"])
    played.act("liu", "close-supervision", document, opinion="吴双已调离，情况已核实")
    (item,) = played.show("liu", document)["plan"]["supervised"]
    assert (item["by"], item["closed_by"]) == ("wu", "liu")
    last = [e for e in played.show("liu", document)["history"] if e["code"] == "close-supervision"]
    assert (last[-1]["by"], last[-1]["notes"]["opened_by"]) == ("liu", "wu")


def test_a_supervised_circulation_too_is_closed_by_whoever_stands_above(played):
    document = played.act("chen", "circulate", title="会议纪要", to=["zhou"])
    played.act("wu", "supervise", document, ground="会议议定")
    with played.office._store.write() as work:
        work.put("person", {"login": "wu", "active": 0})
        work.commit()
    played.act("liu", "close-supervision", document, opinion="吴双已调离")
    assert played.show("liu", document)["plan"]["supervised"][0]["closed_by"] == "liu"
