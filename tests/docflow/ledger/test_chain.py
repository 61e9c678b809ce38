from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oa_client.docflow.ledger.canonical import dumps
from oa_client.docflow.ledger.chain import GENESIS, Fault, chained, faults, sealed
from oa_client.docflow.ledger.entry import Entry, digest, framed
from tests.docflow.ledger.books import ledger

BATCHES = [["", "d1"], ["d1"], ["d2", "d1"], ["d2"], ["", "d2"]]

batches = st.lists(
    st.lists(st.sampled_from(["", "d1", "d2", "收〔2026〕3号"]), min_size=1, max_size=4),
    min_size=1, max_size=8,
)  # fmt: skip
OTHER = {
    int: st.integers(1, 40),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=70),
    bytes: st.binary(max_size=70),
}


def codes(entries, commits) -> set[str]:
    return {fault.code for fault in faults(entries, commits)}


def rechained(entry: Entry, **changes) -> Entry:
    kept = {f.name: getattr(entry, f.name) for f in fields(Entry) if f.name != "hash"}
    return chained(**kept | changes)


@given(batches)
def test_an_honest_ledger_holds(made):
    assert list(faults(*ledger(made))) == []


def test_an_office_without_entries_holds():
    assert list(faults([], [])) == []


@given(batches, st.data())
def test_a_change_of_any_one_field_of_any_entry_is_noticed(made, data):
    entries, commits = ledger(made)
    place = data.draw(st.integers(0, len(entries) - 1))
    entry = entries[place]
    name = data.draw(st.sampled_from([f.name for f in fields(Entry)]))
    old = getattr(entry, name)
    sort = {"for_": str, "request": bytes}.get(name, type(old))
    new = data.draw(OTHER[sort] | (st.none() if name in ("for_", "request") else st.nothing()))
    assume(new != old)
    entries[place] = replace(entry, **{name: new})
    assert codes(entries, commits)


@given(batches, st.data())
def test_a_change_of_any_one_field_of_any_seal_is_noticed(made, data):
    entries, commits = ledger(made)
    place = data.draw(st.integers(0, len(commits) - 1))
    name = data.draw(st.sampled_from(["id", "at", "heads", "prev", "hash"]))
    old = getattr(commits[place], name)
    new = data.draw(OTHER[type(old)])
    assume(new != old)
    commits[place] = replace(commits[place], **{name: new})
    assert codes(entries, commits)


@given(batches, st.data())
def test_an_entry_taken_out_put_in_or_moved_is_noticed(made, data):
    entries, commits = ledger(made)
    place = data.draw(st.integers(0, len(entries) - 1))
    taken = entries.pop(place)
    if data.draw(st.booleans()):
        to = data.draw(st.integers(0, len(entries)))
        assume(to != place)
        entries.insert(to, taken)
    assert codes(entries, commits)


def test_a_tail_cut_off_is_noticed_by_the_seals():
    entries, commits = ledger(BATCHES)
    assert "ledger-cut" in codes(entries[:-1], commits)


def test_a_tail_cut_off_with_its_seal_leaves_a_chain_that_holds_so_checkpoints_are_needed():
    entries, commits = ledger(BATCHES)
    assert codes(entries[:-2], commits[:-1]) == set()


def test_entries_without_a_seal_are_noticed():
    entries, commits = ledger(BATCHES)
    assert "not-sealed" in codes(entries, commits[:-1])


def test_a_whole_document_taken_out_is_noticed():
    entries, commits = ledger(BATCHES)
    left = [entry for entry in entries if entry.document != "d2"]
    found = set(faults(left, commits))
    assert Fault("d2", None, "ledger-cut") in found


def test_an_entry_rewritten_with_a_fresh_hash_breaks_the_link_after_it():
    entries, commits = ledger(BATCHES)
    entries[1] = rechained(entries[1], by="wang")
    assert {"link-broken", "head-unknown"} <= codes(entries, commits)


def test_time_never_goes_backwards():
    entries, commits = ledger([["d1"], ["d2"]])
    entries[1] = rechained(entries[1], at="2020-01-01T00:00:00+08:00")
    assert "time-backwards" in codes(entries, commits)


def test_a_seal_that_names_what_never_was_is_noticed():
    entries, commits = ledger([["d1"]])
    commits.append(
        sealed(2, "2026-04-01T08:30:00+08:00", dumps({"d9": [1, "f" * 64]}), commits[-1].hash)
    )
    assert {"head-unknown", "ledger-cut"} <= codes(entries, commits)


def test_seals_in_an_order_that_is_not_that_of_the_entries_are_noticed():
    entries, _ = ledger([["d1"], ["d2"]])
    one, two = entries
    first = sealed(1, two.at, dumps({"d2": [1, two.hash]}), GENESIS)
    second = sealed(2, two.at, dumps({"d1": [1, one.hash]}), first.hash)
    assert "commit-order" in codes(entries, [first, second])


@pytest.mark.parametrize(
    "heads", [b"[]", b'{"d1":1}', b'{"d1":[true,"x"]}', b'{"d1":["1","x"]}', b"{"]
)
def test_a_seal_that_cannot_be_read_is_noticed(heads):
    entries, _ = ledger([["d1"]])
    assert "commit-unreadable" in codes(entries, [sealed(1, entries[0].at, heads, GENESIS)])


@given(st.lists(st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
                | st.binary(), max_size=5),
       st.lists(st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
                | st.binary(), max_size=5))  # fmt: skip
def test_two_different_lists_of_parts_never_have_one_frame(one, other):
    same = [(type(p), p) for p in one] == [(type(p), p) for p in other]
    assert (framed(*one) == framed(*other)) is same


def test_the_form_of_the_hash_is_for_ever():
    entry = chained(
        seq=1, document="d", n=1, code="register", by="chen", for_=None,
        at="2026-03-02T08:30:00+08:00", request=b"{}", key_id="k", signature=b"s", facts=b"{}",
        prev=GENESIS,
    )  # fmt: skip
    assert entry.hash == digest(entry) == FOREVER


FOREVER = "548170271d13c53e57c4db720b48a261a68002f10e425955cbc0e9b7fcefafdd"
