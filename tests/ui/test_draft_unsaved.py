"""A draft never goes on without the words that were written on it last, unless one says so."""

import pytest
from PySide6.QtCore import Qt

from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.drafting.unsaved import UnsavedDialog
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_list import click_row
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    settle(shown, qtbot)
    return shown


def begun(played: Played) -> str:
    return played.act("li", "draft", title="关于检查的通知", body="旧文。", to="各科室")


def written_on(main: MainWindow, document: str, qtbot) -> None:
    """He writes on the draft, and goes back to his desk without filing it."""
    main.open_place("draft")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("新写的。")
    main.open_tray("drafts")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    settle(main, qtbot)


def asked(main: MainWindow, qtbot) -> UnsavedDialog:
    settle(main, qtbot)
    assert not main.document.bar.findChildren(ActDialog), "the old text was about to go"
    [dialog] = main.document.bar.findChildren(UnsavedDialog)
    return dialog


def sent_by(main: MainWindow, qtbot) -> None:
    [dialog] = main.document.bar.findChildren(ActDialog)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)


@pytest.mark.parametrize("by_key", [False, True])
def test_the_primary_says_what_waits_and_files_it_before_it_sends(
    main: MainWindow, played: Played, qtbot, by_key: bool
):
    document = begun(played)
    written_on(main, document, qtbot)
    bar = main.document.bar
    assert "未存" in bar.primary.text()
    if by_key:
        qtbot.keyClick(main.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(bar.primary, Qt.MouseButton.LeftButton)
    dialog = asked(main, qtbot)
    assert "第1稿" in dialog.send.text() and "先存稿" in dialog.file.text()
    qtbot.mouseClick(dialog.file, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    sent_by(main, qtbot)
    shown = played.office.show("li", document)
    assert shown["stage"] == "check" and shown["elements"]["body"] == "新写的。"
    assert len(shown["versions"]) == 2
    assert played.office.autosaved("li", f"draft.{document}") is None


def test_the_filed_version_goes_where_one_says_so_and_the_other_words_are_kept(
    main: MainWindow, played: Played, qtbot
):
    document = begun(played)
    written_on(main, document, qtbot)
    main.document.bar.start("submit")
    qtbot.mouseClick(asked(main, qtbot).send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    sent_by(main, qtbot)
    shown = played.office.show("li", document)
    assert shown["stage"] == "check" and shown["elements"]["body"] == "旧文。"
    back = {"reason": "请补数据", "then": "repeat"}
    played.office.act("zhou", "return", back, document=document)
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "新写的。"


def test_words_that_were_restored_after_a_kill_are_asked_about_as_well(
    played: Played, sit, qtbot
):
    document = begun(played)
    played.office.autosave("li", f"draft.{document}", '{"body": "被打断时写的。", "of": 1}')
    main = sit("li")
    main.open_tray("drafts")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.submit()
    assert asked(main, qtbot).file.isVisible()


def test_words_on_an_older_version_never_write_over_the_newer_one(
    played: Played, sit, qtbot
):
    document = begun(played)
    played.office.autosave("li", f"draft.{document}", '{"body": "写在旧稿上的。", "of": 1}')
    played.act("li", "revise", document, body="在别处改好的。")
    main = sit("li")
    main.open_tray("drafts")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.submit()
    dialog = asked(main, qtbot)
    assert not dialog.file.isVisible() and "第2稿" in dialog.send.text()
    qtbot.mouseClick(dialog.look, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.rooms.currentWidget() is main.draft and main.draft.fetch.isVisible()


def test_a_draft_on_which_nothing_waits_is_sent_without_that_question(
    main: MainWindow, played: Played, qtbot
):
    begun(played)
    main.open_tray("drafts")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.submit()
    settle(main, qtbot)
    assert not main.document.bar.findChildren(UnsavedDialog)
    sent_by(main, qtbot)


def test_what_was_sent_elsewhere_does_not_stay_on_the_drafting_desk(
    main: MainWindow, played: Played, qtbot
):
    document = begun(played)
    main.open_place("draft")
    main.draft.load(document)
    settle(main, qtbot)
    main.open_tray("drafts")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.submit()
    settle(main, qtbot)
    sent_by(main, qtbot)
    assert main.draft.fields().get("title") is None
