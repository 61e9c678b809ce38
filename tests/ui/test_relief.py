"""Standing in, more time and supervision in the window: whoever is concerned sees it there."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidgetAction

from oa_client.docflow.model import moment
from oa_client.ui.models.rows import WORDS_ROLE
from oa_client.ui.presenters.elsewhere import Elsewhere
from oa_client.ui.presenters.trays import listed
from oa_client.ui.views.act_dialog import ActDialog
from tests.offices import Played
from tests.ui.test_window import press_primary, settle


@pytest.fixture
def played(tmp_path):
    made = Played(tmp_path / "office.oa")
    made.at = moment.now()
    made.document = made.incoming()
    yield made
    made.office.close()


@pytest.fixture
def undertaken(played):
    played.act("zhang", "instruct", played.document, opinion="请住建科办。")
    played.act("wang", "assign", played.document, lead="住建科")
    return played


@pytest.fixture
def asked(undertaken):
    ahead = undertaken.office.extension_ahead("zhou", undertaken.document)
    undertaken.act("zhou", "ask-extension", undertaken.document, until=ahead["until"],
                   reason="需实地核查")  # fmt: skip
    return undertaken


def day_of_next_act(played):
    """A minute after the last one, which may be tomorrow."""
    return (played.at + timedelta(minutes=1)).date()


def open_paper(main, played, qtbot):
    settle(main, qtbot)
    main.open_document(played.document)
    settle(main, qtbot)
    return main


def row_of(main):
    return main.list.model.index(0, 0).data(WORDS_ROLE)


def form_of(main, qtbot, action):
    main.document.bar.start(action)
    settle(main, qtbot)
    return next(form for form in main.findChildren(ActDialog) if form.isVisible())


def told_in(form):
    return " ".join(label.text() for label in form.findChildren(QLabel))


def notes(main):
    """What the menu under one's name tells beside what it offers."""
    entries = main.header.menu.actions()
    return [e.defaultWidget().text() for e in entries if isinstance(e, QWidgetAction)]


def notices(main):
    return [words for _, words, _ in main.header.bell._told]


def test_who_signs_for_another_is_told_so_before_and_finds_it_among_what_he_did(
    sit, played, qtbot
):
    day = day_of_next_act(played)
    played.act("zhang", "stand-in", person="liu", from_=day.isoformat(),
               until=(day + timedelta(days=2)).isoformat())  # fmt: skip
    main = open_paper(sit("liu"), played, qtbot)
    assert "代 张明远" in row_of(main).meta
    bar = main.document.bar
    assert bar.primary.text() == "代 张明远：批示，送分办"
    assert bar._caption.text() == "代 张明远 批示意见"
    (mine,) = [cell for cell in main.document.sheet.sheet._view.cells if cell.mine]
    assert mine.signer_text.startswith("刘长河 代 张明远")
    main.header.menu.aboutToShow.emit()
    settle(main, qtbot)
    assert any(words.startswith("我代 张明远 办理，") for words in notes(main))
    press_primary(main, qtbot, "请住建科办理。")
    main.open_tray("done")
    settle(main, qtbot)
    assert main.list.document_at(0) == played.document and "代 张明远" in row_of(main).meta


def test_who_is_away_reads_in_his_menu_who_stands_in_and_when_it_ends(sit, played, qtbot):
    day = day_of_next_act(played).isoformat()
    played.act("zhang", "stand-in", person="liu", from_=day, until=day)
    main = sit("zhang")
    settle(main, qtbot)
    main.header.menu.aboutToShow.emit()
    (said,) = [words for words in notes(main) if words.startswith("刘长河 代我办理，")]
    assert said.endswith("到期自动结束")
    main.dialogs.act_of_office("stand-in")
    settle(main, qtbot)
    form = next(form for form in main.findChildren(ActDialog) if form.isVisible())
    assert "已有委托：刘长河" in told_in(form)


def test_who_is_back_ends_the_stand_in_in_his_menu_and_both_are_told(sit, played, qtbot):
    day = day_of_next_act(played)
    played.act("zhang", "stand-in", person="liu", from_=day.isoformat(),
               until=(day + timedelta(days=2)).isoformat())  # fmt: skip
    main = sit("liu")
    settle(main, qtbot)
    assert any(words.startswith("张明远 请您代办，") for words in notices(main))
    assert offered_in_menu(main, qtbot, "终止代办…") is None, "it is not his to end"
    main.session.set_person("zhang")
    settle(main, qtbot)
    offered_in_menu(main, qtbot, "终止代办…").trigger()
    settle(main, qtbot)
    form = next(form for form in main.findChildren(ActDialog) if form.isVisible())
    box = form.inputs["person"]
    assert [box.itemText(n) for n in range(box.count())] == ["刘长河"]
    assert "他已代办的各步仍然有效" in told_in(form)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "已终止 刘长河 代办"
    assert offered_in_menu(main, qtbot, "终止代办…") is None, "nobody stands in for him any more"
    main.session.set_person("liu")
    settle(main, qtbot)
    assert "张明远 已终止您的代办" in notices(main)
    assert main.list.model.rowCount() == 0


def test_a_menu_that_learns_of_a_stand_in_while_it_is_open_stays_on_the_screen(
    sit, played, qtbot
):
    main = sit("zhang")
    settle(main, qtbot)
    day = day_of_next_act(played).isoformat()
    played.act("zhang", "stand-in", person="liu", from_=day, until=day)
    menu, screen = main.header.menu, main.screen().availableGeometry()
    menu.popup(screen.topRight())
    narrow = menu.width()
    qtbot.waitUntil(lambda: menu.width() > narrow)
    assert menu.geometry().right() <= screen.right()
    menu.close()


def offered_in_menu(main, qtbot, words):
    """An entry under one's name, as it is when the menu opens."""
    main.header.menu.aboutToShow.emit()
    settle(main, qtbot)
    return next((e for e in main.header.menu.actions() if e.text() == words), None)


def test_more_time_is_proposed_from_after_the_limit_and_never_before_it(sit, undertaken, qtbot):
    main = open_paper(sit("zhou"), undertaken, qtbot)
    form = form_of(main, qtbot, "ask-extension")
    due = undertaken.office.show("zhou", undertaken.document)["open"][0]["due"]
    box = form.inputs["until"]
    assert box.date().toString("yyyy-MM-dd") > due[:10]
    box.setDate(box.date().addDays(-30))
    assert form.fields()["until"] > due[:10]
    form.inputs["reason"].setPlainText("需实地核查")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not form.isVisible(), form._trouble.text()
    assert "待 张明远 审批" in main.document.bar.told.extension.text()
    assert "已申请延期" in row_of(main).meta


def test_a_request_for_time_stands_in_row_head_and_bar_and_both_answers_are_buttons(
    sit, asked, qtbot
):
    main = open_paper(sit("zhang"), asked, qtbot)
    assert "周敏 申请延期至" in row_of(main).meta and "需实地核查" in row_of(main).meta
    assert row_of(main).stage == "延期待审批"
    assert any("周敏 申请延期至" in words for words in notices(main))
    bar = main.document.bar
    assert bar.primary.text().startswith("同意延期至 ")
    assert (bar.disagree.isVisible(), bar.disagree.text()) == (True, "不予延期")
    assert "需实地核查" in bar.told.extension.text()
    assert "延期待审批" in main.document.head.marks.text()
    assert main.document.head._due.text().startswith("延期审批截止")
    assert "传阅" not in [cell.label for cell in main.document.sheet.sheet._view.cells]
    bar.opinion.setPlainText("按期办结")
    qtbot.mouseClick(bar.disagree, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    form = next(form for form in main.findChildren(ActDialog) if form.isVisible())
    assert "周敏 申请把承办时限由" in told_in(form) and "需实地核查" in told_in(form)
    assert form.inputs["reason"].toPlainText() == "按期办结"
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    main.session.set_person("zhou")
    open_paper(main, asked, qtbot)
    assert any(words.startswith("张明远 不予延期") for words in notices(main))
    assert main.document.bar.told.extension.text().endswith("不予延期：按期办结")


def test_who_grants_more_time_confirms_from_when_until_when_and_why(sit, asked, qtbot):
    main = open_paper(sit("zhang"), asked, qtbot)
    form = form_of(main, qtbot, "grant-extension")
    assert "需实地核查" in told_in(form) and form.ok.text().startswith("同意延期至 ")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    main.session.set_person("zhou")
    open_paper(main, asked, qtbot)
    assert "同意延期至" in main.document.bar.told.extension.text()
    assert any("同意延期至" in words for words in notices(main))


def test_who_answers_for_a_supervised_item_is_told_and_it_is_not_closed_without_a_word(
    sit, undertaken, qtbot
):
    undertaken.act("wu", "supervise", undertaken.document, ground="常务会议议定", by="住建科",
                   steps="摸底")  # fmt: skip
    main = open_paper(sit("zhou"), undertaken, qtbot)
    assert any("列为督办件" in words for words in notices(main))
    assert "督办件" in row_of(main).meta
    assert main.document.head.marks.text() == "督办件"
    told = main.document.bar.told
    assert "常务会议议定" in told.supervised.text() and told.report.isVisible()
    main.session.set_person("wu")
    open_paper(main, undertaken, qtbot)
    form = form_of(main, qtbot, "close-supervision")
    assert "还有 1 步未完成：摸底" in told_in(form) and "公文仍在承办" in told_in(form)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert form.isVisible() and "请写明销号的理由" in form._trouble.text()
    form.inputs["opinion"].setPlainText("已另行立项")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert undertaken.office.show("wu", undertaken.document)["supervised"] is None


def test_who_closes_a_supervised_item_reads_how_far_it_has_come(sit, undertaken, qtbot):
    undertaken.act("wu", "supervise", undertaken.document, ground="常务会议议定", by="住建科",
                   steps=["摸底", "整改"])  # fmt: skip
    main = open_paper(sit("wu"), undertaken, qtbot)
    told = main.document.bar.told
    assert told.supervised.text().startswith("督办件，由周敏负责 · 步骤 0/2 · ")
    assert not told.report.isVisible() and told.close_item.isVisible()
    said = {"opinion": "已摸底，\n台账在附", "steps": "摸底"}
    undertaken.office.act("zhou", "report-progress", said, document=undertaken.document)
    main.refresh()
    settle(main, qtbot)
    assert "步骤 1/2" in told.supervised.text()
    assert "报告：已摸底， 台账在附" in told.supervised.text()
    qtbot.mouseClick(told.close_item, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(main.findChildren(ActDialog)))
    main.findChildren(ActDialog)[0].reject()


def test_who_answered_for_a_supervised_item_is_told_that_it_was_closed(sit, undertaken, qtbot):
    undertaken.act("wu", "supervise", undertaken.document, ground="常务会议议定", by="住建科")
    main = open_paper(sit("zhou"), undertaken, qtbot)
    said = {"opinion": "已另行立项"}
    undertaken.office.act("wu", "close-supervision", said, document=undertaken.document)
    elsewhere = main.findChild(Elsewhere)
    with qtbot.waitSignal(elsewhere.acted, timeout=10_000):
        elsewhere.look()
    settle(main, qtbot)
    assert any("督办件已销号" in words for words in notices(main))
    assert main.document.head.marks.text() == "" and "督办件" not in row_of(main).meta
    assert not main.document.bar.told.supervised.isVisible()


def test_a_row_of_another_s_says_for_whom_it_is_in_both_languages(sit, played, qtbot):
    day = day_of_next_act(played).isoformat()
    played.act("zhang", "stand-in", person="liu", from_=day, until=day)
    main = sit("liu")
    settle(main, qtbot)
    (row,) = played.office.tray("liu", "todo")["rows"]
    main.session.set_language("en")
    settle(main, qtbot)
    assert "for 张明远" in listed(main.session, row, played.office.now(), row["left"]).meta


def test_a_stand_in_reads_for_whom_every_act_is_even_while_the_main_one_must_wait(
    sit, undertaken, qtbot
):
    """The lead can't close before who assists has; 退回 and 转办 may be done meanwhile."""
    document = undertaken.act("chen", "register", title="关于联合检查的通知", body="文。")
    undertaken.act("chen", "examine", document, answers=[True] * 5)
    undertaken.act("wang", "propose", document, opinion="拟请阅示。")
    undertaken.act("zhang", "instruct", document, opinion="请住建科办。")
    undertaken.act("wang", "assign", document, lead="住建科", assist=["财务科"])
    day = day_of_next_act(undertaken).isoformat()
    undertaken.act("zhou", "stand-in", person="zhao", from_=day, until=day)
    main = sit("zhao")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    bar = main.document.bar
    assert not bar.primary.isEnabled() and bar.primary.text() == "代 周敏：办结承办"
    assert bar._caption.text() == "代 周敏 承办意见"
    may = [button.accessibleName() for button in bar.beside.values() if button.isEnabled()]
    assert may == ["代 周敏：退回", "代 周敏：转办"]
    offered = {entry.text() for menu in (bar.more.menu(), *menus_in(bar.more.menu()))
               for entry in menu.actions() if entry.isEnabled()}  # fmt: skip
    assert {"代 周敏：暂停计时", "代 周敏：申请延期"} <= offered
    form = form_of(main, qtbot, "return")
    assert form.ok.text() == "代 周敏：退回"


def menus_in(menu):
    """The menus within a menu."""
    return [entry.menu() for entry in menu.actions() if entry.menu()]
