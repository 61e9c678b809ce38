"""A local office moved into a server: the same ledger, the same keys, proved before and after."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from oa_client.docflow.handling.case import Row
from oa_client.docflow.model.errors import EvidenceBroken
from oa_client.docflow.store import sqlite
from oa_client.docflow.store.server import admitting, whole
from oa_client.docflow.store.work import SqlWork
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.offices.evidence import proved


@dataclass(frozen=True)
class Moved:
    """What was moved, and who got a login for it."""

    documents: int
    entries: int
    head: str
    admitted: tuple[str, ...]


def move(path: Path, url: str, note: admitting.Note | None = None) -> Moved:
    """Move an office whole, or not at all; the file stays as it was, to be kept as a copy.

    Raises:
        EvidenceBroken: `office-not-sound`, before anything is written; `moved-otherwise`, where
            what arrived is not what was there: then nothing arrived.
        StoreUnavailable: `not-deployed`, `target-in-use` and the like.
        BadInput: `login-reserved`, `login-too-long`.
    """
    calendar = Calendar()
    store = sqlite.open(path)
    try:
        with _at_rest(store, path) as source:
            before = proved(source, calendar)
            _sound("office-not-sound", before, before)
            logins = [row["login"] for row in source.rows("person") if row["active"]]
            admitting.check_logins(url, logins)
            with whole.moving_in(url, source) as work:
                _sound("moved-otherwise", proved(work, calendar), before)
                work.commit()
    finally:
        store.close()
    admitted = admitting.admit(url, logins, note)
    return Moved(before["documents"], before["entries"], str(before["head"]), admitted)


def _at_rest(store: sqlite.SqliteStore, path: Path) -> AbstractContextManager[SqlWork]:
    """Nobody writes meanwhile: what he did then would be left behind."""
    return store.write() if os.access(path, os.W_OK) else store.read()


def _sound(code: str, found: Row, before: Row) -> None:
    if found["problems"] or found != before:
        first = found["problems"][0] if found["problems"] else {"code": "", "document": "", "n": ""}
        raise EvidenceBroken(
            code, count=len(found["problems"]), first=first["code"], document=first["document"],
            n=first["n"],
        )  # fmt: skip
