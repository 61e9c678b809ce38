"""A draft that came back says above its text who wants what changed, and how it goes on."""

import pytest
from PySide6.QtCore import Qt

from oa_client.ui import wording
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle


def at_the_desk(sit, document: str, qtbot) -> MainWindow:
    main = sit("li")
    main.open_place("draft")
    settle(main, qtbot)
    main.draft.load(document)
    settle(main, qtbot)
    return main


def said(main: MainWindow) -> str:
    strip = main.draft.returned
    return f"{strip._brief.text()}\n{strip.words.text()}" if strip.isVisible() else ""


def test_the_reason_stands_above_the_text_and_comes_back_after_it_was_put_away(
    sit, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("zhou", "return", document, reason="储煤天数无依据。", then="resume")
    main = at_the_desk(sit, document, qtbot)
    history = played.office.show("li", document)["history"]
    [back] = [act["at"] for act in history if act["code"] == "return"]
    at = wording.moment_words(back, "zh_CN")
    assert f"周敏 {at} 退回" in said(main)
    assert "储煤天数无依据。" in said(main) and "直接送回周敏" in said(main)
    strip = main.draft.returned
    qtbot.mouseClick(strip.fold, Qt.MouseButton.LeftButton)
    assert not strip.words.isVisible() and strip.isVisible()
    main.draft.body.setPlainText("改过了。")
    main.draft.filing.keep()
    settle(main, qtbot)
    assert not strip.words.isVisible(), "put away it stays put away"
    qtbot.mouseClick(strip.fold, Qt.MouseButton.LeftButton)
    assert strip.words.isVisible()


def test_all_that_countersigned_are_heard_once_one_of_them_disagreed(sit, played: Played, qtbot):
    document = played.outgoing("submit", countersigners=["财务科", "法规科"])
    played.act("zhou", "review", document)
    played.act("sun", "countersign", document, opinion="同意，金额请再核。")
    played.act("zhao", "countersign", document, opinion="依据不足。", verdict="disagree")
    main = at_the_desk(sit, document, qtbot)
    words = said(main)
    assert "赵磊" in words and "依据不足。" in words and "按程序重走" in words
    assert "孙志强" in words and "金额请再核。" in words


def test_a_draft_that_never_came_back_has_no_strip(sit, played: Played, qtbot):
    document = played.act("li", "draft", title="关于检查的通知", body="文。", to="各科室")
    assert not said(at_the_desk(sit, document, qtbot))


def test_once_it_was_sent_again_the_old_reason_is_gone_and_a_recall_brings_it_back(
    sit, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("zhou", "return", document, reason="请补数据。", then="repeat")
    played.act("li", "submit", document)
    played.act("zhou", "return", document, reason="请写明期限。", then="repeat")
    main = at_the_desk(sit, document, qtbot)
    assert "请写明期限。" in said(main) and "请补数据。" not in said(main)
    played.office.act("li", "submit", {}, document=document)
    played.office.act("li", "recall", {}, document=document)
    main.draft.load(document)
    settle(main, qtbot)
    assert "请写明期限。" in said(main)


def test_the_words_of_whoever_sent_it_back_are_no_markup(sit, played: Played, qtbot):
    document = played.outgoing("submit")
    played.act("zhou", "return", document, reason="<b>第三条</b>删去", then="repeat")
    assert "<b>第三条</b>" in said(at_the_desk(sit, document, qtbot))


def test_where_the_window_is_low_the_strip_is_one_line_that_says_the_reason_and_unfolds(
    sit, dress, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("zhou", "return", document, reason="储煤天数无依据。", then="resume")
    dress(1.3)
    main = at_the_desk(sit, document, qtbot)
    main.resize(1024, 680)
    settle(main, qtbot)
    strip = main.draft.returned
    assert strip.isVisible() and not strip.words.isVisible()
    assert "储煤天数无依据。" in strip._brief.text()
    assert main.draft.body.height() >= 4 * main.draft.body.fontMetrics().lineSpacing()
    qtbot.mouseClick(strip.fold, Qt.MouseButton.LeftButton)
    assert strip.words.isVisible()


@pytest.mark.parametrize(("then", "to"), [("resume", "送 王建国 审核"), ("repeat", "送 周敏 核稿")])
def test_a_draft_that_came_back_is_mended_and_sent_where_its_button_says(
    then, to, sit, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("zhou", "review", document)
    played.act("wang", "return", document, to="draft", reason="请写明期限。", then=then)
    main = at_the_desk(sit, document, qtbot)
    draft = main.draft
    assert draft.send.text() == to and draft.bar.road.words().startswith(to.split()[2])
    draft.body.insertPlainText("请于五日内办结。")
    settle(main, qtbot)
    assert draft.returned.isVisible() and draft.send.text() == to
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    task = played.office.show("li", document)["open"][0]
    assert f"送 {task['name']} {wording.stage_name(task['stage'], 'zh_CN')}" == to
