"""What the records themselves refuse, whoever writes: the ledger only grows, nothing is deleted."""

from collections.abc import Iterable, Iterator

_APPEND_ONLY = ("entry", "commit_head", "blob")
_NUMBERED = (("entry", "seq"), ("commit_head", "id"))


def statements(dialect: str, official: Iterable[str]) -> Iterator[str]:
    """The triggers of an office, in the words of `sqlite` or `postgresql`."""
    yield from (_of_a_server if dialect == "postgresql" else _of_a_file)(official)


def _of_a_file(official: Iterable[str]) -> Iterator[str]:
    for table in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield _refuse(f"{table}_no_{act.lower()}", f"{act} ON {table}", "ledger-append-only")
    for table, column in _NUMBERED:
        yield _next(table, column)
    yield (
        "CREATE TRIGGER blob_once BEFORE INSERT ON blob"
        " WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)"
        " BEGIN SELECT RAISE(IGNORE); END"
    )
    for table in official:
        yield _refuse(f"{table}_no_delete", f'DELETE ON "{table}"', "nothing-is-deleted")


def _refuse(name: str, when: str, code: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{code}'); END"


def _next(table: str, column: str) -> str:
    """The next row bears the next number, and no other."""
    return (
        f"CREATE TRIGGER {table}_next BEFORE INSERT ON {table}"
        f" WHEN NEW.{column} IS NOT (SELECT coalesce(max({column}), 0) + 1 FROM {table})"
        " BEGIN SELECT RAISE(ABORT, 'ledger-append-only'); END"
    )


def _of_a_server(official: Iterable[str]) -> Iterator[str]:
    yield _raising("refuse_ledger", "ledger-append-only")
    yield _raising("refuse_delete", "nothing-is-deleted")
    for table in _APPEND_ONLY:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger()"
        )
    for table, column in _NUMBERED:
        last = f"(SELECT coalesce(max({column}), 0) + 1 FROM {table})"
        yield _function(
            f"next_{table}",
            f"IF NEW.{column} IS DISTINCT FROM {last} THEN {_said('ledger-append-only')} END IF;"
            " RETURN NEW;",
        )
        yield _before_each(table, f"{table}_next", f"next_{table}")
    kept = "EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)"
    yield _function("keep_blob_once", f"IF {kept} THEN RETURN NULL; END IF; RETURN NEW;")
    yield _before_each("blob", "blob_once", "keep_blob_once")
    for table in official:
        yield (
            f'CREATE TRIGGER {table}_no_delete BEFORE DELETE OR TRUNCATE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete()"
        )


def _raising(name: str, code: str) -> str:
    return _function(name, _said(code))


def _said(code: str) -> str:
    return f"RAISE EXCEPTION '{code}' USING ERRCODE = 'integrity_constraint_violation';"


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" SET search_path = oa, pg_temp AS $$ BEGIN {body} END $$"
    )


def _before_each(table: str, name: str, function: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
