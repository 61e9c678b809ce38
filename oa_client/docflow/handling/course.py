"""全程: how often a case came to each stage, how long it stayed, and where it was sent back."""

from datetime import datetime

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.clocks import pauses
from oa_client.docflow.handling.clocks.stretch import given, pauses_of, stretch
from oa_client.docflow.handling.history import who_acted
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.model.moment import iso, parse

TAKEN_OFF = ("recalled", "cancelled", "not-needed", "abandoned", "removed")
"""Outcomes by which a task left a desk without anybody having dealt with it."""


def course_of(docket: Docket, entries: list[Entry], at: datetime) -> list[Row]:
    """The stages that a case came to, in the order of its procedure.

    A visit is a stage in one round: it begins when its first task opens and ends when its last is
    closed, and its limit is the last due moment of those who share it.

    Returns:
        For each stage `visits` (`opened`, `closed` or None, `due`, `begins`, `used`, `limit`,
        `late`), the sums `used` and `limit`, `people` (each person's own `spans`, these stretched
        on the axis as well, their sums, whether one of them is late or `open`, `stood_by`: the
        names of who stands in for him now, or did it for him), `returned`: to
        which stage it last sent the paper back, and when; `card`: the highest that the stage ever
        had. `begins` and all durations are working minutes; `begins` counts from the opening of
        the case.
    """
    worked = [t for t in docket.tasks(open_only=False) if t["outcome"] not in TAKEN_OFF]
    returned, acted = _returned(docket, entries), who_acted(entries)
    found = []
    for stage in docket.procedure.stages:
        rounds: dict[int, list[Row]] = {}
        for task in worked:
            if task["stage"] == stage:
                rounds.setdefault(task["round"], []).append(task)
        if not rounds:
            continue
        visits = [_span(docket, rounds[number], at) for number in sorted(rounds)]
        tasks = [t for number in sorted(rounds) for t in rounds[number]]
        people = _people(docket, tasks, acted, at)
        found.append({
            "stage": stage, "visits": visits, **_sums(visits), "people": people,
            "returned": returned.get(stage), "card": _card(docket, stage),
        })  # fmt: skip
    return found


def _card(docket: Docket, stage: str) -> str:
    """The highest card that a stage ever had; empty where it had none."""
    ids = {task["id"] for task in docket.tasks(stage, open_only=False)}
    out = {card["level"] for card in docket.tables["card"] if card["task"] in ids}
    return next((level for level in ("red", "yellow", "blue") if level in out), "")


def _span(docket: Docket, tasks: list[Row], at: datetime) -> Row:
    """From the opening of the first of these tasks to the closing of the last."""
    count = docket.calendar(tasks[0]["id"]).working_minutes
    opened, due = min(t["opened_at"] for t in tasks), max(t["due"] for t in tasks)
    runs = any(t["closed_at"] is None for t in tasks)
    closed = None if runs else max(t["closed_at"] for t in tasks)
    start = parse(opened)
    shown = [parse(t["closed_at"] or iso(pauses.stood(docket, t["id"], at))) for t in tasks]
    late = [stop > parse(t["due"]) for stop, t in zip(shown, tasks, strict=True)]
    still = max(pauses.paused(docket, t["id"]) for t in tasks)
    return {
        "opened": opened, "closed": closed, "due": due,
        "begins": count(parse(docket.document["opened_at"]), start),
        "used": count(start, max(shown)) - still,
        "limit": count(start, parse(due)) - still, "late": any(late),
    }  # fmt: skip


def _sums(spans: list[Row]) -> Row:
    return {"used": sum(s["used"] for s in spans), "limit": sum(s["limit"] for s in spans)}


def _people(
    docket: Docket, tasks: list[Row], acted: dict[tuple[str, str], str], at: datetime
) -> list[Row]:  # fmt: skip
    mine: dict[str, list[Row]] = {}
    for task in tasks:
        own = _span(docket, [task], at) | _stretch(docket, task, at)
        mine.setdefault(task["person"], []).append(own)
    return [
        {"person": person, "name": docket.office.people[person]["name"], "spans": spans,
         "stood_by": _stood_by(docket, person, spans, acted, at),
         **_sums(spans), "late": any(s["late"] for s in spans),
         "open": any(s["closed"] is None for s in spans)}
        for person, spans in mine.items()
    ]  # fmt: skip


def _stood_by(
    docket: Docket, person: str, spans: list[Row], acted: dict[tuple[str, str], str], at: datetime
) -> list[str]:  # fmt: skip
    """Who stands in for him while he has it in hand; once he has not, who did it for him."""
    office = docket.office
    if any(span["closed"] is None for span in spans):
        return office.proxy_names(person, at)
    by = dict.fromkeys(acted.get((span["closed"], person), person) for span in spans)
    return [str(office.people[one]["name"]) for one in by if one != person]


def _stretch(docket: Docket, task: Row, at: datetime) -> Row:
    opened, due = parse(task["opened_at"]), parse(task["due"])
    stop = parse(task["closed_at"]) if task["closed_at"] else at
    pauses_ = pauses_of(docket.plan, task["id"])
    lies = stretch(opened, due, stop, pauses_, docket.calendar(task["id"]))
    return lies | {"extended": given(docket.plan, task["id"])}


def _returned(docket: Docket, entries: list[Entry]) -> dict[str, Row]:
    """By stage, its last return: the stage that it went to, and when."""
    sent_back = {
        (task["stage"], task["closed_at"])
        for task in docket.tasks(open_only=False)
        if task["outcome"] in ("returned", "disagreed")
    }
    steps = [(entry.at, to) for entry in entries if (to := _stage_after(docket, entry))]
    found: dict[str, Row] = {}
    for stage, closed in sorted(sent_back, key=lambda place: str(place[1])):
        to = next((to for at, to in steps if at == closed), None)
        if to and to != stage:
            found[stage] = {"to": to, "at": closed}
    return found


def _stage_after(docket: Docket, entry: Entry) -> str | None:
    """The stage in which an entry left its case."""
    rows = loads(entry.facts)["rows"]
    stages = [row.get("stage") for table, row in rows if table == "document" and "stage" in row]
    return stages[-1] if stages else None
