"""附件 that are not bound with the paper bear its number (GB/T 9704 7.3.7, last sentence): their
places read back from the PDF, in millimetres, and the same from DOCX and OFD.
"""

import io
from dataclasses import replace
from datetime import UTC, datetime

import ofdkit
import pytest
from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.oxml.ns import qn

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.paper import docx, ofd, pdf
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens
from tests.docflow.paper.reading import characters, words
from tests.docflow.paper.test_positions import BOTTOM, LEFT, LINE, RIGHT, TOP, ZI, near
from tests.offices import BODY, Played

AT = datetime(2026, 11, 24, tzinfo=UTC)
NUMBER = specimens.APART.number
ANNEXED = BODY + "\n附件1\n检查项目表\n一项。\n附件2\n检查办法\n第一条　略。"


def read(fonts, paper):
    return characters(pdf.make(layout(paper), fonts, title="", created=AT).data)


def lines_of(seen, page, size=None):
    """What stands on each line of a page's text area, from above."""
    of_page = [
        one for one in seen
        if one.page == page and TOP - 1 < one.top < BOTTOM and size in (None, round(one.size))
    ]
    tops = sorted({round(one.base, 1) for one in of_page})
    return ["".join(one.text for one in of_page if round(one.base, 1) == top) for top in tops]


def folios(seen, pages):
    return [
        "".join(one.text for one in seen if one.page == page and one.top > BOTTOM)
        for page in range(1, pages + 1)
    ]


@pytest.mark.parametrize(("label", "page"), [("附件1", 3), ("附件2", 7)])
def test_number_label_and_title_stand_where_7_3_7_has_them(fonts, label, page):
    seen = read(fonts, specimens.APART)
    number, labelled = words(seen, NUMBER, page=page), words(seen, label, page=page)
    assert (number.left, number.top) == (near(LEFT), near(TOP))
    assert (labelled.top, labelled.left) == (near(TOP), near(number.right))
    assert number.size == labelled.size == pytest.approx(16)
    assert lines_of(seen, page)[0] == NUMBER + label
    title = [one for one in seen if one.page == page and one.size == pytest.approx(22)]
    assert min(one.top for one in title) == near(TOP + 2 * LINE)
    middle = (min(one.left for one in title) + max(one.right for one in title)) / 2
    assert middle == near(LEFT + 78)


def test_the_number_has_the_face_of_a_number_and_the_label_that_of_a_label():
    said = {"仿宋": "", "黑体": ""}
    for run in layout(specimens.APART).pages[2].runs:
        if run.y_mm < TOP + LINE / 2:
            said[run.role] += run.text
    assert said == {"仿宋": NUMBER, "黑体": "附件1"}


def test_what_is_bound_apart_counts_its_own_pages_odd_right_even_left(fonts):
    seen = read(fonts, specimens.APART)
    assert folios(seen, 7) == ["—1—", "—2—", "—1—", "—2—", "—3—", "—4—", "—1—"]
    four = 14 * 25.4 / 72
    inside = four * (1 + 1 + 0.5 + 0.25)  # a character, the dash, a blank, half the figure
    for page, meant in ((3, RIGHT - inside), (4, LEFT + inside), (7, RIGHT - inside)):
        _, figure, _ = (one for one in seen if one.page == page and one.top > BOTTOM)
        assert (figure.left + figure.right) / 2 == near(meant)
        assert (figure.top + figure.bottom) / 2 == near(BOTTOM + 7)


def test_the_imprint_ends_the_paper_itself(fonts):
    seen = read(fonts, specimens.APART)
    assert {one.page for one in seen if one.text == "抄"} == {2}


def test_an_annex_bound_with_the_paper_stands_before_the_imprint_and_bears_no_number(fonts):
    seen = read(fonts, replace(specimens.APART, apart=("附件1",)))
    assert folios(seen, 8) == ["—1—", "—2—", "—3—", "—4—", "—1—", "—2—", "—3—", "—4—"]
    assert lines_of(seen, 3)[0] == "附件2"
    assert {one.page for one in seen if one.text == "抄"} == {4}
    assert lines_of(seen, 5)[0] == NUMBER + "附件1"


def test_what_is_bound_apart_begins_a_sheet_of_its_own(fonts):
    paper = replace(
        specimens.LETTER, body="请予支持。\n附件1\n甲\n一。\n附件2\n乙\n二。", cc=(),
        apart=("附件1", "附件2"),
    )  # fmt: skip
    seen = read(fonts, paper)
    assert folios(seen, 5) == ["", "", "—1—", "", "—1—"]  # the backs of single leaves are blank
    assert [lines_of(seen, page) for page in (2, 4)] == [[], []]
    assert lines_of(seen, 5)[0] == paper.number + "附件2"


def test_a_long_number_goes_on_in_the_next_line(fonts):
    number = "青原市公共资源交易监督管理工作领导小组办公室〔2026〕123号"
    seen = read(fonts, replace(specimens.APART, number=number))
    assert "".join(lines_of(seen, 3, size=16)[:2]) == number + "附件1"
    assert words(seen, "附件1", page=3).right <= RIGHT


def test_the_contents_lead_to_every_annex_bound_or_not():
    marks = {mark.text: mark.page for mark in layout(specimens.APART).bookmarks if not mark.level}
    assert [marks[text] for text in marks if text.startswith("附件")] == [3, 7]


def test_a_word_processor_begins_a_section_with_page_one_for_each():
    document = Document(io.BytesIO(docx.make(specimens.APART)))
    *_, one, two = document.sections
    for section in (one, two):
        assert section.start_type == WD_SECTION_START.ODD_PAGE
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert "PAGE" in section.footer._element.xml
        assert "PAGE" in section.even_page_footer._element.xml
    labels = [one for one in document.paragraphs if one.style.name == "附件序号"]
    assert [one.text for one in labels] == [NUMBER + "附件1", NUMBER + "附件2"]
    assert labels[0].runs[0].style.name == "仿宋字"


def test_a_wide_table_in_a_section_of_its_own_does_not_count_anew():
    body = specimens.LANDSCAPE.body.replace("请认真落实。", "完。")
    paper = replace(specimens.APART, body=f"见附件。\n附件\n表\n{body}", apart=("附件",))
    document = Document(io.BytesIO(docx.make(paper)))
    anew = [one._sectPr.find(qn("w:pgNumType")) is not None for one in document.sections]
    assert anew.count(True) == 1


def test_ofd_has_the_same_pages(fonts):
    drawn = layout(specimens.APART)
    with ofdkit.open(io.BytesIO(ofd.make(drawn, fonts, created=AT))) as file:
        first = [run for run in file.pages[2].runs if run.y < TOP + LINE / 2]
    assert "".join(run.text for run in first) == NUMBER + "附件1"
    assert first[0].x == near(LEFT)
    assert next(run.x for run in first if run.text == "附件") == near(LEFT + ZI * 10)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return Played(tmp_path_factory.mktemp("apart") / "office.oa")


def numbered(played, body=ANNEXED):
    """A paper that waits to be printed."""
    document = played.act(
        "li", "draft", title="关于报送情况的通知", body=body, to="各科室",
        attachments=["检查项目表", "检查办法"],
    )
    for by, action in (("li", "submit"), ("zhou", "review"), ("wang", "review"),
                       ("zhang", "sign"), ("chen", "recheck"), ("chen", "number")):  # fmt: skip
        played.act(by, action, document)
    return document


def test_who_prints_it_says_what_is_bound_apart_and_the_text_stays_as_it_was_signed(played):
    document = numbered(played)
    before = played.office.elements("chen", document)[0]
    played.act("chen", "print", document, apart=["附件2"])
    after = played.office.elements("chen", document)[0]
    assert (before.apart, after.apart) == ((), ("附件2",))
    assert (after.body, after.attachments) == (before.body, before.attachments)
    seen = characters(played.office.paper("chen", document).data)
    last = max(one.page for one in seen)
    assert lines_of(seen, last)[0] == after.number + "附件2"
    assert "附件1" in [line for page in range(1, last) for line in lines_of(seen, page)]
    assert played.problems() == []


def test_an_annex_that_the_text_has_not_is_refused_by_name(played):
    document = numbered(played)
    with pytest.raises(BadInput) as refused:
        played.act("chen", "print", document, apart=["附件3"])
    assert (refused.value.code, refused.value.facts["name"]) == ("no-such-annex", "附件3")
    played.act("chen", "print", document)
    assert played.office.elements("chen", document)[0].apart == ()
