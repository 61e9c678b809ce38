"""What whoever runs a server should mend in how it is set; none of it stops an office."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.store import postgres
from oa_client.docflow.store.failures import known_failures

Advice = tuple[str, dict[str, Any]]

_TRUSTING = """
SELECT line_number FROM pg_catalog.pg_hba_file_rules WHERE auth_method = 'trust' ORDER BY 1"""

_OPEN = """
SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datallowconn AND EXISTS (
  SELECT 1 FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a
  WHERE a.grantee = 0) ORDER BY 1"""
"""Databases into which every login of the server may go, and there fill the disk."""

_NEAR = ("", "localhost", "127.0.0.1", "::1")

_LASTING = ("fsync", "full_page_writes", "synchronous_commit")


def advice(url: str) -> list[Advice]:
    """Codes and their facts; whoever is not the server's superuser learns less.

    Raises:
        StoreUnavailable: `server-gone` and the like.
    """
    engine, place = postgres.engine_of(url, postgres.WAIT)
    try:
        with known_failures(place), engine.connect() as connection:
            return list(_found(connection, place))
    finally:
        engine.dispose()


def _found(connection: Connection, place: str) -> Iterator[Advice]:
    if _is_superuser(connection):
        lines = [int(row[0]) for row in connection.exec_driver_sql(_TRUSTING)]
        if lines:
            yield "server-trusts", {"lines": lines}
    open_to = [part.strip() for part in _setting(connection, "listen_addresses").split(",")]
    if _setting(connection, "ssl") != "on" and any(part not in _NEAR for part in open_to):
        yield "server-without-tls", {}
    if _setting(connection, "track_commit_timestamp") != "on":
        yield "no-commit-times", {"file": place}
    off = [name for name in _LASTING if _setting(connection, name) == "off"]
    if off:
        yield "server-forgets", {"settings": off}
    if _setting(connection, "max_prepared_transactions") != "0":
        yield "server-prepares", {}
    doors = [str(row[0]) for row in connection.exec_driver_sql(_OPEN)]
    if doors:
        yield "databases-open", {"databases": doors}


def _is_superuser(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
    return found.scalar() is True


def _setting(connection: Connection, name: str) -> str:
    return str(connection.exec_driver_sql(f"SHOW {name}").scalar())
