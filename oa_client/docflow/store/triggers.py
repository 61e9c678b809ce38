"""What the file itself refuses, whoever writes to it: the ledger only grows, nothing is deleted."""

from collections.abc import Iterable, Iterator

_APPEND_ONLY = ("entry", "commit_head", "blob")


def statements(official: Iterable[str]) -> Iterator[str]:
    """The triggers of an office file, for SQLite."""
    for table in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield _refuse(f"{table}_no_{act.lower()}", f"{act} ON {table}", "ledger-append-only")
    yield _next("entry", "seq")
    yield _next("commit_head", "id")
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
