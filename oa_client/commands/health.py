"""The doctor: what is wrong with this PC or this office, and what to do about it."""

import os
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
from oa_client.offices import passwords
from oa_client.ui import wording

HINTS = ("calendar-provisional", "keys-waiting", "password-in-address")
"""What is not as it should be, and leaves the office fit for work all the same."""

SILENT = 10
"""Seconds without a sign of life after which the registrar is not counted on."""

UNFIT = 3
"""The exit code where something must be done."""

MOST_SKEW = timedelta(minutes=2)
"""Between this PC's clock and the office's time."""

LITTLE_ROOM = 200_000_000
"""Bytes; with less the disk fills before anyone notices."""


def doctor(args: Namespace) -> Answer:
    """Look at everything that is known to go wrong; 3 where something must be done about it."""
    checks = list(_of_this_pc())
    broken = None
    if args.place["OFFICE"]:
        typed = args.place["OFFICE"] != os.environ.get("OA_OFFICE")
        if typed and passwords.typed([args.place["OFFICE"]]):
            checks.append(_check("password-in-address", False, {}))
        try:
            with office_of(args) as office:
                checks += _of_file(office) if isinstance(office, app.LocalOffice) else ()
                checks += _of_office(office)
                checks += _of_login(office) if isinstance(office, app.SharedOffice) else ()
                checks += _of_server(office) if isinstance(office, app.ServerOffice) else ()
        except OfficeError as failure:
            broken = failed(failure, args.language)
            checks.append(_check(failure.code, False, failure.facts))
    fit = all(check["ok"] or check["code"] in HINTS for check in checks)
    for check in checks:
        words = check.pop("words", check["code"])
        check["message"] = wording.say(words, check.pop("facts"), args.language)
    lines = [f"{'✓' if check['ok'] else '✗'} {check['message']}" for check in checks]
    told: Row = {"ok": all(check["ok"] for check in checks), "fit": fit, "checks": checks}
    if broken is None:
        return Answer(told, lines, 0 if fit else UNFIT, report=True)
    return Answer(told | broken.data, lines, broken.exit_code)


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


def _of_calendar(office: app.AnyOffice) -> Iterator[Row]:
    """Whether every year that the office's clocks reach is on record, or was published."""
    told = office.calendar_told()
    names = {row["login"]: row["name"] for row in office.people()}
    keepers = [names[login] for login in told["keepers"]]
    for year in told["missing"]:
        yield _check("calendar-provisional", False, {"year": year, "people": keepers})
    if not told["missing"]:
        yield _check("calendar-published", True, {"version": told["version"]})


def _of_office(office: app.AnyOffice) -> Iterator[Row]:
    yield from _of_calendar(office)
    ahead = moment.now() - office.now()
    minutes = int(abs(ahead).total_seconds() // 60)
    if ahead < -MOST_SKEW:
        yield _check("clock-behind", False, {"minutes": minutes})
    elif ahead > MOST_SKEW and not isinstance(office, app.LocalOffice):
        yield _check("clock-ahead", False, {"minutes": minutes})
    else:
        yield _check("clock-right", True, {})
    mine = office.login if isinstance(office, app.SharedOffice) else None
    waiting = [
        row["login"] for row in office.people()
        if row["active"] and row["key"] != "trusted" and mine in (None, row["login"])
    ]  # fmt: skip
    if waiting:
        yield _check("keys-waiting", False, {"people": waiting})
    else:
        yield _check("keys-made", True, {})


def _of_login(office: app.SharedOffice) -> Iterator[Row]:
    me = next(row for row in office.people() if row["login"] == office.login)
    yield _check("known-as", True, {name: me[name] for name in ("login", "name", "unit", "posts")})
    found = office.condition()
    for right in found["mighty"]:
        yield _check("rights-otherwise", False, {"role": office.login, "right": right})
    if office.has_first_password():
        yield _check("first-password", False, {"login": office.login})
    line = found["line"]
    yield _check(f"line-{line}", line in ("proved", "near"), {})
    yield _registrar(found)
    if found["unsent"]:
        facts = {"count": found["unsent"], "since": found["oldest"]}
        yield _check("requests-unsent", False, facts)
    else:
        yield _check("requests-sent" if found["opened"] else "drawer-unopened", True, {})


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
    yield _registrar(office.silence())


def _registrar(found: Row) -> Row:
    """Whether he serves; one who never did has not fallen silent."""
    if found["silent"] is None:
        return _check("registrar-silent", False, {}) | {"words": "registrar-never"}
    if found["silent"] > SILENT:
        return _check("registrar-silent", False,
                      {"seconds": found["silent"], "since": found["since"]})  # fmt: skip
    return _check("registrar-serves", True, {})
