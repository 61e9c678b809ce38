"""Every question a screen or a script asks; answers hold only what the asker may know."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from oa_client.docflow.handling import gate, held, rules, signers
from oa_client.docflow.handling.attached import files_of
from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import WHOLE, Docket, Office, Row
from oa_client.docflow.handling.clocks import (
    assessments,
    extensions,
    pauses,
    urging,
)
from oa_client.docflow.handling.clocks.stretch import given, pauses_of, stretch
from oa_client.docflow.handling.course import course_of
from oa_client.docflow.handling.history import event
from oa_client.docflow.handling.occasions import versions_of
from oa_client.docflow.handling.people import REGISTRY, SUPERVISOR
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import load_docket
from oa_client.docflow.handling.redline import Piece, redline
from oa_client.docflow.handling.road import following, people_ahead
from oa_client.docflow.model.document import ELEMENTS
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.clock import left

TRAYS = ("todo", "reading", "done", "read", "drafts", "tracked", "overdue")
"""待办 待阅 已办 已阅 草稿 跟踪 逾期."""

MOST_ROWS = 1000
MOST_STARRED = 500
"""Documents that somebody follows of his own accord."""


def readable_docket(work: Work, office: Office, login: str, document: str, at: datetime) -> Docket:
    """A case that this person may read.

    Raises:
        Refused: `no-such-document`, also where it exists but is not his to see.
    """
    _person(office, login)
    docket = load_docket(work, office, document, at)
    if not gate.is_shown(docket, login):
        raise Refused("no-such-document", document=document)
    return docket


def _person(office: Office, login: str) -> None:
    if login not in office.people:
        raise BadInput("no-such-person", field="--as", name=login[:60])


def tray(
    work: Work, office: Office, login: str, name: str, after: str | None, limit: int, at: datetime,
    starred: Sequence[str] = (),
) -> Row:  # fmt: skip
    """One tray of a person, those for whom he stands in included, soonest due first.

    `starred` are the documents that he follows of his own accord.
    """
    _person(office, login)
    if name not in TRAYS:
        raise BadInput("wrong-value", field="--tray", allowed=list(TRAYS))
    if not 1 <= limit <= MOST_ROWS:
        raise BadInput("wrong-value", field="--limit", allowed=[1, MOST_ROWS])
    people = [login]
    if name in ("todo", "reading", "overdue"):
        people += office.principals(login, at)
    known = _still_known(work, office, login, starred, at)
    count, rows, following = work.listing(name, people, after, limit, known)
    going = name not in ("done", "read")
    listed = _listed(office, rows, at) if going else [row | {"left": None} for row in rows]
    return {"count": count, "rows": listed, "next": following}


def _still_known(
    work: Work, office: Office, login: str, documents: Sequence[str], at: datetime
) -> list[str]:  # fmt: skip
    """Those that he may read now: a post ends, a stand-in too, a paper becomes classified."""
    if not documents:
        return []
    ids = list(documents)
    parties: dict[str, list[Row]] = {}
    for party in work.rows("party", document=ids):
        parties.setdefault(party["document"], []).append(party)
    principals = set(office.principals(login, at))
    lent = {
        task["document"] for task in work.rows("task", document=ids, closed_at=None)
        if task["person"] in principals
    }  # fmt: skip
    return [
        row["id"] for row in work.rows("document", id=ids)
        if row["id"] in lent or gate.may_read(office, row, parties.get(row["id"], ()), login)
    ]  # fmt: skip


def _listed(office: Office, rows: Iterable[Row], at: datetime) -> list[Row]:
    """Rows of a list; `left` is working minutes, negative when late, where a clock has its limit.

    While a clock stands still it shows what was left when it stopped.
    """

    @cache
    def time_left(due: str, stopped: str | None, whose: str) -> int:
        return left(parse(stopped) if stopped else at, parse(due), office.calendar_of(whose))

    def stopped(row: Row) -> str | None:
        return row["paused_at"] if row["stage"] != "read" else None

    return [
        row | {"left": time_left(row["due"], stopped(row), row["person"] if row["task"] else "")
               if row["due"] and row["status"] in ("open", "draft") else None}
        for row in rows
    ]  # fmt: skip


def search(
    work: Work, office: Office, login: str, text: str, limit: int, at: datetime
) -> Row:  # fmt: skip
    """Documents in which a text stands and that the person may read."""
    _person(office, login)
    if not text.strip():
        raise BadInput("wrong-value", field="TEXT")
    if not 1 <= limit <= MOST_ROWS:
        raise BadInput("wrong-value", field="--limit", allowed=[1, MOST_ROWS])
    posts = office.posts(login)
    found = {row["document"]: row for row in work.find(text, login, False, limit)}
    if REGISTRY in posts or SUPERVISOR in posts:
        wider = work.find(text, None, REGISTRY not in posts, limit)
        found |= {row["document"]: row for row in wider}
    rows = _listed(office, list(found.values())[:limit], at)
    return {"count": len(rows), "rows": rows, "next": None}


def may(work: Work, office: Office, login: str, document: str, at: datetime) -> list[Row]:
    """Every action, allowed or with the code that greys it; `for`: for whom he would act, where
    not for himself.
    """
    docket = readable_docket(work, office, login, document, at)
    return [
        {"action": action, "allowed": reason is None,
         "refused": None if reason is None else {"code": reason.code, **reason.facts},
         "belongs": reason is None or gate.belongs(docket.procedure, action),
         "for": None if reason else gate.standing(docket, login, action).for_}
        for action, reason in rules.may(docket, login)
    ]  # fmt: skip


def show(work: Work, office: Office, login: str, document: str, at: datetime) -> Row:
    """One document: elements, who has it, what was said, what happened, its clock."""
    docket = readable_docket(work, office, login, document, at)
    row = docket.document
    entries = list(work.entries(document))
    return {
        "document": row["id"],
        "version": row["version"],
        "procedure": row["procedure"],
        "status": row["status"],
        "stage": row["stage"],
        "number": row["number"],
        "creator": row["creator"],
        "drafter": row["drafter"],
        "round": row["round"],
        "opened_at": row["opened_at"],
        "closed_at": row["closed_at"],
        "due": row["due"],
        "elements": elements_of(docket),
        "open": [held.task_shown(docket, task, at) for task in docket.tasks()],
        "passed": held.passed(docket, entries),
        "opinions": [_opinion(office, said) for said in docket.tables["opinion"]],
        "history": [event(office, entry) for entry in entries],
        "versions": versions_of(docket, entries),
        "clock": clock_of(docket, at),
        "course": course_of(docket, entries, at),
        "attachments": files_of(docket.tables["attachment"]),
        "readers": held.readers(docket),
        "cards": _cards(work, docket.tables["card"]),
        "urgings": urging.shown(docket),
        "extension": extensions.pending(docket),
        "supervised": held.supervised_item(docket, at),
        "explanations": assessments.shown(docket),
        "removable": [one["person"] for one in signers.removable(docket, login)],
        "urgeable": urging.urgeable(docket, login) if docket.tasks() else [],
        "stands_for": office.principals(login, at),
        "links": [link["other"] for link in docket.tables["link"]],
        "linked": _linked(work, docket, login),
        "paper": next(iter(docket.tables["paper"]), None),
        "ahead": people_ahead(docket) if row["status"] == "open" else {},
        "following": following(docket),
        "plan": {k: v for k, v in docket.plan.items() if k in _SHOWN_PLAN and v},
        "names": {p: {k: r[k] for k in ("name", "unit")} for p, r in office.people.items()},
    }


def _linked(work: Work, docket: Docket, login: str) -> dict[str, str]:
    """The titles of linked documents by their ids, of those that the asker may know of."""
    found = {}
    for link in docket.tables["link"]:
        other = work.one("document", id=link["other"])
        if other and gate.may_read(
            docket.office, other, work.rows("party", document=link["other"]), login
        ):
            found[str(other["id"])] = title_shown(other)
    return found


_SHOWN_PLAN = ("countersigners", "order", "lead", "assist", "leader", "received", "issued",
               "important", "agreed", "pause", "pauses", "extension", "extensions",
               "supervised", "added")  # fmt: skip


def elements_of(docket: Docket) -> Row:
    """The elements as they were given; the text as its newest version has it."""
    elements = docket.elements
    texts = docket.tables["text_version"]
    if texts:
        elements["body"] = texts[-1]["body"]
    return {name: elements.get(name) for name in ELEMENTS}


def redline_of(
    work: Work, office: Office, login: str, document: str, first: int, last: int, at: datetime
) -> list[Piece]:  # fmt: skip
    """From one version of a text to a later one: every run of characters with its history.

    Raises:
        BadInput: `no-such-version`.
    """
    docket = readable_docket(work, office, login, document, at)
    texts = {int(t["version"]): str(t["body"]) for t in docket.tables["text_version"]}
    for version in (first, last):
        if version not in texts:
            raise BadInput("no-such-version", version=version)
    return redline([(v, texts[v]) for v in sorted(texts) if first <= v <= last])


def text_of(
    work: Work, office: Office, login: str, document: str, version: int, at: datetime
) -> str:
    """An earlier version of a text.

    Raises:
        BadInput: `no-such-version`.
    """
    docket = readable_docket(work, office, login, document, at)
    for text in docket.tables["text_version"]:
        if text["version"] == version:
            return str(text["body"])
    raise BadInput("no-such-version", version=version)


def _cards(work: Work, cards: list[Row]) -> list[Row]:
    """Each with the version of the office's calendar by which it was issued; 0 before the first."""
    versions = work.rows("calendar") if cards else []
    return [
        _card(card)
        | {"calendar": sum(1 for row in versions if row["at"] <= card["issued_at"])}
        for card in cards
    ]


def _card(card: Row) -> Row:
    return {**card, "task": card["task"] or None, "to": json.loads(card["to_"])}


def _opinion(office: Office, said: Row) -> Row:
    person = office.people[said["person"]]
    kept = {
        k: said[k] for k in ("n", "stage", "person", "action", "text", "verdict", "at", "round")
    }
    return kept | {"name": person["name"], "unit": person["unit"], "for": said["for_"]}


def clock_of(docket: Docket, at: datetime) -> Row | None:
    """The clock of the whole case, else of its soonest task; in working minutes.

    `since` is when it stopped, where it stands still; `due` moves once it goes on.
    """
    clock, row, ended = WHOLE, docket.document, None
    if row["due"]:
        ended = _stopped(docket)
    else:
        tasks = sorted(docket.tasks(), key=lambda t: str(t["due"]))
        if not tasks:
            return None
        clock, row = tasks[0]["id"], tasks[0]
    start, end = parse(row["opened_at"]), parse(row["due"])
    stop = parse(ended) if ended else max(at, start)
    shown = pauses.stood(docket, clock, stop)
    return {
        **stretch(start, end, stop, pauses_of(docket.plan, clock), docket.calendar(clock)),
        "extended": given(docket.plan, clock),
        **pauses.reading(docket, clock, row, stop), "due": row["due"],
        "opened": row["opened_at"], "stopped": ended, "late": iso(shown) > row["due"],
        "since": pauses.since(docket, clock),
        "provisional": docket.office.calendar.provisional(start, end),
    }  # fmt: skip


def _stopped(docket: Docket) -> str | None:
    whole = docket.procedure.whole
    done = [
        t["closed_at"]
        for t in docket.tasks(whole.until if whole else "", open_only=False)
        if t["outcome"] == "done"
    ]
    later = docket.tasks(whole.until if whole else "")
    runs = docket.document["next_at"] or pauses.since(docket, WHOLE)
    if done and not later and not runs:
        return str(max(done))
    return docket.document["closed_at"]  # type: ignore[no-any-return]


def counts(
    work: Work, office: Office, login: str, at: datetime, starred: Sequence[str] = ()
) -> dict[str, int]:
    """How many lie in each tray, for the navigation."""
    return {name: tray(work, office, login, name, None, 1, at, starred)["count"] for name in TRAYS}


def starrable(
    work: Work, office: Office, login: str, document: str, starred: Sequence[str], at: datetime
) -> None:
    """Refuse to let somebody follow what he may not read, or more than he could look after.

    Raises:
        Refused: `no-such-document`, `too-many-tracked`.
    """
    readable_docket(work, office, login, document, at)
    if len(starred) >= MOST_STARRED:
        raise Refused("too-many-tracked", most=MOST_STARRED)


def people_of(office: Office) -> list[Row]:
    """Everybody, with unit, posts and superior."""
    return [
        {**{k: row[k] for k in ("login", "name", "unit", "superior")},
         "posts": json.loads(row["posts"]), "active": bool(row["active"]),
         "key": _key_state(office, login)}
        for login, row in office.people.items()
    ]  # fmt: skip


def keys_waiting(office: Office) -> list[Row]:
    """Keys that wait for their vouchers: whose, since when, and who has vouched already."""
    return [
        {**{k: key[k] for k in ("login", "key_id", "public", "made_at")},
         "vouchers": json.loads(key["vouchers"])}
        for key in office.keys.values()
        if key["status"] == "pending"
    ]  # fmt: skip


def _key_state(office: Office, login: str) -> str:
    states = [key["status"] for key in office.keys.values() if key["login"] == login]
    return next((s for s in ("trusted", "pending", "replaced") if s in states), "none")


def procedures_of(office: Office) -> list[Row]:
    """The law in force, with its limits, published to all."""
    return [
        {"id": law.id, "name": law.name, "name_en": law.name_en, "digest": digest,
         "opens_with": law.opens_with,
         "whole": _limits(law.whole) if law.whole else None,
         "grounds": [ground.model_dump() for ground in law.ground],
         "extension": law.extension.model_dump(), "cards": law.cards.model_dump(),
         "supervision": law.supervision.model_dump(), "urging": law.urging.model_dump(),
         "explanation": law.explanation.model_dump(),
         "stages": [
             {"id": s.id, "name": s.name, "name_en": s.name_en, "by": s.by, "action": s.action,
              "next": list(s.next), "back": list(s.back), "limits": _limits(s),
              "urge": s.urge, "passed_over": s.passed_over}
             for s in law.stage]}
        for digest, law in office.procedures.values()
    ]  # fmt: skip


def _limits(owner: Any) -> Row:
    limits = owner.limits
    return {"特急": limits.extra, "加急": limits.urgent, "平件": limits.plain}
