"""The floors: SQL by hand, a statement at a time, one durable commit for an act; no signatures."""

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

_TABLES = """
CREATE TABLE f_document (id TEXT PRIMARY KEY, title TEXT, body TEXT, stage TEXT, version BIGINT);
CREATE TABLE f_task (id TEXT PRIMARY KEY, document TEXT, person TEXT, due TEXT, closed_at TEXT);
CREATE INDEX f_open ON f_task (person, due, id) WHERE closed_at IS NULL;
CREATE TABLE f_opinion (document TEXT, n BIGINT, person TEXT, text TEXT,
  PRIMARY KEY (document, n));
CREATE TABLE f_log (id TEXT PRIMARY KEY, document TEXT, by TEXT, code TEXT, at TEXT, facts TEXT);
"""

Ask = Callable[[str, tuple[Any, ...]], Any]


def act(ask: Ask, person: str, title: str) -> None:
    """One act: look who he is, look at the case, move it, note it."""
    document, at = str(uuid4()), time.strftime("%FT%T")
    ask("SELECT title, stage FROM f_document WHERE id = %s", (document,))
    ask("SELECT id, person FROM f_task WHERE document = %s AND closed_at IS NULL", (document,))
    ask("INSERT INTO f_document VALUES (%s, %s, %s, %s, %s)", (document, title, "略", "draft", 1))
    ask("INSERT INTO f_opinion VALUES (%s, %s, %s, %s)", (document, 1, person, "拟办"))
    ask("INSERT INTO f_task VALUES (%s, %s, %s, %s, NULL)", (f"{document}.1", document, person, at))
    facts = json.dumps({"title": title, "stage": "draft"}, ensure_ascii=False)
    ask("INSERT INTO f_log VALUES (%s, %s, %s, %s, %s, %s)",
        (str(uuid4()), document, person, "draft", at, facts))  # fmt: skip


PAGE = (
    "SELECT t.id, t.due, d.title, d.stage FROM (SELECT id, due, document FROM f_task"
    " WHERE person = %s AND closed_at IS NULL ORDER BY due, id LIMIT 100) t"
    " JOIN f_document d ON d.id = t.document ORDER BY t.due, t.id"
)


class File:
    """The floor in a SQLite file, as durable as an office."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=FULL")
        self._file.executescript(_TABLES)

    def ask(self, words: str, values: tuple[Any, ...]) -> Any:
        return self._file.execute(words.replace("%s", "?"), values).fetchall()

    def act(self, person: str, title: str) -> None:
        self._file.execute("BEGIN IMMEDIATE")
        act(self.ask, person, title)
        self._file.execute("COMMIT")

    def close(self) -> None:
        self._file.close()


class Server:
    """The floor in a database of the same server."""

    def __init__(self, url: str, *, make: bool = False) -> None:
        self._line = psycopg.connect(url, autocommit=True)
        if make:
            self._line.execute(_TABLES)

    def ask(self, words: str, values: tuple[Any, ...]) -> Any:
        found = self._line.execute(words, values)
        return found.fetchall() if found.description else None

    def act(self, person: str, title: str) -> None:
        with self._line.transaction():
            act(self.ask, person, title)

    def close(self) -> None:
        self._line.close()
