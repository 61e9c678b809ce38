"""Each stage of each case as a supervisor counts it: whose, until when, how long, which card.

Time for which a clock stood still is nobody's delay: it is left out of what was used.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.inquiry import highest
from oa_client.docflow.handling.people import HEAD, REGISTRY, SUPERVISOR
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import iso, parse

Count = Callable[[str, str], int]
"""Working minutes from one moment to another, as the records write them."""

FINISHED = ("done", "returned", "disagreed")
"""Outcomes by which a person met his task; what others took off his desk is not counted."""


def sight(office: Office, login: str) -> str:
    """Of which cases the asker may know beside his own: `all`, `unclassified` ones, or only `own`.

    As `gate.may_read` says it of one case; the head may know what the 督办员 may.

    Raises:
        BadInput: `no-such-person`.
    """
    if login not in office.people:
        raise BadInput("no-such-person", field="--as", name=login[:60])
    posts = office.posts(login)
    if REGISTRY in posts:
        return "all"
    return "unclassified" if {SUPERVISOR, HEAD} & set(posts) else "own"


def known(work: Work, office: Office, login: str) -> dict[str, Row]:
    """Documents of which the asker may know, by id; drafts are nobody's business yet.

    Raises:
        BadInput: `no-such-person`.
    """
    sees = sight(office, login)
    mine = {party["document"] for party in work.rows("party", person=login)}
    return {
        row["id"]: row for row in work.rows("document")
        if row["status"] not in ("draft", "abandoned")
        and (sees == "all" or (sees == "unclassified" and not row["classified"])
             or row["id"] in mine)
    }  # fmt: skip


@dataclass(frozen=True)
class Stopped:
    """What a case decided about its time, by clock: pauses, extensions, whether it is supervised.

    Attributes:
        pauses: by clock, each with `at`, `minutes`, `ground`; the one that lasts up to now.
        extensions: by task, those that were granted.
        supervised: whether a 督办件 is open.
    """

    pauses: dict[str, list[Row]]
    extensions: dict[str, list[Row]]
    supervised: bool


_NEVER = Stopped({}, {}, False)


def stopped(office: Office, document: Row, at: datetime) -> Stopped:
    """What a case decided about its time, up to a moment."""
    text = document["plan"]
    if not ('"pause' in text or '"extension' in text or '"supervised"' in text):
        return _NEVER
    plan = json.loads(text)
    pauses: dict[str, list[Row]] = {}
    lasting = plan.get("pause")
    ended = list(plan.get("pauses") or [])
    if lasting:
        minutes = office.calendar.working_minutes(parse(lasting["at"]), at)
        ended.append(lasting | {"minutes": minutes, "until": iso(at)})
    for pause in ended:
        for clock in pause["clocks"]:
            pauses.setdefault(clock, []).append(pause)
    extensions: dict[str, list[Row]] = {}
    for one in plan.get("extensions") or []:
        if one["outcome"] == "granted":
            extensions.setdefault(one["task"], []).append(one)
    items = plan.get("supervised") or []
    return Stopped(pauses, extensions, any(not item["closed_at"] for item in items))


def stages(
    work: Work, office: Office, documents: dict[str, Row], at: datetime,
    wanted: Callable[[Row], bool] = lambda task: True, cards: list[Row] | None = None,
    tasks: list[Row] | None = None,
) -> list[Row]:  # fmt: skip
    """The stages of these documents, open and met ones, in the order in which they were opened.

    Args:
        work: an open reading.
        office: the office as it stands.
        documents: rows of `document` by id.
        at: now.
        wanted: which tasks are asked about.
        cards: rows of `card`, where they are at hand already.
        tasks: rows of `task`, likewise.
    """
    held = by_task(work.rows("card") if cards is None else cards)
    time = {id: stopped(office, document, at) for id, document in documents.items()}
    now, count = iso(at), counting(office)
    return [
        _row(office, documents[task["document"]], task, held.get(task["id"], []),
             time[task["document"]], now, count(task["person"]))
        for task in (work.rows("task") if tasks is None else tasks)
        if task["document"] in documents and wanted(task)
        and (task["closed_at"] is None or task["outcome"] in FINISHED)
    ]  # fmt: skip


def counting(office: Office) -> Callable[[str], Count]:
    """By whose hours working minutes are counted, for many stages of the same people."""

    @cache
    def of(login: str) -> Count:
        return office.calendar_of(login).minutes_between

    return of


def by_task(cards: list[Row]) -> dict[str, list[Row]]:
    """Cards by the task that they were issued for."""
    found: dict[str, list[Row]] = {}
    for card in cards:
        found.setdefault(card["task"], []).append(card)
    return found


def _row(
    office: Office, document: Row, task: Row, cards: list[Row], time: Stopped, now: str,
    count: Count,
) -> Row:  # fmt: skip
    waits = document["paused_at"] if task["action"] != "read" else None  # its clock stands still
    ends = task["closed_at"] or waits
    due = task["due"]
    late = (ends or now) > due
    minutes = count(due, ends or now) if late else 0
    person = office.people[task["person"]]
    pauses = time.pauses.get(task["id"], [])
    extensions = time.extensions.get(task["id"], [])
    row: dict[str, Any] = {
        "document": document["id"], "title": title_shown(document), "number": document["number"],
        "procedure": document["procedure"], "kind": document["kind"], "task": task["id"],
        "stage": task["stage"], "person": task["person"], "name": person["name"],
        "unit": person["unit"], "opened": task["opened_at"], "due": due,
        "leads": f'"lead":"{task["person"]}"' in document["plan"],
        "closed": task["closed_at"], "urgency": document["urgency"], "late": late,
        "late_minutes": minutes, "waits": waits,
        "level": highest(cards, task["id"]) if cards else "",
        "pauses": pauses, "paused": sum(count(p["at"], p["until"]) for p in pauses),
        "extensions": len(extensions), "supervised": time.supervised,
        "granted_by": [one["decided_by"] for one in extensions],
        "extended": sum(one["minutes"] for one in extensions),
    }  # fmt: skip
    return row


def used(row: Row, now: str, count: Count) -> int:
    """Working minutes that a stage took, or has taken until now, pauses left out."""
    return count(row["opened"], row["closed"] or now) - int(row["paused"])
