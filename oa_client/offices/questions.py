"""An office that is open, wherever it lies: every question that a screen or a script asks of it."""

from abc import abstractmethod
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from oa_client.docflow.handling import (
    books,
    founding,
    inquiry,
    numbering,
    proof,
    reserving,
    senders,
    times,
)
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks import extensions
from oa_client.docflow.handling.gate import standing
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.redline import Piece
from oa_client.docflow.handling.road import Ahead, RoadStage, limits_ahead, road
from oa_client.docflow.handling.slip import moment_text
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.files import Steps, pieces_of, silent
from oa_client.docflow.model.saving import write_pieces
from oa_client.docflow.paper.books import Book, book_of
from oa_client.docflow.paper.published import limits_of
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.offices.papers import PaperQuestions
from oa_client.offices.supervision import WatchQuestions
from oa_client.printing import Ready
from oa_client.ui import limits, wording


class OpenOffice(WatchQuestions, PaperQuestions):
    """What can be asked of an open office; used by one thread at a time."""

    def __init__(self) -> None:
        self.calendar = Calendar()

    @abstractmethod
    def _reading(self, at: str | None) -> AbstractContextManager[tuple[Work, Office, datetime]]:
        """The records, what holds for every case, and office time."""

    @abstractmethod
    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:
        """A file that belongs to a document."""

    def starred(self, login: str) -> list[str]:  # noqa: ARG002
        """Documents that a person follows of his own accord; who runs a server knows of none."""
        return []

    def attachment(self, login: str, document: str, sha256: str) -> bytes:
        """A kept file of a document that the person may read.

        Raises:
            BadInput: `file-absent`.
        """
        with self._opened(login, document) as (work, _, _, docket):
            named = any(row["sha256"] == sha256 for row in docket.tables["attachment"])
            data = self._file(work, document, sha256) if named else None
        if data is None:
            raise BadInput("file-absent", file=sha256[:60])
        return data

    def save_attachment(
        self, login: str, document: str, sha256: str, target: Path,
        steps: Steps = silent,
    ) -> str:  # fmt: skip
        """A kept file of a document that the person may read, into a file of this PC.

        Raises:
            BadInput: `file-absent`, `file-incomplete`, `file-unwritable`.
        """
        data = self.attachment(login, document, sha256)
        return write_pieces(target, pieces_of(data), sha256, len(data), steps)

    def keys_waiting(self) -> list[Row]:
        """New keys that wait for two colleagues, each with its fingerprint."""
        with self._reading(None) as (_, office, _):
            rows = inquiry.keys_waiting(office)
        return [row | {"fingerprint": founding.fingerprint(row["public"])} for row in rows]

    # ── questions ───────────────────────────────────────────────────────────

    def people(self) -> list[Row]:
        """Everybody, with unit, posts, superior and the state of his key."""
        with self._reading(None) as (_, office, _):
            return inquiry.people_of(office)

    def tray(
        self, login: str, name: str = "todo", after: str | None = None, limit: int = 100
    ) -> Row:
        """One tray of a person."""
        starred = self.starred(login) if name == "tracked" else []
        with self._reading(None) as (work, office, at):
            return inquiry.tray(work, office, login, name, after, limit, at, starred)

    def counts(self, login: str) -> dict[str, int]:
        """How many lie in each tray of a person."""
        starred = self.starred(login)
        with self._reading(None) as (work, office, at):
            return inquiry.counts(work, office, login, at, starred)

    def search(self, login: str, text: str, limit: int = 100) -> Row:
        """Documents in which a text stands and that the person may read."""
        with self._reading(None) as (work, office, at):
            return inquiry.search(work, office, login, text, limit, at)

    def may(self, login: str, document: str) -> list[Row]:
        """Every action, allowed or the refusal that greys it."""
        with self._reading(None) as (work, office, at):
            return inquiry.may(work, office, login, document, at)

    def text(self, login: str, document: str, version: int) -> str:
        """An earlier version of a text."""
        with self._opened(login, document) as (work, office, at, _):
            return inquiry.text_of(work, office, login, document, version, at)

    def redline(self, login: str, document: str, first: int, last: int) -> list[Piece]:
        """What changed from one version of a text to a later one, and in which version."""
        with self._opened(login, document) as (work, office, at, _):
            return inquiry.redline_of(work, office, login, document, first, last, at)

    def proof(self, login: str, document: str) -> list[proof.Checked]:
        """Chain and signatures of one document, checked now from the ledger's bytes."""
        with self._reading(None) as (work, office, at):
            inquiry.readable_docket(work, office, login, document, at)
            return list(proof.checked(office, work.entries(document)))

    def number_ahead(self, login: str, document: str, series: str, start: int | None) -> str:
        """The number that a signed paper would get now; without a series, from the office's own."""
        with self._opened(login, document) as (_, _, _, docket):
            return numbering.ahead(docket, series, start)

    def extension_ahead(self, login: str, document: str) -> Row:
        """For what he has in hand: `due`, and `until`, the first day that would be more time.

        Raises:
            Refused: why he can't ask for more.
        """
        with self._opened(login, document) as (_, _, _, docket):
            task = standing(docket, login, "ask-extension").task
            return extensions.soonest(docket, task or {})

    def reservation_ahead(self, series: str) -> str:
        """The number that would be reserved now; without a series, of the office's own."""
        with self._reading(None) as (_, office, at):
            return reserving.ahead(office, series, at)

    def reservations(self, login: str) -> list[Row]:
        """Numbers that lie reserved, in their order: `number`, `ground`, `until`, `by`, and `over`
        where that day has passed. They are the registry's and the supervisors' to know.
        """
        with self._reading(None) as (_, office, at):
            return reserving.lying(office, login, at)

    def senders(self, login: str) -> list[Row]:
        """Who writes to this office, the latest first, with what came last."""
        with self._reading(None) as (work, office, at):
            return senders.senders(work, office, login, at)

    def road(
        self, login: str, elements: Row, document: str | None = None, *, rewritten: bool = False
    ) -> tuple[RoadStage, ...]:
        """Through whose hands a draft with these elements would go, were it sent now; one that is
        on record as that `document`, whether or not it was `rewritten` since.
        """
        if document is None:
            with self._reading(None) as (_, office, at):
                return road(office, login, elements, at)
        with self._opened(login, document) as (_, office, at, docket):
            return road(office, login, elements, at, docket, rewritten=rewritten)

    def limits_ahead(self, procedure: str, urgency: str) -> Ahead:
        """Until when a case would have to be dealt with that began now."""
        with self._reading(None) as (_, office, at):
            return limits_ahead(office, procedure, urgency, at)

    def book(
        self, login: str, name: str, since: str | None = None, until: str | None = None
    ) -> tuple[Row, Book]:
        """One of the office's books as far as the asker may know of it, and its written form."""
        with self._reading(None) as (work, office, at):
            data = books.book(work, office, login, name, since, until, at)
            names = {one: str(row["name"]) for one, row in office.people.items()}
        stages = self._stage_names()

        def words(code: str) -> str:
            return wording.term("book" if code == name else "book_column", code, "zh_CN")

        return data, book_of(data, self.office(), words, stages, names, self._root())

    def limits(self) -> Book:
        """The limits in force, as they are published to everybody."""
        with self._reading(None) as (_, office, at):
            facts = times.hours_in_force(office.calendar, at)
            facts["version"] = office.calendar.version
        foot = f"台账根 {self._root()}　制表 {moment_text(moment.iso(at))}"
        rows = limits.lines(self.procedures(), "zh_CN")
        return limits_of(limits.heads("zh_CN"), rows, self.office(), facts, foot)

    def limits_ready(self) -> Ready:
        """The limits in force, ready to be written out."""
        return Ready(self.limits(), self.now())

    def book_ready(self, login: str, name: str, since: str | None = None) -> Ready:
        """One of the office's books, ready to be written out."""
        return Ready(self.book(login, name, since)[1], self.now())
