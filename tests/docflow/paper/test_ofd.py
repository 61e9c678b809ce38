"""The OFD says and places what the PDF does: read back by a reader that is not ours."""

import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import ofdkit
import pytest
from hypothesis import given, settings

from oa_client.docflow.paper import ofd, pdf
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens
from tests.docflow.paper.ofd_reading import SPACE, Opened, ungrammatical
from tests.docflow.paper.reading import origins
from tests.docflow.typeset.test_properties import PAPERS

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def made(fonts, paper):
    return ofd.make(layout(paper), fonts, created=AT)


def dense(text):
    return "".join(text.split())


@pytest.mark.parametrize("name", specimens.GOLDEN)
def test_the_words_are_those_of_the_layout_page_by_page(fonts, name):
    drawn = layout(specimens.GOLDEN[name])
    with ofdkit.open(io.BytesIO(ofd.make(drawn, fonts, created=AT))) as read:
        assert read.warnings == []
        assert len(read.pages) == len(drawn.pages)
        for page, meant in zip(read.pages, drawn.pages, strict=True):
            said = "".join(run.text for run in page.runs)
            assert dense(said) == dense("".join(run.text for run in meant.runs))
            assert (page.width, page.height) == (210.0, 297.0)


def test_every_element_stands_where_the_layout_puts_it(fonts):
    drawn = layout(specimens.GENERAL)
    with ofdkit.open(io.BytesIO(ofd.make(drawn, fonts, created=AT))) as read:
        runs = {run.text: run for run in read.pages[0].runs}
    for meant in drawn.pages[0].runs:
        if len(meant.text) > 3 and meant.char_advance == pytest.approx(156 / 28):
            assert runs[meant.text].x == pytest.approx(meant.x_mm, abs=0.1)
            assert runs[meant.text].y == pytest.approx(meant.y_mm + 0.02 * 5.644, abs=0.1)


def test_every_face_goes_by_one_name_of_its_own_in_the_list_and_in_its_program(fonts):
    opened = Opened(made(fonts, specimens.ANNEXED))
    programs = opened.fonts()
    named = {}
    for font in opened.resources.iter(f"{SPACE}Font"):
        family = font.get("FamilyName")
        assert font.get("FontName") == family
        assert programs[font.get("ID")]["name"].getDebugName(1) == family
        named[family] = font.get("ID")
    assert len(named) == len(programs) > 1


def test_the_file_says_what_it_is_and_whose(fonts):
    with ofdkit.open(io.BytesIO(made(fonts, specimens.GENERAL))) as read:
        assert read.info.title == specimens.GENERAL.title
        assert read.info.author == "青原市人民政府办公室"
        assert read.info.creation_date == "2026-11-24"


@pytest.mark.parametrize("name", specimens.GOLDEN)
def test_every_character_stands_where_it_stands_in_the_pdf(fonts, name):
    drawn = layout(specimens.GOLDEN[name])
    seen = Opened(ofd.make(drawn, fonts, created=AT)).glyphs()
    printed = origins(pdf.make(drawn, fonts, title="", created=AT).data)
    here = sorted((one.page, one.char, one.x, one.y) for one in seen if not one.char.isspace())
    assert len(here) == len(printed)
    for mine, meant in zip(_in_places(here), _in_places(printed), strict=True):
        assert mine[:2] == meant[:2]
        assert mine[2:] == pytest.approx(meant[2:], abs=0.02)


def _in_places(found):
    """In an order that does not hang on the last hundredths of a millimetre."""
    return sorted(found, key=lambda one: (*one[:2], round(one[3]), round(one[2])))


@pytest.mark.parametrize("name", specimens.GOLDEN)
def test_the_parts_are_written_as_the_standard_orders_them(fonts, name):
    holds(Opened(made(fonts, specimens.GOLDEN[name])))


@settings(max_examples=30)
@given(PAPERS)
def test_whatever_is_written_the_parts_are_in_order_and_whole(fonts, paper):
    holds(Opened(made(fonts, paper)))


def holds(opened):
    """What a reader must find in any file."""
    assert ungrammatical(opened) == []
    refers_to_what_is_there(opened)
    keeps_ink_in_its_boxes(opened)


def refers_to_what_is_there(opened):
    """Every number is borne once, every reference meets a thing of its kind, no part is idle."""
    every = [one for part in opened.parts.values() for one in part.iter()]
    borne = [int(one.get("ID")) for one in every if one.get("ID")]
    assert len(set(borne)) == len(borne)
    (most,) = opened.every("MaxUnitID")
    assert max(borne) == int(most.text)
    for kind, name, users in (
        ("Font", "Font", ["TextObject"]), ("MultiMedia", "ResourceID", ["ImageObject"]),
        ("DrawParam", "DrawParam", ["TextObject", "PathObject"]), ("Page", "PageID", ["Dest"]),
    ):  # fmt: skip
        there = {one.get("ID") for one in opened.every(kind) if one.get("ID")}
        meant = {one.get(name) for user in users for one in opened.every(user) if one.get(name)}
        assert meant <= there
        assert kind == "Page" or meant == there
    held = [*opened.every("FontFile"), *opened.every("MediaFile")]
    files = {"Doc_0/Res/" + one.text for one in held}
    pages = {"Doc_0/" + one.get("BaseLoc") for one in opened.every("Page") if one.get("BaseLoc")}
    whole = {"OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml"} | files | pages
    assert set(opened.files) == whole


def keeps_ink_in_its_boxes(opened):
    """A viewer cuts at an object's boundary; one that trims text must not move what follows."""
    for glyph in opened.glyphs():
        if glyph.ink:
            x1, y1, x2, y2 = glyph.ink
            left, top, right, bottom = glyph.within
            assert left - 0.01 <= x1
            assert x2 <= right + 0.01
            assert top - 0.01 <= y1
            assert y2 <= bottom + 0.01
    for code in opened.every("TextCode"):
        assert not code.text.strip() or not code.text[0].isspace()


def test_the_contents_are_as_deep_as_those_of_the_pdf(fonts):
    (outlines,) = Opened(made(fonts, specimens.ANNEXED)).every("Outlines")
    entries = outlines.findall(f"{SPACE}OutlineElem")
    assert [one.get("Title") for one in entries] == [
        specimens.GENERAL.title, "附件1　公文办理时限表",
        "附件2　青原市公文限时办结和电子监察考核办法（试行）",
    ]  # fmt: skip
    under = entries[0].findall(f"{SPACE}OutlineElem")
    assert [one.get("Title") for one in under] == ["一、总体要求", "二、工作措施"]


def test_markup_is_text_and_a_control_never_breaks_the_file(fonts):
    paper = replace(specimens.GENERAL, body='对<a&b>"类"\x00问题\ufffe一并整改。')
    with ofdkit.open(io.BytesIO(made(fonts, paper))) as read:
        said = "".join(run.text for page in read.pages for run in page.runs)
    assert '对<a&b>"类"〓问题〓一并整改。' in said


def test_a_mark_without_the_character_below_it_holds_no_paper_up(fonts):
    drawn = layout(replace(specimens.GENERAL, printer="\ua66f", title="\u0301"))
    holds(Opened(ofd.make(drawn, fonts, created=AT)))
    assert pdf.make(drawn, fonts, title="", created=AT).pages == len(drawn.pages)


def test_the_same_paper_gives_the_same_bytes(fonts):
    assert made(fonts, specimens.UPWARD) == made(fonts, specimens.UPWARD)
