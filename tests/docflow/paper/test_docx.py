"""The DOCX holds the same words and names the standard's faces."""

import io
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn

from oa_client.docflow.paper import docx
from oa_client.docflow.typeset.elements import Paper

PAPER = Paper(
    form="upward", issuer="青原市人民政府", number="青政〔2026〕31号", signatory="刘长河",
    title="青原市人民政府关于解决城区供水管网改造经费的请示", to=("省人民政府",),
    body="为<a&b>事。\n一、总则\n（一）范围。本办法\n|甲|乙|\n|1|2|", attachments=("表一", "表二"),
    note="联系人：李晓明", signature="青原市人民政府", date="2026年11月24日", cc=("市委办公室",),
    printer="青原市人民政府办公室", print_date="2026年11月24日", training=True,
)  # fmt: skip


def opened(paper=PAPER):
    return Document(io.BytesIO(docx.make(paper)))


def test_every_element_is_in_the_file():
    text = "".join(paragraph.text for paragraph in opened().paragraphs)
    words = (
        "青原市人民政府文件", "青政〔2026〕31号", "刘长河", "为<a&b>事。", "一、总则",
        "附件：1．表一", "2．表二", "（联系人：李晓明）", "抄送：市委办公室。", "印发",
    )  # fmt: skip
    assert [word for word in words if word not in text] == []
    assert [cell.text for cell in opened().tables[0].rows[1].cells] == ["1", "2"]


def test_the_standard_faces_are_named_whatever_is_installed():
    named = {
        fonts.get(qn("w:eastAsia"))
        for fonts in opened().element.body.iter(qn("w:rFonts"))
    }  # fmt: skip
    assert {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"} <= named


def test_the_page_has_the_margins_of_the_standard():
    section = opened().sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_a_training_paper_says_so_in_its_head():
    assert "演练" in opened().sections[0].header.paragraphs[0].text
    plain = opened(replace(PAPER, training=False)).sections[0].header
    assert "演练" not in "".join(paragraph.text for paragraph in plain.paragraphs)


def test_page_numbers_stand_in_the_foot():
    section = opened().sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer.paragraphs[0]._element.xml


def test_the_same_paper_gives_the_same_bytes():
    assert docx.make(PAPER) == docx.make(PAPER)
