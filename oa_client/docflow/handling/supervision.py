"""督查: what was due, what was late, by unit and person; counted from the records each time."""

import json
from datetime import datetime
from typing import Any

from oa_client.docflow.handling import gate
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks import supervised
from oa_client.docflow.handling.desk_figures import COUNTED, figures, listed, since
from oa_client.docflow.handling.inquiry import highest
from oa_client.docflow.handling.people import HEAD, SUPERVISOR
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import iso, parse

FINISHED = ("done", "returned", "disagreed")
"""Outcomes by which a person met his task; what others took off his desk is not counted."""


def overdue(
    work: Work, office: Office, login: str, first: str | None, until: str | None, at: datetime
) -> Row:  # fmt: skip
    """The report of what was due in a period, as far as the asker may know of it."""
    tasks = _tasks(work, office, _known(work, office, login), first, until, at)
    late = sorted((t for t in tasks if t["late"] or t["level"]), key=lambda t: str(t["due"]))
    done = sum(1 for t in tasks if t["closed"])
    return {
        "total": len(tasks), "done": done, "open": len(tasks) - done, "rows": late,
        "by_unit": _grouped(tasks, "unit"), "by_person": _grouped(tasks, "person"),
        "rules": _rules(office), "since": first, "until": until, "at": iso(at),
    }  # fmt: skip


def desk(work: Work, office: Office, login: str, period: str, at: datetime) -> Row:
    """The supervisor's desk: what is open now, and what was done in a period (`PERIODS`)."""
    known = _known(work, office, login)
    tasks = _tasks(work, office, known, None, None, at)
    start = since(period, at)
    found = figures(office, tasks, known, _carded(work, known), start, at)
    return found | {"since": start, "period": period, "at": iso(at)}


def desk_rows(
    work: Work, office: Office, login: str, of: str, key: str, period: str, at: datetime
) -> Row:  # fmt: skip
    """The stages that a figure of the desk counts (`COUNTED`), and how many they are."""
    known = _known(work, office, login)
    tasks = _tasks(work, office, known, None, None, at)
    start = since(period, at)
    return listed(office, [t for t in tasks if COUNTED[of](t, key, start)], known, at)


def _carded(work: Work, known: dict[str, Row]) -> list[Row]:
    """Tasks that ever had a card, also those that were taken off a desk since."""
    cards = _by_task(work)
    return [
        {"opened": task["opened_at"], "closed": task["closed_at"],
         "cards": [(card["level"], card["issued_at"]) for card in cards[task["id"]]]}
        for task in work.rows("task")
        if task["document"] in known and task["id"] in cards
    ]  # fmt: skip


def _by_task(work: Work) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for card in work.rows("card"):
        found.setdefault(card["task"], []).append(card)
    return found


def _known(work: Work, office: Office, login: str) -> dict[str, Row]:
    """Documents of which the asker may know, by id, their plans read."""
    if login not in office.people:
        raise BadInput("no-such-person", field="--as", name=login[:60])
    return {
        row["id"]: row | {"plan": json.loads(row["plan"])}
        for row in _documents(work, office, login)
    }


def _tasks(
    work: Work, office: Office, known: dict[str, Row], first: str | None, last: str | None,
    at: datetime,
) -> list[Row]:  # fmt: skip
    cards = _by_task(work)
    start, end = _bounds(first, last)
    return [
        _row(office, known[task["document"]], task, cards.get(task["id"], []), at)
        for task in work.rows("task")
        if task["document"] in known and _counts(task, start, end)
    ]


def _documents(work: Work, office: Office, login: str) -> list[Row]:
    sees_all = {SUPERVISOR, HEAD} & set(office.posts(login))
    mine = {party["document"] for party in work.rows("party", person=login)}
    shown = []
    for row in work.rows("document"):
        if row["status"] in ("draft", "abandoned"):
            continue
        parties = [{"person": login}] if row["id"] in mine else []
        if gate.may_read(office, row, parties, login) or (sees_all and not row["classified"]):
            shown.append(row)
    return shown


def _bounds(first: str | None, until: str | None) -> tuple[str, str]:
    start = iso(parse(first)) if first else ""
    if until is None:
        return start, "9999"
    moment = iso(parse(until))
    return start, moment[:10] + "T23:59:59+08:00" if len(until) <= 10 else moment


def _counts(task: Row, start: str, end: str) -> bool:
    if not start <= task["due"] <= end:
        return False
    return task["closed_at"] is None or task["outcome"] in FINISHED


def _row(office: Office, document: Row, task: Row, cards: list[Row], at: datetime) -> Row:
    waits = document["paused_at"] if task["action"] != "read" else None  # its clock stands still
    ends = task["closed_at"] or waits
    stop = parse(ends) if ends else at
    due = parse(task["due"])
    minutes = office.calendar.working_minutes(due, stop) if stop > due else 0
    person = office.people[task["person"]]
    return {
        "document": document["id"], "title": document["title"], "number": document["number"],
        "procedure": document["procedure"], "kind": document["kind"],
        "task": task["id"], "stage": task["stage"],
        "person": task["person"], "name": person["name"], "unit": person["unit"],
        "opened": task["opened_at"], "due": task["due"], "closed": task["closed_at"],
        "urgency": document["urgency"], "late": stop > due, "late_minutes": minutes,
        "level": highest(cards, task["id"]), "paused": bool(waits) and not task["closed_at"],
        "supervised": supervised.ground(document["plan"]) if not task["closed_at"] else None,
    }  # fmt: skip


def _grouped(tasks: list[Row], by: str) -> list[Row]:
    groups: dict[Any, list[Row]] = {}
    for task in tasks:
        groups.setdefault(task[by], []).append(task)
    return [
        {by: name, "name": mine[0]["name"] if by == "person" else name, "total": len(mine),
         "done": sum(1 for t in mine if t["closed"]),
         "open": sum(1 for t in mine if not t["closed"]),
         "on_time": sum(1 for t in mine if t["closed"] and not t["late"]),
         "late": sum(1 for t in mine if t["late"]),
         "blue": sum(1 for t in mine if t["level"] == "blue"),
         "yellow": sum(1 for t in mine if t["level"] == "yellow"),
         "red": sum(1 for t in mine if t["level"] == "red")}
        for name, mine in sorted(groups.items())
    ]  # fmt: skip


def _rules(office: Office) -> Row:
    hours = [[str(a)[:5], str(b)[:5]] for a, b in office.calendar.hours]
    return {
        "hours": hours, "calendar": office.calendar.version,
        "blue": "70%", "yellow": "90%", "red": "100%",
        "counted": "tasks by due moment; late is closed after due, or open past it",
        "procedures": {name: digest for name, (digest, _) in office.procedures.items()},
    }  # fmt: skip
