"""What each role may do, from nothing upwards; all of it is said anew at every deployment."""

from collections.abc import Iterator

from oa_client.docflow.store.schema import LEDGER, OFFICIAL, PERSONAL
from oa_client.docflow.store.server.functions import PUBLIC, SERVING
from oa_client.docflow.store.server.policies import COLUMNS, SEEN, SENT
from oa_client.docflow.store.server.roles import FIRST
from oa_client.docflow.store.server.tables import INBOX, SERVICE

ALL = (*OFFICIAL, *LEDGER, *PERSONAL, *INBOX, *SERVICE, "alembic_version")

CLOSED = (
    "^pg_stat_get_|^pg_stat_(clear|force|reset)|^lo_|^lowrite$|^loread$|advisory|_to_xml"
    "|^pg_(total_relation|relation|table|indexes|database|tablespace)_size$|^pg_relation_file"
    "|^pg_logical_|^pg_lock_status$|^pg_(safe_snapshot_)?blocking_pids$|^pg_isolation_test"
    "|^pg_(last_committed_xact|prepared_xact|export_snapshot|get_multixact_members)$"
    "|^pg_xact_commit_timestamp|^pg_notif|^pg_notify$|^pg_(create|copy|drop|sync)_.*slot"
    "|^pg_replication_|^pg_(clear|restore)_(attribute|relation)_stats$|^pg_control_|_wal_"
    "|^pg_available_wal|^brin_(de)?summarize|^gin_clean_pending|^ts_(stat|rewrite)$|^currtid"
    "|^pg_get_(sequence_data|wait_events|loaded_modules|backend_memory|shmem|replication_)"
    "|^binary_upgrade_"
)
"""Functions of the server itself that tell of others, fill its disk, hold its locks, or run what
they are given; by name, so that a newer server's are covered too."""

CLOSED_TABLES = (
    "c.oid IN ('pg_catalog.pg_stat_activity'::regclass, 'pg_catalog.pg_db_role_setting'::regclass)"
)
"""Tables `c` of the server itself that tell of others: who is there, who has a first password."""

REGISTRAR_FUNCTIONS = (
    "pg_try_advisory_lock", "pg_stat_get_activity", "pg_lock_status", "pg_xact_commit_timestamp",
    "pg_stat_get_backend_wal", "pg_notification_queue_usage",
)  # fmt: skip
"""What the registrar needs of them: to lead, to watch, to know when a request came."""

ADDED = (*LEDGER, "answer", "adopted", "attempt", "answered", "beat", *OFFICIAL)
CHANGED = (*(table for table in OFFICIAL if table != "key"), "desk", "attempt", "answered", "beat")
KEY_COLUMNS = ("status", "vouchers")
"""What the registrar adds to, what he changes as entries say, and of a key only who vouches."""


def grants() -> Iterator[str]:
    """Roles stand as `{owner}`, `{registrar}`, `{person}`, the database as `{database}`."""
    yield from _nothing()
    yield "GRANT USAGE ON SCHEMA oa TO {person}, {registrar}"
    for table in SEEN:
        columns = f" ({', '.join(COLUMNS[table])})" if table in COLUMNS else ""
        yield f'GRANT SELECT{columns} ON oa."{table}" TO {{person}}'
    for table, said in SENT.items():
        yield f"GRANT INSERT ({', '.join(said)}) ON oa.{table} TO {{person}}"
    for name in PUBLIC:
        yield _allowed(name, "oa", "{person}, {registrar}")
    for name in SERVING:
        yield _allowed(name, "oa", "{registrar}")
    for table in ALL:
        yield f'GRANT SELECT ON oa."{table}" TO {{registrar}}'
    for table in ADDED:
        yield f'GRANT INSERT ON oa."{table}" TO {{registrar}}'
    for table in CHANGED:
        yield f'GRANT UPDATE ON oa."{table}" TO {{registrar}}'
    yield f'GRANT UPDATE ({", ".join(KEY_COLUMNS)}) ON oa."key" TO {{registrar}}'
    yield "GRANT CONNECT ON DATABASE {database} TO {registrar}"


def _nothing() -> Iterator[str]:
    """Nobody but the owner may do anything: whoever was given something, by whomever."""
    inside = "c.relnamespace = 'oa'::regnamespace AND c.relkind {} 'S'"
    yield _taken("ALL ON TABLE", *_RELATIONS, inside.format("<>"))
    yield _taken("ALL ON SEQUENCE", *_RELATIONS, inside.format("="))
    columns = "pg_class c JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid"
    yield _taken("ALL ON TABLE", columns, *_RELATIONS[1:3], "t.attacl", inside.format("<>"))
    yield _taken("ALL ON ROUTINE", *_ROUTINES, "p.pronamespace = 'oa'::regnamespace")
    yield _taken(
        "ALL ON SCHEMA", "pg_namespace n", "n.oid::regnamespace", "n.nspowner", "n.nspacl",
        "n.nspname = 'oa'",
    )  # fmt: skip
    yield """
        DO $$ DECLARE r record; BEGIN
          FOR r IN SELECT d.defaclrole, d.defaclnamespace, a.grantee, CASE d.defaclobjtype
              WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
              WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END AS sort
            FROM pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
            WHERE a.grantee <> d.defaclrole AND (d.defaclnamespace = 'oa'::regnamespace
              OR d.defaclrole = '{owner}'::regrole)
          LOOP EXECUTE pg_catalog.format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I %s REVOKE ALL ON %s FROM %s',
            pg_catalog.pg_get_userbyid(r.defaclrole),
            CASE WHEN r.defaclnamespace = 0 THEN '' ELSE 'IN SCHEMA oa' END, r.sort,
            CASE WHEN r.grantee = 0 THEN 'PUBLIC' ELSE r.grantee::regrole::text END);
          END LOOP;
        END $$"""
    yield "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"


def hardening() -> Iterator[str]:
    """What a fresh server allows to everybody and an office must not; needs its superuser."""
    for database in ("{database}", "postgres", "template1"):
        yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield _taken(
        "CREATE, TEMPORARY ON DATABASE", "pg_database d",
        "pg_catalog.quote_ident(d.datname)", "d.datdba", "d.datacl",
        "d.datname = pg_catalog.current_database() AND a.privilege_type <> 'CONNECT'",
    )  # fmt: skip
    yield _taken(
        "CREATE ON SCHEMA", "pg_namespace n", "n.oid::regnamespace", "n.nspowner", "n.nspacl",
        "n.nspname = 'public' AND a.privilege_type = 'CREATE'",
    )  # fmt: skip
    yield _taken(
        "USAGE ON LANGUAGE", "pg_language l", "pg_catalog.quote_ident(l.lanname)", "l.lanowner",
        _acl("l", "l.lanacl", "l.lanowner"), "l.lanpltrusted AND a.grantee <> '{owner}'::regrole",
    )  # fmt: skip
    yield _taken("ALL ON TABLE", *_RELATIONS, f"{CLOSED_TABLES} AND {_OF_PEOPLE}")
    yield _taken(
        "EXECUTE ON FUNCTION", *_ROUTINES,
        "p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'"
        f" AND p.proname ~ '{CLOSED}' AND {_OF_PEOPLE}",
    )  # fmt: skip
    yield _taken(
        "ALL ON PARAMETER", "pg_parameter_acl p", "p.parname", "10", "p.paracl",
        f"p.parname <> '{FIRST}' AND (a.grantee = '{{registrar}}'::regrole OR {_OF_PEOPLE})",
    )  # fmt: skip
    for name in REGISTRAR_FUNCTIONS:
        yield _allowed(name, "pg_catalog", "{registrar}")
    yield "GRANT SELECT ON pg_catalog.pg_stat_activity TO {registrar}"


_OF_PEOPLE = """(a.grantee IN (0, '{person}'::regrole) OR a.grantee IN (
    SELECT m.member FROM pg_catalog.pg_auth_members m WHERE m.roleid = '{person}'::regrole))"""


def _acl(sort: str, acl: str, owner: str) -> str:
    """Who may do what; where nobody ever said so, what a server gives of itself."""
    return f"coalesce({acl}, pg_catalog.acldefault('{sort}', {owner}))"


_RELATIONS = "pg_class c", "c.oid::regclass", "c.relowner", "c.relacl"
_ROUTINES = "pg_proc p", "p.oid::regprocedure", "p.proowner", _acl("f", "p.proacl", "p.proowner")
"""Where they stand, how they are called, whose they are, who may do what with them."""


def _taken(what: str, source: str, name: str, owner: str, acl: str, where: str) -> str:
    """Take a right on some things away from everybody but their owner."""
    return f"""
        DO $$ DECLARE r record; BEGIN
          FOR r IN SELECT DISTINCT {name}::text AS name, a.grantee
            FROM pg_catalog.{source} CROSS JOIN LATERAL pg_catalog.aclexplode({acl}) a
            WHERE a.grantee <> {owner} AND {where}
          LOOP EXECUTE pg_catalog.format('REVOKE {what} %s FROM %s CASCADE', r.name,
            CASE WHEN r.grantee = 0 THEN 'PUBLIC' ELSE r.grantee::regrole::text END);
          END LOOP;
        END $$"""


def _allowed(name: str, schema: str, role: str) -> str:
    """Every function of that name, whatever it takes; a server that has none is content."""
    return f"""
        DO $$ DECLARE f regprocedure; BEGIN
          FOR f IN SELECT p.oid FROM pg_catalog.pg_proc p
            WHERE p.proname = '{name}' AND p.pronamespace = '{schema}'::regnamespace
          LOOP EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO {role}', f); END LOOP;
        END $$"""
