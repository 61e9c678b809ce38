"""A person's drawer on this PC: what he writes, what is not sent yet, what he has seen.

A shared office takes nothing from a PC but requests, so conveniences stay here. What was written
is locked with a key of the drawer's own, which only the person's signing key opens. A drawer that
is damaged or can't be opened is put beside, never thrown away, and a new one is begun.
"""

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.failures import known_failures

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (place TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS beside (place TEXT NOT NULL, text BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS waiting (
  id TEXT PRIMARY KEY, body BLOB NOT NULL, locked INTEGER NOT NULL, key_id TEXT, signature BLOB,
  made_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS own_key (key_id TEXT PRIMARY KEY, pem BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS lock (key_id TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS seen (document TEXT PRIMARY KEY, n INTEGER NOT NULL,
  head TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS seen_before (document TEXT NOT NULL, n INTEGER NOT NULL,
  head TEXT NOT NULL) STRICT;
"""

OFFICE = ""
"""Under this name the newest seal of the whole office is remembered."""

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@dataclass(frozen=True)
class Unsent:
    """A request that is on its way, or was when the line broke."""

    id: str
    body: bytes
    key_id: str | None
    signature: bytes | None
    made_at: str


class Drawer:
    """One person's drawer for one office; a file that nobody else of this PC may read.

    Attributes:
        troubles: what was put beside since the drawer was opened; to be said, then cleared.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.troubles: list[StoreUnavailable] = []
        self._secret: bytes | None = None
        self._opener: tuple[str, bytes] | None = None
        self._records: sqlite3.Connection = None  # type: ignore[assignment]
        with known_failures(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._open()
            except sqlite3.DatabaseError as failure:
                if not _is_damage(failure):
                    raise
                self._put_beside("damaged")

    def close(self) -> None:
        """Shut it."""
        self._records.close()

    def _open(self) -> None:
        if not self.path.exists():
            with contextlib.suppress(FileExistsError):  # another window was first
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self.path.chmod(0o600)
        self._records = sqlite3.connect(
            self.path, timeout=10, isolation_level=None, check_same_thread=False
        )
        self._file = self.path.stat().st_ino
        self._records.execute("PRAGMA synchronous=FULL")
        self._records.execute("PRAGMA journal_mode=TRUNCATE")  # as safe, and a fifth faster
        if self._records.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damage()
        self._records.executescript(_TABLES)

    def _put_beside(self, why: str) -> None:
        """Begin a new drawer; what can't be used stays beside it under a name of its own."""
        if self._records is not None:
            self._records.close()
        number = 1
        while (target := self.path.with_name(f"{self.path.stem}.{why}-{number}.drawer")).exists():
            number += 1
        for end in ("", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self.path}{end}").rename(f"{target}{end}")
        code = "drawer-locked" if why == "locked" else "drawer-damaged"
        self.troubles.append(StoreUnavailable(code, file=str(target)))
        self._open()
        if self._opener is not None:
            self.unlock(*self._opener)

    # ── the lock ────────────────────────────────────────────────────────────

    def unlock(self, key_id: str, secret: bytes) -> bool:
        """Open the drawer, or lock a new one; False where this key does not open it.

        Args:
            key_id: whose secret it is.
            secret: 32 bytes that only the owner of that key has.
        """
        wrapped = self._found("SELECT wrapped FROM lock WHERE key_id = ?", key_id)
        if not wrapped:
            if self._found("SELECT 1 FROM lock LIMIT 1"):
                return False
            fresh = AESGCM.generate_key(256)
            self._do("INSERT INTO lock SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM lock)",
                     key_id, _locked(secret, fresh, key_id))  # fmt: skip
            return self.unlock(key_id, secret)
        try:
            self._secret = _opened(secret, wrapped[0][0], key_id)
        except InvalidTag:
            return False
        self._opener = (key_id, secret)
        return True

    def unlock_with(self, key_id: str, secret: bytes) -> None:
        """From now on another key of the same owner opens it too."""
        if self._secret is not None:
            self._do("INSERT OR REPLACE INTO lock VALUES (?, ?)",
                     key_id, _locked(secret, self._secret, key_id))  # fmt: skip

    def begin_anew(self) -> None:
        """Nobody here can open it: put it beside; keys and witnesses come along."""
        keys, seen = self.keys(), self._found("SELECT * FROM seen")
        self._secret = self._opener = None
        self._put_beside("locked")
        for key_id, pem in keys.items():
            self.put_key(key_id, pem)
        for row in seen:
            self.note_seen(*row)

    @property
    def is_open(self) -> bool:
        """Whether its owner has opened it."""
        return self._secret is not None

    # ── what is written ─────────────────────────────────────────────────────

    def keep(self, place: str, text: str) -> bool:
        """Keep what is being written; False where the drawer was not opened, and nothing is."""
        if self._secret is None:
            return False
        self._do("INSERT INTO kept VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET text = ?2",
                 place, lambda: self._lock(text.encode(), place))  # fmt: skip
        return True

    def kept(self, place: str) -> str | None:
        """What was being written there; what can't be read any more is put beside, and said."""
        found = self._found("SELECT text FROM kept WHERE place = ?", place)
        if not found or self._secret is None:
            return None
        try:
            return _opened(self._secret, found[0][0], place).decode() or None
        except InvalidTag:
            self._do("INSERT INTO beside SELECT * FROM kept WHERE place = ?", place)
            self._do("DELETE FROM kept WHERE place = ?", place)
            self.troubles.append(StoreUnavailable("words-unreadable", file=str(self.path)))
            return None

    def put_unsent(self, request: Unsent) -> None:
        """Remember a request before it is sent."""
        self._do("INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                 request.id, lambda: self._lock(request.body, request.id),
                 lambda: int(self.is_open), request.key_id, request.signature,
                 request.made_at)  # fmt: skip

    def unsent(self) -> list[Unsent]:
        """Requests that no answer has come to, in the order in which they were made."""
        found = []
        for id, body, locked, *rest in self._found("SELECT * FROM waiting ORDER BY made_at, rowid"):
            if locked and self._secret is None:
                continue  # they wait until the owner opens it
            try:
                whole = _opened(self._secret, body, id) if locked and self._secret else body
            except InvalidTag:
                self._do("INSERT INTO beside SELECT id, body FROM waiting WHERE id = ?", id)
                self.settle(id)
                self.troubles.append(StoreUnavailable("words-unreadable", file=str(self.path)))
                continue
            found.append(Unsent(id, bytes(whole), *rest))
        return found

    def settle(self, id: str) -> None:
        """Its answer has come."""
        self._do("DELETE FROM waiting WHERE id = ?", id)

    # ── keys and witnesses ──────────────────────────────────────────────────

    def put_key(self, key_id: str, pem: bytes) -> None:
        """Keep one's own key, locked as its owner locked it."""
        self._do("INSERT OR REPLACE INTO own_key VALUES (?, ?)", key_id, pem)

    def keys(self) -> dict[str, bytes]:
        """One's own keys by their id."""
        return {k: bytes(p) for k, p in self._found("SELECT * FROM own_key")}

    def seen(self, document: str) -> tuple[int, str] | None:
        """Where a document's ledger stood when it was last seen from here."""
        found = self._found("SELECT n, head FROM seen WHERE document = ?", document)
        return (found[0][0], found[0][1]) if found else None

    def note_seen(self, document: str, n: int, head: str) -> None:
        """Remember where it stands now."""
        if self.seen(document) != (n, head):
            self._do("INSERT INTO seen VALUES (?, ?, ?)"
                     " ON CONFLICT (document) DO UPDATE SET n = ?2, head = ?3",
                     document, n, head)  # fmt: skip

    def forget_seen(self) -> None:
        """What was seen counts no more: its owner knows why. It stays on record beside."""
        self._do("INSERT INTO seen_before SELECT * FROM seen")
        self._do("DELETE FROM seen")

    # ── the file ────────────────────────────────────────────────────────────

    def _found(self, words: str, *values: Any) -> list[Any]:
        """Run a statement; a drawer that turns out to be damaged is begun anew, then again.

        Args:
            words: the statement.
            values: its values; a function is called when it is certain with which key.
        """

        def run() -> list[Any]:
            filled = [value() if callable(value) else value for value in values]
            return self._records.execute(words, filled).fetchall()

        with known_failures(self.path):
            self._same_file()
            try:
                return run()
            except sqlite3.DatabaseError as failure:
                if not _is_damage(failure):
                    raise
                self._put_beside("damaged")
            return run()

    def _lock(self, plain: bytes, of: str) -> bytes:
        return plain if self._secret is None else _locked(self._secret, plain, of)

    def _do(self, words: str, *values: Any) -> None:
        self._found(words, *values)

    def _same_file(self) -> None:
        """Another window may have put the file beside meanwhile."""
        if self.path.exists() and self.path.stat().st_ino == self._file:
            return
        self._records.close()
        self._open()
        if self._opener is not None:
            self.unlock(*self._opener)


def _locked(secret: bytes, plain: bytes, of: str) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(secret).encrypt(nonce, plain, of.encode())


def _opened(secret: bytes, locked: bytes, of: str) -> bytes:
    return AESGCM(secret).decrypt(bytes(locked[:12]), bytes(locked[12:]), of.encode())


def _is_damage(failure: sqlite3.Error) -> bool:
    return getattr(failure, "sqlite_errorname", "").startswith(_DAMAGED)


def _damage() -> sqlite3.DatabaseError:
    failure = sqlite3.DatabaseError("quick_check")
    failure.sqlite_errorname = "SQLITE_CORRUPT"
    return failure
