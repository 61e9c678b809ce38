"""Logins of a server for the people of an office: made, given a first password, taken back."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, text

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.store import postgres
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server.deploying import leave, opened, roles_at
from oa_client.docflow.store.server.roles import (
    FIRST,
    MIGHTY,
    MOST_CONNECTIONS,
    TOO_MUCH,
    Roles,
    check_login,
    verifier,
)
from oa_client.docflow.store.server.roles import quoted as q

_SETTINGS = {
    "statement_timeout": "30s", "lock_timeout": "5s", "temp_file_limit": "256MB",
    "idle_in_transaction_session_timeout": "60s",
    "log_min_messages": "fatal", "log_min_error_statement": "fatal",
}  # fmt: skip
"""Of a person's login: what takes too long ends, and what he says, wrongly
or with a plan of it asked for, fills no log: only that he came and went by force stands there."""

Note = Callable[[dict[str, str]], None]
"""Puts first passwords, by login, where they are kept; nothing has happened yet where it fails."""


def check_logins(url: str, logins: Iterable[str]) -> None:
    """Refuse logins that the server can't have, before anything is done.

    Raises:
        BadInput: `login-reserved`, `login-too-long`.
    """
    roles = roles_at(url)
    for login in logins:
        check_login(login, roles)


def admit(url: str, logins: Iterable[str], note: Note | None = None) -> tuple[str, ...]:
    """A login for each person, and none for anybody else; who was admitted now.

    Args:
        url: the office's address, as the server's superuser.
        logins: everybody who works here.
        note: takes the first passwords of those who have none; without it nobody gets one, as
            where the office's own directory says who is who.

    Raises:
        BadInput: `login-reserved`, `login-too-long`.
        StoreUnavailable: `server-gone` and the like.
    """
    roles, wanted = roles_at(url), list(logins)
    check_logins(url, wanted)
    engine, place = postgres.engine_of(url, postgres.WAIT)
    try:
        with known_failures(place), opened(engine) as connection:
            connection.exec_driver_sql(f"GRANT SET ON PARAMETER {FIRST} TO {roles.person}")
            before = _members(connection, roles)
            passwords: dict[str, str] = {}
            for login in wanted:
                _admit(connection, roles, login, login not in before)
                if note is not None and _has_none(connection, login):
                    passwords[login] = _first_password(connection, roles, login)
            for login in before - set(wanted):
                _dismiss(connection, roles, login)
            if note is not None:
                note(passwords)
    finally:
        engine.dispose()
    return tuple(login for login in wanted if login not in before)


def _admit(connection: Connection, roles: Roles, login: str, fresh: bool) -> None:
    found = _about(connection, f"SELECT {MIGHTY} FROM pg_roles WHERE rolname = :login", login)
    if found is None:
        connection.exec_driver_sql(f"CREATE ROLE {q(login)}")
    elif found:  # whoever runs the server is no person of the office under the same name
        raise BadInput("login-reserved", login=login)
    if fresh:  # whom the server's administrator kept out since then stays out
        connection.exec_driver_sql(f"ALTER ROLE {q(login)} LOGIN")
    connection.exec_driver_sql(f"ALTER ROLE {q(login)} CONNECTION LIMIT {MOST_CONNECTIONS}")
    connection.exec_driver_sql(leave(login, TOO_MUCH))
    for name, value in _SETTINGS.items():
        connection.exec_driver_sql(
            f"ALTER ROLE {q(login)} IN DATABASE {roles.database} SET {name} = '{value}'"
        )
    connection.exec_driver_sql(f"GRANT {roles.person} TO {q(login)}")
    connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {roles.database} TO {q(login)}")


def _dismiss(connection: Connection, roles: Roles, login: str) -> None:
    """He is of this office no longer: his connections end, and he comes in no more."""
    connection.exec_driver_sql(leave(login, f"m.roleid = '{roles.person}'::regrole"))
    connection.exec_driver_sql(f"REVOKE CONNECT ON DATABASE {roles.database} FROM {q(login)}")
    connection.exec_driver_sql(
        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
        f" WHERE usesysid = '{q(login)}'::regrole AND datname = pg_catalog.current_database()"
    )


def _has_none(connection: Connection, login: str) -> bool:
    words = "SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = :login"
    return bool(_about(connection, words, login))


def _first_password(connection: Connection, roles: Roles, login: str) -> str:
    first = secrets.token_urlsafe(12)
    kept = verifier(connection, login, first)
    connection.exec_driver_sql(f"ALTER ROLE {q(login)} PASSWORD '{kept}'")
    connection.exec_driver_sql(
        f"ALTER ROLE {q(login)} IN DATABASE {roles.database} SET {FIRST} = 'on'"
    )
    return first


def _members(connection: Connection, roles: Roles) -> set[str]:
    words = (
        "SELECT p.rolname FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member"
        " JOIN pg_roles r ON r.oid = m.roleid WHERE r.rolname = :login"
    )
    found = connection.execute(text(words), {"login": Roles.plain(roles.person)})
    return {str(row[0]) for row in found}


def _about(connection: Connection, words: str, login: str) -> Any:
    return connection.execute(text(words), {"login": login}).scalar()
