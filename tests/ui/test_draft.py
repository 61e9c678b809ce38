"""发文起草 in the real window: levels, checks, what comes in, what is kept."""

import json

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    return shown


def drawn(main: MainWindow, qtbot) -> None:
    main.draft.draw()
    settle(main, qtbot)


def lines(main: MainWindow) -> list[str]:
    checks = main.draft.checks.list
    return [checks.item(n).text() for n in range(checks.count())]


def test_a_paragraph_becomes_a_heading_numbered_after_the_one_before(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText("一、总体要求\n坚持原则。\n主要任务\n（一）第一件\n第二件")
    for _ in range(2):
        qtbot.keyClick(body, Qt.Key.Key_Down)
    qtbot.keyClick(body, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        qtbot.keyClick(body, Qt.Key.Key_Down)
    qtbot.keyClick(body, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert body.toPlainText().splitlines()[2:] == ["二、主要任务", "（一）第一件", "（二）第二件"]
    qtbot.keyClick(body, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert body.toPlainText().splitlines()[-1] == "第二件"
    assert main.rooms.currentWidget() is main.draft, "the digit must not lead to another room"


@pytest.mark.parametrize(
    ("number", "sign"),
    [(1, "一、"), (10, "十、"), (11, "十一、"), (20, "二十、"), (21, "二十一、")],
)
def test_headings_count_in_han_numbers(main: MainWindow, number: int, sign: str):
    body = main.draft.body
    body.setPlainText("\n".join(["一、某事"] * (number - 1) + ["末事"]))
    body.moveCursor(body.textCursor().MoveOperation.End)
    body.set_level(1)
    assert body.toPlainText().splitlines()[-1] == f"{sign}末事"


def test_what_is_missing_is_counted_on_the_button_and_pressing_it_leads_there(
    main: MainWindow, qtbot
):
    draft = main.draft
    assert draft.checks.faults() == 2 and "2" in draft.send.text()
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    assert draft.form.inputs["title"].hasFocus()
    draft.form.inputs["title"].setText("关于检查的通知")
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    assert draft.body.hasFocus()
    draft.body.setPlainText("请按时报送。")
    assert draft.checks.faults() == 0 and draft.send.property("role") == "primary"


def test_the_office_s_own_rules_are_said_beside_the_draft_as_one_writes(main: MainWindow, qtbot):
    draft = main.draft
    kind = draft.form.inputs["kind"]
    kind.setCurrentIndex(kind.findData("请示"))
    draft.form.inputs["title"].setText("关于经费的请示")
    draft.form.inputs["to"].setText("甲局；乙局")
    draft.body.setPlainText("妥否，请批复。")
    assert draft.checks.faults() == 1 and "条例 15" in lines(main)[0]
    draft.form.inputs["to"].setText("甲局")
    assert draft.checks.faults() == 0


def test_undecided_parts_are_boxed_on_the_page(main: MainWindow, qtbot):
    main.draft.body.setPlainText("请按时报送。")
    drawn(main, qtbot)
    assert next(mark.text for mark in main.draft.page._marks).startswith("发文字号")


def test_a_file_dropped_into_the_text_is_refused_in_words(main: MainWindow, qtbot):
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    brought = QMimeData()
    brought.setUrls([QUrl("file:///bin/sh")])
    main.draft.body.setPlainText("原文")
    main.draft.body.insertFromMimeData(brought)
    assert main.draft.body.toPlainText() == "原文" and "附件" in told[0]


def test_pasting_more_than_a_text_may_have_is_refused_and_nothing_is_lost(main: MainWindow, qtbot):
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    brought = QMimeData()
    brought.setText("长" * 50_000_000)
    main.draft.body.setPlainText("原文")
    main.draft.body.insertFromMimeData(brought)
    assert main.draft.body.toPlainText() == "原文" and "50000000" in told[0]


def test_pasted_markup_comes_in_as_words(main: MainWindow, qtbot):
    brought = QMimeData()
    brought.setHtml("<b>粗体</b>")
    brought.setText("<b>粗体</b>")
    main.draft.body.insertFromMimeData(brought)
    assert main.draft.body.toPlainText() == "<b>粗体</b>"


def test_find_and_replace_all_is_one_step_of_undo(main: MainWindow, qtbot):
    editor = main.draft.editor
    editor.text.setPlainText("甲方和甲方的甲")
    qtbot.keyClick(editor.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    editor.seek()
    editor.finder.sought.setText("甲方")
    editor.finder.instead.setText("乙方")
    qtbot.mouseClick(editor.finder.all, Qt.MouseButton.LeftButton)
    assert editor.text.toPlainText() == "乙方和乙方的甲"
    editor.text.undo()
    assert editor.text.toPlainText() == "甲方和甲方的甲"


def test_a_new_draft_that_was_not_filed_is_there_again(main: MainWindow, played: Played, qtbot):
    main.draft.form.inputs["title"].setText("关于没写完的通知")
    main.draft.keep_half_written()
    settle(main, qtbot)
    main.draft.load(None)
    settle(main, qtbot)
    assert main.draft.form.fields()["title"] == "关于没写完的通知"
    assert json.loads(played.office.autosaved("li", "draft"))["title"] == "关于没写完的通知"


def test_changes_to_a_filed_draft_that_were_not_filed_are_there_again(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="旧文。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("新写的。")
    main.close()
    assert json.loads(played.office.autosaved("li", f"draft.{document}"))["body"] == "新写的。"
    main.draft.load(None)
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "新写的。"
    main.draft.keep()
    settle(main, qtbot)
    assert played.office.autosaved("li", f"draft.{document}") is None
    assert played.office.show("li", document)["elements"]["body"] == "新写的。"


def test_sending_what_was_filed_makes_no_new_version_of_the_same_words(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="文。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    qtbot.mouseClick(main.draft.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    shown = played.office.show("li", document)
    assert shown["stage"] == "check" and len(shown["versions"]) == 1
    assert "revise" not in {entry["code"] for entry in shown["history"]}


def test_a_name_is_completed_by_its_initials_after_each_parting(main: MainWindow, qtbot):
    line = main.draft.form.inputs["countersigners"]
    completer = line.completer()
    assert completer.splitPath("财务科；fgk") == ["fgk"]
    completer.setCompletionPrefix("财务科；fgk")
    assert completer.pathFromIndex(completer.currentIndex()) == "财务科；法规科"


def test_too_little_room_gives_the_page_a_tab(main: MainWindow, qtbot):
    main.resize(1100, 720)
    settle(main, qtbot)
    assert main.draft._tabs.tabBar().isVisible()
    main.resize(1440, 900)
    settle(main, qtbot)
    assert not main.draft._tabs.tabBar().isVisible()


def test_what_is_typed_while_a_save_is_on_its_way_is_neither_lost_nor_sent(
    main: MainWindow, played: Played, qtbot
):
    draft = main.draft
    draft.form.inputs["title"].setText("关于检查的通知")
    draft.body.setPlainText("先写的。")
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    draft.body.setPlainText("先写的。后写的。")
    settle(main, qtbot)
    document = played.office.tray("li", "drafts")["rows"][0]["document"]
    assert draft.body.toPlainText() == "先写的。后写的。"
    assert played.office.show("li", document)["status"] == "draft", "half a text must not go out"
    draft.keep_half_written()
    settle(main, qtbot)
    assert "后写的" in (played.office.autosaved("li", f"draft.{document}") or "")


def test_whoever_sits_down_next_neither_loses_nor_inherits_the_words_before_him(
    main: MainWindow, played: Played, qtbot
):
    main.draft.body.setPlainText("李晓明写了一半")
    main.session.set_person("zhou")
    settle(main, qtbot)
    assert "李晓明写了一半" in (played.office.autosaved("li", "draft") or "")
    assert played.office.autosaved("zhou", "draft") is None
    assert main.draft.body.toPlainText() == ""


def test_a_newer_filed_version_is_shown_and_older_words_can_be_brought_back(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="第一稿。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("在第一稿上写的。")
    main.draft.load(None)
    settle(main, qtbot)
    played.office.act("li", "revise", {"body": "第二稿。"}, document=document)
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "第二稿。" and main.draft.fetch.isVisible()
    qtbot.mouseClick(main.draft.fetch, Qt.MouseButton.LeftButton)
    assert main.draft.body.toPlainText() == "在第一稿上写的。"


def test_a_link_from_a_browser_comes_in_as_words(main: MainWindow):
    brought = QMimeData()
    brought.setUrls([QUrl("https://www.gov.cn/")])
    brought.setText("https://www.gov.cn/")
    main.draft.body.insertFromMimeData(brought)
    assert main.draft.body.toPlainText() == "https://www.gov.cn/"
