import multiprocessing
import sqlite3
import threading
from contextlib import closing

import pytest

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import condition, sqlite
from oa_client.docflow.store.schema import LEDGER, METADATA, OFFICIAL, PERSONAL
from tests.docflow.store import workers
from tests.docflow.store.promises import Lists, Records
from tests.docflow.store.records import add, document, fill, seal, task

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "办公室 1.oa"


@pytest.fixture
def store(path):
    made = sqlite.create(path)
    yield made
    made.close()


@pytest.fixture
def kept():
    made = sqlite.memory()
    yield made
    made.close()


class TestRecordsInAFile(Records):
    pass


class TestListsInAFile(Lists):
    pass


class TestRecordsInMemory(Records):
    @pytest.fixture
    def store(self, kept):
        return kept


class TestListsInMemory(Lists):
    @pytest.fixture
    def store(self, kept):
        return kept


def begun(store) -> None:
    """One row in every table of the ledger, and a document."""
    with store.write() as work:
        fill(work)
        work.put("document", document("d1"))
        work.put("task", task("t1", "d1"))
        seal(work, add(work, "d1"))
        work.put_blob("aa", b"paper")
        work.commit()


def test_every_table_stands_in_one_list():
    assert sorted(METADATA.tables) == sorted([*OFFICIAL, *LEDGER, *PERSONAL])
    assert all(name.startswith("my_") for name in PERSONAL)


@pytest.mark.parametrize("table", LEDGER)
def test_nobody_changes_or_deletes_what_stands_in_the_ledger(store, path, table):
    begun(store)
    column = {"entry": "by", "commit_head": "at", "blob": "size"}[table]
    with closing(sqlite3.connect(path)) as stranger:
        for words in (f"UPDATE {table} SET {column} = 5", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="ledger-append-only"):
                stranger.execute(words)


@pytest.mark.parametrize("table", ["entry", "commit_head", "blob"])
def test_nobody_replaces_what_stands_in_the_ledger(store, path, table):
    begun(store)
    with closing(sqlite3.connect(path)) as stranger:
        before = stranger.execute(f"SELECT * FROM {table}").fetchall()
        try:
            stranger.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        except sqlite3.IntegrityError as refused:
            assert str(refused) == "ledger-append-only"
        assert stranger.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", OFFICIAL)
def test_nothing_official_is_ever_deleted(store, path, table):
    with closing(sqlite3.connect(path)) as stranger:
        found = stranger.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
    assert any("BEFORE DELETE" in words and "RAISE(ABORT" in words for (words,) in found)


def test_a_deletion_is_refused_in_fact(store, path):
    begun(store)
    with closing(sqlite3.connect(path)) as stranger:
        for table in ("document", "task", "person"):
            with pytest.raises(sqlite3.IntegrityError, match="nothing-is-deleted"):
                stranger.execute(f"DELETE FROM {table}")


def test_columns_hold_only_their_own_sort_of_value(store, path):
    with closing(sqlite3.connect(path)) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute("INSERT INTO blob VALUES ('aa', 'many', x'00')")


def test_a_row_about_a_document_needs_the_document(store):
    with store.write() as work:
        fill(work)
        with pytest.raises(sqlite3.IntegrityError):
            work.put("task", task("t1", "d9"))


def test_an_office_is_set_so_that_what_is_acknowledged_survives(store):
    facts = store.facts()
    assert facts["synchronous"] == 2
    assert facts["foreign_keys"]
    assert facts["quick_check"] == "ok"
    assert facts["journal"] == ("wal" if condition.WAL_IS_SAFE else "delete")
    assert facts["size"] > 0
    assert facts["free"] > 0


def test_a_file_left_in_wal_by_a_newer_sqlite_is_taken_back(store, path, monkeypatch):
    store.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA journal_mode=WAL")
    monkeypatch.setattr(condition, "WAL_IS_SAFE", False)
    again = sqlite.open(path)
    assert again.facts()["journal"] == "delete"
    again.close()


def test_a_second_piece_of_work_waits_and_then_says_so(store, path):
    impatient = sqlite.open(path, wait=0.1)
    with store.write(), pytest.raises(StoreUnavailable, match="office-locked"), impatient.write():
        pass
    with impatient.write() as work:
        fill(work)
        work.commit()
    impatient.close()


def test_a_reader_sees_one_state_while_another_writes(store, path):
    begun(store)
    with store.read() as reader:
        assert len(reader.rows("document")) == 1
        with store.write() as writer:
            writer.put("document", document("d2"))
            assert len(reader.rows("document")) == 1
        assert len(reader.rows("document")) == 1


def test_threads_never_lose_an_update_of_one_another(store):
    begun(store)

    def count() -> None:
        for _ in range(20):
            with store.write() as work:
                n = work.one("document", id="d1")["n"]
                work.put("document", {"id": "d1", "n": n + 1})
                work.commit()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as work:
        assert work.one("document", id="d1")["n"] == 80


def test_programs_never_lose_an_update_of_one_another(store, path):
    begun(store)
    programs = [SPAWN.Process(target=workers.count, args=(path, 40)) for _ in range(2)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0]
    with store.read() as work:
        assert work.one("document", id="d1")["n"] == 80
        assert [entry.seq for entry in work.entries()] == list(range(1, 82))


def test_a_program_killed_between_two_statements_leaves_the_last_commit(store, path):
    begun(store)
    store.close()
    ours, theirs = SPAWN.Pipe(duplex=False)
    program = SPAWN.Process(target=workers.commit_then_hang, args=(path, theirs))
    program.start()
    theirs.close()
    assert ours.poll(30)
    acknowledged = ours.recv()
    program.kill()
    program.join()
    ours.close()
    again = sqlite.open(path)
    with again.read() as work:
        assert work.one("document", id="d1")["n"] == acknowledged == 3
        assert work.last_entry().seq == 4
        assert work.blob("bb") is None
    again.close()


def test_a_program_killed_in_the_midst_of_commits_loses_nothing_it_was_told_of(store, path):
    begun(store)
    store.close()
    for _ in range(3):
        ours, theirs = SPAWN.Pipe(duplex=False)
        program = SPAWN.Process(target=workers.commit_on_and_on, args=(path, theirs))
        program.start()
        theirs.close()
        told = ours.recv()
        while told % 20:
            told = ours.recv()
        program.kill()
        program.join()
        while True:
            try:
                told = ours.recv()
            except EOFError:
                break
        ours.close()
        again = sqlite.open(path)
        with again.read() as work:
            assert work.one("document", id="d1")["n"] >= told
            assert work.last_entry().seq == work.one("document", id="d1")["n"] + 1
        again.close()
