"""The drafting room about its text: what opens the page, what is to be mended, how it is said."""

import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QImage

from oa_client.ui import theme
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.print_dialog import PrintDialog
from tests.offices import Played
from tests.ui.pictures import share
from tests.ui.test_window import settle

IMAGE = QImage.Format.Format_RGB32
LONG = "\n".join(f"（{n}）各科室按时报送有关情况。" for n in "一二三四五六七八九" * 5)


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    shown.draft.form.fill({"kind": "通知", "title": "关于值班的通知", "to": ["各科室"]})
    shown.draft.body.setPlainText("请排好值班表。")
    settle(shown, qtbot)
    return shown


@pytest.mark.parametrize(("row", "field"), [(0, "title"), (1, "to")])
def test_title_and_addressee_stand_above_the_text_and_lead_to_where_they_are_written(
    main: MainWindow, qtbot, row: int, field: str
):
    body = main.draft.body
    before = body.cursorRect().top()
    tall = main.draft.body._opening.height / 2
    place = QPoint(body.viewport().width() // 2, round(8 + tall * (row + 0.4)))
    qtbot.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wanted = main.draft.form.inputs[field]
    focus = main.focusWidget()
    assert focus is wanted or wanted.isAncestorOf(focus)
    main.draft.form.chips("to").set_names([])
    settle(main, qtbot)
    assert body.cursorRect().top() < before, "without an addressee no row is kept for one"


def test_where_nothing_is_written_the_tip_stands_below_what_opens_the_page(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText("")
    body.clearFocus()
    settle(main, qtbot)
    below = round(body._paragraph_box(body.document().firstBlock()).top())
    shown = body.viewport().grab().toImage().convertToFormat(IMAGE)
    body.tip = ""
    bare = body.viewport().grab().toImage().convertToFormat(IMAGE)
    opening = QRect(0, 0, shown.width(), below)
    assert below > 0 and shown != bare
    assert shown.copy(opening) == bare.copy(opening)


def test_what_opens_the_page_scrolls_away_with_the_text(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText(LONG)
    settle(main, qtbot)
    assert body._opening_top() is not None
    body.moveCursor(body.textCursor().MoveOperation.End)
    settle(main, qtbot)
    assert body._opening_top() is None
    assert body.viewport().rect().contains(body.cursorRect()), "one sees where one writes"


def test_the_paragraph_in_which_one_writes_is_tinted_whole(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText("短。\n" + "各科室按时报送有关情况，" * 12)
    settle(main, qtbot)
    small = share(body.viewport().grab().toImage().convertToFormat(IMAGE), theme.SELECTION)
    body.moveCursor(body.textCursor().MoveOperation.End)
    settle(main, qtbot)
    large = share(body.viewport().grab().toImage().convertToFormat(IMAGE), theme.SELECTION)
    assert large > 3 * small > 0


def test_what_must_be_mended_first_is_said_below_and_one_key_leads_there(main: MainWindow, qtbot):
    draft = main.draft
    draft.form.fill({"kind": "报告", "title": "关于值班的报告", "to": ["省住建厅"],
                     "cc": ["住建科"], "form": "upward"})  # fmt: skip
    draft.body.setPlainText("现将情况报告如下。")
    settle(main, qtbot)
    assert draft.bar._trouble.text() == "先改 1 项再送：上行文不得同时抄送下级：住建科。"
    assert draft.send.text().endswith(" · 差 1 项")
    draft.body.setFocus()
    qtbot.keyClick(draft.body, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert draft.form.inputs["cc"].isAncestorOf(main.focusWidget())
    draft.form.chips("cc").set_names([])
    settle(main, qtbot)
    assert not draft.bar._trouble.isVisible() and not draft.bar.lead.isVisible()


@pytest.mark.parametrize(("size", "few"), [((1440, 900), 5), ((1366, 768), 3)])
def test_the_first_checks_fill_whole_rows_and_the_rest_is_one_press_away(
    main: MainWindow, qtbot, size, few
):
    main.resize(*size)
    settle(main, qtbot)
    checks = main.draft.checks
    rows = checks.list.topLevelItemCount()
    shown = [not checks.list.topLevelItem(n).isHidden() for n in range(rows)]
    assert rows > few and shown == [True] * few + [False] * (rows - few)
    assert checks.more.text() == f"展开全部 {rows} 项"
    high = checks.list.height()
    qtbot.mouseClick(checks.more, Qt.MouseButton.LeftButton)
    assert not any(checks.list.topLevelItem(n).isHidden() for n in range(rows))
    assert checks.list.height() > high and checks.more.text() == "收起"


def test_a_table_is_put_in_below_with_its_first_cell_marked(main: MainWindow, qtbot):
    body = main.draft.body
    qtbot.mouseClick(main.draft.editor.table, Qt.MouseButton.LeftButton)
    assert body.toPlainText() == "请排好值班表。\n|栏目|栏目|栏目|\n|　|　|　|"
    assert body.textCursor().selectedText() == "栏目" and body.hasFocus()
    body.undo()
    assert body.toPlainText() == "请排好值班表。"


def test_the_foot_counts_the_headings_of_each_level(main: MainWindow, qtbot):
    main.draft.body.setPlainText("一、甲\n（一）乙\n（二）丙\n1.丁")
    settle(main, qtbot)
    assert main.draft.editor._count.text().endswith("层次 一、×1　（一）×2　1.×1")


PASTED = """关于做好值班工作的请示
省住建厅：
现就值班事项请示如下。妥否，请批示。
附件：1.值班表
　　　2.领导带班表
临江市人民政府办公室
2026年3月5日"""


def cure(main: MainWindow, words: str, qtbot) -> None:
    """Press what mends the line of these words."""
    checks = main.draft.checks.list
    rows = [checks.topLevelItem(n) for n in range(checks.topLevelItemCount())]
    item = next(row for row in rows if row.text(3) == words)
    checks.itemClicked.emit(item, 3)
    settle(main, qtbot)


def test_a_whole_paper_that_was_pasted_is_put_where_it_belongs_press_by_press(sit, qtbot):
    main = sit("li")
    main.open_place("draft")
    settle(main, qtbot)
    copied = QMimeData()
    copied.setText(PASTED)
    main.draft.body.insertFromMimeData(copied)
    settle(main, qtbot)
    for words in ("移到标题", "移到主送", "移到附件", "删去落款"):
        cure(main, words, qtbot)
    said = main.draft.fields()
    assert said["title"] == "关于做好值班工作的请示" and said["kind"] == "请示"
    assert said["to"] == ["省住建厅"] and said["attachments"] == ["值班表", "领导带班表"]
    assert said["body"] == "现就值班事项请示如下。妥否，请批示。"
    assert main.draft.checks.faults() == 0


def test_words_that_break_a_rule_are_underlined_where_they_stand(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText("一、甲\n三、乙")
    settle(main, qtbot)
    assert [place.cursor.selectedText() for place in body.extraSelections()] == ["三、乙"]
    body.setPlainText("一、甲\n二、乙")
    settle(main, qtbot)
    assert not body.extraSelections()


def test_ctrl_s_files_a_version_and_ctrl_enter_sends_the_draft_on(
    main: MainWindow, played: Played, qtbot
):
    qtbot.keyClick(main.draft.body, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    [filed] = played.office.tray("li", "drafts", None, 9)["rows"]
    qtbot.keyClick(main.draft.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    assert played.office.show("li", filed["document"])["stage"] == "check"


def test_the_find_bar_says_which_of_how_many_places_one_sees(main: MainWindow, qtbot):
    body, finder = main.draft.body, main.draft.editor.finder
    body.setPlainText("值班表。\n值班人。\n值守。")
    qtbot.keyClick(body, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    finder.sought.setText("值班")
    said = []
    for _ in range(3):
        qtbot.keyClick(finder.sought, Qt.Key.Key_Return)
        said.append(finder._found.text())
    assert said == ["1 / 2", "2 / 2", "1 / 2"]
    finder.instead.setText("轮班")
    qtbot.keyClick(finder.instead, Qt.Key.Key_Return)
    assert body.toPlainText() == "轮班表。\n值班人。\n值守。" and finder._found.text() == "1 / 1"


def test_a_filed_draft_is_printed_and_exported_as_it_was_filed_and_that_is_said(
    main: MainWindow, played: Played, qtbot, tmp_path
):
    draft, told = main.draft, []
    main.session.told.connect(lambda words, _: told.append(words))
    assert not draft.head.print.isVisible() and not draft.head.docx.isVisible()
    qtbot.keyClick(draft.body, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    draft.body.insertPlainText("没有存的话。")
    qtbot.keyClick(draft.body, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(main, qtbot)
    dialog = next(found for found in draft.findChildren(PrintDialog) if found.isVisible())
    dialog.reject()
    assert any("已存的第1稿" in words for words in told)
    draft.along.write(draft._desk.document, tmp_path / "值班.docx")
    settle(main, qtbot)
    written = "".join(p.text for p in Document(str(tmp_path / "值班.docx")).paragraphs)
    assert "请排好值班表。" in written and "没有存的话" not in written
