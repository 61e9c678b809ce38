"""Files go along with a draft from the window, and pictures among them into its text."""

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from oa_client.ui.views.drafting.unsaved import UnsavedDialog
from oa_client.ui.views.main_window import MainWindow
from tests.docflow.specimens import chart
from tests.offices import Played
from tests.ui.test_list import click_row
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    return shown


def of(main: MainWindow) -> list[str]:
    return [name for name, _ in main.draft.files.present()]


def begin(main: MainWindow, body: str = "文。") -> None:
    main.draft.form.inputs["title"].setText("关于检查的通知")
    main.draft.form.inputs["to"].setText("各科室")
    main.draft.body.setPlainText(body)


def kept(main: MainWindow, qtbot) -> str:
    qtbot.mouseClick(main.draft.save, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    return str(main.draft._desk.document)


def pasted(main: MainWindow, *paths: Path) -> None:
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    main.draft.body.insertFromMimeData(brought)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "资金缺口明细表.xlsx"
    path.write_bytes(b"table")
    return path


def test_a_file_goes_on_record_with_the_filing_and_is_proposed_as_attachment_of_the_paper(
    main: MainWindow, played: Played, table: Path, qtbot
):
    begin(main)
    pasted(main, table)
    settle(main, qtbot)
    assert of(main) == [table.name] and main.draft.body.toPlainText() == "文。"
    assert main.draft.form.chips("attachments").names() == ["资金缺口明细表"]
    document = kept(main, qtbot)
    [row] = played.office.show("li", document)["attachments"]
    assert (row["name"], row["sha256"]) == (table.name, hashlib.sha256(b"table").hexdigest())
    assert not main.draft.files.sources(), "it goes once"


def test_a_file_joins_and_another_leaves_a_draft_on_record_and_each_version_keeps_its_own(
    main: MainWindow, played: Played, table: Path, tmp_path: Path, qtbot
):
    begin(main)
    pasted(main, table)
    settle(main, qtbot)
    document = kept(main, qtbot)
    other = tmp_path / "检测报告.pdf"
    other.write_bytes(b"report")
    main.draft.files.bring([other])
    settle(main, qtbot)
    qtbot.mouseClick(main.draft.files.rows[0].remove, Qt.MouseButton.LeftButton)
    assert main.draft.form.chips("attachments").names() == ["检测报告"]
    kept(main, qtbot)
    first, second = played.office.show("li", document)["versions"]
    assert [file["name"] for file in first["files"]] == [table.name]
    assert [file["name"] for file in second["files"]] == [other.name] == of(main)


def test_a_file_that_was_not_filed_can_be_taken_out_again(
    main: MainWindow, played: Played, table: Path, qtbot
):
    begin(main)
    main.draft.files.bring([table])
    settle(main, qtbot)
    qtbot.mouseClick(main.draft.files.rows[0].remove, Qt.MouseButton.LeftButton)
    document = kept(main, qtbot)
    shown = played.office.show("li", document)
    assert not shown["attachments"] and not shown["elements"]["attachments"]


def test_programs_and_folders_are_refused_in_words_whatever_they_are_called(
    main: MainWindow, told, tmp_path: Path, table: Path, qtbot
):
    program = tmp_path / "说明.txt"
    program.write_bytes(b"\x7fELF\x02")
    named = tmp_path / "setup.exe"
    named.write_bytes(b"MZ")
    pasted(main, program, named, tmp_path, table)
    settle(main, qtbot)
    assert of(main) == [table.name]
    assert "程序" in told[0] and "程序" in told[1] and "文件夹" in told[2]


def test_files_that_wait_are_there_again_after_a_kill_and_asked_about_before_sending(
    played: Played, sit, table: Path, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="文。", to="各科室")
    words = {"body": "文。", "of": 1, "files": [str(table)]}
    played.office.autosave("li", f"draft.{document}", json.dumps(words))
    main = sit("li")
    main.draft.load(document)
    main.open_tray("drafts")
    settle(main, qtbot)
    assert of(main) == [table.name]
    click_row(main, 0, qtbot)
    main.document.bar.submit()
    settle(main, qtbot)
    [dialog] = main.document.bar.findChildren(UnsavedDialog)
    qtbot.mouseClick(dialog.file, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert [f["name"] for f in played.office.show("li", document)["attachments"]] == [table.name]


def test_a_picture_stands_in_the_text_on_the_page_and_among_the_files(
    main: MainWindow, played: Played, tmp_path: Path, qtbot
):
    path = tmp_path / "办结率.png"
    path.write_bytes(chart())
    broke: list[str] = []
    main.session.crashed.connect(broke.append)
    begin(main, "情况如下。")
    main.draft.editor.show_picture(path)
    main.draft.files._take(path, "", main.draft.files._turn, 1)
    main.draft.draw()  # the picture is still being read
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "情况如下。\n![图1　办结率](办结率.png)"
    [picture] = main.draft.pictures.pictures(main.draft.judging.shown)
    assert picture.data and not picture.fault
    assert not main.draft.form.chips("attachments").names(), "a picture of the text is no 附件"
    main.draft.draw()
    settle(main, qtbot)
    assert any(page.shown for page in main.draft.page._layout.pages)
    document = kept(main, qtbot)
    main.draft.load(None)
    main.draft.load(document)
    settle(main, qtbot)
    [again] = main.draft.pictures.pictures(main.draft.judging.shown)
    assert again.data, "the same from the record"
    assert main.draft.checks.faults() == 0 and not broke


@pytest.mark.parametrize(
    ("data", "words"), [(None, "不在本文所附文件之中"), (b"\x89PNG broken", "已损坏")]
)
def test_a_picture_that_can_t_be_printed_is_said_beside_its_line(
    main: MainWindow, tmp_path: Path, qtbot, data: bytes | None, words: str
):
    begin(main, "情况如下。\n![图](坏.png)")
    if data is not None:
        path = tmp_path / "坏.png"
        path.write_bytes(data)
        main.draft.files.bring([path], listed=False)
    settle(main, qtbot)
    lines = [main.draft.checks.list.topLevelItem(n).text(1) for n in range(3)]
    assert any(words in line and "第2行" in line for line in lines)
    assert main.draft.body._shows_wrong("![图](坏.png)")


def chosen(monkeypatch, *paths: Path) -> None:
    """What the person picks in the system's own dialog."""
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names[0], ""))


def typed(line, words: str) -> None:
    """Han characters as an input method gives them."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(line, event)


def seen(widget, main: MainWindow) -> bool:
    """Whether all of it is within what shows of the form."""
    area = main.draft.form.parentWidget()
    place = widget.mapTo(area, widget.rect().topLeft())
    return place.y() >= 0 and place.y() + widget.height() <= area.height()


def test_an_attachment_is_one_thing_a_name_that_can_be_written_and_its_file(
    main: MainWindow, played: Played, tmp_path: Path, monkeypatch, qtbot
):
    main.resize(1366, 768)
    path = tmp_path / "mingxi.xlsx"
    path.write_bytes(b"table")
    begin(main)
    chosen(monkeypatch, path)
    qtbot.mouseClick(main.draft.files.add, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    [row] = main.draft.files.rows
    qtbot.waitUntil(lambda: seen(row, main))
    assert row.line.text() == row.line.selectedText() == "mingxi"
    assert main.focusWidget() is row.line
    typed(row.line, "排查明细表")
    assert main.draft.form.fields()["attachments"] == ["排查明细表"]
    assert of(main) == ["排查明细表.xlsx"]
    document = kept(main, qtbot)
    shown = played.office.show("li", document)
    assert shown["elements"]["attachments"] == ["排查明细表"]
    assert [file["name"] for file in shown["attachments"]] == ["排查明细表.xlsx"]
    main.draft.load(None)
    main.draft.load(document)
    settle(main, qtbot)
    [row] = main.draft.files.rows
    assert (row.line.text(), row.one.file.name) == ("排查明细表", "排查明细表.xlsx")


def test_a_name_that_was_written_first_gets_its_file_and_no_second_name(
    main: MainWindow, table: Path, monkeypatch, qtbot
):
    begin(main)
    files = main.draft.files
    files.line.setText("排查明细表")
    qtbot.keyClick(files.line, Qt.Key.Key_Return)
    assert files.names() == ["排查明细表"] and files.line.text() == ""
    [row] = files.rows
    chosen(monkeypatch, table)
    qtbot.mouseClick(row.attach, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    [row] = files.rows
    assert files.names() == ["排查明细表"] and row.one.file.key == table
    assert of(main) == ["排查明细表.xlsx"]
    qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert not files.names() and not of(main) and not files.rows


def test_a_renamed_attachment_keeps_its_file_through_a_kill(
    played: Played, sit, tmp_path: Path, qtbot
):
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        path.write_bytes(path.name.encode())
    main = sit("li")
    main.open_place("draft")
    settle(main, qtbot)
    begin(main)
    main.draft.files.bring(paths)
    settle(main, qtbot)
    for row, name in zip(main.draft.files.rows, ("汇总表", "明细表"), strict=True):
        row.line.selectAll()
        typed(row.line, name)
    main.draft.keep_half_written()
    settle(main, qtbot)
    again = sit("li")
    again.open_place("draft")
    settle(again, qtbot)
    found = {row.name(): row.one.file.key for row in again.draft.files.rows}
    assert found == {"汇总表": paths[0], "明细表": paths[1]}
    assert of(again) == ["汇总表.xlsx", "明细表.xlsx"]


def test_a_caption_is_proposed_where_one_writes_on_and_never_is_a_bare_file_s_name(
    main: MainWindow, tmp_path: Path, qtbot
):
    for name in ("tu.png", "办结率.png"):
        (tmp_path / name).write_bytes(chart())
    begin(main, "情况如下。")
    main.draft.editor.show_picture(tmp_path / "tu.png")
    main.draft.body.insertPlainText("　流程")
    main.draft.editor.show_picture(tmp_path / "办结率.png")
    settle(main, qtbot)
    assert main.draft.body.toPlainText().splitlines()[1:] == [
        "![图1　流程](tu.png)", "![图2　办结率](办结率.png)"
    ]  # fmt: skip
    assert [row.one.figure for row in main.draft.files.rows] == [True, True]


def test_a_file_that_is_brought_again_is_there_once_and_listed_again(
    main: MainWindow, table: Path, qtbot
):
    begin(main)
    files = main.draft.files
    for listed in (True, True, False):
        if not listed:
            files.set_names([])
        files.bring([table])
        settle(main, qtbot)
        assert files.names() == [table.stem] and of(main) == [table.name]
