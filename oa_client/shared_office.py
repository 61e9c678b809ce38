"""An office on a server, as one person's PC has it: it reads what is his, and asks for the rest.

Every act is a request that the registrar answers. A request is put into the drawer before it is
sent and taken out when its answer has come: whatever breaks in between, it goes on, once.
"""

import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from oa_client.docflow.handling import founding, inquiry
from oa_client.docflow.handling.actions import Act, Attached, read_fields
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clockwork import opened_rows
from oa_client.docflow.handling.desk import Changes
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.handling.requests import (
    enrolment_bytes,
    intent,
    opening_bytes,
    read_request,
    request_bytes,
)
from oa_client.docflow.ledger.signature import Signer, generate, unlock
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, OfficeError, Refused, StoreUnavailable
from oa_client.docflow.model.files import MOST_BYTES
from oa_client.docflow.store.drawer import Drawer, Unsent
from oa_client.docflow.store.server.person import PersonStore, PersonWork
from oa_client.docflow.store.server.tables import CHUNK
from oa_client.open_office import OpenOffice

PATIENCE = 20.0
"""Seconds for which a PC waits for an answer before it says that the request waits."""

SHORTEST_PASSWORD = 10
"""Characters of a password that somebody chooses."""

_FIRST, _GROWTH, _LONGEST = 0.002, 1.5, 0.25
"""Seconds between two looks for an answer: at first, by how much longer each time, at most."""


class SharedOffice(OpenOffice):
    """A person's line to a shared office; used by one thread at a time."""

    def __init__(self, store: PersonStore, drawers: Path) -> None:
        super().__init__()
        self.place = store.place
        self._store = store
        self._signers: dict[str, Signer] = {}
        self.patience = PATIENCE
        with store.read() as work:
            self.login = work.me()
            if not self.login:
                raise StoreUnavailable("not-of-this-office", file=store.place)
            self._office_id = str(work.rows("office")[0]["id"])
        self._drawer = Drawer(drawers / self._office_id / f"{_file_name(self.login)}.drawer")

    def close(self) -> None:
        """Let go of the server."""
        self._drawer.close()
        self._store.close()

    # ── keys ────────────────────────────────────────────────────────────────

    def unlock(self, login: str, passphrase: str | None) -> Signer:
        """The person's own key, kept unlocked while the office is open.

        Raises:
            BadInput: `not-your-login`, `wrong-passphrase`.
            Refused: `key-missing`.
        """
        self._mine(login)
        if login not in self._signers:
            signer = self._unlocked(passphrase)
            self._signers[login] = signer
            self._drawer.unlock(hashlib.sha256(signer.sign("facts", b"oa-drawer-1")).digest())
        return self._signers[login]

    def _unlocked(self, passphrase: str | None) -> Signer:
        with self._reading(None) as (work, office, _):
            kept = {row["key_id"]: row["pem"].encode() for row in work.rows("my_key")}
            keys = office.keys
        kept |= self._drawer.keys()
        usable = [k for k in kept if k in keys and keys[k]["status"] != "replaced"]
        if not usable:
            raise Refused("key-missing", person=self.login)
        usable.sort(key=lambda k: (keys[k]["status"] == "trusted", keys[k]["made_at"]))
        return unlock(kept[usable[-1]], passphrase)

    def make_key(self, login: str, passphrase: str) -> Row:
        """A new key of the person; its secret half never leaves this PC."""
        self._mine(login)
        if not passphrase and not self.office()["training"]:
            raise BadInput("passphrase-missing")
        pem, public, key_id = generate(passphrase or None)
        self._drawer.put_key(key_id, pem)
        id = str(uuid4())
        body = enrolment_bytes(self._office_id, login, id, public)
        signature = unlock(pem, passphrase or None).sign("request", body)
        told = self._asked(Unsent(id, body, key_id, signature, moment.iso(moment.now())))
        self._signers.pop(login, None)
        row: Row = told["key"]
        return row | {"fingerprint": founding.fingerprint(row["public"])}

    def change_password(self, chosen: str) -> None:
        """Another password for this login; the next time it is asked for.

        Raises:
            BadInput: `password-short`.
        """
        if len(chosen) < SHORTEST_PASSWORD:
            raise BadInput("password-short", least=SHORTEST_PASSWORD)
        self._store.change_password(self.login, chosen)

    def has_first_password(self) -> bool:
        """Whether he still uses the password that he was given."""
        with self._store.read() as work:
            return work.has_first_password()

    # ── acts ────────────────────────────────────────────────────────────────

    def act(
        self, login: str, action: str, fields: Row, *, document: str | None = None,
        version: int | None = None, key: str | None = None,
        files: Sequence[tuple[str, bytes]] = (), at: str | None = None,
        passphrase: str | None = None,
    ) -> Changes:  # fmt: skip
        """One act: signed here, judged by the registrar, or waiting for him.

        Raises:
            StoreUnavailable: `registrar-away`, where the request waits; it will be answered.
        """
        if at is not None:
            raise BadInput("at-outside-training")
        self._mine(login)
        fields = read_fields(action, fields)
        attached = [(Attached(n, len(d), hashlib.sha256(d).hexdigest()), d) for n, d in files]
        for file, _ in attached:
            if file.size > MOST_BYTES:
                raise BadInput("file-too-large", file=file.name, most=MOST_BYTES)
        act = Act(
            action=action, by=login, fields=fields, document=document, version=version,
            key=key or str(uuid4()), attachments=tuple(file for file, _ in attached),
        )  # fmt: skip
        signer = self.unlock(login, passphrase)
        seen, head = self._seen(act)
        body = request_bytes(self._office_id, act, signer.key_id, seen, head)
        for file, data in attached:
            self._upload(file.sha256, data)
        asked = Unsent(
            act.key, body, signer.key_id, signer.sign("request", body), moment.iso(moment.now())
        )
        told = self._asked(asked, act if key else None)
        if action == "vouch":
            self._signers.clear()
        return Changes(**told["changes"])

    def _seen(self, act: Act) -> tuple[int | None, str | None]:
        """The version and the head that the author has before him.

        Raises:
            Refused: `no-such-document`.
        """
        if act.document is None:
            return act.version, None
        with self._reading(None) as (work, _, _):
            row = work.one("document", id=act.document)
        if row is None:
            raise Refused("no-such-document", document=act.document)
        return (row["version"] if act.version is None else act.version), row["head"]

    def _upload(self, sha256: str, data: bytes) -> None:
        """Send a file piece by piece; what is there already is not sent again."""
        for i in range(self._store.chunks(sha256), -(-len(data) // CHUNK)):
            self._store.send_chunk(sha256, i, data[i * CHUNK : (i + 1) * CHUNK])

    def send_unsent(self) -> int:
        """Send what an earlier time left unsent; how many answers came."""
        answered = 0
        for request in self._drawer.unsent():
            self._store.send(request.id, request.body, request.key_id, request.signature)
            answered += self._answer(request.id, 0.0) is not None
        return answered

    def _asked(self, request: Unsent, again: Act | None = None) -> dict[str, Any]:
        self._drawer.put_unsent(request)
        self._store.send(request.id, request.body, request.key_id, request.signature)
        if again is not None:
            stands = self._store.sent(request.id)
            if stands is not None and intent(read_request(stands)[0]) != intent(again):
                self._drawer.settle(request.id)
                raise BadInput("key-reused", key=request.id)
        told = self._answer(request.id, self.patience)
        if told is None:
            raise StoreUnavailable("registrar-away", file=self.place, request=request.id)
        return told

    def _answer(self, id: str, patience: float) -> dict[str, Any] | None:
        """What the registrar told; None while he has not."""
        end, pause = time.monotonic() + patience, _FIRST
        while (said := self._store.answer(id)) is None:
            if time.monotonic() >= end:
                return None
            time.sleep(pause * random.uniform(0.8, 1.2))
            pause = min(pause * _GROWTH, _LONGEST)
        self._drawer.settle(id)
        told: dict[str, Any] = json.loads(said)
        for kind, failure in (("refused", Refused), ("error", BadInput)):
            if kind in told:
                raise _failure(failure, told[kind])
        return told

    # ── questions ───────────────────────────────────────────────────────────

    @contextmanager
    def _reading(self, at: str | None) -> Iterator[tuple[PersonWork, Office, datetime]]:
        if at is not None:
            raise BadInput("at-outside-training")
        with self._store.read() as work:
            office = load_office(work, self.calendar)
            yield work, office, moment.parse(moment.iso(work.server_time()))

    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:
        assert isinstance(work, PersonWork)
        whole = b"".join(work.pieces(document, sha256))
        return whole if hashlib.sha256(whole).hexdigest() == sha256 else None

    def _root(self) -> str:
        with self._store.read() as work:
            return work.last_seal()[1]

    def show(self, login: str, document: str, at: str | None = None) -> Row:
        """One document; that its reader opened it goes on record first."""
        self._mine(login)
        with self._reading(at) as (work, office, when):
            inquiry.readable_docket(work, office, login, document, when)
            news = not work.opened(document) or opened_rows(work, office, login, document, when)
        if news:
            self.open_document(document)
        with self._reading(at) as (work, office, when):
            shown = inquiry.show(work, office, login, document, when)
        self._witness(document, shown["history"])
        return shown

    def open_document(self, document: str) -> None:
        """Ask to open a document; what is read is read only after that stands in the ledger."""
        id = str(uuid4())
        body = opening_bytes(self._office_id, self.login, id, document)
        self._asked(Unsent(id, body, None, None, moment.iso(moment.now())))

    def _witness(self, document: str, history: list[Row]) -> None:
        """What was seen once must still be there.

        Raises:
            StoreUnavailable: `ledger-shrunk`, where the server now shows less or something else.
        """
        before = self._drawer.seen(document)
        hashes = {event["n"]: event["hash"] for event in history}
        if before is not None and hashes.get(before[0]) != before[1]:
            raise StoreUnavailable("ledger-shrunk", document=document, n=before[0])
        last = history[-1]
        self._drawer.note_seen(document, last["n"], last["hash"])

    def monitor(self, at: str | None = None) -> tuple[list[Row], int]:  # noqa: ARG002
        """The registrar issues the cards; a person's PC has nothing to do for it."""
        return [], 0

    # ── conveniences ────────────────────────────────────────────────────────

    def autosave(self, login: str, place: str, text: str) -> None:
        """Keep what is just being written, on this PC."""
        self._mine(login)
        self._drawer.keep(place, text)

    def autosaved(self, login: str, place: str) -> str | None:
        """What was being written there, where anything was."""
        self._mine(login)
        return self._drawer.kept(place)

    def drop_autosave(self, login: str, place: str) -> None:
        """It is done: what was kept is not needed any more."""
        if self.autosaved(login, place):
            self.autosave(login, place, "")

    def _mine(self, login: str) -> None:
        if login != self.login:
            raise BadInput("not-your-login", name=login[:60], login=self.login)


def _failure(sort: type[OfficeError], told: Row) -> OfficeError:
    return sort(told["code"], **told["facts"])


def _file_name(login: str) -> str:
    """A login as a file name that every system takes."""
    return login if login.isascii() and login.isalnum() else login.encode().hex()
