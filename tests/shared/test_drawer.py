"""A person's drawer on his PC: nobody else reads it, and nothing in it is lost without a word."""

import sqlite3
import stat
from pathlib import Path

import pytest

from oa_client.docflow.store.drawer import Drawer, Unsent

SECRET, OTHER = b"s" * 32, b"o" * 32
REQUEST = Unsent("r1", b'{"opinion":"geheim"}', "key", b"sig", "2026-03-02T09:00:00+08:00")


def opened(path: Path) -> Drawer:
    drawer = Drawer(path)
    assert drawer.unlock("key", SECRET)
    return drawer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office" / "chen.drawer"


def beside(path: Path, why: str) -> list[Path]:
    return sorted(path.parent.glob(f"chen.{why}-*.drawer"))


def test_what_is_written_can_be_read_by_its_owner_alone(path):
    drawer = opened(path)
    drawer.keep("opinion.d1", "geheim")
    drawer.put_unsent(REQUEST)
    assert drawer.kept("opinion.d1") == "geheim" and drawer.unsent() == [REQUEST]
    drawer.close()
    assert b"geheim" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shut = Drawer(path)
    assert shut.kept("opinion.d1") is None and shut.unsent() == []
    assert not shut.keep("opinion.d1", "other") and not shut.unlock("key", OTHER)
    shut.close()
    again = opened(path)
    assert again.kept("opinion.d1") == "geheim" and again.unsent() == [REQUEST]
    assert again.troubles == []
    again.close()


def test_rights_that_were_loosened_are_tightened_again(path):
    opened(path).close()
    path.chmod(0o644)
    opened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_key_of_the_same_owner_opens_it_too(path):
    drawer = opened(path)
    drawer.keep("draft", "我的稿")
    drawer.unlock_with("new", OTHER)
    drawer.close()
    again = Drawer(path)
    assert again.unlock("new", OTHER) and again.kept("draft") == "我的稿"
    again.close()


def test_a_drawer_that_no_key_opens_is_put_beside_and_said(path):
    drawer = opened(path)
    drawer.keep("draft", "我的稿")
    drawer.put_key("key", b"pem")
    drawer.note_seen("d1", 3, "head")
    drawer.close()
    again = Drawer(path)
    assert not again.unlock("stranger", OTHER)
    again.begin_anew()
    assert again.unlock("stranger", OTHER) and again.kept("draft") is None
    assert again.keys() == {"key": b"pem"} and again.seen("d1") == (3, "head")
    (said,) = again.troubles
    assert said.code == "drawer-locked"
    again.close()
    (put,) = beside(path, "locked")
    assert said.facts["file"] == str(put)
    old = Drawer(put)
    assert old.unlock("key", SECRET) and old.kept("draft") == "我的稿"
    old.close()


@pytest.mark.parametrize("damage", ["no drawer", "torn page"])
def test_a_damaged_drawer_is_put_beside_and_said(path, damage):
    drawer = opened(path)
    for n in range(200):
        drawer.keep(f"place{n}", "字" * 300)
    drawer.close()
    data = bytearray(path.read_bytes())
    if damage == "no drawer":
        data[:] = b"something else " * 1000
    else:
        data[4096 * 2 : 4096 * 12] = b"\xff" * 4096 * 10
    path.write_bytes(data)
    again = opened(path)
    assert [said.code for said in again.troubles] == ["drawer-damaged"]
    assert again.keep("place1", "又写") and again.kept("place1") == "又写"
    again.close()
    (put,) = beside(path, "damaged")
    assert put.read_bytes() == bytes(data)
    opened(path).close()


def test_a_drawer_damaged_while_it_is_open_is_begun_anew(path):
    drawer = opened(path)
    drawer.keep("draft", "稿")
    with path.open("r+b") as file:
        file.write(b"garbage!" * 4096)
    drawer._records.close()
    drawer._records = sqlite3.connect(path, isolation_level=None)
    assert drawer.keep("draft", "稿二") and drawer.kept("draft") == "稿二"
    assert [said.code for said in drawer.troubles] == ["drawer-damaged"]
    drawer.close()
    again = opened(path)
    assert again.kept("draft") == "稿二"
    again.close()


def test_one_place_that_can_t_be_read_is_put_beside_and_said(path):
    drawer = opened(path)
    drawer.keep("draft", "稿")
    drawer._records.execute("UPDATE kept SET text = zeroblob(60)")
    assert drawer.kept("draft") is None
    assert [said.code for said in drawer.troubles] == ["words-unreadable"]
    assert drawer._records.execute("SELECT count(*) FROM beside").fetchone() == (1,)
    drawer.close()


def test_two_windows_of_one_person_share_it(path):
    first, second = opened(path), opened(path)
    first.keep("draft", "一")
    assert second.kept("draft") == "一"
    second.put_unsent(REQUEST)
    assert first.unsent() == [REQUEST]
    first.settle("r1")
    assert second.unsent() == []
    second._put_beside("damaged")
    first.keep("draft", "二")
    assert second.kept("draft") == "二", "both go on in the new one"
    for drawer in (first, second):
        drawer.close()


def test_requests_go_out_in_the_order_in_which_they_were_made(path):
    drawer = opened(path)
    for n, at in ((1, "09:00"), (2, "08:00"), (3, "08:00")):
        drawer.put_unsent(Unsent(f"r{n}", b"x", None, None, at))
    assert [request.id for request in drawer.unsent()] == ["r2", "r3", "r1"]
    drawer.close()
