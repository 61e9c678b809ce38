"""加签 at its edges: who leaves, who asks without end, who reads although he was taken out."""

import pytest

from oa_client.docflow.handling.signers import MOST
from oa_client.docflow.model.errors import Refused


def leave(played, login):
    with played.office._store.write() as work:
        work.put("person", {"login": login, "active": 0})
        work.commit()


def desks(played, document):
    return [(t["stage"], t["person"]) for t in played.glance("chen", document)["open"]]


def test_who_left_while_he_was_asked_holds_nobody_up(played):
    document = played.outgoing("review")
    played.act("zhang", "add-signer", document, person="zhao")
    played.show("zhao", document)
    with pytest.raises(Refused, match="no-signer-added"):
        played.act("zhang", "remove-signer", document, person="zhao")
    leave(played, "zhao")
    with pytest.raises(Refused, match="signer-awaited"):
        played.act("zhang", "sign", document)
    played.act("zhang", "remove-signer", document, person="zhao", opinion="赵磊已调离")
    played.act("zhang", "sign", document)
    assert desks(played, document) == [("recheck", "chen")]


def test_two_who_ask_each_other_again_and_again_come_to_an_end(played):
    document = played.outgoing("review")
    played.act("zhang", "add-signer", document, person="zhao", when="after")
    played.act("zhang", "sign", document)
    for n in range(MOST - 1):
        holder, other = ("zhao", "sun") if n % 2 == 0 else ("sun", "zhao")
        played.act(holder, "add-signer", document, person=other, when="after")
        played.act(holder, "countersign", document)
    with pytest.raises(Refused, match="too-many-signers"):
        played.act("sun", "add-signer", document, person="zhao", when="after")
    played.act("sun", "countersign", document)
    assert desks(played, document) == [("recheck", "chen")]
    assert played.problems() == []


def test_whoever_was_let_go_before_he_looked_leaves_a_trace_when_he_does(played):
    document = played.outgoing("review")
    played.act("zhang", "add-signer", document, person="zhao")
    played.act("zhang", "remove-signer", document)
    for _ in range(2):
        played.show("zhao", document)
    history = played.glance("chen", document)["history"]
    assert [e["code"] for e in history if e["by"] == "zhao"] == ["opened"]
    assert played.problems() == []
