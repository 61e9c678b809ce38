"""What the desk needs from outside: a place that keeps the records, and nothing of how it does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from oa_client.docflow.ledger.chain import Commit, Heads
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
        self, tray: str, people: Sequence[str], after: str | None, limit: int,
        starred: Sequence[str] = (),
    ) -> tuple[int, list[Row], str | None]:  # fmt: skip
        """One tray of a person: how many, a page of rows, the cursor of the next page; `starred`
        are the documents that he follows of his own accord.

        `moved` of a row is what a list with the latest on top is sorted by: when it was dealt
        with, or the paper changed; none while it is in hand.
        """

    def find(self, text: str, person: str | None, unclassified: bool, limit: int) -> list[Row]:
        """Documents that hold a text and that the person may read (None: every register)."""

    def watched(self, until: str) -> Mapping[str, list[Row]]:
        """`task` and `document` rows with a card due by that moment; `urge`: tasks to urge for."""

    def standing_reds(self) -> list[str]:
        """Documents in hand, their clocks running, on which a red card stands; each once."""

    def watching(self, person: str, sight: str, at: str) -> tuple[Row, list[Row]]:
        """What a supervisor watches, counted without reading any case.

        Args:
            person: who asks.
            sight: of which cases he may know: `all`, `unclassified` and his own, or his `own`.
            at: now.

        Returns:
            `watched` open stages, `red`, `yellow`, `blue` of them, `urged` without an answer; and
            `paused_at` and `plan` of each case that stands still, asks for time or is supervised.
        """

    def timed(self, people: Sequence[str]) -> list[Row]:
        """Cases in hand, a part of these people's, that ask or asked for time or are supervised.

        Returns:
            `id`, `title`, and `plan` as it reads.
        """

    def tasks(self) -> list[Row]:
        """Every task without its words, as they were opened.

        Returns:
            `id`, `document`, `stage`, `person`, `action`, `opened_at`, `closed_at`, `outcome`,
            `due`.
        """

    def heads(self) -> Heads:
        """Number and hash of the newest entry of every document, as the ledger has them now."""

    def acts(self, code: str | None = None) -> list[Row]:
        """Every entry, or those of one sort, without their words, in order.

        Returns:
            `document`, `n`, `code`, `by`, `for_`, `at`.
        """

    def lengths(self) -> Mapping[str, int]:
        """How many characters the newest text of each document has."""

    def commit(self) -> None:
        """Make it last; after this returns nothing of it can be lost."""


@dataclass(frozen=True)
class Asked:
    """A request as it came to a server.

    Attributes:
        login: whose login sent it; the server says so, not the sender.
        id: the sender's own name for it; sent twice, it acts once.
        body: what he asks, canonical JSON.
        key_id: with which key he signed, where he did.
        signature: his signature under the body.
        committed: when it became official; None where the server does not know.
    """

    login: str
    id: str
    body: bytes
    key_id: str | None
    signature: bytes | None
    committed: datetime | None


class RefusedTogether(Exception):
    """The records refused what several acts had entered: each of them must be judged alone."""


class Counter(Work, Protocol):
    """收发室's own transaction: many requests, each of them whole or not at all."""

    def apart(self) -> AbstractContextManager[None]:
        """What fails inside leaves nothing behind."""

    def standing(self) -> str:
        """A mark of what holds for every case: it is another whenever any of that was written."""

    def answer(self, login: str, id: str, at: str, told: dict[str, Any]) -> None:
        """Tell a person what became of his request."""

    def official(self) -> str:
        """The latest official time that was given; empty before the first."""

    def set_official(self, at: str) -> None:
        """No later act will be earlier than this."""

    def largest_file(self) -> int:
        """Bytes that one file may have in this office."""

    def release(self, login: str, files: Sequence[str]) -> int:
        """Files that a person sent and no act took count no more against him; pieces that went."""

    def adopt(self, login: str, sha256: str, size: int) -> bool:
        """A file that a person sent belongs to the office now; False where it is not whole."""


class Store(Protocol):
    """The office's records."""

    def read(self) -> AbstractContextManager[Work]:
        """A view that sees one state and changes nothing."""

    def write(self) -> AbstractContextManager[Work]:
        """The only writer while it lasts; rolls back unless committed."""

    def close(self) -> None:
        """Let go of the file or server."""
