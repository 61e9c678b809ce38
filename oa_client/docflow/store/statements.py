"""Statements of one table each, compiled once and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import (
    Connection,
    Executable,
    Table,
    and_,
    bindparam,
    select,
    text,
    update,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ColumnElement

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.store.schema import LEDGER, METADATA, OFFICIAL, PERSONAL

_TASKS_IN_TIME = ("opened_at",)


class Given(Protocol):
    """What a statement gave, as the driver hands it out."""

    rowcount: int
    description: Any
    lastrowid: Any

    def fetchone(self) -> Any:
        """The next row; None after the last."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


@dataclass(frozen=True)
class Statement:
    """A compiled statement.

    Attributes:
        words: what the driver is told.
        places: the order of what is filled in; None where the words name their places.
        columns: what it gives.
        of: the one table that it reads, equal to what is filled in; None for all other sorts.
    """

    words: str
    places: tuple[str, ...] | None
    columns: tuple[str, ...]
    of: str | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Given:
        """Execute with these values, within the connection's transaction.

        The driver is asked itself: what SQLAlchemy does around a statement that is compiled
        already takes five times as long as a local file does for its answer.
        """
        cursor: Any = connection.connection.cursor()
        cursor.execute(self.words, self.filled(values))
        return cursor  # type: ignore[no-any-return]

    def filled(self, values: Mapping[str, Any]) -> Any:
        """The values, in the form in which the driver takes them."""
        return values if self.places is None else tuple(values[name] for name in self.places)


def table_of(name: str) -> Table:
    """A table by its name.

    Raises:
        BadInput: `no-such-table`.
    """
    table = METADATA.tables.get(name)
    if table is None:
        raise BadInput("no-such-table", table=name[:60])
    return table


def column_names(name: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return tuple(column.name for column in table_of(name).columns)


@lru_cache(maxsize=64)
def key_names(name: str) -> tuple[str, ...]:
    """The columns that tell one row of a table from another."""
    return tuple(column.name for column in table_of(name).primary_key)


@lru_cache(maxsize=512)
def selection(dialect: Dialect, table: str, wanted: tuple[tuple[str, int], ...]) -> Statement:
    """Rows by equality, in the order of their key.

    Args:
        dialect: whose words to use.
        table: its name.
        wanted: columns, each with 1 for a value, 0 for null, else minus the length of a list.
    """
    target = table_of(table)
    tests = [_test(_column(target, name), name, sort) for name, sort in wanted]
    asked = select(target).where(and_(True, *tests)).order_by(*_order(target))
    return replace(_compiled(dialect, asked), of=table)


@lru_cache(maxsize=512)
def change(dialect: Dialect, table: str, names: tuple[str, ...]) -> Statement | None:
    """Change the named columns of the row with this key; None where only the key is named.

    Raises:
        BadInput: `no-such-table`, `no-such-column`; tables of the ledger are not for changing.
    """
    target = _writable(table)
    keys = key_names(table)
    values: dict[str, Any] = {name: bindparam(name) for name in names if name not in keys}
    for name in (*names, *keys):
        _column(target, name)
    if not values:
        return None
    tests = [target.c[name] == bindparam(f"of__{name}") for name in keys]
    # SQLAlchemy keeps plain column names for SET: the key's places bear other names.
    return _compiled(dialect, update(target).where(and_(True, *tests)).values(values))


@lru_cache(maxsize=512)
def addition(dialect: Dialect, table: str, names: tuple[str, ...]) -> Statement:
    """Add a row; a key that exists already is left as it is."""
    target = table_of(table)
    for name in names:
        _column(target, name)
    return _compiled(dialect, target.insert().values({name: bindparam(name) for name in names}))


@lru_cache(maxsize=512)
def is_whole(table: str, names: tuple[str, ...]) -> bool:
    """Whether these columns make a new row: the key, and whatever must not be empty."""
    needed = {
        column.name for column in _writable(table).columns
        if not column.nullable and column.server_default is None
    }  # fmt: skip
    return needed <= set(names)


@lru_cache(maxsize=512)
def addition_once(dialect: Dialect, table: str, names: tuple[str, ...]) -> Statement:
    """Add a row where its key does not exist yet; otherwise nothing."""
    made = addition(dialect, table, names)
    return replace(made, words=f"{made.words} ON CONFLICT DO NOTHING")


@lru_cache(maxsize=512)
def additions(dialect: Dialect, table: str, names: tuple[str, ...]) -> Statement:
    """Add rows that a server is told as JSON at `:rows`, a shadow's where its key is new."""
    target = table_of(table)
    columns = ", ".join(f'"{_column(target, name).name}"' for name in names)
    told = f'json_populate_recordset(NULL::"{table}", CAST(:rows AS json))'
    known = "" if table in LEDGER else " ON CONFLICT DO NOTHING"
    return spoken(dialect, f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {told}{known}')


def key_values(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The key of a row, under the names of the places in `change`.

    Raises:
        BadInput: `row-without-key`.
    """
    names = key_names(table)
    missing = [name for name in names if row.get(name) is None]
    if missing:
        raise BadInput("row-without-key", table=table, columns=missing)
    return {f"of__{name}": row[name] for name in names}


def _writable(name: str) -> Table:
    if name not in OFFICIAL and name not in PERSONAL:
        raise BadInput("no-such-table", table=name[:60])
    return table_of(name)


def _column(table: Table, name: str) -> ColumnElement[Any]:
    column = table.columns.get(name)
    if column is None:
        raise BadInput("no-such-column", table=table.name, column=name[:60])
    return column


def _test(column: ColumnElement[Any], name: str, sort: int) -> ColumnElement[bool]:
    if sort == 0:
        return column.is_(None)
    if sort == 1:
        return column == bindparam(name)
    return column.in_([bindparam(f"{name}__{i}") for i in range(-sort)])


def _order(table: Table) -> list[ColumnElement[Any]]:
    """By key; tasks in the order in which they were opened."""
    keys: list[ColumnElement[Any]] = list(table.primary_key)
    first: list[ColumnElement[Any]] = [table.c[n] for n in _TASKS_IN_TIME if table.name == "task"]
    return first + keys


def _compiled(dialect: Dialect, statement: Executable) -> Statement:
    compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    places = tuple(compiled.positiontup) if compiled.positional else None
    columns = tuple(column.key for column in getattr(statement, "selected_columns", ()))
    return Statement(str(compiled), places, columns)


@lru_cache(maxsize=256)
def spoken(dialect: Dialect, words: str, of: str | None = None) -> Statement:
    """A statement in plain words with `:names` for what is filled in."""
    return replace(_compiled(dialect, text(words)), of=of)
