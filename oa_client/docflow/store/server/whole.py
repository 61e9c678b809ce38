"""A whole office into a server and out of it again, for whoever runs the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import copying, engine, postgres, sqlite
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.schema import LEDGER, OFFICIAL, PERSONAL
from oa_client.docflow.store.server.deploying import roles_at
from oa_client.docflow.store.server.roles import Roles
from oa_client.docflow.store.whole_file import beside
from oa_client.docflow.store.work import SqlWork

_FILLED = (*OFFICIAL, *LEDGER, *PERSONAL)


class WholeWork(SqlWork):
    """One transaction over all that a server holds, files that lie in pieces among it."""

    def blob(self, sha256: str) -> bytes | None:
        """A kept file, wherever the server has it."""
        words = (
            "SELECT size FROM adopted WHERE sha256 = :sha256"
            " UNION ALL SELECT size FROM blob WHERE sha256 = :sha256 LIMIT 1"
        )
        found = self._ask(words, {"sha256": sha256})
        if not found:
            return None
        with known_failures(self._place):
            return b"".join(copying.pieces(self._connection, sha256, int(found[0][0])))


@contextmanager
def moving_in(url: str, source: SqlWork) -> Iterator[WholeWork]:
    """An office from elsewhere in the place of none, or of one that has done nothing yet.

    What was copied is there to be looked at; it rolls back unless committed. A registrar who
    serves meanwhile begins anew, with the key of the office that came.

    Raises:
        StoreUnavailable: `not-deployed`, `target-in-use`, `server-gone` and the like.
    """
    with (
        _as_owner(url) as store,
        # the registrar takes his desk first, too: neither waits for the other crosswise
        store.write("UPDATE desk SET epoch = epoch + 1, official = ''") as work,
    ):
        with known_failures(store.place):
            _make_room(work.connection, store.place)
            copying.copy_office(source.connection, work.connection)
        yield WholeWork(work.connection, store.place)


def copy_out(url: str, target: Path) -> None:
    """An office file of a shared office as it stands at one moment, while it is in use.

    Raises:
        StoreUnavailable: `target-exists`, `disk-full`, `not-deployed`, `server-gone` and the like.
    """
    with (
        _as_owner(url) as store, store.read() as work,
        known_failures(target), beside(target, "target-exists") as made,
    ):  # fmt: skip
        copy = engine.engine_of(made, sqlite.WAIT)
        try:
            engine.build(copy)
            with copy.connect().execution_options(oa_begin="BEGIN IMMEDIATE") as connection:
                with connection.begin():
                    copying.copy_office(work.connection, connection)
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.dispose()


@contextmanager
def _as_owner(url: str) -> Iterator[postgres.PostgresStore]:
    try:
        postgres.open(url).close()
        store = postgres.open(url, role=Roles.plain(roles_at(url).owner))
    except StoreUnavailable as failure:
        code = {"office-absent": "not-deployed", "no-permission": "needs-superuser"}
        raise StoreUnavailable(code.get(failure.code, failure.code), **failure.facts) from failure
    try:
        yield store
    finally:
        store.close()


def _make_room(connection: Connection, place: str) -> None:
    """Take away a founding that nothing has followed; refuse where anything has been done.

    Raises:
        StoreUnavailable: `target-in-use`.
    """
    entries = "SELECT seq FROM entry ORDER BY seq DESC LIMIT 1"
    last = connection.exec_driver_sql(entries).scalar()
    if last is None:
        return
    asked = connection.exec_driver_sql("SELECT 1 FROM request_sent LIMIT 1").scalar()
    if last > 1 or asked:
        raise StoreUnavailable("target-in-use", file=place)
    names = [f'"{name}"' for name in _FILLED]
    for name in names:
        connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    connection.exec_driver_sql(f"TRUNCATE {', '.join(names)}")
    for name in names:
        connection.exec_driver_sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")
