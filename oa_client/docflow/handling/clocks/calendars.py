"""工作日历登记: the office's own table goes on record and moves what lies ahead, nothing past.

The State Council's notice as it was pasted, days one by one, office hours by unit and season. A
day that has begun can't be made another; a clock that has ended stays; of every other the entry
says from when to when it moved, for everybody to read.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import WHOLE, Docket, Office, Row, marks_of
from oa_client.docflow.handling.clocks import pauses
from oa_client.docflow.handling.clocks.extensions import given, promised
from oa_client.docflow.handling.people import OFFICE_CHIEF, SUPERVISOR
from oa_client.docflow.handling.reading import reading_stage
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit import notice, table
from oa_client.docflow.timelimit.clock import Running, recounted
from oa_client.docflow.timelimit.days import statutory
from oa_client.docflow.timelimit.limit import Limit
from oa_client.docflow.timelimit.workdays import Calendar

KEEPER = "日历员"
"""Where an office has this post, whoever holds it keeps the calendar, and nobody else."""

KEEPERS = (SUPERVISOR, OFFICE_CHIEF)
"""Who keeps it in an office without that post."""

TOLD_FROM = 11
"""The month from which on the next year's table is asked for: by then it is published."""


@dataclass(frozen=True)
class Next:
    """The version of the calendar that would follow.

    Attributes:
        calendar: itself.
        changed: days that it has otherwise, true where they are now worked.
        passed: days of the notice that are over and were counted otherwise: they stay so.
        tables: how many timetables it adds.
    """

    calendar: Calendar
    changed: dict[date, bool]
    passed: list[date]
    tables: int


def keepers(office: Office) -> list[str]:
    """Who may put a calendar on record."""
    own = office.holders(KEEPER)
    return own or [p for post in KEEPERS for p in office.holders(post)]


def may_keep(office: Office, login: str) -> None:
    """Whether this person keeps the calendar.

    Raises:
        Refused: `not-your-post`.
    """
    if login not in keepers(office):
        raise Refused("not-your-post", post=KEEPER if office.holders(KEEPER) else SUPERVISOR)


def following(office: Office, fields: Row, at: datetime) -> Next:
    """The next version of the calendar, by what was said.

    Raises:
        Refused: `field-missing`, `back-dated`, `calendar-unchanged`.
        BadInput: `notice-unreadable`, `bad-day`, `too-many-days`, `bad-hours`, `bad-period`,
            `no-such-unit`, `notice-incomplete` where it says nothing of a holiday; and as
            `table.sound` does.
    """
    present, today = office.calendar, at.date()
    named = table.read_days(fields.get("days") or {})
    told = notice.table(fields["notice"]) if (fields.get("notice") or "").strip() else {}
    tables = [table.read_timetable(said) for said in fields.get("hours") or ()]
    for day in sorted(told):
        if told[day] and day in statutory(day.year):
            raise BadInput("notice-incomplete", day=day.isoformat())
    if not (named or told or tables):
        raise Refused("field-missing", field="notice")
    units = {row["unit"] for row in office.people.values()}
    for one in tables:
        if one.unit and one.unit not in units:
            raise BadInput("no-such-unit", unit=one.unit[:60])
    begun = [one.first for one in tables if one.first <= today]
    begun += [day for day in table.differing(named, present) if day <= today]
    if begun:
        raise Refused("back-dated", start=min(begun).isoformat())
    days = {**told, **named}
    changed = table.differing(days, present)
    passed = [day for day in changed if day <= today]
    days = {day: worked for day, worked in days.items() if day not in passed}
    if not tables and all(present.overrides.get(day) == worked for day, worked in days.items()):
        raise Refused("calendar-unchanged")
    new = table.with_changes(present, days, tables, present.edition + 1)
    table.sound(new, days, tables, today)
    ahead = {day: worked for day, worked in changed.items() if day > today}
    return Next(new, ahead, passed, len(tables))


def put_on_record(
    office: Office, by: str, fields: Row, at: datetime, running: Iterable[Docket]
) -> tuple[list[tuple[str, Row]], Row]:
    """The rows of a new calendar and of every clock that it moves, and what is worth noting.

    Raises:
        Refused: `not-your-post`, `field-missing`; and as `following` does.
        BadInput: as `following` does.
    """
    may_keep(office, by)
    if not fields["ground"].strip():
        raise Refused("field-missing", field="ground")
    new = following(office, fields, at)
    edition = new.calendar.edition
    days, hours = table.written(new.calendar)
    changed = {day.isoformat(): worked for day, worked in new.changed.items()}
    rows: list[tuple[str, Row]] = []
    if edition > 1:
        rows.append(("calendar", {"version": edition - 1, "in_force": 0}))
    rows.append(("calendar", {
        "version": edition, "by": by, "ground": fields["ground"], "notice": fields.get("notice"),
        "days": days, "hours": hours, "changed": json.dumps(changed, separators=(",", ":")),
        "at": iso(at), "in_force": 1,
    }))  # fmt: skip
    count = 0
    for docket in running:
        for name, row, marks in moves(docket, new.calendar):
            count += 1
            key = {"version": edition, "document": docket.document["id"], "task": name}
            rows.append(row)
            rows.append(("calendar_moved", key | {"marks": json.dumps(marks, sort_keys=True)}))
    notes: Row = {"version": edition, "changed": changed, "hours": new.tables, "moved": count}
    if new.passed:
        notes["passed"] = [day.isoformat() for day in new.passed]
    return rows, notes


def moves(docket: Docket, calendar: Calendar) -> Iterator[tuple[str, tuple[str, Row], Row]]:
    """Every clock of a case that another calendar moves.

    Returns:
        The clock's name, the row that sets it anew, and of each moment that moved the old and
        the new one.
    """
    for name in _running(docket):
        before = docket.clock(name)
        mine = calendar if name == WHOLE else calendar.of(_unit(docket, before["person"]))
        marks = recounted(*_stand(docket, name), docket.calendar(name), mine)
        now = {level: iso(getattr(marks, level)) for level in ("blue", "yellow", "red")}
        now["due"] = now["red"]
        moved = {k: [before[k], now[k]] for k in ("due", "blue", "yellow") if before[k] != now[k]}
        if moved:
            docket.rows.clear()
            if before["next_at"]:
                docket.set_clock(name, marks)
            else:  # it stands still, and is set again when it goes on
                docket.put(*_set(docket, name, now))
            yield name, docket.rows[-1], moved


def _running(docket: Docket) -> list[str]:
    """The clocks that have not ended, those that stand still among them."""
    pause = pauses.present(docket)
    tasks = [task["id"] for task in docket.tasks()]
    whole = docket.document["next_at"] or (pause and WHOLE in pause["clocks"])
    return [WHOLE, *tasks] if docket.document["due"] and whole else tasks


def _stand(docket: Docket, name: str) -> tuple[Running, datetime]:
    """How a clock stands, and since when it has shown so."""
    row = docket.clock(name)
    limit = _limit(docket, name, row)
    shown = pauses.stood(docket, name, docket.at)
    spent = pauses.reading(docket, name, row, docket.at)["used"]
    running = Running(
        marks_of(row), spent, given(docket, name, limit), limit.is_days, promised(docket, name)
    )
    return running, shown


def _limit(docket: Docket, name: str, row: Row) -> Limit:
    whole = docket.procedure.whole
    if name == WHOLE and whole:
        return whole.limits.of(docket.document["urgency"])
    stage = reading_stage(docket) if row["action"] == "read" else docket.stage_of(row["stage"])
    return stage.limits.of(docket.document["urgency"])


def _set(docket: Docket, name: str, marks: Row) -> tuple[str, Row]:
    if name == WHOLE:
        return "document", {"id": docket.document["id"], **marks}
    return "task", {"id": name, **marks}


def _unit(docket: Docket, login: str) -> str:
    return str(docket.office.people[login]["unit"])


def preview(office: Office, fields: Row, at: datetime, running: Iterable[Docket]) -> Row:
    """What would follow, were it put on record now; as far as the asker's cases go.

    Returns:
        `version`, `changed`, `passed`, `calendar` (the version that would follow) and `moved`,
        a row per clock.

    Raises:
        Refused: as `following` does.
        BadInput: as `following` does.
    """
    new = following(office, fields, at)
    moved: list[dict[str, Any]] = [
        {"document": docket.document["id"], "title": _title(docket.document),
         "task": name or None, "marks": marks}
        for docket in running
        for name, _, marks in moves(docket, new.calendar)
    ]  # fmt: skip
    return {
        "version": new.calendar.edition, "moved": moved, "passed": new.passed,
        "changed": new.changed, "calendar": new.calendar,
    }  # fmt: skip


def _title(row: Row) -> str:
    """A title as whoever keeps the calendar may see it: no draft's, and no classified one's."""
    return "" if row["status"] == "draft" else title_shown(row)


def years_missing(calendar: Calendar, at: datetime, reached: Iterable[str]) -> list[int]:
    """Years that clocks reach and that nobody has put on record, told from 1 November before.

    Args:
        calendar: the one in force.
        at: now.
        reached: due moments of what is open.
    """
    years = {parse(due).year for due in reached} | {at.year + (at.month >= TOLD_FROM)}
    return [
        year
        for year in range(at.year, max(years) + 1)
        if (at.year, at.month) >= (year - 1, TOLD_FROM) and table.unsettled(calendar, year)
    ]
