"""A person with his own login and his own SQL: asks as he may, and reaches nothing else.

Each attack first succeeds on a copy of the office whose one guard was taken away: a guard that is
not needed there would prove nothing here.
"""

import itertools
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from oa_client.docflow.handling.actions import Attached
from oa_client.docflow.store.server.deploying import roles_at
from tests.docflow.store.servers import Server, running
from tests.shared.attacks import ATTACKS, FILE, MORE, SECRET, SHA, Attack, nothing
from tests.shared.served import Deployed, Hand, deployed, hand, letter, send

_count = itertools.count(1)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture(scope="module")
def office(postgres, tmp_path_factory) -> Deployed:
    """One document: 陈静 registered and examined it, 王建国 has it before him unopened."""
    made = deployed(postgres.uri, tmp_path_factory.mktemp("attacks"))
    with psycopg.connect(made.address("chen"), autocommit=True) as chen:
        words = "INSERT INTO oa.request_chunk (sha256, i, data) VALUES (%s, 0, %s)"
        chen.execute(words, (SHA, FILE))
    fields = {"procedure": "incoming", "title": "关于隐蔽事项的通知", "body": SECRET}
    files = (Attached("原件.pdf", len(FILE), SHA),)
    send(made, "chen", letter(made, "chen", "register-1", "register", fields, files=files))
    with hand(made.url) as registrar:
        registrar.batch()
        ((document, version, head),) = made.ask("SELECT id, version, head FROM oa.document")
        yes = {"answers": [True] * 5}
        send(made, "chen", letter(made, "chen", "examine-1", "examine", yes,
                                  document=document, version=version, head=head))  # fmt: skip
        registrar.batch()
        supervised(made, registrar, document)
    return made


def supervised(made: Deployed, registrar: Hand, document: str) -> None:
    """吴敏 urges and supervises; the case has a card."""
    for action, said in (("urge", {"note": "请抓紧"}), ("supervise", {"ground": "批示"})):
        ((version, head),) = made.ask("SELECT version, head FROM oa.document")
        send(made, "wu", letter(made, "wu", f"{action}-1", action, said, document=document,
                                version=version, head=head))  # fmt: skip
        registrar.batch()
    made.ask("INSERT INTO oa.card SELECT id, '', 'blue', 1, 'chen', '[]', 'x', 'x', 'x', 'x', NULL"
             " FROM oa.document")  # fmt: skip
    assert made.ask("SELECT count(*) FROM oa.urging") == [(1,)]


def with_names(words: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        words = words.replace("{" + name + "}", value)
    return words


def attempt(address: str, attack: Attack, fill: dict[str, str]) -> bool:
    """Whether the attack reached what it wanted; nothing of it stays."""
    words = with_names(attack.words, fill)
    with psycopg.connect(address, autocommit=True) as connection:
        try:
            connection.execute(f"BEGIN ISOLATION LEVEL {attack.isolation}")
            for each in words.split("; "):
                cursor = connection.execute(each)
            return attack.won(cursor.fetchall() if cursor.description else [])
        except psycopg.Error as refusal:
            assert refusal.sqlstate, refusal
            return False
        finally:
            connection.execute("ROLLBACK")


def filled(office: Deployed) -> dict[str, str]:
    ((document,),) = office.ask("SELECT id FROM oa.document")
    roles = roles_at(office.url)
    return {"document": f"'{document}'", "owner": roles.owner, "registrar": roles.registrar,
            "person": roles.person, "database": roles.database}  # fmt: skip


def copied(office: Deployed) -> Deployed:
    """A copy of the office under the same roles, on the same server."""
    name = f"weak{next(_count)}"
    url = make_url(office.url)
    with psycopg.connect(url.set(database="postgres").render_as_string(False)) as server:
        server.autocommit = True
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{url.database}"')
        server.execute(f'GRANT CONNECT ON DATABASE "{name}" TO PUBLIC')
    return Deployed(url.set(database=name).render_as_string(False), office.drawers)


@pytest.mark.parametrize("name", [*ATTACKS, *MORE])
def test_an_attack_that_one_guard_alone_stops_is_stopped(office, name):
    attack, fill = (ATTACKS | MORE)[name], filled(office)
    assert not attempt(office.address(attack.login), attack, fill), "it reached what it wanted"
    weak = copied(office)
    roles = {**fill, "database": f'"{make_url(weak.url).database}"'}
    try:
        for words in attack.weaken:
            weak.ask(with_names(words, roles))
        assert attempt(weak.address(attack.login), attack, fill), "no guard was taken away"
    finally:
        for words in attack.undo:
            office.ask(with_names(words, fill))


REFUSED = {
    "another's session": "SET SESSION AUTHORIZATION liu",
    "replication": "SET session_replication_role = 'replica'",
    "another's password": "ALTER ROLE liu PASSWORD 'mine'",
    "rights over roles": "ALTER ROLE li CREATEROLE",
    "a prepared transaction": "PREPARE TRANSACTION 'held'",
    "a trigger switched off": "ALTER TABLE oa.request_sent DISABLE TRIGGER ALL",
    "no row-level security": "SET row_security = off; SELECT title FROM oa.document",
    "a link to elsewhere": "CREATE EXTENSION dblink",
    "a setting of the server": "ALTER SYSTEM SET fsync = off",
    "an office that is dropped": "DROP SCHEMA oa CASCADE",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_login_of_an_office_may_do_is_refused(office, name):
    assert not attempt(office.address("li"), Attack("li", REFUSED[name], (), nothing), {})


def test_no_login_of_an_office_enters_another_database_of_the_server(office, postgres):
    other = make_url(office.address("li")).set(database="postgres").render_as_string(False)
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(other)


ASKING = {f'INSERT INTO oa."{table}" DEFAULT VALUES' for table in ("request_sent", "request_chunk")}
"""What a login may do: this far it comes, and no further for want of something to say."""


def sweep(address: str) -> set[str]:
    """Every table of the office, and what of writing this login is not forbidden on it."""
    done = set()
    with psycopg.connect(address, autocommit=True) as connection:
        tables = connection.execute(
            "SELECT c.relname, (SELECT attname FROM pg_attribute a WHERE a.attrelid = c.oid"
            " AND a.attnum = 1) FROM pg_class c WHERE relnamespace = 'oa'::regnamespace"
            " AND relkind IN ('r', 'p', 'v', 'm')"
        ).fetchall()
        assert len(tables) > 25
        for table, column in tables:
            for words in (
                f'DELETE FROM oa."{table}" WHERE false', f'TRUNCATE oa."{table}"',
                f'UPDATE oa."{table}" SET "{column}" = "{column}" WHERE false',
                f'INSERT INTO oa."{table}" DEFAULT VALUES',
                f'LOCK TABLE oa."{table}" IN SHARE MODE',
            ):  # fmt: skip
                try:
                    connection.execute(f"BEGIN; {words}; ROLLBACK")
                    done.add(words)
                except psycopg.Error as refusal:
                    connection.execute("ROLLBACK")
                    if refusal.sqlstate != "42501":
                        done.add(words)
    return done


def test_no_table_of_the_office_can_be_written_by_a_person(office):
    assert sweep(office.address("li")) == ASKING
    weak = copied(office)
    weak.ask(f"GRANT DELETE ON oa.answer TO {roles_at(office.url).person}")
    assert sweep(weak.address("li")) == ASKING | {
        'DELETE FROM oa."answer" WHERE false', 'LOCK TABLE oa."answer" IN SHARE MODE',
    }  # fmt: skip


def test_a_supervisor_reads_on_another_day_only_once_that_is_on_record_too(office):
    copy, document = copied(office), filled(office)["document"]
    asked = f"SELECT body FROM oa.text_version_of({document})"

    def opened_by_wu(at: str) -> str:
        copy.ask(
            'INSERT INTO oa.entry (seq, document, n, code, "by", at, key_id, signature, facts,'
            " prev, hash) SELECT (SELECT max(seq) + 1 FROM oa.entry), document, n + 1, 'opened',"
            f" 'wu', {at}, key_id, signature, facts, hash, hash || 'x' FROM oa.entry"
            f" WHERE document = {document} ORDER BY n DESC LIMIT 1"
        )  # fmt: skip
        with psycopg.connect(copy.address("wu"), autocommit=True) as wu:
            return str(wu.execute(asked).fetchone()[0])

    today = "to_char(now() AT TIME ZONE INTERVAL '+08:00', 'YYYY-MM-DD')"
    assert opened_by_wu("'2020-01-02T09:00:00+08:00'") == ""
    assert opened_by_wu(f"{today} || 'T00:00:00+08:00'") == SECRET


def test_a_person_may_call_only_what_is_published(office):
    with psycopg.connect(office.address("li")) as connection:
        names = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'oa'::regnamespace"
            " AND has_function_privilege(oid, 'EXECUTE')"
        ).fetchall()
    assert {name for (name,) in names} == {
        "me", "holds", "lent", "opened", "visible", "last_seal", "serving", "opinion_of",
        "text_version_of", "entry_of", "piece_of", "found", "sealed", "largest_file", "acts",
        "lengths", "stood_in",
    }  # fmt: skip


def test_the_registrar_can_change_neither_ledger_nor_answers_nor_keys(office):
    registrar = roles_at(office.url).registrar
    for words in (
        "UPDATE oa.entry SET at = at", "DELETE FROM oa.entry", "TRUNCATE oa.commit_head",
        "UPDATE oa.answer SET told = told", "DELETE FROM oa.answer",
        "UPDATE oa.key SET public = public", "DELETE FROM oa.document",
        "UPDATE oa.request_sent SET body = body", "SELECT pem FROM oa.my_key WHERE login <> ''",
    ):  # fmt: skip
        with psycopg.connect(office.url) as connection:
            connection.execute(f"SET ROLE {registrar}")
            try:
                rows = connection.execute(words)
                assert rows.description and rows.fetchall() == [], words
            except psycopg.errors.InsufficientPrivilege:
                pass


def test_who_was_removed_sees_nothing_and_asks_nothing(office):
    weak = copied(office)
    weak.ask("UPDATE oa.person SET active = 0 WHERE login = 'chen'")
    with psycopg.connect(weak.address("chen"), autocommit=True) as chen:
        for table in ("document", "person", "office", "task", "request_sent"):
            assert chen.execute(f"SELECT count(*) FROM oa.{table}").fetchone() == (0,)
        assert chen.execute("SELECT oa.sealed(1)").fetchone() == (None,)
        assert chen.execute("SELECT oa.serving()").fetchone() == (None,)
        assert chen.execute("SELECT id, hash FROM oa.last_seal()").fetchone() == (None, None)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            chen.execute("INSERT INTO oa.request_sent (id, body) VALUES ('after', 'x')")


def test_who_holds_a_transaction_open_is_put_out_and_nobody_else(office):
    with (
        hand(office.url) as registrar,
        psycopg.connect(office.address("li")) as held,
        psycopg.connect(office.address("wang"), autocommit=True) as idle,
    ):
        held.execute("SELECT oa.me()")
        registry = registrar.office._registry
        assert registry.end_overstaying(60) == 0
        assert registry.end_overstaying(0) == 1
        with pytest.raises(psycopg.OperationalError):
            held.execute("SELECT oa.me()")
        assert idle.execute("SELECT oa.me()").fetchone() == ("wang",)


def test_nobody_ends_the_line_of_another(office):
    with psycopg.connect(office.address("chen"), autocommit=True) as other:
        ended = f"SELECT pg_terminate_backend({other.info.backend_pid})"
        assert not attempt(office.address("li"), Attack("li", ended, ()), {})
        office.ask("GRANT pg_signal_backend TO li")
        try:
            assert attempt(office.address("li"), Attack("li", ended, ()), {})
        finally:
            office.ask("REVOKE pg_signal_backend FROM li")


MATCHES_FIRST = (
    "CREATE OR REPLACE FUNCTION oa.found(part text, most bigint) RETURNS SETOF text"
    " LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT d.id FROM oa.document d WHERE EXISTS"
    " (SELECT 1 FROM oa.text_version v WHERE v.document = d.id AND v.body ILIKE $1 ESCAPE '!')"
    " AND oa.visible(d.id) $$"
)


def state_of(office: Deployed, pattern: str) -> str | None:
    with psycopg.connect(office.address("li"), autocommit=True) as line:
        try:
            line.execute("SELECT * FROM oa.found(%s, 10)", (pattern,))
        except psycopg.Error as failure:
            return failure.sqlstate
    return None


def test_a_broken_pattern_does_not_tell_what_a_hidden_text_says(office):
    right, wrong = f"%{SECRET[:5]}!", "%七七七七!"
    weak = copied(office)
    weak.ask(MATCHES_FIRST)
    assert state_of(weak, right) != state_of(weak, wrong)
    assert state_of(office, right) == state_of(office, wrong)


def estimate(office: Deployed, words: str) -> float:
    """How many rows the server expects."""
    with psycopg.connect(office.address("li"), autocommit=True) as line:
        ((plan,),) = line.execute(f"EXPLAIN (FORMAT JSON) {words}").fetchall()
    return float(plan[0]["Plan"]["Plan Rows"])


def test_a_plan_tells_nothing_of_what_stands_in_rows(office):
    right, wrong = (f"SELECT * FROM oa.person WHERE unit = '{u}'" for u in ("领导", "没有"))
    weak = copied(office)
    weak.ask("ALTER TABLE oa.person ALTER COLUMN unit SET STATISTICS 100")
    weak.ask("ANALYZE oa.person")
    assert estimate(weak, right) != estimate(weak, wrong)
    office.ask("ANALYZE oa.person")
    assert estimate(office, right) == estimate(office, wrong)


def logged(postgres, office: Deployed, said: str) -> bool:
    """Whether the server's log has what somebody says wrongly."""
    with psycopg.connect(office.address("li"), autocommit=True) as line:
        for words in (f"SELECT '{said}' FROM nowhere", f"SELECT '{said}'::int"):
            with pytest.raises(psycopg.Error):
                line.execute(words)
        line.execute("SET debug_print_parse = on")
        line.execute(f"SELECT 1 AS {said[:40]}")
    return said[:40] in postgres.log()


def test_what_is_said_does_not_fill_the_server_s_log_that_somebody_came_stands_there(
    office, postgres
):
    office.ask("ALTER SYSTEM SET log_connections = on")
    office.ask("SELECT pg_reload_conf()")
    name = make_url(office.url).database
    assert not logged(postgres, office, "x" * 5000)
    assert "connection authorized: user=li" in postgres.log()
    with psycopg.connect(office.address("li"), autocommit=True) as line:
        line.execute(f'ALTER ROLE li IN DATABASE "{name}" RESET ALL')
    assert not logged(postgres, office, "y" * 5000), "what a superuser set is not his to undo"
    settings = ("log_min_messages", "log_min_error_statement")
    for setting in settings:
        office.ask(f'ALTER ROLE li IN DATABASE "{name}" RESET {setting}')
    assert logged(postgres, office, "z" * 5000)
    office.ask(f"ALTER ROLE li IN DATABASE \"{name}\" SET log_min_messages = 'fatal'")
    office.ask(f"ALTER ROLE li IN DATABASE \"{name}\" SET log_min_error_statement = 'fatal'")
