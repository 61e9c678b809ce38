"""Each stage of each case as a supervisor counts it: whose, until when, how long, which card.

Time for which a clock stood still is nobody's delay: it is left out of what was used.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.held import highest
from oa_client.docflow.handling.people import HEAD, REGISTRY, SUPERVISOR
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import iso

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
        tasks: what `Work.tasks` gives, likewise.
    """
    held = by_task(work.rows("card") if cards is None else cards)
    now, count = iso(at), counting(office)
    cases = {id: _case(office, document, now) for id, document in documents.items()}
    whose = {
        login: (count(login), {"name": person["name"], "unit": person["unit"],
                               "stood_by": office.proxy_names(login, at)})
        for login, person in office.people.items()
    }  # fmt: skip
    return [
        _row(task, cases[task["document"]], *whose[task["person"]], held.get(task["id"]), now)
        for task in (work.tasks() if tasks is None else tasks)
        if task["document"] in cases and wanted(task)
        and (task["closed_at"] is None or task["outcome"] in FINISHED)
    ]  # fmt: skip


@dataclass(frozen=True)
class _Case:
    """What all stages of a document have in common.

    Attributes:
        told: what each of their rows says of the document.
        plan: what it has decided about its way, as it is kept.
        stopped: since when its clocks stand still, if they do.
        pauses: by task, each with `at`, `until`, `ground`; the one that lasts, up to now.
        extensions: by task, those that were granted.
    """

    told: Row
    plan: str
    stopped: str | None
    pauses: dict[str, list[Row]]
    extensions: dict[str, list[Row]]


def _case(office: Office, document: Row, now: str) -> _Case:
    text = document["plan"]
    telling = '"pause' in text or '"extension' in text or '"supervised"' in text
    plan: Row = json.loads(text) if telling else {}  # most have nothing to tell and aren't read
    pauses: dict[str, list[Row]] = {}
    stood = list(plan.get("pauses") or ())
    if lasting := plan.get("pause"):
        minutes = office.calendar.minutes_between(lasting["at"], now)
        stood.append(lasting | {"minutes": minutes, "until": now})
    for pause in stood:
        for clock in pause["clocks"]:
            pauses.setdefault(clock, []).append(pause)
    extensions: dict[str, list[Row]] = {}
    for one in plan.get("extensions") or ():
        if one["outcome"] == "granted":
            extensions.setdefault(one["task"], []).append(one)
    told = {
        "document": document["id"], "title": title_shown(document), "number": document["number"],
        "procedure": document["procedure"], "kind": document["kind"],
        "urgency": document["urgency"],
        "supervised": any(not item["closed_at"] for item in plan.get("supervised") or ()),
    }  # fmt: skip
    return _Case(told, text, document["paused_at"], pauses, extensions)


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


_UNBROKEN: Row = {"pauses": (), "paused": 0, "extensions": 0, "granted_by": (), "extended": 0}
"""Of a clock that ran through, as nearly every one does."""


def _row(
    task: Row, case: _Case, count: Count, who: Row, cards: list[Row] | None, now: str
) -> Row:
    waits = case.stopped if task["action"] != "read" else None  # its clock stands still
    due, closed = task["due"], task["closed_at"]
    ends = closed or waits or now
    late = ends > due
    row = {
        **case.told, **who, **_UNBROKEN, "task": task["id"], "stage": task["stage"],
        "person": task["person"], "opened": task["opened_at"], "due": due, "closed": closed,
        "late": late, "late_minutes": count(due, ends) if late else 0, "waits": waits,
        "leads": f'"lead":"{task["person"]}"' in case.plan,
        "level": highest(cards, task["id"]) if cards else "",
    }  # fmt: skip
    if task["id"] in case.pauses:
        pauses = case.pauses[task["id"]]
        row |= {"pauses": pauses, "paused": sum(count(p["at"], p["until"]) for p in pauses)}
    if task["id"] in case.extensions:
        given = case.extensions[task["id"]]
        row |= {
            "extensions": len(given), "granted_by": [one["decided_by"] for one in given],
            "extended": sum(one["minutes"] for one in given),
        }  # fmt: skip
    return row


def used(row: Row, now: str, count: Count) -> int:
    """Working minutes that a stage took, or has taken until now, pauses left out."""
    return count(row["opened"], row["closed"] or now) - int(row["paused"])
