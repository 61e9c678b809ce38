"""An office on a server, as one person's PC has it: it reads what is his, and asks for the rest.

It stays open while the server is away: what is being written is kept on this PC, and what was
asked goes out, once, when the server is back.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from oa_client.docflow.handling import founding, inquiry
from oa_client.docflow.handling.actions import Act, Attached
from oa_client.docflow.handling.admission import admitted
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.clockwork import opening
from oa_client.docflow.handling.desk import Changes
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.handling.requests import enrolment_bytes, request_bytes
from oa_client.docflow.ledger.signature import Signer, generate, unlock
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import (
    BadInput,
    EvidenceBroken,
    OfficeError,
    Refused,
    StoreUnavailable,
)
from oa_client.docflow.model.files import Source, Steps, measured, silent
from oa_client.docflow.model.saving import write_pieces
from oa_client.docflow.store.drawer import OFFICE, Drawer, Unsent
from oa_client.docflow.store.server.person import LOST, PersonStore, PersonWork
from oa_client.offices.shared_condition import condition
from oa_client.offices.shared_drawer import OwnDrawer
from oa_client.offices.shared_keys import open_drawer, secret_of, signing_key
from oa_client.offices.shared_requests import Requests, Settled

PATIENCE = 20.0
"""Seconds for which a command waits for an answer before it says that the request waits."""

SHORTEST_PASSWORD = 10
"""Characters of a password that somebody chooses."""


class SharedOffice(OwnDrawer):
    """A person's line to a shared office; used by one thread at a time.

    Attributes:
        login: who the person is; the server says so.
        most_bytes: the largest file that may be attached.
        patience: seconds for which an answer is waited for.
    """

    lasting = True
    """Stays open while the server is away."""

    def __init__(self, store: PersonStore, drawers: Path) -> None:
        super().__init__()
        self.place = store.place
        self._store = store
        self._signers: dict[str, Signer] = {}
        self._known: tuple[tuple[int, str], Office] | None = None
        """What holds for every case, and under which seal: nothing changes without another."""
        self._spoken: list[str] = []
        """Passphrases of keys that were made while the office is open."""
        self.patience = PATIENCE
        with store.read() as work:
            self.login = work.me()
            if not self.login:
                raise StoreUnavailable("not-of-this-office", file=store.place)
            self.most_bytes = work.largest_file()
            self._office_id = str(work.rows("office")[0]["id"])
        self._drawer = Drawer(drawers / self._office_id / f"{_file_name(self.login)}.drawer")
        self._requests = Requests(store, self._drawer)

    def close(self) -> None:
        """Let go of the server."""
        self._drawer.close()
        self._store.close()

    # ── how it stands ───────────────────────────────────────────────────────

    @property
    def away(self) -> StoreUnavailable | None:
        """Why the server could not be reached when it was last asked."""
        return self._store.away

    def begin(self, passphrase: str | None = None) -> None:
        """At opening: take out the key, where it can be had, and what was left unsent.

        Raises:
            BadInput: `wrong-passphrase`, where one was given.
        """
        try:
            self.unlock(self.login, passphrase)
        except (BadInput, Refused) as failure:
            if failure.code == "wrong-passphrase" and passphrase is not None:
                raise
        self._requests.take_over()

    def waiting(self) -> int:
        """How many requests wait for their answer."""
        return self._requests.waiting()

    def settle(self) -> list[Settled]:
        """What became of requests that waited; those that nobody knows of are sent again.

        Raises:
            StoreUnavailable: the server can't be reached.
        """
        return self._requests.settle()

    def stand(self) -> Row:
        """`serving`: whether the registrar is there; `waiting`: how many requests wait; `troubles`:
        what must be said: a ledger that shrank, a drawer that had to be put beside.

        Raises:
            StoreUnavailable: the server can't be reached.
        """
        serving = self._requests.serving()
        troubles: list[OfficeError] = [*self._drawer.troubles, *self._shrunk()]
        self._drawer.troubles.clear()
        return {"serving": serving, "waiting": self._requests.waiting(), "troubles": troubles}

    def condition(self) -> Row:
        """What the doctor asks of line, login and drawer: see `shared_condition`."""
        return condition(self._store, self._drawer)

    def _shrunk(self) -> Iterator[OfficeError]:
        """The office's newest seal must follow from the one that was last seen from here."""
        with self._store.read() as work:
            number, head = work.last_seal()
            before = self._drawer.seen(OFFICE)
            held = before is None or before == (number, head) or (
                before[0] < number and work.sealed(before[0]) == before[1]
            )  # fmt: skip
        if held:
            self._drawer.note_seen(OFFICE, number, head)
        elif before is not None:
            yield EvidenceBroken("ledger-shrunk", document="", n=before[0])

    def accept_ledger(self) -> None:
        """Its owner was told why the office shows less, as after a restored backup."""
        self._drawer.forget_seen()

    # ── keys ────────────────────────────────────────────────────────────────

    def unlock(self, login: str, passphrase: str | None) -> Signer:
        """The person's own key, kept unlocked while the office is open.

        Raises:
            BadInput: `not-your-login`, `wrong-passphrase`.
            Refused: `key-missing`.
        """
        self._mine(login)
        if login not in self._signers:
            kept, keys = self._keys()
            signer = signing_key(login, kept, keys, (passphrase, *self._spoken))
            self._signers[login] = signer
            open_drawer(self._drawer, signer, kept, passphrase)
        return self._signers[login]

    def _keys(self) -> tuple[dict[str, bytes], dict[str, Row]]:
        """One's own keys, and every key of the office."""
        with self._reading(None) as (work, office, _):
            kept = {row["key_id"]: row["pem"].encode() for row in work.rows("my_key")}
            keys = dict(office.keys)
        return kept | self._drawer.keys(), keys

    def make_key(self, login: str, passphrase: str) -> Row:
        """A new key of the person; its secret half never leaves this PC."""
        self._mine(login)
        if not passphrase and not self.office()["training"]:
            raise BadInput("passphrase-missing")
        pem, public, key_id = generate(passphrase or None)
        self._drawer.put_key(key_id, pem)
        self._spoken.append(passphrase)
        id = str(uuid4())
        body = enrolment_bytes(self._office_id, login, id, public)
        fresh = unlock(pem, passphrase or None)
        self._drawer.unlock_with(key_id, secret_of(fresh))
        signature = fresh.sign("request", body)
        asked = Unsent(id, body, key_id, signature, moment.iso(moment.now()))
        told = self._requests.ask(asked, self.patience)
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
        files: Sequence[tuple[str, Source]] = (), at: str | None = None,
        passphrase: str | None = None, steps: Steps = silent,
    ) -> Changes:  # fmt: skip
        """One act: signed here, judged by the registrar, or waiting for him.

        Raises:
            StoreUnavailable: `registrar-away`, `request-checking`, where it waits for its answer.
        """
        if at is not None:
            raise BadInput("at-outside-training")
        self._mine(login)
        fields = admitted(action, fields)
        brought = [(n, one, measured(n, one, self.most_bytes, steps)) for n, one in files]
        act = Act(
            action=action, by=login, fields=fields, document=document, version=version,
            key=key or str(uuid4()),
            attachments=tuple(Attached(name, file.size, file.sha256) for name, _, file in brought),
        )  # fmt: skip
        signer = self.unlock(login, passphrase)
        seen, head = self._seen(act)
        body = request_bytes(self._office_id, act, signer.key_id, seen, head)
        for _, source, file in brought:
            self._requests.upload(source, file, steps, self.patience)
        asked = Unsent(
            act.key, body, signer.key_id, signer.sign("request", body), moment.iso(moment.now())
        )
        told = self._requests.ask(asked, self.patience, act if key else None)
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
        try:
            with self._reading(None) as (work, _, _):
                row = work.one("document", id=act.document)
        except StoreUnavailable as failure:
            before = self._drawer.seen(act.document)
            if failure.code not in LOST or act.version is None or before is None:
                raise
            return act.version, before[1]  # he signs what he saw; it goes out later
        if row is None:
            raise Refused("no-such-document", document=act.document)
        return (row["version"] if act.version is None else act.version), row["head"]

    # ── questions ───────────────────────────────────────────────────────────

    @contextmanager
    def _reading(self, at: str | None) -> Iterator[tuple[PersonWork, Office, datetime]]:
        if at is not None:
            raise BadInput("at-outside-training")
        with self._store.read() as work:
            seal, now = work.stand()
            if self._known is None or self._known[0] != seal:
                self._known = seal, load_office(work, self.calendar)
            yield work, self._known[1], now.replace(microsecond=0).astimezone(moment.OFFICE_ZONE)

    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:
        assert isinstance(work, PersonWork)
        whole = b"".join(work.pieces(document, sha256))
        return whole if hashlib.sha256(whole).hexdigest() == sha256 else None

    def _root(self) -> str:
        with self._store.read() as work:
            return work.last_seal()[1]

    def save_attachment(
        self, login: str, document: str, sha256: str, target: Path,
        steps: Steps = silent,
    ) -> str:  # fmt: skip
        """A kept file into a file of this PC, piece by piece; whole and right, or not at all.

        Raises:
            BadInput: `file-absent`, `file-otherwise`.
        """
        with self._opened(login, document) as (work, _, _, docket):
            size = next((r["size"] for r in docket.tables["attachment"] if r["sha256"] == sha256),
                        None)  # fmt: skip
            if size is None:
                raise BadInput("file-absent", file=sha256[:60])
            return write_pieces(target, work.pieces(document, sha256), sha256, size, steps)

    @contextmanager
    def _opened(
        self, login: str, document: str, at: str | None = None
    ) -> Iterator[tuple[PersonWork, Office, datetime, Docket]]:
        """A document's records, once it stands in the ledger that this person opens it.

        Raises:
            StoreUnavailable: `opening-waits`, where that must wait for the registrar.
            EvidenceBroken: `ledger-shrunk`, where the server shows less than it did.
        """
        self._mine(login)
        self._open(login, document, at)
        with self._reading(at) as (work, office, when):
            docket = inquiry.readable_docket(work, office, login, document, when)
            yield work, office, when, docket

    def _open(self, login: str, document: str, at: str | None) -> None:
        """Ask for what is not on record yet; where it is, the registrar may be away."""
        try:
            with self._reading(at) as (work, office, when):
                inquiry.readable_docket(work, office, login, document, when)
                read = work.opened(document)
                news = opening(work, office, login, document, when)
        except Refused:
            for shrunk in self._shrunk() if self._drawer.seen(document) else ():
                raise shrunk from None
            raise
        if read and news is None:
            return
        try:
            self.open_document(document)
        except StoreUnavailable as failure:
            if not read:
                raise StoreUnavailable("opening-waits", file=self.place) from failure

    def show(self, login: str, document: str, at: str | None = None) -> Row:
        """One document; that its reader opened it goes on record first."""
        with self._opened(login, document, at) as (work, office, when, _):
            shown = inquiry.show(work, office, login, document, when)
        self._witness(document, shown["history"])
        return shown

    def open_document(self, document: str) -> None:
        """Ask to open a document; what is read is read only after that stands in the ledger."""
        self._requests.open(self._office_id, self.login, document, self.patience)

    def _witness(self, document: str, history: list[Row]) -> None:
        """What was seen once must still be there.

        Raises:
            EvidenceBroken: `ledger-shrunk`, where the server now shows less or something else.
        """
        before = self._drawer.seen(document)
        hashes = {event["n"]: event["hash"] for event in history}
        if before is not None and hashes.get(before[0]) != before[1]:
            raise EvidenceBroken("ledger-shrunk", document=document, n=before[0])
        last = history[-1]
        self._drawer.note_seen(document, last["n"], last["hash"])

    def checkpoint(self) -> tuple[bytes, Row]:
        """Whoever runs the server takes them.

        Raises:
            BadInput: `needs-server-login`.
        """
        raise BadInput("needs-server-login", login=self.login)

    def monitor(self, at: str | None = None) -> tuple[list[Row], int]:  # noqa: ARG002
        """The registrar issues the cards; a person's PC has nothing to do for it."""
        return [], 0

    def open_supervised(self, at: str | None = None) -> list[Row]:  # noqa: ARG002
        """The registrar opens them."""
        return []


def _file_name(login: str) -> str:
    """A login as a file name that every system takes."""
    return login if login.isascii() and login.isalnum() else login.encode().hex()
