"""A long text in a draft: it comes in slice by slice, whole, and one writes meanwhile."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QTextCursor

from oa_client.ui.presenters import clipping
from oa_client.ui.presenters.judging import AT_ONCE
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.gutter import LONGEST
from tests.offices import Played
from tests.ui.test_window import settle

LONG = "\n".join(["各区县要逐一检查𠮷建工地。" * 8] * 600)


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    return shown


def paste(main: MainWindow, words: str) -> None:
    brought = QMimeData()
    brought.setText(words)
    main.draft.body.insertFromMimeData(brought)


def arrived(main: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not main.draft.body.arriving, timeout=20_000)
    qtbot.wait(400)  # the pause in which a long text is judged
    settle(main, qtbot)


def test_a_long_paste_comes_in_slices_and_one_undo_takes_all_of_it_back(main, qtbot):
    body = main.draft.body
    body.setPlainText("前")
    body.moveCursor(QTextCursor.MoveOperation.End)
    paste(main, LONG)
    assert 1 < len(body.toPlainText()) < len(LONG) and body.arriving
    arrived(main, qtbot)
    assert body.toPlainText() == "前" + LONG
    body.undo()
    assert body.toPlainText() == "前"
    body.redo()
    assert body.toPlainText() == "前" + LONG


def test_what_is_filed_while_words_are_on_their_way_has_all_of_them(main, qtbot):
    body = main.draft.body
    body.setPlainText("前后")
    body.moveCursor(QTextCursor.MoveOperation.Right)
    paste(main, LONG)
    assert body.arriving and main.draft.fields()["body"] == f"前{LONG}后"


def test_what_is_typed_while_a_paste_comes_in_stands_behind_it(main, qtbot):
    body = main.draft.body
    paste(main, LONG)
    qtbot.keyClicks(body, "x")
    arrived(main, qtbot)
    assert body.toPlainText() == LONG + "x"


def test_an_undo_stops_what_is_on_its_way(main, qtbot):
    body = main.draft.body
    paste(main, LONG)
    qtbot.keyClick(body, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    arrived(main, qtbot)
    assert body.toPlainText() == ""


def test_an_undo_takes_nothing_of_a_draft_that_is_being_opened(main, played: Played, qtbot):
    document = played.act("li", "draft", title="关于长文的通知", body=LONG, to="各科室")
    main.draft.load(document)
    qtbot.waitUntil(lambda: main.draft.body.toPlainText() != "", timeout=20_000)
    main.draft.body.undo()
    arrived(main, qtbot)
    assert main.draft.body.toPlainText() == LONG
    main.draft.keep_half_written()
    settle(main, qtbot)
    assert played.office.autosaved("li", f"draft.{document}") is None


def test_a_long_text_is_counted_and_judged_as_a_short_one_is(main, qtbot):
    paste(main, LONG + "\n一、甲\n三、乙")
    arrived(main, qtbot)
    assert str(len("".join((LONG + "一、甲三、乙").split()))) in main.draft.editor._count.text()
    assert any("重排序号" in line.cure for line in main.draft.checks._lines)


def test_no_key_in_a_long_draft_waits_for_the_rules_which_look_at_it_once_in_the_pause(
    main, qtbot, monkeypatch
):
    asked: list[int] = []

    def lacks(_: dict[str, str]) -> list[tuple[str, str]]:
        asked.append(threading.get_ident())
        return []

    main.draft.body.fill("字" * AT_ONCE)
    arrived(main, qtbot)
    facts = replace(main.session.facts, lacks=lacks)
    monkeypatch.setattr(main.session, "facts", facts)
    monkeypatch.setattr(main.draft.live, "wait", lambda: None)  # the page looks at its faces too
    qtbot.keyClicks(main.draft.body, "abcde")
    assert asked == []
    arrived(main, qtbot)
    assert len(asked) == 1 and asked[0] != threading.get_ident()
    main.draft.body.setPlainText("字" * 9)
    assert asked[1:] == [threading.get_ident()], "a short text is judged at every key"


def test_a_judgement_that_is_out_of_date_is_not_heard(main, qtbot):
    main.draft.body.setPlainText(LONG)
    main.draft.judging.judge()
    main.draft.body.setPlainText("短文。")
    settle(main, qtbot)
    assert "正文 3 字" in main.draft.editor._count.text()


def test_a_paste_that_was_read_for_another_draft_does_not_land_in_this_one(main, told, qtbot):
    brought = QMimeData()
    brought.setHtml("<p>" + "长" * clipping.AT_ONCE + "<table><tr><td>一<td>二</table>")
    main.draft.body.insertFromMimeData(brought)
    main.draft.body.setPlainText("另一份")
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "另一份" and "再粘贴一次" in told[-1]


def test_too_much_markup_leaves_its_words_and_that_is_told(main, told, qtbot, monkeypatch):
    monkeypatch.setattr(clipping, "MOST_MARKUP", clipping.AT_ONCE)
    brought = QMimeData()
    brought.setData("text/html", QByteArray(b"<table><tr><td>1<td>2</table>" * 2_000))
    brought.setText("一\r\n二")
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "一\n二" and "只放入了文字" in told[-1]


def test_a_paragraph_without_end_is_refused_in_words(main, told, qtbot):
    paste(main, "长" * (LONGEST + 1))
    assert main.draft.body.toPlainText() == "" and str(LONGEST) in told[-1]
