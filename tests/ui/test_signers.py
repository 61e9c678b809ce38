"""加签 and 减签 in the window: asked with words, heard, waited for, taken out again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from oa_client.ui.presenters.case import nodes_of, slip_of
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_told_of_acts import do
from tests.ui.test_window import press_primary, settle


def sit_down(main: MainWindow, login: str, document: str, qtbot) -> None:
    main.session.set_person(login)
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)


@pytest.fixture
def to_sign(played: Played) -> str:
    """A paper that waits for its signature."""
    return played.outgoing("review")


def test_whoever_is_asked_beforehand_reads_why_and_the_signer_waits_for_him(
    seated, to_sign, qtbot
):
    main = seated("zhang", to_sign)
    bar = main.document.bar
    qtbot.keyClick(main, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    form.reject()
    said = do(main, qtbot, "add-signer", {"person": ["赵磊"], "opinion": "请把法律关"})
    assert said == "已请 赵磊 加签（签发）"
    assert not bar.primary.isEnabled() and "赵磊" in bar._hint.text()
    assert bar.primary.text() == "签发，送复核", "grey, and still called by what it will do"

    sit_down(main, "zhao", to_sign, qtbot)
    assert bar.told.asked.text() == "张明远 请您加签：请把法律关"
    assert bar._caption.text() == "加签意见"
    assert bar.primary.text() == "同意" and not bar.beside["return"].isEnabled()
    bar.opinion.setPlainText("合法性审核无异议。")
    press_primary(main, qtbot)

    sit_down(main, "zhang", to_sign, qtbot)
    assert bar.primary.isEnabled() and bar.primary.text() == "签发，送复核"
    assert bar.told.isHidden()
    shown = main.document.shown()
    cell = next(c for c in slip_of(main.session, shown)[1] if c.stage == "sign")
    ((words, name, _, note),) = cell.entries
    assert (words, name, note) == ("合法性审核无异议。", "赵磊", "加签")


def test_whom_one_asks_afterwards_is_said_and_can_be_taken_out_again(seated, to_sign, qtbot):
    main = seated("zhang", to_sign)
    told = do(main, qtbot, "add-signer", {"person": ["赵磊"], "when": "after"})
    assert told == "您办完后请 赵磊 加签"
    assert main.document.bar.primary.isEnabled()
    assert do(main, qtbot, "remove-signer", {"person": "zhao"}) == "已减签：赵磊"


def test_a_step_that_waits_keeps_its_own_name_and_the_added_opinion_is_no_countersigning(
    seated, played, qtbot
):
    document = played.outgoing("submit")
    bar = seated("zhou", document).document.bar
    called = bar.primary.text()
    main = bar.window()
    do(main, qtbot, "add-signer", {"person": ["赵磊"]})
    assert not bar.primary.isEnabled() and bar.primary.text() == called

    sit_down(main, "zhao", document, qtbot)
    assert bar._caption.text() == "加签意见"


def test_an_incoming_paper_does_not_go_back_on_an_added_signers_no(seated, played, qtbot):
    document = played.incoming()
    played.act("zhang", "add-signer", document, person="zhao", opinion="请提意见")
    main = seated("zhao", document)
    main.document.bar.start("disagree")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    words = [label.text() for label in form.findChildren(QLabel)]
    assert "意见写入处理单，由请您加签的人办理。" in words
    form.reject()


def test_choosing_whom_to_ask_moves_nothing_below(seated, to_sign, qtbot):
    main = seated("zhang", to_sign)
    main.document.bar.start("add-signer")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    places = {name: form.inputs[name].geometry() for name in ("when", "opinion")}
    form.inputs["person"].add("赵磊")
    settle(main, qtbot)
    assert {name: form.inputs[name].geometry() for name in places} == places
    form.reject()


def test_once_the_signer_is_done_the_toast_says_who_is_asked(seated, played, to_sign, qtbot):
    played.act("zhang", "add-signer", to_sign, person="zhao", when="after")
    main = seated("zhang", to_sign)
    assert main.document.bar.primary.text() == "签发，送赵磊加签"
    press_primary(main, qtbot)
    assert main.toast.accessibleName() == "签发，已请 赵磊 加签"


def test_the_button_names_the_stage_to_which_a_paper_really_goes(seated, played: Played, qtbot):
    document = played.outgoing("submit")
    other = played.act("li", "draft", title="关于值班的通知", body="文。", to="各科室")
    played.act("li", "submit", other, countersigners=["法规科"])
    main = seated("zhou", document)
    assert main.document.bar.primary.text() == "同意，送审核"
    assert way(main)["countersign"] == "skipped" and way(main)["review"] == "pending"
    main.open_document(other)
    settle(main, qtbot)
    assert main.document.bar.primary.text() == "同意，送会签"
    assert way(main)["countersign"] == "pending"


def way(main: MainWindow) -> dict[str, str]:
    """How each stage stands on the flow strip."""
    return {node.stage: node.state for node in nodes_of(main.session, main.document.shown())}


def test_the_room_kept_for_a_name_is_that_of_one_line(seated, to_sign, qtbot):
    main = seated("zhang", to_sign)
    main.document.bar.start("add-signer")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    picker = form.inputs["person"]
    assert picker.height() < 3 * picker.line.height()
    form.reject()
