"""What guards an office on its server: compared with the catalog, and put right where it differs.

What stands as it should is left alone: putting it up again would wait for everybody who reads.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from oa_client.docflow.store import triggers
from oa_client.docflow.store.schema import OFFICIAL
from oa_client.docflow.store.server import grants, policies, tables
from oa_client.docflow.store.server.functions import functions
from oa_client.docflow.store.server.roles import Roles

_TRIGGER = re.compile(
    r'CREATE (?:OR REPLACE )?TRIGGER (\w+) (BEFORE|AFTER) ([A-Z ]+?) ON (?:oa\.)?"?(\w+)"?'
    r" FOR EACH (ROW|STATEMENT) EXECUTE FUNCTION (?:oa\.)?(\w+)\(\)"
)
_FUNCTION = re.compile(
    r"CREATE (?:OR REPLACE )?FUNCTION (?:oa\.)?(\w+)\((.*?)\)\s+RETURNS.*?"
    r"SET search_path = (\w+, pg_temp) AS \$\$(.*)\$\$",
    re.DOTALL,
)
SIGNATURE = """'oa.' || p.proname || '(' || coalesce((SELECT string_agg(t::regtype::text, ','
  ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY x (t, n)), '') || ')'"""
"""How a function `p` of the office is called here."""

_EVENTS = ("INSERT", "DELETE", "UPDATE", "TRUNCATE")
"""In the order in which a server tells them."""


@dataclass(frozen=True)
class Function:
    """A function as it should stand.

    Attributes:
        signature: its name and the types that it takes.
        words: the statement that makes it.
        body: its source, to the letter.
        definer: whether it runs with its owner's rights.
        path: where it looks for names.
    """

    signature: str
    words: str
    body: str
    definer: bool
    path: str


@cache
def wanted_functions() -> tuple[Function, ...]:
    """Every function of the office's schema."""
    made = [words for words in triggers.statements("postgresql", OFFICIAL) if "FUNCTION" in words]
    found = []
    for words in (*(m for m in made if m.startswith("CREATE FUNCTION")), *functions()):
        told = _FUNCTION.search(words)
        if told is None:
            raise ValueError(words)
        name, takes, path, body = told.groups()
        types = [t.split()[-1] for t in takes.split(",") if t and not t.strip().startswith("OUT")]
        whole = re.sub(r"^\s*CREATE FUNCTION ", "CREATE OR REPLACE FUNCTION oa.", words)
        found.append(Function(
            f"oa.{name}({','.join(types)})", whole, body, "SECURITY DEFINER" in words, path,
        ))  # fmt: skip
    return tuple(found)


@cache
def wanted_triggers() -> dict[tuple[str, str], tuple[str, str]]:
    """By table and name: as a server tells it, and the statement that makes it."""
    found = {}
    for words in (*triggers.statements("postgresql", OFFICIAL), *tables.guards()):
        told = _TRIGGER.search(words)
        if told is None:
            continue
        name, when, events, table, each, function = told.groups()
        happens = " OR ".join(event for event in _EVENTS if event in events.split(" OR "))
        found[table, name] = (
            f"CREATE TRIGGER {name} {when} {happens} ON {table} FOR EACH {each}"
            f" EXECUTE FUNCTION {function}()",
            words.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER"),
        )
    return found


def strange_functions(connection: Connection, roles: Roles) -> Iterator[tuple[str, str]]:
    """Functions that differ, each with what is the matter: absent, changed, foreign."""
    owner = Roles.plain(roles.owner)
    present = {
        row.signature.replace(", ", ",").replace('"', ""): row
        for row in connection.exec_driver_sql(f"""
            SELECT {SIGNATURE} AS signature, p.prosrc, p.prosecdef, p.proconfig,
              p.proowner::regrole::text AS owner
            FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'oa'::regnamespace""")
    }
    for want in wanted_functions():
        row = present.pop(want.signature, None)
        if row is None:
            yield want.signature, "absent"
        elif (row.prosrc, row.prosecdef, row.proconfig, row.owner.strip('"')) != (
            want.body, want.definer, [f"search_path={want.path}"], owner,
        ):  # fmt: skip
            yield want.signature, "changed"
    yield from ((signature, "foreign") for signature in present)


def strange_triggers(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Triggers that differ: table, name, what is the matter."""
    wanted = wanted_triggers()
    seen = set()
    for table, name, enabled, told in connection.exec_driver_sql("""
            SELECT c.relname, t.tgname, t.tgenabled, pg_catalog.pg_get_triggerdef(t.oid)
            FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND c.relnamespace = 'oa'::regnamespace"""):
        seen.add((table, name))
        want = wanted.get((table, name))
        plain = told.replace("oa.", "").replace('"', "")
        if want is None:
            yield table, name, "foreign"
        elif enabled not in ("O", b"O") or plain != want[0]:
            yield table, name, "changed"
    yield from ((table, name, "absent") for table, name in wanted.keys() - seen)


def strange_policies(connection: Connection, roles: Roles) -> Iterator[tuple[str, str, str]]:
    """Policies that differ, and tables on which none is asked: table, name, what is the matter."""
    present = _policies_told(connection)
    for table, name, words in policies.policies(grants.ALL):
        found = present.pop((table, name), None)
        if found is None:
            yield table, name, "absent"
        elif found[0] != _mark(roles.fill(words), found[1]):
            yield table, name, "changed"
    yield from ((table, name, "foreign") for table, name in present)
    for (table,) in connection.exec_driver_sql(
        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'oa'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relrowsecurity"
    ):
        yield table, "", "off"


def _policies_told(connection: Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """By table and name: the note that was left on it, and what it says now."""
    found = connection.exec_driver_sql("""
        SELECT c.relname, p.polname, coalesce(pg_catalog.obj_description(p.oid, 'pg_policy'), ''),
          concat_ws(' | ', p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
            pg_catalog.pg_get_expr(p.polqual, p.polrelid),
            pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
        FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        WHERE c.relnamespace = 'oa'::regnamespace""")
    return {(table, name): (note, told) for table, name, note, told in found}


def _mark(words: str, told: str) -> str:
    """What was meant and what the server made of it, as a note to compare with later."""
    return hashlib.sha256(f"{words}\n{told}".encode()).hexdigest()


def mend_functions(connection: Connection, roles: Roles) -> None:
    """Make every function anew, drop what does not belong; no table is locked for it."""
    for signature, matter in [*strange_functions(connection, roles)]:
        if matter == "foreign":
            connection.exec_driver_sql(f"DROP ROUTINE {signature} CASCADE")
    connection.exec_driver_sql(f"SET LOCAL ROLE {roles.owner}")
    for want in wanted_functions():
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(want.words)
        except DBAPIError as failure:  # what it gives was changed: only without it can it be made
            if getattr(failure.orig, "sqlstate", None) != "42P13":
                raise
            connection.exec_driver_sql(f"DROP ROUTINE {want.signature} CASCADE")
            connection.exec_driver_sql(want.words)
    connection.exec_driver_sql("RESET ROLE")


def mend_triggers(connection: Connection) -> None:
    """Put up what is absent or differs, drop what does not belong."""
    wanted = wanted_triggers()
    for table, name, matter in [*strange_triggers(connection)]:
        if matter != "absent":
            connection.exec_driver_sql(f'DROP TRIGGER "{name}" ON oa."{table}"')
        if matter != "foreign":
            connection.exec_driver_sql(wanted[table, name][1])


def mend_policies(connection: Connection, roles: Roles) -> None:
    """Put up what is absent or differs, drop what does not belong."""
    wanted = {(table, name): words for table, name, words in policies.policies(grants.ALL)}
    for table, name, matter in [*strange_policies(connection, roles)]:
        if matter == "off":
            connection.exec_driver_sql(f'ALTER TABLE oa."{table}" ENABLE ROW LEVEL SECURITY')
            continue
        connection.exec_driver_sql(f'DROP POLICY IF EXISTS "{name}" ON oa."{table}"')
        if matter != "foreign":
            words = roles.fill(wanted[table, name])
            connection.exec_driver_sql(words)
            note = _mark(words, _policies_told(connection)[table, name][1])
            connection.exec_driver_sql(f"COMMENT ON POLICY {name} ON oa.\"{table}\" IS '{note}'")


def mend_owners(connection: Connection, roles: Roles) -> None:
    """Everything in the office's schema belongs to the office's owner."""
    owner = roles.owner
    connection.exec_driver_sql(f"ALTER SCHEMA oa OWNER TO {owner}")
    connection.exec_driver_sql(f"""
        DO $$ DECLARE r record; BEGIN
          FOR r IN SELECT c.oid::regclass AS name FROM pg_catalog.pg_class c
            WHERE c.relnamespace = 'oa'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
            AND c.relowner <> '{owner}'::regrole
          LOOP EXECUTE pg_catalog.format('ALTER TABLE %s OWNER TO {owner}', r.name); END LOOP;
          FOR r IN SELECT p.oid::regprocedure AS name FROM pg_catalog.pg_proc p
            WHERE p.pronamespace = 'oa'::regnamespace AND p.proowner <> '{owner}'::regrole
          LOOP EXECUTE pg_catalog.format('ALTER ROUTINE %s OWNER TO {owner}', r.name); END LOOP;
        END $$""")


def strange_owners(connection: Connection, roles: Roles) -> list[str]:
    """What of the office's schema belongs to somebody else."""
    owner = f"'{roles.owner}'::regrole"
    found = connection.exec_driver_sql(f"""
        SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'oa'::regnamespace
          AND relkind IN ('r', 'p', 'v', 'm') AND relowner <> {owner}
        UNION ALL SELECT nspname FROM pg_catalog.pg_namespace
          WHERE nspname = 'oa' AND nspowner <> {owner}""")
    return sorted(name for (name,) in found)
