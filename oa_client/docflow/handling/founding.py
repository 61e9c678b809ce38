"""How an office begins, and how its people come by their keys."""

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clockwork import state
from oa_client.docflow.handling.desk import moment_of
from oa_client.docflow.handling.initials import initials
from oa_client.docflow.handling.office_acts import counts_at_once
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.handling.records import Book, load_office
from oa_client.docflow.ledger.signature import Signer, generate, key_id, unlock
from oa_client.docflow.model.errors import BadInput, Refused, StoreUnavailable
from oa_client.docflow.model.moment import Clock, iso
from oa_client.docflow.model.text import check, same_name
from oa_client.docflow.procedure.reader import digest, load
from oa_client.docflow.timelimit.workdays import Calendar

OFFICE = ""
"""Under this name lies the key of the office itself."""

COLUMNS = ("login", "name", "unit", "posts", "superior")
MOST_PEOPLE = 20_000


@dataclass(frozen=True)
class Person:
    """A row of the list of people."""

    login: str
    name: str
    unit: str
    posts: tuple[str, ...]
    superior: str | None


def read_people(source: str, file: str) -> list[Person]:
    """The list of people of a new office.

    Raises:
        BadInput: `people-unreadable` with file, line and reason.
    """
    rows = csv.DictReader(io.StringIO(source.removeprefix("\ufeff")), strict=True)
    people: list[Person] = []
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
        if missing:
            raise BadInput("people-unreadable", file=file, line=1, reason=",".join(missing))
        for row in rows:
            people.append(_person(row, file, rows.line_num))
    except csv.Error as failure:
        line = rows.line_num
        raise BadInput("people-unreadable", file=file, line=line, reason=str(failure)) from None
    _whole(people, file)
    return people


def _person(row: dict[str, str | None], file: str, line: int) -> Person:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name, value in values.items():
        try:
            check(name, value)
        except Refused as reason:
            code = f"{name}: {reason.code}"
            raise BadInput("people-unreadable", file=file, line=line, reason=code) from None
    for name in ("login", "name", "unit"):
        if not values[name]:
            raise BadInput("people-unreadable", file=file, line=line, reason=name)
    if None in row:
        raise BadInput("people-unreadable", file=file, line=line, reason=str(row[None]))  # type: ignore[index]
    posts = tuple(p.strip() for p in values["posts"].replace("；", ";").split(";") if p.strip())
    superior = values["superior"] or None
    return Person(values["login"], values["name"], values["unit"], posts, superior)


def _whole(people: list[Person], file: str) -> None:
    if not people or len(people) > MOST_PEOPLE:
        raise BadInput("people-unreadable", file=file, line=1, reason=str(len(people)))
    logins = [person.login for person in people]
    for line, person in enumerate(people, start=2):
        earlier = people[: line - 2]
        if any(same_name(person.login, other.login) for other in earlier):
            raise BadInput("login-twice", file=file, line=line, login=person.login)
        if person.superior and person.superior not in logins:
            raise BadInput("no-such-superior", file=file, line=line, login=person.superior)
    above = {person.login: person.superior for person in people}
    for line, person in enumerate(people, start=2):
        if _in_ring(person.login, above):
            raise BadInput("superior-ring", file=file, line=line, login=person.login)


def _in_ring(login: str, above: dict[str, str | None]) -> bool:
    here, seen = above[login], set()
    while here and here not in seen:
        if here == login:
            return True
        seen.add(here)
        here = above[here]
    return False


def found(
    store: Store, people: list[Person], procedures: list[str], *,
    name: str, series: str, training: bool, at: datetime,
) -> Row:  # fmt: skip
    """Found an office: its people, its law, its own key; in training everyone's keys too.

    Raises:
        StoreUnavailable: `office-exists`, where one was founded a moment ago.
    """
    pem, public, key_id = generate(None)
    office = {
        "id": str(uuid4()), "name": name, "series": series, "training": int(training),
        "created_at": iso(at), "founder": people[0].login, "key_id": key_id, "public": public,
    }  # fmt: skip
    rows: list[tuple[str, Row]] = [("office", office)]
    rows += [("person", _person_row(person, n)) for n, person in enumerate(people)]
    rows += [("procedure", _procedure_row(source, at)) for source in procedures]
    secrets = [{"key_id": key_id, "login": OFFICE, "pem": pem.decode(), "at": iso(at)}]
    for person in people if training else ():
        pem, public, own = generate(None)
        rows.append(("key", _key_row(own, person.login, public, at, "trusted")))
        secrets.append({"key_id": own, "login": person.login, "pem": pem.decode(), "at": iso(at)})
    with store.write() as work:
        if work.rows("office"):
            raise StoreUnavailable("office-exists", file=name)
        for secret in secrets:
            work.put("my_key", secret)
        _first_entry(work, office, rows, unlock(secrets[0]["pem"].encode(), None), at)
    return office


def _first_entry(
    work: Work, office: Row, rows: list[tuple[str, Row]], signer: Signer, at: datetime
) -> None:
    book = Book(work, work.last_entry(), iso(at))
    founding = _Founding(office)
    state(book, founding, signer, "", "founded", office["founder"], None, iso(at), rows, {})  # type: ignore[arg-type]
    book.seal()


@dataclass(frozen=True)
class _Founding:
    """The office before it stands in its own tables."""

    office: Row


def _person_row(person: Person, order: int) -> Row:
    return {
        "login": person.login, "name": person.name, "unit": person.unit,
        "posts": json.dumps(list(person.posts), ensure_ascii=False),
        "superior": person.superior, "active": 1, "ord": order, "pinyin": initials(person.name),
    }  # fmt: skip


def _procedure_row(source: str, at: datetime) -> Row:
    law = load(source)
    row = {"digest": digest(source), "id": law.id, "source": source}
    return row | {"in_force": 1, "since": iso(at)}


def _key_row(key_id: str, login: str, public: str, at: datetime, status: str) -> Row:
    return {
        "key_id": key_id, "login": login, "public": public, "made_at": iso(at),
        "status": status, "vouchers": "[]",
    }  # fmt: skip


def make_key(store: Store, clock: Clock, calendar: Calendar, login: str, passphrase: str) -> Row:
    """Make a person's key; it counts at once for the founder, else when it is vouched for.

    Raises:
        BadInput: `no-such-person`, `passphrase-missing`.
        Refused: `key-waiting`, while an earlier one still waits for its vouchers.
    """
    with store.write() as work:
        office = load_office(work, calendar)
        if login not in office.people:
            raise BadInput("no-such-person", field="--as", name=login[:60])
        if not passphrase and not office.office["training"]:
            raise BadInput("passphrase-missing")
        at = moment_of(work, office, None, clock)
        pem, public, key_id = generate(passphrase or None)
        book = Book(work, work.last_entry(), iso(at))
        row = enrol(book, office, signer_of(work, OFFICE, None), login, public, at)
        secret = {"key_id": key_id, "login": login, "pem": pem.decode(), "at": iso(at)}
        work.put("my_key", secret)
        book.seal()
    return row


def enrol(
    book: Book, office: Office, signer: Signer, login: str, public: str, at: datetime
) -> Row:
    """Note a person's new key; it counts at once for the founder, else when it is vouched for.

    Raises:
        Refused: `key-waiting`, while an earlier one still waits for its vouchers.
    """
    first = counts_at_once(office, login)
    mine = [key for key in office.keys.values() if key["login"] == login]
    if not first and any(key["status"] == "pending" for key in mine):
        raise Refused("key-waiting", person=login)
    row = _key_row(key_id(public), login, public, at, "trusted" if first else "pending")
    state(book, office, signer, "", "key", login, None, iso(at), [("key", row)], {})
    return row


def signer_of(work: Work, login: str, passphrase: str | None) -> Signer:
    """A person's key, unlocked.

    Raises:
        Refused: `key-missing`.
        BadInput: `wrong-passphrase`.
    """
    kept = work.rows("my_key", login=login)
    status = {row["key_id"]: row["status"] for row in work.rows("key", login=login)}
    usable = [k for k in kept if login == OFFICE or status.get(k["key_id"]) != "replaced"]
    if not usable:
        raise Refused("key-missing", person=login)
    trusted = [k for k in usable if status.get(k["key_id"]) == "trusted"]
    chosen = (trusted or usable)[-1]
    return unlock(chosen["pem"].encode(), passphrase)


def fingerprint(public: str) -> str:
    """What two people read to each other over the telephone before one vouches."""
    whole = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return " ".join(whole[n : n + 4] for n in range(0, 32, 4))
