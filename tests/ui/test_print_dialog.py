"""What of a document goes onto paper: chosen in one place, grey and why where there is none."""

import threading
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from oa_client.picturing import page_of
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.print_dialog import PrintDialog
from oa_client.ui.views.print_out import ACROSS, pages_of, paint
from tests.offices import Played
from tests.ui.test_window import settle


def opened(main: MainWindow, document: str, qtbot) -> PrintDialog:
    main.document.open(document)
    settle(main, qtbot)
    main.document.ask_print()
    (dialog,) = [d for d in main.document.findChildren(PrintDialog) if d.isVisible()]
    return dialog


def grey(dialog: PrintDialog) -> set[str]:
    return {key for key, box in dialog.boxes.items() if not box.isEnabled()}


def words_of(file: Path) -> str:
    pages = pypdf.PdfReader(file).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_what_there_is_none_of_is_grey_and_says_why(sit, played: Played, qtbot):
    document = played.outgoing("submit")
    dialog = opened(sit("li"), document, qtbot)
    assert grey(dialog) == {
        "attachments", "redlined", "urging", "supervision", "dispatch", "envelopes",
    }  # fmt: skip
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for reason in ("只有一稿", "没有催办过", "没有黄牌或红牌", "尚未核发", "尚未印制"):
        assert any(reason in words for words in said), reason


def test_each_chosen_paper_becomes_a_file_of_its_own(sit, played: Played, tmp_path, qtbot):
    document = played.outgoing(
        "submit", files=[("清单.pdf", b"%PDF-1.4 x")], countersigners=["法规科"]
    )
    played.act("chen", "urge", document, note="请抓紧")
    played.act("zhou", "review", document)
    played.act("zhao", "countersign", document, opinion="缺依据", verdict="disagree")
    played.act("li", "submit", document)
    played.act("zhou", "return", document, to="draft", reason="请补依据")
    played.act("li", "revise", document, body="一、检查范围\n全省。\n二、工作要求\n按时报送。")
    dialog = opened(sit("li"), document, qtbot)
    assert grey(dialog) == {"supervision", "dispatch", "envelopes"}
    for box in dialog.boxes.values():
        box.setChecked(box.isEnabled())
    dialog.accept_fonts.setChecked(True)
    (tmp_path / "关于报送情况的通知 处理单.pdf").write_bytes(b"mine")
    main = dialog.parentWidget().window()
    dialog.save(tmp_path)
    settle(main, qtbot)
    found = {file.name.removeprefix("关于报送情况的通知 ") for file in tmp_path.glob("*.pdf")}
    assert found == {
        "公文（清稿）.pdf", "处理单.pdf", "处理单 (2).pdf", "办理记录.pdf", "催办单.pdf",
        "花脸稿（首稿到末稿）.pdf", "附件 1 清单.pdf",
    }  # fmt: skip
    assert (tmp_path / "关于报送情况的通知 处理单.pdf").read_bytes() == b"mine"
    record = words_of(tmp_path / "关于报送情况的通知 办理记录.pdf")
    assert "请补依据" in record and "周敏" in record and "演练" in record
    last = main.document.shown()["history"][-1]["hash"]
    assert last[:16] in record and "会签" in record and "不同意" in record
    assert "请抓紧" in words_of(tmp_path / "关于报送情况的通知 催办单.pdf")
    redlined = words_of(tmp_path / "关于报送情况的通知 花脸稿（首稿到末稿）.pdf")
    assert "全市省" in redlined and "李晓明" in redlined


def test_nothing_is_printed_before_something_is_chosen_and_substitutes_accepted(
    sit, played: Played, qtbot
):
    dialog = opened(sit("li"), played.outgoing("submit"), qtbot)
    dialog.accept_fonts.setChecked(False)
    assert dialog.chosen() == []
    dialog.accept_fonts.setChecked(True)
    assert [paper.key for paper in dialog.chosen()] == ["paper"]
    dialog.boxes["paper"].setChecked(False)
    assert dialog.chosen() == []
    trouble = [label.text() for label in dialog.findChildren(QLabel)]
    assert "请选择要打印的内容。" in trouble


def test_sheets_lie_as_their_pages_do(played: Played, qtbot, tmp_path):
    document = played.outgoing("submit")
    told: list[float] = []
    pages = list(pages_of(page_of, two_papers(played, document), lambda n, of: told.append(n / of)))
    assert [page.width() > page.height() for page in pages] == [False, True]
    assert (pages[0].width(), pages[0].height(), told) == (ACROSS, 3508, [0.5, 1.0])
    printer = printing_to(tmp_path / "out.pdf")
    paint(printer, iter(pages))
    boxes = [page.mediabox for page in pypdf.PdfReader(tmp_path / "out.pdf").pages]
    assert [box.width > box.height for box in boxes] == [False, True]
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape


def test_a_page_is_printed_whole_though_strip_by_strip(qtbot, tmp_path):
    page = QImage(ACROSS, 3508, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.black)
    paint(printing_to(tmp_path / "out.pdf"), iter([page]))
    made = page_of((tmp_path / "out.pdf").read_bytes(), 0, 600)
    middle = 4 * (made.width // 2)
    column = {made.data[y * made.stride + middle] for y in range(2, made.height - 4)}
    assert column == {0}, "no seam"


def test_printing_is_done_beside_the_window_page_by_page_and_can_be_stopped(
    sit, played: Played, qtbot, tmp_path
):
    files, main, threads = two_papers(played, played.outgoing("submit")), sit("li"), []
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))

    def question(steps) -> None:
        for page in pages_of(page_of, files * 40, steps):
            threads.append(threading.get_ident())
            main.session.stop_moving()
            paint(printing_to(tmp_path / "out.pdf"), iter([page]))

    main.session.print_pages(question)
    settle(main, qtbot)
    assert len(threads) == 1 and threads[0] != threading.get_ident()
    assert told == ["已停止打印。"]


def two_papers(played: Played, document: str) -> list[bytes]:
    office = played.office
    return [office.slip("li", document).data, office.record("li", document).data]


def printing_to(file: Path) -> QPrinter:
    printer = QPrinter()
    printer.setFullPage(True)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


@pytest.mark.parametrize("first", [0, 1])
def test_any_two_versions_are_saved_from_the_trail(first, sit, played: Played, tmp_path, qtbot):
    document = played.act("li", "draft", title="关于检查的通知", body="甲一。", to="各科室")
    played.act("li", "revise", document, body="甲二。")
    played.act("li", "revise", document, body="甲三。")
    main = sit("li")
    main.document.open(document)
    settle(main, qtbot)
    compare = main.document.trail.compare
    compare.first.setCurrentIndex(first)
    compare.save(tmp_path / "稿.pdf")
    settle(main, qtbot)
    said = words_of(tmp_path / "稿.pdf")
    assert ("甲一三。", "甲二三。")[first] in said
    assert f"第{first + 1}稿" in said and "第3稿" in said


def test_the_head_and_the_keys_lead_to_printing(sit, played: Played, qtbot):
    document = played.outgoing("submit")
    main = sit("li")
    main.document.open(document)
    settle(main, qtbot)
    qtbot.mouseClick(main.document.head.print, Qt.MouseButton.LeftButton)
    assert [d for d in main.document.findChildren(PrintDialog) if d.isVisible()]


def test_an_attachment_that_has_no_pages_is_grey_beside_those_that_are_printed(
    sit, played: Played, qtbot
):
    files = [("清单.pdf", b"%PDF-1.4 x"), ("统计表.xlsx", b"PK")]
    dialog = opened(sit("li"), played.outgoing("submit", files=files), qtbot)
    assert dialog.boxes["attachments"].isEnabled()
    box = dialog.boxes["attachment-0"]
    assert box.text() == "附件：统计表.xlsx" and not box.isEnabled()
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any(words.startswith("不是 PDF") for words in said)


RARE = "\U000323aa"
"""A character of the newest extension, which no face on an office's PC has."""


def test_a_paper_with_a_character_that_no_face_has_is_grey_and_names_it(
    sit, played: Played, qtbot
):
    body = f"姓名：{RARE}。"
    document = played.act("li", "draft", title="关于检查的通知", body=body, to="各科室")
    dialog = opened(sit("li"), document, qtbot)
    qtbot.waitUntil(lambda: not dialog.boxes["paper"].isEnabled())
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any(RARE in words and "字体" in words for words in said)
    assert dialog.boxes["slip"].isEnabled() and dialog.chosen() == []


def test_the_act_of_printing_is_grey_where_a_character_can_t_be_shown(
    sit, played: Played, qtbot
):
    document = played.outgoing("number", cc=f"{RARE}科")
    main = sit("chen")
    main.document.open(document)
    settle(main, qtbot)
    main.document.bar.start("print")
    settle(main, qtbot)
    (form,) = [d for d in main.findChildren(ActDialog) if d.isVisible()]
    qtbot.waitUntil(lambda: not form.ok.isEnabled())
    assert RARE in form._trouble.text() and form._trouble.isVisible()
