"""What stands in the server's catalog, new tables and functions too: who may do what with it."""

import psycopg
import pytest

from oa_client.docflow.store.server.deploying import roles_at
from oa_client.docflow.store.server.functions import PUBLIC
from oa_client.docflow.store.server.roles import Roles
from tests.docflow.store.servers import running
from tests.shared.served import Deployed, deployed

RIGHTS = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Deployed:
    with running() as server:
        yield deployed(server.uri, tmp_path_factory.mktemp("catalog"))


@pytest.fixture(params=["li", "chen", "{person}"])
def person(request, office) -> str:
    return named(office, request.param)


def named(office: Deployed, role: str) -> str:
    roles = roles_at(office.url)
    return Roles.plain(roles.fill(role)) if "{" in role else role


def asked(office: Deployed, words: str, *values: object) -> set[str]:
    return {row[0] for row in office.ask(words, *values)}


def rights(office: Deployed) -> tuple[str, ...]:
    ((version,),) = office.ask("SELECT current_setting('server_version_num')::int")
    return RIGHTS if version >= 170_000 else RIGHTS[:-1]


def writable(office: Deployed, role: str, right: str) -> set[str]:
    """Tables of every schema on which a role has a right, on a column at least."""
    some = f"has_any_column_privilege(%s, c.oid, '{right}')"
    some = some if right in ("INSERT", "UPDATE", "REFERENCES") else "%s::text IS NULL"
    return asked(
        office,
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'"
        " AND c.relname <> 'pg_settings'"
        f" AND (has_table_privilege(%s, c.oid, '{right}') OR {some})", role, role,
    )  # fmt: skip


def test_a_person_writes_into_requests_and_pieces_alone(office, person):
    for right in rights(office):
        allowed = {"request_sent", "request_chunk"} if right == "INSERT" else set()
        assert writable(office, person, right) == allowed, right


def test_a_person_calls_the_published_functions_alone(office, person):
    assert asked(
        office,
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
        " AND has_function_privilege(%s, p.oid, 'EXECUTE')", person,
    ) == set(PUBLIC)  # fmt: skip


def test_a_new_table_and_a_new_function_are_closed_at_once(office):
    owner = roles_at(office.url).owner
    office.ask(
        f"SET ROLE {owner}; CREATE TABLE oa.newest (i int); CREATE FUNCTION oa.newest()"
        " RETURNS int LANGUAGE sql AS 'SELECT 1'"
    )
    try:
        for words in ("SELECT * FROM oa.newest", "SELECT oa.newest()"):
            with (
                psycopg.connect(office.address("li")) as line,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                line.execute(words)
    finally:
        office.ask("DROP TABLE oa.newest; DROP FUNCTION oa.newest()")


MADE = (
    "SELECT nspname FROM pg_namespace WHERE has_schema_privilege(%s, oid, 'CREATE')",
    "SELECT datname FROM pg_database WHERE has_database_privilege(%s, oid, 'CREATE, TEMP')",
    "SELECT datname FROM pg_database WHERE datname <> current_database() AND datallowconn"
    " AND has_database_privilege(%s, oid, 'CONNECT')",
    "SELECT lanname FROM pg_language WHERE lanpltrusted"
    " AND has_language_privilege(%s, oid, 'USAGE')",
    "SELECT c.relname FROM pg_class c WHERE c.relkind = 'S'"
    " AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(%s, c.oid, 'USAGE, UPDATE') END",
    "SELECT spcname FROM pg_tablespace WHERE has_tablespace_privilege(%s, oid, 'CREATE')",
    "SELECT fdwname FROM pg_foreign_data_wrapper"
    " WHERE has_foreign_data_wrapper_privilege(%s, oid, 'USAGE')",
    "SELECT srvname FROM pg_foreign_server WHERE has_server_privilege(%s, oid, 'USAGE')",
    "SELECT parname FROM pg_parameter_acl WHERE parname <> 'oa.first_password'"
    " AND has_parameter_privilege(%s, parname, 'SET, ALTER SYSTEM')",
    "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace"
    " AND has_function_privilege(%s, p.oid, 'EXECUTE') AND p.proname ~"
    " '^lo_|^lowrite|_to_xml|^pg_logical_emit|^pg_advisory|export_snapshot|_slot|^pg_stat_reset'",
)


@pytest.mark.parametrize("role", ["li", "{registrar}"])
def test_nobody_makes_anything_anywhere(office, role):
    for words in MADE:
        assert asked(office, words, named(office, role)) == set(), words


def test_the_registrar_changes_no_entry_no_answer_and_no_key(office):
    registrar = named(office, "{registrar}")
    kept = {"entry", "commit_head", "blob", "answer", "adopted", "request_sent", "request_chunk",
            "bound", "quota"}  # fmt: skip
    for right in rights(office):
        found = writable(office, registrar, right)
        if right not in ("INSERT", "UPDATE"):
            assert found == set(), right
        elif right == "UPDATE":
            assert not found & kept
    assert asked(
        office, "SELECT attname FROM pg_attribute WHERE attrelid = 'oa.key'::regclass"
        " AND attnum > 0 AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')", registrar,
    ) == {"status", "vouchers"}  # fmt: skip


def test_every_table_of_the_office_asks_whose_row_it_is(office):
    assert asked(
        office, "SELECT relname FROM pg_class WHERE relnamespace = 'oa'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relrowsecurity",
    ) == set()  # fmt: skip
