"""The office takes nothing for a while: words are held, put away later, and never closed over."""

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oa_client.ui.presenters.unkept import unkept
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.unkept_words import UnkeptDialog
from tests.drives import drive
from tests.offices import Played
from tests.ui.test_window import settle

WORDS = "断开时写的意见"


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path | None]:
    """A drive of 4 MB, where this system lets us make one."""
    folder = tmp_path / "drive"
    folder.mkdir()
    with drive(folder, "size=4m") as made:
        yield made


@pytest.fixture
def played(small_drive: Path | None, tmp_path: Path) -> Iterator[Played]:
    made = Played((small_drive or tmp_path) / "office.oa")
    yield made
    made.office.close()


@pytest.fixture
def document(played: Played) -> str:
    return played.incoming()


@pytest.fixture
def other(played: Played) -> str:
    return played.incoming()


@pytest.fixture
def main(seated, document: str) -> MainWindow:
    return seated("zhang", document)


def write(main: MainWindow, words: str, qtbot) -> None:
    main.document.bar.opinion.setPlainText(words)
    main.document.bar.keep_half_written()
    settle(main, qtbot)


def lose(played: Played) -> Path:
    """The office file is moved away; where it lies meanwhile."""
    aside = played.office.path.with_name("aside")
    played.office.close()
    played.office.path.rename(aside)
    return aside


def filled(drive: Path) -> Path:
    """What takes all the room that is left on a drive."""
    rest = drive / "rest"
    with rest.open("wb", buffering=0) as file:
        try:
            while file.write(b"0" * 4096):
                pass
        except OSError as failure:
            assert failure.errno == errno.ENOSPC
    return rest


def opinion(played: Played, document: str) -> str | None:
    return played.office.autosaved("zhang", f"opinion.{document}")


def test_on_a_full_drive_words_wait_for_room_and_that_is_told_once(
    small_drive, main, told, played, document, qtbot
):
    if small_drive is None:
        return
    reached: list[object] = []
    main.session.reached.connect(reached.append)
    rest = filled(small_drive)
    write(main, WORDS, qtbot)
    for _ in range(3):
        main.refresh()
        settle(main, qtbot)
    assert len(told) == 1 and main.reach.isVisible()
    assert all(reached), "what can be read only has not come back"
    assert main.document.isVisible() and opinion(played, document) is None
    rest.unlink()
    main.news.watch()
    settle(main, qtbot)
    assert not main.reach.isVisible()
    assert opinion(played, document) == WORDS


def test_words_that_could_not_be_put_away_come_back_with_their_paper(
    other, main, played, document, qtbot
):
    aside = lose(played)
    write(main, WORDS, qtbot)
    main.open_document(other)
    settle(main, qtbot)
    aside.rename(played.office.path)
    for asked in (other, document):
        main.open_document(asked)
        settle(main, qtbot)
    assert main.document.bar.opinion.toPlainText() == WORDS
    assert opinion(played, document) == WORDS and opinion(played, other) is None


def test_the_tries_of_a_lost_office_say_nothing_that_the_strip_says(main, told, played, qtbot):
    lose(played)
    for _ in range(3):
        main.news.watch()
        settle(main, qtbot)
    assert main.reach.isVisible() and told == []


def dialog(main: MainWindow) -> UnkeptDialog:
    found = main.findChild(UnkeptDialog)
    assert found is not None
    return found


def test_a_window_does_not_close_over_words_that_lie_nowhere_else(
    main, played, document, qtbot
):
    aside = lose(played)
    write(main, WORDS, qtbot)
    main.close()
    assert main.isVisible()
    dialog(main).stay.click()
    qtbot.wait(1)
    aside.rename(played.office.path)
    main.refresh()
    settle(main, qtbot)
    main.close()
    assert not main.isVisible() and opinion(played, document) == WORDS


@pytest.mark.parametrize("button", ["save", "give_up"])
def test_who_closes_all_the_same_has_his_words_in_a_file_or_gives_them_up(
    button, main, played, qtbot, tmp_path, monkeypatch
):
    lose(played)
    write(main, WORDS, qtbot)
    main.draft.form.inputs["title"].setText("关于断开的通知")
    main.draft.keep_half_written()
    settle(main, qtbot)
    target = tmp_path / "留.txt"
    monkeypatch.setattr("oa_client.ui.views.unkept_words.ask_target", lambda *_: target)
    main.close()
    getattr(dialog(main), button).click()
    assert not main.isVisible()
    if button == "save":
        assert WORDS in target.read_text("utf-8")
        assert "标题　关于断开的通知" in target.read_text("utf-8")
    else:
        assert not target.exists()


def test_a_file_that_can_not_be_written_keeps_the_window_open(
    main, told, played, qtbot, tmp_path, monkeypatch
):
    lose(played)
    write(main, WORDS, qtbot)
    target = tmp_path / "nowhere" / "留.txt"
    monkeypatch.setattr("oa_client.ui.views.unkept_words.ask_target", lambda *_: target)
    main.close()
    dialog(main).save.click()
    assert main.isVisible() and os.strerror(errno.ENOENT) in told[-1]
    assert [each.text for each in unkept(main.session).words()] == [WORDS]


def test_a_record_that_can_not_be_read_is_a_damaged_office_for_as_long_as_it_is_open(
    main, told, played, document, qtbot
):
    reached: list[Any] = []
    main.session.reached.connect(reached.append)
    main.session.crashed.connect(told.append)
    played.tamper("update document set elements = '{\"title\": \"关' where id = ?", document)
    for ask in (main.refresh, main.news.watch, main.refresh):
        ask()
        settle(main, qtbot)
    write(main, WORDS, qtbot)
    assert all(reached), "what answers beside it makes no sound office of it"
    assert set(told) == {main.session.say(reached[0])} and main.reach.isVisible()
    assert opinion(played, document) == WORDS


def test_words_that_still_wait_for_long_work_are_not_closed_over(main, qtbot, monkeypatch):
    monkeypatch.setattr("oa_client.ui.views.main_window.LEAVE_WITHIN", 50)
    goes_on = threading.Event()
    main.session.ask(lambda _: goes_on.wait(20), lambda _: None)
    main.document.bar.opinion.setPlainText(WORDS)
    main.close()
    assert main.isVisible() and dialog(main).isVisible()
    goes_on.set()
    dialog(main).stay.click()
    settle(main, qtbot)
    main.close()
    assert not main.isVisible()
