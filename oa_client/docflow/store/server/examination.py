"""The doctor's look at a server: settings, guards as they should stand, rights as meant, logins."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.store import postgres
from oa_client.docflow.store.connecting import without_password
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server import grants, guards, policies
from oa_client.docflow.store.server.deploying import loud_columns, roles_at
from oa_client.docflow.store.server.functions import PUBLIC, SERVING
from oa_client.docflow.store.server.roles import FIRST, MIGHTY, TOO_MUCH, WATCHING, Roles

Found = tuple[str, dict[str, Any]]
"""A code and its facts."""

_NEAR = ("", "localhost", "127.0.0.1", "::1")

_LASTING = ("fsync", "full_page_writes", "synchronous_commit")

_TRUSTING = """
SELECT line_number FROM pg_catalog.pg_hba_file_rules WHERE auth_method = 'trust' ORDER BY 1"""

_OPEN = """
SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datallowconn AND EXISTS (
  SELECT 1 FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a
  WHERE a.grantee = 0) ORDER BY 1"""
"""Databases into which every login of the server may go, and there fill the disk."""


def advice(url: str) -> list[Found]:
    """What whoever runs a server should mend in how it is set; none of it stops an office.

    Raises:
        StoreUnavailable: `server-gone` and the like.
    """
    return _looked(url, lambda connection, _: _settings(connection, without_password(url)))


def examine(url: str) -> list[Found]:
    """What deviates from what a deployment makes; nothing where it all stands.

    Raises:
        StoreUnavailable: `server-gone` and the like; `no-permission` for who may not look.
    """
    return _looked(url, _guards, _roles, _rights, _logins)


def _looked(url: str, *parts: Callable[[Connection, Roles], Iterator[Found]]) -> list[Found]:
    """What each part finds; whoever is not the server's superuser learns less."""
    roles = roles_at(url)
    engine, place = postgres.engine_of(url, postgres.WAIT)
    try:
        with (
            known_failures(place),
            engine.connect().execution_options(no_parameters=True) as connection,
        ):
            return [found for part in parts for found in part(connection, roles)]
    finally:
        engine.dispose()


def _settings(connection: Connection, place: str) -> Iterator[Found]:
    def setting(name: str) -> str:
        return _column(connection, f"SHOW {name}")[0]

    if _column(connection, "SELECT 1 FROM pg_roles WHERE rolname = session_user AND rolsuper"):
        lines = [int(line) for line in _column(connection, _TRUSTING)]
        if lines:
            yield "server-trusts", {"lines": lines}
    open_to = [part.strip() for part in setting("listen_addresses").split(",")]
    if setting("ssl") != "on" and any(part not in _NEAR for part in open_to):
        yield "server-without-tls", {}
    if setting("track_commit_timestamp") != "on":
        yield "no-commit-times", {"file": place}
    off = [name for name in _LASTING if setting(name) == "off"]
    if off:
        yield "server-forgets", {"settings": off}
    if setting("max_prepared_transactions") != "0":
        yield "server-prepares", {}
    doors = _column(connection, _OPEN)
    if doors:
        yield "databases-open", {"databases": doors}


def _guards(connection: Connection, roles: Roles) -> Iterator[Found]:
    strange: list[tuple[str, str]] = [
        *guards.strange_functions(connection, roles),
        *((f"{table}.{name}", m) for table, name, m in guards.strange_triggers(connection)),
        *((f"{table}.{name or 'policies'}", m)
          for table, name, m in guards.strange_policies(connection, roles)),
        *((name, "owner") for name in guards.strange_owners(connection, roles)),
        *((f"{table}.{column}", "statistics") for table, column, *_ in loud_columns(connection)),
    ]  # fmt: skip
    for what, matter in strange:
        yield "guard-otherwise", {"what": what, "matter": matter}


def _roles(connection: Connection, roles: Roles) -> Iterator[Found]:
    """Attributes that no role of the office has; roles that none of them may put on."""
    names = [Roles.plain(role) for role in (roles.owner, roles.registrar, roles.person)]
    office = f"r.rolname = ANY (ARRAY{names})"
    for name in _column(connection, f"""
            SELECT r.rolname FROM pg_catalog.pg_roles r
            WHERE ({MIGHTY}) AND ({office} OR {_member("r.oid", roles)})"""):
        yield "rights-otherwise", {"role": name, "right": "SUPERUSER / CREATEROLE / BYPASSRLS"}
    for member, role in connection.exec_driver_sql(f"""
            SELECT DISTINCT r.rolname, g.rolname FROM pg_catalog.pg_auth_members m
            JOIN pg_catalog.pg_roles r ON r.oid = m.member
            JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
            WHERE NOT r.rolsuper AND (
              m.roleid IN ('{roles.owner}'::regrole, '{roles.registrar}'::regrole)
              OR ({office} AND NOT (m.member = '{roles.registrar}'::regrole
                AND g.rolname IN {WATCHING}))
              OR ({_member("r.oid", roles)} AND {TOO_MUCH})) ORDER BY 1, 2"""):
        yield "rights-otherwise", {"role": member, "right": f"SET ROLE {role}"}


def _rights(connection: Connection, roles: Roles) -> Iterator[Found]:
    """Everything that anybody but the owner may do beside what was meant, and the reverse."""
    meant, given = set(_meant(roles)), set()
    people = f"a.grantee IN (0, '{roles.person}'::regrole) OR {_member('a.grantee', roles)}"
    words = _GIVEN.format(
        people=people, both=f"{people} OR a.grantee = '{roles.registrar}'::regrole",
        registrar=f"'{roles.registrar}'::regrole", owner=f"'{roles.owner}'::regrole",
        closed=grants.CLOSED,
    )  # fmt: skip
    for row in connection.exec_driver_sql(words):
        given.add(tuple(row))
    for who, right, what in sorted(meant ^ given):
        missing = "" if (who, right, what) in given else " −"
        yield "rights-otherwise", {"role": who, "right": f"{right} {what}{missing}"}


def _meant(roles: Roles) -> Iterator[tuple[str, str, str]]:
    """Who, what he may do, with what: the grants of a deployment, as the catalog tells them."""
    person, registrar = Roles.plain(roles.person), Roles.plain(roles.registrar)
    for table in policies.SEEN:
        for name in _named(table, policies.COLUMNS.get(table, ())):
            yield person, "SELECT", name
    for table, columns in policies.SENT.items():
        for name in _named(table, columns):
            yield person, "INSERT", name
    for right, tables in (
        ("SELECT", grants.ALL), ("INSERT", grants.ADDED), ("UPDATE", grants.CHANGED),
    ):  # fmt: skip
        for table in tables:
            yield registrar, right, table
    for name in _named("key", grants.KEY_COLUMNS):
        yield registrar, "UPDATE", name
    for who, callable_ in ((person, PUBLIC), (registrar, (*PUBLIC, *SERVING))):
        yield who, "USAGE", "oa"
        for function in guards.wanted_functions():
            if function.signature[3:].split("(")[0] in callable_:
                yield who, "EXECUTE", function.signature


def _named(table: str, columns: Iterable[str]) -> list[str]:
    return [f"{table} ({column})" for column in columns] or [table]


_GIVEN = f"""
WITH given AS (
  SELECT a.grantee, a.privilege_type AS sort, c.relname::text AS what FROM pg_catalog.pg_class c,
    pg_catalog.aclexplode(c.relacl) a
    WHERE c.relnamespace = 'oa'::regnamespace AND a.grantee <> c.relowner
  UNION ALL SELECT a.grantee, a.privilege_type, c.relname || ' (' || t.attname || ')'
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid,
    pg_catalog.aclexplode(t.attacl) a
    WHERE c.relnamespace = 'oa'::regnamespace AND a.grantee <> c.relowner
  UNION ALL SELECT a.grantee, a.privilege_type, {guards.SIGNATURE}
    FROM pg_catalog.pg_proc p,
    pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
    WHERE p.pronamespace = 'oa'::regnamespace AND a.grantee <> p.proowner
  UNION ALL SELECT a.grantee, a.privilege_type, n.nspname::text FROM pg_catalog.pg_namespace n,
    pg_catalog.aclexplode(n.nspacl) a WHERE a.grantee <> n.nspowner
    AND (n.nspname = 'oa' OR (a.privilege_type = 'CREATE' AND ({{both}})))
  UNION ALL SELECT a.grantee, a.privilege_type, d.datname::text FROM pg_catalog.pg_database d,
    pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a
    WHERE d.datname = pg_catalog.current_database() AND a.grantee <> d.datdba
    AND (a.grantee = 0 OR a.privilege_type <> 'CONNECT')
  UNION ALL SELECT a.grantee, a.privilege_type, l.lanname::text FROM pg_catalog.pg_language l,
    pg_catalog.aclexplode(coalesce(l.lanacl, pg_catalog.acldefault('l', l.lanowner))) a
    WHERE l.lanpltrusted AND ({{both}})
  UNION ALL SELECT a.grantee, a.privilege_type, 'pg_catalog.' || p.proname
    FROM pg_catalog.pg_proc p,
    pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
    AND p.proname ~ '{{closed}}' AND ({{people}})
  UNION ALL SELECT a.grantee, a.privilege_type, n.nspname || '.' || c.relname
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
    pg_catalog.aclexplode(c.relacl) a
    WHERE n.nspname = 'pg_catalog' AND ({{both}})
    AND ({grants.CLOSED_TABLES} AND NOT (c.relname = 'pg_stat_activity'
        AND a.grantee = {{registrar}})
      OR a.privilege_type <> 'SELECT' AND c.oid <> 'pg_catalog.pg_settings'::regclass)
  UNION ALL SELECT a.grantee, a.privilege_type, s.parname FROM pg_catalog.pg_parameter_acl s,
    pg_catalog.aclexplode(s.paracl) a WHERE s.parname <> '{FIRST}' AND ({{both}})
  UNION ALL SELECT a.grantee, 'DEFAULT ' || a.privilege_type, 'oa' FROM pg_catalog.pg_default_acl d,
    pg_catalog.aclexplode(d.defaclacl) a
    WHERE (d.defaclnamespace = 'oa'::regnamespace OR d.defaclrole = {{owner}})
    AND a.grantee <> d.defaclrole
)
SELECT DISTINCT CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(grantee) END,
  sort, what FROM given"""
"""Every right on anything of the office, and on those things of the server that are closed."""


def _logins(connection: Connection, roles: Roles) -> Iterator[Found]:
    """Whoever works here has a login, and nobody else."""
    people = set(_column(connection, "SELECT login FROM oa.person WHERE active = 1"))
    admitted = set(_column(connection, f"""
        SELECT r.rolname FROM pg_catalog.pg_roles r WHERE {_member("r.oid", roles)}"""))
    if admitted - people:
        yield "logins-left", {"people": sorted(admitted - people)}
    if people - admitted:
        yield "logins-absent", {"people": sorted(people - admitted)}


def _member(column: str, roles: Roles) -> str:
    """Whether a role is a member of the office's people."""
    return (
        f"{column} IN (SELECT p.member FROM pg_catalog.pg_auth_members p"
        f" WHERE p.roleid = '{roles.person}'::regrole)"
    )


def _column(connection: Connection, words: str) -> list[str]:
    return [str(row[0]) for row in connection.exec_driver_sql(words)]
