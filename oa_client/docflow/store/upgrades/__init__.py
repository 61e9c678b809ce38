"""Bringing an older office up to the present tables; alembic is loaded only when it is needed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, inspect

from oa_client.docflow.model.errors import StoreUnavailable

LATEST = "0005"
"""The form of the tables that this program writes."""


def stamp(connection: Connection) -> None:
    """Note in a new office that it has the present form."""
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{LATEST}')")


def version_of(connection: Connection) -> str:
    """The form that an office's tables have.

    Raises:
        StoreUnavailable: `office-damaged`, where it does not say.
    """
    found: Sequence[Row[Any]] = ()
    if inspect(connection).has_table("alembic_version"):
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    if len(found) != 1:
        raise StoreUnavailable("office-damaged", reason="alembic_version")
    return str(found[0][0])


def check(present: str, place: str) -> None:
    """Refuse to work on tables of another form than this program writes.

    Raises:
        StoreUnavailable: `office-too-new`, `office-outdated`.
    """
    if present > LATEST:
        raise StoreUnavailable("office-too-new", file=place, version=present, known=LATEST)
    if present < LATEST:
        raise StoreUnavailable("office-outdated", file=place, version=present, known=LATEST)
