"""附件: the files that go with a paper, brought with its acts and taken back with a new wording.

What was brought stays on record; a file taken back is noted by a row of its own, so that every
version of a draft keeps the files that it had.
"""

from collections.abc import Iterable

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.model import text
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso

BROUGHT, TAKEN_BACK = "attached", "withdrawn"
"""What a row of the files says of its file."""


MOST_FILES = 300
"""Files that a paper takes over its life, those taken back counted again: each is on record."""


def not_too_many(count: int) -> None:
    """Refuse more files than a paper takes.

    Raises:
        Refused: `too-many-files`.
    """
    if count > MOST_FILES:
        raise Refused("too-many-files", count=count, most=MOST_FILES)


def files_of(rows: Iterable[Row], until: int | None = None) -> list[Row]:
    """The files that belong to a paper, oldest first; `until` counts no entry after that one."""
    present: list[Row] = []
    for row in sorted(rows, key=lambda row: (row["n"], row["i"])):
        if until is not None and row["n"] > until:
            break
        if row["role"] == TAKEN_BACK:
            present.remove(next(file for file in present if _same(file, row)))
        else:
            present.append(row)
    return present


def _same(one: Row, other: Row) -> bool:
    return (one["name"], one["sha256"]) == (other["name"], other["sha256"])


def take_back(docket: Docket, by: str, asked: list[str]) -> None:
    """Files by their names or digests that no longer belong to the draft.

    Raises:
        BadInput: `file-absent`.
        Refused: `too-many-files`.
    """
    not_too_many(len(docket.tables.get("attachment", [])) + len(asked))
    for wanted in asked:
        present = files_of(docket.tables.get("attachment", []))
        row = next((r for r in present if wanted in (r["name"], r["sha256"])), None)
        if row is None:
            raise BadInput("file-absent", file=wanted[:60])
        _note(docket, by, {k: row[k] for k in ("name", "size", "sha256")}, TAKEN_BACK)


def bring(docket: Docket, by: str, files: list[Row]) -> None:
    """Note the files that an act brings; the files themselves are kept by digest.

    Raises:
        Refused: `too-many-files`; `field-missing`, `too-long`, `control-characters` of a name.
    """
    not_too_many(len(docket.tables.get("attachment", [])) + len(files))
    for file in files:
        if not file["name"].strip():
            raise Refused("field-missing", field="file")
        text.check("file", file["name"])
        _note(docket, by, file, BROUGHT)


def _note(docket: Docket, by: str, file: Row, role: str) -> None:
    rows, n = docket.tables.get("attachment", []), docket.next_entry
    i = 1 + sum(1 for row in rows if row["n"] == n)
    row = {"document": docket.document["id"], "n": n, "i": i}
    docket.put("attachment", row | file | {"by": by, "at": iso(docket.at), "role": role})


def still_open(docket: Docket) -> None:
    """From 签发 on the files of a paper that goes out are fixed, as its words are.

    Raises:
        Refused: `already-signed`.
    """
    if docket.plan.get("signed"):
        raise Refused("already-signed")
