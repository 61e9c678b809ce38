"""What a person may try with his own login and his own SQL; each with the guard that stops it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.store.server.functions import functions

SECRET = "此句只有经办人可见"
FILE = b"%PDF-1.4 only for whoever handles it"
SHA = hashlib.sha256(FILE).hexdigest()


@dataclass(frozen=True)
class Attack:
    """Whose login, with which words, against what; and which guard is taken away to let it pass.

    Attributes:
        words: statements, parted by "; "; the last one tells whether it worked.
        weaken: statements of the server's superuser, roles in braces.
        won: whether the answer is what the attacker wanted; that there is one is enough else.
        undo: takes back what is not the copy's alone but the whole server's.
    """

    login: str
    words: str
    weaken: tuple[str, ...]
    won: Callable[[list[tuple[Any, ...]]], bool] = bool
    isolation: str = "READ COMMITTED"
    undo: tuple[str, ...] = ()


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
    "become the owner": Attack(
        "li", "SET ROLE {owner}", ("GRANT {owner} TO li",), nothing,
        undo=("REVOKE {owner} FROM li",)),
    "become the registrar": Attack(
        "li", "SET ROLE {registrar}", ("GRANT {registrar} TO li",), nothing,
        undo=("REVOKE {registrar} FROM li",)),
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
         "GRANT pg_read_server_files TO li"), undo=("REVOKE pg_read_server_files FROM li",)),
    "run a program of the server": Attack(
        "li", "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null'",
        ("GRANT pg_execute_server_program TO li",), nothing,
        undo=("REVOKE pg_execute_server_program FROM li",)),
}  # fmt: skip


SEEN_BY_ALL = (SEEN.replace("'SELECT true'", "$$ SELECT true $$"),)
BODY = "decode('7b7d', 'hex')"


def open_to(right: str, table: str) -> tuple[str, ...]:
    return (f'GRANT {right} ON oa."{table}" TO {{person}}', BLIND.format(table=f'"{table}"'))


MORE = {
    "learn who was urged, and what he answered": Attack(
        "li", "SELECT note, answer FROM oa.urging", (BLIND.format(table="urging"),)),
    "learn who was shown a card": Attack(
        "li", "SELECT person FROM oa.card", (BLIND.format(table="card"),)),
    "learn which files another's paper has": Attack(
        "li", "SELECT name FROM oa.attachment", (BLIND.format(table="attachment"),)),
    "read what was reported of another's paper": Attack(
        "li", "SELECT plan FROM oa.document WHERE plan LIKE '%supervised%'",
        (BLIND.format(table="document"),)),
    "count what everybody does, unasked": Attack(
        "li", "SELECT * FROM oa.acts()",
        (changed("acts", "NOT (supervises OR oa.holds('主要负责人'))", "false").replace(
            "d.id IN (SELECT p.document", "true OR d.id IN (SELECT p.document"),)),
    "put off a due moment by a calendar": Attack(
        "li", "INSERT INTO oa.calendar (version, by, ground, at, in_force)"
        " VALUES (9, 'li', '无', 'now', 1)", open_to("INSERT", "calendar"), nothing),
    "unsay that a clock was moved": Attack(
        "li", "DELETE FROM oa.calendar_moved",
        (*open_to("DELETE", "calendar_moved"),
         "DROP TRIGGER calendar_moved_no_delete ON oa.calendar_moved"), nothing),
    "answer an urging for another": Attack(
        "li", "UPDATE oa.urging SET answer = '已办'", open_to("UPDATE", "urging"), nothing),
    "not be urged by the office": Attack(
        "li", "UPDATE oa.task SET urge_at = NULL", open_to("UPDATE", "task"), nothing),
    "copy what is hidden out": Attack(
        "li", "DECLARE c CURSOR FOR SELECT title FROM oa.document; FETCH ALL FROM c",
        (BLIND.format(table="document"),)),
    "read the ledger from its table": Attack(
        "li", "SELECT facts FROM oa.entry", open_to("SELECT", "entry")),
    "read files from their table": Attack(
        "li", "SELECT count(*) FROM oa.blob", open_to("SELECT", "blob"), nothing),
    "learn whether a paper is there": Attack(
        "li", "SELECT oa.visible({document})", SEEN_BY_ALL, told),
    "read what the server learned of all rows": Attack(
        "li", "SELECT 1 FROM pg_catalog.pg_statistic LIMIT 1",
        ("ANALYZE oa.entry", "GRANT SELECT ON pg_catalog.pg_statistic TO {person}")),
    "read the passwords": Attack(
        "li", "SELECT rolpassword FROM pg_catalog.pg_authid LIMIT 1",
        ("GRANT SELECT ON pg_catalog.pg_authid TO {person}",)),
    "count what others write": Attack(
        "li", "SELECT pg_stat_get_tuples_inserted('oa.entry'::regclass)",
        lent("pg_stat_get_tuples_inserted(oid)")),
    "see who holds what": Attack(
        "li", "SELECT count(*) FROM pg_catalog.pg_lock_status()", lent("pg_lock_status()")),
    "see when others commit": Attack(
        "li", "SELECT 1 FROM pg_catalog.pg_last_committed_xact()",
        lent("pg_last_committed_xact()")),
    "take an earlier place in the queue": Attack(
        "li", "INSERT INTO oa.request_sent (id, seq, body) OVERRIDING SYSTEM VALUE"
        f" VALUES ('first', 1, {BODY})", ("GRANT INSERT ON oa.request_sent TO {person}",), nothing),
    "learn one's place in the queue": Attack(
        "li", f"INSERT INTO oa.request_sent (id, body) VALUES ('mine', {BODY}) RETURNING seq",
        ("GRANT SELECT ON oa.request_sent TO {person}",)),
    "learn the last number that was given": Attack(
        "li", f"INSERT INTO oa.request_sent (id, body) VALUES ('mine', {BODY}); SELECT lastval()",
        ("GRANT SELECT ON SEQUENCE oa.request_sent_seq_seq TO {person}",)),
    "fill the disk with pieces": Attack(
        "li", "INSERT INTO oa.request_chunk (sha256, i, data) SELECT repeat(k::text, 64), i, 'x'"
        " FROM generate_series(0, 500) i, generate_series(1, 9) k",
        ("DROP TRIGGER count_chunk ON oa.request_chunk",), nothing),
    "send more of a file than the office takes": Attack(
        "li", "INSERT INTO oa.request_chunk (sha256, i, data) VALUES (repeat('a', 64), 513, 'x')",
        ("UPDATE oa.bound SET largest_file = 943718400",), nothing),
    "let the office take larger files": Attack(
        "li", "UPDATE oa.bound SET largest_file = 943718400 RETURNING one",
        (*open_to("UPDATE, SELECT", "bound"),)),
    "have another's pieces swept": Attack(
        "li", "SELECT oa.sweep('chen', ARRAY['a'])",
        ("GRANT EXECUTE ON FUNCTION oa.sweep(text, text[]) TO {person}",)),
    "change a line of the ledger": Attack(
        "li", "UPDATE oa.entry SET code = 'x'",
        (*open_to("UPDATE", "entry"), "DROP TRIGGER entry_no_change ON oa.entry"), nothing),
    "put off a due date": Attack(
        "li", "UPDATE oa.task SET due = '2099-01-01T00:00:00+08:00'", open_to("UPDATE", "task"),
        nothing),
    "become everybody's superior": Attack(
        "li", "UPDATE oa.person SET superior = 'li'", open_to("UPDATE", "person"), nothing),
    "swap a key": Attack(
        "li", "UPDATE oa.key SET public = repeat('0', 64)", open_to("UPDATE", "key"), nothing),
    "take an answer back": Attack(
        "li", "DELETE FROM oa.answer",
        (*open_to("DELETE", "answer"), "DROP TRIGGER answer_no_change ON oa.answer"), nothing),
    "empty a table": Attack(
        "li", "TRUNCATE oa.card",
        ("GRANT TRUNCATE ON oa.card TO {person}", "DROP TRIGGER card_no_delete ON oa.card"),
        nothing),
    "write one's own quota": Attack(
        "li", "UPDATE oa.quota SET sent = 0", open_to("UPDATE", "quota"), nothing),
    "depose the registrar": Attack(
        "li", "UPDATE oa.desk SET epoch = 99", open_to("UPDATE", "desk"), nothing),
    "make a schema of one's own": Attack(
        "li", "CREATE SCHEMA mine", ("GRANT CREATE ON DATABASE {database} TO {person}",), nothing),
    "make a table in the office": Attack(
        "li", "CREATE TABLE oa.t (i int)", ("GRANT CREATE ON SCHEMA oa TO {person}",), nothing),
    "lend one's view to others": Attack(
        "li", "SELECT pg_export_snapshot()", lent("pg_export_snapshot()")),
    "run what a function is given": Attack(
        "li", "SELECT count(*) FROM pg_catalog.ts_stat('SELECT null::tsvector')",
        lent("ts_stat(text)")),
    "call what is the office's own": Attack(
        "li", "SELECT oa.secret_of()",
        ("CREATE FUNCTION oa.secret_of() RETURNS int LANGUAGE sql AS 'SELECT 1'",)),
    "put on another person": Attack(
        "li", "SET ROLE chen", ("GRANT chen TO li",), nothing, undo=("REVOKE chen FROM li",)),
    "make a role of one's own": Attack(
        "li", "CREATE ROLE mine", ("ALTER ROLE li CREATEROLE",), nothing,
        undo=("ALTER ROLE li NOCREATEROLE",)),
    "switch the triggers off": Attack(
        "li", "SET session_replication_role = replica",
        ("GRANT SET ON PARAMETER session_replication_role TO {person}",), nothing,
        undo=("REVOKE SET ON PARAMETER session_replication_role FROM {person}",)),
    "fill the disk with what is sorted": Attack(
        "li", "SET temp_file_limit = -1",
        ("GRANT SET ON PARAMETER temp_file_limit TO {person}",), nothing,
        undo=("REVOKE SET ON PARAMETER temp_file_limit FROM {person}",)),
    "drop a table": Attack(
        "li", "DROP TABLE oa.my_column", ("GRANT {owner} TO li",), nothing,
        undo=("REVOKE {owner} FROM li",)),
}  # fmt: skip
"""More of the same: side doors, sums, places in the queue, what is the whole server's."""
