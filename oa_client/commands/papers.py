"""Commands that make papers: the issued document and its handling slip."""

from argparse import Namespace
from pathlib import Path

from oa_client import printing
from oa_client.commands.answers import Answer, columns
from oa_client.commands.offices import personal
from oa_client.docflow.handling.notices import NOTICES
from oa_client.docflow.model.saving import write_file
from oa_client.ui import wording
from oa_client.ui.texts import text


def paper(args: Namespace) -> Answer:
    """The paper as PDF, OFD or for a word processor, and the handling slip."""
    with personal(args) as (office, login):
        document = args.place["ID"]
        made = office.paper(login, document)
        files = []
        if args.pdf:
            files.append(write_file(Path(args.pdf), made.whole()))
        if args.docx:
            files.append(write_file(Path(args.docx), office.docx(login, document)))
        if args.ofd:
            files.append(write_file(Path(args.ofd), office.ofd(login, document)))
        if args.sheet:
            files.append(write_file(Path(args.sheet), office.slip(login, document).whole()))
        if args.redline:
            files.append(write_file(Path(args.redline), office.redlined(login, document).whole()))
        if args.envelope:
            sized = office.envelopes(login, document, args.envelope_size)
            files.append(write_file(Path(args.envelope), sized.whole()))
        for name in NOTICES:
            if target := getattr(args, name):
                files.append(write_file(Path(target), office.notice(login, document, name).whole()))
    told = {"pages": made.pages, "fonts": made.fonts, "files": files}
    marks = ("", "≈")
    table = [(f["role"], marks[not f["standard"]], f["name"]) for f in made.fonts]
    pages = text("told.pages", args.language, count=made.pages)
    return Answer(told, [*files, pages, *columns(table)])


def book(args: Namespace) -> Answer:
    """One of the office's books, on the screen and written out."""
    with personal(args) as (office, login):
        data, made = office.book(login, args.place["BOOK"], args.since, args.until)
        when = office.now()
    for suffix, file in ((".pdf", args.pdf), (".xlsx", args.xlsx)):
        if file:
            write_file(Path(file), printing.book_file(made, suffix, when))
    heads = [wording.term("book_column", key, args.language) for key in data["columns"]]
    name = wording.term("book", data["book"], args.language)
    lines = [text("told.tray", args.language, name=name, count=len(made.rows))]
    return Answer(data, lines + (columns([heads, *made.rows]) if made.rows else []))


def fonts(_: Namespace) -> Answer:
    """Which face plays each role on this PC."""
    rows = printing.fonts().report()
    table = [
        (r["role"], "" if r["standard"] else "≈", f"{r['coverage']:.0%}", r["name"], r["file"])
        for r in rows
    ]
    return Answer(rows, columns(table))
