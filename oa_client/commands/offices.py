"""Commands on an office as a whole: found it, its people, law and keys, copies of it."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oa_client import app
from oa_client.commands.answers import Answer, Row, columns, read_file
from oa_client.docflow.handling.founding import Person, read_people
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.procedure import reader
from oa_client.ui import wording
from oa_client.ui.texts import settled_words, text

LARGEST_LIST = 8_000_000


PersonalOffice = app.LocalOffice | app.SharedOffice
"""An office in which a person acts and reads."""

WholeOffice = app.LocalOffice | app.ServerOffice
"""An office whose whole records are at hand."""


@contextmanager
def office_of(args: Namespace) -> Iterator[app.AnyOffice]:
    """The office that a command names, open for as long as the command runs."""
    opened, _ = app.open_asking(args.place["OFFICE"], _asked)
    try:
        if isinstance(opened, app.SharedOffice):
            _tell_news(opened, args.language)
        yield opened
    finally:
        opened.close()


def _asked(account: str, _: StoreUnavailable) -> str | None:
    """The password, typed; only a person at a terminal is asked for one."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    return getpass.getpass(f"{account} 密码 / password: ") or None


def _tell_news(office: app.SharedOffice, language: str) -> None:
    """What became of requests that had waited, and what must be said of office and drawer."""
    try:
        office.begin(os.environ.get("OA_PASSPHRASE") or None)
        settled = office.settle()
        troubles = office.stand()["troubles"]
    except StoreUnavailable as failure:
        settled, troubles = [], [failure]
    said = [settled_words(one, language) for one in settled]
    said += [wording.say(trouble.code, trouble.facts, language) for trouble in troubles]
    for words in said:
        print(words, file=sys.stderr)


@contextmanager
def personal(args: Namespace) -> Iterator[tuple[PersonalOffice, str]]:
    """The office, and who asks: named in a local one, the login itself in a shared one.

    Raises:
        BadInput: `missing-argument`, `as-on-server`, `needs-person`.
    """
    if app.is_shared(args.place["OFFICE"]) and args.login:
        raise BadInput("as-on-server")
    with office_of(args) as office:
        if isinstance(office, app.ServerOffice):
            raise BadInput("needs-person", office=office.place)
        if isinstance(office, app.SharedOffice):
            yield office, office.login
        elif not args.login:
            raise BadInput("missing-argument", argument="--as")
        else:
            yield office, str(args.login)


@contextmanager
def whole(args: Namespace) -> Iterator[WholeOffice]:
    """The office with all its records: a file, or a server for who runs it.

    Raises:
        BadInput: `needs-server-login`.
    """
    with office_of(args) as office:
        if isinstance(office, app.SharedOffice):
            raise BadInput("needs-server-login", login=office.login)
        yield office


def unlocked(office: PersonalOffice, login: str) -> str | None:
    """The passphrase that opens a person's key: from OA_PASSPHRASE, else asked for."""
    given = os.environ.get("OA_PASSPHRASE") or None
    try:
        office.unlock(login, given)
    except BadInput as failure:
        if failure.code != "wrong-passphrase" or given or not sys.stdin.isatty():
            raise
        given = getpass.getpass("口令 / passphrase: ")
        office.unlock(login, given)
    return given


def people_in(file: str) -> list[Person]:
    """The list of people in a file.

    Raises:
        BadInput: `people-unreadable`, with file and line.
    """
    data = read_file(file, LARGEST_LIST)
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data[: failure.start].count(b"\n") + 1
        raise BadInput("people-unreadable", file=file, line=line, reason="UTF-8") from None
    return read_people(source, file)


def new(args: Namespace) -> Answer:
    """Found an office."""
    people = people_in(args.people)
    place = args.place["OFFICE"]
    name = args.name or Path(place).stem
    office = app.found_office(
        place, people, name=name, series=args.series or app.SERIES, training=args.training,
        at=args.at,
    )  # fmt: skip
    office.close()
    units = list(dict.fromkeys(person.unit for person in people))
    told = {"office": place, "people": len(people), "units": len(units)}
    return Answer(told, [f"{name}: {place}", *columns([(p.login, p.name, p.unit) for p in people])])


def people(args: Namespace) -> Answer:
    """Who is here."""
    with office_of(args) as office:
        rows = office.people()
    table = [
        (r["login"], r["name"], r["unit"], "、".join(r["posts"]), r["superior"],
         text(f"told.key_{r['key']}", args.language))
        for r in rows
    ]
    return Answer(rows, columns(table))


def procedures(args: Namespace) -> Answer:
    """The law in force; or whether a file could be law."""
    if "FILE.toml" in args.place:
        return _checked(Path(args.place["FILE.toml"]))
    with office_of(args) as office:
        rows = office.procedures()
        for target in filter(None, (args.pdf, args.xlsx)):
            office.limits_ready().write(Path(target))
    lines: list[str] = []
    for law in rows:
        lines.append(f"{law['id']}  {law['name']}  {law['name_en']}  {law['digest'][:12]}")
        lines += columns(
            ("   ", s["id"], s["name"], s["by"], s["action"], " / ".join(s["limits"].values()))
            for s in law["stages"]
        )
        lines += columns(_of_time(law, args.language))
    return Answer(rows, lines)


def _of_time(law: Row, language: str) -> Iterator[tuple[str, ...]]:
    """On which grounds its clocks may stand still, and who may give how many days more."""
    grounds = "、".join(ground["name"] for ground in law["grounds"])
    if grounds:
        yield "   ", "pause", wording.action_name("pause", language), grounds
    tiers = " / ".join(f"≤{tier['days']}d {tier['by']}" for tier in law["extension"]["tier"])
    if tiers:
        given = f"{tiers} × {law['extension']['most']}"
        yield "   ", "ask-extension", wording.action_name("ask-extension", language), given


def _checked(file: Path) -> Answer:
    procedure, problems = reader.examine(reader.read(file))
    told = [{"line": p.line, "code": p.code, "message": p.message} for p in problems]
    ok = procedure is not None and not problems
    stages = len(procedure.stage) if procedure else 0
    lines = [f"{file}:{p.line}: {p.code}: {p.message}" for p in problems]
    data = {"ok": ok, "stages": stages, "problems": told}
    return Answer(data, lines or [f"{file}: {stages}"], 0 if ok else 2)


def key(args: Namespace) -> Answer:
    """Make one's own key."""
    with personal(args) as (office, login):
        given = os.environ.get("OA_PASSPHRASE", "")
        if not given and not office.office()["training"] and sys.stdin.isatty():
            given = getpass.getpass("新口令 / new passphrase: ")
            if given != getpass.getpass("再输一次 / again: "):
                raise BadInput("wrong-passphrase")
        row = office.make_key(login, given)
    told = {k: row[k] for k in ("key_id", "login", "status", "fingerprint")}
    state = text(f"told.key_{row['status']}", args.language)
    return Answer(told, [f"{login}  {state}", row["fingerprint"]])


def backup(args: Namespace) -> Answer:
    """Copy an office."""
    target = Path(args.place["FILE"])
    with whole(args) as office:
        office.backup(target)
    told = {"file": str(target), "size": target.stat().st_size}
    size = f"{told['size']:,}"
    return Answer(told, [text("told.backup", args.language, file=target, size=size)])


def restore(args: Namespace) -> Answer:
    """Bring a backup back."""
    app.restore(args.place["FILE"], args.place["OFFICE"])
    with office_of(args) as office:
        name = office.office()["name"]
    return Answer(
        {"office": args.place["OFFICE"], "name": name}, [f"{name}: {args.place['OFFICE']}"]
    )
