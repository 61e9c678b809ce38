"""Faces are found by role, converted once, and their cache never changes a byte."""

import io

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from oa_client.docflow.paper import glyphs
from oa_client.docflow.paper.candidates import ROLES, bundled_dirs
from oa_client.docflow.paper.fonts import Face, Fonts, embed, find, gb2312
from oa_client.docflow.paper.glyphs import GlyphStore, assembled, opened
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.faces import words_by_role


@pytest.fixture
def serif():
    return bundled_dirs()[0] / "NotoSerifSC-Regular.otf"


def kept(serif, folder, text):
    font = opened(serif, 0)
    return GlyphStore(serif, 0, folder).outlines(text, font, "〓")


def test_every_role_has_a_face_that_covers_gb2312(fonts):
    rows = fonts.report()
    assert [row["role"] for row in rows] == list(ROLES)
    assert len(gb2312()) == 6763
    assert all(row["coverage"] > 0.99 and row["file"] and row["name"] for row in rows)


def test_a_directory_given_by_the_office_comes_first(tmp_path, serif):
    (tmp_path / "simfang.ttf").write_bytes(serif.read_bytes())
    face = find([tmp_path]).role("仿宋")
    assert (face.path, face.standard) == (tmp_path / "simfang.ttf", True)


def test_a_broken_font_file_is_passed_over(tmp_path):
    (tmp_path / "simfang.ttf").write_bytes(b"no font at all")
    assert find([tmp_path]).role("仿宋").path.name != "simfang.ttf"


def test_what_no_face_can_show_is_named(fonts):
    assert fonts.missing({"仿宋": "公\U000e0fff文"}) == [("仿宋", "\U000e0fff")]


def test_the_same_characters_give_the_same_font(fonts):
    face = fonts.role("仿宋")
    first = embed(face, "公文")
    embed(face, "另有其他字")
    assert embed(face, "文公") == first


def test_a_thickened_face_has_a_name_of_its_own_in_the_files_that_carry_it(serif):
    faces = [Face(serif, 0, "同名", standard=False, bolder=by) for by in (0.0, 1 / 32)]
    named = [TTFont(io.BytesIO(embed(face, "公文")))["name"] for face in faces]
    for number in (1, 6):  # family and PostScript name
        plain, bold = (str(table.getDebugName(number)) for table in named)
        assert "Bold" in bold
        assert plain != bold


def test_outlines_from_the_cache_are_those_that_were_converted(tmp_path, serif):
    first = kept(serif, tmp_path, "公文")
    assert kept(serif, tmp_path, "公文") == first
    kept(serif, tmp_path, "流转")
    assert len(list(tmp_path.glob("*.glyphs"))) == 1
    assert not list(tmp_path.glob("*.part"))


def test_a_torn_cache_is_ignored(tmp_path, serif):
    first = kept(serif, tmp_path, "公文")
    file = next(tmp_path.glob("*.glyphs"))
    file.write_bytes(file.read_bytes()[:-5])
    assert kept(serif, tmp_path, "公文") == first


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path, serif, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(glyphs.tempfile, "mkstemp", full)
    assert kept(serif, tmp_path, "公文")["公"].data
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert kept(serif, blocked / "below", "公文")["公"].data


@pytest.mark.parametrize("char", "口城镇燃国龘")
def test_a_thickened_character_grows_on_every_side_and_keeps_its_hollows(
    char, tmp_path, serif
):
    font = opened(serif, 0)
    (thin,) = GlyphStore(serif, 0, tmp_path).outlines(char, font, "〓").values()
    (thick,) = GlyphStore(serif, 0, tmp_path, bolder=1 / 40).outlines(char, font, "〓").values()
    grown = [abs(b - a) for a, b in zip(_edges(thin), _edges(thick), strict=True)]
    half = 1000 / 40 / 2
    assert all(half - 2 < edge < 2 * half + 2 for edge in grown)  # a pointed corner up to twice
    assert thick.advance == thin.advance
    assert 0 < _ink(thin) < _ink(thick) < 2.2 * _ink(thin)
    if char == "口":
        assert int.from_bytes(thick.data[:2], "big", signed=True) == 2


def _edges(outline):
    return [int.from_bytes(outline.data[at : at + 2], "big", signed=True) for at in (2, 4, 6, 8)]


def _ink(outline):
    """The part of a square of 1000 units that is filled by the winding of its contours."""
    font = assembled({"字": outline}, name="x", units=1000, ascent=880, descent=-120)
    pen = AreaPen()
    made = TTFont(io.BytesIO(font))
    made.getGlyphSet()[made.getBestCmap()[ord("字")]].draw(pen)
    return abs(pen.value)


def test_a_character_is_looked_for_in_the_face_in_which_it_will_stand(fonts):
    symbols = next(face for face in fonts.chain("仿宋") if not face.covers("公"))
    poor = Fonts(fonts.chains | {"小标宋": (symbols,), "楷体": (symbols,)})
    paper = Paper(title="通知", body="（一）通知。请办理。\n通知", number="1")
    assert poor.missing(words_by_role(paper)) == [
        ("小标宋", "通"), ("小标宋", "知"),
        *(("楷体", char) for char in "（一）通知。" if not symbols.covers(char)),
    ]  # fmt: skip
    assert fonts.missing(words_by_role(paper)) == []
