"""Rooms are painted out of sight before they are entered; nobody sees anything of it."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from oa_client import app, window
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.rooms import NAMES
from oa_client.ui.views.warming import Warming
from oa_client.ui.work import Work
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def opened(played: Played, qtbot, tmp_path, monkeypatch, dress) -> Iterator[window.OpenWindow]:
    monkeypatch.setenv("OA_PREFERENCES", str(tmp_path / "window.json"))
    played.incoming()
    work = Work(lambda: app.open_office(str(played.office.path)))
    session = Session(work, window.facts_of(played.office), "chen", "zh_CN")
    flashing = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    made = window.OpenWindow(session, Preferences())
    yield made
    QApplication.setCursorFlashTime(flashing)
    made.main.close()
    made.main.deleteLater()
    assert work.stop()


def warming(opened: window.OpenWindow) -> Warming:
    return opened.main.rooms.findChild(Warming)


def warmed(opened: window.OpenWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not warming(opened), timeout=60_000)


def test_no_room_is_built_before_it_is_entered_or_warmed(opened, qtbot):
    main = opened.main
    opened.show()
    settle(main, qtbot)
    main.refresh()
    main.session.set_person("wu")
    main.session.set_language("en")
    main.keep()
    settle(main, qtbot)
    assert not [name for name in NAMES if main.rooms.is_built(name)]
    main.open_place("supervision")
    assert [name for name in NAMES if main.rooms.is_built(name)] == ["supervision"]
    warmed(opened, qtbot)
    assert all(main.rooms.is_built(name) for name in NAMES)
    assert main.rooms.currentWidget() is main.supervision


def test_a_room_is_built_out_of_sight_and_one_in_each_turn(opened, qtbot):
    opened.show()
    main = opened.main
    settle(main, qtbot)
    again, held, seen = warming(opened), main.focusWidget(), main.grab().toImage()
    counts = []
    while again:
        counts.append(main.rooms.count())
        again._go_on()
        settle(main, qtbot)
    assert max(new - old for old, new in pairwise(counts)) == 1
    assert QApplication.topLevelWidgets().count(main) == 1 and main.isActiveWindow()
    assert main.focusWidget() is held and main.grab().toImage() == seen


def test_what_one_writes_in_a_new_room_before_the_office_answers_stays(opened, qtbot):
    opened.show()
    main = opened.main
    settle(main, qtbot)
    main.open_place("draft")
    assert main.session.waiting
    qtbot.keyClicks(main.draft.body, "early words")
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "early words"


def test_warming_asks_nothing_shows_nothing_and_takes_no_keyboard(opened, qtbot):
    opened.show()
    main = opened.main
    for name in NAMES:  # which ask at their beginning what is half written in them
        main.rooms.room(name)
    settle(main, qtbot)
    assert warming(opened), "the list is there before any room is warm"
    main.news.stop()  # which looks now and then whether anything is new
    asked: list[bool] = []
    main.session._work.busy.connect(asked.append)
    held, seen = main.focusWidget(), main.grab().toImage()
    warmed(opened, qtbot)
    assert main.focusWidget() is held and main.grab().toImage() == seen
    assert not asked and main.rooms.currentIndex() == 0


def test_a_room_looks_the_same_warm_and_cold(opened, qtbot):
    opened.show()
    main = opened.main
    settle(main, qtbot)
    for room in ("register", "draft"):
        main.open_place(room)
        settle(main, qtbot)
        cold = main.grab().toImage()
        main.open_place("todo")
        settle(main, qtbot)
        again = Warming(main.rooms, main.session)
        qtbot.waitUntil(lambda again=again: not again, timeout=60_000)
        main.open_place(room)
        settle(main, qtbot)
        assert main.grab().toImage() == cold, room


def test_it_waits_for_the_window_and_ends_with_it(opened, qtbot):
    again = warming(opened)
    again._clock.setInterval(1)
    qtbot.wait(50)
    left = len(list(again._cold()))
    assert again and left, "nothing is painted before the window is seen"
    opened.show()
    settle(opened.main, qtbot)
    opened.main.close()
    assert not again


def test_it_rests_while_an_answer_is_waited_for(opened, qtbot):
    opened.show()
    main = opened.main
    settle(main, qtbot)
    again = warming(opened)
    parts = list(again._cold())
    again._parts = iter(parts)
    main.session.ask(lambda office: office.now(), lambda _: None)
    assert main.session.waiting
    again._go_on()
    assert next(again._parts) is parts[0], "an answer comes first"
