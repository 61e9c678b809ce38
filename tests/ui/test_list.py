"""The list and the document beside it: what is marked is what is open, and what is written on."""

from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QListView, QToolTip

from oa_client.docflow.model.moment import iso, parse
from oa_client.ui import theme, wording
from oa_client.ui.models.rows import ListRow, RowsModel, RowWords
from oa_client.ui.presenters.case import nodes_of
from oa_client.ui.presenters.trays import listed
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.action_bar import GUARD
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.row_delegate import RowDelegate
from oa_client.ui.views.print_dialog import PrintDialog
from tests.offices import BODY, Played
from tests.ui.pictures import colours
from tests.ui.test_window import fill, open_registered, press_primary, settle


def click_row(main: MainWindow, row: int, qtbot) -> str:
    """A click on a row of the list; the document that lies there."""
    view = main.list.view
    place = view.visualRect(main.list.model.index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(main, qtbot)
    return main.list.document_at(row)


def open_tray(main: MainWindow, name: str, qtbot) -> None:
    qtbot.mouseClick(main.navigation.buttons[name], Qt.MouseButton.LeftButton)
    settle(main, qtbot)


def asking(main: MainWindow) -> ActDialog:
    """The form that stands open."""
    return next(form for form in main.findChildren(ActDialog) if form.isVisible())


def submit(main: MainWindow, qtbot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(main.document.bar.opinion, Qt.Key.Key_Return, control)
    settle(main, qtbot)


def test_an_opinion_goes_onto_the_paper_that_was_clicked_in_the_other_list(
    sit, played: Played, qtbot
):
    read = played.incoming()
    played.act("wang", "circulate", read, to=["sun"], note="请阅")
    done = played.incoming()
    played.act("zhang", "instruct", done, opinion="请财务科办。")
    played.act("wang", "assign", done, lead="孙志强")
    main = sit("sun")
    settle(main, qtbot)
    open_tray(main, "reading", qtbot)
    assert click_row(main, 0, qtbot) == read
    open_tray(main, "todo", qtbot)
    assert main.document.wanted() == "", "the paper of the other list lies open no more"
    assert click_row(main, 0, qtbot) == done
    assert main.document.shown()["document"] == done
    main.document.bar.opinion.setPlainText("经费已落实。")
    submit(main, qtbot)
    said = {one: [o["text"] for o in played.office.show("chen", one)["opinions"]] for one in
            (read, done)}  # fmt: skip
    assert "经费已落实。" in said[done] and "经费已落实。" not in said[read]


def test_the_row_that_is_marked_opens_by_a_click_and_by_enter(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    for way in ("click", "enter", "j"):
        main.list.select(document)
        main.document.clear()
        if way == "click":
            click_row(main, 0, qtbot)
        elif way == "enter":
            qtbot.keyClick(main.list.view, Qt.Key.Key_Return)
        else:
            qtbot.keyClick(main.list.view, Qt.Key.Key_J)
        settle(main, qtbot)
        assert main.document.wanted() == document, way


def test_a_reader_reads_what_he_is_asked_until_he_has_read(sit, played: Played, qtbot):
    document = played.incoming()
    note = "请注意资金口径，\n三日内阅复"
    played.act("wang", "circulate", document, to=["sun", "zhao"], note=note)
    main = sit("sun")
    settle(main, qtbot)
    open_tray(main, "reading", qtbot)
    click_row(main, 0, qtbot)
    told = main.document.bar.told.circulated
    assert told.isVisible() and told.text() == "王建国 请您阅：请注意资金口径， 三日内阅复"
    press_primary(main, qtbot, "已阅。")
    main.open_document(document)
    settle(main, qtbot)
    assert not told.isVisible()


def test_a_circulated_paper_that_is_still_his_stays_open(sit, played: Played, qtbot):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    main = sit("wang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    bar = main.document.bar
    bar.start("circulate")
    dialog = asking(main)
    fill(dialog, {"to": ["zhao"]})
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert [row["name"] for row in played.office.show("wang", document)["readers"]] == ["赵磊"]
    assert main.document.wanted() == document
    assert main.list.view.currentIndex().row() == 0


def test_a_paper_whose_next_step_is_his_too_stays_open_and_another_follows_one_that_left(
    sit, played: Played, qtbot
):
    played.act("chen", "register", title="甲号件", body=BODY)
    second = played.outgoing("sign")
    main = sit("chen")
    settle(main, qtbot)
    main.list.select(second)
    main.document.open(second)
    settle(main, qtbot)
    press_primary(main, qtbot)
    assert main.document.shown()["stage"] == "number"
    first = next(row["document"] for row in played.office.tray("chen", "todo", None, 9)["rows"]
                 if row["document"] != second)  # fmt: skip
    main.list.select(first)
    main.document.open(first)
    settle(main, qtbot)
    main.document.bar.start("examine")
    dialog = asking(main)
    fill(dialog, {"answers": True})
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.document.wanted() == second, "the first went to somebody else"
    assert main.list.document_at(main.list.view.currentIndex().row()) == second


def test_a_paper_that_arrives_on_an_empty_list_is_opened_by_nobody(sit, played: Played, qtbot):
    main = sit("zhang")
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    settle(main, qtbot)
    main.list.take_keyboard()
    assert main.list._nothing.hasFocus() or main.list._nothing.isAncestorOf(main.focusWidget())
    document = played.incoming()
    qtbot.keyClick(main, Qt.Key.Key_F5)
    settle(main, qtbot)
    assert main.list.document_at(0) == document and main.list.view.hasFocus()
    assert not main.list.view.currentIndex().isValid()
    row = played.office.tray("zhang", "todo", None, 10)["rows"][0]
    assert row["unread"], "no opening is on record"


def test_nothing_is_marked_where_the_open_paper_is_not_listed(sit, played: Played, qtbot):
    played.incoming()
    elsewhere = played.act("chen", "register", title="甲号件", body=BODY)
    played.act("chen", "examine", elsewhere, answers=[True] * 5)
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.session.set_person("chen")
    settle(main, qtbot)
    main.open_document(elsewhere)
    settle(main, qtbot)
    assert not main.list.view.currentIndex().isValid()


def test_a_half_written_opinion_outlives_every_act_that_does_not_send_it(
    sit, played: Played, qtbot
):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    main = sit("wang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    bar = main.document.bar
    bar.opinion.setPlainText("拟分给住建科，")
    for action, said in (("circulate", {"to": ["zhao"]}), ("transfer", {"to": "liu"})):
        bar.start(action)
        dialog = asking(main)
        fill(dialog, said)
        dialog.send()
        settle(main, qtbot)
        dialog.reject()
    assert "拟分给住建科，" in bar.opinion.toPlainText()
    assert played.office.autosaved("wang", f"opinion.{document}") == "拟分给住建科，"
    said = [o["text"] for o in played.office.show("wang", document)["opinions"]]
    assert "拟分给住建科，" not in said


def test_a_step_taken_back_is_no_tick_and_its_words_can_be_written_on(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    main.document.bar.opinion.setPlainText("请住建科办理。\n财务科配合。")
    submit(main, qtbot)
    assert main.document.wanted() == ""
    main.news.recall(document)
    settle(main, qtbot)
    assert main.document.shown()["stage"] == "instruct"
    assert main.document.bar.opinion.toPlainText() == "请住建科办理。\n财务科配合。"
    states = {node.stage: node.state for node in nodes_of(main.session, main.document.shown())}
    assert (states["instruct"], states["assign"]) == ("current", "pending")
    main.document.bar.opinion.setPlainText("")
    main.document.bar.keep_half_written()
    settle(main, qtbot)
    main.refresh()
    settle(main, qtbot)
    assert main.document.bar.opinion.toPlainText() == "", "what he struck out stays struck out"


def test_a_long_opinion_shows_all_its_lines_when_it_comes_back(sit, played: Played, qtbot):
    document = played.incoming()
    played.office.autosave("zhang", f"opinion.{document}", "一行\n两行\n三行")
    main = sit("zhang")
    settle(main, qtbot)
    one = main.document.bar.opinion.height()
    click_row(main, 0, qtbot)
    assert main.document.bar.opinion.height() > one


def test_an_opinion_is_as_high_as_its_lines_however_they_come_and_go(
    sit, played: Played, qtbot
):
    played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    opinion = main.document.bar.opinion
    one = opinion.height()
    opinion.insertPlainText("请住建科会同财务科研究，" * 6)
    broken = opinion.height()
    assert broken > one
    main.resize(main.width() * 2, main.height())
    qtbot.waitUntil(lambda: opinion.height() < broken)
    opinion.selectAll()
    opinion.insertPlainText("同意")
    assert opinion.height() == one


def test_what_is_past_its_limit_is_overdue_before_the_office_opens_again(
    sit, played: Played, qtbot
):
    document = played.incoming()
    shown = played.office.show("zhang", document, iso(played.at))
    due = parse(shown["open"][0]["due"])
    morning = (due + timedelta(days=1)).replace(hour=8, minute=0)
    evening = due.replace(hour=17, minute=30)
    main = sit("zhang")
    settle(main, qtbot)
    rows = played.office.tray("zhang", "todo", None, 9)["rows"]
    row = rows[0] | {"due": iso(evening), "left": 0, "card": ""}
    said = listed(main.session, row, morning, 0)
    assert (said.due, said.late) == ("已超时", True)
    said = listed(main.session, row, evening, 0)
    assert (said.due, said.late) == ("时限已到", False)


def test_what_is_past_its_limit_is_red_before_its_first_card_as_the_chip_counts_it(
    sit, played: Played, dress, picture
):
    """A minute after the limit, before the monitor's next look."""
    view = QListView()
    words = RowWords(left="已超时")
    model = RowsModel(lambda row: words)
    view.setModel(model)
    view.setItemDelegate(RowDelegate(view))
    model.set_rows([ListRow("a", "关于检查的通知")])
    assert theme.RED not in colours(picture(view, 360, 110))
    model.set_rows([ListRow("a", "关于检查的通知", late=True)])
    seen = colours(picture(view, 360, 110))
    assert theme.RED in seen and theme.RED_TINT in seen
    assert theme.NO_CARD in seen, "the edge of the row bears the card, and there is none"


def test_head_and_strip_tell_the_same_limit_his_own_before_that_of_who_assists(
    sit, played: Played, qtbot
):
    """The lead has more time: it was given to him alone."""
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科", assist=["财务科"])
    played.act("zhou", "ask-extension", document, until="2026-03-11", reason="需实地核查")
    played.act("zhang", "grant-extension", document)
    shown = played.glance("zhou", document)
    dues = {task["person"]: task["due"] for task in shown["open"]}
    assert dues["zhou"] > dues["sun"]
    for login in ("zhou", "sun"):
        main = sit(login)
        settle(main, qtbot)
        main.document.head.show_case(shown, tracked=False)
        (node,) = [n for n in nodes_of(main.session, shown) if n.state == "current"]
        assert main.document.head._due.text().endswith(f"　{node.sub}"), login
        (own,) = [t for t in shown["open"] if t["person"] == login]
        assert wording.moment_words(own["due"], "zh_CN") in main.document.head._due.text()


def test_a_list_says_whether_a_limit_is_of_the_stage_or_of_the_whole_case(
    sit, played: Played, qtbot
):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    [row] = played.office.tray("zhang", "todo", None, 9)["rows"]
    here = listed(main.session, row, played.at, 90)
    assert here.due == "剩 1 小时 30 分"
    assert here.limit.startswith("批示环节时限：3月") and here.limit.endswith("剩 1 小时 30 分")
    [row] = played.office.search("chen", "检查", 9)["rows"]
    assert row["document"] == document
    whole = listed(main.session, row, played.at, 900)
    assert whole.due == "全程剩 2 个工作日" and whole.limit.startswith("全程时限：3月")
    main.search("检查")
    settle(main, qtbot)
    index = main.list.model.index(0)
    assert "全程" in main.list.model.words(main.list.model.row_at(index)).left
    assert "全程时限：" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_was_dealt_with_is_told_by_where_it_stands(sit, played: Played, qtbot):
    document = played.incoming()
    played.act("wang", "circulate", document, to=["sun"], note="请阅")
    played.at += timedelta(days=20)
    played.office.monitor(iso(played.at))
    played.act("sun", "read", document, opinion="已阅。")
    main = sit("sun")
    settle(main, qtbot)
    open_tray(main, "read", qtbot)
    row = main.list.model.row_at(main.list.model.index(0))
    assert row.document == document and row.card == ""
    assert main.list.model.words(row).left == "办理中"
    assert main.list.order.text() == "按办理时间"


def test_the_head_says_which_limit_it_tells(sit, played: Played, qtbot):
    document = played.incoming()
    played.act("wang", "circulate", document, to=["zhang"], note="请阅")
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    assert main.document.head._due.text().startswith("批示截止")


def test_a_press_that_was_meant_for_the_act_before_does_not_act_on_the_next_paper(
    sit, played: Played, qtbot
):
    one, two = played.incoming(), played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    first = click_row(main, 0, qtbot)
    second = two if first == one else one
    played.office.autosave("zhang", f"opinion.{second}", "还没有想好")
    main.document.bar.opinion.setPlainText("请住建科办理。")
    submit(main, qtbot)
    assert main.document.shown()["document"] == second
    assert not main.document.bar.opinion.hasFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(main.list.view, Qt.Key.Key_Return, control)
    qtbot.mouseClick(main.document.bar.primary, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert played.office.show("zhang", second)["stage"] == "instruct"
    qtbot.wait(GUARD + 50)
    qtbot.keyClick(main.list.view, Qt.Key.Key_Return, control)
    settle(main, qtbot)
    assert played.office.show("zhang", second)["stage"] == "assign"


def test_ctrl_enter_in_the_list_acts_or_says_what_is_missing(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    main.list.view.setFocus()
    qtbot.keyClick(main.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    assert told == ["请填写意见。"] and main.document.bar.opinion.hasFocus()
    assert played.office.show("zhang", document)["stage"] == "instruct"


def test_a_toast_leaves_with_the_person_whose_act_it_would_take_back(sit, played: Played, qtbot):
    played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    press_primary(main, qtbot, "请住建科办理。")
    assert main.toast.isVisible()
    main.session.set_person("wang")
    assert not main.toast.isVisible()


def test_who_sends_a_draft_and_who_registers_is_told_where_it_went(sit, played: Played, qtbot):
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    main.draft.form.inputs["title"].setText("关于报送情况的通知")
    main.draft.body.setPlainText(BODY)
    main.draft.form.chips("to").setText("甲县")
    qtbot.mouseClick(main.draft.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert "已送 周敏 核稿" in main.toast.accessibleName()
    main.session.set_person("chen")
    settle(main, qtbot)
    main.open_place("register")
    main.register.form.inputs["title"].setText("关于检查的通知")
    for number in range(1, 6):
        main.register.first_check.questions.answer(number, True)
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.isVisible() and "已送 王建国 拟办" in main.toast.accessibleName()


def test_a_returned_draft_says_why_at_once_and_opens_to_be_written_on(
    sit, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("zhou", "return", document, to="draft", reason="请补依据")
    main = sit("li")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    bar = main.document.bar
    assert bar.told.returned.isVisible() and bar.told.returned.text() == "周敏 退回：请补依据"
    qtbot.mouseClick(bar.edit, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.rooms.currentWidget() is main.draft
    assert main.draft.body.toPlainText() == BODY
    main.session.set_person("zhou")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    assert not bar.edit.isVisible() and not bar.told.returned.isVisible()


def test_a_registered_paper_is_marked_in_the_list_that_holds_it(sit, played: Played, qtbot):
    played.outgoing("sign")
    main = sit("chen")
    settle(main, qtbot)
    main.open_place("register")
    main.register.form.inputs["title"].setText("关于检查的通知")
    for number in range(1, 6):
        main.register.first_check.questions.answer(number, True)
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    open_registered(main, qtbot)
    marked = [name for name, button in main.navigation.buttons.items() if button.isChecked()]
    assert marked == ["tracked"]
    document = main.document.wanted()
    assert main.document.shown()["elements"]["title"] == "关于检查的通知"
    assert main.list.document_at(main.list.view.currentIndex().row()) == document


def test_what_was_found_is_in_no_tray(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("wu")
    settle(main, qtbot)
    main.open_place("supervision")
    main.search("检查")
    settle(main, qtbot)
    assert not any(button.isChecked() for button in main.navigation.buttons.values())
    assert click_row(main, 0, qtbot) == document
    main.open_place("todo")
    assert main.navigation.chosen_now() == "todo"


def test_who_leads_sees_on_a_grey_button_whom_he_waits_for(sit, played: Played, qtbot):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="li", assist=["财务科"])
    main = sit("li")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    bar = main.document.bar
    assert bar.primary.isVisible() and not bar.primary.isEnabled()
    assert "孙志强" in bar.primary.toolTip() and "孙志强" in bar._hint.text()
    bar.opinion.setPlainText("已办结。")
    submit(main, qtbot)
    assert played.office.show("li", document)["stage"] == "undertake"
    played.office.act("sun", "undertake", {"result": "经费已落实。"}, document=document)
    main.refresh()
    settle(main, qtbot)
    submit(main, qtbot)
    assert played.office.show("li", document)["stage"] == "reply"


def test_ctrl_p_prints_the_slip_that_lies_open(
    sit, played: Played, qtbot, tmp_path, monkeypatch
):
    played.incoming()
    target = tmp_path / "out.pdf"

    def accepted(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accepted)
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    qtbot.keyClick(main.list.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = (d for d in main.findChildren(PrintDialog) if d.isVisible())
    for name, box in dialog.boxes.items():
        box.setChecked(name == "slip")
    dialog.accept_fonts.setChecked(True)
    qtbot.mouseClick(dialog.on_paper, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    printed = pypdfium2.PdfDocument(target.read_bytes())
    assert len(printed) >= 1
    sheet = printed[0].render(scale=0.2)
    assert min(bytes(sheet.buffer)) < 128, "the sheet is not empty"
    printed.close()


def test_no_button_of_the_bar_is_cut_in_a_narrow_window(sit, played: Played, qtbot, dress):
    dress(1.3)
    played.incoming()
    main = sit("zhang")
    main.session.set_language("en")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    bar = main.document.bar
    for width in (1240, 1366, 1700):
        main.resize(width, 768)
        settle(main, qtbot)
        buttons = [b for b in bar._buttons if b.isVisible()]
        for button in buttons:
            assert button.width() >= button.sizeHint().width(), (width, button.accessibleName())
            assert button.text() or button.accessibleName()
        assert bar.opinion.width() >= 200, width
    assert bar.beside["return"].text() == "Return"


def test_the_names_behind_a_number_of_readers_are_told_under_the_pointer(
    sit, played: Played, qtbot
):
    document = played.act("chen", "circulate", None, title="传阅件",
                          to=["sun", "zhao", "li", "zhou", "wang"])  # fmt: skip
    main = sit("chen")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    strip = main.document.head.flow
    place = next(p for p in strip._places if p.capsules)
    last = place.capsules[-1][2].center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, last, strip.mapToGlobal(last))
    QApplication.sendEvent(strip, event)
    assert all(name in QToolTip.text() for name in ("孙志强", "赵磊", "李晓明", "周敏", "王建国"))


def test_what_was_done_is_called_as_on_the_button_and_covers_nothing_of_the_paper(
    sit, played: Played, qtbot
):
    main = sit("chen")
    main.open_place("register")
    settle(main, qtbot)
    main.register.form.inputs["title"].setText("关于检查的通知")
    for number in range(1, 6):
        main.register.first_check.questions.answer(number, yes=True)
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "登记并初审，已送 王建国 拟办"
    assert main.toast.geometry().bottom() <= main.header.geometry().bottom()
    qtbot.keyClick(main, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not main.toast.isVisible() and main.header.search.hasFocus()


@pytest.mark.parametrize("zoom", [1.0, 1.3])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_button_is_cut_in_the_narrowest_window(
    zoom, language, dress, sit, played: Played, qtbot
):
    document = played.outgoing("submit", countersigners=["法规科"])
    played.act("zhou", "review", document)
    dress(zoom)
    main = sit("zhao")
    main.session.set_language(language)
    main.resize(1024, 680)
    main.open_document(document)
    settle(main, qtbot)
    bar = main.document.bar
    shown = [button for button in bar._buttons if button.isVisible()]
    assert bar.primary in shown and bar.disagree in shown
    for button in (*shown, main.header.person, main.header.language):
        assert button.width() >= button.minimumSizeHint().width(), button.text()
        right = button.mapTo(main, button.rect().topRight()).x()
        assert right < main.width(), button.text()
    names = [entry.text() for entry in bar.more.menu().actions()]
    hidden = [b.accessibleName() for b in bar.beside.values() if not b.isVisible()]
    assert set(hidden) <= set(names), "what has no button stands in the menu"


def test_one_alone_is_said_so_in_english(sit, played: Played, qtbot):
    played.incoming()
    main = sit("zhang")
    main.session.set_language("en")
    settle(main, qtbot)
    assert main.list._count.text() == "1 item, 1 unread"
    assert main.session.text("notice.arrived", count=1) == "1 new item waits for you"
    assert main.session.text("notice.arrived", count=2) == "2 new items wait for you"
