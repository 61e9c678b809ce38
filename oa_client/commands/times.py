"""Commands about the office's time: its calendar and what that moved, urging one or many."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from oa_client.commands.acts import read_fields_of
from oa_client.commands.answers import Answer, Row, columns
from oa_client.commands.offices import office_of, personal, unlocked
from oa_client.docflow.handling.actions import read_fields
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.table import one_day
from oa_client.ui import wording
from oa_client.ui.texts import text

WEEKEND = 5


def calendar(args: Namespace) -> Answer:
    """The calendar in force and its versions; what a version moved, or what a new one would."""
    language = args.language
    if args.closed or args.made_up:
        return _single(args)
    if args.unit or args.ground or args.login:
        raise BadInput("missing-argument", argument="--closed")
    with office_of(args) as office:
        if args.moved is not None:
            rows = office.calendar_moved(args.moved)
            return Answer(rows, [*_moved(rows), text("told.moved", language, count=len(rows))])
        if args.fields is not None:
            fields = {"ground": "—"} | read_fields_of(args.fields)
            found = office.calendar_preview(read_fields("set-calendar", fields))
            return _preview(found, language)
        told = office.calendar_told(args.year)
        names = {row["login"]: row["name"] for row in office.people()}
    lines = [text("told.calendar", language, version=told["version"], year=told["year"])]
    lines += [_hours(told["hours"], "", language)]
    lines += [_timetable(one, language) for one in told["timetables"]]
    lines += list(_special(told["days"], language))
    lines += columns(_version(row, language) for row in told["history"])
    lines += [
        wording.say(
            "calendar-provisional", {"year": year, "people": told["keepers"]}, language, names
        )
        for year in told["missing"]
    ]
    return Answer(told, lines)


def _single(args: Namespace) -> Answer:
    """A single day tried out; with a ground it goes on record."""
    if args.closed and args.made_up:
        raise BadInput("wrong-usage", reason=text("told.usage_one_day", args.language))
    fields = one_day(args.closed or args.made_up, args.unit or "", worked=bool(args.made_up))
    if not args.ground:
        with office_of(args) as office:
            said = read_fields("set-calendar", {"ground": "—"} | fields)
            return _preview(office.calendar_preview(said), args.language)
    with personal(args) as (asked, login):
        given = unlocked(asked, login)
        said = {"ground": args.ground} | fields
        changes = asked.act(login, "set-calendar", said, at=args.at, passphrase=given)
    version = changes.notes["version"]
    return Answer(changes.answer(), [text("told.recorded", args.language, version=version)])


def _hours(spans: list[list[str]], prefix: str, language: str) -> str:
    said = "  ".join(f"{opens}–{closes}" for opens, closes in spans)
    said = said or text("told.closed", language)
    return text("told.hours", language, spans=said) if not prefix else f"{prefix}  {said}"


def _timetable(one: Row, language: str) -> str:
    until = one["until"] or text("told.for_good", language)
    unit = one["unit"] or text("told.every_unit", language)
    return _hours(one["spans"], f"{one['from']} — {until}  {unit}", language)


def _special(days: list[Row], language: str) -> Iterator[str]:
    """Days that are not as their weekday would have them, run by run, each with its source."""
    def kind(row: Row) -> tuple[bool, bool, str]:
        ordinary = row["worked"] == (date.fromisoformat(row["day"]).weekday() < WEEKEND)
        return ordinary, row["worked"], row["source"]

    for (ordinary, worked, source), run in groupby(days, kind):
        if ordinary:
            continue
        named = [row["day"] for row in run]
        span = named[0] if len(named) == 1 else f"{named[0]} — {named[-1]}"
        what = text("told.worked" if worked else "told.off", language)
        yield f"{span}  {what}  {wording.term('day_source', source, language)}"


def _version(row: Row, language: str) -> tuple[str, ...]:
    moved = text("told.moved", language, count=row["moved"])
    return (f"#{row['version']}", row["at"][:16].replace("T", " "), row["name"], row["ground"],
            moved)  # fmt: skip


def _moved(rows: list[Row]) -> list[str]:
    return columns(
        (row["document"], row["task"] or "—", _span(row["marks"]))
        for row in rows
    )  # fmt: skip


def _span(marks: Row) -> str:
    """When the limit ends; where only cards move, the first of them."""
    was, now = marks.get("due") or next(iter(marks.values()))
    return f"{was[:16]} → {now[:16]}".replace("T", " ")


def _preview(found: Row, language: str) -> Answer:
    changed = {day.isoformat(): worked for day, worked in found["changed"].items()}
    passed = [day.isoformat() for day in found["passed"]]
    data = {"version": found["version"], "changed": changed, "passed": passed,
            "moved": found["moved"]}  # fmt: skip
    lines = columns(
        (day, text("told.worked" if worked else "told.off", language))
        for day, worked in changed.items()
    )
    lines += [*_moved(found["moved"]), text("told.moved", language, count=len(found["moved"]))]
    return Answer(data, lines)


def urge(args: Namespace) -> Answer:
    """Urge for one document or many; without any, who urges me and whom I urge."""
    with personal(args) as (office, login):
        if not args.document:
            if args.note or args.to or args.at:
                raise BadInput("missing-argument", argument="--document")
            found = office.urgings(login)
            return Answer(found, list(_lines(found, args.language)))
        given = unlocked(office, login)
        told = office.urge_many(
            login, args.document, args.note, args.to, at=args.at, passphrase=given
        )
        names = {row["login"]: row["name"] for row in office.people()}
    for row in told["refused"]:
        row["message"] = wording.say(row["code"], row.pop("facts"), args.language, names)
    lines = columns(
        (names[n["person"]], n["notify_at"][:16].replace("T", " "), " ".join(n["documents"]))
        for n in told["notices"]
    )
    lines += [f"{row['document']}: {row['message']}" for row in told["refused"]]
    return Answer(told, lines, 0 if told["done"] else 1)


def _lines(found: Row, language: str) -> Iterator[str]:
    for sort in ("waiting", "given"):
        for row in found[sort]:
            who = (row["by_name"] or text("told.office", language), "→", row["name"])
            said = (row["note"] or "", row["answer"] or "", row["expected"] or "")
            yield "  ".join((row["at"][:16].replace("T", " "), *who, row["title"], *said)).rstrip()
