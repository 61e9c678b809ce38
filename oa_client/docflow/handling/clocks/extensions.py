"""延期: asked before the due moment, with a definite new one; the longer it is, the higher it goes.

Who may grant how much, and how often in a case, stands in the procedure and is published.
An extension that was granted takes no card back that had been issued.
"""

from datetime import datetime, timedelta

from oa_client.docflow.handling.case import WHOLE, Docket, Office, Row, marks_of
from oa_client.docflow.handling.clocks import stretch
from oa_client.docflow.handling.clocks.pauses import reading
from oa_client.docflow.handling.people import SUPERVISOR, active_superiors
from oa_client.docflow.handling.reading import read, reading_stage
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.clock import extended
from oa_client.docflow.timelimit.limit import DAY, Limit
from oa_client.docflow.timelimit.workdays import Calendar


def pending(docket: Docket) -> Row | None:
    """What was asked and waits for its answer; it lapses with the task that it was asked for."""
    asked: Row | None = docket.plan.get("extension")
    open_tasks = {task["id"] for task in docket.tasks()}
    return asked if asked and asked["task"] in open_tasks else None


def requests(docket: Docket) -> set[str]:
    """The reading tasks by which a request lies with its approver: nobody circulated anything."""
    plan = docket.plan
    asked = [*plan.get("extensions", []), plan.get("extension") or {"told": []}]
    return {task for one in asked for task in one["told"]}


def granted(docket: Docket) -> int:
    """How often the case was given more time."""
    return sum(1 for e in docket.plan.get("extensions", []) if e["outcome"] == "granted")


def ask(docket: Docket, by: str, task: Row, fields: Row) -> None:
    """Ask for more time for a task.

    Raises:
        Refused: `reason-missing`, `too-many-extensions`, `extension-pending`, `not-later`,
            `extension-too-long`, `post-vacant`.
        BadInput: `bad-time`; `no-such-procedure`, where the office has no 传阅.
    """
    if not fields["reason"].strip():
        raise Refused("reason-missing", field="reason")
    rules = docket.procedure.extension
    if granted(docket) >= rules.most:
        raise Refused("too-many-extensions", most=rules.most)
    if pending(docket):
        raise Refused("extension-pending")
    until = definite(fields["until"], docket.calendar(task["id"]))
    days = -(-_more(docket, task, until) // DAY)
    tier = rules.of(days)
    if tier is None:
        raise Refused("extension-too-long", days=days, most=rules.tier[-1].days)
    people = approvers(docket.office, {by, task["person"]}, task["person"], tier.by)
    told = _told(docket, by, people, fields["reason"])
    asked = {
        "task": task["id"], "by": by, "from": task["due"], "until": iso(until), "days": days,
        "reason": fields["reason"], "approvers": people, "told": told,
        "at": iso(docket.at),
    }  # fmt: skip
    docket.set_plan(extension=asked, last=None)
    docket.notes |= {"approvers": people, "days": days, "until": iso(until)}


def _told(docket: Docket, by: str, people: list[str], reason: str) -> list[str]:
    """The request lies among what its approver has to read, with a limit of its own."""
    holding = {task["person"] for task in docket.tasks() if task["action"] == "read"}
    stage = reading_stage(docket)
    return [
        docket.open_task(stage, person, from_=by, note=reason)["id"]
        for person in people
        if person not in holding
    ]


def soonest(docket: Docket, task: Row) -> Row:
    """From when on more time can be asked for a task.

    Returns:
        `due`, and `until`: the first working day after it, as `YYYY-MM-DD`.
    """
    day = parse(task["due"]).date() + timedelta(days=1)
    while not docket.calendar(task["id"]).is_workday(day):
        day += timedelta(days=1)
    return {"due": task["due"], "until": day.isoformat()}


def definite(text: str, calendar: Calendar) -> datetime:
    """The moment until which more time is asked: a bare date means its end, or the last before.

    Raises:
        BadInput: `bad-time`.
    """
    moment = parse(text)
    if len(text) > 10:
        return moment.replace(second=0)
    day = moment.date()
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return calendar.spans(day)[-1][1]


def _more(docket: Docket, task: Row, until: datetime) -> int:
    """Working minutes by which the due moment would move."""
    due = parse(task["due"])
    more = docket.calendar(task["id"]).working_minutes(due, until)
    if more <= 0:
        raise Refused("not-later", due=task["due"], until=iso(until))
    return more


def approvers(office: Office, askers: set[str], person: str, tier: str) -> list[str]:
    """Who may grant it: up the line of whoever asks, never himself; above the last, the 督办员.

    Raises:
        Refused: `post-vacant`.
    """
    above = [p for p in active_superiors(office, person) if p not in askers]
    if tier != "@superior" and tier not in office.posts(person):
        above = [p for p in above if tier in office.posts(p)] or above[-1:]
    people = above[:1] or [p for p in office.holders(SUPERVISOR) if p not in askers]
    if not people:
        raise Refused("post-vacant", post=SUPERVISOR)
    return people


def grant(docket: Docket, by: str) -> None:
    """The task is given until the moment that was asked for, the whole case as much longer.

    Raises:
        Refused: `limit-passed`, `not-later`.
    """
    asked, calendar = docket.plan["extension"], docket.office.calendar
    task, until = docket.clock(asked["task"]), parse(asked["until"])
    if docket.at > parse(task["due"]):
        raise Refused("limit-passed", due=task["due"])
    more = _more(docket, task, until)
    limit = docket.stage_of(task["stage"]).limits.of(docket.document["urgency"])
    _give(docket, task["id"], until, limit)
    whole, document = docket.procedure.whole, docket.document
    if whole and document["next_at"] and docket.at <= parse(document["due"]):
        later = calendar.add_minutes(parse(document["due"]), more)
        _give(docket, WHOLE, later, whole.limits.of(document["urgency"]))
    _decided(docket, asked, {"outcome": "granted", "decided_by": by, "minutes": more})
    docket.opened.append(task)


def _give(docket: Docket, clock: str, due: datetime, limit: Limit) -> None:
    row, calendar = docket.clock(clock), docket.calendar(clock)
    spent = reading(docket, clock, row, docket.at)["used"]
    named = given(docket, clock, limit)
    docket.set_clock(clock, extended(marks_of(row), due, spent, named, docket.at, calendar))


def given(docket: Docket, clock: str, limit: Limit) -> int:
    """Working minutes that a clock was given: its limit, and what extensions added."""
    return limit.minutes + stretch.given(docket.plan, clock)


def promised(docket: Docket, clock: str) -> bool:
    """Whether a clock ends at the very moment that an extension named."""
    for_good = [e for e in docket.plan.get("extensions", []) if e["outcome"] == "granted"]
    return any(e["task"] == clock and e["until"] == docket.clock(clock)["due"] for e in for_good)


def refuse(docket: Docket, by: str, fields: Row) -> None:
    """No more time is given; the reason stays on record.

    Raises:
        Refused: `reason-missing`.
    """
    reason = fields.get("reason") or fields.get("opinion") or ""
    if not reason.strip():
        raise Refused("reason-missing", field="reason")
    asked = docket.plan["extension"]
    _decided(docket, asked, {"outcome": "refused", "decided_by": by, "answer": reason})


def _decided(docket: Docket, asked: Row, answer: Row) -> None:
    decided = asked | answer | {"decided_at": iso(docket.at)}
    for task in docket.tasks():
        if task["id"] in asked["told"]:
            read(docket, task)
    docket.set_plan(extension=None, extensions=[*docket.plan.get("extensions", []), decided])
    docket.notes |= {"until": asked["until"], "days": asked["days"], "outcome": answer["outcome"]}
