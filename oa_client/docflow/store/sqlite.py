"""A local office: one SQLite file, used by as many programs of one PC as there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import condition, schema, upgrades
from oa_client.docflow.store.copies import copy_to, restore
from oa_client.docflow.store.engine import build, engine_of
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.whole_file import beside
from oa_client.docflow.store.work import SqlWork

__all__ = ["SqliteStore", "create", "memory", "open", "restore"]

WAIT = 10.0
"""Seconds for which a writer waits for another before it gives up."""

UNWRITABLE = ("disk-full", "disk-failed", "office-read-only", "no-permission")
"""By these a file takes nothing new; what stands in it can be read all the same."""
DAMAGED = "office-damaged"
"""By this nothing should be done with a file, though parts of it may still be read."""


class SqliteStore:
    """The records of a local office; a connection serves one piece of work at a time."""

    def __init__(self, path: Path | None, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._opened = _identity(path)
        self.trouble: StoreUnavailable | None = None
        """Why the file can only be read: until it takes something again, or, damaged, for good."""

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """A view that sees one state and changes nothing.

        Raises:
            StoreUnavailable: when the file can't be read.
        """
        with self._damage_told(), self._transaction("BEGIN") as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
            try:
                yield SqlWork(connection, self.path)
            finally:
                connection.exec_driver_sql("PRAGMA query_only=OFF")

    @contextmanager
    def write(self) -> Iterator[SqlWork]:
        """The only writer while it lasts; rolls back unless committed.

        Raises:
            StoreUnavailable: `office-locked`, `office-read-only` and the like.
        """
        try:
            with self._damage_told(), self._transaction("BEGIN IMMEDIATE") as connection:
                raw: Any = connection.connection.driver_connection
                before = raw.total_changes
                work = SqlWork(connection, self.path)
                yield work
                if work.committed and raw.total_changes != before:
                    self._forget_trouble()
        except StoreUnavailable as failure:
            if failure.code in UNWRITABLE and not self._damaged():
                self.trouble = failure
                self._engine.dispose()  # a file that was opened for reading only stays so
            raise

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """What was written as JSON or text and can't be read as such was not written so by us."""
        try:
            yield
        except (JSONDecodeError, UnicodeDecodeError) as failure:
            facts = {"file": str(self.path or ""), "reason": str(failure)}
            self.trouble = StoreUnavailable(DAMAGED, **facts)
            raise self.trouble from failure
        except StoreUnavailable as failure:
            if failure.code == DAMAGED:
                self.trouble = failure
            elif failure.code == "office-moved":
                self.trouble = None  # another file is to be opened
            raise

    def _damaged(self) -> bool:
        return self.trouble is not None and self.trouble.code == DAMAGED

    def _forget_trouble(self) -> None:
        if not self._damaged():
            self.trouble = None

    def writes_again(self) -> bool:
        """Whether the file takes something new after all, tried with what stands in it."""
        try:
            with self._transaction("BEGIN IMMEDIATE") as connection:
                version = connection.exec_driver_sql("PRAGMA user_version").scalar()
                with known_failures(self.path):
                    connection.exec_driver_sql(f"PRAGMA user_version={version}")
                    connection.commit()
        except StoreUnavailable:
            self._engine.dispose()
            return False
        self._forget_trouble()
        return self.trouble is None

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def backup(self, target: Path) -> None:
        """Copy the office as it stands into a new file, while it is in use.

        Raises:
            StoreUnavailable: `target-exists`, `disk-full`.
        """
        with known_failures(self.path), self._engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            copy_to(source, target, "target-exists")

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written to the file, and by that alone."""
        with known_failures(self.path), self._engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def facts(self) -> dict[str, Any]:
        """What the doctor wants to know about the file."""
        with known_failures(self.path), self._engine.connect() as connection:
            return condition.facts(connection, self.path)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        # an open connection would go on with a file that was moved away or replaced
        if _identity(self.path) != self._opened:
            raise StoreUnavailable("office-moved", file=str(self.path))
        with known_failures(self.path):
            connection = self._engine.connect().execution_options(oa_begin=begin)
        with connection:
            with known_failures(self.path):
                connection.begin()
            yield connection


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Which file lies at a place now; None where there is none."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def create(path: Path, *, wait: float = WAIT, anywhere: bool = False) -> SqliteStore:
    """Make an empty office file.

    Args:
        path: where; nothing may stand there yet.
        wait: seconds for which a writer waits for another.
        anywhere: also on network drives and in cloud folders.

    Raises:
        StoreUnavailable: `office-exists`, `network-drive`, `cloud-folder`, `disk-full`.
    """
    if not anywhere:
        condition.check_place(path)
    with known_failures(path), beside(path, "office-exists") as made:
        engine = engine_of(made, wait)
        try:
            build(engine)
        finally:
            engine.dispose()
    return open(path, wait=wait, anywhere=anywhere)


def open(path: Path, *, wait: float = WAIT, anywhere: bool = False) -> SqliteStore:
    """Open an office file, look at every page of it, and bring an older one up to date.

    Raises:
        StoreUnavailable: with the reason why it can't be used.
    """
    if not anywhere:
        condition.check_place(path)
    condition.check_file(path)
    engine = engine_of(path, wait)
    try:
        with known_failures(path), engine.connect() as connection:
            condition.check_pages(connection, path)
            _choose_journal(connection)
            present = upgrades.version_of(connection)
        if present != upgrades.LATEST:
            _upgrade(engine, path)
        with known_failures(path), engine.connect() as connection:
            _check_shape(connection, path)
    except BaseException:
        engine.dispose()
        raise
    return SqliteStore(path, engine)


def memory() -> SqliteStore:
    """An empty office that lives only as long as this program, for replaying a ledger."""
    engine = engine_of(None, 0)
    build(engine)
    return SqliteStore(None, engine)


def _choose_journal(connection: Connection) -> None:
    """An office that was left in WAL by a newer SQLite goes back to a rollback journal."""
    connection.rollback()
    dbapi: Any = connection.connection.driver_connection
    mode = dbapi.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal" and not condition.WAL_IS_SAFE:
        dbapi.execute("PRAGMA journal_mode=DELETE")


def _upgrade(engine: Engine, path: Path) -> None:
    from oa_client.docflow.store.upgrades import steps

    with (
        known_failures(path),
        engine.connect().execution_options(oa_begin="BEGIN IMMEDIATE") as connection,
        connection.begin(),
    ):
        present = upgrades.version_of(connection)
        if present != upgrades.LATEST:
            steps.run(connection, present)
        _check_shape(connection, path)


def _check_shape(connection: Connection, path: Path) -> None:
    """Tables and triggers must be the very ones that this program would make (10 ms)."""
    fresh = memory()
    try:
        with fresh._engine.connect() as other:
            wanted = schema.shape(other)
    finally:
        fresh.close()
    here = schema.shape(connection)
    if here != wanted:
        names = sorted({name for _, name, _ in here ^ wanted})
        raise StoreUnavailable("office-damaged", file=str(path), differs=names)
