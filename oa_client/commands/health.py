"""The doctor: what is wrong with this PC or this office, and what to do about it."""

import shutil
from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from oa_client import app, printing
from oa_client.commands.answers import Answer, Row, failed
from oa_client.commands.offices import office_of
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.ui import wording

SILENT = 10
"""Seconds without a sign of life after which the registrar is not counted on."""

LITTLE_ROOM = 200_000_000
"""Bytes; with less the disk fills before anyone notices."""


def doctor(args: Namespace) -> Answer:
    """Look at everything that is known to go wrong."""
    checks = list(_of_this_pc())
    exit_code, broken = 0, None
    if args.place["OFFICE"]:
        try:
            with office_of(args) as office:
                checks += _of_file(office) if isinstance(office, app.LocalOffice) else ()
                checks += _of_office(office)
                checks += _of_login(office) if isinstance(office, app.SharedOffice) else ()
                checks += _of_server(office) if isinstance(office, app.ServerOffice) else ()
        except OfficeError as failure:
            broken = failed(failure, args.language)
            exit_code = broken.exit_code
            checks.append(_check(failure.code, False, failure.facts))
    for check in checks:
        check["message"] = wording.say(check["code"], check.pop("facts"), args.language)
    lines = [f"{'✓' if check['ok'] else '✗'} {check['message']}" for check in checks]
    told: Row = {"ok": all(check["ok"] for check in checks), "checks": checks}
    return Answer(told | (broken.data if broken else {}), lines, exit_code)


def _check(code: str, ok: bool, facts: Row) -> Row:
    return {"code": code, "ok": ok, "facts": facts}


def _of_this_pc() -> Iterator[Row]:
    report = printing.fonts().report()
    absent = [row["role"] for row in report if not row["name"]]
    substitutes = [row["role"] for row in report if row["name"] and not row["standard"]]
    if absent:
        yield _check("fonts-absent", False, {"roles": absent})
    elif substitutes:
        yield _check("fonts-substitute", True, {"roles": substitutes})
    else:
        yield _check("fonts-standard", True, {})
    today = moment.now()
    calendar = Calendar()
    ahead = today + timedelta(days=60)
    provisional = calendar.provisional(today, ahead)
    code = "calendar-provisional" if provisional else "calendar-published"
    yield _check(code, not provisional, {"year": ahead.year})


def _of_file(office: app.LocalOffice) -> Iterator[Row]:
    facts = office.condition()
    yield _check(
        "office-sound",
        True,
        {"journal": facts.get("journal", ""), "sqlite": facts.get("sqlite", "")},
    )
    free = shutil.disk_usage(Path(office.path).resolve().parent).free
    yield _check("disk-room" if free > LITTLE_ROOM else "disk-nearly-full", free > LITTLE_ROOM,
                 {"megabytes": free // 1_000_000})  # fmt: skip


def _of_office(office: app.AnyOffice) -> Iterator[Row]:
    behind = office.now() - moment.now()
    if behind > timedelta(minutes=2):
        yield _check("clock-behind", False, {"minutes": int(behind.total_seconds() // 60)})
    else:
        yield _check("clock-right", True, {})
    waiting = [row["login"] for row in office.people() if row["active"] and row["key"] != "trusted"]
    if waiting:
        yield _check("keys-waiting", False, {"people": waiting})
    else:
        yield _check("keys-made", True, {})


def _of_login(office: app.SharedOffice) -> Iterator[Row]:
    if office.has_first_password():
        yield _check("first-password", False, {"login": office.login})


def _of_server(office: app.ServerOffice) -> Iterator[Row]:
    for code, facts in office.advice():
        yield _check(code, False, facts)
    strange = office.deviations()
    for code, facts in strange:
        yield _check(code, False, facts)
    if not strange:
        yield _check("guards-stand", True, {})
    if not office.counts_writing():
        yield _check("writing-not-counted", True, {})
    silent = office.silent()
    if silent is None or silent > SILENT:
        yield _check("registrar-silent", False, {"seconds": round(silent or 0)})
    else:
        yield _check("registrar-serves", True, {})
