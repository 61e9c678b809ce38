"""Backup and restore: whole copies of an office, made while it is in use, never over another."""

import sqlite3
from contextlib import closing
from pathlib import Path

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.condition import check_file
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.whole_file import beside


def copy_to(source: sqlite3.Connection, target: Path, taken: str) -> None:
    """Copy an office, as it stands at one moment, into a new file.

    Raises:
        StoreUnavailable: with the code `taken` when something stands at `target`;
            `office-damaged`, `disk-full`, `office-locked`.
    """
    with known_failures(target), beside(target, taken) as made:
        with closing(sqlite3.connect(made, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreUnavailable("office-damaged", reason=str(found))


def restore(source: Path, target: Path) -> None:
    """Make an office of a backup; what stands at `target` is never overwritten.

    Raises:
        StoreUnavailable: `target-exists`; `office-foreign`, `office-cut`, `office-damaged` and
            the like for what the backup is.
    """
    check_file(source)
    address = source.resolve().as_uri() + "?mode=ro"
    with known_failures(source):
        opened = sqlite3.connect(address, uri=True, isolation_level=None)
    with closing(opened):
        with known_failures(source):
            found = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreUnavailable("office-damaged", file=str(source), reason=str(found))
        copy_to(opened, target, "target-exists")
