"""A person with his own login and his own SQL: asks as he may, and reaches nothing else.

Each attack first succeeds on a copy of the office whose one guard was taken away: a guard that is
not needed there would prove nothing here.
"""

import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from oa_client.docflow.handling.actions import Attached
from oa_client.docflow.store.server.deploying import prepare, roles_at
from oa_client.docflow.store.server.examination import examine
from oa_client.docflow.store.server.functions import functions
from tests.docflow.store.servers import Server, running
from tests.shared.served import Deployed, deployed, hand, letter, send

SECRET = "此句只有经办人可见"
FILE = b"%PDF-1.4 only for whoever handles it"
SHA = hashlib.sha256(FILE).hexdigest()
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
    return made


@dataclass(frozen=True)
class Attack:
    """Whose login, with which words, against what; and which guard is taken away to let it pass.

    Attributes:
        weaken: statements of the server's superuser, roles in braces.
        won: whether the answer is what the attacker wanted; that there is one is enough else.
    """

    login: str
    words: str
    weaken: tuple[str, ...]
    won: Callable[[list[tuple[Any, ...]]], bool] = bool
    isolation: str = "READ COMMITTED"


def nothing(_: list[tuple[Any, ...]]) -> bool:
    """That it is carried out at all is the win."""
    return True


def told(rows: list[tuple[Any, ...]]) -> bool:
    return any(row[0] for row in rows)


def changed(name: str, old: str, new: str) -> str:
    """A function of the server with one condition taken out."""
    words = next(w for w in functions() if f"oa.{name}(" in w.split("RETURNS")[0])
    assert old in words
    return words.replace(old, new)


BLIND = "ALTER TABLE oa.{table} DISABLE ROW LEVEL SECURITY"
OPENED = "CREATE OR REPLACE FUNCTION oa.opened(document text) RETURNS boolean LANGUAGE sql" \
         " SECURITY DEFINER AS 'SELECT true'"  # fmt: skip
SEEN = OPENED.replace("opened", "visible")
ANY_TIME = tuple(
    w.replace("'read committed'", "pg_catalog.current_setting('transaction_isolation')")
    for w in functions()
    if "'read committed'" in w
)


def lent(what: str) -> tuple[str, ...]:
    return (f"GRANT EXECUTE ON FUNCTION pg_catalog.{what} TO PUBLIC",)


ATTACKS = {
    "read the title of another's document": Attack(
        "li", "SELECT title FROM oa.document", (BLIND.format(table="document"),)),
    "count what is hidden": Attack(
        "li", "SELECT count(*) FROM oa.document", (BLIND.format(table="document"),), told),
    "list another's tasks": Attack(
        "li", "SELECT person FROM oa.task WHERE person <> session_user",
        (BLIND.format(table="task"), BLIND.format(table="document"))),
    "learn who may read it": Attack(
        "li", "SELECT person FROM oa.party", (BLIND.format(table="party"),)),
    "see it through a division by nothing": Attack(
        "li", "SELECT 1 FROM oa.document WHERE 1 / (length(title) - length(title) + 1) = 1",
        (BLIND.format(table="document"),)),
    "read texts from their table": Attack(
        "li", "SELECT body FROM oa.text_version",
        ("GRANT SELECT ON oa.text_version TO {person}", BLIND.format(table="text_version"))),
    "read a text before it is opened": Attack(
        "wang", "SELECT body FROM oa.text_version_of({document})", (OPENED,), told),
    "read a text and roll the opening back": Attack(
        "wang",
        "WITH asked AS (INSERT INTO oa.request_sent (id, body) VALUES ('o', 'x') RETURNING id)"
        " SELECT body FROM oa.text_version_of({document})", (OPENED,), told),
    "read the record before it is opened": Attack(
        "wang", "SELECT facts FROM oa.entry_of({document})", (OPENED,)),
    "read the record of what is not his": Attack(
        "li", "SELECT facts FROM oa.entry_of({document})", (OPENED, SEEN)),
    "fetch a file of what is not his": Attack(
        "li", f"SELECT oa.piece_of({{document}}, '{SHA}', 0)", (OPENED,), told),
    "fetch a file through a document of one's own": Attack(
        "li", f"SELECT oa.piece_of('none', '{SHA}', 0)",
        (OPENED, changed("piece_of", "a.document = $1 AND ", "")), told),
    "search for a title that is not his": Attack(
        "li", "SELECT oa.found('%隐蔽%', 10)",
        (changed("found", "WHEN NOT (", "WHEN false AND ("),)),
    "search in a text that he has not opened": Attack(
        "wang", f"SELECT oa.found('%{SECRET}%', 10)",
        (changed("found", "WHEN d.id NOT IN (", "WHEN false AND d.id NOT IN ("),)),
    "go on reading in an older view": Attack(
        "chen", "SELECT body FROM oa.text_version_of({document})", ANY_TIME, told,
        "REPEATABLE READ"),
    "list in an older view": Attack(
        "chen", "SELECT title FROM oa.document", ANY_TIME, isolation="SERIALIZABLE"),
    "read what others asked": Attack(
        "li", "SELECT body FROM oa.request_sent WHERE login <> session_user",
        (BLIND.format(table="request_sent"),)),
    "read what others were told": Attack(
        "li", "SELECT told FROM oa.answer", (BLIND.format(table="answer"),)),
    "read another's locked key": Attack(
        "li", "SELECT pem FROM oa.my_key WHERE login <> session_user",
        (BLIND.format(table="my_key"),)),
    "read the office's key": Attack(
        "li", "SELECT pem FROM oa.my_key WHERE login = ''", (BLIND.format(table="my_key"),)),
    "count all requests by their numbers": Attack(
        "chen", "SELECT seq FROM oa.request_sent",
        ("GRANT SELECT ON oa.request_sent TO {person}",)),
    "ask in another's name": Attack(
        "li", "INSERT INTO oa.request_sent (login, id, xid, body)"
        " VALUES ('liu', 'forged', pg_current_xact_id(), 'x')",
        ("GRANT INSERT ON oa.request_sent TO {person}", BLIND.format(table="request_sent"),
         "DROP TRIGGER stamp_request ON oa.request_sent"), nothing),
    "ask at an earlier time": Attack(
        "li", "INSERT INTO oa.request_sent (id, xid, body) VALUES ('early', '3', 'x')",
        ("GRANT INSERT (xid) ON oa.request_sent TO {person}",), nothing),
    "change what was asked": Attack(
        "chen", "INSERT INTO oa.request_sent (id, body) VALUES ('register-1', 'other')"
        " ON CONFLICT (login, id) DO UPDATE SET body = 'other' RETURNING id",
        ("GRANT UPDATE ON oa.request_sent TO {person}", BLIND.format(table="request_sent"),
         "DROP TRIGGER request_sent_no_change ON oa.request_sent")),
    "keep the others waiting with a flood": Attack(
        "li", "INSERT INTO oa.request_sent (id, body)"
        " SELECT 'flood' || n, 'x' FROM generate_series(1, 60) n",
        ("DROP TRIGGER count_request ON oa.request_sent",), nothing),
    "fill the disk with one request": Attack(
        "li", "INSERT INTO oa.request_sent (id, body)"
        " VALUES ('big', convert_to(repeat('x', 2000000), 'UTF8'))",
        ("ALTER TABLE oa.request_sent DROP CONSTRAINT request_sent_body_check",), nothing),
    "put pieces into another's file": Attack(
        "li", f"INSERT INTO oa.request_chunk (login, sha256, i, data) VALUES ('chen', '{SHA}', 1,"
        " 'more')",
        ("GRANT INSERT ON oa.request_chunk TO {person}", BLIND.format(table="request_chunk"),
         "DROP TRIGGER stamp_chunk ON oa.request_chunk"), nothing),
    "enter a line of the ledger": Attack(
        "li", "INSERT INTO oa.entry SELECT 99, '', 99, 'sign', 'liu', NULL, 'now', NULL, 'k',"
        " 's', 'f', 'p', 'h'",
        ("GRANT INSERT ON oa.entry TO {person}", BLIND.format(table="entry"),
         "DROP TRIGGER entry_next ON oa.entry"), nothing),
    "delete a document": Attack(
        "chen", "DELETE FROM oa.card",
        ("GRANT DELETE ON oa.card TO {person}", BLIND.format(table="card"),
         "DROP TRIGGER card_no_delete ON oa.card"), nothing),
    "lock a table": Attack(
        "li", "LOCK TABLE oa.document IN EXCLUSIVE MODE",
        ("GRANT UPDATE ON oa.document TO {person}",), nothing),
    "hold a row": Attack(
        "chen", "SELECT id FROM oa.document FOR UPDATE",
        ("GRANT UPDATE ON oa.document TO {person}", BLIND.format(table="document"))),
    "take the registrar's lock": Attack(
        "li", "SELECT pg_try_advisory_lock(4700001)", lent("pg_try_advisory_lock(bigint)"), told),
    "become the owner": Attack("li", "SET ROLE {owner}", ("GRANT {owner} TO li",), nothing),
    "become the registrar": Attack(
        "li", "SET ROLE {registrar}", ("GRANT {registrar} TO li",), nothing),
    "make a table of one's own": Attack(
        "li", "CREATE TEMPORARY TABLE hoard (a int)",
        ("GRANT TEMPORARY ON DATABASE {database} TO PUBLIC",), nothing),
    "make a function of one's own": Attack(
        "li", "CREATE FUNCTION public.leak() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "GRANT USAGE ON LANGUAGE sql TO PUBLIC"),
        nothing),
    "run a program of one's own": Attack(
        "li", "DO $$ BEGIN END $$", ("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC",), nothing),
    "fill the disk with large objects": Attack(
        "li", "SELECT lo_creat(-1)", lent("lo_creat(integer)")),
    "flood the write-ahead log": Attack(
        "li", "SELECT pg_logical_emit_message(false, 'a', 'b')",
        lent("pg_logical_emit_message(boolean, text, text, boolean)")),
    "see who works": Attack(
        "li", "SELECT usename FROM pg_stat_activity WHERE usename <> session_user",
        ("GRANT SELECT ON pg_catalog.pg_stat_activity TO PUBLIC",
         *lent("pg_stat_get_activity(integer)"))),
    "measure the office": Attack(
        "li", "SELECT pg_total_relation_size('oa.blob')",
        lent("pg_total_relation_size(regclass)")),
    "read a file of the server": Attack(
        "li", "SELECT pg_read_file('PG_VERSION')",
        ("GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO li",
         "GRANT pg_read_server_files TO li")),
    "run a program of the server": Attack(
        "li", "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null'",
        ("GRANT pg_execute_server_program TO li",), nothing),
}  # fmt: skip


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
            cursor = connection.execute(words)
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


def repaired(office: Deployed) -> None:
    """Roles are the whole server's: what was lent to them for a copy is taken back."""
    for role in ("pg_read_server_files", "pg_execute_server_program"):
        office.ask(f"REVOKE {role} FROM li")
    fill = filled(office)
    office.ask(f"REVOKE {fill['owner']}, {fill['registrar']} FROM li")


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_that_one_guard_alone_stops_is_stopped(office, name):
    attack, fill = ATTACKS[name], filled(office)
    assert not attempt(office.address(attack.login), attack, fill), "it reached what it wanted"
    weak = copied(office)
    roles = {**fill, "database": f'"{make_url(weak.url).database}"'}
    for words in attack.weaken:
        weak.ask(with_names(words, roles))
    try:
        assert attempt(weak.address(attack.login), attack, fill), "no guard was taken away"
    finally:
        repaired(office)


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


def test_a_person_may_call_only_what_is_published(office):
    with psycopg.connect(office.address("li")) as connection:
        names = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'oa'::regnamespace"
            " AND has_function_privilege(oid, 'EXECUTE')"
        ).fetchall()
    assert {name for (name,) in names} == {
        "me", "holds", "lent", "opened", "visible", "last_seal", "serving", "opinion_of",
        "text_version_of", "entry_of", "piece_of", "found", "sealed", "acts", "lengths",
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


BROKEN = {
    "a policy": "ALTER POLICY seen ON oa.document USING (true)",
    "row-level security": "ALTER TABLE oa.answer DISABLE ROW LEVEL SECURITY",
    "a trigger": "DROP TRIGGER stamp_request ON oa.request_sent",
    "a function": "CREATE OR REPLACE FUNCTION oa.opened(document text) RETURNS boolean"
    " LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT true'",
    "a right on a table": "GRANT SELECT ON oa.entry TO {person}",
    "a right for everybody": "GRANT INSERT ON oa.entry TO PUBLIC",
    "a right on a column": "GRANT UPDATE (title) ON oa.document TO {person}",
    "a right on a function of the server": "GRANT EXECUTE ON FUNCTION"
    " pg_catalog.pg_advisory_lock(bigint) TO PUBLIC",
    "a role that is a member": "GRANT {owner} TO li",
    "statistics": "ALTER TABLE oa.document ALTER COLUMN title SET STATISTICS 100",
    "a foreign function": "CREATE FUNCTION oa.back_door() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "temporary tables": "GRANT TEMPORARY ON DATABASE {database} TO PUBLIC",
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_doctor_names_what_was_weakened_and_a_deployment_puts_it_right(office, name):
    assert examine(office.url) == []
    office.ask(with_names(BROKEN[name], filled(office)))
    assert examine(office.url), "the doctor saw nothing"
    assert not prepare(office.url)
    assert examine(office.url) == []
