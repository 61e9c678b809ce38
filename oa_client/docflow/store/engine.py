"""Connections to an office file: how SQLite is set, and where a transaction begins."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.pool import QueuePool

from oa_client.docflow.store import condition, schema, upgrades

_SETTINGS = (
    "foreign_keys=ON", "synchronous=FULL", "trusted_schema=OFF", "cell_size_check=ON",
    "recursive_triggers=ON", "temp_store=MEMORY",
)  # fmt: skip


def engine_of(path: Path | None, wait: float) -> Engine:
    """Whoever hands out connections to an office file; one at a time to each piece of work.

    Args:
        path: the file; None for an office that lives in memory.
        wait: seconds for which a connection waits for another that is writing.
    """
    place = ":memory:" if path is None else str(path)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            place, timeout=wait, isolation_level=None, check_same_thread=False
        )
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        return connection

    pool: dict[str, Any] = {"poolclass": StaticPool}
    if path is not None:
        pool = {"poolclass": QueuePool, "pool_size": 2, "max_overflow": -1}
    engine = create_engine("sqlite+pysqlite://", creator=connect, **pool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("oa_begin", "BEGIN"))

    return engine


def build(engine: Engine) -> None:
    """Make an empty office."""
    with engine.connect() as connection:
        dbapi: Any = connection.connection.driver_connection
        dbapi.execute(f"PRAGMA application_id={condition.APPLICATION}")
        with connection.execution_options(oa_begin="BEGIN IMMEDIATE").begin():
            schema.build(connection)
            upgrades.stamp(connection)
        if condition.WAL_IS_SAFE:
            dbapi.execute("PRAGMA journal_mode=WAL")
