"""An office that is open, wherever it lies: every question that a screen or a script asks of it."""

import json
from abc import abstractmethod
from collections import Counter
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path

from oa_client import picturing, printing
from oa_client.docflow.handling import (
    books,
    founding,
    inquiry,
    papers,
    performance,
    proof,
    senders,
    supervision,
)
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.integrity import signals
from oa_client.docflow.handling.integrity.watched import Signal
from oa_client.docflow.handling.notices import NOTICES, envelopes_of
from oa_client.docflow.handling.pictures import Files, all_sound, pictures_of
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.road import Ahead, RoadStage, limits_ahead, road
from oa_client.docflow.handling.slip import moment_text
from oa_client.docflow.handling.supervised_items import Item
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.files import Steps, pieces_of
from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.model.saving import write_file, write_pieces
from oa_client.docflow.paper import docx, envelopes, sheets
from oa_client.docflow.paper.books import Book, book_of, book_pdf
from oa_client.docflow.paper.overdue import Beside, report_of
from oa_client.docflow.paper.performance import month_report_of
from oa_client.docflow.paper.published import limits_of
from oa_client.docflow.paper.record import record_of
from oa_client.docflow.paper.report import Report
from oa_client.docflow.paper.slips import notice_sheet, slip_of
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.offices.versions import VersionQuestions
from oa_client.printing import PaperMade, fonts, ofd_file, printed
from oa_client.ui import limits, wording


class OpenOffice(VersionQuestions):
    """What can be asked of an open office; used by one thread at a time."""

    def __init__(self) -> None:
        self.calendar = Calendar()

    @abstractmethod
    def _reading(self, at: str | None) -> AbstractContextManager[tuple[Work, Office, datetime]]:
        """The records, what holds for every case, and office time."""

    @abstractmethod
    def _root(self) -> str:
        """What the whole ledger comes to at this moment, for the foot of a report."""

    def attachment(self, login: str, document: str, sha256: str) -> bytes:
        """A kept file of a document that the person may read.

        Raises:
            BadInput: `file-absent`.
        """
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            named = any(row["sha256"] == sha256 for row in docket.tables["attachment"])
            data = self._file(work, document, sha256) if named else None
        if data is None:
            raise BadInput("file-absent", file=sha256[:60])
        return data

    def save_attachment(
        self, login: str, document: str, sha256: str, target: Path,
        steps: Steps = lambda _done, _of: None,
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

    def office(self) -> Row:
        """The office itself: name, series, whether it is for training."""
        with self._reading(None) as (_, office, _):
            return dict(office.office)

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

    def limits_ahead(self, procedure: str, urgency: str) -> Ahead:
        """Until when a case would have to be dealt with that began now."""
        with self._reading(None) as (_, office, at):
            return limits_ahead(office, procedure, urgency, at)

    def overdue(self, login: str, since: str | None = None, until: str | None = None) -> Row:
        """The supervisor's report, as far as the asker may know of it."""
        with self._reading(None) as (work, office, at):
            return supervision.overdue(work, office, login, since, until, at)

    def desk(self, login: str, period: str = "all") -> Row:
        """The supervisor's desk, as far as the asker may know of it."""
        with self._reading(None) as (work, office, at):
            return supervision.desk(work, office, login, period, at)

    def supervised(self, login: str) -> list[Item]:
        """Every 督办件 that the asker may know of, open ones first."""
        with self._reading(None) as (work, office, at):
            return supervision.board(work, office, login, at)

    def watch_counts(self, login: str) -> dict[str, int]:
        """What is open, under supervision or asks for more time, and the cards, for a rail."""
        with self._reading(None) as (work, office, at):
            return supervision.counts(work, office, login, at)

    def desk_rows(self, login: str, of: str, key: str, period: str) -> Row:
        """The stages that a figure of the supervisor's desk counts."""
        with self._reading(None) as (work, office, at):
            return supervision.desk_rows(work, office, login, of, key, period, at)

    def signals(
        self, login: str, since: str | None = None, until: str | None = None
    ) -> list[Signal]:
        """What a supervisor should look into, as far as he may know of it."""
        with self._reading(None) as (work, office, at):
            return signals.signals(work, office, login, since, until, at)

    def report(
        self, login: str, since: str | None = None, until: str | None = None
    ) -> tuple[Row, Report]:
        """The supervisor's report and its printed form, the ledger's root at its foot."""
        data = self.overdue(login, since, until)
        stages = {s["id"]: s["name"] for law in self.procedures() for s in law["stages"]}
        items = [item for item in self.supervised(login) if not item.closed]
        beside = Beside(tuple(items), self._signal_counts(login, since, until))
        return data, report_of(data, self.office(), stages, self._root(), beside)

    def month(self, login: str, month: str) -> tuple[Row, Report]:
        """效能月报 of a month such as 2026-10, and its printed form.

        Raises:
            BadInput: `bad-time`, `no-such-person`.
        """
        with self._reading(None) as (work, office, at):
            data = performance.monthly(work, office, login, month, at)
        stages = {s["id"]: s["name"] for law in self.procedures() for s in law["stages"]}
        laws = {law["id"]: law["name"] for law in self.procedures()}
        named = {"stages": stages, "procedures": laws, "urgencies": {"": "平件"}}

        def words(group: str, key: str) -> str:
            return named.get(group, {}).get(key, key) or "未注明"

        end = data["month_end"]
        items = [item for item in self.supervised(login)
                 if item.opened < data["until"] and (item.closed or "9999") >= data["since"]]
        beside = Beside(tuple(items), self._signal_counts(login, data["since"], end))
        drawn = month_report_of(data, self.office(), words, stages, self._root(), beside)
        return data, drawn

    def _signal_counts(
        self, login: str, since: str | None, until: str | None
    ) -> tuple[tuple[str, int], ...]:
        """How many signals of each sort, for whoever may know of them."""
        try:
            found = Counter(signal.code for signal in self.signals(login, since, until))
        except Refused:
            return ()
        return tuple((law.name[0], found[law.code]) for law in signals.published())

    def save_report(self, login: str, target: Path, since: str | None = None) -> None:
        """The supervisor's report as .pdf or .xlsx, of what was due since a moment."""
        _, report = self.report(login, since)
        write_file(target, printing.report_file(report, target.suffix, self.now()))

    def book(
        self, login: str, name: str, since: str | None = None, until: str | None = None
    ) -> tuple[Row, Book]:
        """One of the office's books as far as the asker may know of it, and its written form."""
        with self._reading(None) as (work, office, at):
            data = books.book(work, office, login, name, since, until, at)
            names = {one: str(row["name"]) for one, row in office.people.items()}
        stages = {s["id"]: s["name"] for law in self.procedures() for s in law["stages"]}

        def words(code: str) -> str:
            return wording.term("book" if code == name else "book_column", code, "zh_CN")

        return data, book_of(data, self.office(), words, stages, names, self._root())

    def limits(self) -> Book:
        """The limits in force, as they are published to everybody."""
        with self._reading(None) as (_, office, at):
            hours = [[str(a)[:5], str(b)[:5]] for a, b in office.calendar.hours]
            facts = {"hours": hours, "version": office.calendar.version}
        foot = f"台账根 {self._root()}　制表 {moment_text(moment.iso(at))}"
        rows = limits.lines(self.procedures(), "zh_CN")
        return limits_of(limits.heads("zh_CN"), rows, self.office(), facts, foot)

    def save_limits(self, target: Path) -> None:
        """The limits in force as .pdf or .xlsx."""
        write_file(target, printing.book_file(self.limits(), target.suffix, self.now()))

    def save_book(
        self, login: str, name: str, target: Path, since: str | None = None
    ) -> None:  # fmt: skip
        """One of the office's books as .pdf or .xlsx."""
        _, made = self.book(login, name, since)
        write_file(target, printing.book_file(made, target.suffix, self.now()))

    # ── papers ──────────────────────────────────────────────────────────────

    def elements(self, login: str, document: str) -> tuple[Paper, datetime]:
        """What the paper of a document is made of, as it stands."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            made = _made_at(docket, at)
            return papers.paper_of(docket, made, self._files(work, document)), made

    def unprintable(self, login: str, document: str) -> list[str]:
        """Characters that no face here can show: the paper is not printed while it has any."""
        paper, _ = self.elements(login, document)
        return list(dict.fromkeys(c for _, c in fonts().missing(layout(paper).text_by_role())))

    def _files(self, work: Work, document: str) -> Files:
        return partial(self._file, work, document)

    def pictures(self, login: str, document: str) -> tuple[Picture, ...]:
        """The pictures of a text, each as it is printed, or why it can't be."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            return pictures_of(docket, self._files(work, document))

    def paper(self, login: str, document: str) -> PaperMade:
        """The paper: the very file that was printed, else what would be printed now."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            kept = next(iter(docket.tables["paper"]), None)
            data = self._file(work, document, kept["sha256"]) if kept else None
            drawn = papers.paper_of(docket, at, self._files(work, document))
        if kept and data is not None:
            return PaperMade(data, kept["pages"], json.loads(kept["fonts"]))
        return PaperMade.of(printed(all_sound(drawn), at))

    def docx(self, login: str, document: str) -> bytes:
        """The paper for a word processor, with the standard's own fonts named."""
        paper, at = self.elements(login, document)
        return docx.make(all_sound(paper), created=at)

    def ofd(self, login: str, document: str) -> bytes:
        """The paper as OFD, an experiment until it was seen in a real viewer."""
        paper, at = self.elements(login, document)
        return ofd_file(all_sound(paper), at)

    def slip(self, login: str, document: str) -> PaperMade:
        """The handling slip with every opinion, name and date."""
        with self._reading(None) as (work, office, at):
            docket = inquiry.readable_docket(work, office, login, document, at)
            shown = inquiry.show(work, office, login, document, at)
            drawn = slip_of(shown, docket.procedure, office.office)
        return PaperMade.of(sheets.slip(drawn, fonts(), created=at))

    def record(self, login: str, document: str) -> PaperMade:
        """办理记录: what happened to a document, entry by entry."""
        with self._reading(None) as (work, office, at):
            shown = inquiry.show(work, office, login, document, at)

            def words(code: str) -> str:
                return wording.entry_name(code, "zh_CN")

            drawn = record_of(shown, office.office, words, moment.iso(at))
        return PaperMade.of(book_pdf(drawn, fonts(), created=at))

    def notice(self, login: str, document: str, name: str) -> PaperMade:
        """A notice about a case: `urging`, `supervision` or `dispatch`.

        Raises:
            Refused: `not-urged`, `no-card-yet`, `not-issued`, where there is nothing to tell.
        """
        with self._reading(None) as (work, office, at):
            shown = inquiry.show(work, office, login, document, at)
            law = office.procedures[shown["procedure"]][1]
            told = NOTICES[name](shown, {stage.id: stage.name for stage in law.stage})
            drawn = notice_sheet(told, office.office)
        return PaperMade.of(sheets.slip(drawn, fonts(), created=at))

    def envelopes(self, login: str, document: str, size: str = "C5") -> PaperMade:
        """信封: one page of that size for each who gets the paper.

        Raises:
            Refused: `not-printed`, `nobody-outside`.
        """
        with self._reading(None) as (work, office, at):
            shown = inquiry.show(work, office, login, document, at)
            found = envelopes_of(shown, office.office)
            training = bool(office.office["training"])
        return PaperMade.of(
            envelopes.envelopes(found, fonts(), size=size, training=training, created=at)
        )

    def page_picture(self, data: bytes, number: int, width: int) -> picturing.Picture | None:
        """A page of a file that came in, for the screen."""
        return picturing.page_of(data, number, width)


def _made_at(docket: Docket, at: datetime) -> datetime:
    kept = next(iter(docket.tables["paper"]), None)
    return moment.parse(kept["made_at"]) if kept else at
