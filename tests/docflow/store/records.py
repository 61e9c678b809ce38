"""A small office's rows, to fill a store with."""

import json
from typing import Any

from oa_client.docflow.ledger.canonical import dumps
from oa_client.docflow.ledger.chain import GENESIS, Commit, chained, sealed
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.store.schema import METADATA

Row = dict[str, Any]
PEOPLE = ("chen", "li", "wang", "zhou")


def moment(day: int, hour: int = 9, minute: int = 0) -> str:
    return f"2026-03-{day:02d}T{hour:02d}:{minute:02d}:00+08:00"


def fill(work) -> None:
    """The people and the law of a small office."""
    for place, login in enumerate(PEOPLE):
        work.put("person", {"login": login, "name": login, "unit": "办公室", "posts": "[]",
                            "superior": None, "active": 1, "ord": place, "pinyin": ""})  # fmt: skip
    work.put("procedure", {"digest": "law", "id": "incoming", "source": "", "in_force": 1,
                           "since": moment(1)})  # fmt: skip


def document(id_: str, **more: Any) -> Row:
    row: Row = {
        "id": id_, "procedure": "incoming", "digest": "law", "title": f"关于{id_}的通知",
        "kind": "通知", "urgency": "", "status": "open", "stage": "propose", "creator": "chen",
        "drafter": None, "opened_at": moment(2), "closed_at": None, "changed_at": moment(2),
        "due": moment(9), "blue": None, "yellow": None, "red": None, "next_at": None, "n": 0,
        "head": None, "version": 1, "round": 1, "elements": "{}", "plan": "{}", "number": None,
        "classified": 0, "pinyin": "", "paused_at": None,
    }  # fmt: skip
    elements = more.pop("elements", {})
    return row | {"elements": json.dumps(elements, ensure_ascii=False)} | more


def task(id_: str, document_: str, person: str = "li", **more: Any) -> Row:
    row: Row = {
        "id": id_, "document": document_, "stage": "propose", "person": person,
        "action": "propose", "round": 1, "opened_at": moment(2), "closed_at": None,
        "outcome": None, "seen_at": None, "from_": "chen", "for_": None, "note": None,
        "data": "{}", "due": moment(4), "blue": moment(3), "yellow": moment(3, 15),
        "red": moment(4), "next_at": moment(3), "urge_at": None,
    }  # fmt: skip
    return row | more


def card(document_: str, task_: str, level: str, round_: int = 1) -> Row:
    return {
        "document": document_, "task": task_, "level": level, "round": round_, "person": "li",
        "to_": "[]", "due": moment(4), "at": moment(4), "notify_at": moment(4),
        "issued_at": moment(4), "withdrawn_at": None,
    }  # fmt: skip


def example(table: str) -> Row:
    """A row with something different in every column, as far as the table allows it."""
    given: Row = {"document": "d1", "other": "d2", "digest": "law", "login": "li", "person": "li",
                  "proxy": "wang", "creator": "chen", "status": "trusted", "level": "red",
                  "verdict": "agree", "start": 1}  # fmt: skip
    flags = ("training", "active", "in_force", "classified", "ended", "accepted")
    row: Row = {}
    for place, column in enumerate(METADATA.tables[table].columns, start=2):
        value = place if str(column.type) == "INTEGER" else f"{column.name} {place}"
        row[column.name] = 1 if column.name in flags else given.get(column.name, value)
    return row


def add(work, document_: str = "", facts: Row | None = None) -> Entry:
    """One entry, chained on what is there."""
    last, own = work.last_entry(), work.last_entry(document_)
    entry = chained(
        seq=last.seq + 1 if last else 1, document=document_, n=own.n + 1 if own else 1,
        code="read", by="li", for_=None, at=moment(2), request=None, key_id="k", signature=b"s",
        facts=dumps(facts or {"rows": [], "notes": {}}), prev=own.hash if own else GENESIS,
    )  # fmt: skip
    work.append(entry)
    return entry


def seal(work, *entries: Entry) -> Commit:
    last = work.last_commit()
    heads = dumps({entry.document: [entry.n, entry.hash] for entry in entries})
    made = sealed(last.id + 1 if last else 1, moment(2), heads, last.hash if last else GENESIS)
    work.add_commit(made)
    return made
