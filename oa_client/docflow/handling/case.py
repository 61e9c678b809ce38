"""A case as it lies on the desk: what is on record, and what this act would change.

Rules read and write a `Docket`; nothing of it reaches the office before the desk commits it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.procedure.definition import Procedure, Stage
from oa_client.docflow.timelimit.limit import Limit, Marks, due, thresholds
from oa_client.docflow.timelimit.workdays import Calendar

Row = dict[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "document": ("id",), "task": ("id",), "opinion": ("document", "n"),
    "text_version": ("document", "version"), "attachment": ("document", "n", "i"),
    "book": ("series", "year"), "number": ("series", "year", "serial"),
    "card": ("document", "task", "level", "round"), "stand_in": ("id",),
    "party": ("document", "person"), "paper": ("document",), "link": ("document", "other"),
    "key": ("key_id",), "person": ("login",), "office": ("id",), "procedure": ("digest",),
    "request": ("key",), "calendar": ("version",),
    "calendar_moved": ("version", "document", "task"), "urging": ("document", "n", "person"),
    "assessment": ("document", "n"), "reservation": ("series", "year", "serial"),
}  # fmt: skip
"""Primary keys of what rules may write."""

OF_TIME = ("pause", "pauses", "extension", "extensions", "supervised")
"""What a plan holds of the case's time; a recall takes none of it back."""

WHOLE = ""
"""The name of the clock of a whole case among those of its tasks."""

WHOLE_ROUND = 1
"""The clock of a whole case runs once; returning a paper doesn't wind it up again."""

CASE_TABLES = (
    "task", "opinion", "text_version", "attachment", "card", "party", "paper", "number", "link",
    "urging", "assessment",
)  # fmt: skip
"""What belongs to one document."""


@dataclass(frozen=True)
class Office:
    """What holds for every case: people, law, calendar, stand-ins, number books."""

    office: Row
    people: Mapping[str, Row]
    procedures: Mapping[str, tuple[str, Procedure]]
    """By id: the digest and the procedure in force."""
    by_digest: Mapping[str, Procedure]
    stand_ins: tuple[Row, ...]
    books: Mapping[tuple[str, int], int]
    reserved: Mapping[str, Row]
    """Numbers that are kept for later, neither used nor void, by their text."""
    keys: Mapping[str, Row]
    calendar: Calendar

    def calendar_of(self, login: str) -> Calendar:
        """The calendar as it holds for a person: his unit may have hours of its own."""
        person = self.people.get(login)
        return self.calendar.of(person["unit"]) if person else self.calendar

    def posts(self, login: str) -> tuple[str, ...]:
        """The posts that a person holds."""
        return tuple(json.loads(self.people[login]["posts"]))

    def holders(self, post: str) -> list[str]:
        """Who holds a post, in the order of the list of people."""
        return [p for p, row in self.people.items() if row["active"] and post in self.posts(p)]

    def chief_of(self, unit: str) -> str | None:
        """The 科长 of a unit, else whoever heads it by post."""
        for post in ("科长", "办公室主任", "主要负责人"):
            for login in self.holders(post):
                if self.people[login]["unit"] == unit:
                    return login
        return None

    def person_or_unit(self, name: str) -> str | None:
        """The login that a login, a name, a unit or a post stands for."""
        if name in self.people:
            return name if self.people[name]["active"] else None
        named = [p for p, row in self.people.items() if row["name"] == name and row["active"]]
        if len(named) == 1:
            return named[0]
        return self.chief_of(name) or next(iter(self.holders(name)), None)

    def superiors(self, login: str) -> list[str]:
        """The chain of superiors upwards; a ring ends it."""
        chain: list[str] = []
        above = self.people[login]["superior"]
        while above and above in self.people and above not in chain and above != login:
            chain.append(above)
            above = self.people[above]["superior"]
        return chain

    def proxies(self, login: str, at: datetime) -> list[str]:
        """Who stands in for this person at that moment."""
        return [row["proxy"] for row in self._standing_in(at) if row["person"] == login]

    def proxy_names(self, login: str, at: datetime) -> list[str]:
        """The names of those who stand in for this person at that moment."""
        return [str(self.people[proxy]["name"]) for proxy in self.proxies(login, at)]

    def principals(self, login: str, at: datetime) -> list[str]:
        """For whom this person stands in at that moment."""
        return [row["person"] for row in self._standing_in(at) if row["proxy"] == login]

    def _standing_in(self, at: datetime) -> list[Row]:
        moment = iso(at)
        return [
            row
            for row in self.stand_ins
            if not row["ended"] and row["from_"] <= moment < row["until"]
        ]


@dataclass
class Docket:
    """One case under judgement.

    Attributes:
        document: the document's row, as it would stand after the act.
        rows: what the act writes, in order, as (table, row).
        opened: tasks that the act opens.
        closed: tasks that it closes.
    """

    office: Office
    at: datetime
    document: Row
    tables: dict[str, list[Row]] = field(default_factory=dict)
    rows: list[tuple[str, Row]] = field(default_factory=list)
    opened: list[Row] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def procedure(self) -> Procedure:
        """The procedure under which the case began."""
        return self.office.by_digest[self.document["digest"]]

    @property
    def plan(self) -> Row:
        """What the case has decided about its own way: countersigners, lead, ways back."""
        plan: Row = json.loads(self.document["plan"])
        return plan

    @property
    def elements(self) -> Row:
        """The document's elements."""
        elements: Row = json.loads(self.document["elements"])
        return elements

    @property
    def next_entry(self) -> int:
        """The number that the act's entry will have in the document's ledger."""
        return int(self.document["n"]) + 1

    def put(self, table: str, row: Row) -> None:
        """Write a row, whole or in part, by its primary key."""
        self.rows.append((table, dict(row)))
        if table == "document":
            self.document.update(row)
            return
        kept = self.tables.setdefault(table, [])
        key = KEYS[table]
        for old in kept:
            if all(old[name] == row[name] for name in key):
                old.update(row)
                return
        kept.append(dict(row))

    def set_document(self, **columns: Any) -> None:
        """Change the document's own row."""
        self.put("document", {"id": self.document["id"], **columns})

    def set_plan(self, **changes: Any) -> None:
        """Change what the case has decided about its way."""
        self.set_document(plan=_text(self.plan | changes))

    def set_elements(self, **changes: Any) -> None:
        """Change elements; title, kind, urgency and number are kept beside them for lists."""
        elements = self.elements | changes
        columns = {k: elements[k] for k in ("title", "kind") if elements.get(k) is not None}
        self.set_document(
            elements=_text(elements), urgency=elements.get("urgency") or "", **columns
        )

    def tasks(self, stage: str | None = None, *, open_only: bool = True) -> list[Row]:
        """Tasks of the case, of one stage or of all; reading tasks included."""
        return [
            task
            for task in self.tables.get("task", [])
            if (stage is None or task["stage"] == stage)
            and (not open_only or task["closed_at"] is None)
        ]

    def open_task(self, stage: Stage, person: str, **more: Any) -> Row:
        """Give a person something to do, with its due moment and the moments of its cards."""
        number = len(self.opened) + 1
        limit = stage.limits.of(self.document["urgency"])
        data = more.pop("data", {})
        row: Row = {
            "id": f"{self.document['id']}.{self.next_entry}.{number}",
            "document": self.document["id"],
            "stage": stage.id,
            "person": person,
            "action": stage.action,
            "round": self.document["round"],
            "opened_at": iso(self.at),
            "closed_at": None,
            "outcome": None,
            "seen_at": None,
            "from_": None,
            "for_": None,
            "note": None,
            "data": _text(data),
        }
        row |= _watch(self.at, limit, self.office.calendar_of(person)) | more
        if stage.urge:
            row["urge_at"] = self._urging(row, stage.urge)
        self.put("task", row)
        self.opened.append(row)
        self.add_party(person, stage.id)
        return row

    def clocks(self) -> list[str]:
        """The clocks that run: of the tasks in hand, and of the whole case; reading keeps none."""
        tasks = [t["id"] for t in self.tasks() if t["action"] != "read"]
        return [WHOLE, *tasks] if self.document["due"] and self.document["next_at"] else tasks

    def clock(self, name: str) -> Row:
        """The row that holds a clock: a task's, or for WHOLE the document's own."""
        if name == WHOLE:
            return self.document
        return next(t for t in self.tasks(open_only=False) if t["id"] == name)

    def calendar(self, name: str) -> Calendar:
        """By which a clock counts: the whole case by the office's, a task by his who has it."""
        office = self.office
        return office.calendar if name == WHOLE else office.calendar_of(self.clock(name)["person"])

    def set_clock(self, name: str, marks: Marks) -> None:
        """Set a clock anew; of each level only one card is ever issued in a round."""
        round_ = WHOLE_ROUND if name == WHOLE else self.clock(name)["round"]
        issued = {
            card["level"]
            for card in self.tables.get("card", [])
            if (card["task"], card["round"]) == (name, round_)
        }
        row: Row = {level: iso(getattr(marks, level)) for level in ("blue", "yellow", "red")}
        ahead = [moment for level, moment in row.items() if level not in issued]
        row |= {"due": row["red"], "next_at": min(ahead, default=None)}
        before = None if name == WHOLE else self.clock(name).get("urge_at")
        if before:
            task = self.clock(name) | row
            row["urge_at"] = self._urging(task, self.stage_of(task["stage"]).urge) or before
        self._wind(name, row)

    def _urging(self, task: Row, before: str | None) -> str | None:
        """When the office urges whoever has a task; never, where it would have to at once."""
        calendar, due = self.office.calendar_of(task["person"]), parse(task["due"])
        ahead = Limit.parse(before).minutes if before else 0
        wait = calendar.working_minutes(self.at, due) - ahead
        return iso(calendar.add_minutes(self.at, wait)) if before and wait > 0 else None

    def stop_clock(self, name: str) -> None:
        """No card comes of this clock before it is set anew."""
        self._wind(name, {"next_at": None})

    def _wind(self, name: str, row: Row) -> None:
        if name == WHOLE:
            self.set_document(**row)
        else:
            self.put("task", {"id": name, **row})

    def close_task(self, task: Row, outcome: str) -> None:
        """Take a task off its person's desk; its cards stay on record."""
        self.put(
            "task",
            {"id": task["id"], "closed_at": iso(self.at), "outcome": outcome, "next_at": None},
        )

    def start_whole_clock(self) -> None:
        """Start the clock of the whole case, where the procedure has one."""
        whole = self.procedure.whole
        if whole:
            limit = whole.limits.of(self.document["urgency"])
            self.set_document(**_watch(self.at, limit, self.office.calendar))

    def add_party(self, person: str, role: str) -> None:
        """From now on this person may read the document."""
        known = {row["person"] for row in self.tables.get("party", [])}
        if person not in known:
            row = {"document": self.document["id"], "person": person, "role": role}
            self.put("party", row | {"at": iso(self.at)})

    def stage_of(self, name: str) -> Stage:
        """A stage of the case's procedure."""
        return self.procedure.stages[name]


def _watch(opened: datetime, limit: Any, calendar: Calendar) -> Row:
    end = due(opened, limit, calendar)
    marks = thresholds(opened, end, limit, calendar)
    return {
        "due": iso(end),
        "blue": iso(marks.blue),
        "yellow": iso(marks.yellow),
        "red": iso(marks.red),
        "next_at": iso(min(marks.blue, marks.yellow, marks.red)),
    }


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def marks_of(row: Row) -> Marks:
    """When the cards of a task's or a case's clock fall due."""
    return Marks(parse(row["blue"]), parse(row["yellow"]), parse(row["red"]))
