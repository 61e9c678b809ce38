"""A local office moves into a server with everything that proves it, and comes back the same."""

import csv
import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar
from uuid import uuid4

import psycopg
import pytest

from oa_client import app
from oa_client.docflow.handling.actions import Act, Attached
from oa_client.docflow.ledger.signature import generate
from oa_client.docflow.model.errors import EvidenceBroken, OfficeError, StoreUnavailable
from oa_client.docflow.model.moment import iso
from oa_client.docflow.store import copying, sqlite
from oa_client.docflow.store.schema import LEDGER, OFFICIAL
from oa_client.offices import moving
from oa_client.offices.registrar import RegistrarOffice
from tests.docflow.store.servers import as_login, database, running
from tests.offices import Played

LARGE = b"%PDF" + os.urandom(3 * 1024 * 1024 + 17)
"""A file of more than three pieces."""


@pytest.fixture(scope="module")
def uri() -> Iterator[str]:
    with running() as server:
        yield server.uri


@pytest.fixture
def local(tmp_path, monkeypatch) -> Iterator[Played]:
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    made = Played(tmp_path / "office.oa")
    yield made
    made.office.close()


class Kept:
    """First passwords; a login of the server has one, however many offices it belongs to."""

    by: ClassVar[dict[str, str]] = {}

    def note(self, passwords: dict[str, str]) -> None:
        self.by |= passwords


@contextmanager
def served(url: str) -> Iterator[RegistrarOffice]:
    """The office with its registrar at work."""
    registrar = RegistrarOffice(url)
    thread = threading.Thread(target=registrar.run)
    thread.start()
    try:
        yield registrar
    finally:
        registrar.stop()
        thread.join()
        registrar.close()


@contextmanager
def opened(url: str) -> Iterator[app.AnyOffice]:
    office = app.open_office(url)
    try:
        yield office
    finally:
        office.close()


def prepared(uri: str) -> str:
    """The address of a deployed database in which there is no office yet."""
    url = database(uri)
    assert not app.deploy(url, [], name="x").founded
    return url


def rows_of(url: str, tables: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(url) as connection:
        return {
            table: sorted(connection.execute(f'SELECT * FROM oa."{table}"').fetchall(), key=repr)
            for table in tables
        }


def anything(url: str) -> bool:
    return any(rows_of(url, (*OFFICIAL, *LEDGER, "my_key")).values())


def bring_empty(local: Played, document: str) -> None:
    """An empty file, as an earlier version took it in."""
    empty = Attached("空.txt", 0, hashlib.sha256(b"").hexdigest())
    came = Act("merge", "chen", document=document, key=str(uuid4()), attachments=(empty,))
    local.office._desk.handle(
        came, local.office.unlock("chen", None), at=iso(local.at), files={empty.sha256: b""}
    )


def test_every_row_of_a_busy_office_arrives_and_its_ledger_holds(uri, local):
    local.whole()
    document = local.incoming(files=[("扫描件.pdf", LARGE)])
    bring_empty(local, document)
    seal, _ = local.office.checkpoint()
    before = local.office.verify()
    url = prepared(uri)
    done = moving.move(local.office.path, url)
    assert (done.documents, done.entries) == (before["documents"], before["entries"])
    with opened(url) as office:
        assert isinstance(office, app.ServerOffice)
        assert office.verify(seal) == before
        assert not before["problems"]
    assert all(rows_of(url, OFFICIAL).values())


def test_a_moved_office_goes_on_each_with_his_own_key(uri, local):
    document = local.incoming(files=[("扫描件.pdf", LARGE)])
    seal, _ = local.office.checkpoint()
    url, kept = prepared(uri), Kept()
    moving.move(local.office.path, url, kept.note)
    assert set(kept.by) >= {row["login"] for row in local.office.people()}
    with served(url):
        with opened(as_login(url, "zhang", kept.by["zhang"])) as zhang:
            assert isinstance(zhang, app.SharedOffice)
            zhang.show("zhang", document)
            done = zhang.act("zhang", "instruct", {"opinion": "请住建科办。"}, document=document)
            assert done.stage == "assign"
            named = zhang.show("zhang", document)["attachments"][0]["sha256"]
            assert zhang.attachment("zhang", document, named) == LARGE
        with opened(url) as office:
            assert office.verify(seal)["problems"] == []


def test_a_person_gets_his_own_locked_key_and_nobody_elses(uri, local):
    url, kept = prepared(uri), Kept()
    moving.move(local.office.path, url, kept.note)
    with psycopg.connect(as_login(url, "li", kept.by["li"])) as li:
        assert li.execute("SELECT DISTINCT login FROM oa.my_key").fetchall() == [("li",)]
    with psycopg.connect(url) as registrar:
        registrar.execute(f'SET ROLE "oa_registrar_{url.rsplit("/", 1)[-1]}"')
        assert registrar.execute("SELECT DISTINCT login FROM oa.my_key").fetchall() == [("",)]


def test_there_and_back_again_gives_the_same_office(uri, local, tmp_path):
    local.whole()
    document = local.incoming()
    bring_empty(local, document)
    first, kept = prepared(uri), Kept()
    moving.move(local.office.path, first, kept.note)
    with served(first), opened(as_login(first, "zhang", kept.by["zhang"])) as zhang:
        files = [("大附件.bin", LARGE)]
        zhang.show("zhang", document)
        zhang.act("zhang", "instruct", {"opinion": "办。"}, document=document, files=files)
    copy = tmp_path / "copy.oa"
    with opened(first) as office:
        office.backup(copy)
        held = office.verify()
    back = app.LocalOffice(sqlite.open(copy), copy)
    assert back.verify() == held
    assert held["problems"] == []
    back.close()
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".office")] == []
    second = prepared(uri)
    moving.move(copy, second)
    assert rows_of(second, OFFICIAL) == rows_of(first, OFFICIAL)
    with opened(second) as office:
        assert office.verify() == held


def test_a_copy_is_taken_while_people_work_and_holds(uri, local, tmp_path):
    url, kept = prepared(uri), Kept()
    moving.move(local.office.path, url, kept.note)
    with served(url), opened(as_login(url, "chen", kept.by["chen"])) as chen:
        said = {"procedure": "incoming", "title": "通知"}
        enough = threading.Event()

        def work() -> None:
            while not enough.is_set():
                chen.act("chen", "register", said)

        at_work = threading.Thread(target=work)
        at_work.start()
        try:
            for n in range(3):
                with opened(url) as office:
                    office.backup(tmp_path / f"{n}.oa")
        finally:
            enough.set()
            at_work.join()
    for n in range(3):
        back = app.LocalOffice(sqlite.open(tmp_path / f"{n}.oa"), tmp_path / f"{n}.oa")
        assert back.verify()["problems"] == []
        back.close()


def test_a_copy_never_lies_over_another_file(uri, local, tmp_path):
    url = prepared(uri)
    moving.move(local.office.path, url)
    (tmp_path / "there").write_text("mine")
    with opened(url) as office, pytest.raises(StoreUnavailable, match="target-exists"):
        office.backup(tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


@pytest.mark.parametrize("statement", [
    "UPDATE document SET title = '另一个标题'",
    "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
    "UPDATE blob SET data = x'00'",
    "UPDATE key SET public = (SELECT public FROM key ORDER BY key_id DESC LIMIT 1)",
])  # fmt: skip
def test_an_office_that_was_tampered_with_is_refused_before_anything_is_written(
    uri, local, statement
):
    local.incoming(files=[("a.txt", b"1")])
    url = prepared(uri)
    local.tamper(statement)
    with pytest.raises(OfficeError) as told:  # the store itself refuses a file without its guards
        moving.move(local.office.path, url)
    assert told.value.exit_code in (3, 4)
    assert not anything(url)


def test_an_office_with_its_guards_up_and_one_wrong_row_is_refused_as_evidence(uri, local):
    local.incoming()
    store = sqlite.open(local.office.path)
    with store.write() as work:
        work.put("book", {"series": "办发", "year": 2026, "start": 1, "last": 9, "opened_at": "x"})
        work.commit()
    store.close()
    url = prepared(uri)
    with pytest.raises(EvidenceBroken, match="office-not-sound"):
        moving.move(local.office.path, url)
    assert not anything(url)


def test_an_office_takes_the_place_of_one_that_was_only_founded(uri, local):
    from oa_client import assets
    from oa_client.commands.offices import people_in

    local.incoming()
    url, kept = database(uri), Kept()
    people = people_in(str(assets.path("demo", "people.csv")))
    assert app.deploy(url, people, name="新建", note=kept.note).founded
    with served(url):  # a registrar that serves the other goes on with this one's key
        moving.move(local.office.path, url)
        with opened(as_login(url, "chen", kept.by["chen"])) as chen:
            assert chen.office()["name"] == local.office.office()["name"]
            chen.act("chen", "register", {"procedure": "incoming", "title": "通知"})
        with opened(url) as office:
            assert office.verify()["problems"] == []
    with psycopg.connect(url) as raw, pytest.raises(psycopg.Error, match="ledger-append-only"):
        raw.execute("DELETE FROM oa.entry")


def test_an_office_at_work_is_not_replaced(uri, local):
    url = prepared(uri)
    moving.move(local.office.path, url)
    before = rows_of(url, LEDGER)
    with pytest.raises(StoreUnavailable, match="target-in-use"):
        local.incoming()
        moving.move(local.office.path, url)
        moving.move(local.office.path, url)
    assert rows_of(url, LEDGER)["blob"] == before["blob"]


def test_a_database_that_was_not_deployed_is_refused(uri, local):
    with pytest.raises(StoreUnavailable, match="not-deployed"):
        moving.move(local.office.path, database(uri))


def test_a_move_that_is_killed_in_the_middle_leaves_nothing_and_is_repeated(uri, local):
    local.whole()
    url = prepared(uri)
    move = [sys.executable, "-m", "oa_client", "migrate", str(local.office.path), url]
    with psycopg.connect(url) as other, psycopg.connect(url, autocommit=True) as looking:
        other.execute("LOCK TABLE oa.my_key IN EXCLUSIVE MODE")
        moved = subprocess.Popen(move, env=dict(os.environ), stderr=subprocess.DEVNULL)
        waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'oa.my_key'::regclass"
        while looking.execute(waits).fetchone() is None:
            assert moved.poll() is None
        moved.send_signal(signal.SIGKILL)
        moved.wait()
    assert not anything(url)
    moving.move(local.office.path, url)
    with opened(url) as office:
        assert office.verify()["problems"] == []


def test_a_login_that_the_server_keeps_for_itself_stops_the_move_at_once(uri, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("login,name,unit,posts,superior\npostgres,甲,办公室,文书,\n", "utf-8")
    from oa_client.commands.offices import people_in

    app.found_office(str(tmp_path / "o.oa"), people_in(str(people)), name="某局").close()
    url = prepared(uri)
    with pytest.raises(OfficeError, match="login-reserved"):
        moving.move(tmp_path / "o.oa", url)
    assert not anything(url)


def test_more_rows_and_files_than_fit_one_page_are_all_copied(monkeypatch, local, uri):
    monkeypatch.setattr(copying, "PAGE", 2)
    local.whole()
    url = prepared(uri)
    moving.move(local.office.path, url)
    with opened(url) as office:
        assert office.verify() == local.office.verify()


def test_keys_with_a_passphrase_go_along_locked(uri, tmp_path, monkeypatch):
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    people = tmp_path / "people.csv"
    rows = [("login", "name", "unit", "posts", "superior"), ("liu", "刘", "办公室", "文书", "")]
    with people.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    from oa_client.commands.offices import people_in

    local = app.found_office(str(tmp_path / "o.oa"), people_in(str(people)), name="某局")
    local.make_key("liu", "一个很长的口令")
    local.close()
    url, kept = prepared(uri), Kept()
    moving.move(tmp_path / "o.oa", url, kept.note)
    pem, _, _ = generate("别的口令")
    with psycopg.connect(url) as raw:
        found = raw.execute("SELECT pem FROM oa.my_key WHERE login = 'liu'").fetchone()
    assert found is not None
    assert found[0].split()[:2] == pem.decode().split()[:2]
    with opened(as_login(url, "liu", kept.by["liu"])) as liu:
        with pytest.raises(OfficeError, match="wrong-passphrase"):
            liu.unlock("liu", "猜的")
        liu.unlock("liu", "一个很长的口令")


def test_who_is_not_of_the_office_that_came_has_no_way_in_any_more(uri, local, tmp_path):
    from oa_client.commands.offices import people_in

    people = tmp_path / "others.csv"
    people.write_text("login,name,unit,posts,superior\nstranger,甲,办公室,文书,\n", "utf-8")
    url, kept = database(uri), Kept()
    app.deploy(url, people_in(str(people)), name="新建", note=kept.note)
    stranger = as_login(url, "stranger", kept.by["stranger"])
    with opened(stranger) as office:
        assert office.office()["name"] == "新建"
    moving.move(local.office.path, url)
    with pytest.raises(psycopg.OperationalError, match="CONNECT"):
        psycopg.connect(stranger)


def test_deploying_again_while_people_work_is_in_nobodys_way(uri, local):
    url, kept = prepared(uri), Kept()
    moving.move(local.office.path, url, kept.note)
    with served(url), opened(as_login(url, "chen", kept.by["chen"])) as chen:
        for _ in range(3):
            assert not app.deploy(url, [], name="x").fresh
            chen.act("chen", "register", {"procedure": "incoming", "title": "通知"})
        with opened(url) as office:
            assert office.verify()["problems"] == []
