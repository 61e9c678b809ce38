"""An open office asked for its papers: what is printed, written out or shown of one document."""

import json
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from oa_client.docflow.handling import inquiry, papers
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.notices import NOTICES, envelopes_of
from oa_client.docflow.handling.pictures import Files, all_sound, pictures_of
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.paper import docx, envelopes, sheets
from oa_client.docflow.paper.books import book_pdf
from oa_client.docflow.paper.record import record_of
from oa_client.docflow.paper.redline import redline_of, redline_pdf
from oa_client.docflow.paper.slips import notice_sheet, slip_of
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.printing import PaperMade, fonts, ofd_file, printed, told_whole, unprintable
from oa_client.ui import recorded


class PaperQuestions(ABC):
    """Every paper of a document that its reader may have."""

    @abstractmethod
    def _opened(
        self, login: str, document: str, at: str | None = None
    ) -> AbstractContextManager[tuple[Work, Office, datetime, Docket]]:
        """The one door to what a document says: that he opens it is on record before he reads.

        Raises:
            Refused: `no-such-document`, also where it is not his to see.
        """

    @abstractmethod
    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:
        """A file that belongs to a document."""

    def elements(self, login: str, document: str) -> tuple[Paper, datetime]:
        """What the paper of a document is made of, as it stands."""
        with self._opened(login, document) as (work, _, at, docket):
            made = _made_at(docket, at)
            return papers.paper_of(docket, made, self._files(work, document)), made

    def unprintable(self, login: str, document: str) -> dict[str, Any]:
        """Characters that no face here can show, and where: the paper is not printed while it has
        any. Empty where every one can be shown.
        """
        paper, _ = self.elements(login, document)
        return unprintable(paper, fonts().missing(layout(paper).text_by_role()))

    def _files(self, work: Work, document: str) -> Files:
        return partial(self._file, work, document)

    def pictures(self, login: str, document: str) -> tuple[Picture, ...]:
        """The pictures of a text, each as it is printed, or why it can't be."""
        with self._opened(login, document) as (work, _, _, docket):
            return pictures_of(docket, self._files(work, document))

    def paper(self, login: str, document: str) -> PaperMade:
        """The paper: the very file that was printed, else what would be printed now, with what it
        lacks.
        """
        with self._opened(login, document) as (work, _, at, docket):
            kept = next(iter(docket.tables["paper"]), None)
            data = self._file(work, document, kept["sha256"]) if kept else None
            drawn = papers.paper_of(docket, at, self._files(work, document))
        if kept and data is not None:
            return PaperMade(data, kept["pages"], json.loads(kept["fonts"]))
        return _made_now(drawn, at)

    def docx(self, login: str, document: str) -> bytes:
        """The paper for a word processor, with the standard's own fonts named."""
        paper, at = self.elements(login, document)
        return docx.make(all_sound(paper), created=at)

    def ofd(self, login: str, document: str) -> bytes:
        """The paper as OFD; the manual says which readers it was seen in.

        Raises:
            Refused: `missing-glyph`.
        """
        paper, at = self.elements(login, document)
        return ofd_file(all_sound(paper), at)

    def slip(self, login: str, document: str) -> PaperMade:
        """The handling slip with every opinion, name and date."""
        with self._opened(login, document) as (work, office, at, docket):
            shown = inquiry.show(work, office, login, document, at)
            drawn = slip_of(shown, docket.procedure, office.office)
        return PaperMade.of(sheets.slip(drawn, fonts(), created=at))

    def record(self, login: str, document: str) -> PaperMade:
        """办理记录: what happened to a document, entry by entry."""
        with self._opened(login, document) as (work, office, at, _):
            shown = inquiry.show(work, office, login, document, at)
            docket = inquiry.readable_docket(work, office, login, document, at)
            texts = docket.tables["text_version"]

            def told(entry: Row) -> tuple[str, str, str]:
                return recorded.in_columns(shown, entry, "zh_CN")

            drawn = record_of(shown, office.office, texts, told, moment.iso(at))
        return PaperMade.of(book_pdf(drawn, fonts(), created=at))

    def clean(self, login: str, document: str, version: int) -> PaperMade:
        """清稿: the paper with the text of one version and none of the marks; it has no number and
        no date, for it is no issued paper.

        Raises:
            Refused: `missing-glyph`; where a picture of it can't be printed.
            BadInput: `no-such-version`.
        """
        with self._opened(login, document) as (work, office, at, docket):
            body = inquiry.text_of(work, office, login, document, version, at)
            drawn = papers.paper_of(docket, at, self._files(work, document))
        made = _made_now(replace(drawn, body=body, number="", date=""), at)
        told_whole(made.lacks)
        return made

    def redlined(
        self, login: str, document: str, first: int | None = None, last: int | None = None
    ) -> PaperMade:  # fmt: skip
        """花脸稿: what changed from one version to a later one; none named, from end to end.

        Raises:
            Refused: `single-version`, where nothing can be compared.
            BadInput: `no-such-version`.
        """
        with self._opened(login, document) as (work, office, at, _):
            shown = inquiry.show(work, office, login, document, at)
            numbers = [row["version"] for row in shown["versions"]]
            if len(numbers) < 2:
                raise Refused("single-version")
            ends = (first or numbers[0], last or numbers[-1])
            pieces = inquiry.redline_of(work, office, login, document, *ends, at)
            drawn = redline_of(shown, pieces, office.office, *ends)
        return PaperMade.of(redline_pdf(drawn, fonts(), created=at))

    def notice(self, login: str, document: str, name: str) -> PaperMade:
        """A notice about a case: `urging`, `supervision` or `dispatch`.

        Raises:
            Refused: `not-urged`, `no-card-yet`, `not-issued`, where there is nothing to tell.
        """
        with self._opened(login, document) as (work, office, at, _):
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
        with self._opened(login, document) as (work, office, at, _):
            shown = inquiry.show(work, office, login, document, at)
            found = envelopes_of(shown, office.office)
            training = bool(office.office["training"])
        return PaperMade.of(
            envelopes.envelopes(found, fonts(), size=size, training=training, created=at)
        )


def _made_now(paper: Paper, at: datetime) -> PaperMade:
    made = printed(all_sound(paper), at)
    return PaperMade.of(made, unprintable(paper, made.missing))


def _made_at(docket: Docket, at: datetime) -> datetime:
    kept = next(iter(docket.tables["paper"]), None)
    return moment.parse(kept["made_at"]) if kept else at
