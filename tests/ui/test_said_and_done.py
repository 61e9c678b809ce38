"""What was done is said by its right name, may be taken back at once, and leaves nothing behind."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from oa_client.ui.presenters.case import events_of
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
    settle(main, qtbot)
    assert main.toast.accessibleName() == "不同意，已送 李晓明 起草"
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
