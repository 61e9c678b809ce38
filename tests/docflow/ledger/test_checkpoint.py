import hashlib
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.ledger.chain import GENESIS, chained, faults, heads_of, sealed
from oa_client.docflow.ledger.checkpoint import compare, make, root
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.ledger.signature import generate, unlock
from oa_client.docflow.model.errors import BadInput
from tests.docflow.ledger.books import ledger

PEM, PUBLIC, KEY_ID = generate(None)
SIGNER = unlock(PEM, None)
OFFICE = "office-1"
AT = "2026-03-02T18:00:00+08:00"
BATCHES = [["", "d1"], ["d2"], ["d1"]]


def taken(batches=BATCHES, signer=SIGNER) -> bytes:
    entries, commits = ledger(batches)
    return make(
        OFFICE, heads_of(entries), len(entries), AT, signer, commits[-1] if commits else None
    )


def found(data, entries, commits, office=OFFICE, keys=None) -> set[str]:
    known = {KEY_ID: PUBLIC} if keys is None else keys
    return {fault.code for fault in compare(data, office, known, entries, commits)}


def test_an_unchanged_office_agrees_with_its_checkpoint():
    assert found(taken(), *ledger(BATCHES)) == set()


def test_an_office_that_went_on_agrees_with_its_checkpoint():
    assert found(taken(), *ledger([*BATCHES, ["d1", "d3"], ["d2"]])) == set()


def test_an_empty_office_has_a_checkpoint_too():
    assert found(taken([]), *ledger(BATCHES)) == set()


def test_a_tail_cut_off_with_its_seals_is_noticed():
    entries, commits = ledger(BATCHES)
    left = entries[:-1], commits[:-1]
    assert not list(faults(*left))
    assert found(taken(), *left) >= {"ledger-cut", "commit-rewritten"}


def test_a_ledger_written_anew_from_the_middle_is_noticed():
    entries, commits = ledger([["", "d1"], ["", "d2"], ["d1"]])
    changed = replace(entries[1], by="wang")
    first, rest = entries[0], []
    heads = {first.document: (1, first.hash)}
    for entry in [changed, *entries[2:]]:
        kept = {f.name: getattr(entry, f.name) for f in fields(Entry) if f.name != "hash"}
        prev = heads.get(entry.document, (0, GENESIS))[1]
        rest.append(chained(**kept | {"prev": prev}))
        heads[entry.document] = (entry.n, rest[-1].hash)
    said = dumps({document: list(head) for document, head in heads.items()})
    anew = [first, *rest], [sealed(1, entries[-1].at, said, GENESIS)]
    before = make(OFFICE, heads_of(entries), len(entries), AT, SIGNER, commits[-1])
    assert not list(faults(*anew))
    assert found(before, *anew) == {"ledger-rewritten", "commit-rewritten"}


def test_a_whole_document_taken_out_is_noticed():
    assert "document-gone" in found(taken(), *ledger([["", "d1"], ["d1"], ["d1"]]))


def test_another_key_does_not_make_a_checkpoint():
    stranger = unlock(generate(None)[0], None)
    assert found(taken(signer=stranger), *ledger(BATCHES)) == {"checkpoint-signature-wrong"}
    assert found(taken(), *ledger(BATCHES), keys={}) == {"checkpoint-signature-wrong"}


@pytest.mark.parametrize("name", ["heads", "entries", "root", "commit", "at"])
def test_a_checkpoint_that_was_changed_is_noticed(name):
    other = loads(taken([["", "d1"], ["d2"]]))
    other["at"] = "2026-03-03T18:00:00+08:00"
    changed = dumps(loads(taken()) | {name: other[name]})
    assert "checkpoint-signature-wrong" in found(changed, *ledger(BATCHES))


def test_the_checkpoint_of_another_office_is_refused():
    with pytest.raises(BadInput, match="checkpoint-foreign"):
        found(taken(), *ledger(BATCHES), office="office-2")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b'"x"', b"\xff\xfe", taken()[:-5],
     dumps(loads(taken()) | {"signature": "zz"}), dumps(loads(taken()) | {"heads": {"d1": "x"}}),
     dumps(loads(taken()) | {"format": "oa-checkpoint-9"}), dumps(loads(taken()) | {"office": 1}),
     dumps(loads(taken()) | {"commit": 1}), dumps(loads(taken()) | {"entries": "3"})],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(data):
    with pytest.raises(BadInput, match="checkpoint-unreadable"):
        found(data, *ledger(BATCHES))


heads = st.dictionaries(st.text("abc", max_size=3), st.tuples(st.integers(1, 9), st.just("f" * 64)))


@given(heads, heads)
def test_two_states_have_one_root_only_where_they_are_the_same(one, other):
    assert (root(one) == root(other)) is (one == other)


def test_the_root_is_that_of_rfc_6962():
    def leaf(document: str) -> bytes:
        return hashlib.sha256(b"\0" + dumps([document, 1, "f"])).digest()

    def node(left: bytes, right: bytes) -> bytes:
        return hashlib.sha256(b"\1" + left + right).digest()

    a, b, c = leaf("a"), leaf("b"), leaf("c")
    assert root(dict.fromkeys("cba", (1, "f"))) == node(node(a, b), c).hex()
    assert root({}) == hashlib.sha256(b"").hexdigest()
