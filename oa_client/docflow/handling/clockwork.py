"""What the office itself establishes, under its own key: who opened what, and which card is due."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from oa_client.docflow.handling.case import WHOLE_ROUND, Office, Row
from oa_client.docflow.handling.clocks import urging
from oa_client.docflow.handling.clocks.ladder import recipients
from oa_client.docflow.handling.desk import moment_of
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.handling.records import Book, facts_of, load_docket, load_office
from oa_client.docflow.handling.requests import statement
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model.moment import Clock, iso, parse
from oa_client.docflow.timelimit.monitor import CardDue, Level, Watch, cards_due, next_moment
from oa_client.docflow.timelimit.workdays import Calendar


def state(
    book: Book, office: Office, signer: Signer, document: str, code: str, by: str,
    for_: str | None, at: str, rows: list[tuple[str, Row]], notes: Row,
) -> None:  # fmt: skip
    """Enter a fact that the office vouches for with its own key."""
    facts = facts_of(rows, notes)
    n = book.head(document)[0] + 1
    said = statement(office.office["id"], document, n, code, by, for_, at, facts)
    signature = signer.sign("facts", said)
    book.enter(document, code, by, for_, facts, None, signer.key_id, signature)


def open_document(
    store: Store, clock: Clock, calendar: Calendar, signer: Signer, login: str, document: str,
    at: str | None = None, *, shown: bool = True,
) -> bool:  # fmt: skip
    """Note that a person opened a document, see `opening`; True where it was news."""
    with store.write() as work:
        office = load_office(work, calendar)
        now = moment_of(work, office, at, clock)
        news = opening(work, office, login, document, now, told=at is not None, shown=shown)
        if news is None:
            return False
        moment, rows = news
        book = Book(work, work.last_entry(), iso(moment))
        state(book, office, signer, document, "opened", login, None, iso(moment), rows, {})
        book.seal()
    return True


Opening = tuple[datetime, list[tuple[str, Row]]]
"""When a document counts as opened, and what that writes."""


def opening(
    work: Work, office: Office, login: str, document: str, at: datetime, *,
    told: bool = True, shown: bool = True,
) -> Opening | None:  # fmt: skip
    """What goes on record as a person opens a document now; None where nothing does.

    Whoever has it on his desk: his tasks, as he sees them first. Whoever has no part in the case
    and reads it by his post, or for another: that he did, once a day; leafing through the same
    papers all day fills no ledger. Whoever was let in without a task, or lost it before he saw it:
    that he did, once.

    Args:
        work: an open reading.
        office: the office as it stands.
        login: who opens it.
        document: which.
        at: now.
        told: whether somebody told that time. In a training office, where time is told, a look
            whose time nobody told is put beside the last entry: it must not run ahead of the play.
        shown: whether he has the whole document before him; his own task is then seen now.
    """
    mine = opened_rows(work, office, login, document, at)
    last = work.last_entry() if office.office["training"] and not told else None
    if last and not (mine and shown):
        at = parse(last.at)
        mine = opened_rows(work, office, login, document, at)
    if mine:
        return at, mine
    if work.rows("party", document=document, person=login):
        return None if work.rows("entry", document=document, by=login) else (at, [])
    earlier = work.rows("entry", document=document, by=login, code="opened")
    return None if any(same_day(entry["at"], at) for entry in earlier) else (at, [])


def same_day(moment: str, at: datetime) -> bool:
    """Whether an entry was made on the day of another moment, as the office counts days."""
    return moment[:10] == iso(at)[:10]


def opened_rows(
    work: Work, office: Office, login: str, document: str, at: datetime
) -> list[tuple[str, Row]]:
    """The tasks of this person, or of those he stands in for, that he now sees first."""
    people = [login, *office.principals(login, at)]
    waiting = work.rows("task", document=document, person=people, closed_at=None, seen_at=None)
    return [("task", {"id": task["id"], "seen_at": iso(at)}) for task in waiting]


@dataclass(frozen=True)
class Swept:
    """What one look at every clock brought.

    Attributes:
        issued: the cards.
        urged: whom the office itself urged, a line per task.
        checked: how many clocks were looked at.
    """

    issued: list[Row]
    urged: list[Row]
    checked: int


def sweep(
    store: Store, clock: Clock, calendar: Calendar, signer: Signer, at: str | None = None
) -> Swept:
    """Issue every card whose moment has passed, each once per task, level and round; and urge."""
    with store.write() as work:
        office = load_office(work, calendar)
        moment = moment_of(work, office, at, clock)
        checked = len(work.rows("task", closed_at=None))
        book = Book(work, work.last_entry(), iso(moment))
        issued = [
            _enter_card(book, office, signer, card, rows, iso(moment))
            for card, rows in due_cards(work, office, moment)
        ]
        urged = [
            _enter_urging(book, office, signer, rows, iso(moment))
            for rows in due_urgings(work, office, moment)
        ]
        if issued or urged:
            book.seal()
    return Swept(issued, urged, checked)


def due_urgings(work: Work, office: Office, at: datetime) -> Iterator[list[tuple[str, Row]]]:
    """Of each task that the office itself urges now, the rows that this writes.

    Whoever is late already hears of it by his card; he is not urged as well.
    """
    for task in work.watched(iso(at))["urge"]:
        docket = load_docket(work, office, task["document"], parse(task["urge_at"]))
        line = urging.line(docket, task["person"], task["id"], urging.BY_RULE, None)
        yield [("urging", line), ("task", {"id": task["id"], "urge_at": None})]


def _enter_urging(
    book: Book, office: Office, signer: Signer, rows: list[tuple[str, Row]], at: str
) -> Row:
    line = rows[0][1]
    state(book, office, signer, line["document"], "urged", urging.BY_RULE, None, at, rows, {})
    return {k: line[k] for k in ("document", "task", "person", "at", "notify_at")}


def due_cards(
    work: Work, office: Office, at: datetime
) -> Iterator[tuple[CardDue, list[tuple[str, Row]]]]:
    """Cards due by a moment, each with the rows that its issue writes."""
    watched = work.watched(iso(at))
    for task in watched["task"]:
        watch = _watch(task["document"], task["id"], task["person"], task["round"], task)
        yield from _of_watch(work, office, watch, ("task", task["id"]), task["digest"], at)
    for document in watched["document"]:
        person = document["drafter"] or document["creator"]
        watch = _watch(document["id"], None, person, WHOLE_ROUND, document)
        owner = ("document", document["id"])
        yield from _of_watch(work, office, watch, owner, document["digest"], at)


def _watch(document: str, task: str | None, person: str, round_: int, row: Row) -> Watch:
    return Watch(
        document=document, task=task, person=person, round=round_,
        blue=parse(row["blue"]), yellow=parse(row["yellow"]), red=parse(row["red"]),
        due=parse(row["due"]),
    )  # fmt: skip


def _of_watch(
    work: Work, office: Office, watch: Watch, owner: tuple[str, str], digest: str, at: datetime
) -> Iterator[tuple[CardDue, list[tuple[str, Row]]]]:
    kept = work.rows("card", document=watch.document, task=watch.task or "", round=watch.round)
    issued = {Level(row["level"]) for row in kept}
    law = office.by_digest[digest]
    for card in cards_due(watch, issued, at, office.calendar_of(watch.person)):
        issued.add(card.level)
        following = next_moment(watch, issued)
        row = {
            "document": card.document, "task": card.task or "", "level": card.level.value,
            "round": card.round, "person": card.person,
            "to_": json.dumps(recipients(office, law, card.person, card.level, at)),
            "due": iso(card.due), "at": iso(card.at), "notify_at": iso(card.notify_at),
            "issued_at": iso(at),
        }  # fmt: skip
        mark = {"id": owner[1], "next_at": iso(following) if following else None}
        yield card, [("card", row), (owner[0], mark)]


def _enter_card(
    book: Book, office: Office, signer: Signer, card: CardDue, rows: list[tuple[str, Row]], at: str
) -> Row:
    state(book, office, signer, card.document, "card", "", None, at, rows, {})
    row = rows[0][1]
    return {
        "document": card.document, "task": card.task, "person": card.person,
        "level": card.level.value, "round": card.round, "to": json.loads(row["to_"]),
        "due": row["due"], "at": row["at"], "notify_at": row["notify_at"],
    }  # fmt: skip
