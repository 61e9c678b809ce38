"""Papers made on this PC: which faces it has, the press, and finished files."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from oa_client.docflow.handling.desk import Printed
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


def lacking(text: str) -> list[str]:
    """Characters of a text that no face here can show, each once."""
    return [char for _, char in fonts().missing({"仿宋": text.replace("\n", "")})]


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
    """The paper as it stands, as OFD."""
    return ofd.make(layout(paper), fonts(), created=at)


@dataclass(frozen=True)
class PaperMade:
    """A paper or a slip as a file: its bytes, pages and the faces that it was set in."""

    data: bytes
    pages: int
    fonts: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, made: pdf.PdfMade) -> "PaperMade":
        """What was made just now."""
        return cls(made.data, made.pages, [vars(use) for use in made.fonts])


def report_file(report: Report, suffix: str, at: datetime) -> bytes:
    """The supervisor's report as a file of the kind that its name ends with: .pdf or .xlsx."""
    if suffix == ".xlsx":
        return overdue_xlsx(report)
    return overdue_pdf(report, fonts(), created=at).data


def book_file(book: Book, suffix: str, at: datetime) -> bytes:
    """One of the office's books as a file of the kind that its name ends with."""
    if suffix == ".xlsx":
        return book_xlsx(book)
    return book_pdf(book, fonts(), created=at).data
