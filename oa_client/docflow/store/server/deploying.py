"""Setting up a shared office: roles, tables, what guards them; safe to repeat at any time."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import postgres, schema, upgrades
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server import grants, guards, policies, tables
from oa_client.docflow.store.server.roles import WATCHING, Roles, roles_of
from oa_client.docflow.store.server.roles import quoted as q
from oa_client.docflow.store.server.watchdog import Watchdog

OLDEST = 150_000
"""The oldest server that has what an office needs: PostgreSQL 15."""

_EACH, _TIMES = 3.0, 8
"""Seconds for which each attempt waits for whoever stands in the way; how often it is tried."""

_IN_THE_WAY = ("40P01", "40001", "55P03", "XX000", "23505", "42710", "42P06", "42P07")
"""A deadlock, a lock not had, a row of the catalog that somebody else just wrote or made."""


def roles_at(url: str) -> Roles:
    """The roles of the office at an address.

    Raises:
        BadInput: `bad-address`, also where it names no database.
    """
    try:
        database = make_url(url).database
    except (ArgumentError, ValueError):
        database = None
    if not database:
        raise BadInput("bad-address", office=url.split("://", 1)[0][:60])
    return roles_of(database)


def prepare(url: str, largest_file: int | None = None) -> bool:
    """Roles, tables, functions, policies, grants; True where there was no office yet.

    Args:
        url: the office's address, as the server's superuser.
        largest_file: bytes that one file may have; as it was, where none are named.

    Raises:
        BadInput: `bound-otherwise`.
        StoreUnavailable: `server-too-old`, `needs-superuser`, `server-gone` and the like.
    """
    roles = roles_at(url)
    least, most = tables.LEAST_BOUND, tables.MOST_BOUND
    if largest_file is not None and not least <= largest_file <= most:
        raise BadInput("bound-otherwise", least=least // tables.CHUNK, most=most // tables.CHUNK)
    engine, place = postgres.engine_of(url, _EACH)
    try:
        with known_failures(place):
            return bool(patiently(
                engine, roles, lambda made: _all(made, roles, place, largest_file)
            ))  # fmt: skip
    finally:
        engine.dispose()


def _all(
    connection: Connection, roles: Roles, place: str, largest_file: int | None
) -> bool:  # fmt: skip
    _able(connection, place)
    # two deployments at once: the second finds everything made
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4706)")
    _office_roles(connection, roles)
    fresh = _tables(connection, roles)
    _guard(connection, roles)
    if largest_file is not None:
        connection.exec_driver_sql(f"UPDATE oa.bound SET largest_file = {largest_file}")
    return fresh


def patiently(engine: Engine, roles: Roles, done: Callable[[Connection], Any]) -> Any:
    """Again, where somebody else was at the same thing or stood in the way.

    Who keeps on standing in the way, with a transaction that he does not end, is put out.
    """
    for again in range(_TIMES):
        try:
            with opened(engine) as connection:
                return done(connection)
        except DBAPIError as failure:
            state = getattr(failure.orig, "sqlstate", None)
            if again == _TIMES - 1 or state not in _IN_THE_WAY:
                raise
            time.sleep(random.uniform(0.05, 0.3))
        with opened(engine) as connection:
            Watchdog(roles).end_overstaying(connection, 10)
    return None


@contextmanager
def opened(engine: Engine) -> Iterator[Connection]:
    """One transaction, in which a percent sign is a percent sign."""
    with engine.connect().execution_options(no_parameters=True) as connection, connection.begin():
        yield connection


def _able(connection: Connection, place: str) -> None:
    version = int(_one(connection, "SHOW server_version_num"))
    if version < OLDEST:
        raise StoreUnavailable("server-too-old", file=place, version=str(version // 10_000))
    if _one(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = session_user") is not True:
        raise StoreUnavailable("needs-superuser", file=place)
    found = "SELECT 1 FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid"
    if _one(connection, f"{found} WHERE n.nspname = 'oa' AND c.relname = 'entry'") is None and _one(
        connection, "SELECT 1 FROM pg_namespace WHERE nspname = 'oa'"
    ):
        raise StoreUnavailable("office-foreign", file=place)


def _office_roles(connection: Connection, roles: Roles) -> None:
    for name, how in (
        (roles.owner, "NOLOGIN"), (roles.person, "NOLOGIN"), (roles.registrar, "LOGIN"),
    ):  # fmt: skip
        if not _role_exists(connection, Roles.plain(name)):
            connection.exec_driver_sql(f"CREATE ROLE {name}")
        connection.exec_driver_sql(
            f"ALTER ROLE {name} {how} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
        )
        connection.exec_driver_sql(leave(Roles.plain(name), "true"))
    connection.exec_driver_sql(_nobody_s(roles))
    connection.exec_driver_sql(f"GRANT {', '.join(WATCHING)} TO {roles.registrar}")


def _tables(connection: Connection, roles: Roles) -> bool:
    present = _one(connection, "SELECT 1 FROM pg_namespace WHERE nspname = 'oa'")
    if not present:
        connection.exec_driver_sql(f"CREATE SCHEMA oa AUTHORIZATION {roles.owner}")
    guards.mend_owners(connection, roles)
    connection.exec_driver_sql("GRANT USAGE ON LANGUAGE plpgsql, sql TO " + roles.owner)
    connection.exec_driver_sql(f"SET LOCAL ROLE {roles.owner}")
    if not present:
        schema.build(connection)
        upgrades.stamp(connection)
    elif upgrades.version_of(connection) != upgrades.LATEST:
        from oa_client.docflow.store.upgrades import steps

        steps.run(connection, upgrades.version_of(connection))
    for words in tables.TABLES:
        connection.exec_driver_sql(words)
    connection.exec_driver_sql("RESET ROLE")
    return not present


def _guard(connection: Connection, roles: Roles) -> None:
    """Grants last: whatever stood before, what stands then is what was meant."""
    guards.mend_functions(connection, roles)
    guards.mend_triggers(connection)
    guards.mend_policies(connection, roles)
    silence(connection)
    for words in (*grants.hardening(), *grants.grants()):
        connection.exec_driver_sql(roles.fill(words))


def silence(connection: Connection) -> None:
    """No statistics on what persons may select: a plan's estimate would tell of hidden rows."""
    clears = bool(_one(connection, "SELECT to_regproc('pg_catalog.pg_clear_attribute_stats')"))
    for table, column, kept, known in loud_columns(connection):
        if kept:
            connection.exec_driver_sql(
                f"ALTER TABLE oa.{q(table)} ALTER COLUMN {q(column)} SET STATISTICS 0"
            )
        if known and clears:
            connection.exec_driver_sql(
                f"SELECT pg_catalog.pg_clear_attribute_stats('oa', '{table}', '{column}', false)"
            )
        elif known:
            connection.exec_driver_sql(
                "DELETE FROM pg_catalog.pg_statistic s USING pg_catalog.pg_attribute a"
                f" WHERE s.starelid = 'oa.{q(table)}'::regclass AND a.attrelid = s.starelid"
                f" AND a.attnum = s.staattnum AND a.attname = '{column}'"
            )


def loud_columns(connection: Connection) -> list[tuple[str, str, bool, bool]]:
    """Columns of what persons select on which statistics are taken, or were: table, column."""
    seen = ", ".join(f"'{table}'" for table in policies.SEEN)
    found = connection.exec_driver_sql(f"""
        SELECT c.relname, a.attname, coalesce(a.attstattarget, -1) <> 0,
          EXISTS (SELECT 1 FROM pg_catalog.pg_statistic s
            WHERE s.starelid = c.oid AND s.staattnum = a.attnum)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'oa'::regnamespace AND c.relname IN ({seen})
          AND a.attnum > 0 AND NOT a.attisdropped""")
    rows = [(str(t), str(n), bool(kept), bool(known)) for t, n, kept, known in found]
    return [row for row in rows if row[2] or row[3]]


def leave(login: str, which: str) -> str:
    """Out of those roles `g` of which a role is a member and where it must not be."""
    return parted(f"m.member = '{q(login)}'::regrole AND {which}")


def parted(which: str) -> str:
    """Memberships `m` in roles `g` end, whoever gave them: a newer server wants him named."""
    return f"""
        DO $$ DECLARE r record; BEGIN
          FOR r IN SELECT m.roleid::regrole AS role, m.member::regrole AS member,
              CASE WHEN pg_catalog.current_setting('server_version_num')::int >= 160000
                THEN 'GRANTED BY ' || m.grantor::regrole ELSE '' END AS giver
            FROM pg_catalog.pg_auth_members m
            JOIN pg_catalog.pg_roles g ON g.oid = m.roleid WHERE {which}
          LOOP EXECUTE pg_catalog.format(
            'REVOKE %s FROM %s %s CASCADE', r.role, r.member, r.giver); END LOOP;
        END $$"""


def _nobody_s(roles: Roles) -> str:
    """Nobody is a member of the owner or of the registrar; they are for nobody to put on."""
    return parted(
        f"m.roleid IN ('{roles.owner}'::regrole, '{roles.registrar}'::regrole) AND m.member <>"
        " (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user)"
    )


def _role_exists(connection: Connection, name: str) -> bool:
    found = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name})
    return bool(found.first())


def _one(connection: Connection, words: str) -> Any:
    return connection.exec_driver_sql(words).scalar()

