"""What the desk needs from outside: a place that keeps the records, and nothing of how it does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from oa_client.docflow.ledger.chain import Commit
from oa_client.docflow.ledger.entry import Entry

Row = dict[str, Any]


class Work(Protocol):
    """One transaction; what is not committed never happened."""

    def rows(self, table: str, **equals: Any) -> list[Row]:
        """Rows whose columns equal what is given (None: is null; a list: any of), by key."""

    def one(self, table: str, **equals: Any) -> Row | None:
        """The first such row."""

    def put(self, table: str, row: Row) -> None:
        """Write a row by its primary key: what is named changes, what is not named stays."""

    def append(self, entry: Entry) -> None:
        """Add an entry to the ledger; there is no way to change or remove one."""

    def entries(self, document: str | None = None) -> Iterator[Entry]:
        """The ledger of one document (`""`: of the office itself), or all of it, in order."""

    def last_entry(self, document: str | None = None) -> Entry | None:
        """The newest entry of a document, or of the whole ledger."""

    def add_commit(self, commit: Commit) -> None:
        """Seal the heads that this transaction changed."""

    def commits(self) -> Iterator[Commit]:
        """All seals, oldest first."""

    def last_commit(self) -> Commit | None:
        """The newest seal."""

    def put_blob(self, sha256: str, data: bytes) -> None:
        """Keep a file under its digest; the same file is kept once."""

    def blob(self, sha256: str) -> bytes | None:
        """A file kept under its digest."""

    def listing(
        self, tray: str, people: Sequence[str], after: str | None, limit: int
    ) -> tuple[int, list[Row], str | None]:
        """One tray of a person: how many, a page of rows, the cursor of the next page."""

    def find(self, text: str, person: str | None, unclassified: bool, limit: int) -> list[Row]:
        """Documents that hold a text and that the person may read (None: every register)."""

    def watched(self, until: str) -> Mapping[str, list[Row]]:
        """`task` and `document` rows with a card due by that moment."""

    def commit(self) -> None:
        """Make it last; after this returns nothing of it can be lost."""


class Store(Protocol):
    """The office's records."""

    def read(self) -> AbstractContextManager[Work]:
        """A view that sees one state and changes nothing."""

    def write(self) -> AbstractContextManager[Work]:
        """The only writer while it lasts; rolls back unless committed."""

    def close(self) -> None:
        """Let go of the file or server."""
