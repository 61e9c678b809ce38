"""A person's drawer on this PC: what he writes, what is not sent yet, what he has seen.

A shared office takes nothing from a PC but requests, so conveniences stay here. What was written
is locked with a secret that only the person's own key gives.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from oa_client.docflow.store.failures import known_failures

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (place TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS unsent (
  id TEXT PRIMARY KEY, body BLOB NOT NULL, key_id TEXT, signature BLOB, made_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS own_key (key_id TEXT PRIMARY KEY, pem BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS seen (document TEXT PRIMARY KEY, n INTEGER NOT NULL,
  head TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True)
class Unsent:
    """A request that is on its way, or was when the line broke."""

    id: str
    body: bytes
    key_id: str | None
    signature: bytes | None
    made_at: str


class Drawer:
    """One person's drawer for one office; a file that nobody else of this PC may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with known_failures(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            self._records = sqlite3.connect(path, timeout=10, isolation_level=None,
                                            check_same_thread=False)  # fmt: skip
            self._records.execute("PRAGMA synchronous=FULL")
            self._records.executescript(_TABLES)
        self._secret: bytes | None = None

    def close(self) -> None:
        """Shut it."""
        self._records.close()

    def unlock(self, secret: bytes) -> None:
        """From now on what was written can be read.

        Args:
            secret: 32 bytes that only the owner has.
        """
        self._secret = secret

    def keep(self, place: str, text: str) -> None:
        """Keep what is being written; without the owner's secret nothing is written down."""
        if self._secret is None:
            return
        nonce = os.urandom(12)
        locked = nonce + AESGCM(self._secret).encrypt(nonce, text.encode(), place.encode())
        with self._writing() as records:
            records.execute(
                "INSERT INTO kept VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET text = ?2",
                (place, locked),
            )

    def kept(self, place: str) -> str | None:
        """What was being written there; nothing where it can't be unlocked."""
        found = self._records.execute("SELECT text FROM kept WHERE place = ?", (place,)).fetchone()
        if found is None or self._secret is None:
            return None
        locked = bytes(found[0])
        try:
            opened = AESGCM(self._secret).decrypt(locked[:12], locked[12:], place.encode())
        except InvalidTag:
            return None
        return opened.decode() or None

    def put_unsent(self, request: Unsent) -> None:
        """Remember a request before it is sent."""
        with self._writing() as records:
            records.execute(
                "INSERT INTO unsent VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (request.id, request.body, request.key_id, request.signature, request.made_at),
            )

    def unsent(self) -> list[Unsent]:
        """Requests that no answer has come to, in the order in which they were made."""
        rows = self._records.execute("SELECT * FROM unsent ORDER BY made_at, rowid").fetchall()
        return [Unsent(*row) for row in rows]

    def settle(self, id: str) -> None:
        """Its answer has come."""
        with self._writing() as records:
            records.execute("DELETE FROM unsent WHERE id = ?", (id,))

    def put_key(self, key_id: str, pem: bytes) -> None:
        """Keep one's own key, locked as its owner locked it."""
        with self._writing() as records:
            records.execute("INSERT OR REPLACE INTO own_key VALUES (?, ?)", (key_id, pem))

    def keys(self) -> dict[str, bytes]:
        """One's own keys by their id."""
        return {k: bytes(p) for k, p in self._records.execute("SELECT * FROM own_key").fetchall()}

    def seen(self, document: str) -> tuple[int, str] | None:
        """Where a document's ledger stood when it was last seen from here."""
        words = "SELECT n, head FROM seen WHERE document = ?"
        found: tuple[int, str] | None = self._records.execute(words, (document,)).fetchone()
        return found

    def note_seen(self, document: str, n: int, head: str) -> None:
        """Remember where it stands now."""
        with self._writing() as records:
            records.execute(
                "INSERT INTO seen VALUES (?, ?, ?)"
                " ON CONFLICT (document) DO UPDATE SET n = ?2, head = ?3",
                (document, n, head),
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with known_failures(self.path):
            yield self._records
