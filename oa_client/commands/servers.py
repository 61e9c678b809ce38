"""Commands for whoever runs the server of a shared office: set it up, run its registrar."""

import csv
import io
import logging
import os
import signal
from argparse import Namespace
from pathlib import Path
from types import FrameType

from oa_client import app
from oa_client.commands.answers import Answer
from oa_client.commands.offices import people_in
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.registrar_office import RegistrarOffice


def deploy(args: Namespace) -> Answer:
    """Set up the shared database, or bring it up to what this program wants."""
    url = args.place["URL"]
    if not app.is_shared(url):
        raise BadInput("bad-address", office=url[:60])
    people = people_in(args.people) if args.people else []
    target = Path(args.passwords) if args.passwords else None
    if target is not None and target.exists():
        raise StoreUnavailable("target-exists", file=str(target))
    name = args.name or url.rsplit("/", 1)[-1].split("?")[0]
    done = app.deploy(
        url, people, name=name, series=args.series or app.SERIES, training=args.training
    )
    if target is not None:
        _write_passwords(target, done.passwords)
    told = {
        "fresh": done.fresh, "people": list(done.people), "new_logins": sorted(done.passwords),
        "passwords": str(target) if target else None, "warnings": list(done.warnings),
    }  # fmt: skip
    return Answer(told, [f"{len(done.people)}", *sorted(done.passwords)])


def _write_passwords(target: Path, passwords: dict[str, str]) -> None:
    """A file that nobody else may read; the passwords stand nowhere else."""
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(("login", "password"))
    rows.writerows(passwords.items())
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(lines.getvalue())


def registrar(args: Namespace) -> Answer:
    """Serve a shared office until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    kept = os.environ.get("OA_CHECKPOINTS")
    serving = RegistrarOffice(args.place["URL"], checkpoints=Path(kept) if kept else None)

    def end(_number: int, _frame: FrameType | None) -> None:
        serving.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        serving.run()
    finally:
        serving.close()
    return Answer({"served": serving.served}, [str(serving.served)])
