"""How the office and a case are taken from the records, and how entries are written into them."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from oa_client.docflow.handling.case import CASE_TABLES, KEYS, Docket, Office, Row
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.ledger.chain import GENESIS, chained, sealed
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.procedure.definition import Procedure
from oa_client.docflow.procedure.reader import load
from oa_client.docflow.timelimit.table import kept
from oa_client.docflow.timelimit.workdays import Calendar

OFFICE_TABLES = frozenset(
    ("office", "procedure", "person", "stand_in", "book", "key", "calendar", "reservation")
)
"""What an `Office` is made of."""

_SORT = {"text_version": "version", "attachment": "n", "opinion": "n"}


@lru_cache(maxsize=64)
def _law(source: str) -> Procedure:
    return load(source)


def load_office(work: Work, calendar: Calendar) -> Office:
    """What holds for every case at this moment."""
    laws = work.rows("procedure")
    return Office(
        office=work.rows("office")[0],
        people={row["login"]: row for row in sorted(work.rows("person"), key=lambda r: r["ord"])},
        procedures={
            row["id"]: (row["digest"], _law(row["source"])) for row in laws if row["in_force"]
        },
        by_digest={row["digest"]: _law(row["source"]) for row in laws},
        stand_ins=tuple(work.rows("stand_in", ended=0)),
        books={(row["series"], row["year"]): row["last"] for row in work.rows("book")},
        reserved={
            row["text"]: row for row in work.rows("reservation", used_at=None, void_at=None)
        },
        keys={row["key_id"]: row for row in work.rows("key")},
        calendar=_in_force(work, calendar),
    )


def _in_force(work: Work, published: Calendar) -> Calendar:
    """The office's own calendar, over the published days; these alone before its first."""
    row = work.one("calendar", in_force=1)
    return kept(published, row["version"], row["days"], row["hours"]) if row else published


def running(work: Work, office: Office, at: datetime) -> Iterator[Docket]:
    """Every case that isn't closed, with what its clocks need: its open tasks and its cards."""
    tasks = _by_document(work.rows("task", closed_at=None))
    cards = _by_document(work.rows("card"))
    for row in work.rows("document", closed_at=None):
        if row["id"] in tasks or row["next_at"]:
            mine = {"task": tasks.get(row["id"], []), "card": cards.get(row["id"], [])}
            yield Docket(office, at, row, mine)


def _by_document(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found


def load_docket(work: Work, office: Office, document: str, at: datetime) -> Docket:
    """A case as it stands.

    Raises:
        Refused: `no-such-document`.
    """
    row = work.one("document", id=document)
    if row is None:
        raise Refused("no-such-document", document=document)
    tables = {table: work.rows(table, document=document) for table in CASE_TABLES}
    for table, column in _SORT.items():
        tables[table].sort(key=lambda r: int(r[column]))
    return Docket(office, at, row, tables)


def facts_of(rows: list[tuple[str, Row]], notes: Row) -> bytes:
    """What an entry establishes: the rows that it writes, and what is worth noting."""
    return dumps({"rows": [[table, row] for table, row in rows], "notes": notes})


def apply(work: Work, entry: Entry) -> set[str]:
    """Write down what an entry establishes: the one way in which tables change."""
    rows: list[tuple[str, Row]] = loads(entry.facts)["rows"]
    if entry.document:
        rows.append(("document", {"id": entry.document, "n": entry.n, "head": entry.hash}))
    for table, row in _each_once(rows):
        work.put(table, row)
    return {table for table, _ in rows}


def _each_once(rows: list[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """What is written to the same row piece by piece, written at once; the last word counts."""
    whole: dict[tuple[Any, ...], tuple[str, Row]] = {}
    for table, row in rows:
        key = (table, *(row.get(name) for name in KEYS[table]))
        whole.setdefault(key, (table, {}))[1].update(row)
    yield from whole.values()


def notes_of(entry: Entry) -> dict[str, Any]:
    """What an entry notes beside its rows."""
    notes: dict[str, Any] = loads(entry.facts)["notes"]
    return notes


class Book:
    """The open ledger within one transaction: entries go in, one seal closes it."""

    def __init__(self, work: Work, last: Entry | None, at: str) -> None:
        """Take up the ledger after its last entry."""
        self.work = work
        self.at = at
        """Office time of what is entered next."""
        self.seq = self._begun = last.seq if last else 0
        self.touched: set[str] = set()
        """Tables that were written; whoever judges several acts looks whether the office's are."""
        self._heads: dict[str, tuple[int, str]] = {}

    def head(self, document: str) -> tuple[int, str]:
        """Number and hash of the newest entry of a document."""
        if document not in self._heads:
            last = self.work.last_entry(document)
            self._heads[document] = (last.n, last.hash) if last else (0, GENESIS)
        return self._heads[document]

    def enter(
        self, document: str, code: str, by: str, for_: str | None, facts: bytes,
        request: bytes | None, key_id: str, signature: bytes,
    ) -> Entry:  # fmt: skip
        """Chain an entry, keep it, and write down what it establishes."""
        n, prev = self.head(document)
        self.seq += 1
        entry = chained(
            seq=self.seq, document=document, n=n + 1, code=code, by=by, for_=for_, at=self.at,
            request=request, key_id=key_id, signature=signature, facts=facts, prev=prev,
        )  # fmt: skip
        self.work.append(entry)
        self.touched |= apply(self.work, entry)
        self._heads[document] = (entry.n, entry.hash)
        return entry

    @property
    def changed(self) -> bool:
        """Whether anything was entered."""
        return self.seq > self._begun

    @contextmanager
    def whole(self, apart: AbstractContextManager[None]) -> Iterator[None]:
        """One of several: what fails inside is forgotten here as it is in the records."""
        seq, heads = self.seq, dict(self._heads)
        try:
            with apart:
                yield
        except BaseException:
            self.seq, self._heads = seq, heads
            raise

    def seal(self) -> None:
        """Chain the heads that changed, and let the transaction last."""
        last = self.work.last_commit()
        heads = dumps({document: list(head) for document, head in self._heads.items()})
        number, prev = (last.id + 1, last.hash) if last else (1, GENESIS)
        self.work.add_commit(sealed(number, self.at, heads, prev))
        self.work.commit()


def readable(text: str) -> Any:
    """A JSON column, read."""
    return json.loads(text)
