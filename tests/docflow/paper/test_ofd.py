"""The OFD says and places what the PDF does: read back by a reader that is not ours."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

import ofdkit
import pytest
from fontTools.ttLib import TTFont

from oa_client.docflow.paper import ofd
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
SPACE = "{http://www.ofdspec.org/2016}"


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


def test_the_file_says_what_it_is_and_that_it_is_an_experiment(fonts):
    with ofdkit.open(io.BytesIO(made(fonts, specimens.GENERAL))) as read:
        assert read.info.title == specimens.GENERAL.title
        assert read.info.author == "青原市人民政府办公室"
        assert read.info.creation_date == "2026-11-24"
        assert read.info.keywords == ("实验",)


def test_every_face_is_embedded_with_the_characters_that_it_shows(fonts):
    with zipfile.ZipFile(io.BytesIO(made(fonts, specimens.ANNEXED))) as file:
        listed = ElementTree.fromstring(file.read("Doc_0/PublicRes.xml"))
        held = {}
        for font in listed.iter(f"{SPACE}Font"):
            program = file.read("Doc_0/Res/" + font.find(f"{SPACE}FontFile").text)
            held[font.get("ID")] = set(TTFont(io.BytesIO(program)).getBestCmap())
        for name in file.namelist():
            if name.endswith("Content.xml"):
                for text in ElementTree.fromstring(file.read(name)).iter(f"{SPACE}TextObject"):
                    said = text.find(f"{SPACE}TextCode").text
                    assert {ord(char) for char in said} <= held[text.get("Font")]


def test_numbers_of_objects_are_used_once_and_none_lies_beyond_the_greatest(fonts):
    with zipfile.ZipFile(io.BytesIO(made(fonts, specimens.TABLED))) as file:
        found = [
            int(number) for name in file.namelist() if name.endswith(".xml")
            for number in re.findall(r' ID="(\d+)"', file.read(name).decode())
        ]  # fmt: skip
        said = ElementTree.fromstring(file.read("Doc_0/Document.xml"))
        most = int(next(said.iter(f"{SPACE}MaxUnitID")).text)
    pages = len(layout(specimens.TABLED).pages)
    assert len(set(found)) == len(found)
    assert max(found) == most > pages


def test_markup_is_text_and_a_control_never_breaks_the_file(fonts):
    paper = replace(specimens.GENERAL, body='对<a&b>"类"\x00问题\ufffe一并整改。')
    with ofdkit.open(io.BytesIO(made(fonts, paper))) as read:
        said = "".join(run.text for page in read.pages for run in page.runs)
    assert '对<a&b>"类"〓问题〓一并整改。' in said


def test_the_same_paper_gives_the_same_bytes(fonts):
    assert made(fonts, specimens.UPWARD) == made(fonts, specimens.UPWARD)
