"""暂停计时: a clock stands still on listed grounds only, and goes on with the time that was left.

The grounds stand in the procedure, each with its source (the model is 行政许可法 art. 45). A pause
stays on record with what was left of the limit, also one just before the due moment.
"""

from datetime import datetime

from oa_client.docflow.handling.case import WHOLE, Docket, Row, marks_of
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.procedure.definition import Procedure
from oa_client.docflow.timelimit.clock import left, moved


def present(docket: Docket) -> Row | None:
    """The pause that lasts, or None while the clocks run."""
    pause: Row | None = docket.plan.get("pause")
    return pause


def in_time(docket: Docket, task: Row) -> None:
    """Whether a clock may still be stopped or given more: before its due moment, while it runs.

    Raises:
        Refused: `clock-paused`, `limit-passed`.
    """
    running(docket)
    if docket.at > parse(task["due"]):
        raise Refused("limit-passed", due=task["due"])


def running(docket: Docket) -> None:
    """While the clocks stand still the case does not move.

    Raises:
        Refused: `clock-paused`.
    """
    pause = present(docket)
    if pause:
        raise Refused("clock-paused", ground=pause["ground"], at=pause["at"])


def pause(docket: Docket, by: str, fields: Row) -> None:
    """Stop every clock of the case that has not run out.

    Raises:
        Refused: `ground-not-listed`.
    """
    ground = listed(docket.procedure, fields["ground"])
    clocks = [c for c in docket.clocks() if docket.at <= parse(docket.clock(c)["due"])]
    docket.notes["left"] = {
        c: left(docket.at, parse(docket.clock(c)["due"]), docket.calendar(c)) for c in clocks
    }
    for name in clocks:
        docket.stop_clock(name)
    begun = {"at": iso(docket.at), "by": by, "ground": ground, "clocks": clocks}
    docket.set_plan(pause=begun, last=None)  # who stops the clock has had it in his hands
    docket.set_document(paused_at=iso(docket.at))


def listed(procedure: Procedure, said: str) -> str:
    """The listed ground that was named; more about it may follow a colon.

    Raises:
        Refused: `ground-not-listed`.
    """
    name = said.replace(":", "：").partition("：")[0].strip()
    grounds = [ground.name for ground in procedure.ground]
    if name not in grounds:
        raise Refused("ground-not-listed", grounds=grounds)
    return name


def resume(docket: Docket, by: str) -> None:
    """The clocks go on: each with the working time that was left when it stopped."""
    pause = docket.plan["pause"]
    begun = parse(pause["at"])
    minutes = docket.office.calendar.working_minutes(begun, docket.at)
    ended = pause | {"until": iso(docket.at), "resumed_by": by, "minutes": minutes}
    docket.set_plan(pause=None, pauses=[*docket.plan.get("pauses", []), ended])
    docket.set_document(paused_at=None)
    docket.notes |= {"minutes": minutes, "left": {}}
    for name in pause["clocks"]:
        calendar = docket.calendar(name)
        stood_still = calendar.working_minutes(begun, docket.at)
        docket.set_clock(name, moved(marks_of(docket.clock(name)), begun, stood_still, calendar))
        row = docket.clock(name)
        docket.notes["left"][name] = left(docket.at, parse(row["due"]), calendar)
        if name != WHOLE:
            docket.opened.append(row)


def paused(docket: Docket, clock: str) -> int:
    """Working minutes for which a clock stood still, up to the last time that it went on."""
    count = docket.calendar(clock).working_minutes
    ended = [p for p in docket.plan.get("pauses", []) if clock in p["clocks"]]
    return sum(count(parse(p["at"]), parse(p["until"])) for p in ended)


def since(docket: Docket, clock: str) -> str | None:
    """When a clock stopped that stands still now."""
    pause = present(docket)
    return str(pause["at"]) if pause and clock in pause["clocks"] else None


def stood(docket: Docket, clock: str, until: datetime) -> datetime:
    """The moment that a clock shows: now, or when it stopped."""
    stopped = since(docket, clock)
    return min(parse(stopped), until) if stopped else until


def reading(docket: Docket, clock: str, row: Row, until: datetime) -> Row:
    """What a clock shows at a moment, in working minutes.

    Args:
        docket: the case.
        clock: its name.
        row: the row that holds it.
        until: the moment.

    Returns:
        `used` and `limit`, extensions counted in and pauses left out; `paused`, the one that
        lasts counted up to the moment.
    """
    count, opened = docket.calendar(clock).working_minutes, parse(row["opened_at"])
    stop, ended = stood(docket, clock, until), paused(docket, clock)
    return {
        "used": count(opened, stop) - ended, "limit": count(opened, parse(row["due"])) - ended,
        "paused": ended + count(stop, until),
    }  # fmt: skip
