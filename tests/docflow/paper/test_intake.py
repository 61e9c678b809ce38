"""A word processor's file as a draft: its words whole, and what stays behind is said."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.levels import chinese
from oa_client.docflow.paper.docx import make
from oa_client.docflow.paper.intake import take_in
from oa_client.docflow.typeset.elements import Paper
from tests.docflow import specimens


def file_of(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written(*paragraphs: str):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as parcel:
        parcel.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return out.getvalue()


def codes(intake) -> list[str]:
    return [remark.code for remark in intake.remarks]


def test_attachments_listed_below_the_text_are_taken_as_names():
    taken = take_in(file_of(written(
        "关于开展防汛检查的通知", "各科室：", "一、检查范围", "全部在建工地。", "附件：1.排查表",
        "　　　2.整改台账", "临江市住建局", "2026年3月2日",
    )))  # fmt: skip
    assert taken.attachments == ("排查表", "整改台账")
    assert taken.body == "一、检查范围\n全部在建工地。" and codes(taken) == ["intake-foot"]


def test_title_addressees_text_and_foot_are_told_apart():
    document = written(
        "关于开展防汛检查的通知", "各科室，各直属单位：", "现将有关事项通知如下。",
        "一、检查范围", "全部在建工地。", "临江市住建局", "2026年3月2日",
    )  # fmt: skip
    document.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = take_in(file_of(document))
    assert found.title == "关于开展防汛检查的通知"
    assert found.to == ("各科室", "各直属单位")
    assert found.body == "现将有关事项通知如下。\n一、检查范围\n全部在建工地。"
    assert [(r.code, r.words) for r in found.remarks] == [
        ("intake-foot", "临江市住建局　2026年3月2日")
    ]


def test_a_title_broken_by_hand_over_two_lines_is_one_title():
    document = written("关于开展城镇燃气安全", "专项检查的通知", "请各科室认真办理。")
    for paragraph in document.paragraphs[:2]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = take_in(file_of(document))
    assert found.title == "关于开展城镇燃气安全专项检查的通知"
    assert found.body == "请各科室认真办理。"


def test_a_line_that_leads_on_is_no_addressee():
    assert take_in(file_of(written("现将事项通知如下：", "甲"))).body == "现将事项通知如下：\n甲"


NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4."/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>"""  # noqa: E501


def numbered(*rows: tuple[int, str]):
    document = Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>')
    )
    for depth, text in rows:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>'
        ))  # fmt: skip
    return document


def test_numbers_that_are_only_drawn_come_into_the_text():
    rows = ((0, "甲"), (1, "子"), (1, "丑"), (2, "寅"), (0, "乙"), (1, "卯"), (3, "辰"), (4, "巳"))
    found = take_in(file_of(numbered(*rows)))
    assert found.body.split("\n") == [
        "一、甲", "（一）子", "（二）丑", "1.寅", "二、乙", "（一）卯", "辰", "巳"
    ]  # fmt: skip
    assert codes(found) == ["intake-numbers"]


def test_heading_styles_become_the_four_levels_unless_they_are_numbered_by_hand():
    document = written("请看。")
    for text, level in (("总则", 1), ("范围", 2), ("对象", 3), ("细目", 4), ("附则", 1)):
        document.add_heading(text, level)
    document.add_heading("三、罚则", 1)
    assert take_in(file_of(document)).body.split("\n") == [
        "请看。", "一、总则", "（一）范围", "1.对象", "（1）细目", "二、附则", "三、罚则"
    ]  # fmt: skip


def test_numbers_by_hand_are_written_as_the_standard_writes_them():
    found = take_in(file_of(written("(一)甲", "1、乙", "(1)丙", "2.5倍")))
    assert found.body.split("\n") == ["（一）甲", "1.乙", "（1）丙", "2.5倍"]


def test_a_table_comes_as_lines_of_cells_a_wide_cell_once():
    document = Document()
    table = document.add_table(2, 3)
    for at, text in enumerate(("序号", "名|称", "备注", "1", "宽", "")):
        table.cell(at // 3, at % 3).text = text
    table.cell(1, 1).merge(table.cell(1, 2))
    found = take_in(file_of(document))
    assert found.body.split("\n") == ["|序号|名｜称|备注|", "|1|宽|"]


def changed():
    document = written("原有")
    for xml in (
        '<w:ins {} w:author="周敏"><w:r><w:t>新增</w:t></w:r></w:ins>',
        '<w:del {} w:author="李晓明"><w:r><w:delText>删去</w:delText></w:r></w:del>',
    ):
        document.paragraphs[0]._p.append(parse_xml(xml.format(nsdecls("w"))))
    return file_of(document)


@pytest.mark.parametrize(("accept", "body"), [(True, "原有新增"), (False, "原有删去")])
def test_undecided_changes_are_taken_or_undone_as_asked_and_counted(accept, body):
    found = take_in(changed(), accept=accept)
    assert found.body == body
    assert (found.changes.inserted, found.changes.deleted) == (1, 1)
    assert found.changes.people == ("周敏", "李晓明")


def test_text_in_a_field_to_fill_in_is_not_lost():
    document = written("前")
    document.element.body.insert(1, parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtContent><w:p><w:r><w:t>控件里的字</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    ))  # fmt: skip
    assert take_in(file_of(document)).body == "前\n控件里的字"


def test_what_stays_behind_is_said():
    document = written("见图。")
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "png")
    picture.seek(0)
    document.add_picture(picture, Mm(10))
    document.paragraphs[0]._p.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'
    ))  # fmt: skip
    document.part.relate_to("file:///etc/passwd", "http://x/attachedTemplate", is_external=True)
    document.part.relate_to("https://x.example", "http://x/relationships/hyperlink", True)
    data = with_part(file_of(document), "word/vbaProject.bin", b"\0")
    found = take_in(data)
    assert found.body == "见图。"
    assert sorted(codes(found)) == [
        "intake-comments", "intake-footnotes", "intake-macros", "intake-outside", "intake-pictures"
    ]  # fmt: skip
    assert next(r.count for r in found.remarks if r.code == "intake-outside") == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"no parcel", b"PK\x05\x06" + b"\0" * 18, b"PK" * 500, b"\xd0\xcf\x11\xe0" * 200],
)
def test_what_is_no_such_file_is_refused_by_name(data):
    with pytest.raises(BadInput) as refused:
        take_in(data, "旧稿.doc")
    assert refused.value.code == "file-not-docx" and refused.value.facts["file"] == "旧稿.doc"


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[:200],
        lambda xml: xml.replace(b"<w:document", b"<w:docment", 1),
        lambda xml: b"",
        lambda xml: xml.replace(
            b"<w:document", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document', 1
        ),
    ],
)
def test_a_damaged_or_cunning_text_is_refused(change):
    with pytest.raises(BadInput) as refused:
        take_in(replaced(file_of(written("甲")), "word/document.xml", change), "x.docx")
    assert refused.value.code == "file-not-docx"


def test_a_file_that_would_swell_is_not_unpacked():
    out = io.BytesIO(file_of(written("甲")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("word/big.xml", b" " * (129 * 1024 * 1024))
    with pytest.raises(BadInput) as refused:
        take_in(out.getvalue(), "x.docx")
    assert refused.value.code == "file-too-large"


def test_what_our_own_paper_says_as_docx_comes_back():
    paper = Paper(
        issuer="临江市住建局", title="关于防汛的通知", to=("各科室",), signature="临江市住建局",
        body="请办理。\n一、范围\n全部工地。\n|甲|乙|\n|1|2|", date="2026年3月2日",
    )  # fmt: skip
    found = take_in(make(paper))
    assert all(line in found.body for line in ("请办理。", "一、范围", "|甲|乙|", "|1|2|"))


@given(st.integers(1, 99))
def test_chinese_numbers_are_read_back_as_they_were_counted(number):
    digits = {d: n for n, d in enumerate("一二三四五六七八九", 1)}
    tens, ten, ones = chinese(number).rpartition("十")
    value = digits.get(ones, 0) + (10 * digits.get(tens, 1) if ten else 0)
    assert value == number


PLAIN = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1)


@given(st.lists(PLAIN.filter(lambda t: t.strip() and not t.endswith(("：", ":"))), max_size=8))
def test_no_character_of_plain_paragraphs_is_lost(paragraphs):
    found = take_in(file_of(written("前文。", *paragraphs, "后文。")))
    plain = "".join([found.title, *found.to, found.body.replace("\n", "")])
    wanted = "前文。" + "".join(p.strip() for p in paragraphs) + "后文。"
    for loose, strict in (("(", "（"), (")", "）"), ("、", "."), ("|", "｜")):
        plain, wanted = plain.replace(loose, strict), wanted.replace(loose, strict)
    assert plain == wanted




@pytest.mark.parametrize("name", ["general", "upward", "joint", "letter", "joint-upward"])
def test_a_red_head_is_left_behind_and_the_title_below_it_is_found(name):
    paper = specimens.GOLDEN[name]
    found = take_in(make(paper))
    assert found.title == paper.title
    assert "、".join(found.to) == "、".join(paper.to).replace("，", "、")
    assert paper.number not in found.body
    assert "intake-head" in [remark.code for remark in found.remarks]
