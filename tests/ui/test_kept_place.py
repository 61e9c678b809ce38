"""Another size of everything, another language: one stays where one was, with what one wrote."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from oa_client import app, window
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.list_order import ORDERS
from oa_client.ui.views.rooms import NAMES
from oa_client.ui.work import Work
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def opened(
    played: Played, qtbot, tmp_path: Path, monkeypatch, dress
) -> Iterator[window.OpenWindow]:
    monkeypatch.setenv("OA_PREFERENCES", str(tmp_path / "window.json"))
    for number in range(14):
        played.act("chen", "register", title=f"关于第{number}件事的通知", urgency="加急")
    work = Work(lambda: app.open_office(str(played.office.path)))
    session = Session(work, window.facts_of(played.office), "chen", "zh_CN")
    made = window.OpenWindow(session, Preferences())
    made.show()
    settle(made.main, qtbot)
    yield made
    made.main.close()
    made.main.deleteLater()
    assert work.stop()


def other_size(opened: window.OpenWindow, zoom: float, qtbot) -> None:
    before = opened.main
    before.preferred.emit(replace(before.preferences, zoom=zoom))
    qtbot.waitUntil(lambda: opened.main is not before)
    settle(opened.main, qtbot)


def standing(opened: window.OpenWindow) -> tuple[object, ...]:
    """What one sees of where one is."""
    main = opened.main
    rows = main.list
    return (
        rows.model.rowCount(), rows._count.text(), rows._filter, rows.document_at(
            rows.view.currentIndex().row()), main.document.wanted(),
        main.document.bar.opinion.toPlainText(), main.navigation.chosen_now(),
    )  # fmt: skip


@pytest.mark.parametrize("zoom", [1.15, 1.3])
def test_another_size_keeps_list_selection_and_half_written_words(
    opened: window.OpenWindow, qtbot, zoom: float
):
    rows = opened.main.list
    rows.filters["incoming"].click()
    rows.view.setCurrentIndex(rows.model.index(9, 0))
    settle(opened.main, qtbot)
    opened.main.document.bar.opinion.setPlainText("写到一半")
    before, scrolled = standing(opened), rows.view.verticalScrollBar().value()
    assert before[0] == 14 and before[5] == "写到一半" and scrolled
    other_size(opened, zoom, qtbot)
    assert opened.main.list is not rows and standing(opened) == before
    assert opened.main.list.view.verticalScrollBar().value() > 0


def test_all_lines_of_an_opinion_are_seen_at_another_size(opened: window.OpenWindow, qtbot):
    opened.main.list.view.setCurrentIndex(opened.main.list.model.index(9, 0))
    settle(opened.main, qtbot)
    opened.main.document.bar.opinion.insertPlainText("请住建科会同财务科研究，" * 5)
    for zoom in (1.15, 1.3, 1.0):
        other_size(opened, zoom, qtbot)
        opinion = opened.main.document.bar.opinion
        lines = opinion.firstVisibleBlock().layout().lineCount()
        assert lines > 1 and opinion.verticalScrollBar().maximum() == 0, "none is out of sight"


def test_another_language_keeps_them_as_well(opened: window.OpenWindow, qtbot):
    rows = opened.main.list
    rows.view.setCurrentIndex(rows.model.index(9, 0))
    settle(opened.main, qtbot)
    opened.main.document.bar.opinion.setPlainText("写到一半")
    before, scrolled = standing(opened), rows.view.verticalScrollBar().value()
    opened.main.header.language.click()
    settle(opened.main, qtbot)
    after = standing(opened)
    assert after[0] == 14 and after[2:] == before[2:]
    assert rows.view.verticalScrollBar().value() == scrolled


def test_what_was_found_is_still_found_after_another_size(opened: window.OpenWindow, qtbot):
    opened.main.header.search.setText("第7件")
    opened.main.search("第7件")
    settle(opened.main, qtbot)
    other_size(opened, 1.15, qtbot)
    assert opened.main.list.model.rowCount() == 1
    assert opened.main.header.search.text() == "第7件"


def test_a_paper_at_hand_in_the_register_stays_with_its_files(
    opened: window.OpenWindow, qtbot, tmp_path: Path
):
    (tmp_path / "来文.txt").write_text("文", "utf-8")
    register = opened.main.register
    opened.main.open_place("register")
    register.form.inputs["issuer"].setText("某省厅")
    register.first_check.questions.answer(1, yes=True)
    register.attach([tmp_path / "来文.txt"])
    settle(opened.main, qtbot)
    other_size(opened, 1.15, qtbot)
    again = opened.main.register
    assert again is not register and opened.main.rooms.currentWidget() is again
    assert again.form.inputs["issuer"].text() == "某省厅"
    assert [name for name, _ in again.original.files] == ["来文.txt"]
    assert again.first_check.questions.given() == {1: True}


def test_the_buttons_of_the_old_size_are_gone(opened: window.OpenWindow, qtbot):
    old = opened.main.document.bar.primary
    other_size(opened, 1.3, qtbot)
    assert old not in opened.main.findChildren(QPushButton)


def choose_size(opened: window.OpenWindow, words: str, qtbot) -> None:
    """As one does it: in the menu under one's name."""
    before, menu = opened.main, opened.main.header.menu
    menu.popup(before.mapToGlobal(before.rect().center()))
    (entry,) = (action for action in menu.actions() if action.text() == words)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    qtbot.waitUntil(lambda: opened.main is not before)
    settle(opened.main, qtbot)


def click_row(view, number: int, qtbot) -> None:
    at = view.visualRect(view.model().index(number, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("tray", ["todo", "tracked", "found"])
def test_the_paper_that_was_chosen_in_a_list_is_chosen_still_at_another_size(
    opened: window.OpenWindow, qtbot, tray: str
):
    main = opened.main
    if tray == "found":
        main.search("件事")
    else:
        qtbot.mouseClick(main.navigation.buttons[tray], Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    click_row(main.list.view, 3, qtbot)
    settle(main, qtbot)
    before = standing(opened)
    assert before[4] == before[3] != ""
    for words in ("130 %", "100 %"):
        choose_size(opened, words, qtbot)
        assert standing(opened) == before and opened.main.document.shown() is not None


def test_a_paper_that_lies_in_no_list_of_his_stays_open_at_another_size(
    opened: window.OpenWindow, played: Played, qtbot
):
    document = played.outgoing("print")
    opened.main.open_place("books")
    opened.main.books.sheets.set_value("numbers")
    settle(opened.main, qtbot)
    opened.main.books.opened.emit(document)
    settle(opened.main, qtbot)
    choose_size(opened, "130 %", qtbot)
    assert opened.main.document.wanted() == document
    assert opened.main.document.shown()["document"] == document


def test_the_sheet_that_is_looked_at_is_the_same_at_another_size(
    opened: window.OpenWindow, qtbot
):
    main = opened.main
    main.open_place("books")
    settle(main, qtbot)
    qtbot.mouseClick(main.books.sheets.buttons[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(main.books.period.buttons[0], Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    before = main.books.sheets.value(), main.books.period.value()
    choose_size(opened, "115 %", qtbot)
    assert opened.main.rooms.currentWidget() is opened.main.books
    assert (opened.main.books.sheets.value(), opened.main.books.period.value()) == before


def test_the_case_beside_the_desk_is_there_still_at_another_size(
    opened: window.OpenWindow, played: Played, qtbot
):
    main = opened.main
    main.session.set_person("wu")
    main.open_place("supervision")
    settle(main, qtbot)
    qtbot.mouseClick(main.supervision.table.all, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(main.supervision.period.buttons[1], Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    click_row(main.supervision.late, 2, qtbot)
    settle(main, qtbot)
    detail = main.supervision.detail
    before = detail._document, main.supervision.table.chosen(), main.supervision.period.value()
    assert detail.isVisible() and before[0]
    choose_size(opened, "115 %", qtbot)
    desk = opened.main.supervision
    assert opened.main.rooms.currentWidget() is desk and desk.detail.isVisible()
    assert (desk.detail._document, desk.table.chosen(), desk.period.value()) == before
    assert desk.table.all.isChecked()


def test_the_caret_and_what_is_scrolled_are_the_same_at_another_size(
    opened: window.OpenWindow, qtbot
):
    main = opened.main
    main.list.order.menu().actions()[1].trigger()
    click_row(main.list.view, 2, qtbot)
    settle(main, qtbot)
    bar = main.list.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    opinion = main.document.bar.opinion
    opinion.setPlainText("写到一半的意见")
    opinion.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(opinion, key)
    qtbot.keyClick(opinion, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    marked = opinion.textCursor().selectedText()
    order, share = main.list.order.value, bar.value() / bar.maximum()
    other_size(opened, 1.3, qtbot)
    again = opened.main.document.bar.opinion
    assert marked and opened.main.focusWidget() is again
    assert (again.toPlainText(), again.textCursor().selectedText()) == ("写到一半的意见", marked)
    assert opened.main.list.order.value == order != ORDERS[0]
    bar = opened.main.list.view.verticalScrollBar()
    assert bar.value() == pytest.approx(share * bar.maximum(), abs=1)


def test_another_size_is_made_in_turns_between_which_the_window_is_heard(
    opened: window.OpenWindow, qtbot
):
    opened.main.open_place("register")
    opened.main.register.form.inputs["title"].setText("写到一半的来文")
    opened.main.setFocus()  # a caret comes and goes
    settle(opened.main, qtbot)
    before, seen = opened.main, opened.main.grab().toImage()
    turns: list[bool] = []
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: turns.append(opened.main is before and before.gave_way))
    clock.start()
    before.preferred.emit(replace(before.preferences, zoom=1.15))
    qtbot.waitUntil(lambda: before.gave_way)
    assert before.grab().toImage() == seen, "one sees what one saw"
    before.resize(1200, 800)
    before.close()
    assert before.isVisible(), "a picture of half-written words is not closed upon them"
    qtbot.waitUntil(lambda: opened.main is not before)
    settle(opened.main, qtbot)
    clock.stop()
    assert turns.count(True) >= 5
    assert opened.main.register.form.inputs["title"].text() == "写到一半的来文"
    assert opened.main.isVisible()


def test_rooms_without_anything_at_hand_wait_at_another_size_until_they_are_entered(
    opened: window.OpenWindow, qtbot
):
    main = opened.main
    for name in NAMES:
        main.rooms.room(name)
    settle(main, qtbot)
    main.books.sheets.set_value("numbers")
    settle(main, qtbot)
    for zoom in (1.15, 1.3):
        other_size(opened, zoom, qtbot)
        assert not [name for name in NAMES if opened.main.rooms.is_built(name)]
    opened.main.open_place("books")
    settle(opened.main, qtbot)
    assert opened.main.books.sheets.value() == "numbers"
