"""What the registrar makes of requests, sent by hand, judged a batch at a time."""

import hashlib
import io
import json
import threading
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from PIL import Image

from oa_client.docflow.handling.actions import Attached
from oa_client.docflow.handling.registrar import AHEAD
from oa_client.docflow.ledger.signature import generate, unlock
from oa_client.docflow.model.moment import iso, parse
from tests.shared.served import Deployed, Hand, Letter, hand, letter, registrar, send, until


@pytest.fixture
def served(office):
    with hand(office.url) as made:
        yield made
    assert office.problems() == []


def told(office: Deployed, id: str) -> dict[str, Any]:
    ((said,),) = office.ask("SELECT told FROM oa.answer WHERE id = %s", id)
    return json.loads(said)


def code(office: Deployed, id: str) -> str:
    """What became of a request: `done`, or the code that says why not."""
    said = told(office, id)
    return str(next((said[k]["code"] for k in ("refused", "error") if k in said), "done"))


def draft(office: Deployed, login: str, id: str, to: str = "", **more: Any) -> Letter:
    said = {"title": f"拟稿 {id}", "body": "略"} | ({"to": to} if to else {})
    return letter(office, login, id, "draft", said, **more)


def step(office: Deployed, login: str, action: str, id: str, document: str) -> Letter:
    """The next act upon a paper, by who has just looked at it."""
    ((version, head),) = office.ask("SELECT version, head FROM oa.document WHERE id = %s", document)
    return letter(
        office, login, f"{id}-{login}-{action}", action, {}, document=document, version=version,
        head=head,
    )  # fmt: skip


def entered(office: Deployed) -> list[str]:
    """The titles of the ledger's drafts, in its order."""
    found = office.ask(
        "SELECT d.title FROM oa.entry e JOIN oa.document d ON d.id = e.document"
        " WHERE e.n = 1 ORDER BY e.seq"
    )
    return [title for (title,) in found]


def test_what_was_committed_first_is_judged_first_and_each_person_in_the_order_sent(office, served):
    with psycopg.connect(office.address("li")) as held:
        draft(office, "li", "li-1").put(held)
        send(office, "qian", draft(office, "qian", "qian-1"), draft(office, "qian", "qian-2"))
        draft(office, "li", "li-2").put(held)
        held.commit()
    send(office, "qian", draft(office, "qian", "qian-3"))
    assert served.batch() == 5
    names = ["qian-1", "qian-2", "li-1", "li-2", "qian-3"]
    assert entered(office) == [f"拟稿 {name}" for name in names]


def test_a_batch_is_one_commit_under_one_seal(office, served):
    ((before,),) = office.ask("SELECT count(*) FROM oa.commit_head")
    send(office, "li", *(draft(office, "li", f"n{n}") for n in range(7)))
    assert served.batch() == 7
    assert office.ask("SELECT count(*) FROM oa.commit_head") == [(before + 1,)]
    assert office.ask("SELECT count(DISTINCT xmin::text) FROM oa.answer") == [(1,)]
    assert served.batch() == 0


def test_papers_numbered_in_one_batch_get_numbers_of_their_own(office, served):
    ids = ("a", "b", "c")
    send(office, "li", *(draft(office, "li", id, to="各科室") for id in ids))
    assert served.batch() == len(ids)
    papers = {id: told(office, id)["changes"]["document"] for id in ids}
    for login, action in (("li", "submit"), ("zhou", "review"), ("wang", "review"),
                          ("zhang", "sign"), ("chen", "recheck"), ("chen", "number")):  # fmt: skip
        send(office, login, *(step(office, login, action, id, papers[id]) for id in ids))
        assert served.batch() == len(ids)
    numbers = [told(office, f"{id}-chen-number")["changes"]["number"] for id in ids]
    assert [number.split("〕")[1] for number in numbers] == ["1号", "2号", "3号"]


def test_a_paper_that_the_records_refuse_is_refused_alone(office, tmp_path):
    office.ask("ALTER TABLE oa.document ADD CONSTRAINT odd CHECK (title <> '拟稿 bad')")
    send(office, "li", *(draft(office, "li", id) for id in ("one", "bad", "two")))
    with registrar(office.url, tmp_path / "log") as serving:
        assert until(lambda: len(office.ask("SELECT id FROM oa.answer")) == 3)
        assert serving.end() == 0
    codes = [code(office, id) for id in ("one", "bad", "two")]
    assert codes == ["done", "request-unanswerable", "done"]
    assert "could not be entered" in serving.text()
    assert office.problems() == []


def test_a_held_request_neither_stops_the_office_nor_gains_time(office, served):
    with psycopg.connect(office.address("li")) as held:
        draft(office, "li", "held").put(held)
        send(office, "qian", draft(office, "qian", "quick"))
        assert served.batch() == 1
        ((first,),) = office.ask("SELECT official FROM oa.desk")
        held.commit()
    assert served.batch() == 1
    assert entered(office) == ["拟稿 quick", "拟稿 held"]
    ((committed,),) = office.ask(
        "SELECT pg_xact_commit_timestamp(xid::xid) FROM oa.request_sent WHERE id = 'held'"
    )
    ((at,),) = office.ask("SELECT at FROM oa.answer WHERE id = 'held'")
    assert parse(at) == parse(iso(committed)) >= parse(first)


def test_an_earlier_time_that_becomes_visible_later_is_entered_with_the_last_time(office, served):
    send(office, "li", draft(office, "li", "before"))
    later = iso(served.clock() + timedelta(minutes=5))
    office.ask("UPDATE oa.desk SET official = %s", later)
    served.batch()
    assert office.ask("SELECT at FROM oa.answer") == [(later,)]
    assert office.ask("SELECT at FROM oa.entry ORDER BY seq DESC LIMIT 1") == [(later,)]


def test_a_server_clock_that_jumps_a_day_ahead_makes_nobody_late(office, served):
    send(office, "li", draft(office, "li", "jumped"), draft(office, "li", "after"))
    jumped, after = served.office._registry.waiting("0", 100).asked
    tomorrow = served.clock() + timedelta(days=1)
    before = served.clock()
    served.judge([replace(jumped, committed=tomorrow), after])
    times = [parse(at) for (at,) in office.ask("SELECT at FROM oa.answer ORDER BY at")]
    assert before <= times[0] <= times[1] <= served.clock() + AHEAD


def test_a_time_that_the_server_does_not_know_is_said_to_be_unknown(office, served):
    send(office, "li", draft(office, "li", "old"), draft(office, "li", "new"))
    waiting = served.office._registry.waiting("0", 100)
    old, new = waiting.asked
    served.judge([replace(old, committed=None), new])
    assert (told(office, "old")["time"], told(office, "new").get("time")) == ("unknown", None)


def test_the_same_key_acts_once(office, served):
    one = draft(office, "li", "same")
    send(office, "li", one, one)
    assert served.batch() == 1
    send(office, "li", one)
    assert served.batch() == 0
    assert entered(office) == ["拟稿 same"]


def test_the_key_of_another_s_act_is_not_his_to_repeat(office, served):
    send(office, "li", draft(office, "li", "same"))
    send(office, "qian", draft(office, "qian", "same"))
    served.batch()
    answers = office.ask("SELECT login, told FROM oa.answer ORDER BY login")
    assert [(login, "changes" in json.loads(said)) for login, said in answers] == [
        ("li", True), ("qian", False)
    ]  # fmt: skip
    assert entered(office) == ["拟稿 same"]


def test_the_held_request_of_a_person_who_was_removed_is_refused(office, served):
    send(office, "qian", draft(office, "qian", "warm"))
    served.batch()
    with psycopg.connect(office.address("li")) as held:
        draft(office, "li", "held").put(held)
        office.ask("ALTER TABLE oa.person DISABLE TRIGGER USER")
        office.ask("UPDATE oa.person SET active = 0 WHERE login = 'li'")
        held.commit()
    served.batch()
    assert code(office, "held") == "no-such-person"
    office.ask("UPDATE oa.person SET active = 1 WHERE login = 'li'")


def test_a_key_that_was_replaced_a_moment_ago_signs_nothing(office, served):
    send(office, "qian", draft(office, "qian", "warm"))
    served.batch()
    send(office, "li", draft(office, "li", "late"))
    office.ask("UPDATE oa.key SET status = 'replaced' WHERE login = 'li'")
    served.batch()
    assert code(office, "late") == "key-missing"
    office.ask("UPDATE oa.key SET status = 'trusted' WHERE login = 'li'")


def forged(office: Deployed) -> dict[str, Letter]:
    """Requests that are each wrong in one way."""
    stranger = unlock(generate(None)[0], None)
    good = draft(office, "li", "x")
    deep = b'{"a":' + b"[" * 300_000 + b"]" * 300_000 + b"}"
    return {
        "signature-wrong": Letter(*_named(office, "w1"), good.key_id, b"0" * 64),
        "request-of-another": draft(office, "li", "w2", by="qian"),
        "request-of-another#office": draft(office, "li", "w3", of="another"),
        "request-of-another#id": Letter("w4", good.body, good.key_id, good.signature),
        "key-missing": draft(office, "li", "w5", signer=stranger),
        "key-missing#colleague": draft(office, "li", "w6", signer=office.signer("qian")),
        "ledger-unreadable": Letter("w7", deep, good.key_id, b"0" * 64),
        "ledger-unreadable#cut": Letter("w8", good.body[:-9], good.key_id, good.signature),
        "ledger-unreadable#twice": Letter("w9", b'{"format":1,"format":2}', None, None),
        "request-unreadable": Letter("w10", b"[]", None, None),
        "request-unreadable#form": Letter("w11", b'{"format":"oa-act-1"}', None, None),
        "request-unreadable#spaces": Letter(
            *_spaced(draft(office, "li", "w12")), good.key_id, good.signature
        ),
        "request-unreadable#unsigned": Letter(*_named(office, "w13"), None, None),
        "unknown-action": letter(office, "li", "w14", "steal", {}),
        "unknown-field": letter(office, "li", "w15", "draft", {"title": "a", "evil": 1}),
        "file-incomplete": draft(office, "li", "w16", files=(Attached("a", 3, "0" * 64),)),
        "file-too-large": draft(office, "li", "w19", files=(Attached("a", 2**31, "0" * 64),)),
        "no-such-document": letter(office, "li", "w17", "submit", {}, document="no", version=1,
                                   head="0" * 64),
        "request-unreadable#nan": letter(office, "li", "w18", "submit", {}, document="no"),
    }  # fmt: skip


def _named(office: Deployed, id: str) -> tuple[str, bytes]:
    return id, draft(office, "li", id).body


def _spaced(made: Letter) -> tuple[str, bytes]:
    return made.id, made.body.replace(b":", b": ")


def test_whatever_is_wrong_with_a_request_is_answered_and_the_rest_goes_on(office, served):
    wrong = forged(office)
    first, last = draft(office, "li", "good-1"), draft(office, "li", "good-2")
    send(office, "li", first, *wrong.values(), last)
    assert served.batch() == len(wrong) + 2
    assert {name: code(office, one.id) for name, one in wrong.items()} == {
        name: name.split("#")[0] for name in wrong
    }
    assert entered(office) == ["拟稿 good-1", "拟稿 good-2"]


def drafted(office: Deployed, served: Hand, login: str, id: str) -> tuple[str, int, str]:
    send(office, login, draft(office, login, id))
    served.batch()
    document = told(office, id)["changes"]["document"]
    ((version, head),) = office.ask(
        "SELECT version, head FROM oa.document WHERE id = %s", document
    )
    return document, version, head


def test_who_names_two_documents_at_once_reaches_neither(office, served):
    mine, version, head = drafted(office, served, "li", "mine")
    his, _, _ = drafted(office, served, "qian", "his")
    both: Any = [his, mine]
    send(office, "li", letter(office, "li", "both", "submit", {}, document=both, version=version,
                              head=head))  # fmt: skip
    served.batch()
    assert code(office, "both") == "request-unreadable"


def test_an_act_on_what_its_author_has_not_seen_is_refused(office, served):
    document, version, head = drafted(office, served, "li", "one")
    _, _, other = drafted(office, served, "li", "two")
    tries = {
        "head-of-another": {"head": other, "version": version},
        "no-head": {"head": None, "version": version},
        "no-version": {"head": head, "version": None},
        "old-version": {"head": head, "version": version - 1},
        "true-version": {"head": head, "version": True},
        "right": {"head": head, "version": version},
    }
    for id, seen in tries.items():
        send(office, "li", letter(office, "li", id, "submit", {}, document=document, **seen))
    served.batch()
    assert {id: code(office, id) for id in tries} == {
        "head-of-another": "no-such-document", "no-head": "no-such-document",
        "no-version": "request-unreadable", "old-version": "stale-version",
        "true-version": "request-unreadable", "right": "done",
    }  # fmt: skip


def test_what_was_sent_in_time_while_nobody_served_is_not_late(office, served):
    """Cards come only up to the moment up to which everything was judged."""
    document, version, head = drafted(office, served, "li", "one")
    send(office, "li", letter(office, "li", "go", "submit", {}, document=document, version=version,
                              head=head))  # fmt: skip
    ((task, blue, due),) = office.ask(
        "SELECT id, blue, next_at FROM oa.task WHERE document = %s", document
    )
    past = iso(served.clock() - timedelta(seconds=1))
    office.ask("ALTER TABLE oa.task DISABLE TRIGGER USER")
    office.ask("UPDATE oa.task SET blue = %s, next_at = %s WHERE id = %s", past, past, task)
    _work_once(served)
    assert code(office, "go") == "done"
    assert office.ask("SELECT count(*) FROM oa.card") == [(0,)]
    for column, kept in (("blue", blue), ("next_at", due)):
        office.ask(f"UPDATE oa.task SET {column} = %s WHERE {column} = %s", kept, past)


def _work_once(served: Hand) -> None:
    """The office's own loop, until it has nothing to do."""
    thread = threading.Thread(target=served.office._work, args=(False,))
    thread.start()
    time.sleep(1)
    served.office.stop()
    thread.join(20)
    assert not thread.is_alive()


def test_files_by_the_thousand_are_refused_before_any_is_looked_for(office, served):
    """A process that looks through them all is held to stand still, and ends itself."""
    files = tuple(Attached(f"{n}.txt", 1, f"{n:064x}") for n in range(6000))
    send(office, "li", draft(office, "li", "many", files=files))
    looked = len(office.ask("SELECT 1 FROM oa.answer"))
    assert served.batch() == 1 and looked == 0
    assert told(office, "many") == {
        "refused": {"code": "too-many-files", "facts": {"count": 6000, "most": 300}}
    }


def test_pictures_that_unpack_to_more_than_an_act_has_time_for_are_not_unpacked(office, served):
    out = io.BytesIO()
    Image.new("1", (7000, 7000)).save(out, "PNG")
    data = out.getvalue()
    sha256 = hashlib.sha256(data).hexdigest()
    with psycopg.connect(office.address("li"), autocommit=True) as line:
        line.execute("INSERT INTO oa.request_chunk (sha256, i, data) VALUES (%s, 0, %s)",
                     (sha256, data))  # fmt: skip
    files = tuple(Attached(f"{n}.png", len(data), sha256) for n in range(200))
    said = {"title": "通报", "body": "\n".join(f"![]({file.name})" for file in files),
            "to": "各科室"}  # fmt: skip
    send(office, "li", letter(office, "li", "bomb", "draft", said, files=files))
    assert served.batch() == 1
    paper = told(office, "bomb")["changes"]["document"]
    send(office, "li", step(office, "li", "submit", "bomb", paper))
    assert served.batch() == 1
    assert code(office, "bomb-li-submit") == "pictures-too-much"
