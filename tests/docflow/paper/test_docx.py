"""The DOCX holds the same words and names the standard's faces."""

import io
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from oa_client.docflow.paper import docx
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens

PAPER = Paper(
    form="upward", issuer="青原市人民政府", number="青政〔2026〕31号", signatory="刘长河",
    title="青原市人民政府关于解决城区供水管网改造经费的请示", to=("省人民政府",),
    body="为<a&b>事。\n一、总则\n（一）范围。本办法\n|甲|乙|\n|1|2|", attachments=("表一", "表二"),
    note="联系人：李晓明", signature="青原市人民政府", date="2026年11月24日", cc=("市委办公室",),
    printer="青原市人民政府办公室", print_date="2026年11月24日", training=True,
)  # fmt: skip


@cache
def opened(paper=PAPER):
    return Document(io.BytesIO(docx.make(paper)))


def every(document):
    """All paragraphs, those in tables too."""
    return [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]


def test_every_element_is_in_the_file():
    text = "".join(paragraph.text for paragraph in every(opened()))
    words = (
        "青原市人民政府文件", "青政〔2026〕31号", "刘长河", "为<a&b>事。", "一、总则",
        "附件：1．表一", "2．表二", "（联系人：李晓明）", "抄送：市委办公室。", "印发",
    )  # fmt: skip
    assert [word for word in words if word not in text] == []
    assert [cell.text for cell in opened().tables[0].rows[1].cells] == ["1", "2"]


def face(style):
    return style.element.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_standard_faces_are_named_whatever_is_installed():
    document = opened()
    named = {face(paragraph.style) for paragraph in document.paragraphs}
    named |= {
        face(run.style) for paragraph in document.paragraphs for run in paragraph.runs
        if run.style.name != "Default Paragraph Font"
    }  # fmt: skip
    named.add(face(document.sections[0].footer.paragraphs[0].style))
    assert named == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"}


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("青原市人民政府文件", "发文机关标志"), ("为<a&b>事。", "公文正文"),
        ("一、总则", "Heading 1"),
        ("（一）范围。本办法", "Heading 2"), ("省人民政府：", "主送机关"),
        ("附件：1．表一", "附件说明"), ("（联系人：李晓明）", "公文附注"),
        ("青原市人民政府", "发文机关署名"), ("2026年11月24日", "成文日期"),
        ("抄送：市委办公室。", "版记"),
    ],
)  # fmt: skip
def test_every_element_has_a_style_of_its_own(text, style):
    found = [one.style.name for one in every(opened()) if one.text == text]
    assert found == [style]


def test_a_style_says_how_its_element_is_set_and_no_paragraph_repeats_it():
    document = opened()
    text = document.styles["公文正文"]
    assert (text.font.size.pt, text.paragraph_format.line_spacing.pt) == (
        16, pytest.approx(28.99, abs=0.03),
    )  # fmt: skip
    indent = text.element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    body = next(one for one in document.paragraphs if one.style.name == "公文正文")
    assert body._p.pPr.find(qn("w:ind")) is None
    assert body.runs[0]._r.rPr is None


@pytest.mark.parametrize("name", specimens.GOLDEN)
def test_every_golden_paper_is_whole(name):
    paper = specimens.GOLDEN[name]
    document = opened(paper)
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [paragraph.text for row in table.rows for cell in row.cells
                  for paragraph in cell.paragraphs]  # fmt: skip
    whole = "".join("".join(texts).split())
    for line in specimens.printed_words(paper.body).splitlines():
        for cell in line.strip("|").split("|"):
            assert "".join(cell.split()) in whole
    for element in (*paper.to, *paper.cc, paper.number, paper.date, *paper.signature.split()):
        assert "".join(element.split()) in whole
    assert paper.form == "order" or "".join(paper.title.split()) in whole


def test_joint_bodies_stand_left_of_the_word_document_spread_over_one_width():
    left, right = opened(specimens.JOINT).tables[0].rows[0].cells
    assert [one.text for one in left.paragraphs] == specimens.JOINT.signature.split("\n")
    assert {one._p.pPr.jc.get(qn("w:val")) for one in left.paragraphs} == {"distribute"}
    assert right.text == "文件"


def test_several_signers_stand_two_a_line_with_the_number_on_the_last():
    lines = [
        one.text for one in opened(specimens.JOINT_UPWARD).paragraphs
        if one.style.name == "上行文字号"
    ]  # fmt: skip
    assert lines == ["\t签发人：王建国　李晓明", "青发改〔2026〕7号\t孙志强　赵磊"]


def test_a_letter_has_its_double_lines_and_no_number_on_page_one():
    document = opened(specimens.LETTER)
    section = document.sections[0]
    assert section.different_first_page_header_footer
    foot = section.first_page_footer.paragraphs[0]._p.xml
    assert "thinThickSmallGap" in foot
    assert "PAGE" not in foot
    assert any("thickThinSmallGap" in one._p.xml for one in document.paragraphs)
    assert not [one for one in every(document) if "印发" in one.text]


def test_the_first_row_of_a_table_is_repeated_and_a_wide_table_lies_across():
    upright, across = opened(specimens.TABLED), opened(specimens.LANDSCAPE)
    assert upright.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert upright.tables[0].rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert {one.page_width < one.page_height for one in upright.sections} == {True}
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in across.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297), (210, 297)]  # the last is the 版记


def place(table):
    found = table._tbl.tblPr.find(qn("w:tblpPr"))
    return None if found is None else found.get(qn("w:tblpYSpec"))


def test_the_imprint_stands_at_the_foot_of_the_page_with_a_line_between_its_parts():
    imprint = opened(specimens.GENERAL).tables[-1]
    assert place(imprint) == "bottom"
    edges = [
        [edge.get(qn("w:sz")) for edge in row.cells[0]._tc.tcPr.find(qn("w:tcBorders"))]
        for row in imprint.rows
    ]
    assert edges == [["8", "6"], ["6", "8"]]
    assert place(opened(specimens.LETTER).tables[-1]) == "bottom"


def test_addressees_without_room_above_stand_in_the_imprint():
    texts = [one.text for one in every(opened(specimens.CROWDED))]
    assert [text[:8] for text in texts if text.startswith("主送：")] == ["主送：青原市第1"]
    styles = {one.style.name for one in every(opened(specimens.CROWDED))}
    assert "主送机关" not in styles
    flowing, last = opened(specimens.CROWDED).tables[-2:]
    assert place(flowing) is None  # it fills more than a page
    assert place(last) == "bottom"
    assert [row.cells[0].text[:3] for row in last.rows] == ["抄送：", "青原市"]


@pytest.mark.parametrize("name", ["general", "joint", "letter", "order", "minutes", "long-name"])
def test_the_mark_has_the_size_and_the_lines_of_the_page(name):
    paper = specimens.GOLDEN[name]
    red = [run for run in layout(paper).pages[0].runs if run.colour == m.RED]
    document = opened(paper)
    marks = [one for one in every(document) if one.style.name == "发文机关标志"]
    assert "".join(one.text for one in marks) == "".join(run.text for run in red)
    sizes = {round(one.runs[0].font.size.pt * 2) / 2 for one in marks}
    assert sizes == {round(run.size_pt * 2) / 2 for run in red}
    frame = marks[0]._p.pPr.find(qn("w:framePr"))
    assert (frame is not None) == (name == "letter")


def test_lines_keep_twenty_eight_characters_without_a_grid_that_programs_set_each_in_its_way():
    document = opened(specimens.GENERAL)
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert int(grid.get(qn("w:linePitch"))) * m.LINES / 20 <= m.TEXT_HEIGHT / m.MM_PER_POINT
    style = document.styles["公文正文"]
    closer = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    line = m.CHARACTERS * (m.SIZE_3 + closer)
    assert m.TEXT_WIDTH / m.MM_PER_POINT - 2 < line <= m.TEXT_WIDTH / m.MM_PER_POINT


def test_an_annex_begins_a_page_of_its_own():
    labels = [one for one in opened(specimens.ANNEXED).paragraphs if one.style.name == "附件序号"]
    assert [one.text for one in labels] == ["附件1", "附件2"]
    assert all(one.paragraph_format.page_break_before for one in labels)


def test_attendance_is_labelled_in_a_face_of_its_own():
    lines = [one for one in opened(specimens.MINUTES).paragraphs if one.style.name == "与会人员"]
    assert [one.runs[0].text for one in lines] == ["出席：", "请假：", "列席："]
    assert {one.runs[0].style.name for one in lines} == {"黑体字"}


def test_a_control_that_xml_can_not_hold_is_shown_as_missing():
    document = opened(replace(PAPER, body="甲\x00乙\ufffe丙"))
    assert "甲〓乙〓丙" in [paragraph.text for paragraph in document.paragraphs]


def test_a_line_that_the_page_carries_over_turns_the_page_at_the_same_word():
    (text,) = [
        one for one in opened(specimens.JOINT_UPWARD).paragraphs if one.style.name == "公文正文"
    ]
    (mark,) = text._p.iter(qn("w:br"))
    before = "".join(run.text for run in text.runs if run._r is not mark.getparent())
    assert mark.get(qn("w:type")) == "page"
    assert (mark.getparent().find(qn("w:t")).text, before) == ("妥否，", "请批示。")


def test_a_picture_with_its_caption_takes_whole_lines_as_on_the_page():
    pitch, made = m.PITCH / m.MM_PER_POINT, opened(specimens.ILLUSTRATED).paragraphs
    for one, after in pairwise(made):
        for drawn in one._p.iter(qn("wp:extent")):
            told = [after] if after.style.name == "公文图题" else []
            whole = int(drawn.get("cy")) / 12700 + one.paragraph_format.space_before.pt
            whole += sum(part.style.paragraph_format.line_spacing.pt for part in told)
            whole += [one, *told][-1].paragraph_format.space_after.pt
            assert whole / pitch == pytest.approx(round(whole / pitch), abs=0.02)


def test_the_text_is_chinese_to_whoever_opens_it():
    spoken = [
        one.get(qn("w:eastAsia"))
        for part in (opened().styles, opened().settings)
        for tag in ("w:lang", "w:themeFontLang") for one in part.element.iter(qn(tag))
    ]
    assert spoken
    assert set(spoken) == {"zh-CN"}


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


@pytest.mark.parametrize(("name", "rows"), [("joint", 2), ("twelve", 4)])
def test_joint_names_stand_in_the_rows_of_their_seals_the_date_below_the_last(name, rows):
    paper = specimens.GOLDEN[name]
    signed = opened(paper).tables[-2]
    assert len(signed.rows) == rows
    cells = [cell.text for row in signed.rows for cell in row.cells if cell.text]
    assert ["".join(cell.split()) for cell in cells] == paper.signature.split()
    below = Paragraph(signed._tbl.getnext(), opened(paper))
    assert (below.text, below.style.name) == (paper.date, "成文日期")


def test_a_signature_stamp_has_its_room_right_of_the_post():
    post, _, stamp = opened(specimens.ORDER).tables[-1].rows[0].cells
    assert (post.text, stamp.text) == ("市长", "刘长河")
    assert stamp.width.mm == pytest.approx(40, abs=0.1)


@pytest.mark.parametrize("name", ["classified", "unsealed", "illustrated"])
def test_an_imprint_of_its_own_stands_on_the_back_of_a_sheet(name):
    assert opened(specimens.GOLDEN[name]).sections[-1].start_type == WD_SECTION_START.EVEN_PAGE


def test_the_empty_lines_give_the_room_that_the_page_drew_in():
    spaces = {
        round(one.paragraph_format.line_spacing.pt, 1)
        for one in opened(specimens.UPWARD).paragraphs
        if one.style.name == "公文空行" and one.paragraph_format.line_spacing
    }
    assert spaces
    assert max(spaces) < 28.9
