"""Pictures keep the page's grid, stay with their captions and are never larger than they are."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Figure, Paper, blocks, figures
from oa_client.docflow.typeset.layout import layout

TEXT = "各单位要高度重视，认真组织，按时完成任务，并将办理情况报送市政府办公室。"


def paper(*lines, pictures=(), **said):
    return Paper(
        issuer="某局", body="\n".join(lines), pictures=tuple(pictures), signature="某局",
        date="2026年1月2日", **said,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("![图1 流程](流程.png)", Figure("图1 流程", "流程.png")),
        ("  ![](图片(1).jpg) ", Figure("", "图片(1).jpg")),
        ("![a](b](c).png)", Figure("a", "b](c).png")),
        ("见![图](a.png)", None), ("![图](a.png)。", None), ("![图]()", None), ("![图](  )", None),
        ("[图](a.png)", None), ("！[图](a.png)", None),
    ],
)  # fmt: skip
def test_a_line_of_its_own_shows_a_picture(line, seen):
    found = [block for block in blocks(f"文。\n{line}\n文。") if isinstance(block, Figure)]
    assert found == ([seen] if seen else [])
    assert figures(f"文。\n{line}") == ([(2, seen)] if seen else [])


SIZES = st.floats(0.1, 3000)
PICTURES = st.builds(Picture, st.just("图.png"), st.just("1"), SIZES, SIZES)


@given(
    st.lists(st.tuples(PICTURES, st.sampled_from(["", "图1　流程", "题注" * 40])), min_size=1,
             max_size=5),
    st.integers(0, 25), st.integers(1, 6),
)  # fmt: skip
def test_any_picture_stands_in_the_middle_on_whole_lines_with_its_caption(shown, before, after):
    named = [replace(one, name=f"{at}.png") for at, (one, _) in enumerate(shown)]
    lines = [f"![{caption}]({at}.png)" for at, (_, caption) in enumerate(shown)]
    made = layout(
        paper("文。", *[TEXT] * before, *lines, *[TEXT] * after, pictures=named)
    )
    seen = [(number, one) for number, page in enumerate(made.pages) for one in page.shown]
    assert [one.picture for _, one in seen] == named
    for (number, one), (_, caption) in zip(seen, shown, strict=True):
        picture, page = one.picture, made.pages[number]
        assert one.x_mm + one.width_mm / 2 == pytest.approx(m.BINDING + m.TEXT_WIDTH / 2)
        assert one.width_mm <= min(picture.width_mm, m.TEXT_WIDTH) + 1e-6
        assert one.width_mm / one.height_mm == pytest.approx(picture.width_mm / picture.height_mm)
        assert one.y_mm >= m.TOP - 0.01
        assert one.y_mm + one.height_mm <= m.BOTTOM + 0.01
        below = [run for run in page.runs if run.role == "楷体" and run.y_mm > one.y_mm]
        assert bool(below) >= bool(caption)
        if caption:
            assert below[0].text == caption[: len(below[0].text)]


def test_text_below_a_picture_stands_on_the_lines_of_the_page():
    shown = Picture("图.png", "1", 100.0, 61.3)
    made = layout(paper(TEXT, "![图1](图.png)", TEXT, pictures=[shown]))
    bases = [
        run.y_mm for run in made.pages[0].runs
        if run.size_pt == m.SIZE_3 and TEXT[:4] in run.text
    ]  # fmt: skip
    steps = [(base - bases[0]) / m.PITCH for base in bases]
    assert steps == pytest.approx([round(step) for step in steps], abs=1e-6)


def test_a_picture_that_is_not_there_leaves_a_frame_with_its_name():
    made = layout(paper(TEXT, "![图1](流程.png)", TEXT))
    assert not made.pages[0].shown
    assert "流程.png" in "".join(run.text for run in made.pages[0].runs)


@given(PICTURES, st.sampled_from(["图1", "图1　流程", "题注" * 40]))
def test_a_caption_stands_closer_to_its_picture_than_a_line_of_text_to_the_next(shown, caption):
    made = layout(paper(TEXT, f"![{caption}](图.png)", TEXT, pictures=[shown]))
    [(page, one)] = [(page, one) for page in made.pages for one in page.shown]
    told = [run for run in page.runs if run.role == "楷体"]
    bases = sorted({run.y_mm for run in told})
    tall = m.millimetres(told[0].size_pt)
    top = bases[0] - tall * m.ASCENT
    assert one.y_mm + one.height_mm < top < one.y_mm + one.height_mm + m.PITCH - m.HAN
    assert all(after - before < m.PITCH for before, after in pairwise(bases))
    assert bases[-1] <= m.BOTTOM + 0.01
    below = [run.y_mm for run in page.runs if run.role == "仿宋" and run.y_mm > one.y_mm]
    assert not below or min(below) - m.HAN * m.ASCENT > bases[-1]


LARGE, SMALL = Picture("图.png", "1", 100.0, 76.0), Picture("图.png", "1", 100.0, 22.0)
REPORT = {"title": "关于情况的通报", "number": "青政〔2026〕1号", "to": ("各科室",)}
HEADED = ("现将办理情况通报如下：", "一、总体情况", "总体情况良好，具体见下图。")


def shown_on(made):
    return [number for number, page in enumerate(made.pages, start=1) if page.shown]


def test_a_picture_that_ends_the_text_leaves_what_stands_above_it_on_page_one():
    made = layout(paper(*HEADED, "![图1](图.png)", pictures=[LARGE], **REPORT))
    said = "".join(run.text for run in made.pages[0].runs)
    assert all(line in said for line in HEADED)
    assert shown_on(made) == [2] == [seal.page for seal in made.seals]
    assert made.alone == ()


def test_a_picture_above_the_last_line_is_not_taken_overleaf_with_the_signature():
    for more in range(12):
        lines = [*HEADED, *["请落实。"] * more, "![图1](图.png)", "请认真落实。"]
        made = layout(paper(*lines, pictures=[SMALL], **REPORT))
        last = made.seals[0].page
        assert "请认真落实。" in "".join(run.text for run in made.pages[last - 1].runs)
        (at,) = shown_on(made)
        bottom = max(
            run.y_mm for run in made.pages[at - 2].runs
            if run.y_mm < m.BOTTOM and run.size_pt == m.SIZE_3
        ) if at > 1 else m.BOTTOM  # fmt: skip
        assert m.BOTTOM - bottom < 5 * m.PITCH, "there was no room for it above"


def test_a_heading_alone_goes_overleaf_with_the_picture_below_it():
    lines = (*HEADED[:2], "![图1](图.png)", "请落实。")
    made = layout(paper(*lines, pictures=[LARGE], **REPORT))
    first, second = ("".join(run.text for run in page.runs) for page in made.pages)
    assert HEADED[0] in first
    assert HEADED[1] in second
    assert shown_on(made) == [2]
