"""In the real window: an explanation is assessed, a number is reserved, used and released."""

from datetime import timedelta

import pytest

from oa_client.docflow.model import moment
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.next_number import NextNumber
from tests.offices import Played
from tests.ui.test_time_acts import chosen, menu_of, sent
from tests.ui.test_window import settle


@pytest.fixture
def played(tmp_path):
    made = Played(tmp_path / "office.oa")
    made.at = moment.now()
    yield made
    made.office.close()


def opened(main, qtbot, document):
    main.open_document(document)
    settle(main, qtbot)


def of_the_office(main, qtbot, words) -> ActDialog:
    """The form that opens from the menu under one's name."""
    menu = main.header.menu
    menu.fill()
    (entry,) = [action for action in menu.actions() if action.text() == words]
    entry.trigger()
    settle(main, qtbot)
    return next(d for d in main.findChildren(ActDialog) if d.isVisible())


def test_an_explanation_is_assessed_and_the_record_says_so(sit, played, qtbot):
    document = played.act("chen", "register", title="关于排查的通知")
    played.act("wu", "supervise", document, ground="主要负责人批示", by="住建科")
    played.act("zhou", "explain", document, opinion="已排查三成")
    main = sit("zhou")
    opened(main, qtbot, document)
    assert not menu_of(main)["核定说明"].isEnabled()
    assert "不能核定自己的说明。" in menu_of(main)["核定说明"].toolTip()
    main.session.set_person("wu")
    settle(main, qtbot)
    opened(main, qtbot, document)
    dialog = chosen(main, qtbot, "核定说明")
    assert "周敏" in dialog.inputs["n"].currentText()
    dialog.inputs["accepted"].setCurrentIndex(1)
    dialog.send()
    settle(main, qtbot)
    assert dialog.isVisible() and dialog._trouble.text() == "请填写理由。"
    dialog.inputs["reason"].setPlainText("未写明余下各户的安排")
    sent(main, qtbot, dialog)
    (one,) = played.office.show("wu", document)["explanations"]
    assert (one["state"], one["assessed"]["reason"]) == ("refused", "未写明余下各户的安排")


def test_the_registry_reserves_a_number_and_numbers_a_paper_with_it(sit, played, qtbot):
    document = played.outgoing("recheck")
    main = sit("chen")
    dialog = of_the_office(main, qtbot, "预留文号…")
    dialog.inputs["ground"].setText("年度一号文件")
    ahead = dialog.findChild(NextNumber).text()
    proposed = dialog.inputs["until"].date().toPython()
    assert proposed > played.office.now().date(), "no day that is over is proposed"
    day = played.at.date() + timedelta(days=20)
    dialog.inputs["until"].setDate(day)
    sent(main, qtbot, dialog)
    (kept,) = played.office.reservations("chen")
    assert kept["ground"] == "年度一号文件"
    assert ahead == f"将预留 {kept['number']}"
    assert kept["number"] in main.toast.accessibleName()
    opened(main, qtbot, document)
    main.document.bar.start("number")
    settle(main, qtbot)
    dialog = next(d for d in main.findChildren(ActDialog) if d.isVisible())
    box = dialog.inputs["reserved"]
    assert box.itemData(0) is None
    box.setCurrentIndex(box.findData(kept["number"]))
    sent(main, qtbot, dialog)
    assert played.office.show("chen", document)["number"] == kept["number"]
    assert played.office.reservations("chen") == []


def test_a_reserved_number_is_released_and_others_have_no_such_entry(sit, played, qtbot):
    until = (played.at + timedelta(days=9)).date().isoformat()
    played.act("chen", "reserve-number", ground="拟发联合文件", until=until)
    main = sit("chen")
    dialog = of_the_office(main, qtbot, "释放预留号…")
    assert dialog.inputs["number"].count() == 1
    dialog.inputs["reason"].setPlainText("改由省厅编号")
    sent(main, qtbot, dialog)
    assert played.office.reservations("chen") == []
    main.session.set_person("li")
    settle(main, qtbot)
    main.header.menu.fill()
    words = [action.text() for action in main.header.menu.actions()]
    assert "预留文号…" not in words and "委托代办…" in words
