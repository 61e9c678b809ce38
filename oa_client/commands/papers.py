"""Commands that make papers: the issued document and its handling slip."""

from argparse import Namespace
from pathlib import Path

from oa_client import printing
from oa_client.commands.answers import Answer, columns
from oa_client.commands.offices import personal
from oa_client.docflow.model.saving import write_file


def paper(args: Namespace) -> Answer:
    """The paper as PDF, OFD or for a word processor, and the handling slip."""
    with personal(args) as (office, login):
        document = args.place["ID"]
        made = office.paper(login, document)
        files = []
        if args.pdf:
            files.append(write_file(Path(args.pdf), made.data))
        if args.docx:
            files.append(write_file(Path(args.docx), office.docx(login, document)))
        if args.ofd:
            files.append(write_file(Path(args.ofd), office.ofd(login, document)))
        if args.sheet:
            files.append(write_file(Path(args.sheet), office.slip(login, document).data))
    told = {"pages": made.pages, "fonts": made.fonts, "files": files}
    marks = ("", "≈")
    table = [(f["role"], marks[not f["standard"]], f["name"]) for f in made.fonts]
    return Answer(told, [*files, str(made.pages), *columns(table)])


def fonts(_: Namespace) -> Answer:
    """Which face plays each role on this PC."""
    rows = printing.fonts().report()
    table = [
        (r["role"], "" if r["standard"] else "≈", f"{r['coverage']:.0%}", r["name"], r["file"])
        for r in rows
    ]
    return Answer(rows, columns(table))
