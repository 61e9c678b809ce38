"""An office in one file on this PC: its acts, its questions, its papers, its evidence."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from oa_client.docflow.handling import clockwork, founding, inquiry
from oa_client.docflow.handling.actions import Act, Attached
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.desk import Changes, Desk, moment_of
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.handling.sitting import Sitting, sitting
from oa_client.docflow.handling.supervision import by_rule
from oa_client.docflow.ledger import checkpoint
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.model.files import MOST_BYTES, Source, Steps, look_at, silent, whole
from oa_client.docflow.store import sqlite
from oa_client.offices.opened import Opened
from oa_client.offices.tracking import Tracking
from oa_client.printing import press


class LocalOffice(Opened, Tracking):
    """An office in one file on this PC, open; used by one thread at a time."""

    def __init__(self, store: sqlite.SqliteStore, path: Path) -> None:
        super().__init__()
        self.path = path
        self._store: sqlite.SqliteStore = store
        self.most_bytes = MOST_BYTES
        self._clock = moment.now
        self._desk = Desk(store, self._clock, self.calendar, press)
        self._signers: dict[str, Signer] = {}
        self._seen = (0, 0)
        """How often others had written when it was last looked, and the newest entry then."""

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    @property
    def away(self) -> StoreUnavailable | None:
        """Why the file can only be read at present; None where nothing is wrong with it."""
        return self._store.trouble

    # ── keys ────────────────────────────────────────────────────────────────

    def unlock(self, login: str, passphrase: str | None) -> Signer:
        """A person's key, kept unlocked while the office is open.

        Raises:
            BadInput: `no-such-person`, `wrong-passphrase`.
            Refused: `key-missing`.
        """
        if login not in self._signers:
            with self._reading(None) as (work, office, _):
                if login not in office.people:
                    raise BadInput("no-such-person", field="--as", name=login[:60])
                self._signers[login] = founding.signer_of(work, login, passphrase)
        return self._signers[login]

    def make_key(self, login: str, passphrase: str) -> Row:
        """A new key of a person; what two people compare before one vouches for it is beside it."""
        row = founding.make_key(self._store, self._clock, self.calendar, login, passphrase)
        self._signers.pop(login, None)
        return row | {"fingerprint": founding.fingerprint(row["public"])}

    # ── acts ────────────────────────────────────────────────────────────────

    def act(
        self, login: str, action: str, fields: Row, *, document: str | None = None,
        version: int | None = None, key: str | None = None,
        files: Sequence[tuple[str, Source]] = (), at: str | None = None,
        passphrase: str | None = None, steps: Steps = silent,  # noqa: ARG002
    ) -> Changes:  # fmt: skip
        """One act, signed by its author and carried out, or refused and nothing changed."""
        for name, source in files:
            look_at(name, source, self.most_bytes)
        read = [(name, whole(source, self.most_bytes)) for name, source in files]
        attached = [(Attached(name, len(data), _sha256(data)), data) for name, data in read]
        act = Act(
            action=action, by=login, fields=fields, document=document, version=version,
            key=key or str(uuid4()), attachments=tuple(file for file, _ in attached),
        )  # fmt: skip
        signer = self.unlock(login, passphrase)
        kept = {file.sha256: data for file, data in attached}
        changes = self._desk.handle(act, signer, at=at, files=kept)
        if action == "vouch":
            self._signers.clear()  # a key that now counts takes the place of the one before
        return changes

    @contextmanager
    def sitting(self) -> Iterator[Sitting]:
        """Several acts under one seal, each judged as it comes."""
        with sitting(
            self._store, self._desk, self._clock, self.calendar, self._office_signer()
        ) as batch:
            yield batch

    def monitor(self, at: str | None = None) -> tuple[list[Row], int]:
        """Issue the cards that are due; how many clocks were looked at."""
        swept = self.sweep(at)
        return swept.issued, swept.checked

    def sweep(self, at: str | None = None) -> clockwork.Swept:
        """Issue the cards that are due, and urge where the office does so itself."""
        if self.away:
            self._store.writes_again()
        return clockwork.sweep(self._store, self._clock, self.calendar, self._office_signer(), at)

    def open_supervised(self, at: str | None = None) -> list[Row]:
        """Open the supervised items that a rule asks for by now."""
        return by_rule.open_due(
            self._store, self._clock, self.calendar, self._office_signer(), at
        )

    # ── questions ───────────────────────────────────────────────────────────

    @contextmanager
    def _reading(self, at: str | None) -> Iterator[tuple[Work, Office, datetime]]:
        with self._store.read() as work:
            office = load_office(work, self.calendar)
            yield work, office, moment_of(work, office, at, self._clock)

    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:  # noqa: ARG002
        return work.blob(sha256)

    def _root(self) -> str:
        with self._store.read() as work:
            return checkpoint.root(work.heads())

    def show(self, login: str, document: str, at: str | None = None) -> Row:
        """One document; that its reader opened it goes on record first."""
        with self._opened(login, document, at, shown=True) as (work, office, when, _):
            return inquiry.show(work, office, login, document, when)

    def acted_elsewhere(self) -> bool:
        """Whether another program has put something on record since this was asked last."""
        written, (before, newest) = self._store.written_elsewhere(), self._seen
        if written == before:
            return False
        with self._store.read() as work:
            last = work.last_entry()
        self._seen = written, last.seq if last else 0
        return before != 0 and self._seen[1] != newest

    # ── conveniences ────────────────────────────────────────────────────────

    def autosave(self, login: str, place: str, text: str) -> None:
        """Keep what somebody is just writing; nothing official."""
        with self._store.write() as work:
            row = {"person": login, "place": place, "text": text}
            work.put("my_autosave", row | {"at": moment.iso(self._clock())})
            work.commit()

    def autosaved(self, login: str, place: str) -> str | None:
        """What was being written there, where anything was."""
        with self._store.read() as work:
            row = work.one("my_autosave", person=login, place=place)
        return str(row["text"]) if row and row["text"] else None

    def drop_autosave(self, login: str, place: str) -> None:
        """It is done: what was kept is not needed any more."""
        if self.autosaved(login, place):
            self.autosave(login, place, "")

    def starred(self, login: str) -> list[str]:
        """Documents that a person follows of his own accord."""
        with self._store.read() as work:
            rows = work.rows("my_star", person=login)
        return [row["document"] for row in rows if row["at"]]

    def _put_star(self, login: str, document: str, *, on: bool) -> None:
        at = moment.iso(self._clock()) if on else None
        with self._store.write() as work:
            work.put("my_star", {"person": login, "document": document, "at": at})
            work.commit()

    # ── evidence ────────────────────────────────────────────────────────────

    def backup(self, target: Path) -> None:
        """A copy of the office while it is in use."""
        self._store.backup(target)

    def condition(self) -> Row:
        """What a doctor wants to know of the file."""
        return self._store.facts()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
