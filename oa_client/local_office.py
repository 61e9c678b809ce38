"""An office in one file on this PC: its acts, its questions, its papers, its evidence."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from oa_client import picturing, printing
from oa_client.docflow.handling import (
    clockwork,
    founding,
    inquiry,
    papers,
    proof,
    senders,
    supervision,
    verification,
)
from oa_client.docflow.handling.actions import Act, Attached
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.desk import Changes, Desk, moment_of
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.handling.redline import Piece
from oa_client.docflow.handling.road import RoadStage, road
from oa_client.docflow.ledger import chain, checkpoint
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.files import MOST_BYTES
from oa_client.docflow.model.saving import write_file
from oa_client.docflow.paper import docx, sheets
from oa_client.docflow.paper.overdue import report_of
from oa_client.docflow.paper.report import Report
from oa_client.docflow.paper.slips import slip_of
from oa_client.docflow.store import schema, sqlite
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.docflow.typeset.elements import Paper
from oa_client.printing import PaperMade, fonts, press, printed


class LocalOffice:
    """An office in one file on this PC, open; used by one thread at a time."""

    def __init__(self, store: sqlite.SqliteStore, path: Path) -> None:
        self.path = path
        self.calendar = Calendar()
        self._store = store
        self._clock = moment.now
        self._desk = Desk(store, self._clock, self.calendar, press)
        self._signers: dict[str, Signer] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

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

    def keys_waiting(self) -> list[Row]:
        """New keys that wait for two colleagues, each with its fingerprint."""
        with self._reading(None) as (_, office, _):
            rows = inquiry.keys_waiting(office)
        return [row | {"fingerprint": founding.fingerprint(row["public"])} for row in rows]

    # ── acts ────────────────────────────────────────────────────────────────

    def act(
        self, login: str, action: str, fields: Row, *, document: str | None = None,
        version: int | None = None, key: str | None = None,
        files: Sequence[tuple[str, bytes]] = (), at: str | None = None,
        passphrase: str | None = None,
    ) -> Changes:  # fmt: skip
        """One act, signed by its author and carried out, or refused and nothing changed."""
        attached = [(Attached(name, len(data), _sha256(data)), data) for name, data in files]
        for file, data in attached:
            if len(data) > MOST_BYTES:
                raise BadInput("file-too-large", file=file.name, most=MOST_BYTES)
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

    def monitor(self, at: str | None = None) -> tuple[list[Row], int]:
        """Issue the cards that are due; how many clocks were looked at."""
        return clockwork.issue_cards(
            self._store, self._clock, self.calendar, self._office_signer(), at
        )

    def _office_signer(self) -> Signer:
        with self._store.read() as work:
            return founding.signer_of(work, founding.OFFICE, None)

    # ── questions ───────────────────────────────────────────────────────────

    @contextmanager
    def _reading(self, at: str | None) -> Iterator[tuple[Work, Office, datetime]]:
        with self._store.read() as work:
            office = load_office(work, self.calendar)
            yield work, office, moment_of(work, office, at, self._clock)

    def office(self) -> Row:
        """The office itself: name, series, whether it is for training."""
        with self._store.read() as work:
            return dict(work.rows("office")[0])

    def now(self) -> datetime:
        """Office time."""
        with self._reading(None) as (_, _, at):
            return at

    def people(self) -> list[Row]:
        """Everybody, with unit, posts, superior and the state of his key."""
        with self._reading(None) as (_, office, _):
            return inquiry.people_of(office)

    def procedures(self) -> list[Row]:
        """The law in force, with its limits."""
        with self._reading(None) as (_, office, _):
            return inquiry.procedures_of(office)

    def tray(
        self, login: str, name: str = "todo", after: str | None = None, limit: int = 100
    ) -> Row:
        """One tray of a person."""
        with self._reading(None) as (work, office, at):
            return inquiry.tray(work, office, login, name, after, limit, at)

    def counts(self, login: str) -> dict[str, int]:
        """How many lie in each tray of a person."""
        with self._reading(None) as (work, office, at):
            return inquiry.counts(work, office, login, at)

    def search(self, login: str, text: str, limit: int = 100) -> Row:
        """Documents in which a text stands and that the person may read."""
        with self._reading(None) as (work, office, at):
            return inquiry.search(work, office, login, text, limit, at)

    def may(self, login: str, document: str) -> list[Row]:
        """Every action, allowed or the refusal that greys it."""
        with self._reading(None) as (work, office, at):
            return inquiry.may(work, office, login, document, at)

    def show(self, login: str, document: str, at: str | None = None) -> Row:
        """One document; that its reader opened it goes on record first."""
        with self._reading(at) as (work, office, when):
            inquiry.readable_docket(work, office, login, document, when)
            fresh = clockwork.opened_rows(work, office, login, document, when)
        if fresh:
            clockwork.open_document(
                self._store, self._clock, self.calendar, self._office_signer(), login, document, at
            )
        with self._reading(at) as (work, office, when):
            return inquiry.show(work, office, login, document, when)

    def attachment(self, login: str, document: str, sha256: str) -> bytes:
        """A kept file of a document that the person may read.

        Raises:
            BadInput: `file-absent`.
        """
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            named = any(row["sha256"] == sha256 for row in docket.tables["attachment"])
            data = work.blob(sha256) if named else None
        if data is None:
            raise BadInput("file-absent", file=sha256[:60])
        return data

    def text(self, login: str, document: str, version: int) -> str:
        """An earlier version of a text."""
        with self._reading(None) as (work, office, at):
            return inquiry.text_of(work, office, login, document, version, at)

    def redline(self, login: str, document: str, first: int, last: int) -> list[Piece]:
        """What changed from one version of a text to a later one, and in which version."""
        with self._reading(None) as (work, office, at):
            return inquiry.redline_of(work, office, login, document, first, last, at)

    def proof(self, login: str, document: str) -> list[proof.Checked]:
        """Chain and signatures of one document, checked now from the ledger's bytes."""
        with self._reading(None) as (work, office, at):
            inquiry.readable_docket(work, office, login, document, at)
            return list(proof.checked(office, work.entries(document)))

    def senders(self, login: str) -> list[Row]:
        """Who writes to this office, the latest first, with what came last."""
        with self._reading(None) as (work, office, at):
            return senders.senders(work, office, login, at)

    def road(self, login: str, elements: Row) -> tuple[RoadStage, ...]:
        """Through whose hands a draft with these elements would go, were it sent now."""
        with self._reading(None) as (_, office, at):
            return road(office, login, elements, at)

    def overdue(self, login: str, since: str | None = None, until: str | None = None) -> Row:
        """The supervisor's report, as far as the asker may know of it."""
        with self._reading(None) as (work, office, at):
            return supervision.overdue(work, office, login, since, until, at)

    def desk(self, login: str) -> Row:
        """The supervisor's desk, as far as the asker may know of it."""
        with self._reading(None) as (work, office, at):
            return supervision.desk(work, office, login, at)

    def report(
        self, login: str, since: str | None = None, until: str | None = None
    ) -> tuple[Row, Report]:
        """The supervisor's report and its printed form, the ledger's root at its foot."""
        data = self.overdue(login, since, until)
        stages = {s["id"]: s["name"] for law in self.procedures() for s in law["stages"]}
        with self._store.read() as work:
            root = checkpoint.root(chain.heads_of(work.entries()))
        return data, report_of(data, self.office(), stages, root)

    def save_report(self, login: str, target: Path) -> None:
        """The supervisor's report as .pdf or .xlsx."""
        _, report = self.report(login)
        write_file(target, printing.report_file(report, target.suffix, self.now()))

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

    # ── papers ──────────────────────────────────────────────────────────────

    def elements(self, login: str, document: str) -> tuple[Paper, datetime]:
        """What the paper of a document is made of, as it stands."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            return papers.paper_of(docket, at), _made_at(docket, at)

    def paper(self, login: str, document: str) -> PaperMade:
        """The paper: the very file that was printed, else what would be printed now."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            kept = next(iter(docket.tables["paper"]), None)
            data = work.blob(kept["sha256"]) if kept else None
            drawn = papers.paper_of(docket, at)
        if kept and data is not None:
            return PaperMade(data, kept["pages"], json.loads(kept["fonts"]))
        made = printed(drawn, at)
        return PaperMade(made.data, made.pages, [vars(use) for use in made.fonts])

    def docx(self, login: str, document: str) -> bytes:
        """The paper for a word processor, with the standard's own fonts named."""
        paper, at = self.elements(login, document)
        return docx.make(paper, created=at)

    def slip(self, login: str, document: str) -> PaperMade:
        """The handling slip with every opinion, name and date."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            shown = inquiry.show(work, office, login, document, at)
            drawn = slip_of(shown, docket.procedure, office.office)
        made = sheets.slip(drawn, fonts(), created=at)
        return PaperMade(made.data, made.pages, [vars(use) for use in made.fonts])

    def page_picture(self, data: bytes, number: int, width: int) -> picturing.Picture | None:
        """A page of a file that came in, for the screen."""
        return picturing.page_of(data, number, width)

    # ── evidence ────────────────────────────────────────────────────────────

    def verify(self, against: bytes | None = None) -> Row:
        """Check the whole ledger, and what a checkpoint says of it.

        Returns:
            `documents`, `entries`, `head`, and `problems` as document, n, code and facts.
        """
        empty = sqlite.memory()
        try:
            with self._store.read() as work:
                found, entries = verification.verify(work, empty, self.calendar, schema.OFFICIAL)
                last = work.last_commit()
                documents = {entry.document for entry in work.entries()} - {""}
                if against is not None:
                    found += _against(work, against)
        finally:
            empty.close()
        problems = [
            {"document": f.document, "n": f.n, "code": f.code, "facts": f.facts} for f in found
        ]
        head = last.hash if last else None
        return {"documents": len(documents), "entries": entries, "problems": problems, "head": head}

    def checkpoint(self) -> tuple[bytes, Row]:
        """The present heads, signed by the office: to be kept elsewhere."""
        signer = self._office_signer()
        with self._reading(None) as (work, office, at):
            entries = list(work.entries())
            heads = chain.heads_of(entries)
            data = checkpoint.make(
                office.office["id"], heads, len(entries), moment.iso(at), signer,
                work.last_commit(),
            )  # fmt: skip
        root = checkpoint.root(heads)
        return data, {"root": root, "entries": len(entries), "at": moment.iso(at)}

    def backup(self, target: Path) -> None:
        """A copy of the office while it is in use."""
        self._store.backup(target)

    def condition(self) -> Row:
        """What a doctor wants to know of the file."""
        return self._store.facts()


def _made_at(docket: Docket, at: datetime) -> datetime:
    kept = next(iter(docket.tables["paper"]), None)
    return moment.parse(kept["made_at"]) if kept else at


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _against(work: Work, data: bytes) -> list[verification.Found]:
    office = work.rows("office")[0]
    keys = {office["key_id"]: office["public"]}
    faults = checkpoint.compare(data, office["id"], keys, work.entries(), work.commits())
    return [verification.Found(f.document, f.n, f.code, {}) for f in faults]
