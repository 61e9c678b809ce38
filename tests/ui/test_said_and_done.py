"""What was done is said by its right name, may be taken back at once, and leaves nothing behind."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from oa_client.ui.presenters.case import events_of
from oa_client.ui.views.act_dialog import ActDialog
from tests.offices import Played
from tests.ui.test_list import click_row
from tests.ui.test_window import press_primary, settle


def test_a_review_is_called_after_its_step_and_a_disagreement_as_such(
    sit, played: Played, qtbot
):
    document = played.outgoing("submit", countersigners=["财务科", "法规科"])
    main = sit("zhou")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    press_primary(main, qtbot, "同意。")
    assert main.toast.accessibleName() == "核稿，已送 孙志强、赵磊 会签"
    main.session.set_person("sun")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.opinion.setPlainText("测算依据不足。")
    qtbot.mouseClick(main.document.bar.disagree, Qt.MouseButton.LeftButton)
    [asked] = main.document.bar.findChildren(ActDialog)
    qtbot.mouseClick(asked.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "不同意，已退回 李晓明 起草"
    told = [e.what for e in events_of(main.session, played.office.show("sun", document))]
    assert "核稿" in told and "审核" not in told


def test_who_agrees_first_of_several_may_take_it_back_at_once(sit, played: Played, qtbot):
    document = played.outgoing("submit", countersigners=["财务科", "法规科"])
    played.act("zhou", "review", document)
    main = sit("sun")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    press_primary(main, qtbot, "同意。")
    undo = main.toast.findChild(QPushButton)
    assert undo.isVisible() and undo.text() == "撤回"
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    waiting = {task["person"] for task in played.office.show("sun", document)["open"]}
    assert waiting == {"sun", "zhao"}


def test_the_keyboard_goes_to_the_list_where_nothing_is_left_to_write(
    sit, played: Played, qtbot
):
    played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    press_primary(main, qtbot, "请住建科办理。")
    assert main.list.isAncestorOf(main.focusWidget())


def test_what_one_person_looked_for_is_not_shown_to_the_next(sit, played: Played, qtbot):
    main = sit("zhang")
    settle(main, qtbot)
    main.header.search.setText("专项资金")
    main.session.set_person("wang")
    settle(main, qtbot)
    assert main.header.search.text() == ""


def test_the_words_of_a_tab_have_room_though_the_language_changed_behind_another_room(
    sit, played: Played, qtbot
):
    played.outgoing("print")
    main = sit("chen")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.grab()
    main.session.set_person("wu")
    settle(main, qtbot)
    main.search("关于")
    settle(main, qtbot)
    main.grab()
    main.session.set_language("en")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.grab()
    bar = main.document.tabs.tabBar()
    assert bar.tabRect(0).width() > bar.fontMetrics().horizontalAdvance(bar.tabText(0))


def test_a_recall_says_to_whom_the_paper_has_come_back(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    press_primary(main, qtbot, "请住建科办理。")
    main.open_document(document)
    settle(main, qtbot)
    main.document.bar.start("recall")
    settle(main, qtbot)
    assert main.toast.accessibleName() == "已撤回，文件回到您处（批示）"


def test_ctrl_enter_sends_a_form_as_it_sends_the_opinion(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.start("circulate")
    form = next(form for form in main.findChildren(ActDialog) if form.isVisible())
    form.inputs["to"].add("法规科")
    note = form.inputs["note"]
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    assert not form.isVisible()
    readers = [row["person"] for row in played.office.show("zhang", document)["readers"]]
    assert readers == ["zhao"]


def test_who_chooses_a_kind_of_paper_is_given_its_form(sit, played: Played, qtbot):
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    kind = main.draft.form.inputs["kind"]
    kind.setFocus()
    while kind.currentText() != "请示":
        qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert main.draft.form.fields()["form"] == "upward"
    while kind.currentText() != "函":
        qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert main.draft.form.fields()["form"] == "letter"


def test_what_is_boxed_on_the_page_of_a_draft_is_said_in_the_language_of_the_window(
    sit, played: Played, qtbot
):
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    main.draft.draw()
    settle(main, qtbot)
    main.session.set_language("en")
    settle(main, qtbot)
    words = [mark.text for mark in main.draft.page._marks]
    assert words and all(word.isascii() for word in words)


def test_an_empty_list_at_the_start_keeps_the_keyboard_from_the_search_line(
    sit, played: Played, qtbot
):
    main = sit("liu")
    settle(main, qtbot)
    assert not main.list.view.isVisible()
    assert main.list.isAncestorOf(main.focusWidget())


def test_who_disagrees_is_asked_once_and_told_whose_countersigning_ends_with_it(
    sit, played: Played, qtbot
):
    document = played.outgoing("submit", countersigners=["财务科", "法规科"])
    played.act("zhou", "review", document)
    main = sit("sun")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    bar = main.document.bar
    bar.opinion.setPlainText("测算依据不足。")
    qtbot.mouseClick(bar.disagree, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    [asked] = bar.findChildren(ActDialog)
    assert asked.ok.text() == bar.disagree.text() == "不同意"
    words = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "退回拟稿人" in words and "赵磊 的会签同时取消" in words
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    waiting = {task["person"] for task in played.office.show("sun", document)["open"]}
    assert waiting == {"sun", "zhao"} and bar.opinion.toPlainText() == "测算依据不足。"
    qtbot.mouseClick(bar.disagree, Qt.MouseButton.LeftButton)
    asked = next(one for one in bar.findChildren(ActDialog) if one.isVisible())
    asked.inputs["opinion"].insertPlainText("请补。")
    qtbot.mouseClick(asked.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    shown = played.office.show("li", document)
    assert [task["person"] for task in shown["open"]] == ["li"]
    [said] = [o for o in shown["opinions"] if o["person"] == "sun"]
    assert said["text"] == "测算依据不足。请补。"
    assert bar.opinion.toPlainText() == ""
