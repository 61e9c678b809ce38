"""Work that writes together: rows wait for each other, and a table's rows go to the server at once.

What an act enters waits until something is asked that it could answer, or the work is committed.
Nobody sees a difference but in time: whoever reads finds what was written before.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.handling.ports import RefusedTogether
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.store import statements
from oa_client.docflow.store.failures import known_failures, unavailable
from oa_client.docflow.store.schema import LEDGER, METADATA
from oa_client.docflow.store.server.whole import WholeWork
from oa_client.docflow.store.work import LARGEST, Row

_ORDER = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}
"""Each table after those that its rows point to."""

_LARGE = ("blob",)
"""Tables whose rows are too large to wait."""


class _Waiting:
    """Rows that wait, by table and key, and rows that plain words will take."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Any, Row]] = {}
        self.said: dict[str, list[Row]] = {}

    def __bool__(self) -> bool:
        return bool(self.rows or self.said)

    def put(self, table: str, key: Any, row: Row) -> None:
        """What is named changes, what is not named stays."""
        kept = self.rows.setdefault(table, {})
        kept[key] = kept.get(key, {}) | row

    def take(self, other: "_Waiting") -> None:
        """What the other has comes after what is here."""
        for table, rows in other.rows.items():
            for key, row in rows.items():
                self.put(table, key, row)
        for words, said in other.said.items():
            self.said.setdefault(words, []).extend(said)

    def could_answer(self, table: str, values: Mapping[str, Any]) -> bool:
        """Whether a row waits that a question for these values of a table could be about."""
        rows = self.rows.get(table, {})
        if rows and values.keys() == set(statements.key_names(table)):
            return tuple(values[name] for name in statements.key_names(table)) in rows
        return any(
            all(row.get(name, value) == value for name, value in values.items())
            for row in rows.values()
        )


class GatheredWork(WholeWork):
    """One transaction in which rows wait; those of an act that fails are forgotten."""

    def __init__(self, connection: Connection, place: str) -> None:
        super().__init__(connection, place)
        self._done_acts = _Waiting()
        self._act: _Waiting | None = None
        """What the present act has written and nobody has asked for yet."""
        self._point: Any = None
        """Whereto the server goes back, where the present act fails after all."""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What fails inside leaves nothing behind."""
        self._act = _Waiting()
        try:
            yield
            if self._point is not None:
                self._flush()
                self._point.commit()
            self._done_acts.take(self._act)
        except BaseException:
            if self._point is not None and self._point.is_active:
                self._point.rollback()
            raise
        finally:
            self._act = self._point = None

    def put(self, table: str, row: Row) -> None:
        """Write a row by its primary key: what is named changes, what is not named stays."""
        key = tuple(statements.key_values(table, row).values())
        if statements.change(self._connection.dialect, table, tuple(row)):
            self._now.put(table, key, _storable(row))
        else:
            self._flush(begun=True)
            super().put(table, row)

    def later(self, words: str, row: Row) -> None:
        """Have words done once with all rows that they were given, as JSON at `:rows`."""
        self._now.said.setdefault(words, []).append(_storable(row))

    def commit(self) -> None:
        """Make it last; after this returns nothing of it can be lost."""
        self._flush()
        super().commit()

    @property
    def _now(self) -> _Waiting:
        return self._done_acts if self._act is None else self._act

    def _add(self, table: str, row: Row) -> None:
        if table in _LARGE:
            self._flush(begun=True)
            super()._add(table, row)
        else:
            key = tuple(row[name] for name in statements.key_names(table))
            self._now.put(table, key, _storable(row))

    def _run(self, statement: statements.Statement, values: Mapping[str, Any]) -> statements.Given:
        of, act = statement.of, self._act
        if of is None or self._done_acts.could_answer(of, values) or (
            act is not None and act.could_answer(of, values)
        ):  # fmt: skip
            self._flush()
        return super()._run(statement, values)

    def _flush(self, *, begun: bool = False) -> None:
        """Send what waits; what the present act has written so that it can be taken back.

        Args:
            begun: the act is about to write more than what waits.

        Raises:
            RefusedTogether: the server takes one of several acts' rows not, nobody knows whose.
            StoreUnavailable: `server-gone` and the like.
        """
        done, self._done_acts = self._done_acts, _Waiting()
        try:
            self._send(done)
        except Exception as failure:
            raise unavailable(failure, self._place) or RefusedTogether from failure
        if self._act is not None and (self._act or begun):
            with known_failures(self._place):
                self._point = self._point or self._connection.begin_nested()
                act, self._act = self._act, _Waiting()
                self._send(act)

    def _send(self, waiting: _Waiting) -> None:
        """All of it in one go; the server has done it when this returns."""
        if not waiting:
            return
        line: Any = self._connection.connection.driver_connection
        with line.pipeline():
            sent = [
                (table, rows, line.cursor().execute(statement.words, values))
                for table, rows, statement, values in self._statements(waiting)
            ]
        for table, rows, given in sent:
            if given.rowcount < len(rows):  # some are there already, or are parts of none
                for row in rows:
                    super().put(table, row)

    def _statements(
        self, waiting: _Waiting
    ) -> Iterator[tuple[str, list[Row], statements.Statement, Row]]:
        """What is sent, in order: for which rows of which table, none where that is the words'."""
        dialect = self._connection.dialect
        for table in sorted(waiting.rows, key=lambda name: _ORDER[name]):
            sorts: dict[tuple[str, ...], list[Row]] = {}
            for row in waiting.rows[table].values():
                sorts.setdefault(tuple(row), []).append(row)
            for names, rows in sorts.items():
                if table in LEDGER or statements.is_whole(table, names):
                    yield table, rows, statements.additions(dialect, table, names), _json(rows)
                elif change := statements.change(dialect, table, names):
                    for row in rows:
                        yield table, [row], change, row | statements.key_values(table, row)
        for words, rows in waiting.said.items():
            yield "", [], statements.spoken(dialect, words), _json(rows)


def _json(rows: list[Row]) -> Row:
    return {"rows": json.dumps(rows, ensure_ascii=False, default=lambda data: f"\\x{data.hex()}")}


def _storable(row: Row) -> Row:
    """The row, as far as it can be seen from here that the records will take it.

    Raises:
        BadInput: `not-recordable`.
    """
    for value in row.values():
        if isinstance(value, str) and "\0" in value:
            raise BadInput("not-recordable", reason="NUL")
        if isinstance(value, int) and not -LARGEST <= value < LARGEST:
            raise BadInput("not-recordable", reason="integer")
    return row
