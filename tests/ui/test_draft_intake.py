"""A word processor's file in the draft: asked about once, nothing lost, taken back by one undo."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QLabel

from oa_client.docflow.paper.intake import take_in
from oa_client.ui.views.drafting.intake import IntakeDialog
from oa_client.ui.views.main_window import MainWindow
from tests.ui.test_window import settle

TAKEN = ("关于开展防汛检查的通知", ["各科室", "各单位"], "现将事项通知如下。\n一、检查范围")


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    return shown


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    document = Document()
    for text in ("关于开展防汛检查的通知", "各科室，各单位：", *TAKEN[2].split("\n")):
        document.add_paragraph(text)
    target = tmp_path / "检查.docx"
    document.save(str(target))
    return target


@pytest.fixture
def undecided(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("关于开展防汛检查的通知")
    paragraph = document.add_paragraph("请于")._p
    for change, text, words in (("del", "delText", "五日"), ("ins", "t", "十日")):
        paragraph.append(parse_xml(
            f'<w:{change} {nsdecls("w")} w:id="1" w:author="周敏"><w:r><w:{text}>{words}</w:{text}>'
            f"</w:r></w:{change}>"
        ))  # fmt: skip
    document.add_paragraph("某局")
    document.add_paragraph("2026年3月2日")
    target = tmp_path / "修订.docx"
    document.save(str(target))
    return target


def test_attachments_that_a_file_lists_come_along_and_go_with_one_undo(
    main: MainWindow, plain: Path, qtbot
):
    document = Document(str(plain))
    document.add_paragraph("附件：1.排查表")
    document.add_paragraph("2.整改台账")
    document.save(str(plain))
    dropped(main, plain, qtbot)
    form = main.draft.form
    assert form.fields()["attachments"] == ["排查表", "整改台账"]
    assert main.draft.body.toPlainText() == TAKEN[2]
    main.draft.body.undo()
    settle(main, qtbot)
    assert "attachments" not in form.fields()


def dropped(main: MainWindow, file: Path, qtbot) -> None:
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(file))])
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)


def dialog_of(main: MainWindow) -> IntakeDialog:
    (dialog,) = [d for d in main.draft.findChildren(IntakeDialog) if d.isVisible()]
    return dialog


def words_of(main: MainWindow) -> tuple[str, list[str], str]:
    said = main.draft.fields()
    return said.get("title") or "", said.get("to") or [], said["body"]


def test_a_dropped_file_fills_the_empty_draft_and_one_undo_takes_all_of_it_back(
    main: MainWindow, told, plain: Path, qtbot
):
    dropped(main, plain, qtbot)
    assert words_of(main) == TAKEN and "检查.docx" in told[-1]
    main.draft.body.undo()
    assert words_of(main) == ("", [], "")
    main.draft.body.redo()
    assert words_of(main) == TAKEN


def test_an_undo_of_later_writing_leaves_what_was_taken(main: MainWindow, plain: Path, qtbot):
    dropped(main, plain, qtbot)
    main.draft.body.moveCursor(main.draft.body.textCursor().MoveOperation.End)
    qtbot.keyClicks(main.draft.body, "abc")
    main.draft.body.undo()
    assert words_of(main) == TAKEN
    main.draft.body.undo()
    assert words_of(main) == ("", [], "")
    qtbot.keyClicks(main.draft.body, "x")
    main.draft.body.undo()
    main.draft.body.redo()
    assert words_of(main) == ("", [], "x"), "what was undone and written over never comes back"


def test_a_title_that_was_changed_since_is_not_taken_away_by_the_undo(
    main: MainWindow, plain: Path, qtbot
):
    dropped(main, plain, qtbot)
    main.draft.form.inputs["title"].setText("关于另一件事的通知")
    main.draft.body.undo()
    assert words_of(main) == ("关于另一件事的通知", ["各科室", "各单位"], "")


def test_another_draft_on_the_desk_is_no_undo(main: MainWindow, played, plain: Path, qtbot):
    document = played.act("li", "draft", title="存着的稿", body="存着的。")
    dropped(main, plain, qtbot)
    main.draft.load(document)
    settle(main, qtbot)
    assert words_of(main) == ("存着的稿", [], "存着的。")


def test_nothing_written_is_replaced_without_asking(main: MainWindow, plain: Path, qtbot):
    main.draft.form.inputs["title"].setText("关于原有的通知")
    main.draft.body.setPlainText("原有。")
    dropped(main, plain, qtbot)
    assert words_of(main) == ("关于原有的通知", [], "原有。")
    qtbot.mouseClick(dialog_of(main).below, Qt.MouseButton.LeftButton)
    assert words_of(main) == ("关于原有的通知", ["各科室", "各单位"], f"原有。\n{TAKEN[2]}")
    main.draft.body.undo()
    assert words_of(main) == ("关于原有的通知", [], "原有。")
    dropped(main, plain, qtbot)
    qtbot.mouseClick(dialog_of(main).take, Qt.MouseButton.LeftButton)
    assert words_of(main) == TAKEN
    main.draft.body.undo()
    assert words_of(main) == ("关于原有的通知", [], "原有。")


@pytest.mark.parametrize(("refuse", "body"), [(False, "请于十日"), (True, "请于五日")])
def test_undecided_changes_are_asked_about_once_and_what_stays_behind_is_said(
    refuse, body, main: MainWindow, undecided: Path, qtbot
):
    dropped(main, undecided, qtbot)
    dialog = dialog_of(main)
    said = "　".join(label.text() for label in dialog.findChildren(QLabel))
    assert "周敏" in said and "插入 1 处" in said and "删除 1 处" in said
    assert "“某局　2026年3月2日”没有带入正文" in said
    if refuse:
        dialog.as_was.setChecked(True)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert main.draft.fields()["body"] == body


def test_a_file_that_is_none_is_refused_in_words_and_nothing_is_lost(
    main: MainWindow, told, tmp_path: Path, qtbot
):
    main.draft.body.setPlainText("原有。")
    broken, empty = tmp_path / "坏.docx", tmp_path / "空.docx"
    broken.write_bytes(b"PK nothing")
    Document().save(str(empty))
    for file in (broken, empty, tmp_path / "没有.docx"):
        dropped(main, file, qtbot)
        assert file.name in told[-1]
    assert main.draft.body.toPlainText() == "原有。"


def test_a_file_is_read_beside_the_window(main: MainWindow, plain: Path, qtbot):
    threads = []

    def noting(*given, **more):
        threads.append(threading.current_thread())
        return take_in(*given, **more)

    main.session.facts = replace(main.session.facts, take_in=noting)
    dropped(main, plain, qtbot)
    assert threads and threads[0] is not threading.main_thread()


def test_the_title_of_a_file_says_its_kind_and_form_and_one_undo_takes_them_back(
    main: MainWindow, tmp_path: Path, qtbot
):
    document = Document()
    for text in ("关于追加资金的请示", "省人民政府：", "妥否，请批示。"):
        document.add_paragraph(text)
    target = tmp_path / "请示.docx"
    document.save(str(target))
    dropped(main, target, qtbot)
    form = main.draft.form
    assert (form.fields()["kind"], form.fields()["form"]) == ("请示", "upward")
    assert "请示" in form.notes["kind_proposed"].text()
    main.draft.body.undo()
    assert (form.fields()["kind"], form.fields()["form"]) == ("通知", "general")
