"""Clocks and supervision in the real window: stopped, extended, explained, supervised."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox

from oa_client.docflow.model import moment
from oa_client.docflow.model.moment import iso
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.listed_ground import ListedGround
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def played(tmp_path):
    made = Played(tmp_path / "office.oa")
    made.at = moment.now()
    made.document = made.incoming()
    made.act("zhang", "instruct", made.document, opinion="请住建科办。")
    made.act("wang", "assign", made.document, lead="住建科")
    yield made
    made.office.close()


@pytest.fixture
def overdue(tmp_path):
    """A paper that has lain for weeks, its cards issued."""
    made = Played(tmp_path / "late.oa")
    made.document = made.act("chen", "register", title="关于来访的函", kind="函")
    made.office.monitor(iso(made.at + timedelta(days=20)))
    yield made
    made.office.close()


def menu_of(main):
    entry = next(e for e in main.document.bar.more.menu().actions() if e.menu())
    return {action.text(): action for action in entry.menu().actions()}


def chosen(main, qtbot, name) -> ActDialog:
    """The dialog that opens when the act is taken from the menu of clocks."""
    entry = menu_of(main)[name]
    assert entry.isEnabled(), entry.toolTip()
    entry.trigger()
    settle(main, qtbot)
    return next(d for d in main.findChildren(ActDialog) if d.isVisible())


def test_the_button_of_the_menu_is_let_go_once_an_act_was_taken_from_it(sit, qtbot, played):
    more = at_work(sit, qtbot, "zhou", played).document.bar.more
    under = Qt.WidgetAttribute.WA_UnderMouse
    menu = more.menu()
    QTimer.singleShot(0, menu, menu.close)
    more.setAttribute(under)  # where the mouse was as it opened; Qt never tells that it left
    more.showMenu()
    assert not more.testAttribute(under) and not more.isDown()


def sent(main, qtbot, dialog) -> None:
    dialog.send()
    settle(main, qtbot)
    assert not dialog.isVisible(), dialog._trouble.text()


def at_work(sit, qtbot, login, played):
    main = sit(login)
    main.open_document(played.document)
    settle(main, qtbot)
    return main


def test_a_clock_is_stopped_on_a_listed_ground_and_goes_on(sit, played, qtbot):
    main = at_work(sit, qtbot, "zhou", played)
    dialog = chosen(main, qtbot, "暂停计时")
    grounds = dialog.inputs["ground"]
    assert isinstance(grounds, ListedGround)
    listed = main.session.facts.procedure("incoming")["grounds"]
    assert grounds.findChild(QComboBox).count() == len(listed) > 1
    grounds.more.setText("委托第三方，预计十日")
    sent(main, qtbot, dialog)
    shown = played.office.show("zhou", played.document)
    assert shown["plan"]["pause"]["ground"] == listed[0]["name"]
    said = [event["fields"]["ground"] for event in shown["history"] if event["code"] == "pause"]
    assert said == [f"{listed[0]['name']}：委托第三方，预计十日"]
    assert not menu_of(main)["暂停计时"].isEnabled()
    assert main.document.head._due.text() == f"已暂停计时：{listed[0]['name']}"
    sent(main, qtbot, chosen(main, qtbot, "恢复计时"))
    assert "pause" not in played.office.show("zhou", played.document)["plan"]


def test_more_time_is_asked_for_and_granted_by_who_may(sit, played, qtbot):
    main = at_work(sit, qtbot, "zhou", played)
    before = played.office.show("zhou", played.document)["open"][0]["due"]
    dialog = chosen(main, qtbot, "申请延期")
    dialog.inputs["until"].setDate(dialog.inputs["until"].date().addDays(14))
    dialog.inputs["reason"].setPlainText("需实地核查")
    sent(main, qtbot, dialog)
    (asked,) = (
        event for event in played.office.show("zhou", played.document)["history"]
        if event["code"] == "ask-extension"
    )  # fmt: skip
    main.session.set_person(asked["notes"]["approvers"][0])
    main.open_document(played.document)
    settle(main, qtbot)
    sent(main, qtbot, chosen(main, qtbot, "同意延期"))
    due = {task["due"] for task in played.office.show("zhou", played.document)["open"]}
    assert max(due) > before


def test_the_supervisor_takes_a_case_under_supervision_and_its_holder_explains(
    sit, played, qtbot
):  # fmt: skip
    main = at_work(sit, qtbot, "wu", played)
    dialog = chosen(main, qtbot, "列入督办")
    dialog.inputs["ground"].setPlainText("常务会议议定")
    sent(main, qtbot, dialog)
    main.session.set_person("zhou")
    main.open_document(played.document)
    settle(main, qtbot)
    dialog = chosen(main, qtbot, "说明")
    dialog.inputs["opinion"].setPlainText("已完成现场检查。")
    sent(main, qtbot, dialog)
    said = [row["text"] for row in played.office.show("wu", played.document)["opinions"]]
    assert "已完成现场检查。" in said


def test_an_item_is_opened_with_source_steps_helpers_and_days_and_its_steps_are_ticked_off(
    sit, played, qtbot
):  # fmt: skip
    main = at_work(sit, qtbot, "wu", played)
    dialog = chosen(main, qtbot, "列入督办")
    inputs = dialog.inputs
    inputs["source"].setCurrentIndex(inputs["source"].findData("meeting"))
    inputs["ground"].setPlainText("常务会议议定")
    inputs["by"].add("zhou")
    inputs["helpers"].add("zhao")
    inputs["steps"].setPlainText("摸底\n\n 整改 \n")
    assert not inputs["until"].isVisible(), "a day need not be said"
    dialog.ticks["until"].setChecked(True)
    inputs["until"].setDate(inputs["until"].date().addDays(20))
    inputs["every"].setValue(3)
    day = inputs["until"].date().toString("yyyy-MM-dd")
    sent(main, qtbot, dialog)
    (item,) = played.office.supervised("wu")
    assert (item.source, item.people, item.helpers) == ("meeting", ("zhou",), ("zhao",))
    assert [step["name"] for step in item.steps] == ["摸底", "整改"]
    assert item.until[:10] <= day and item.until[11:16] == "17:30"
    main.session.set_person("zhou")
    main.open_document(played.document)
    settle(main, qtbot)
    dialog = chosen(main, qtbot, "报告进展")
    first, second = dialog.inputs["steps"].boxes
    assert (first.text(), second.text()) == ("摸底", "整改")
    dialog.inputs["opinion"].setPlainText("已摸底四十户")
    first.setChecked(True)
    sent(main, qtbot, dialog)
    (item,) = played.office.supervised("wu")
    assert [bool(step["done_at"]) for step in item.steps] == [True, False]
    assert [box.text() for box in chosen(main, qtbot, "报告进展").inputs["steps"].boxes] == ["整改"]


def test_what_may_not_be_done_says_why(sit, played, qtbot):
    main = at_work(sit, qtbot, "chen", played)
    refused = [entry for entry in menu_of(main).values() if not entry.isEnabled()]
    assert refused and all(entry.toolTip() for entry in refused)


class TestOverdue:
    @pytest.fixture
    def played(self, overdue):
        return overdue

    def test_a_card_is_withdrawn_by_the_supervisor_with_a_new_fact(self, sit, played, qtbot):
        main = at_work(sit, qtbot, "wu", played)
        dialog = chosen(main, qtbot, "撤牌")
        dialog.inputs["reason"].setPlainText("来文机关已书面同意顺延")
        sent(main, qtbot, dialog)
        cards = played.office.show("wu", played.document)["cards"]
        assert any(card["withdrawn_at"] for card in cards)
