"""Commands for whoever runs the server of a shared office: set it up, run its registrar."""

import csv
import getpass
import io
import logging
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from oa_client import app
from oa_client.commands.answers import Answer
from oa_client.commands.offices import people_in
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.offices import passwords
from oa_client.offices.registrar import RegistrarOffice
from oa_client.ui import wording
from oa_client.ui.texts import text

MIB = 1_048_576


def deploy(args: Namespace) -> Answer:
    """Set up the shared database, or bring it up to what this program wants."""
    url = _server(args)
    people = people_in(args.people) if args.people else []
    name = args.name or url.rsplit("/", 1)[-1].split("?")[0]
    kept = _Passwords(args.passwords)
    done = app.deploy(
        url, people, name=name, series=args.series or app.SERIES, training=args.training,
        note=kept.note,
        largest_file=None if args.largest_file is None else args.largest_file * MIB,
    )  # fmt: skip
    warnings = [
        {**facts, "code": code, "message": wording.say(code, facts, args.language)}
        for code, facts in done.warnings
    ]
    told = {
        "fresh": done.fresh, "founded": done.founded, "people": list(done.people),
        "new_logins": sorted(done.admitted), "passwords": kept.written, "warnings": warnings,
    }  # fmt: skip
    lines = [
        text("told.deployed", args.language, people=len(done.people)),
        *_new(done.admitted, args.language),
    ]
    return Answer(told, lines + [f"! {warning['message']}" for warning in warnings])


def migrate(args: Namespace) -> Answer:
    """Move a local office into a deployed shared one."""
    url = _server(args)
    kept = _Passwords(args.passwords)
    done = app.migrate(args.place["OFFICE"], url, kept.note)
    told = {
        "documents": done.documents, "entries": done.entries, "head": done.head,
        "new_logins": sorted(done.admitted), "passwords": kept.written,
    }  # fmt: skip
    facts = {"file": args.place["OFFICE"]}
    counts = {"documents": done.documents, "entries": done.entries, "head": done.head}
    return Answer(told, [
        text("told.migrated", args.language, **counts), *_new(done.admitted, args.language),
        wording.say("office-moved-in", facts, args.language),
    ])  # fmt: skip


def _new(admitted: Iterable[str], language: str) -> list[str]:
    names = " ".join(sorted(admitted))
    return [text("told.new_logins", language, names=names)] if names else []


def password(args: Namespace) -> Answer:
    """Change one's own password: asked for twice, or taken from OA_NEW_PASSWORD."""
    office = app.open_office(_server(args))
    try:
        if not isinstance(office, app.SharedOffice):
            raise BadInput("needs-person", office=_server(args).split("@")[-1])
        chosen = os.environ.get("OA_NEW_PASSWORD", "")
        if not chosen and sys.stdin.isatty():
            chosen = getpass.getpass("新口令 / new password: ")
            if chosen != getpass.getpass("再输一次 / again: "):
                raise BadInput("password-otherwise")
        office.change_password(chosen)
        if passwords.of_keyring(_server(args)) != _server(args):
            passwords.keep(_server(args), chosen)  # the old one would be refused from now on
        login = office.login
    finally:
        office.close()
    return Answer({"login": login}, [wording.say("password-changed", {}, args.language)])


def _server(args: Namespace) -> str:
    url: str = args.place["URL"]
    if not app.is_shared(url):
        raise BadInput("bad-address", office=url[:60])
    return url


class _Passwords:
    """Where first passwords go: a new file that nobody else may read, and nowhere else.

    It is complete on the disk before any of them holds on the server.
    """

    def __init__(self, target: str | None) -> None:
        self._target = Path(target) if target else None
        self.written: str | None = None
        if self._target is not None and self._target.exists():
            raise StoreUnavailable("target-exists", file=target)
        self.note = self._write if target else None

    def _write(self, first: dict[str, str]) -> None:
        assert self._target is not None
        lines = io.StringIO()
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(("login", "password"))
        rows.writerows(first.items())
        app.write_secret(self._target, lines.getvalue().encode())
        self.written = str(self._target)


def _folder(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None


def registrar(args: Namespace) -> Answer:
    """Serve a shared office until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    serving = RegistrarOffice(
        args.place["URL"], checkpoints=_folder("OA_CHECKPOINTS"), reports=_folder("OA_REPORTS")
    )

    def end(_number: int, _frame: FrameType | None) -> None:
        serving.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        serving.run()
    finally:
        serving.close()
    told = text("told.served", args.language, count=serving.served)
    return Answer({"served": serving.served}, [told])
