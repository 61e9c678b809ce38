"""The doctor's look at a server's catalog: every guard as it should stand, every right as meant."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.store import postgres
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server import grants, guards, policies
from oa_client.docflow.store.server.deploying import loud_columns, roles_at
from oa_client.docflow.store.server.functions import PUBLIC
from oa_client.docflow.store.server.roles import MIGHTY, Roles

Found = tuple[str, dict[str, Any]]

_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def examine(url: str) -> list[Found]:
    """What deviates from what a deployment makes; nothing where it all stands.

    Raises:
        StoreUnavailable: `server-gone` and the like; `no-permission` for who may not look.
    """
    roles = roles_at(url)
    engine, place = postgres.engine_of(url, postgres.WAIT)
    try:
        with (
            known_failures(place),
            engine.connect().execution_options(no_parameters=True) as connection,
        ):
            return [*_guards(connection, roles), *_rights(connection, roles)]
    finally:
        engine.dispose()


def _guards(connection: Connection, roles: Roles) -> Iterator[Found]:
    for name, matter in guards.strange_functions(connection, roles):
        yield "guard-otherwise", {"what": name, "matter": matter}
    for table, name, matter in guards.strange_triggers(connection):
        yield "guard-otherwise", {"what": f"{table}.{name}", "matter": matter}
    for table, name, matter in guards.strange_policies(connection, roles):
        yield "guard-otherwise", {"what": f"{table}.{name or 'policies'}", "matter": matter}
    for name in guards.strange_owners(connection, roles):
        yield "guard-otherwise", {"what": name, "matter": "owner"}
    for table, column, _, _ in loud_columns(connection):
        yield "guard-otherwise", {"what": f"{table}.{column}", "matter": "statistics"}


def _rights(connection: Connection, roles: Roles) -> Iterator[Found]:
    yield from _of_roles(connection, roles)
    yield from _of_tables(connection, roles, "person", _of_person())
    yield from _of_tables(connection, roles, "registrar", _of_registrar())
    person = Roles.plain(roles.person)
    for name in _column(connection, f"""
            SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p
            WHERE p.pronamespace = 'oa'::regnamespace AND p.proname <> ALL (ARRAY{[*PUBLIC]})
              AND pg_catalog.has_function_privilege('{person}', p.oid, 'EXECUTE')
            UNION ALL SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p
            WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
              AND p.proname ~ '{grants.CLOSED}'
              AND pg_catalog.has_function_privilege('{person}', p.oid, 'EXECUTE')"""):
        yield "rights-otherwise", {"role": person, "right": f"EXECUTE {name}"}
    for right in _column(connection, f"""
            SELECT r FROM pg_catalog.unnest(ARRAY['CREATE', 'TEMPORARY']) r
              WHERE pg_catalog.has_database_privilege('{person}',
                pg_catalog.current_database()::text, r)
            UNION ALL SELECT 'USAGE ' || lanname FROM pg_catalog.pg_language
              WHERE lanpltrusted AND pg_catalog.has_language_privilege('{person}', oid, 'USAGE')
            UNION ALL SELECT 'CREATE ' || nspname FROM pg_catalog.pg_namespace
              WHERE nspname IN ('oa', 'public')
              AND pg_catalog.has_schema_privilege('{person}', oid, 'CREATE')"""):
        yield "rights-otherwise", {"role": person, "right": right}


def _of_roles(connection: Connection, roles: Roles) -> Iterator[Found]:
    group, owner = Roles.plain(roles.person), Roles.plain(roles.owner)
    for name in _column(connection, f"""
            SELECT r.rolname FROM pg_catalog.pg_roles r
            WHERE ({MIGHTY}) AND (r.rolname IN ('{group}', '{owner}',
                '{Roles.plain(roles.registrar)}')
              OR EXISTS (SELECT 1 FROM pg_catalog.pg_auth_members m
                WHERE m.member = r.oid AND m.roleid = '{roles.person}'::regrole))"""):
        yield "rights-otherwise", {"role": name, "right": "SUPERUSER / CREATEROLE / BYPASSRLS"}
    for member, role in connection.exec_driver_sql(f"""
            SELECT m.member::regrole::text, m.roleid::regrole::text
            FROM pg_catalog.pg_auth_members m
            WHERE m.roleid IN ('{roles.owner}'::regrole, '{roles.registrar}'::regrole)
              AND NOT (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.oid = m.member)"""):
        yield "rights-otherwise", {"role": member, "right": f"SET ROLE {role}"}


def _of_person() -> set[tuple[str, str, str]]:
    """Table, right, column; an empty column where the whole table is meant."""
    wanted = set()
    for table in policies.SEEN:
        for column in policies.COLUMNS.get(table, ("",)):
            wanted.add((table, "SELECT", column))
    for table, columns in policies.SENT.items():
        wanted |= {(table, "INSERT", column) for column in columns}
    return wanted


def _of_registrar() -> set[tuple[str, str, str]]:
    wanted = {(table, "SELECT", "") for table in grants.ALL}
    wanted |= {(table, "INSERT", "") for table in grants.ADDED}
    wanted |= {(table, "UPDATE", "") for table in grants.CHANGED}
    return wanted | {("key", "UPDATE", column) for column in grants.KEY_COLUMNS}


def _of_tables(
    connection: Connection, roles: Roles, who: str, wanted: set[tuple[str, str, str]]
) -> Iterator[Found]:
    role = Roles.plain(getattr(roles, who))
    rights = ", ".join(f"('{right}')" for right in _RIGHTS)
    found = {tuple(row) for row in connection.exec_driver_sql(f"""
        SELECT c.relname, r.name, '' FROM pg_catalog.pg_class c, (VALUES {rights}) r (name)
          WHERE c.relnamespace = 'oa'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
          AND pg_catalog.has_table_privilege('{role}', c.oid, r.name)
        UNION ALL SELECT c.relname, x.privilege_type, t.attname FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid
          CROSS JOIN LATERAL pg_catalog.aclexplode(t.attacl) x
          WHERE c.relnamespace = 'oa'::regnamespace
          AND x.grantee IN (0, '{getattr(roles, who)}'::regrole)""")}  # fmt: skip
    for table, right, column in sorted(found ^ wanted):
        missing = "" if (table, right, column) in found else " −"
        place = f"{table} ({column})" if column else table
        yield "rights-otherwise", {"role": role, "right": f"{right} {place}{missing}"}


def _column(connection: Connection, words: str) -> list[str]:
    return [str(row[0]) for row in connection.exec_driver_sql(words)]
