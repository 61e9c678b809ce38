"""A whole office from one store into another, page by page; what guards the records stays on."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, select, tuple_

from oa_client.docflow.store import statements
from oa_client.docflow.store.schema import OFFICIAL

PAGE = 500
"""Rows taken into memory at a time."""

PIECE = 1_048_576
"""Bytes of a kept file taken into memory at a time, where the target takes it in pieces."""

COPIED = (*OFFICIAL, "entry", "commit_head", "my_star", "my_column", "my_key")
"""Tables in the order in which each finds what it points to; files follow them. What is half
written stays where it is being written."""

_FILES_OF_A_SERVER = (
    "SELECT sha256, size FROM (SELECT sha256, size FROM blob"
    " UNION SELECT sha256, size FROM adopted) AS kept"
)
_FILES_OF_A_FILE = "SELECT sha256, size FROM blob"

_PIECE_OF_A_SERVER = (
    "SELECT coalesce((SELECT c.data FROM adopted f JOIN request_chunk c ON c.login = f.login"
    " AND c.sha256 = f.sha256 AND c.i < f.chunks WHERE f.sha256 = :sha256 AND c.i = :i LIMIT 1),"
    " (SELECT substring(b.data, CAST(:i * 1048576 + 1 AS integer), 1048576)"
    " FROM blob b WHERE b.sha256 = :sha256))"
)


def copy_office(source: Connection, target: Connection) -> None:
    """Copy everything that an office is into empty tables, within the target's transaction."""
    for name in COPIED:
        table = statements.table_of(name)
        for rows in _pages(source, table):
            target.execute(table.insert(), rows)
    for sha256, size in _files(source):
        _keep(target, sha256, size, pieces(source, sha256, size))


def pieces(source: Connection, sha256: str, size: int) -> Iterator[bytes]:
    """A kept file in pieces; on a server also one whose pieces lie where they were sent to."""
    if source.dialect.name == "sqlite":
        yield from _pieces_of_a_file(source, sha256)
        return
    ask = statements.spoken(source.dialect, _PIECE_OF_A_SERVER)
    for i in range(-(-size // PIECE)):
        (found,) = ask.run(source, {"sha256": sha256, "i": i}).fetchone()
        yield bytes(found or b"")


def _pages(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """All rows by key; each page begins after the last row of the one before."""
    keys = list(table.primary_key)
    first = select(table).order_by(*keys).limit(PAGE)
    page, more = first, True
    while more:
        rows = [dict(row) for row in source.execute(page).mappings()]
        if rows:
            yield rows
            last = tuple(rows[-1][key.name] for key in keys)
            page = first.where(tuple_(*keys) > last)
        more = len(rows) == PAGE


def _files(source: Connection) -> Iterator[tuple[str, int]]:
    kept = _FILES_OF_A_FILE if source.dialect.name == "sqlite" else _FILES_OF_A_SERVER
    words = f"{kept} WHERE sha256 > :after ORDER BY sha256 LIMIT {PAGE}"
    ask = statements.spoken(source.dialect, words)
    after, more = "", True
    while more:
        found = ask.run(source, {"after": after}).fetchall()
        for sha256, size in found:
            yield sha256, size
            after = sha256
        more = len(found) == PAGE


def _keep(target: Connection, sha256: str, size: int, data: Iterable[bytes]) -> None:
    if target.dialect.name != "sqlite":
        words = "INSERT INTO blob (sha256, size, data) VALUES (:sha256, :size, :data)"
        ask = statements.spoken(target.dialect, words)
        ask.run(target, {"sha256": sha256, "size": size, "data": b"".join(data)})
        return
    words = "INSERT INTO blob (sha256, size, data) VALUES (?, ?, zeroblob(?))"
    row = target.exec_driver_sql(words, (sha256, size, size)).lastrowid
    with _driver(target).blobopen("blob", "data", row) as place:
        for piece in data:  # a server that was tampered with may have more than it says
            place.write(piece[: size - place.tell()])


def _pieces_of_a_file(source: Connection, sha256: str) -> Iterator[bytes]:
    ask = statements.spoken(source.dialect, "SELECT rowid FROM blob WHERE sha256 = :sha256")
    (row,) = ask.run(source, {"sha256": sha256}).fetchone()
    with _driver(source).blobopen("blob", "data", row, readonly=True) as place:
        while piece := place.read(PIECE):
            yield piece


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
