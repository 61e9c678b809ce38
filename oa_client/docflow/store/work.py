"""One transaction on the office's records, the same for a file and for a server."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.ledger.chain import Commit, Heads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.store import lists, statements
from oa_client.docflow.store.failures import known_failures

Row = dict[str, Any]

LARGEST = 2**63
"""Whole numbers must lie below it; a server would silently write a larger one as text."""

_PAGE = 500
"""Ledger lines taken into memory at a time."""

_ENTRY = statements.column_names("entry")
_COMMIT = statements.column_names("commit_head")
_ENTRIES = f"SELECT {', '.join(_ENTRY)} FROM entry"
_COMMITS = f"SELECT {', '.join(_COMMIT)} FROM commit_head"


class SqlWork:
    """One transaction over a connection that nobody else uses meanwhile."""

    _acts_for = "entry"
    """Where it is had who did what for whom."""

    def __init__(self, connection: Connection, place: Path | str | None) -> None:
        self._connection = connection
        self._place = place
        self._done = False
        self._unfit: type[Exception] = connection.dialect.loaded_dbapi.DataError

    @property
    def connection(self) -> Connection:
        """What this work is done over, for copying an office whole; the store's own modules."""
        return self._connection

    def rows(self, table: str, **equals: Any) -> list[Row]:
        """Rows whose columns equal what is given, by key; tasks as they were opened."""
        wanted: list[tuple[str, int]] = []
        values: Row = {}
        for name, value in equals.items():
            if isinstance(value, list | tuple | set | frozenset):
                wanted.append((name, -len(value)))
                values |= {f"{name}__{i}": each for i, each in enumerate(value)}
            else:
                wanted.append((name, 0 if value is None else 1))
                values[name] = value
        if any(isinstance(v, list | tuple | set | frozenset) and not v for v in equals.values()):
            statements.table_of(table)
            return []
        statement = statements.selection(self._connection.dialect, table, tuple(wanted))
        found = self._all(statement, values)
        return [dict(zip(statement.columns, row, strict=True)) for row in found]

    def one(self, table: str, **equals: Any) -> Row | None:
        """The first such row."""
        return next(iter(self.rows(table, **equals)), None)

    def put(self, table: str, row: Row) -> None:
        """Write a row by its primary key: what is named changes, what is not named stays.

        Raises:
            BadInput: `no-such-table`, `no-such-column`, `row-without-key`.
        """
        names = tuple(row)
        dialect = self._connection.dialect
        whole = statements.is_whole(table, names)
        values = row | statements.key_values(table, row)
        # who may add rows need not be allowed to change what identifies them
        if whole and self._run(
            statements.addition_once(dialect, table, names), values
        ).rowcount:
            return
        change = statements.change(dialect, table, names)
        if change is None:
            keys = {name: row[name] for name in names}
            if self.rows(table, **keys):
                return
        elif self._run(change, values).rowcount:
            return
        self._run(statements.addition(dialect, table, names), values)

    def append(self, entry: Entry) -> None:
        """Add an entry to the ledger; there is no way to change or remove one."""
        self._add("entry", {name: getattr(entry, name) for name in _ENTRY})

    def entries(self, document: str | None = None) -> Iterator[Entry]:
        """The ledger of one document (`""`: of the office itself), or all of it, in order."""
        seq = 0
        where = "seq > :seq" if document is None else "document = :document AND seq > :seq"
        words = f"{_ENTRIES} WHERE {where} ORDER BY seq LIMIT {_PAGE}"
        while True:
            found = self._ask(words, {"seq": seq, "document": document})
            yield from (Entry(*row) for row in found)
            if len(found) < _PAGE:
                return
            seq = found[-1][0]

    def last_entry(self, document: str | None = None) -> Entry | None:
        """The newest entry of a document, or of the whole ledger."""
        words, values = f"{_ENTRIES} ORDER BY seq DESC LIMIT 1", {}
        if document is not None:
            words = f"{_ENTRIES} WHERE document = :document ORDER BY n DESC LIMIT 1"
            values = {"document": document}
        statement = statements.spoken(self._connection.dialect, words, of="entry")
        found = self._all(statement, values)
        return Entry(*found[0]) if found else None

    def add_commit(self, commit: Commit) -> None:
        """Seal the heads that this transaction changed."""
        self._add("commit_head", {name: getattr(commit, name) for name in _COMMIT})

    def commits(self) -> Iterator[Commit]:
        """All seals, oldest first."""
        number = 0
        while True:
            words = f"{_COMMITS} WHERE id > :id ORDER BY id LIMIT {_PAGE}"
            found = self._ask(words, {"id": number})
            yield from (Commit(*row) for row in found)
            if len(found) < _PAGE:
                return
            number = found[-1][0]

    def last_commit(self) -> Commit | None:
        """The newest seal."""
        found = self._ask(f"{_COMMITS} ORDER BY id DESC LIMIT 1", {})
        return Commit(*found[0]) if found else None

    def put_blob(self, sha256: str, data: bytes) -> None:
        """Keep a file under its digest; the same file is kept once."""
        if not self._ask("SELECT 1 FROM blob WHERE sha256 = :sha256", {"sha256": sha256}):
            self._add("blob", {"sha256": sha256, "size": len(data), "data": data})

    def blob(self, sha256: str) -> bytes | None:
        """A file kept under its digest."""
        found = self._ask("SELECT data FROM blob WHERE sha256 = :sha256", {"sha256": sha256})
        return bytes(found[0][0]) if found else None

    def listing(
        self, tray: str, people: Sequence[str], after: str | None, limit: int,
        starred: Sequence[str] = (),
    ) -> tuple[int, list[Row], str | None]:  # fmt: skip
        """One tray of a person: how many, a page of rows, the cursor of the next page.

        Raises:
            BadInput: `bad-cursor`, `no-such-tray`.
        """
        dialect = self._connection.dialect.name
        return lists.listing(
            self._rows_of, dialect, tray, people, after, limit, self._acts_for, starred
        )

    def find(self, text: str, person: str | None, unclassified: bool, limit: int) -> list[Row]:
        """Documents that hold a text and that the person may read (None: every register)."""
        dialect = self._connection.dialect.name
        return lists.find(self._rows_of, dialect, text, person, unclassified, limit)

    def watched(self, until: str) -> Mapping[str, list[Row]]:
        """`task` and `document` rows with a card due by that moment; `urge`: tasks to urge for."""
        return {
            "task": self._rows_of(lists.WATCHED_TASKS, {"until": until}),
            "document": self._rows_of(lists.WATCHED_DOCUMENTS, {"until": until}),
            "urge": self._rows_of(lists.WATCHED_URGINGS, {"until": until}),
        }

    def standing_reds(self) -> list[str]:
        """Documents in hand, their clocks running, on which a red card stands; each once."""
        return [row["id"] for row in self._rows_of(lists.STANDING_REDS, {})]

    def watching(self, person: str, sight: str, at: str) -> tuple[Row, list[Row]]:
        """What a supervisor watches, counted; and the cases that stand still or are supervised."""
        return lists.watching(self._rows_of, person, sight, at)

    def timed(self, people: Sequence[str]) -> list[Row]:
        """Cases in hand of these people that ask or asked for time, or are supervised."""
        return lists.timed(self._rows_of, people)

    def tasks(self) -> list[Row]:
        """Every task without its words, as they were opened."""
        words = (
            "SELECT id, document, stage, person, action, opened_at, closed_at, outcome, due"
            " FROM task ORDER BY opened_at, id"
        )
        return self._rows_of(words, {})

    def heads(self) -> Heads:
        """Number and hash of the newest entry of every document, as the ledger has them now."""
        words = (
            "SELECT e.document, e.n, e.hash FROM entry e JOIN (SELECT document, max(n) AS n"
            " FROM entry GROUP BY document) newest"
            " ON newest.document = e.document AND newest.n = e.n"
        )
        return {document: (n, head) for document, n, head in self._ask(words, {})}

    def acts(self, code: str | None = None) -> list[Row]:
        """Every entry, or those of one sort, without their words, in the ledger's order."""
        of = "" if code is None else " WHERE code = :code"
        words = f'SELECT document, n, code, "by", for_, at FROM entry{of} ORDER BY seq'
        return self._rows_of(words, {"code": code})

    def lengths(self) -> Mapping[str, int]:
        """How many characters the newest text of each document has."""
        words = (
            "SELECT v.document, length(v.body) AS characters FROM text_version v WHERE v.version ="
            " (SELECT max(w.version) FROM text_version w WHERE w.document = v.document)"
        )
        return {row["document"]: row["characters"] for row in self._rows_of(words, {})}

    def commit(self) -> None:
        """Make it last; after this returns nothing of it can be lost."""
        self._still_open()
        with known_failures(self._place):
            self._connection.commit()
        self._done = True

    @property
    def committed(self) -> bool:
        """Whether it was made last."""
        return self._done

    def _add(self, table: str, row: Row) -> None:
        self._run(statements.addition(self._connection.dialect, table, tuple(row)), row)

    def _all(self, statement: statements.Statement, values: Mapping[str, Any]) -> Sequence[Any]:
        return self._fetched(self._run(statement, values))

    def _ask(self, words: str, values: Mapping[str, Any]) -> Sequence[Any]:
        return self._all(statements.spoken(self._connection.dialect, words), values)

    def _rows_of(self, words: str, values: Mapping[str, Any]) -> list[Row]:
        statement = statements.spoken(self._connection.dialect, words)
        found = self._run(statement, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in self._fetched(found)]

    def _fetched(self, found: statements.Given) -> Sequence[Any]:
        """A broken page of the file may be met no earlier than here."""
        with known_failures(self._place):
            return found.fetchall()

    def _run(self, statement: statements.Statement, values: Mapping[str, Any]) -> statements.Given:
        self._still_open()
        if any(isinstance(v, int) and not -LARGEST <= v < LARGEST for v in values.values()):
            raise BadInput("not-recordable", reason="integer")
        try:
            with known_failures(self._place):
                return statement.run(self._connection, values)
        except (UnicodeEncodeError, OverflowError, self._unfit) as failure:
            raise BadInput("not-recordable", reason=str(failure)) from None

    def _still_open(self) -> None:
        if self._done:
            raise RuntimeError("this work was committed: take another")
