"""Who has a case in hand, who had it and who reads it, as a screen asks for them."""

from datetime import datetime

from oa_client.docflow.handling import signers
from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.clocks import extensions, pauses, supervised
from oa_client.docflow.handling.history import who_acted
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.model.moment import iso, parse

LEVELS = ("blue", "yellow", "red")


def task_shown(docket: Docket, task: Row, at: datetime) -> Row:
    """An open task; `decides`: it is a request for more time that waits for this person."""
    person = docket.office.people[task["person"]]
    kept = {k: task[k] for k in ("stage", "person", "action", "due", "opened_at", "note", "round")}
    return kept | {
        "task": task["id"],
        "name": person["name"],
        "unit": person["unit"],
        "seen": task["seen_at"],
        "from": task["from_"],
        "added": signers.asked_by(task),
        "decides": task["id"] in extensions.requests(docket),
        "late": pauses.stood(docket, task["id"], at) > parse(task["due"]),
        "card": highest(docket.tables["card"], task["id"]),
        **_minutes(docket, task, at),
    }


def _minutes(docket: Docket, task: Row, until: datetime) -> Row:
    """Working minutes that a task has used until then, and how many it was given."""
    return pauses.reading(docket, task["id"], task, until)


def highest(cards: list[Row], task: str) -> str:
    """The highest card of a task that stands, or none."""
    levels = [c["level"] for c in cards if c["task"] == task and not c["withdrawn_at"]]
    return max(levels, key=LEVELS.index, default="")


def passed(docket: Docket, entries: list[Entry]) -> list[Row]:
    """Stages that have been worked: whose each was, who did it for him (`by`), when, and what it
    took of its limit.
    """
    acted = who_acted(entries)
    closed = [t for t in docket.tasks(open_only=False) if t["closed_at"]]
    closed.sort(key=lambda t: str(t["closed_at"]))
    keys = ("stage", "person", "action", "opened_at", "closed_at", "outcome", "due", "round")
    people = docket.office.people
    return [
        {k: task[k] for k in keys}
        | {"name": people[task["person"]]["name"], "added": signers.asked_by(task),
           "by": acted.get((task["closed_at"], task["person"]), task["person"])}
        | _minutes(docket, task, parse(task["closed_at"]))
        for task in closed
    ]


def readers(docket: Docket) -> list[Row]:
    """传阅 in its three states: not opened, opened, read; `decides` as with tasks."""
    rows: list[Row] = []
    requests = extensions.requests(docket)
    for task in docket.tasks(open_only=False):
        if task["action"] != "read":
            continue
        state = "read" if task["outcome"] == "done" else "opened" if task["seen_at"] else "unopened"
        if task["closed_at"] and task["outcome"] != "done":
            state = str(task["outcome"])
        rows.append({"person": task["person"], "name": docket.office.people[task["person"]]["name"],
                     "state": state, "seen": task["seen_at"], "read": task["closed_at"],
                     "note": task["note"], "from": task["from_"],
                     "decides": task["id"] in requests})  # fmt: skip
    return rows


def supervised_item(docket: Docket, at: datetime) -> Row | None:
    """The supervised item that is open, with its `next_report` and whether that is late."""
    item = supervised.present(docket)
    if item is None:
        return None
    following = supervised.next_report(docket.office, docket.document, item)
    return item | {"next_report": following, "report_late": following < iso(at)}
