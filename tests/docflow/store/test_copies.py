import multiprocessing
import os
import threading

import pytest

from oa_client.docflow.ledger.chain import faults
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import schema, sqlite
from oa_client.docflow.store.engine import build, engine_of
from oa_client.docflow.store.upgrades import LATEST, steps, version_of
from tests.docflow.store import workers
from tests.docflow.store.records import add, document, fill, seal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.oa"


@pytest.fixture
def store(path):
    made = sqlite.create(path)
    with made.write() as work:
        fill(work)
        work.put("document", document("d1"))
        seal(work, add(work, "d1"))
        work.commit()
    yield made
    made.close()


def content(path) -> list:
    store = sqlite.open(path)
    with store.read() as work:
        found = [work.rows(table) for table in schema.OFFICIAL], list(work.entries())
    store.close()
    return found


def test_a_backup_restored_is_the_office_again(store, path, tmp_path):
    store.backup(tmp_path / "copy.oa")
    sqlite.restore(tmp_path / "copy.oa", tmp_path / "again.oa")
    assert content(tmp_path / "again.oa") == content(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again.oa", "copy.oa", "office.oa"]


def test_neither_backup_nor_restore_writes_over_anything(store, path, tmp_path):
    (tmp_path / "copy.oa").write_bytes(b"mine")
    with pytest.raises(StoreUnavailable, match="target-exists"):
        store.backup(tmp_path / "copy.oa")
    with pytest.raises(StoreUnavailable, match="target-exists"):
        sqlite.restore(path, tmp_path / "copy.oa")
    assert (tmp_path / "copy.oa").read_bytes() == b"mine"


def test_where_a_file_can_have_only_one_name_a_backup_is_made_all_the_same(
    store, path, tmp_path, monkeypatch
):
    def refused(self, target):
        raise PermissionError(1, "no second names here")

    monkeypatch.setattr(type(path), "hardlink_to", refused)
    store.backup(tmp_path / "copy.oa")
    assert content(tmp_path / "copy.oa") == content(path)


@pytest.mark.parametrize("second_names", [True, False])
def test_what_appears_while_a_backup_is_made_is_not_written_over(
    store, path, tmp_path, monkeypatch, second_names
):
    def meanwhile(self, target):
        self.write_bytes(b"mine")
        raise FileExistsError(17, "taken") if second_names else PermissionError(1, "none here")

    monkeypatch.setattr(type(path), "hardlink_to", meanwhile)
    with pytest.raises(StoreUnavailable, match="target-exists"):
        store.backup(tmp_path / "copy.oa")
    assert (tmp_path / "copy.oa").read_bytes() == b"mine"


def test_a_backup_taken_while_others_write_is_one_state(store, path, tmp_path):
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with store.write() as work:
                seal(work, add(work, "d1"))
                work.put("document", {"id": "d1", "n": work.last_entry("d1").n})
                work.commit()

    writer = threading.Thread(target=write)
    writer.start()
    for n in range(5):
        store.backup(tmp_path / f"copy{n}.oa")
    stop.set()
    writer.join()
    for n in range(5):
        copy = sqlite.open(tmp_path / f"copy{n}.oa")
        with copy.read() as work:
            assert not list(faults(work.entries(), work.commits()))
            noted = work.one("document", id="d1")["n"]
            assert noted in (0, work.last_entry("d1").n)
        copy.close()


def test_what_another_has_not_committed_is_not_in_a_backup(store, path, tmp_path):
    with store.write() as work:
        work.put("document", document("d2"))
        store.backup(tmp_path / "copy.oa")
    assert len(content(tmp_path / "copy.oa")[0][schema.OFFICIAL.index("document")]) == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda copy: os.truncate(copy, 20_000), "office-cut"),
        (lambda copy: os.truncate(copy, 0), "office-empty"),
        (lambda copy: copy.write_bytes(b"x" * 9000), "office-foreign"),
        (lambda copy: copy.unlink(), "office-absent"),
    ],
    ids=["cut", "empty", "foreign", "absent"],
)
def test_a_spoilt_backup_is_not_restored(store, tmp_path, spoil, code):
    copy = tmp_path / "copy.oa"
    store.backup(copy)
    spoil(copy)
    with pytest.raises(StoreUnavailable, match=code):
        sqlite.restore(copy, tmp_path / "again.oa")
    assert not (tmp_path / "again.oa").exists()


def test_a_backup_with_a_damaged_page_is_not_restored(store, tmp_path):
    copy = tmp_path / "copy.oa"
    store.backup(copy)
    with copy.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 3)
    with pytest.raises(StoreUnavailable, match="office-damaged"):
        sqlite.restore(copy, tmp_path / "again.oa")
    assert not (tmp_path / "again.oa").exists()


def test_the_steps_from_nothing_give_the_present_tables():
    stepped, fresh = engine_of(None, 0), engine_of(None, 0)
    build(fresh)
    with stepped.connect() as one, one.begin():
        steps.run(one, "base")
        with fresh.connect() as other:
            assert schema.shape(one) == schema.shape(other)
        assert version_of(one) == LATEST
    stepped.dispose()
    fresh.dispose()


def test_a_step_that_is_not_known_is_not_taken():
    engine = engine_of(None, 0)
    build(engine)
    with engine.connect() as connection, pytest.raises(StoreUnavailable, match="office-too-new"):
        steps.run(connection, "9999")
    engine.dispose()


def test_two_programs_that_open_at_once_both_get_in(store, path):
    spawn = multiprocessing.get_context("spawn")
    programs = [spawn.Process(target=workers.count, args=(path, 1)) for _ in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0, 0]
