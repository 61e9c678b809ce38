"""Seals never stand on a page without text, however many bodies sign and however short it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout

SENTENCE = "各单位要高度重视，认真组织，按时完成任务，并将办理情况报送市政府办公室。"
NAMES = ("教育局", "科学技术局", "工业和信息化局", "公安局", "民政局", "司法局", "财政局",
         "人力资源和社会保障局", "自然资源和规划局", "生态环境局", "住房和城乡建设局", "交通运输局")


def dense(text):
    return "".join(text.split())


def joint(count, body, form="joint", **said):
    names = [f"青原市{name}" for name in NAMES[:count]]
    return Paper(
        form=form, issuer="、".join(names), number="青教〔2026〕7号", title="关于工作的通知",
        to=("各县（市、区）人民政府",), body=body, signature="\n".join(names),
        date="2026年11月24日", **said,
    )  # fmt: skip


def bare(paper):
    """Pages with a seal and no text of the body above it."""
    made = layout(paper)
    wanted = set(dense(paper.body + "".join(paper.attachments)))
    found = []
    for number in {seal.page for seal in made.seals}:
        upper = min(seal.y_mm - seal.height_mm / 2 for seal in made.seals if seal.page == number)
        page = made.pages[number - 1]
        texts = [
            run for run in page.runs
            if m.TOP < run.y_mm <= upper + m.PITCH and run.size_pt in (m.SIZE_3, 12.0)
            and run.colour == m.BLACK and set(run.text) <= wanted
        ]  # fmt: skip
        shown = [one for one in page.shown if one.y_mm < upper]
        if not texts and not shown:
            found.append(number)
    return found


@given(
    st.integers(2, 12),
    st.one_of(
        st.integers(2, 90).map(lambda count: (SENTENCE * 3)[:count]),
        st.integers(1, 60).map(lambda count: "\n".join([SENTENCE] * count)),
        st.just("妥否，请批示。"),
    ),
    st.sampled_from(["joint", "upward", "general"]),
)
def test_a_joint_paper_of_any_length_has_text_on_every_page_of_seals(count, body, form):
    paper = joint(count, body, form, signatory="王建国、李晓明" if form == "upward" else "")
    assert bare(paper) == []
    runs = [run for page in layout(paper).pages for run in page.runs if run.y_mm < m.BOTTOM]
    words = dense("".join(run.text for run in runs))
    assert all(dense(line) in words for line in body.split("\n"))


@given(st.integers(1, 400))
def test_a_paper_of_one_body_and_any_length_has_text_above_its_seal(count):
    name = "青原市人民政府办公室"
    body = (SENTENCE * 12)[:count]
    paper = Paper(
        issuer=name, title="通知", to=("各县",), body=body, signature=name, date="2026年11月24日"
    )
    assert bare(paper) == []


@pytest.mark.parametrize("count", range(2, 13))
@pytest.mark.parametrize("caption", ["", "图1　流程"])
def test_a_picture_that_ends_the_text_leaves_room_for_the_seals_below(count, caption):
    shown = Picture("图.png", "1", 150.0, 400.0)
    body = f"{SENTENCE}\n![{caption}](图.png)"
    assert bare(joint(count, body, pictures=(shown,))) == []


@pytest.mark.parametrize("caption", ["", "图1　流程"])
@pytest.mark.parametrize("count", [1, 4, 12])
def test_a_picture_at_the_head_of_the_text_stands_on_page_one_with_its_caption(count, caption):
    shown = Picture("图.png", "1", 150.0, 400.0)
    paper = joint(count, f"![{caption}](图.png)\n{SENTENCE}\n{SENTENCE}", pictures=(shown,))
    (first, *_) = layout(paper).pages
    (one,) = first.shown
    assert one.y_mm + one.height_mm <= m.BOTTOM
    below = "".join(run.text for run in first.runs if run.y_mm > one.y_mm + one.height_mm)
    assert dense(caption) in dense(below)


def test_a_mark_is_not_carried_over_alone():
    made = layout(joint(12, "请。"))
    assert "请。" in "".join(run.text for run in made.pages[0].runs)


def test_a_single_line_is_carried_over_where_a_reader_pauses():
    made = layout(joint(4, "妥否，请批示。"))
    assert "妥否，" in [run.text for run in made.pages[0].runs]
    assert "请批示。" in [run.text for run in made.pages[1].runs]
