"""The registrar's side of the server: what waits, under whose lead, and where answers go."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from oa_client.docflow.handling.ports import Asked
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import postgres, statements, upgrades
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server.deploying import roles_at
from oa_client.docflow.store.server.gathered import GatheredWork
from oa_client.docflow.store.server.roles import Roles
from oa_client.docflow.store.server.tables import MOST_CHUNKS
from oa_client.docflow.store.server.watchdog import Watchdog, counts
from oa_client.docflow.store.server.whole import WholeWork

LEADER = 4_700_001
"""The advisory lock of whoever serves; only registrars may take it."""

FROZEN = 6.0
"""Seconds without a beat after which another takes over."""

_NOT_FOR_EVER = "SET LOCAL synchronous_commit = off"
"""Of what is worth nothing after a crash nobody waits for the disk."""

_PENDING = """
SELECT pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text AS lowest,
  p.login, p.id, p.body, p.key_id, p.signature, p.committed
FROM (VALUES (1)) AS one LEFT JOIN (
  SELECT q.login, q.id, q.body, q.key_id, q.signature, q.seq,
    pg_catalog.pg_xact_commit_timestamp(q.xid::xid) AS committed,
    max(pg_catalog.pg_xact_commit_timestamp(q.xid::xid))
      OVER (PARTITION BY q.login ORDER BY q.seq) AS turn
  FROM oa.request_sent q
  WHERE q.xid >= CAST(:floor AS xid8)
    AND NOT EXISTS (SELECT 1 FROM oa.answer a WHERE a.login = q.login AND a.id = q.id)
  ORDER BY turn, q.seq LIMIT :most) AS p ON true
ORDER BY p.turn, p.seq"""
"""What waits, and the lowest transaction that may still bring more: both as one moment has them."""

_STANDING = " UNION ALL ".join(
    f'SELECT count(*), coalesce(sum(xmin::text::bigint), 0) FROM oa."{table}"'
    for table in ("office", "procedure", "person", "stand_in", "book", "key", "calendar",
                  "reservation")
)
"""Who wrote the rows an office is made of: another writer, another sum; whoever he was."""

_ANSWERS = """
WITH told AS (INSERT INTO oa.answer (login, id, at, told)
  SELECT login, id, at, told FROM json_populate_recordset(NULL::oa.answer, CAST(:rows AS json))
  RETURNING login)
INSERT INTO oa.answered AS a (login, requests) SELECT login, count(*) FROM told GROUP BY login
ON CONFLICT (login) DO UPDATE SET requests = a.requests + EXCLUDED.requests"""

_FILES = """
WITH kept AS (INSERT INTO oa.adopted (sha256, login, size, chunks)
  SELECT sha256, login, size, chunks
  FROM json_populate_recordset(NULL::oa.adopted, CAST(:rows AS json)) RETURNING login, chunks)
INSERT INTO oa.answered AS a (login, chunks) SELECT login, sum(chunks) FROM kept GROUP BY login
ON CONFLICT (login) DO UPDATE SET chunks = a.chunks + EXCLUDED.chunks"""

_OFFICIAL = """
UPDATE oa.desk d SET official = r.official
FROM json_populate_recordset(NULL::oa.desk, CAST(:rows AS json)) r
WHERE d.official < r.official"""

_SILENT = (
    "SELECT extract(epoch FROM pg_catalog.clock_timestamp() - max(b.at))"
    " FROM oa.beat b JOIN oa.desk d ON d.epoch = b.epoch"
)


class RegistryWork(GatheredWork):
    """One transaction of the registrar; acts within it succeed or fail each for itself."""

    def __init__(self, connection: Connection, place: str, official: str) -> None:
        super().__init__(connection, place)
        self._official = official

    def standing(self) -> str:
        """A mark of what holds for every case: it is another whenever any of that was written."""
        return repr([tuple(row) for row in self._ask(_STANDING, {})])

    def answer(self, login: str, id: str, at: str, told: dict[str, Any]) -> None:
        """Tell a person what became of his request."""
        said = json.dumps(told)  # in ASCII: what he sent comes back even where it is no text
        self.later(_ANSWERS, {"login": login, "id": id, "at": at, "told": said})

    def adopt(self, login: str, sha256: str, size: int) -> bool:
        """A file that a person sent belongs to the office now; False where it is not whole.

        Its pieces stay where they are: nobody can change them, and copying would take its time.
        """
        known = self._ask(
            "SELECT size FROM oa.adopted WHERE sha256 = :sha256 AND login = :login",
            {"sha256": sha256, "login": login},
        )
        if known:
            return bool(known[0][0] == size)
        # whoever knows a digest alone must not get the file: he has to send it himself
        whole, length, pieces = hashlib.sha256(), 0, 0
        for piece in self._pieces(login, sha256):
            whole.update(piece)
            length, pieces = length + len(piece), pieces + 1
        if length != size or whole.hexdigest() != sha256:
            return False
        if not pieces:
            self.put_blob(sha256, b"")
            return True
        row = {"sha256": sha256, "login": login, "size": size, "chunks": pieces}
        self.later(_FILES, row)
        return True

    def largest_file(self) -> int:
        """Bytes that one file may have in this office."""
        return int(self._ask("SELECT largest_file FROM oa.bound", {})[0][0])

    def release(self, login: str, files: Sequence[str]) -> int:
        """Pieces of these files that nobody took give way, once nothing of that person waits."""
        words = "SELECT oa.sweep(:login, CAST(:files AS text[]))"
        return int(self._ask(words, {"login": login, "files": list(files)})[0][0])

    def sweep(self, seconds: float) -> int:
        """So do pieces that no act named for so long; how many."""
        words = (
            "SELECT c.login, array_agg(DISTINCT c.sha256) FROM (SELECT login, sha256"
            " FROM oa.request_chunk s WHERE NOT EXISTS (SELECT 1 FROM oa.adopted a"
            "   WHERE a.login = s.login AND a.sha256 = s.sha256 AND s.i < a.chunks)"
            " GROUP BY login, sha256 HAVING"
            "   coalesce(max(pg_catalog.pg_xact_commit_timestamp(xmin)), '-infinity')"
            "   < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => :seconds)"
            ") c GROUP BY c.login"
        )
        old = self._ask(words, {"seconds": seconds})
        return sum(self.release(login, files) for login, files in old)

    def _pieces(self, login: str, sha256: str) -> Iterator[bytes]:
        """The pieces of a file in order, one at a time, up to the first that is missing."""
        words = (
            "SELECT data FROM oa.request_chunk"
            " WHERE login = :login AND sha256 = :sha256 AND i = :i"
        )
        for i in range(MOST_CHUNKS):
            found = self._ask(words, {"login": login, "sha256": sha256, "i": i})
            if not found:
                return
            yield bytes(found[0][0])

    def official(self) -> str:
        """The latest official time that was given."""
        return self._official

    def set_official(self, at: str) -> None:
        """No later act will be earlier than this."""
        self.later(_OFFICIAL, {"official": at})


@dataclass(frozen=True)
class Waiting:
    """What waits now, in the order in which it is judged, and what must be looked at again."""

    asked: tuple[Asked, ...]
    floor: str


class Registry:
    """One registrar's connection, on which he leads and writes, or waits to."""

    def __init__(self, url: str) -> None:
        self.place = ""
        roles = roles_at(url)
        role = Roles.plain(roles.registrar)
        self._engine, self.place = postgres.engine_of(url, postgres.WAIT, role)
        self._desk: Connection | None = None
        self.epoch = 0
        self.watchdog = Watchdog(roles)

    def close(self) -> None:
        """Let go of the lead and of the server."""
        desk, self._desk = self._desk, None
        try:
            if desk is not None:
                desk.close()
        finally:
            self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """Whoever hands out connections, for what does not write."""
        return self._engine

    def lead(self) -> bool:
        """Become the one who serves, where nobody does; a frozen leader is put out.

        Raises:
            StoreUnavailable: `server-gone` and the like; `no-commit-times`, `office-not-founded`,
                `office-too-new`, `office-outdated`.
        """
        connection = self._led()
        with known_failures(self.place), connection.begin():
            _check_server(connection, self.place)
            taken = _scalar(connection, f"SELECT pg_catalog.pg_try_advisory_lock({LEADER})")
            if not taken:
                self._put_out(connection)
                return False
            connection.exec_driver_sql(
                "UPDATE oa.desk SET epoch = epoch + 1, pid = pg_catalog.pg_backend_pid()"
            )
            self.epoch = int(_scalar(connection, "SELECT epoch FROM oa.desk"))
            _beat(connection, self.epoch)
        return True

    def untidy(self) -> bool:
        """Whether the one before ended without saying so; from now on we are the one."""
        with self._batch() as (connection, _):
            tidy = bool(_scalar(connection, "SELECT tidy FROM oa.desk"))
            connection.exec_driver_sql("UPDATE oa.desk SET tidy = false")
            connection.commit()
        return not tidy

    def leave(self) -> None:
        """End in order."""
        with self._batch() as (connection, _):
            connection.exec_driver_sql("UPDATE oa.desk SET tidy = true")
            connection.commit()

    def beat(self) -> None:
        """Say that the leader lives; on a connection of its own."""
        with known_failures(self.place), self._engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(_NOT_FOR_EVER)
            _beat(connection, self.epoch)

    def end_overstaying(self, seconds: int) -> int:
        """End the connections of persons that hold a transaction open for longer; how many."""
        with known_failures(self.place), self._engine.connect() as connection, connection.begin():
            return self.watchdog.end_overstaying(connection, seconds)

    def end_floods(self) -> list[str]:
        """End every connection of persons who write without end for nothing; who they were."""
        with known_failures(self.place), self._engine.connect() as connection, connection.begin():
            return self.watchdog.end_floods(connection)

    def counts_writing(self) -> bool:
        """Whether the server counts what each connection writes."""
        with known_failures(self.place), self._engine.connect() as connection:
            return counts(connection)

    def waiting(self, floor: str, most: int) -> Waiting:
        """The requests that nobody has answered, from a transaction number upwards."""
        connection = self._led()
        with known_failures(self.place), connection.begin():
            ask = statements.spoken(connection.dialect, _PENDING)
            rows = ask.run(connection, {"floor": floor, "most": most}).fetchall()
        asked = tuple(_asked(*row) for _, *row in rows if row[0] is not None)
        return Waiting(asked, str(rows[0][0]) if len(asked) < most else floor)

    @contextmanager
    def write(self) -> Iterator[RegistryWork]:
        """One batch; nothing is written in an epoch that is over.

        Who does not lead writes between the batches of whoever does.

        Raises:
            StoreUnavailable: `lead-lost`, `server-gone` and the like.
        """
        with self._batch() as (_, work):
            yield work

    @contextmanager
    def read(self) -> Iterator[WholeWork]:
        """A view that sees one state and changes nothing."""
        with known_failures(self.place):
            connection = self._engine.connect().execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        # also letting go of a connection can fail: the server may have gone meanwhile
        with known_failures(self.place), connection:
            connection.begin()
            yield WholeWork(connection, self.place)

    def server_time(self) -> datetime:
        """The server's clock now."""
        connection = self._led()
        with known_failures(self.place), connection.begin():
            found: datetime = _scalar(connection, "SELECT pg_catalog.clock_timestamp()")
        return found

    def silent(self) -> float | None:
        """Seconds since whoever serves last gave a sign of life; None where none ever did."""
        connection = self._led()
        with known_failures(self.place), connection.begin():
            found = _scalar(connection, _SILENT)
        return None if found is None else float(found)

    def attempt(self, asked: Asked) -> int:
        """The how many-th time that this request is tried after a crash."""
        with self._batch() as (connection, work):
            found = work._ask(
                "INSERT INTO oa.attempt AS a (login, id, times) VALUES (:login, :id, 1)"
                " ON CONFLICT (login, id) DO UPDATE SET times = a.times + 1 RETURNING times",
                {"login": asked.login, "id": asked.id},
            )
            connection.commit()
        return int(found[0][0])

    def hint(self) -> None:
        """Tell whoever listens that something changed; nothing depends on it."""
        connection = self._led()
        with suppress(StoreUnavailable), known_failures(self.place), connection.begin():
            connection.exec_driver_sql(_NOT_FOR_EVER)
            connection.exec_driver_sql("NOTIFY oa_changed")

    @contextmanager
    def _batch(self) -> Iterator[tuple[Connection, RegistryWork]]:
        connection = self._led()
        with known_failures(self.place):
            transaction = connection.begin()
            try:
                official = _scalar(
                    connection,
                    "SELECT official FROM oa.desk"
                    f" WHERE {self.epoch} IN (0, epoch) FOR NO KEY UPDATE",
                )
                if official is None:
                    raise StoreUnavailable("lead-lost", file=self.place)
                yield connection, RegistryWork(connection, self.place, str(official))
            finally:
                if transaction.is_active:
                    transaction.rollback()

    def _led(self) -> Connection:
        if self._desk is None:
            with known_failures(self.place):
                self._desk = self._engine.connect()
        return self._desk

    def _put_out(self, connection: Connection) -> None:
        """Whoever holds the lead without a beat is not alive: his connection is ended."""
        silent = _scalar(connection, _SILENT)
        if silent is not None and float(silent) < FROZEN:
            return
        connection.exec_driver_sql("SET LOCAL ROLE NONE")  # a superuser is ended by one alone
        # whoever has just taken the lead has given no beat yet, but he has spoken: he lives
        connection.exec_driver_sql(
            "SELECT pg_catalog.pg_terminate_backend(l.pid) FROM pg_catalog.pg_locks l"
            " JOIN pg_catalog.pg_stat_activity s ON s.pid = l.pid"
            f" WHERE l.locktype = 'advisory' AND l.granted AND l.objid = {LEADER}"
            " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
            "   WHERE datname = pg_catalog.current_database())"
            " AND s.state_change < pg_catalog.clock_timestamp()"
            f"   - pg_catalog.make_interval(secs => {FROZEN})"
        )


def _asked(
    login: str, id: str, body: bytes, key_id: str | None, signature: bytes | None,
    committed: datetime | None,
) -> Asked:  # fmt: skip
    return Asked(login, id, bytes(body), key_id, signature and bytes(signature), committed)


def _beat(connection: Connection, epoch: int) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO oa.beat (epoch, at) VALUES ({epoch}, pg_catalog.clock_timestamp())"
        " ON CONFLICT (epoch) DO UPDATE SET at = EXCLUDED.at"
    )


def _check_server(connection: Connection, place: str) -> None:
    upgrades.check(str(_scalar(connection, "SELECT version_num FROM oa.alembic_version")), place)
    if _scalar(connection, "SELECT 1 FROM oa.office") is None:
        raise StoreUnavailable("office-not-founded", file=place)
    if _scalar(connection, "SHOW track_commit_timestamp") != "on":
        raise StoreUnavailable("no-commit-times", file=place)


def _scalar(connection: Connection, words: str) -> Any:
    return connection.exec_driver_sql(words).scalar()

