import multiprocessing
import os
import sqlite3
from contextlib import closing

import pytest

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import condition, places, sqlite
from oa_client.docflow.store.failures import known_failures
from tests.docflow.store import workers
from tests.docflow.store.records import document, fill

SPAWN = multiprocessing.get_context("spawn")
POSIX = os.name == "posix"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.oa"


@pytest.fixture
def office(path):
    """An office file of some size that nobody has open."""
    store = sqlite.create(path)
    with store.write() as work:
        fill(work)
        for n in range(300):
            work.put("document", document(f"d{n}", title="题" * 300))
        work.commit()
    store.close()
    return path


def code_of(path, act=sqlite.open) -> str:
    with pytest.raises(StoreUnavailable) as told:
        act(path)
    return told.value.code


def changed(path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def run(path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as stranger:
        stranger.executescript(sql)


def test_an_office_that_is_not_there(path):
    assert code_of(path) == "office-absent"
    assert not path.exists()


def test_a_folder_in_place_of_an_office(tmp_path):
    assert code_of(tmp_path) == "is-directory"


def test_an_office_in_a_folder_that_is_not_there(tmp_path):
    assert code_of(tmp_path / "no" / "office.oa", sqlite.create) == "folder-absent"


def test_a_file_of_zero_bytes(path):
    path.touch()
    assert code_of(path) == "office-empty"


@pytest.mark.parametrize("data", [b"SQLite", b"PK\3\4" + b"x" * 5000, b"\0" * 5000, b"<html>"])
def test_a_file_that_is_something_else(path, data):
    path.write_bytes(data)
    assert code_of(path) in ("office-foreign", "office-cut")
    assert path.read_bytes() == data


def test_a_database_that_is_not_an_office(path):
    run(path, "CREATE TABLE wages (sum)")
    assert code_of(path) == "office-foreign"


@pytest.mark.parametrize("left", [50, 99, 100, 4096, 100_000])
def test_a_file_that_was_cut_short(office, left):
    os.truncate(office, left)
    assert code_of(office) == "office-cut"


def test_a_page_that_was_overwritten(office):
    size = office.stat().st_size
    changed(office, size // 2 // 4096 * 4096, b"\xa5" * 4096)
    assert code_of(office) == "office-damaged"


def test_every_page_overwritten_but_the_first(office):
    changed(office, 4096, b"\xa5" * (office.stat().st_size - 4096))
    assert code_of(office) == "office-damaged"


def test_a_newer_office_is_not_touched(office):
    run(office, "UPDATE alembic_version SET version_num = '9999'")
    before = office.read_bytes()
    assert code_of(office) == "office-too-new"
    assert office.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    ["DROP TRIGGER entry_no_update", "CREATE TABLE extra (x)", "DROP INDEX task_person",
     "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END", "DROP TABLE alembic_version",
     "CREATE VIEW v AS SELECT 1", "DELETE FROM alembic_version"],
)  # fmt: skip
def test_an_office_whose_guards_were_tampered_with(office, sql):
    run(office, sql)
    assert code_of(office) == "office-damaged"


def test_nothing_is_made_over_what_is_there(office):
    before = office.read_bytes()
    assert code_of(office, sqlite.create) == "office-exists"
    assert office.read_bytes() == before
    assert [file.name for file in office.parent.iterdir()] == [office.name]


def test_a_new_office_is_for_its_owner_alone(office):
    if POSIX:
        assert office.stat().st_mode & 0o077 == 0


def test_a_full_disk_takes_the_act_back_and_work_goes_on_after(office):
    store = sqlite.open(office)
    with store._engine.connect() as connection:  # the same connection serves the next work
        connection.exec_driver_sql("PRAGMA max_page_count=1").close()
    with pytest.raises(StoreUnavailable, match="disk-full"), store.write() as work:
        for n in range(100):
            work.put_blob(f"{n}", b"x" * 100_000)
        work.commit()
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000").close()
    with store.write() as work:
        assert work.blob("0") is None
        work.put_blob("1", b"x" * 100_000)
        work.commit()
    assert store.facts()["quick_check"] == "ok"
    store.close()


def in_another_program(work, *given) -> str:
    ours, theirs = SPAWN.Pipe(duplex=False)
    program = SPAWN.Process(target=work, args=(*given, theirs))
    program.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        program.join()
        ours.close()


if POSIX:

    def test_a_file_that_may_not_grow_takes_the_act_back(office):
        limit = office.stat().st_size + 50_000
        said = in_another_program(workers.write_within, office, limit)
        assert said in ("disk-full", "disk-failed")
        store = sqlite.open(office)
        with store.read() as work:
            assert work.blob("bb") is None
        store.close()

    def test_a_file_that_may_only_be_read_can_be_read(office, tmp_path):
        opened_to_all(tmp_path, 0o755)
        office.chmod(0o444)
        assert in_another_program(workers.as_nobody, office) == "read 300, office-read-only"

    def test_a_file_that_may_not_even_be_read(office, tmp_path):
        opened_to_all(tmp_path, 0o755)
        office.chmod(0o000)
        assert in_another_program(workers.as_nobody, office) == "no-permission"
        office.chmod(0o600)

    def test_a_backup_into_a_folder_that_may_not_be_written(office, tmp_path):
        opened_to_all(tmp_path, 0o555)
        office.chmod(0o444)
        said = in_another_program(workers.backup_as_nobody, office, tmp_path / "copy.oa")
        assert said == "no-permission"
        tmp_path.chmod(0o700)


def opened_to_all(folder, mode) -> None:
    """Let a user without rights reach the test's folder; only where the tests run as root."""
    folder.chmod(mode)
    if os.getuid() == 0:
        for parent in folder.parents:
            if parent.name.startswith(("pytest-", "popen-")):
                parent.chmod(parent.stat().st_mode | 0o011)


def test_a_drive_of_the_network_is_told_apart():
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nsrv:/x /mnt/a\\040b nfs4 rw 0 0\n//s/y /mnt/c cifs rw 0 0\n"
        "sftp /mnt/c/d fuse.sshfs rw 0 0\ntmpfs /mnt/a\\040b/local tmpfs rw 0 0\n"
    )

    def sort(text):
        return places.sort_of_drive(places.Path(text), mounts)

    assert sort("/srv/office.oa") == "ext4"
    assert sort("/mnt/a b/office.oa") == "nfs4"
    assert sort("/mnt/a bc/office.oa") == "ext4"
    assert sort("/mnt/c/office.oa") == "cifs"
    assert sort("/mnt/c/d/office.oa") == "fuse.sshfs"
    assert sort("/mnt/a b/local/office.oa") == "tmpfs"


def test_a_network_drive_is_refused(office, monkeypatch):
    monkeypatch.setattr(places, "_on_network", lambda path: True)
    assert code_of(office) == "network-drive"
    sqlite.open(office, anywhere=True).close()


@pytest.mark.parametrize(
    "name",
    ["OneDrive", "OneDrive - 某某单位", "Dropbox", "坚果云", "百度网盘", "WPS云盘", "iCloud Drive"],
)
def test_a_folder_that_a_cloud_copies_is_refused(tmp_path, name):
    folder = tmp_path / name / "公文"
    folder.mkdir(parents=True)
    assert code_of(folder / "office.oa", sqlite.create) == "cloud-folder"
    sqlite.create(folder / "office.oa", anywhere=True).close()
    assert code_of(folder / "office.oa") == "cloud-folder"


def test_a_link_does_not_hide_where_the_office_lies(tmp_path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    if POSIX:
        (tmp_path / "plain").symlink_to(folder)
        assert code_of(tmp_path / "plain" / "office.oa", sqlite.create) == "cloud-folder"


def test_a_fault_of_ours_stays_loud(path):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), known_failures(path):
        sqlite3.connect(":memory:").execute("SELECT * FROM nowhere")
    with pytest.raises(ZeroDivisionError), known_failures(path):
        raise ZeroDivisionError
    with pytest.raises(OSError, match="odd"), known_failures(path):
        raise OSError("odd")


def test_a_broken_rule_of_the_tables_stays_loud(office):
    store = sqlite.open(office)
    with store.write() as work, pytest.raises(sqlite3.IntegrityError):
        work.put("document", {"id": "d0", "classified": 7})
    store.close()


def test_an_opened_office_costs_little_to_open(office):
    assert "alembic" not in in_another_program(workers.modules_after_open, office)


def test_a_journal_that_a_crash_left_is_rolled_back_not_called_a_cut(office):
    """A commit cut short: the header is new, the pages it speaks of are not there yet."""
    if condition.WAL_IS_SAFE:
        return
    whole = office.read_bytes()
    with closing(sqlite3.connect(office, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN")
        writer.execute("INSERT INTO blob VALUES ('x', 3000000, zeroblob(3000000))")
        journal = office.with_name(office.name + "-journal").read_bytes()
        spilt = office.read_bytes()
        writer.execute("ROLLBACK")
    office.write_bytes(spilt[: len(whole) + 4096])
    changed(office, 28, (len(spilt) // 4096).to_bytes(4, "big"))
    office.with_name(office.name + "-journal").write_bytes(journal)
    store = sqlite.open(office)
    with store.read() as work:
        assert len(work.rows("document")) == 300
        assert work.blob("x") is None
    store.close()
    assert office.stat().st_size == len(whole)
