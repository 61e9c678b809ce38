"""Setting up a shared office: roles, tables, what guards them; safe to repeat at any time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError

from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import postgres, schema, upgrades
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server import grants, policies, tables
from oa_client.docflow.store.server.functions import functions
from oa_client.docflow.store.server.roles import Roles, roles_of

OLDEST = 150_000
"""The oldest server that has what an office needs: PostgreSQL 15."""


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


def prepare(url: str) -> bool:
    """Roles, tables, functions, policies, grants; True where there was no office yet.

    Raises:
        StoreUnavailable: `server-too-old`, `needs-superuser`, `server-gone` and the like.
    """
    roles = roles_at(url)
    engine, place = postgres.engine_of(url, postgres.WAIT)
    try:
        with known_failures(place), opened(engine) as connection:
            _able(connection, place)
            # two deployments at once: the second finds everything made
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4706)")
            _office_roles(connection, roles)
            fresh = _tables(connection, roles)
            _guard(connection, roles)
            return fresh
    finally:
        engine.dispose()


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
    connection.exec_driver_sql(f"GRANT pg_signal_backend TO {roles.registrar}")


def _tables(connection: Connection, roles: Roles) -> bool:
    present = _one(connection, "SELECT 1 FROM pg_namespace WHERE nspname = 'oa'")
    if not present:
        connection.exec_driver_sql(f"CREATE SCHEMA oa AUTHORIZATION {roles.owner}")
    connection.exec_driver_sql(f"GRANT USAGE, CREATE ON SCHEMA oa TO {roles.owner}")
    connection.exec_driver_sql("GRANT USAGE ON LANGUAGE plpgsql, sql TO " + roles.owner)
    connection.exec_driver_sql(f"SET LOCAL ROLE {roles.owner}")
    if not present:
        schema.build(connection)
        upgrades.stamp(connection)
    elif upgrades.version_of(connection) != upgrades.LATEST:
        from oa_client.docflow.store.upgrades import steps

        steps.run(connection, upgrades.version_of(connection))
    for words in (*tables.TABLES, *functions(), *tables.guards()):
        connection.exec_driver_sql(words)
    connection.exec_driver_sql("RESET ROLE")
    return not present


def _guard(connection: Connection, roles: Roles) -> None:
    """Grants last: whatever stood before, what stands then is what was meant."""
    served = (*grants.ALL[:-1],)
    steps = (
        *policies.policies(), *policies.registrar_policies(served), *_quiet(),
        *grants.hardening(), *grants.grants(),
        "GRANT CONNECT ON DATABASE {database} TO {registrar}",
    )  # fmt: skip
    for words in steps:
        connection.exec_driver_sql(roles.fill(words))


def _quiet() -> Iterable[str]:
    """No statistics on what persons may select: a plan's estimate would tell of hidden rows."""
    for table in policies.SEEN:
        yield f"""
            DO $$ DECLARE c name; BEGIN
              FOR c IN SELECT attname FROM pg_catalog.pg_attribute
                WHERE attrelid = 'oa."{table}"'::regclass AND attnum > 0 AND NOT attisdropped
              LOOP EXECUTE pg_catalog.format(
                'ALTER TABLE oa."{table}" ALTER COLUMN %I SET STATISTICS 0', c); END LOOP;
            END $$"""


def _role_exists(connection: Connection, name: str) -> bool:
    found = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name})
    return bool(found.first())


def _one(connection: Connection, words: str) -> Any:
    return connection.exec_driver_sql(words).scalar()

