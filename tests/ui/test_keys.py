"""Keys: one table binds and shows them; the keyboard is where one would look for it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel

from oa_client.ui import texts
from oa_client.ui.views import file_dialogs
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.rooms import NAMES
from oa_client.ui.views.shortcut_sheet import ShortcutSheet
from oa_client.ui.views.shortcuts import SHORTCUTS
from tests.house.sources import ROOT
from tests.offices import Played
from tests.ui.test_window import press_primary, settle, sit_down


@pytest.fixture
def main(sit, played: Played, qtbot) -> MainWindow:
    """张明远's window, with two papers for him to decide on."""
    played.incoming(), played.incoming()
    shown = sit("zhang")
    settle(shown, qtbot)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def press(main: MainWindow, qtbot, key: Qt.Key, with_: Qt.KeyboardModifier | None = None) -> None:
    held = with_ or Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(main.focusWidget() or main, key, held)
    settle(main, qtbot)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_key_of_the_window_is_bound_by_the_table_that_the_sheet_shows(main: MainWindow):
    for name in NAMES:
        main.rooms.room(name)
    bound = {key.key().toString() for key in main.findChildren(QShortcut)}
    told = {QKeySequence(press).toString() for keys in SHORTCUTS.values() for press in keys.presses}
    assert bound <= told
    in_fields = {"level", "plain", "question", "yes", "no", "confirm"}
    by_fields = {QKeySequence(one).toString() for n in in_fields for one in SHORTCUTS[n].presses}
    assert told - by_fields <= bound


def test_nothing_but_the_table_binds_a_key():
    views = ROOT / "oa_client" / "ui"
    others = [p for p in views.rglob("*.py") if "QShortcut(" in p.read_text("utf-8")]
    assert [p.name for p in others] == ["shortcuts.py"]


def test_a_key_that_other_words_name_is_one_of_the_table():
    known = {name for keys in SHORTCUTS.values() for name in (*keys.presses, *keys.also)}
    for key in sorted(texts.keys()):
        for language in ("zh_CN", "en"):
            words = texts._all()[key][language == "en"]
            found = re.findall(r"\b(?:(?:Ctrl|Shift|Alt)\+)+\w+|\bF\d+\b", words)
            assert set(found) <= known, key


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_f1_shows_every_key_and_finds_one_by_what_it_does(
    main: MainWindow, qtbot, language: str
):
    main.session.set_language(language)
    settle(main, qtbot)
    press(main, qtbot, Qt.Key.Key_F1)
    sheet = main.findChild(ShortcutSheet)
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert all(keys.shown() in words for keys in SHORTCUTS.values())
    sheet.sought.setText(main.session.text("shortcut.add-signer").upper())
    assert [name for name, row in sheet.rows.items() if row.isVisible()] == ["add-signer"]
    sheet.sought.setText("Ctrl+P")
    assert [name for name, row in sheet.rows.items() if row.isVisible()] == ["print", "print_draft"]


def test_the_sheet_of_keys_is_opened_under_one_s_name_too(main: MainWindow, qtbot):
    main.header.menu.fill()
    [entry] = [one for one in main.header.menu.actions() if one.text().endswith("F1")]
    entry.trigger()
    assert main.findChild(ShortcutSheet).isVisible()


def test_the_list_has_the_keyboard_from_the_start_and_opens_nothing_by_itself(
    main: MainWindow, qtbot
):
    assert main.focusWidget() is main.list.view and not main.document.wanted()
    press(main, qtbot, Qt.Key.Key_Down)
    assert main.document.wanted() == main.list.document_at(0)
    press(main, qtbot, Qt.Key.Key_Return)
    assert main.focusWidget() is main.document.bar.opinion


def test_who_sits_down_at_an_empty_list_and_gets_papers_keeps_the_keyboard_there(
    sit, played: Played, qtbot
):
    main = sit("zhang")
    settle(main, qtbot)
    played.incoming()
    main.refresh()
    settle(main, qtbot)
    assert main.list.view.isVisible() and main.focusWidget() is main.list.view


def test_ctrl_1_leads_from_the_search_line_to_the_list(main: MainWindow, qtbot):
    press(main, qtbot, Qt.Key.Key_K, CTRL)
    assert main.header.search.hasFocus()
    press(main, qtbot, Qt.Key.Key_1, CTRL)
    assert main.focusWidget() is main.list.view


def test_what_is_written_after_j_and_enter_is_the_opinion_on_that_paper(
    main: MainWindow, qtbot
):
    main.header.language.setFocus()
    press(main, qtbot, Qt.Key.Key_J)
    press(main, qtbot, Qt.Key.Key_J)
    press(main, qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(main.focusWidget(), "agreed")
    assert main.document.bar.opinion.toPlainText() == "agreed"
    assert main.document.shown()["document"] == main.list.document_at(1)


def test_words_after_enter_never_stand_on_the_paper_that_was_open_before(
    main: MainWindow, qtbot
):
    press(main, qtbot, Qt.Key.Key_J)
    press(main, qtbot, Qt.Key.Key_Return)
    main.list.view.setFocus()
    qtbot.keyClick(main.list.view, Qt.Key.Key_J)
    qtbot.keyClick(main.list.view, Qt.Key.Key_Return)  # the second paper is still on its way
    assert not main.document.bar.opinion.hasFocus()
    settle(main, qtbot)
    assert main.document.bar.opinion.hasFocus()
    assert main.document.shown()["document"] == main.list.document_at(1)


def test_a_paper_that_was_taken_back_is_to_be_written_on(main: MainWindow, qtbot):
    press(main, qtbot, Qt.Key.Key_J)
    press_primary(main, qtbot, "请住建科办理。")
    main.open_place("done")
    settle(main, qtbot)
    press(main, qtbot, Qt.Key.Key_J)
    main.document.bar.more.setFocus()
    main.document.bar.start("recall")
    settle(main, qtbot)
    assert main.focusWidget() is main.document.bar.opinion
    assert main.document.bar.opinion.toPlainText() == "请住建科办理。"


def test_who_turns_to_the_record_has_the_keyboard_there_and_not_in_the_search_line(
    main: MainWindow, qtbot
):
    press(main, qtbot, Qt.Key.Key_J)
    press(main, qtbot, Qt.Key.Key_Return)
    main.document.tabs.setCurrentWidget(main.document.trail)
    settle(main, qtbot)
    assert main.document.isAncestorOf(main.focusWidget())


def test_a_paper_out_of_a_room_leaves_its_room_marked_and_shows_its_slip(
    sit, played: Played, qtbot
):
    document = played.outgoing("submit")
    main = sit("zhang")
    settle(main, qtbot)
    main.open_document(played.incoming())
    settle(main, qtbot)
    main.document.tabs.setCurrentWidget(main.document.trail)
    sit_down(main, "wu", qtbot)
    main.open_place("watched")
    settle(main, qtbot)
    main.watch.opened.emit(document)
    settle(main, qtbot)
    assert main.document.shown()["document"] == document and not main.list.isVisible()
    assert main.document.tabs.currentIndex() == 0
    assert main.navigation.chosen_now() == "watched"
    main.open_place("todo")
    settle(main, qtbot)
    assert main.list.isVisible() and main.list.isAncestorOf(main.focusWidget())


def test_files_are_looked_for_where_one_was_last_and_first_among_the_documents(
    main: MainWindow, qtbot, monkeypatch, tmp_path: Path
):
    asked: list[tuple[str, str]] = []
    there = tmp_path / "上报"
    there.mkdir()

    def save(_, title: str, path: str, kinds: str) -> tuple[str, str]:
        asked.append((title, path))
        return str(there / "一.xlsx"), ""

    monkeypatch.setattr(file_dialogs, "_last", [])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    main.open_place("books")
    settle(main, qtbot)
    for _ in range(2):
        main.books._export(".xlsx")
        settle(main, qtbot)
    (title, first), (_, second) = asked
    assert title == "导出“收文登记簿”" and Path(first).parent != Path.cwd()
    assert Path(second) == there / "收文登记簿.xlsx"
