"""Whoever changes one value anywhere in the file is found out."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from oa_client import app
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.store.schema import LEDGER, METADATA, OFFICIAL
from tests.offices import Played

COLUMNS = [
    (table, column.name) for table in (*OFFICIAL, *LEDGER) for column in METADATA.tables[table].c
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "office.oa"
    played = Played(path)
    played.whole()
    assert played.problems() == []
    played.office.close()
    return path


def tampered(original: Path, folder: Path, statement: str, *values: object) -> Path:
    """A copy in which somebody with the file in his hands took the triggers off and on again."""
    path = folder / "tampered.oa"
    shutil.copy(original, path)
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA foreign_keys=OFF")
    file.execute("PRAGMA ignore_check_constraints=ON")
    triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in triggers:
        file.execute(f'DROP TRIGGER "{name}"')
    changed = file.execute(statement, values).rowcount
    for _, sql in triggers:
        file.execute(sql)
    file.close()
    assert changed, statement
    return path


def findings(path: Path) -> list[str]:
    """Codes of what is found; an office that can't even be opened is found out too."""
    try:
        office = app.open_office(str(path))
    except OfficeError as failure:
        return [failure.code]
    try:
        return [problem["code"] for problem in office.verify()["problems"]]
    except OfficeError as failure:
        return [failure.code]
    finally:
        office.close()


def test_every_official_table_holds_something_to_change(original):
    file = sqlite3.connect(original)
    counts = {t: file.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in OFFICIAL}
    file.close()
    assert [table for table, count in counts.items() if not count] == []


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_changed_value_is_noticed(table, column, original, tmp_path):
    kind = METADATA.tables[table].c[column].type.python_type
    row = f'rowid = (SELECT max(rowid) FROM "{table}")'
    if kind is int:
        change = f'UPDATE "{table}" SET "{column}" = coalesce("{column}", 0) + 1 WHERE {row}'
    elif kind is bytes:
        grown = f"cast(coalesce(\"{column}\", x'') || x'20' AS BLOB)"
        change = f'UPDATE "{table}" SET "{column}" = {grown} WHERE {row}'
    else:
        change = (
            f'UPDATE "{table}" SET "{column}" = coalesce("{column}", \'\') || \'x\' WHERE {row}'
        )
    assert findings(tampered(original, tmp_path, change))


@pytest.mark.parametrize("table", (*OFFICIAL, *LEDGER))
def test_a_row_that_was_taken_away_is_noticed(table, original, tmp_path):
    taken = f'DELETE FROM "{table}" WHERE rowid = (SELECT min(rowid) FROM "{table}")'
    assert findings(tampered(original, tmp_path, taken))


@pytest.mark.parametrize("table", OFFICIAL)
def test_a_row_that_was_slipped_in_is_noticed(table, original, tmp_path):
    columns = METADATA.tables[table].c
    key = [c.name for c in columns if c.primary_key]
    names = ", ".join(f'"{c.name}"' for c in columns)
    values = ", ".join(
        f'"{c.name}"' if c.name not in key
        else f'"{c.name}" + 1000' if c.type.python_type is int
        else f"\"{c.name}\" || 'x'"
        for c in columns
    )  # fmt: skip
    if table == "number":
        values = values.replace('"text"', "text || 'x'")
    taken = f'SELECT {values} FROM "{table}" LIMIT 1'
    slipped = f'INSERT INTO "{table}" ({names}) {taken}'
    assert findings(tampered(original, tmp_path, slipped))


def test_the_end_of_a_ledger_that_was_cut_off_shows_against_a_checkpoint(original, tmp_path):
    office = app.open_office(str(original))
    point, _ = office.checkpoint()
    office.close()
    path = tmp_path / "cut.oa"
    shutil.copy(original, path)
    cut = tampered(path, tmp_path, "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")
    last = "DELETE FROM commit_head WHERE id = (SELECT max(id) FROM commit_head)"
    again = tampered(cut.rename(path), tmp_path, last)
    office = app.open_office(str(again))
    codes = {problem["code"] for problem in office.verify(point)["problems"]}
    office.close()
    assert {"ledger-cut", "commit-rewritten"} <= codes


def test_two_entries_that_changed_places_are_noticed(original, tmp_path):
    swap = "UPDATE entry SET seq = CASE seq WHEN 5 THEN -6 WHEN 6 THEN -5 ELSE seq END"
    path = tampered(original, tmp_path, swap)
    back = tampered(path.rename(tmp_path / "half.oa"), tmp_path,
                    "UPDATE entry SET seq = -seq WHERE seq < 0")  # fmt: skip
    assert findings(back)
