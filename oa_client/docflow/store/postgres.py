"""The records of a shared office: PostgreSQL, one writer at a time, readers never in its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import QueuePool

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import schema, upgrades
from oa_client.docflow.store.connecting import line_of, read_address, without_password
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.work import SqlWork

SCHEMA = "oa"
"""The schema of the database in which the office lies; nothing else is looked at."""

WAIT = 10.0
"""Seconds for which a writer waits for another before it gives up."""

_SETTINGS = {
    "search_path": SCHEMA,
    "timezone": "Asia/Shanghai",
    "client_encoding": "UTF8",
    "standard_conforming_strings": "on",
}


class PostgresStore:
    """An office on a server; a connection serves one piece of work at a time."""

    def __init__(self, place: str, engine: Engine) -> None:
        self.place = place
        self._engine = engine

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """A view that sees one state and changes nothing.

        Raises:
            StoreUnavailable: when the server can't be reached.
        """
        with self._transaction("REPEATABLE READ", readonly=True) as connection:
            yield SqlWork(connection, self.place)

    @contextmanager
    def write(self, before: str = "") -> Iterator[SqlWork]:
        """The only writer while it lasts; rolls back unless committed.

        Args:
            before: a statement that goes before the other writers are locked out.

        Raises:
            StoreUnavailable: `office-locked`, `server-gone` and the like.
        """
        # what the writer sees must have been taken after the writer before him was done
        with self._transaction("READ COMMITTED", readonly=False) as connection:
            with known_failures(self.place):
                if before:
                    connection.exec_driver_sql(before)
                connection.exec_driver_sql("LOCK TABLE commit_head IN EXCLUSIVE MODE")
            yield SqlWork(connection, self.place)

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, level: str, *, readonly: bool) -> Iterator[Connection]:
        with known_failures(self.place):
            connection = self._engine.connect().execution_options(
                isolation_level=level, postgresql_readonly=readonly
            )
        # also letting go of a connection can fail: the server may have gone meanwhile
        with known_failures(self.place), connection:
            connection.begin()
            yield connection


def create(url: str, *, wait: float = WAIT) -> PostgresStore:
    """Make the tables of an office in a database that holds none yet.

    Raises:
        BadInput: `bad-address`.
        StoreUnavailable: `office-exists`, `server-gone` and the like.
    """
    engine, place = engine_of(url, wait)
    try:
        with known_failures(place), engine.begin() as connection:
            if _exists(connection):
                raise StoreUnavailable("office-exists", file=place)
            connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
            schema.build(connection)
            upgrades.stamp(connection)
    except BaseException:
        engine.dispose()
        raise
    return PostgresStore(place, engine)


def open(url: str, *, wait: float = WAIT, role: str = "") -> PostgresStore:
    """Open the office of a database, in a role where one is named.

    Raises:
        BadInput: `bad-address`.
        StoreUnavailable: `office-absent`, `office-too-new`, `office-outdated`, `server-gone`.
    """
    engine, place = engine_of(url, wait, role)
    try:
        with known_failures(place), engine.connect() as connection:
            if not _exists(connection):
                raise StoreUnavailable("office-absent", file=place)
            upgrades.check(upgrades.version_of(connection), place)
    except BaseException:
        engine.dispose()
        raise
    return PostgresStore(place, engine)


def _exists(connection: Connection) -> bool:
    asked = "SELECT 1 FROM pg_namespace WHERE nspname = %(name)s"
    return bool(connection.exec_driver_sql(asked, {"name": SCHEMA}).all())


def engine_of(url: str, wait: float, role: str = "", **more: str) -> tuple[Engine, str]:
    """Whoever hands out connections, and the address without its password.

    Args:
        url: the address.
        wait: seconds for the server to answer, and for a lock.
        role: in which role everything is done, where the login may take it on.
        more: what else every connection is set to.

    Raises:
        BadInput: `bad-address`.
    """
    address = read_address(url)
    settings = _SETTINGS | more | {"lock_timeout": f"{round(wait * 1000)}ms"}
    if find_spec("psycopg") is None:
        raise StoreUnavailable("driver-missing", install='pip install "oa_client[pg]"')
    if role:
        settings["role"] = role
    options = " ".join(f"-c {name}={_escaped(value)}" for name, value in settings.items())
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"), poolclass=QueuePool, pool_size=2,
        max_overflow=-1, connect_args={"options": options, **line_of(address, wait)},
        hide_parameters=True,  # what people write must not stand in a traceback
    )  # fmt: skip
    return engine, without_password(address.render_as_string(hide_password=True))


def _escaped(value: Any) -> str:
    return str(value).replace("\\", "\\\\").replace(" ", "\\ ")
