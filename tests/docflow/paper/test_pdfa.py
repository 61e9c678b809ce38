"""The file lasts: PDF/A-2b, with its contents, its facts and the words that were signed."""

import io
import re
from datetime import datetime, timedelta, timezone

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.paper import pdf
from oa_client.docflow.paper.pdfa import lasting
from oa_client.docflow.typeset.elements import parted
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.page import About, Layout
from tests.docflow import specimens
from tests.docflow.paper.reading import characters

FOLIO = 14.5
AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def files(fonts):
    return {
        name: pdf.make(layout(paper), fonts, title=paper.title, created=AT).data
        for name, paper in specimens.GOLDEN.items()
    }


def test_colours_and_facts_are_said_as_pdf_a_2b_asks(files):
    with pikepdf.open(io.BytesIO(files["general"])) as file:
        (intent,) = file.Root.OutputIntents
        assert (intent.S, intent.DestOutputProfile.N) == ("/GTS_PDFA1", 3)
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert file.docinfo.CreationDate == "D:20261124093000+08'00'"
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            assert said.pdfa_status == "2B"
            assert said["dc:title"] == file.docinfo.Title == specimens.GENERAL.title
            assert said["dc:creator"] == [str(file.docinfo.Author)] == ["青原市人民政府办公室"]
            assert said["dc:description"] == file.docinfo.Subject == "青政办发〔2026〕12号"
            assert said["xmp:CreateDate"] == "2026-11-24T09:30:00+08:00"
        facts = etree.fromstring(file.Root.Metadata.read_bytes())[0][0]
        assert {part.prefix for part in facts} == set(facts.nsmap) - {"x", "rdf"}
        assert "/Filter" not in file.Root.Metadata
        assert not file.is_encrypted


def test_others_get_their_turn_while_a_file_is_written_and_can_stop_it(fonts):
    page = layout(specimens.GENERAL).pages[0]
    plain = pdf.make(Layout((page,) * 40), fonts, title="长", created=AT).data
    asked: list[int] = []
    again = lasting(plain, About("长"), AT, lambda done, _: asked.append(done))
    assert len(asked) >= 50 and asked == sorted(asked) and again.startswith(b"%PDF-1.7")

    def stopped(done: int, _: int) -> None:
        if done > 10:
            raise BadInput("file-stopped", file="长.pdf")

    with pytest.raises(BadInput, match="file-stopped"):
        lasting(plain, About("长"), AT, stopped)


def test_nothing_is_in_the_file_that_pdf_a_forbids(files):
    forbidden = ("/AA", "/JavaScript", "/JS", "/OpenAction", "/EmbeddedFiles", "/Encrypt", "/Trans")
    for data in files.values():
        with pikepdf.open(io.BytesIO(data)) as file:
            for thing in file.objects:
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    assert not set(forbidden) & set(thing.keys())


def test_every_font_program_is_whole_has_one_character_map_and_the_widths_that_are_said(files):
    with pikepdf.open(io.BytesIO(files["annexed"])) as file:
        plain = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary)]
        found = [thing for thing in plain if thing.get("/Type") == "/Font"]
        assert found
        for font in found:
            assert "/Encoding" not in font
            program = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
            assert len(program["cmap"].tables) == 1
            units = program["head"].unitsPerEm
            for code, name in program["cmap"].tables[0].cmap.items():
                if name != ".notdef":
                    drawn = program["hmtx"][name][0] * 1000 / units
                    assert abs(float(font.Widths[code]) - drawn) <= 1


def test_title_headings_and_annexes_are_the_contents(files):
    with pikepdf.open(io.BytesIO(files["annexed"])) as file, file.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [
            specimens.GENERAL.title, "附件1　公文办理时限表",
            "附件2　青原市公文限时办结和电子监察考核办法（试行）",
        ]  # fmt: skip
        assert [entry.title for entry in outline.root[0].children] == [
            "一、总体要求", "二、工作措施",
        ]  # fmt: skip
        pages = [file.pages.index(pikepdf.Page(entry.destination[0])) for entry in outline.root]
        assert pages == sorted(pages)
        assert pages[0] == 0


@pytest.mark.parametrize("name", specimens.GOLDEN)
def test_the_words_in_the_file_are_the_words_that_were_signed(files, name):
    paper = specimens.GOLDEN[name]
    seen = characters(files[name])
    text = "".join(one.text for one in seen if one.top < 262 or one.size > FOLIO)
    body, annexes = parted(paper.body)
    for part in (body, *(annex.text for annex in annexes)):
        if "|" not in part:
            assert "".join(specimens.printed_words(part).split()) in text
    cells = re.findall(r"[^|\s]+", paper.body) if "|" in paper.body else []
    assert all("".join(cell.split()) in text for cell in cells)
    for element in (*paper.to, *paper.attachments, *paper.cc, paper.number, paper.date):
        assert "".join(element.split()) in text
    assert "".join(paper.title.split()) in text or paper.form == "order"


def test_the_same_paper_gives_the_same_lasting_file(fonts, files):
    paper = specimens.ANNEXED
    again = pdf.make(layout(paper), fonts, title=paper.title, created=AT)
    assert again.data == files["annexed"]
