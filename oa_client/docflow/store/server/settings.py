"""How the server itself is set: what an office needs of it, and what it warns of."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

Found = tuple[str, dict[str, Any]]


def doubts(connection: Connection) -> Iterator[Found]:
    """What the server's owner should mend; asked as its superuser."""
    lines = [str(line) for (line,) in connection.exec_driver_sql(
        "SELECT line_number FROM pg_catalog.pg_hba_file_rules"
        " WHERE auth_method = 'trust' ORDER BY line_number"
    )]  # fmt: skip
    if lines:
        yield "server-trusts", {"lines": ", ".join(lines)}
    if setting(connection, "track_commit_timestamp") != "on":
        yield "commit-times-off", {}
    heard = setting(connection, "listen_addresses").replace(" ", "").split(",")
    outside = [name for name in heard if name not in ("", "localhost", "127.0.0.1", "::1")]
    if outside and setting(connection, "ssl") != "on":
        yield "server-unencrypted", {"addresses": ", ".join(outside)}
    forgets = [
        name for name in ("fsync", "full_page_writes", "synchronous_commit")
        if setting(connection, name) == "off"
    ]  # fmt: skip
    if forgets:
        yield "server-forgets", {"settings": ", ".join(forgets)}
    if setting(connection, "max_prepared_transactions") != "0":
        yield "server-prepares", {}
    yield from _open_databases(connection)


def _open_databases(connection: Connection) -> Iterator[Found]:
    """Databases beside the office's into which every login may go, and fill the disk."""
    found = [name for (name,) in connection.exec_driver_sql(
        "SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datallowconn AND EXISTS ("
        " SELECT 1 FROM pg_catalog.aclexplode("
        "   coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a WHERE a.grantee = 0)"
        " ORDER BY 1"
    )]  # fmt: skip
    if found:
        yield "databases-open", {"databases": ", ".join(found)}


def setting(connection: Connection, name: str) -> str:
    """One of the server's settings, as it is in force."""
    return str(connection.exec_driver_sql(f"SHOW {name}").scalar())
