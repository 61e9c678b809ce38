"""Every act says what happened, to whom, and upon which paper."""

from datetime import timedelta

from PySide6.QtCore import Qt

from oa_client.ui.models.rows import WORDS_ROLE
from oa_client.ui.presenters.asked import ASKS
from oa_client.ui.presenters.case import BESIDE, MAIN, MENU, TIME, nodes_of, slip_of
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.document_picker import DocumentPicker
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import fill, press_primary, settle


def do(main: MainWindow, qtbot, action: str, answers: dict[str, object] | None = None) -> str:
    """An act with what it asks; what the toast says."""
    main.document.bar.start(action)
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    fill(form, answers or {})
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not form.isVisible(), form._trouble.text()
    return main.toast.accessibleName()


def test_who_urges_is_told_whom(seated, played: Played, qtbot):
    document = played.outgoing("print")
    main = seated("zhang", document)
    assert do(main, qtbot, "urge", {"note": "请抓紧"}) == "已催办 陈静（用印）"
    assert main.toast.accessibleDescription() == "关于报送情况的通知"


def test_an_ordinary_return_says_to_whom_and_the_way_on_leads_back(seated, played: Played, qtbot):
    document = played.outgoing("submit")
    main = seated("zhou", document)
    assert do(main, qtbot, "return", {"reason": "请补依据"}) == "已退回 李晓明 起草"
    main.session.set_person("li")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    assert "请补依据" in main.document.bar.told.returned.text()
    played.office.act("li", "revise", {"body": "已补依据。"}, document=document)
    main.refresh()
    settle(main, qtbot)
    assert do(main, qtbot, "submit") == "送核，已送 周敏 核稿"


def test_a_transfer_says_who_has_it_now(seated, played: Played, qtbot):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科")
    main = seated("zhou", document)
    assert do(main, qtbot, "transfer", {"to": "li"}) == "已转办 李晓明（承办）"
    waits = [task["person"] for task in played.office.show("li", document)["open"]]
    assert waits == ["li"]


def test_a_stand_in_is_told_and_acts_for_the_other(seated, played: Played, qtbot):
    document = played.incoming()
    main = seated("zhang", document)
    main.header.menu.act_asked.emit("stand-in")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    form.inputs["person"].add("liu")
    form.inputs["until"].setDate(form.inputs["from"].date().addDays(2))
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName().startswith("已委托 刘长河 代办，")
    main.session.set_person("liu")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    press_primary(main, qtbot, "请住建科办理。")
    assert main.toast.accessibleName() == "批示，已送 王建国 分办"
    last = played.office.show("wang", document)["history"]
    assert any(entry["by"] == "liu" and entry["for"] == "zhang" for entry in last)


def test_receipts_are_recorded_one_by_one_and_said(seated, played: Played, qtbot):
    document = played.outgoing("issue")
    main = seated("chen", document)
    assert do(main, qtbot, "receive", {"addressee": "各科室"}) == "已登记 各科室 签收"


def test_two_papers_are_linked_and_each_shows_the_other(seated, played: Played, qtbot):
    other = played.act("chen", "register", title="关于往年检查的通知", body="文。")
    document = played.act("chen", "register", title="关于今年检查的通知", body="文。")
    main = seated("chen", document)
    main.document.bar.start("link")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    picker = form.inputs["document"]
    assert isinstance(picker, DocumentPicker)
    picker.line.setText("往年")
    qtbot.waitUntil(lambda: picker.chosen() == other)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "两件公文已互相关联"


def test_a_correction_names_the_field_and_what_stands_there_now(seated, played: Played, qtbot):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    said = do(seated("chen", document), qtbot, "correct",
              {"value": "关于安全检查的通知", "reason": "漏字"})  # fmt: skip
    assert said == "标题已更正为“关于安全检查的通知”"


def test_of_several_who_undertake_the_first_is_told_for_whom_it_waits(
    seated, played: Played, qtbot
):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科", assist=["财务科"])
    main = seated("sun", document)
    press_primary(main, qtbot, "经费已落实。")
    assert main.toast.accessibleName() == "办结承办；还等 周敏 承办"


def test_who_reads_and_who_archives_is_told_plainly(seated, played: Played, qtbot):
    document = played.outgoing("issue")
    main = seated("zheng", document)
    assert do(main, qtbot, "archive") == "已归档，本件办结"


def test_no_act_is_said_with_its_bare_name_alone(seated, played: Played, qtbot):
    main = seated("chen", played.act("chen", "register", title="关于检查的通知", body="文。"))
    aside = {*BESIDE, *MENU, *TIME, *ASKS} - set(MAIN)
    unsaid = [action for action in aside if not main.session.knows(f"done.{action}")]
    assert not unsaid


def test_who_is_urged_reads_by_whom_and_with_which_words_until_he_has_answered(
    seated, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("wu", "urge", document, note="请于周二前办结")
    main = seated("zhou", document)
    lines = main.document.bar.told
    assert lines.urged.isVisible() and lines.answer.isVisible()
    assert lines.urged.text().startswith("吴双")
    assert lines.urged.text().endswith("催办：请于周二前办结")
    assert not lines.returned.isVisible()
    qtbot.mouseClick(lines.answer, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    fill(form, {"opinion": "正在核对"})
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not lines.isVisible()
    main.session.set_person("li")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    assert not lines.isVisible(), "he has nothing of it in hand"


def test_whoever_sits_down_hears_at_once_that_he_is_urged(seated, played: Played, qtbot):
    document = played.outgoing("submit")
    played.act("wu", "urge", document, note="请抓紧")
    main = seated("li", document)
    main.session.set_person("zhou")
    settle(main, qtbot)
    assert main.toast.isVisible() and "您被催办 1 件" in main.toast.accessibleName()


def test_what_is_half_written_stays_on_the_slip_through_an_act_beside_it(
    seated, played: Played, qtbot
):
    document = played.incoming()
    main = seated("zhang", document)
    main.document.bar.opinion.setPlainText("拟同意")
    assert main.document.sheet.sheet._typing == "拟同意"
    do(main, qtbot, "circulate", {"to": ["zhao"]})
    assert main.document.bar.opinion.toPlainText() == "拟同意"
    assert main.document.sheet.sheet._typing == "拟同意"


def test_who_leads_is_named_before_those_who_assist(seated, played: Played, qtbot):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科主办。")
    main = seated("wang", document)
    told = do(main, qtbot, "assign", {"lead": "住建科", "assist": ["sun", "法规科"]})
    assert told == "分办，已送 周敏、孙志强、赵磊 承办"
    main.open_document(document)
    settle(main, qtbot)
    shown = main.document.shown()
    at = next(node for node in nodes_of(main.session, shown) if node.stage == shown["stage"])
    assert [name for name, _ in at.people] == ["周敏", "孙志强", "赵磊"]
    cell = next(one for one in slip_of(main.session, shown)[1] if one.stage == shown["stage"])
    assert cell.pending == "待 周敏、孙志强、赵磊 承办"


def test_who_stands_in_reads_of_an_urging_in_list_and_paper_as_whom_he_stands_in_for(
    seated, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("wu", "urge", document, note="请于周二前办结")
    today = played.office.now().date()
    days = {"from": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}
    played.office.act("zhou", "stand-in", {"person": "sun"} | days)
    for login, words in (("zhou", "吴双"), ("sun", "代办 周敏：吴双")):
        main = seated(login, document)
        line = main.document.bar.told.urged
        assert line.isVisible() and line.text().startswith(words)
        assert line.text().endswith("催办：请于周二前办结")
        [row] = [main.list.model.index(n, 0) for n in range(main.list.model.rowCount())]
        assert row.data(WORDS_ROLE).meta.startswith("被催办 · ")
    played.office.act("zhou", "answer-urging", {"opinion": "正在核对"}, document=document)
    main.refresh()
    settle(main, qtbot)
    assert not main.document.bar.told.urged.isVisible()
    assert "被催办" not in main.list.model.index(0, 0).data(WORDS_ROLE).meta


def test_in_english_what_was_done_is_said_as_done(sit, played: Played, qtbot):
    checked, instructed = played.outgoing("submit"), played.incoming()
    main = sit("wang")
    settle(main, qtbot)
    main.session.set_language("en")
    said = []
    for login, document in (("zhou", checked), ("zhang", instructed)):
        main.session.set_person(login)
        settle(main, qtbot)
        main.open_document(document)
        settle(main, qtbot)
        press_primary(main, qtbot, "同意。")
        said.append(main.toast.accessibleName())
    assert said == [
        "Checked; sent to 王建国 for Review", "Instructed; sent to 王建国 for Assignment",
    ]  # fmt: skip
