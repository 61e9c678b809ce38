"""The PDF shows what was signed: geometry in millimetres and text, read back from the file."""

import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pypdf
import pypdfium2
import pypdfium2.raw as raw
import pytest

from oa_client.docflow.model.errors import Refused
from oa_client.docflow.paper import pdf
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.page import Layout, Page, Run

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
MM = 25.4 / 72
NOTICE = Paper(
    issuer="青原市人民政府办公室", number="青政办发〔2026〕12号", title="关于做好值班工作的通知",
    to=("各县（市、区）人民政府",), body="现将有关事项通知如下。\n请遵照执行。",
    signature="青原市人民政府办公室", date="2026年11月24日", cc=("市委办公室",),
    printer="青原市人民政府办公室", print_date="2026年11月24日",
)  # fmt: skip


def made(paper, fonts):
    return pdf.make(layout(paper), fonts, title=paper.title, created=AT)


def boxes(page):
    """Characters with their ink: (character, left, top, right, bottom) in mm from the top."""
    text, high = page.get_textpage(), page.get_height()
    found = []
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        left, low, right, top = text.get_charbox(at)
        found.append((char, left * MM, (high - top) * MM, right * MM, (high - low) * MM))
    return found


def read(data):
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "".join("".join(texts).split())


def set_text(layed):
    """Everything on the pages in the order of drawing."""
    return "".join("".join(run.text for page in layed.pages for run in page.runs).split())


def test_the_mark_stands_72_mm_below_the_upper_edge(fonts):
    document = pypdfium2.PdfDocument(made(NOTICE, fonts).data)
    mark = [
        box for box in boxes(document[0]) if box[2] < 95 and box[0] in "青原市人民政府办公室文件"
    ]
    assert min(box[2] for box in mark) == pytest.approx(72, abs=1)
    middle = (min(box[1] for box in mark) + max(box[3] for box in mark)) / 2
    assert middle == pytest.approx(28 + 78, abs=1)


def test_the_red_line_lies_4_mm_below_the_number(fonts):
    layed = layout(NOTICE)
    red = layed.pages[0].rules[0]
    document = pypdfium2.PdfDocument(made(NOTICE, fonts).data)
    number = [box for box in boxes(document[0]) if box[0] in "〔〕" and box[4] < red.y1]
    assert red.x2 - red.x1 == pytest.approx(156)
    assert red.y1 - max(box[4] for box in number) == pytest.approx(4, abs=0.7)


def test_a_page_of_the_pdf_shows_22_lines_of_28_characters_156_mm_wide(fonts):
    data = made(Paper(body="国" * 28 * 50), fonts).data
    ink = [box for box in boxes(pypdfium2.PdfDocument(data)[1]) if box[0] == "国"]
    assert len(ink) == 22 * 28
    assert max(box[3] for box in ink) - min(box[1] for box in ink) == pytest.approx(156, abs=1.5)
    assert min(box[2] for box in ink) == pytest.approx(37, abs=1)
    assert max(box[4] for box in ink) == pytest.approx(262, abs=1)


def test_the_page_number_lies_7_mm_below_the_text_area(fonts):
    document = pypdfium2.PdfDocument(made(NOTICE, fonts).data)
    dashes = [box for box in boxes(document[0]) if box[0] == "—" and box[2] > 262]
    assert {round((box[2] + box[4]) / 2) for box in dashes} == {269}
    assert max(box[3] for box in dashes) == pytest.approx(184 - 14 * MM, abs=1)


@pytest.mark.parametrize(
    "body",
    [
        "对<a&b>类问题和<b>粗体</b>&amp;lt; <img src='/etc/passwd'/> 一并整改。",
        "全角，标点。：；？！“引号”‘单引’（括号）《书名》〈篇名〉【】—……·％",
        "生僻字：䶮㙦镕喆赟龘，符号℃㎡§±×÷，字母ABCabc，①②③ⅠⅡ。",
        "一、总则\n（一）范围。本办法所称公文\n1.目标\n（1）任务",
    ],
)
def test_the_text_read_from_the_file_is_the_text_that_was_set(fonts, body):
    layed = layout(replace(NOTICE, body=body))
    file = pdf.make(layed, fonts, title="文", created=AT)
    assert sorted(read(file.data)) == sorted(set_text(layed))
    assert "".join(body.split("\n")[0].split())[:8] in read(file.data)
    assert file.missing == []


def test_every_font_is_embedded_as_a_subset_and_no_other_is_named(fonts):
    reader = pypdf.PdfReader(io.BytesIO(made(NOTICE, fonts).data))
    seen = set()
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            seen.add(font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font
    assert seen
    assert all(name[7] == "+" for name in seen)
    assert b"Helvetica" not in made(NOTICE, fonts).data


def test_the_same_paper_gives_the_same_bytes_whatever_was_made_before(fonts):
    first = made(NOTICE, fonts)
    made(replace(NOTICE, body="另一份文件，另有字样。"), fonts)
    assert made(NOTICE, fonts) == first
    assert b"D:20261124093000+08'00'" in first.data


def test_a_character_that_no_face_has_is_refused_by_name_and_never_dropped(fonts):
    layed = layout(replace(NOTICE, body="请\U000e0fff遵照𠮷执行。"))
    with pytest.raises(Refused) as refused:
        pdf.check(layed, fonts)
    assert refused.value.code == "missing-glyph"
    assert "\U000e0fff" in refused.value.facts["characters"]
    file = pdf.make(layed, fonts, title="文", created=AT)
    assert ("仿宋", "\U000e0fff") in file.missing
    assert "𠮷" in read(file.data)


def test_a_paper_that_can_be_shown_passes_the_check(fonts):
    pdf.check(layout(NOTICE), fonts)


def test_substitute_faces_are_named_by_their_role(fonts):
    named = pdf.substitutes(fonts, layout(NOTICE))
    assert named == [use.role for use in made(NOTICE, fonts).fonts if not use.standard]


def test_an_empty_layout_is_still_a_file(fonts):
    assert pdf.make(Layout((Page(),)), fonts, title="", created=AT).pages == 1


def test_a_run_without_advance_takes_the_faces_own_widths(fonts):
    page = Page((Run(30, 50, "Office 公文", char_advance=None),))
    assert "Office公文" in read(pdf.make(Layout((page,)), fonts, title="", created=AT).data)


def test_no_character_is_drawn_twice_to_look_bolder(fonts):
    """Fill and stroke one after the other clot on a screen; the weight lies in the outline."""
    pages = pypdf.PdfReader(io.BytesIO(made(NOTICE, fonts).data)).pages
    drawn = [line.split() for page in pages for line in page.get_contents().get_data().splitlines()]
    assert any(b"Tj" in line for line in drawn)
    assert not any(b"Tr" in line for line in drawn)
