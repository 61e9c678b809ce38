"""督办件 as the supervisor's board shows them: whose, why, how far, and when he reports next."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property

from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks.supervised import next_report
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.moment import iso


@dataclass(frozen=True)
class Item:
    """A supervised item as it stands. Moments are ISO texts.

    Attributes:
        document: the case; with `title` (never that of a classified one), `number`, `urgency`,
            `procedure`, `stage`, and `status` of the case.
        n: the entry that opened it; a case may have had several.
        source: `instruction`, `meeting`, `card`, `rule`, or empty where nobody said.
        rule: by which rule the office opened it: `red-stands`, `second-red`; else empty.
        ground: the words of whoever opened it.
        by: who opened it, the one who closes it; empty for the office itself.
        people: who answers for it; `names` and `units` as they are called.
        helpers: who helps.
        opened, until, closed: when it was opened, is to be done, was closed.
        late: whether `until` passed before it was closed.
        steps: name and, once done, when.
        reports: how many; `last` is the newest with `by`, `at` and `text`.
        next_report: when the next is due; None once it is closed.
        report_late: whether that has passed.
        explained: whether a written explanation was given since it was opened.
        level: the highest card that stands on the case.
    """

    document: str
    n: int
    title: str
    number: str | None
    urgency: str
    procedure: str
    stage: str | None
    status: str
    source: str
    rule: str
    ground: str
    by: str
    people: tuple[str, ...]
    names: tuple[str, ...]
    units: tuple[str, ...]
    helpers: tuple[str, ...]
    opened: str
    until: str | None
    closed: str | None
    late: bool
    steps: tuple[Row, ...]
    reports: int
    last: Row | None
    next_report: str | None
    report_late: bool
    explained: bool
    level: str

    @cached_property
    def key(self) -> tuple[str, int]:
        """By which one item is told from another."""
        return self.document, self.n

    def row(self) -> Row:
        """The item as a plain row."""
        return asdict(self)


def items(
    work: Work, office: Office, documents: Iterable[Row], cards: Iterable[Row], at: datetime
) -> list[Item]:  # fmt: skip
    """Every supervised item of these documents, open ones first, the next report soonest.

    Args:
        work: an open reading.
        office: the office as it stands.
        documents: rows of `document` that the asker may know of.
        cards: rows of `card`.
        at: now.
    """
    plans = [(row, said) for row in documents if (said := _said(row))]
    levels: dict[str, set[str]] = {}
    for card in cards:
        if not card["withdrawn_at"]:
            levels.setdefault(card["document"], set()).add(card["level"])
    explained: dict[str, str] = {}
    for act in work.acts("explain") if plans else ():
        explained[act["document"]] = act["at"]
    found = [
        _item(office, row, one, explained.get(row["id"], ""), levels.get(row["id"], set()), at)
        for row, plan in plans for one in plan
    ]  # fmt: skip
    return sorted(found, key=lambda i: (i.closed or "", i.next_report or "", i.opened, i.document))


def open_items(document: Row) -> int:
    """How many items of a case are open, by its `plan`."""
    return sum(1 for one in _said(document) if not one["closed_at"])


def _said(document: Row) -> list[Row]:
    """The items that the plan of a case tells of; most cases have none and aren't read."""
    text = document["plan"]
    return list(json.loads(text)["supervised"]) if '"supervised":[{' in text else []


def _item(
    office: Office, row: Row, one: Row, explained: str, levels: set[str], at: datetime
) -> Item:
    closed = one["closed_at"]
    reports = one.get("reports", [])
    following = None if closed else next_report(office, row, one)
    stop = closed or iso(at)
    people = [office.people[login] for login in one["people"]]
    return Item(
        document=row["id"], n=one["n"], title=title_shown(row), number=row["number"],
        urgency=row["urgency"], procedure=row["procedure"], stage=row["stage"],
        status=row["status"], source=one.get("source", ""), rule=one.get("rule", ""),
        ground=one["ground"], by=one["by"], people=tuple(one["people"]),
        names=tuple(person["name"] for person in people),
        units=tuple(dict.fromkeys(person["unit"] for person in people)),
        helpers=tuple(one.get("helpers", [])), opened=one["at"], until=one["until"],
        closed=closed, late=bool(one["until"] and one["until"] < stop),
        steps=tuple(one.get("steps", [])), reports=len(reports),
        last=reports[-1] if reports else None, next_report=following,
        report_late=bool(following and following < iso(at)),
        explained=explained >= one["at"],
        level=next((lv for lv in ("red", "yellow", "blue") if lv in levels), ""),
    )  # fmt: skip


def held(items: Iterable[Item], moments: list[str]) -> list[int]:
    """How many items were open at each of these moments."""
    spans = [(item.opened, item.closed) for item in items]
    return [
        sum(1 for opened, closed in spans if opened <= moment and not (closed and closed <= moment))
        for moment in moments
    ]  # fmt: skip
