"""Files go along with a draft from the window, and pictures among them into its text."""

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

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
    main.draft.files._take(path, False, 1)
    main.draft.draw()  # the picture is still being read
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "情况如下。\n![办结率](办结率.png)"
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
