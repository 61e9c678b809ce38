"""What is pasted from word processors and browsers comes in as clean words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from oa_client.ui.presenters.clipping import clip
from oa_client.ui.views.main_window import MainWindow
from tests.ui.test_window import settle

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:x"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument>不可见</w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal align=center><b><span style='font-size:22.0pt;font-family:小标宋'>关于开展
检查的通知<o:p></o:p></span></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>检查<a
href="http://bad.example/">范围</a></p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span></span><![endif]>全市在建工地</p>
<p class=MsoNormal><span style='display:none;mso-hide:all'>机密批注</span>见下表<img src="file:///a.png">：</p>
<table class=MsoTableGrid border=1><tr><td><p>序号</p></td><td><p>单位|名称</p></td></tr>
<tr><td rowspan=2>1</td><td><p>住建局</p><p>城管局</p></td></tr><tr><td>财政局</td></tr></table>
<!--EndFragment--></body></html>"""


def pasted(main: MainWindow, html: str, text: str = "") -> str:
    brought = QMimeData()
    brought.setHtml(html)
    if text:
        brought.setText(text)
    main.draft.body.setPlainText("")
    main.draft.body.insertFromMimeData(brought)
    return main.draft.body.toPlainText()


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    return shown


def test_a_piece_of_a_word_file_comes_in_as_words_with_its_numbers_and_its_table(main, told):
    assert pasted(main, WORD, "不用").splitlines() == [
        "关于开展检查的通知", "一、检查范围", "全市在建工地", "见下表：",
        "|序号|单位｜名称|", "|1|住建局 城管局|", "||财政局|",
    ]  # fmt: skip
    assert len(told) == 1 and "图片 1 张" in told[0]
    main.draft.body.undo()
    assert main.draft.body.toPlainText() == ""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<ol start=3><li>甲<ol type=a><li>子</li></ol><li><p>乙</p></ol>", "3.甲\na.子\n4.乙"),
        ("<ol style='list-style-type: simp-chinese-informal'><li>甲</li></ol>", "一、甲"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("<ol><li value=7>甲</li><li>乙</li></ol>", "7.甲\n8.乙"),
        ("<table><tr><td>只有<br>一列</td></tr></table>", "只有\n一列"),
        ("<table><tr><th colspan=2>头</th><th>尾</th></tr><tr><td>1<td>2<td>3</table>",
         "|头||尾|\n|1|2|3|"),
        ("<p>English\nwords</p><ul><li>汉\n字</ul>", "English words\n汉字"),
        ("<pre>第一行\n第二行</pre><ul><li>三</ul>", "第一行\n第二行\n三"),
        ("<script>alert(1)</script><style>p{}</style><ul><li>甲&lt;b&gt;</ul>", "甲<b>"),
    ],
)  # fmt: skip
def test_lists_keep_their_drawn_numbers_and_tables_their_columns(html, words):
    taken = clip(html)
    assert taken is not None and taken.text == words


def test_words_without_table_or_list_come_in_as_they_were_copied(main):
    assert pasted(main, "<p>甲<i>乙</i></p>", "甲乙\r\n丙\x0b丁\x07\u202e") == "甲乙\n丙\n丁"


@pytest.fixture
def kept_here(tmp_path, monkeypatch):
    monkeypatch.setenv("OA_PREFERENCES", str(tmp_path / "mine" / "window.json"))
    return tmp_path / "mine" / "pasted"


def png_of(image: QImage) -> QByteArray:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return buffer.data()


def paste_picture(
    main: MainWindow, qtbot, wide: int = 4, high: int = 4, *, packed: bool = False
) -> None:
    """`packed`: as other programs hand a picture over."""
    image = QImage(wide, high, QImage.Format.Format_Grayscale8)
    image.fill(0)
    brought = QMimeData()
    if packed:
        brought.setData("image/png", png_of(image))
        brought.setData("application/x-qt-image", b"as Qt calls any picture of another program")
    else:
        brought.setImageData(image)
    assert main.draft.body.canInsertFromMimeData(brought)
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)


def test_a_copied_picture_goes_along_as_a_file_and_a_line_shows_it(
    main, told, kept_here, qtbot
):
    main.draft.form.fill({"title": "关于路线的通知"})
    main.draft.body.setPlainText("路线如下。")
    paste_picture(main, qtbot)
    paste_picture(main, qtbot, packed=True)
    assert main.draft.body.toPlainText().splitlines() == [
        "路线如下。", "![图1](粘贴的图片1.png)", "![图2](粘贴的图片2.png)",
    ]  # fmt: skip
    names = ["粘贴的图片1.png", "粘贴的图片2.png"]
    assert [name for name, _ in main.draft.files.present()] == names
    assert main.draft.form.chips("attachments").names() == [], "a picture is not listed"
    assert len(list(kept_here.rglob("*.png"))) == 2
    main.draft.filing.keep()
    settle(main, qtbot)
    filed = main.draft.files._filed
    assert sorted(row["name"] for row in filed) == names
    assert not list(kept_here.rglob("*.png")), "on record, it needs no copy beside"


@pytest.mark.parametrize("packed", [False, True])
def test_too_large_a_copied_picture_is_refused_in_words(main, told, kept_here, qtbot, packed):
    paste_picture(main, qtbot, 50_001, 1000, packed=packed)
    assert main.draft.body.toPlainText() == "" and "5000 万像素" in told[0]
    assert not kept_here.exists()


def test_a_copied_picture_that_is_torn_is_refused_in_words(main, told, kept_here, qtbot):
    brought = QMimeData()
    brought.setData("image/png", b"\x89PNG\r\n\x1a\n torn")
    brought.setData("application/x-qt-image", b"torn")
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "" and "打不开" in told[0]
    assert not kept_here.exists()


def test_other_files_are_no_words_but_attachments(main, told, qtbot):
    brought = QMimeData()
    brought.setUrls([QUrl("file:///a.png"), QUrl("file:///b.docx")])
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "" and "没有这个文件：/a.png" in told[0]


def test_much_that_was_copied_is_read_beside_the_window_and_comes_in_where_it_was_meant_to(
    main, told, qtbot
):
    """A Word copy of 20 MB: the window goes on at once, and one writes meanwhile."""
    styles = "<style>" + "p.MsoNormal {mso-style-name: 正文;}" * 500_000 + "</style>"
    brought = QMimeData()
    brought.setHtml(f"<html><head>{styles}</head><body><ol><li>甲<li>乙</ol>"
                    "<table><tr><td>一<td>二</tr></table></body></html>")  # fmt: skip
    brought.setText("甲乙一二")
    body = main.draft.body
    body.setPlainText("前。后。")
    body.moveCursor(body.textCursor().MoveOperation.Start)
    body.moveCursor(body.textCursor().MoveOperation.Right)
    body.moveCursor(body.textCursor().MoveOperation.Right)
    body.insertFromMimeData(brought)
    assert body.toPlainText() == "前。后。", "nothing of it is read on the window's own thread"
    body.moveCursor(body.textCursor().MoveOperation.End)
    body.insertPlainText("又写。")
    settle(main, qtbot)
    assert body.toPlainText() == "前。1.甲\n2.乙\n|一|二|后。又写。"


def test_a_table_too_long_for_a_text_is_refused_whole(main, told, qtbot):
    row = "<tr><td>" + "长" * 5_000 + "<td>乙</tr>"
    pasted(main, f"<table>{row * 250}</table>")
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "" and "未粘贴" in told[0]


@given(st.text(max_size=300), st.text("<>/ptabledliou\x00\ud800\" =é汉", max_size=300))
def test_no_markup_however_broken_makes_paste_fail(words, markup):
    taken = clip(f"<li>{markup}<table>{words}")
    assert taken is None or "\x1f" not in taken.text


@pytest.mark.parametrize("deep", ["<div>", "<table><tr><td>", "<ol><li>", "<b>"])
def test_markup_within_markup_ends_somewhere(deep):
    assert clip("<li>" + deep * 20_000 + "底") is not None
