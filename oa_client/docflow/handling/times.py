"""What is asked about the office's time: its calendar, what a new one would move, who is urged."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from oa_client.docflow.handling import rules
from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks import calendars, urging
from oa_client.docflow.handling.inquiry import readable_docket
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import running
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit import table
from oa_client.docflow.timelimit.workdays import Calendar, Hours


def told(work: Work, office: Office, year: int | None, at: datetime) -> Row:
    """The calendar in force, a year of it day by day, and every version on record.

    Raises:
        BadInput: `bad-year`.
    """
    calendar, shown = office.calendar, at.year if year is None else year
    if not 1950 <= shown <= 2200:
        raise BadInput("bad-year", year=shown)
    return {
        "version": calendar.version, "edition": calendar.edition, "year": shown,
        "hours": spans_of(calendar.hours),
        "timetables": [table.written_timetable(one) for one in calendar.timetables],
        "days": days_of(calendar, shown), "missing": missing(work, office, at),
        "keepers": calendars.keepers(office), "history": _history(work, office),
    }  # fmt: skip


def spans_of(hours: Hours) -> list[list[str]]:
    """Office hours, from when to when."""
    return [[f"{opens:%H:%M}", f"{to:%H:%M}"] for opens, to in hours]


def hours_in_force(calendar: Calendar, at: datetime) -> Row:
    """`hours` of the office on a day, and `unit_hours` of those units that have others then."""
    day = at.date()
    own = {unit: spans_of(hours) for unit, hours in calendar.own_hours(day).items()}
    return {"hours": spans_of(calendar.hours_on(day)), "unit_hours": own}


def days_of(calendar: Calendar, year: int) -> list[Row]:
    """A year day by day: `worked`, and `source`: `office`, `published` or `provisional`."""
    return [
        {"day": day.isoformat(), "worked": worked, "source": source}
        for day, worked, source in table.year_of(calendar, year)
    ]


def missing(work: Work, office: Office, at: datetime) -> list[int]:
    """Years that open clocks reach and nobody has put on record; see `calendars.years_missing`."""
    rows = (*work.rows("task", closed_at=None), *work.rows("document", closed_at=None))
    return calendars.years_missing(office.calendar, at, [r["due"] for r in rows if r["due"]])


def _history(work: Work, office: Office) -> list[Row]:
    count: dict[int, int] = {}
    for row in work.rows("calendar_moved"):
        count[row["version"]] = count.get(row["version"], 0) + 1
    return [
        {k: row[k] for k in ("version", "by", "ground", "notice", "at")}
        | {"name": office.people[row["by"]]["name"], "changed": json.loads(row["changed"]),
           "moved": count.get(row["version"], 0)}
        for row in work.rows("calendar")
    ]  # fmt: skip


def moved(work: Work, version: int) -> list[Row]:
    """Every clock that a version of the calendar moved, for everybody to read: old and new."""
    return [
        {"document": row["document"], "task": row["task"] or None,
         "marks": json.loads(row["marks"])}
        for row in work.rows("calendar_moved", version=version)
    ]  # fmt: skip


def preview(work: Work, office: Office, fields: Row, at: datetime) -> Row:
    """What would follow, were this put on record now; see `calendars.preview`."""
    return calendars.preview(office, fields, at, running(work, office, at))


def urgings(work: Work, office: Office, login: str, at: datetime) -> Row:
    """What a person is urged for, and what became of what he urged himself.

    Returns:
        `waiting`: unanswered lines of his own, and of those for whom he stands in, while the task
        is still in hand; `given`: his own urgings, each with its answer, the newest first.
    """
    people = [login, *office.principals(login, at)]
    lines = work.rows("urging", person=people, answered_at=None)
    open_ = {t["id"] for t in work.rows("task", person=people, closed_at=None)}
    waiting = [line for line in lines if line["task"] in open_]
    given = sorted(work.rows("urging", by=login), key=lambda u: str(u["at"]), reverse=True)
    titles = _titles(work, [*waiting, *given])
    return {
        "waiting": [_line(office, u, titles) for u in waiting],
        "given": [_line(office, u, titles) for u in given],
    }  # fmt: skip


def urgeable(
    work: Work, office: Office, login: str, documents: Sequence[str], at: datetime
) -> list[Row]:  # fmt: skip
    """Whom a person would urge upon each of these papers now.

    Returns:
        For each its `document` and `title`, `people` by login, and `refused`: None, or the code
        and facts for which nobody is urged upon it.
    """
    rows = []
    for document in documents:
        docket = readable_docket(work, office, login, document, at)
        reason = rules.refused(docket, login, "urge")
        rows.append({
            "document": document, "title": title_shown(docket.document),
            "people": [] if reason else urging.urgeable(docket, login),
            "refused": {"code": reason.code, **reason.facts} if reason else None,
        })  # fmt: skip
    return rows


def _titles(work: Work, lines: Sequence[Row]) -> dict[str, str]:
    ids = sorted({line["document"] for line in lines})
    return {row["id"]: row["title"] for row in work.rows("document", id=ids)}


def _line(office: Office, urging: Row, titles: dict[str, str]) -> Row:
    def name(login: str) -> str:
        return str(office.people[login]["name"]) if login in office.people else ""

    shown: dict[str, Any] = dict(urging)
    shown |= {"title": titles.get(urging["document"], ""), "name": name(urging["person"]),
              "by_name": name(urging["by"])}  # fmt: skip
    return shown


def is_open(office: Office, login: str, at: datetime) -> bool:
    """Whether a person is at work by the calendar of his unit, so that he may be told of cards."""
    return office.calendar_of(login).in_hours(at)
