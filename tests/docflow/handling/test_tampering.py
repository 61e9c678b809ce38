"""Whoever changes one value anywhere in the file is found out."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oa_client import app
from oa_client.docflow.handling.actions import Act
from oa_client.docflow.handling.records import facts_of, load_office
from oa_client.docflow.handling.requests import read_request, request_bytes, statement
from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.store.schema import LEDGER, METADATA, OFFICIAL
from oa_client.docflow.timelimit.workdays import Calendar
from tests.docflow.handling.offices import (
    checkpoint,
    codes,
    false_signer,
    findings,
    ledger,
    places,
    play_the_week,
    rechained,
    replaced,
    replayed,
    rewritten,
    seals_of,
    signer,
    tampered,
    written,
)

COLUMNS = [
    (table, column.name) for table in (*OFFICIAL, *LEDGER) for column in METADATA.tables[table].c
]


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("week") / "office.oa"
    return {"path": path, "documents": play_the_week(path), "point": checkpoint(path)}


@pytest.fixture
def original(week) -> Path:
    return week["path"]


def counts(path: Path) -> dict[str, int]:
    file = sqlite3.connect(path)
    found = {t: file.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0]
             for t in (*OFFICIAL, *LEDGER)}  # fmt: skip
    file.close()
    return found


def test_the_office_is_sound_and_every_table_holds_something(original, week):
    assert findings(original, week["point"]) == []
    assert [table for table, count in counts(original).items() if not count] == []


# ── one value ───────────────────────────────────────────────────────────────


def other_value(column: Any) -> str:
    """An expression for a value that is not the one that stands there."""
    name = f'"{column.name}"'
    if column.type.python_type is int:
        return f"CASE {name} WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE coalesce({name}, 0) + 100000 END"
    if column.type.python_type is bytes:
        return f"cast(coalesce({name}, x'') || x'20' AS BLOB)"
    return f"coalesce({name}, '') || 'x'"


def is_named(found: list[dict[str, Any]], table: str, column: str) -> bool:
    return any(
        f["code"] == "table-otherwise" and f["facts"]["table"] == table
        and column in f["facts"]["columns"]
        for f in found
    )  # fmt: skip


@pytest.mark.parametrize("which", [pytest.param("min", marks=pytest.mark.long), "max"])
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_changed_value_is_noticed(table, column, which, original, tmp_path):
    value = other_value(METADATA.tables[table].c[column])
    row = f'rowid = (SELECT {which}(rowid) FROM "{table}")'
    change = f'UPDATE "{table}" SET "{column}" = {value} WHERE {row}'
    found = findings(tampered(original, tmp_path / "x.oa", lambda file: file.execute(change)))
    assert found
    refused = {f["code"] for f in found} == {"office-damaged"}  # SQLite's own check sees it
    if table in OFFICIAL and not refused:
        assert is_named(found, table, column), found
    if table == "entry" and not refused:
        assert any(f["n"] is not None for f in found)


LESS = [
    (table, column.name)
    for table in OFFICIAL
    for column in METADATA.tables[table].c
    if column.nullable or column.type.python_type is int
]


@pytest.mark.long
@pytest.mark.parametrize(("table", "column"), LESS)
def test_a_value_taken_away_or_put_back_to_nothing_is_noticed(table, column, original, tmp_path):
    target = METADATA.tables[table].c[column]
    nothing = "NULL" if target.nullable else "0"
    kept = f'"{column}" IS NOT {nothing}'
    change = (f'UPDATE "{table}" SET "{column}" = {nothing} WHERE rowid ='
              f' (SELECT max(rowid) FROM "{table}" WHERE {kept})')  # fmt: skip
    file = sqlite3.connect(original)
    some = file.execute(f'SELECT count(*) FROM "{table}" WHERE {kept}').fetchone()[0]
    file.close()
    if some:
        found = findings(tampered(original, tmp_path / "x.oa", lambda file: file.execute(change)))
        assert is_named(found, table, column) or codes(tmp_path / "x.oa") == {"office-damaged"}


@pytest.mark.parametrize("which", ["min", "max"])
@pytest.mark.parametrize("table", (*OFFICIAL, *LEDGER))
def test_a_row_that_was_taken_away_is_noticed(table, which, original, tmp_path):
    taken = f'DELETE FROM "{table}" WHERE rowid = (SELECT {which}(rowid) FROM "{table}")'
    found = findings(tampered(original, tmp_path / "x.oa", lambda file: file.execute(taken)))
    assert found
    if table in OFFICIAL:
        assert table in {f["facts"].get("table") for f in found}


@pytest.mark.parametrize("table", OFFICIAL)
def test_a_row_that_was_slipped_in_is_noticed(table, original, tmp_path):
    columns = METADATA.tables[table].c
    names = ", ".join(f'"{c.name}"' for c in columns)
    values = ", ".join(
        other_value(c) if (c.primary_key or c.unique) and c.name not in ("level", "document")
        else f'"{c.name}"'
        for c in columns
    )  # fmt: skip
    if table == "paper":
        values = values.replace('"document"', "(SELECT id FROM document WHERE kind = '纪要')", 1)
    slipped = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" LIMIT 1'
    found = findings(tampered(original, tmp_path / "x.oa", lambda file: file.execute(slipped)))
    assert table in {f["facts"].get("table") for f in found}, found


@pytest.mark.parametrize("which", ["paper", "attachment", "request"])
def test_a_kept_file_that_was_changed_is_noticed_even_one_that_was_replaced(
    which, original, tmp_path, week
):
    entries, _ = ledger(original)
    if which == "paper":  # the letter was printed twice; this is the paper of the first time
        entry = next(e for e in entries if e.code == "print" and e.document == letter(week))
        sha256 = loads(entry.facts)["notes"]["given"]["sha256"]
    else:
        code = "register" if which == "attachment" else "stand-in"
        brought = [loads(e.request)["attachments"] for e in entries if e.code == code]
        sha256 = next(files[0]["sha256"] for files in brought if files)
    change = "UPDATE blob SET data = zeroblob(size) WHERE sha256 = ?"
    path = tampered(original, tmp_path / "x.oa", lambda file: file.execute(change, [sha256]))
    found = findings(path)
    assert {f["code"] for f in found} == {"file-otherwise"}
    assert {f["facts"]["sha256"] for f in found} == {sha256}


def letter(week: dict[str, Any]) -> str:
    return str(week["documents"]["letter"])


# ── the ledger, by hand ─────────────────────────────────────────────────────


def cut(file: sqlite3.Connection) -> None:
    """The last seal, and every entry under it."""
    (heads,) = file.execute("SELECT heads FROM commit_head ORDER BY id DESC LIMIT 1").fetchone()
    for document, (_, named) in loads(heads).items():
        file.execute("DELETE FROM entry WHERE document = ? AND hash = ?", [document, named])
    file.execute("DELETE FROM commit_head WHERE id = (SELECT max(id) FROM commit_head)")


def test_an_entry_cut_off_with_its_seal_is_found_by_a_checkpoint(original, tmp_path, week):
    path = tampered(original, tmp_path / "x.oa", cut)
    assert {"ledger-cut", "commit-rewritten"} <= codes(path, week["point"])


def test_an_office_played_back_by_one_act_in_every_table_is_found_by_a_checkpoint(
    original, tmp_path, week
):
    """Nothing in such a file is wrong in itself: only what was kept elsewhere knows better."""
    path = rewritten(original, tmp_path / "x.oa", lambda entries: entries[:-1])
    assert codes(path) == set()
    assert {"ledger-cut", "commit-rewritten"} <= codes(path, week["point"])


def test_an_entry_cut_off_without_its_seal_is_found_without_a_checkpoint(original, tmp_path):
    change = "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)"
    path = tampered(original, tmp_path / "x.oa", lambda file: file.execute(change))
    assert "ledger-cut" in codes(path)


def test_a_card_gone_from_the_tables_and_the_end_of_the_ledger_is_found(original, tmp_path, week):
    entries, _ = ledger(original)
    assert entries[-1].code == "card"
    (_, card), (owner, mark) = loads(entries[-1].facts)["rows"]

    def without_card(file: sqlite3.Connection) -> None:
        cut(file)
        keys = [card[name] for name in ("document", "task", "level", "round")]
        file.execute("DELETE FROM card WHERE document=? AND task=? AND level=? AND round=?", keys)
        changes = [card["at"], mark["id"]]
        file.execute(f"UPDATE {owner} SET next_at = ? WHERE id = ?", changes)
        file.execute(
            "UPDATE document SET (n, head) = (SELECT n, hash FROM entry WHERE document = ?1"
            " ORDER BY n DESC LIMIT 1) WHERE id = ?1", [card["document"]],
        )  # fmt: skip

    path = tampered(original, tmp_path / "x.oa", without_card)
    assert codes(path) == set()  # whoever has the whole file can take its end away, but not ...
    assert {"ledger-cut", "commit-rewritten"} <= codes(path, week["point"])

    def of_the_table_alone(file: sqlite3.Connection) -> None:
        file.execute("DELETE FROM card WHERE document = ?", [card["document"]])

    path = tampered(original, tmp_path / "y.oa", of_the_table_alone)
    assert {f["facts"]["table"] for f in findings(path)} == {"card"}


def test_two_entries_that_changed_places_are_noticed(original, tmp_path):
    def swap(file: sqlite3.Connection) -> None:
        for one, two in ((5, -5), (6, 5), (-5, 6)):
            file.execute("UPDATE entry SET seq = ? WHERE seq = ?", (two, one))

    assert {"hash-wrong", "commit-order"} <= codes(tampered(original, tmp_path / "x.oa", swap))


def test_two_acts_upon_one_document_can_not_change_places_even_chained_anew(
    original, tmp_path, week
):
    entries, _ = ledger(original)
    own = [e for e in entries if e.document == letter(week) and e.request]
    one, two = own[3], own[4]

    def swap(chain: list[Entry]) -> list[Entry]:
        places = {one.seq: replace(two, at=one.at), two.seq: replace(one, at=two.at)}
        return [places.get(e.seq, e) for e in chain]

    found = findings(rewritten(original, tmp_path / "x.oa", swap))
    assert "head-otherwise" in {f["code"] for f in found}
    assert {(one.document, one.n), (one.document, two.n)} <= {
        (f["document"], f["n"]) for f in found
    }


def test_an_entry_dated_back_is_found_even_chained_anew(original, tmp_path):
    entries, _ = ledger(original)
    late = entries[len(entries) // 2]

    def back(chain: list[Entry]) -> list[Entry]:
        return replaced(chain, late.seq, at="2026-11-16T08:00:01+08:00")

    assert (late.document, late.n) in places(
        rewritten(original, tmp_path / "x.oa", back), "time-backwards"
    )


def test_another_time_of_an_act_is_found_even_chained_anew(original, tmp_path):
    """Its own rows tell when it was; they follow from the act and the time and nothing else."""
    entries, _ = ledger(original)
    signed = next(e for e in entries if e.code == "sign")

    def later(chain: list[Entry]) -> list[Entry]:
        return replaced(chain, signed.seq, at=signed.at[:-7] + "1+08:00")

    found = places(rewritten(original, tmp_path / "x.oa", later), "judged-otherwise")
    assert (signed.document, signed.n) in found


def test_a_word_changed_in_what_was_signed_is_found_even_chained_anew(original, tmp_path):
    entries, _ = ledger(original)
    told = next(e for e in entries if e.code == "instruct")
    words = told.request.replace("同意".encode(), "不同意".encode())

    def change(chain: list[Entry]) -> list[Entry]:
        return replaced(chain, told.seq, request=words)

    path = rewritten(original, tmp_path / "x.oa", change)
    assert (told.document, told.n) in places(path, "signature-wrong")


def test_a_number_that_was_skipped_is_found_even_chained_anew(original, tmp_path):
    """The forger has 文书's key; but the number does not follow from the book."""
    entries, _ = ledger(original)
    numbered = [e for e in entries if e.code == "number"][-1]
    text = loads(numbered.facts)["notes"]["number"]
    serial = int(text.split("〕")[1].removesuffix("号"))
    before, after = f"〕{serial}号", f"〕{serial + 1}号"
    facts = numbered.facts.replace(before.encode(), after.encode())
    for name in ("serial", "last"):
        facts = facts.replace(f'"{name}":{serial}'.encode(), f'"{name}":{serial + 1}'.encode())
    assert facts != numbered.facts

    def skip(chain: list[Entry]) -> list[Entry]:
        return replaced(chain, numbered.seq, facts=facts)

    path = rewritten(original, tmp_path / "x.oa", skip)
    assert (numbered.document, numbered.n) in places(path, "judged-otherwise")


def test_a_number_that_was_skipped_in_the_tables_alone_is_found(original, tmp_path):
    def skip(file: sqlite3.Connection) -> None:
        file.execute("UPDATE book SET last = last + 1")
        file.execute("UPDATE number SET serial = serial + 1, text = replace(text, '〕', '〕1')")

    found = findings(tampered(original, tmp_path / "x.oa", skip))
    assert {"book", "number"} <= {f["facts"].get("table") for f in found}


# ── the forger, with the engine in his hands ────────────────────────────────


def forged_end(original: Path, copy: Path, act: Act, pen: Any) -> Path:
    """One more act at the end, judged by the rules and chained as it should be."""
    entries, commits = ledger(original)
    with replayed(original, len(entries)) as (desk, store):
        desk.handle(act, pen, at=entries[-1].at)
        with store.read() as work:
            chain, sealing = list(work.entries()), list(work.commits())
    assert len(chain) == len(entries) + 1
    assert len(sealing) == len(commits) + 1
    return written(original, copy, chain, sealing)


def key_of(path: Path, login: str) -> str:
    file = sqlite3.connect(path)
    words = "SELECT key_id FROM key WHERE login = ? AND status = 'trusted'"
    (key_id,) = file.execute(words, (login,)).fetchone()
    file.close()
    return str(key_id)


def test_an_act_signed_with_a_wrong_key_is_found(original, tmp_path, week):
    """A countersign in the name of zhao, on whose desk it lies."""
    act = Act("countersign", "zhao", {"opinion": "同意"}, week["documents"]["parking"], key="f")
    pen = false_signer(key_of(original, "zhao"))
    path = forged_end(original, tmp_path / "x.oa", act, pen)
    last = ledger(path)[0][-1]
    assert places(path, "signature-wrong") == {(last.document, last.n)}
    assert codes(path) == {"signature-wrong"}


def test_an_act_signed_with_the_key_of_another_person_is_found(original, tmp_path, week):
    act = Act("countersign", "zhao", {"opinion": "同意"}, week["documents"]["parking"], key="f")
    pen = replace(signer(original, "zhang"), key_id=key_of(original, "zhao"))
    path = forged_end(original, tmp_path / "x.oa", act, pen)
    honest = ledger(path)[0][-1]

    def confess(chain: list[Entry]) -> list[Entry]:
        own = signer(original, "zhang")
        request = honest.request.replace(honest.key_id.encode(), own.key_id.encode())
        signature = own.sign("request", request)
        return replaced(chain, honest.seq, request=request, key_id=own.key_id, signature=signature)

    place = (honest.document, honest.n)
    assert place in places(path, "signature-wrong")
    named = rewritten(path, tmp_path / "y.oa", confess)
    assert place in places(named, "key-not-trusted")


def test_who_holds_one_key_can_not_rewrite_what_another_said(original, tmp_path, week):
    """The whole ledger of a document made again by the rules, with zhang's key and not wang's."""
    document = week["documents"]["survey"]
    entries, _ = ledger(original)
    own = [e for e in entries if e.document == document and e.request]
    first = next(e for e in own if e.by == "wang")
    with replayed(original, first.seq - 1) as (desk, store):
        forged = rewritten_acts(original, desk, [e for e in own if e.seq >= first.seq])
        with store.read() as work:
            chain, sealing = list(work.entries()), list(work.commits())
    path = written(original, tmp_path / "x.oa", chain, sealing)
    wrong = {(e.document, e.n) for e in chain[first.seq - 1 :] if e.by != "zhang"}
    assert {e.by for e in forged} >= {"wang", "zhang"}
    assert places(path, "signature-wrong") == wrong
    assert {"ledger-rewritten", "ledger-cut"} & codes(path, week["point"])


def rewritten_acts(original: Path, desk: Any, acts: list[Entry]) -> list[Entry]:
    for entry in acts:
        act, _ = read_request(entry.request)
        fields = act.fields | ({"opinion": "不同意"} if entry.code == "propose" else {})
        own = entry.by == "zhang"
        pen = signer(original, "zhang") if own else false_signer(entry.key_id)
        desk.handle(replace(act, fields=fields, version=None), pen, at=entry.at)
    return acts


def test_who_holds_the_file_and_one_key_is_found_out_by_a_checkpoint(original, tmp_path, week):
    """chen's last word, changed by himself: all signatures hold, the checkpoint does not."""
    document = week["documents"]["stub"]
    act = Act("examine", "chen", {"answers": [True] * 5}, document, key="f")
    path = forged_end(original, tmp_path / "x.oa", act, signer(original, "chen"))
    assert codes(path, checkpoint(path)) == set()
    seen = checkpoint(path)
    other = replace(act, fields={"answers": [False] * 5, "reason": "不归我办"})
    again = forged_end(original, tmp_path / "y.oa", other, signer(original, "chen"))
    assert codes(again) == set()
    assert "ledger-rewritten" in codes(again, seen)


def office_says(original: Path, copy: Path, document: str, code: str, rows: list[Any]) -> Path:
    """A statement under the office's own key, which lies in the file for the forger to use."""
    entries, commits = ledger(original)
    pen, last = signer(original, ""), entries[-1]
    n = max([e.n for e in entries if e.document == document], default=0) + 1
    facts = facts_of(rows, {})
    office = loads(entries[0].facts)["rows"][0][1]["id"]
    said = statement(office, document, n, code, "liu", None, last.at, facts)
    made = replace(
        last, seq=last.seq + 1, document=document, n=n, code=code, by="liu", for_=None,
        request=None, key_id=pen.key_id, signature=pen.sign("facts", said), facts=facts,
    )  # fmt: skip
    seals = seals_of(entries, commits) | {made.seq: len(commits) + 1}
    return written(original, copy, *rechained([*entries, made], seals))


def test_the_office_s_key_can_not_say_what_does_not_follow(original, tmp_path, week):
    document = week["documents"]["survey"]
    rows = [("document", {"id": document, "status": "closed"})]
    for code in ("opened", "card", "key", "sign", "founded"):
        path = office_says(original, tmp_path / f"{code}.oa", document, code, rows)
        wrong = {"judged-otherwise", "signature-missing", "founded-twice", "entry-unreadable"}
        assert codes(path) & wrong, code


def test_a_key_slipped_in_by_the_office_s_key_does_not_count(original, tmp_path, week):
    public = "00" * 32
    row = {"key_id": "f" * 32, "login": "wang", "public": public, "made_at": "2026-11-20",
           "status": "trusted", "vouchers": "[]"}  # fmt: skip
    path = office_says(original, tmp_path / "x.oa", "", "key", [("key", row)])
    assert "judged-otherwise" in codes(path)


def test_an_office_founded_anew_is_found_by_a_checkpoint(original, tmp_path, week):
    """Its own keys, its own people, the same id: the old checkpoint was signed by another key."""
    stranger = tmp_path / "stranger.oa"
    play_the_week(stranger)
    (old, _), (new, commits) = ledger(original), ledger(stranger)
    mine, theirs = (loads(chain[0].facts)["rows"][0][1]["id"] for chain in (old, new))
    facts = new[0].facts.replace(theirs.encode(), mine.encode())
    said = statement(mine, "", 1, "founded", new[0].by, None, new[0].at, facts)
    founding = replace(new[0], facts=facts, signature=signer(stranger, "").sign("facts", said))
    chain, sealing = rechained([founding], {1: 1})
    path = written(stranger, tmp_path / "x.oa", chain, sealing)
    assert codes(path) == set()
    assert {"checkpoint-signature-wrong", "document-gone"} <= codes(path, week["point"])
    assert commits


def test_a_request_in_other_bytes_that_mean_the_same_is_found(original, tmp_path):
    """Signed again by its author's own key, but not as the office writes requests."""
    entries, _ = ledger(original)
    told = [e for e in entries if e.code == "sign"][-1]
    spaced = told.request.replace(b'":', b'": ', 1)
    signature = signer(original, told.by).sign("request", spaced)

    def change(chain: list[Entry]) -> list[Entry]:
        return replaced(chain, told.seq, request=spaced, signature=signature)

    path = rewritten(original, tmp_path / "x.oa", change)
    assert (told.document, told.n) in places(path, "request-unreadable")


def test_an_act_that_the_rules_would_refuse_is_found(original, tmp_path, week):
    """li signs his own draft: with his own key, in a ledger that is chained as it should be."""
    entries, _ = ledger(original)
    signed = next(e for e in entries if e.code == "sign")
    said = loads(signed.request)
    act, _ = read_request(signed.request)
    pen = signer(original, "li")
    request = request_bytes(
        said["office"], replace(act, by="li"), pen.key_id, said["version"], said["head"]
    )

    def change(chain: list[Entry]) -> list[Entry]:
        return replaced(
            chain, signed.seq, by="li", request=request, key_id=pen.key_id,
            signature=pen.sign("request", request),
        )  # fmt: skip

    found = findings(rewritten(original, tmp_path / "x.oa", change))
    mine = [f for f in found if (f["document"], f["n"]) == (signed.document, signed.n)]
    assert {f["facts"].get("code") for f in mine} & {"drafter-may-not-sign", "not-your-task"}


def test_an_unknown_table_in_what_follows_is_found(original, tmp_path, week):
    entries, _ = ledger(original)
    last = next(e for e in reversed(entries) if e.request)
    facts = loads(last.facts)
    facts["rows"].append(["my_key", {"key_id": "x", "login": "liu", "pem": "", "at": ""}])

    def change(chain: list[Entry]) -> list[Entry]:
        return replaced(chain, last.seq, facts=dumps(facts))

    path = rewritten(original, tmp_path / "x.oa", change)
    assert (last.document, last.n) in places(path, "judged-otherwise")


@pytest.mark.parametrize("column", ["facts", "request", "signature", "heads"])
@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"rows":7,"notes":{}}', b"\xff", b"null"])
def test_rubbish_in_the_ledger_ends_as_a_finding_and_never_as_a_crash(
    column, data, original, tmp_path
):
    table, key = ("commit_head", "id") if column == "heads" else ("entry", "seq")
    change = f"UPDATE {table} SET {column} = ? WHERE {key} = 7"
    found = findings(
        tampered(original, tmp_path / "x.oa", lambda file: file.execute(change, [data]))
    )
    assert found


def test_the_people_of_an_office_are_read_from_the_ledger_not_from_the_tables(original, tmp_path):
    """A post added in the tables alone gives no right that verify would believe."""
    change = """UPDATE person SET posts = '["主要负责人"]' WHERE login = 'feng'"""
    path = tampered(original, tmp_path / "x.oa", lambda file: file.execute(change))
    office = app.open_office(str(path))
    with office._store.read() as work:
        assert "feng" in load_office(work, Calendar()).holders("主要负责人")
    office.close()
    assert {f["facts"].get("table") for f in findings(path)} == {"person"}
