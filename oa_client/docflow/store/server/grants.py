"""What each role may do, from nothing upwards; all of it is said anew at every deployment."""

from collections.abc import Iterator

from oa_client.docflow.store.schema import LEDGER, OFFICIAL, PERSONAL
from oa_client.docflow.store.server.functions import PUBLIC
from oa_client.docflow.store.server.policies import COLUMNS, SEEN, SENT
from oa_client.docflow.store.server.tables import INBOX, SERVICE

ALL = (*OFFICIAL, *LEDGER, *PERSONAL, *INBOX, *SERVICE, "alembic_version")

CLOSED_FUNCTIONS = (
    "pg_total_relation_size", "pg_relation_size", "pg_table_size", "pg_indexes_size",
    "pg_database_size", "pg_tablespace_size", "pg_relation_filenode",
    "pg_stat_get_activity", "pg_stat_get_numscans", "pg_stat_get_tuples_returned",
    "pg_stat_get_tuples_fetched", "pg_stat_get_tuples_inserted", "pg_stat_get_tuples_updated",
    "pg_stat_get_tuples_hot_updated", "pg_stat_get_tuples_deleted", "pg_stat_get_live_tuples",
    "pg_stat_get_dead_tuples", "pg_stat_get_blocks_fetched", "pg_stat_get_blocks_hit",
    "pg_stat_get_mod_since_analyze", "pg_stat_get_ins_since_vacuum",
    "pg_stat_get_xact_tuples_inserted", "pg_stat_get_xact_numscans",
    "pg_stat_get_xact_tuples_returned", "pg_stat_get_xact_tuples_fetched",
    "pg_stat_get_backend_activity", "pg_stat_get_backend_idset",
    "pg_stat_get_backend_userid", "pg_stat_get_backend_client_addr",
    "lo_creat", "lo_create", "lo_from_bytea", "lo_import", "lo_export", "lo_open", "lo_put",
    "lowrite", "lo_unlink", "lo_truncate", "lo_truncate64",
    "pg_logical_emit_message",
    "pg_advisory_lock", "pg_advisory_lock_shared", "pg_advisory_xact_lock",
    "pg_advisory_xact_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared",
    "pg_try_advisory_xact_lock", "pg_try_advisory_xact_lock_shared",
    "query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "table_to_xml",
    "table_to_xmlschema", "table_to_xml_and_xmlschema", "schema_to_xml", "database_to_xml",
    "cursor_to_xml", "set_config_by_name", "pg_export_snapshot",
)  # fmt: skip
"""Functions of the server itself that tell of others, fill its disk or hold its locks."""

REGISTRAR_FUNCTIONS = ("pg_try_advisory_lock", "pg_stat_get_activity")


def grants() -> Iterator[str]:
    """Roles stand as `{owner}`, `{registrar}`, `{person}`, the database as `{database}`."""
    yield from _nothing()
    yield "GRANT USAGE ON SCHEMA oa TO {person}, {registrar}"
    for table in SEEN:
        columns = f" ({', '.join(COLUMNS[table])})" if table in COLUMNS else ""
        yield f'GRANT SELECT{columns} ON oa."{table}" TO {{person}}'
    yield "GRANT SELECT ON oa.alembic_version TO {person}"
    for table, said in SENT.items():
        yield f"GRANT INSERT ({', '.join(said)}) ON oa.{table} TO {{person}}"
    for name in PUBLIC:
        yield _on_functions("GRANT", name, "oa", "{person}, {registrar}")
    yield from _of_registrar()


def _nothing() -> Iterator[str]:
    roles = "PUBLIC, {person}, {registrar}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA oa FROM {roles}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA oa FROM {roles}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA oa FROM {roles}"
    yield f"REVOKE ALL ON SCHEMA oa FROM {roles}"
    for table, columns in {**COLUMNS, **SENT}.items():
        yield f"REVOKE ALL ({', '.join(columns)}) ON oa.{table} FROM {{person}}"
    yield "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA oa REVOKE ALL ON TABLES FROM PUBLIC"
    yield "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"


def _of_registrar() -> Iterator[str]:
    """He adds entries and answers; he changes tables only as entries do; keys he can't swap."""
    for table in ALL:
        yield f'GRANT SELECT ON oa."{table}" TO {{registrar}}'
    for table in (*LEDGER, "answer", "adopted", "attempt", "answered", "beat", *OFFICIAL):
        yield f'GRANT INSERT ON oa."{table}" TO {{registrar}}'
    for table in OFFICIAL:
        if table != "key":
            yield f'GRANT UPDATE ON oa."{table}" TO {{registrar}}'
    yield 'GRANT UPDATE (status, vouchers) ON oa."key" TO {registrar}'
    yield "GRANT UPDATE ON oa.desk, oa.attempt, oa.answered, oa.beat TO {registrar}"


def hardening() -> Iterator[str]:
    """What a fresh server allows to everybody and an office must not; needs its superuser."""
    for database in ("{database}", "postgres", "template1"):
        yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC"
    yield "REVOKE USAGE ON LANGUAGE sql FROM PUBLIC"
    yield "REVOKE SELECT ON pg_catalog.pg_stat_activity FROM PUBLIC"
    for name in CLOSED_FUNCTIONS:
        yield _on_functions("REVOKE", name, "pg_catalog", "PUBLIC")
    for name in REGISTRAR_FUNCTIONS:
        yield _on_functions("GRANT", name, "pg_catalog", "{registrar}")
    yield "GRANT SELECT ON pg_catalog.pg_stat_activity TO {registrar}"


def _on_functions(act: str, name: str, schema: str, role: str) -> str:
    """Every function of that name, whatever it takes; a server that has none of it is content."""
    way = "TO" if act == "GRANT" else "FROM"
    return f"""
        DO $$ DECLARE f regprocedure; BEGIN
          FOR f IN SELECT p.oid FROM pg_catalog.pg_proc p
            WHERE p.proname = '{name}' AND p.pronamespace = '{schema}'::regnamespace
          LOOP EXECUTE pg_catalog.format('{act} EXECUTE ON FUNCTION %s {way} {role}', f); END LOOP;
        END $$"""
