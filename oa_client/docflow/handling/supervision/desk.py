"""督查: what was due, what was late, by unit and person; counted from the records each time."""

from datetime import datetime
from typing import Any

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.supervision import explained
from oa_client.docflow.handling.supervision import items as supervised_items
from oa_client.docflow.handling.supervision.figures import COUNTED, figures, listed, mondays, since
from oa_client.docflow.handling.supervision.items import Item
from oa_client.docflow.handling.supervision.late import detailed
from oa_client.docflow.handling.supervision.stages import by_task, known, sight, stages
from oa_client.docflow.handling.times import hours_in_force
from oa_client.docflow.model.moment import iso, parse


def overdue(
    work: Work, office: Office, login: str, first: str | None, until: str | None, at: datetime
) -> Row:  # fmt: skip
    """The report of what was due in a period, as far as the asker may know of it; `sight` says
    how far that is.
    """
    start, end = bounds(first, until)
    documents = known(work, office, login)
    tasks = stages(work, office, documents, at, lambda task: start <= task["due"] <= end)
    late = sorted((t for t in tasks if t["late"] or t["level"]), key=lambda t: str(t["due"]))
    done = sum(1 for t in tasks if t["closed"])
    return {
        "total": len(tasks), "done": done, "open": len(tasks) - done,
        "rows": detailed(work, office, documents, late, at),
        "by_unit": _grouped(tasks, "unit"), "by_person": _grouped(tasks, "person"),
        "rules": rules(office, at), "since": first, "until": until, "at": iso(at),
        "sight": sight(office, login),
        "explanations": explained.counts(explained.explanations(work, documents), start, end),
    }  # fmt: skip


def desk(work: Work, office: Office, login: str, period: str, at: datetime) -> Row:
    """The supervisor's desk: what is open now, and what was done in a period (`PERIODS`).

    Besides the `figures`: `supervised`, the open 督办件 as plain rows of `Item`; `held` and
    `change` have them too; `explanations` that wait for their assessment (待核); `sight`, how far
    the asker sees.
    """
    documents = known(work, office, login)
    cards, entered = work.rows("card"), work.tasks()
    tasks = stages(work, office, documents, at, cards=cards, tasks=entered)
    start = since(period, at)
    found = figures(office, tasks, _carded(entered, documents, cards), start, at)
    items = supervised_items.items(work, office, documents.values(), cards, at)
    held = supervised_items.held(items, mondays(at))
    found["held"] |= {"supervised": held}
    found["change"] |= {"supervised": held[-1] - held[-2]}
    waiting = [item.row() for item in items if not item.closed]
    unjudged = explained.waiting(work, office, documents)
    return found | {"supervised": waiting, "explanations": unjudged, "since": start,
                    "period": period, "at": iso(at), "sight": sight(office, login)}  # fmt: skip


def counts(work: Work, office: Office, login: str, at: datetime) -> dict[str, int]:
    """How much of what a supervisor watches: `watched` and cards of open stages, `supervised`
    items, `relief`: cases that stand still or wait for more time, `urged`: urgings without an
    answer and explanations that nobody has assessed.

    Raises:
        BadInput: `no-such-person`.
    """
    found, standing = work.watching(login, sight(office, login), iso(at))
    asks = [row for row in standing if row["paused_at"] or '"extension":{' in row["plan"]]
    items = sum(supervised_items.open_items(row) for row in standing)
    unjudged = explained.unassessed(work, lambda: known(work, office, login))
    found["urged"] += unjudged
    return found | {"supervised": items, "relief": len(asks)}


def desk_rows(
    work: Work, office: Office, login: str, of: str, key: str, period: str, at: datetime
) -> Row:  # fmt: skip
    """The stages that a figure of the desk counts (`COUNTED`), and how many they are."""
    tasks = stages(work, office, known(work, office, login), at)
    start = since(period, at)
    return listed(office, [t for t in tasks if COUNTED[of](t, key, start)], at)


def board(work: Work, office: Office, login: str, at: datetime) -> list[Item]:
    """Every 督办件 that the asker may know of, open ones first."""
    documents = known(work, office, login)
    return supervised_items.items(work, office, documents.values(), work.rows("card"), at)


def _carded(tasks: list[Row], documents: dict[str, Row], cards: list[Row]) -> list[Row]:
    """Tasks that ever had a card, also those that were taken off a desk since."""
    held = by_task(cards)
    return [
        {"opened": task["opened_at"], "closed": task["closed_at"],
         "cards": [(card["level"], card["issued_at"]) for card in held[task["id"]]]}
        for task in tasks if task["document"] in documents and task["id"] in held
    ]  # fmt: skip


def bounds(first: str | None, until: str | None) -> tuple[str, str]:
    """The first and the last moment of a period; a bare day ends with itself."""
    start = iso(parse(first)) if first else ""
    if until is None:
        return start, "9999"
    moment = iso(parse(until))
    return start, moment[:10] + "T23:59:59+08:00" if len(until) <= 10 else moment


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


def rules(office: Office, at: datetime) -> Row:
    """By which hours, calendar, thresholds and procedures it was counted.

    `hours` are the office's of that day; `unit_hours` those of units that have others.
    """
    return {
        **hours_in_force(office.calendar, at), "calendar": office.calendar.version,
        "blue": "70%", "yellow": "90%", "red": "100%",
        "counted": "tasks by due moment; late is closed after due, or open past it",
        "procedures": {name: digest for name, (digest, _) in office.procedures.items()},
    }  # fmt: skip
