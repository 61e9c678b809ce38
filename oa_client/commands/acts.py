"""Commands of a person at work: act, may, tray, show, search."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from oa_client.commands.act_fields import hint
from oa_client.commands.answers import Answer, Row, columns, failed, read_file
from oa_client.commands.offices import PersonalOffice, personal, unlocked
from oa_client.docflow.model.errors import BadInput, OfficeError
from oa_client.ui import recorded, wording
from oa_client.ui.texts import text

LARGEST_ACT = 16_000_000
"""Bytes of `--with`; a longer text is refused before it is read."""


def act(args: Namespace) -> Answer:
    """One act; where a field is not as it should be, how to type it."""
    try:
        return _done(args)
    except OfficeError as failure:
        told = failed(failure, args.language)
        more = hint(args.place["ACTION"], failure, args.language)
        return replace(told, lines=[*told.lines, *more])


def _done(args: Namespace) -> Answer:
    fields = read_fields_of(args.fields)
    files = [(Path(name).name, Path(name)) for name in args.attach]
    key = _key(args.key)
    with personal(args) as (office, login):
        given = unlocked(office, login)
        changes = office.act(
            login, args.place["ACTION"], fields, document=args.document, version=args.version,
            key=key, files=files, at=args.at, passphrase=given,
        )  # fmt: skip
        vouched = _vouched(office, fields, args) if args.place["ACTION"] == "vouch" else []
    told = changes.answer()
    named = (wording.action_name(args.place["ACTION"], args.language), told["document"])
    lines = [" · ".join(name for name in named if name)]
    lines += vouched
    if told["number"]:
        lines.append(told["number"])
    lines += [
        f"→ {wording.stage_name(t['stage'], args.language)}  {t['person']}  {t['due'][:16]}"
        for t in told["opened"]
    ]
    return Answer(told, lines)


def _vouched(office: PersonalOffice, fields: Row, args: Namespace) -> list[str]:
    """Whether the key counts now, or waits for another to vouch for it."""
    row = next(r for r in office.people() if fields["person"] in (r["login"], r["name"]))
    key = "told.key_counts" if row["key"] == "trusted" else "told.key_waits"
    return [text(key, args.language, person=row["name"])]


def _key(given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return str(UUID(given))
    except ValueError:
        raise BadInput("wrong-value", field="--key") from None


def read_fields_of(given: str | None) -> Any:
    """The fields of an act as typed: JSON, @FILE or - for standard input; each name once."""
    if given is None:
        return {}
    if given == "-":
        given = sys.stdin.read(LARGEST_ACT + 1)
        if len(given) > LARGEST_ACT:
            raise BadInput("file-too-large", file="-", most=LARGEST_ACT)
    elif given.startswith("@"):
        try:
            given = read_file(given[1:], LARGEST_ACT).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadInput("json-unreadable", reason="UTF-8") from None
    try:
        return json.loads(given, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as failure:
        reason = str(failure) or "nested too deeply"
        raise BadInput("json-unreadable", reason=reason[:200]) from None


def _once(pairs: list[tuple[str, Any]]) -> Row:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"twice: {next(n for n in names if names.count(n) > 1)}")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def may(args: Namespace) -> Answer:
    """What may be done now."""
    with personal(args) as (office, login):
        rows = office.may(login, args.place["ID"])
    for row in rows:
        if row["refused"]:
            facts = {k: v for k, v in row["refused"].items() if k != "code"}
            row["refused"]["message"] = wording.say(row["refused"]["code"], facts, args.language)
    here = [row for row in rows if row["allowed"] or row["belongs"]]
    here.sort(key=lambda row: not row["allowed"])
    lines = columns(
        ("✓" if row["allowed"] else "—", wording.action_name(row["action"], args.language),
         row["action"], row["refused"]["message"] if row["refused"] else "")
        for row in here
    )  # fmt: skip
    if len(here) < len(rows):
        lines.append(text("may.others", args.language, count=len(rows) - len(here)))
    return Answer(rows, lines)


def tray(args: Namespace) -> Answer:
    """One of a person's lists."""
    with personal(args) as (office, login):
        found = office.tray(login, args.tray, args.after, args.limit)
    name = wording.tray_name(args.tray, args.language)
    head = text("told.tray", args.language, name=name, count=found["count"])
    return Answer(found, [head, *_listed(found, args.language)])


def search(args: Namespace) -> Answer:
    """Search."""
    with personal(args) as (office, login):
        found = office.search(login, args.place["TEXT"], args.limit)
    head = text("told.found", args.language, count=found["count"])
    return Answer(found, [head, *_listed(found, args.language)])


def _listed(found: Row, language: str) -> list[str]:
    return columns(
        (row["document"], wording.level_name(row["card"], language) if row["card"] else "",
         row["urgency"], wording.stage_name(row["stage"], language) if row["stage"] else "",
         (row["due"] or "")[:16].replace("T", " "), row["title"])
        for row in found["rows"]
    )  # fmt: skip


def show(args: Namespace) -> Answer:
    """One document, whole."""
    with personal(args) as (office, login):
        found = office.show(login, args.place["ID"], args.at)
    return Answer(found, _shown(found, args.language))


def _shown(found: Row, language: str) -> list[str]:
    lines = [found["elements"]["title"], ""]
    lines += columns(
        (
            wording.element_label(name, language),
            "；".join(value) if isinstance(value, list) else value,
        )
        for name, value in found["elements"].items()
        if value not in (None, "") and name not in ("title", "body")
    )
    pause = found["plan"].get("pause")
    if pause:
        lines += ["", text("time.paused", language, ground=pause["ground"])]
    lines += ["", *(found["elements"]["body"] or "").split("\n"), ""]
    lines += columns(
        ("→", wording.stage_name(task["stage"], language), task["name"],
         task["due"][:16].replace("T", " "),
         wording.left_words(task["limit"] - task["used"], language, late=task["late"]))
        for task in found["open"]
    )  # fmt: skip
    lines += [*_explained(found, language)]
    lines += columns(
        (event["n"], event["at"][:16].replace("T", " "),
         *(part.replace("\n", "　") for part in recorded.in_columns(found, event, language)))
        for event in found["history"]
    )  # fmt: skip
    return lines


def _explained(found: Row, language: str) -> Iterator[str]:
    """Each card's level, who explained it, how that stands, and who assessed it or may."""
    names = {login: row["name"] for login, row in found["names"].items()}
    for one in found["explanations"]:
        card, done = one["card"], one["assessed"]
        level = wording.level_name(card["level"], language) if card else ""
        state = wording.term("assessed", one["state"], language)
        who = [done["name"], done["reason"]] if done else [names[who] for who in one["assessors"]]
        words = (f"#{one['n']}", level, one["name"], one["text"], "→", state, *who)
        yield "  ".join(word for word in words if word)
