"""What somebody weakened on the server is named by the doctor, and put right by a deployment."""

import pytest

from oa_client import app
from oa_client.docflow.store.server.deploying import roles_at
from oa_client.docflow.store.server.examination import examine
from tests.docflow.store.servers import running
from tests.shared.served import Deployed, deployed

MADE_FALSE = "CREATE OR REPLACE FUNCTION oa.opened(document text) RETURNS boolean LANGUAGE sql" \
             " SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT true'"  # fmt: skip
GIVEN_ON = "GRANT {role} TO giver WITH ADMIN OPTION; SET ROLE giver; GRANT {role} TO li"
GUARD, RIGHT = "guard-otherwise", "rights-otherwise"

WEAKENED = {
    "ALTER POLICY seen ON oa.document USING (true)": GUARD,
    "ALTER TABLE oa.answer DISABLE ROW LEVEL SECURITY": GUARD,
    "DROP POLICY sent ON oa.request_sent": GUARD,
    "CREATE POLICY more ON oa.my_key TO PUBLIC USING (true)": GUARD,
    "DROP TRIGGER stamp_request ON oa.request_sent": GUARD,
    "ALTER TABLE oa.entry DISABLE TRIGGER entry_no_change": GUARD,
    "CREATE TRIGGER spy BEFORE INSERT ON oa.entry EXECUTE FUNCTION oa.refuse_delete()": GUARD,
    MADE_FALSE: GUARD,
    "ALTER FUNCTION oa.me() SECURITY INVOKER": GUARD,
    "ALTER FUNCTION oa.found(text, bigint) RESET search_path": GUARD,
    "ALTER FUNCTION oa.visible(text) OWNER TO postgres": GUARD,
    "DROP FUNCTION oa.serving()": GUARD,
    "CREATE FUNCTION oa.back_door() RETURNS int LANGUAGE sql AS 'SELECT 1'": GUARD,
    "ALTER TABLE oa.entry OWNER TO postgres": GUARD,
    "ALTER TABLE oa.document ALTER COLUMN title SET STATISTICS 100": GUARD,
    "GRANT SELECT ON oa.entry TO {person}": RIGHT,
    "GRANT INSERT ON oa.entry TO PUBLIC": RIGHT,
    "GRANT UPDATE ON oa.document TO li": RIGHT,
    "GRANT UPDATE (title) ON oa.document TO {person}": RIGHT,
    "GRANT SELECT (pem) ON oa.my_key TO PUBLIC": RIGHT,
    "GRANT DELETE ON oa.answer TO {registrar}": RIGHT,
    "GRANT EXECUTE ON FUNCTION oa.stamp_request() TO PUBLIC": RIGHT,
    "GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_lock(bigint) TO PUBLIC": RIGHT,
    "GRANT EXECUTE ON FUNCTION pg_catalog.lo_create(oid) TO li": RIGHT,
    "GRANT SELECT ON pg_catalog.pg_stat_activity TO li": RIGHT,
    "GRANT TEMPORARY ON DATABASE {database} TO PUBLIC": RIGHT,
    "GRANT CREATE ON SCHEMA public TO PUBLIC": RIGHT,
    "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC": RIGHT,
    "GRANT SET ON PARAMETER session_replication_role TO {person}": RIGHT,
    "ALTER DEFAULT PRIVILEGES IN SCHEMA oa GRANT SELECT ON TABLES TO PUBLIC": RIGHT,
    "REVOKE SELECT ON oa.task FROM {person}": RIGHT,
    "REVOKE INSERT ON oa.entry FROM {registrar}": RIGHT,
    "GRANT {owner} TO li": RIGHT,
    "GRANT pg_monitor TO li": RIGHT,
    "ALTER ROLE {registrar} BYPASSRLS": RIGHT,
    GIVEN_ON.replace("{role}", "pg_read_all_data"): RIGHT,
    "REVOKE {person} FROM wu": "logins-absent",
    "CREATE ROLE stranger; GRANT {person} TO stranger": "logins-left",
    "CREATE ROLE stray; "
    + GIVEN_ON.replace("{role}", "{person}").replace("li", "stray"): "logins-left",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Deployed:
    with running() as server:
        made = deployed(server.uri, tmp_path_factory.mktemp("weakened"))
        made.ask("CREATE ROLE giver")
        yield made


def test_the_doctor_names_all_that_was_weakened_and_one_deployment_puts_it_right(office):
    known = examine(office.url)
    assert known == []
    for words, code in WEAKENED.items():
        office.ask(roles_at(office.url).fill(words))
        found = examine(office.url)
        news = [finding for finding in found if finding not in known]
        assert code in [code for code, _ in news], f"the doctor saw nothing of {words}"
        known = found
    app.deploy(office.url, [], name="")
    assert examine(office.url) == []
    office.ask("DROP ROLE stranger, stray")


@pytest.mark.long
@pytest.mark.parametrize("words", WEAKENED)
def test_each_weakness_alone_is_named_and_put_right(office, words):
    assert examine(office.url) == []
    office.ask(roles_at(office.url).fill(words))
    assert WEAKENED[words] in [code for code, _ in examine(office.url)], "the doctor saw nothing"
    app.deploy(office.url, [], name="")
    assert examine(office.url) == []


def test_words_that_take_nothing_away_are_no_cause_for_alarm(office):
    office.ask("COMMENT ON TABLE oa.document IS 'papers'")
    assert examine(office.url) == []


def test_whom_the_administrator_keeps_out_a_deployment_does_not_let_in_again(office):
    office.ask("ALTER ROLE zhou NOLOGIN")
    app.deploy(office.url, [], name="")
    assert office.ask("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'zhou'") == [(False,)]
    office.ask("ALTER ROLE zhou LOGIN")
