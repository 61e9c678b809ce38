"""Papers made on this PC: which faces it has, the press, and finished files."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from oa_client.docflow.handling.desk import Printed
from oa_client.docflow.handling.form.unshown import unshown
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.files import Steps, silent
from oa_client.docflow.model.saving import write_file
from oa_client.docflow.paper import fonts as faces
from oa_client.docflow.paper import ofd, pdf
from oa_client.docflow.paper.books import Book, book_pdf, book_xlsx
from oa_client.docflow.paper.report import Report, overdue_pdf
from oa_client.docflow.paper.spreadsheets import overdue_xlsx
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout

Row = dict[str, Any]


@cache
def fonts() -> faces.Fonts:
    """The faces that this PC has, looked for once."""
    return faces.find()


def lacking(said: dict[str, str]) -> list[tuple[str, str]]:
    """Characters that no face here can show in their role, each with that role, once."""
    return fonts().missing(said)


def press(paper: Paper, at: datetime) -> Printed:
    """Set a paper as it will be sealed and kept."""
    made = printed(paper, at)
    return Printed(
        made.data, made.sha256, made.pages, tuple(vars(use) for use in made.fonts),
        tuple(dict.fromkeys(char for _, char in made.missing)),
    )  # fmt: skip


def printed(paper: Paper, at: datetime) -> pdf.PdfMade:
    """The paper as it stands, set on this PC."""
    return pdf.make(layout(paper), fonts(), title=paper.title, created=at)


def ofd_file(paper: Paper, at: datetime) -> bytes:
    """The paper as it stands, as OFD.

    Raises:
        Refused: `missing-glyph`.
    """
    drawn = layout(paper)
    told_whole(unprintable(paper, fonts().missing(drawn.text_by_role())))
    return ofd.make(drawn, fonts(), created=at)


def unprintable(paper: Paper, missing: list[tuple[str, str]]) -> Row:
    """Facts of `missing-glyph`: the characters, and where the first stands; empty without any."""
    return unshown(paper, list(dict.fromkeys(char for _, char in missing))) if missing else {}


def told_whole(lacks: Row) -> None:
    """Nothing stands in for a character in a file that is handed on.

    Raises:
        Refused: `missing-glyph`.
    """
    if lacks:
        raise Refused("missing-glyph", **lacks)


@dataclass(frozen=True)
class PaperMade:
    """A paper or a slip as a file: its bytes, pages and the faces that it was set in; `lacks` are
    the facts of `missing-glyph` where a character of it can't be shown.
    """

    data: bytes
    pages: int
    fonts: list[Row] = field(default_factory=list)
    lacks: Row = field(default_factory=dict)

    @classmethod
    def of(cls, made: pdf.PdfMade, lacks: Row | None = None) -> "PaperMade":
        """What was made just now; without `lacks` its characters are said, not their place."""
        chars = list(dict.fromkeys(char for _, char in made.missing))
        told = lacks or ({"characters": chars} if chars else {})
        return cls(made.data, made.pages, [vars(use) for use in made.fonts], told)

    def whole(self) -> bytes:
        """Its bytes, to be handed on.

        Raises:
            Refused: `missing-glyph`.
        """
        told_whole(self.lacks)
        return self.data


def report_file(report: Report, suffix: str, at: datetime, steps: Steps = silent) -> bytes:
    """The supervisor's report as a file of the kind that its name ends with: .pdf or .xlsx."""
    if suffix == ".xlsx":
        return overdue_xlsx(report, steps)
    return overdue_pdf(report, fonts(), created=at, steps=steps).data


def book_file(book: Book, suffix: str, at: datetime, steps: Steps = silent) -> bytes:
    """One of the office's books as a file of the kind that its name ends with."""
    if suffix == ".xlsx":
        return book_xlsx(book, steps)
    return book_pdf(book, fonts(), created=at, steps=steps).data


@dataclass(frozen=True)
class Ready:
    """A book or a report that has been read, and is written out without its office: on whichever
    thread, while the office answers others.
    """

    said: Book | Report
    at: datetime

    def write(self, target: Path, steps: Steps = silent) -> str:
        """Write it as .pdf or .xlsx, whole or not at all.

        Raises:
            StoreUnavailable: `disk-full`.
            BadInput: `file-unwritable`.
        """
        if isinstance(self.said, Book):
            data = book_file(self.said, target.suffix, self.at, steps)
        else:
            data = report_file(self.said, target.suffix, self.at, steps)
        return write_file(target, data)
