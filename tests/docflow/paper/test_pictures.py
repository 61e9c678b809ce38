"""A paper with pictures as PDF, for a word processor and as OFD: in the same places, same size."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pikepdf
import pytest
from docx import Document
from PIL import Image

from oa_client.docflow.paper import docx, ofd, pdf
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens
from tests.docflow.paper.reading import characters

MM = 25.4 / 72
EMU = 36_000
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
PAPER = specimens.ILLUSTRATED


@pytest.fixture(scope="module")
def set_():
    return layout(PAPER)


@pytest.fixture(scope="module")
def made(set_, fonts):
    return pdf.make(set_, fonts, title=PAPER.title, created=WHEN).data


def places(set_):
    return [one for page in set_.pages for one in page.shown]


def drawn(file, page):
    """Places of a page's pictures, millimetres: left, top, width, height."""
    matrix, found = [], []
    for words, sign in pikepdf.parse_content_stream(page):
        if str(sign) == "cm":
            matrix = [float(one) for one in words]
        elif str(sign) == "Do":
            wide, _, _, high, x, y = matrix
            found.append((x * MM, m.PAGE_HEIGHT - (y + high) * MM, wide * MM, high * MM))
    return found


def test_each_picture_stands_where_the_layout_has_it(set_, made):
    with pikepdf.open(io.BytesIO(made)) as file:
        found = [place for page in file.pages for place in drawn(file, page)]
    meant = [(one.x_mm, one.y_mm, one.width_mm, one.height_mm) for one in places(set_)]
    assert len(found) == 2
    for place, wanted in zip(found, meant, strict=True):
        assert place == pytest.approx(wanted, abs=0.01)
        assert place[0] + place[2] / 2 == pytest.approx(m.BINDING + m.TEXT_WIDTH / 2, abs=0.01)
        assert place[2] <= m.TEXT_WIDTH + 0.01


def test_pictures_in_the_file_are_what_an_archive_may_keep(made):
    with pikepdf.open(io.BytesIO(made)) as file:
        images = [image for page in file.pages for image in page.get_images().values()]
        assert len(images) == 2
        for image in images:
            assert image.ColorSpace in ("/DeviceRGB", "/DeviceGray")
            assert int(image.BitsPerComponent) == 8
            assert not {"/SMask", "/Mask", "/Interpolate", "/Alternates"} & set(image.keys())


def test_the_caption_is_read_in_its_place_and_the_name_of_the_file_is_not(made):
    said = "".join(one.text for one in characters(made))
    captioned = re.search("加强对办理时限的管理.*?图1(.*?)各单位要对照检查", said)
    assert captioned
    assert captioned[1] == "2026年各季度公文按期办结率"
    assert ".png" not in said
    assert ".jpg" not in said


def test_the_same_paper_is_the_same_file(set_, made, fonts):
    again = layout(specimens.GOLDEN["illustrated"])
    assert again == set_
    assert pdf.make(again, fonts, title=PAPER.title, created=WHEN).data == made


def test_a_word_processor_gets_the_picture_in_its_line_and_the_caption_below(set_):
    document = Document(io.BytesIO(docx.make(PAPER)))
    sizes = [(one.width / EMU, one.height / EMU) for one in document.inline_shapes]
    assert sizes == [
        pytest.approx((one.width_mm, one.height_mm), abs=0.01) for one in places(set_)
    ]
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("公文图片") == 2
    caption = document.paragraphs[styles.index("公文图题")]
    assert caption.text == "图1　2026年各季度公文按期办结率"
    assert styles[styles.index("公文图题") - 1] == "公文图片"


def test_ofd_holds_each_picture_once_and_places_it(set_, fonts):
    with zipfile.ZipFile(io.BytesIO(ofd.make(set_, fonts, created=WHEN))) as file:
        names = [name for name in file.namelist() if "/image_" in name]
        pictures = [Image.open(io.BytesIO(file.read(name))).format for name in names]
        pages = "".join(
            file.read(name).decode() for name in sorted(file.namelist()) if "Content" in name
        )
        listed = file.read("Doc_0/PublicRes.xml").decode()
    assert sorted(pictures) == ["JPEG", "PNG"]
    found = re.findall(r'<ofd:ImageObject [^>]*Boundary="([^"]*)"[^>]*ResourceID="(\d+)"', pages)
    assert len(found) == 2
    for (box, number), one in zip(found, places(set_), strict=True):
        meant = (one.x_mm, one.y_mm, one.width_mm, one.height_mm)
        assert [float(part) for part in box.split()] == pytest.approx(meant, abs=0.001)
        assert f'<ofd:MultiMedia ID="{number}"' in listed
