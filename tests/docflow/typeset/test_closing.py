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
    """Pages with a seal or the date and no text of the body above it."""
    made = layout(paper)
    wanted = set(dense(paper.body + "".join(paper.attachments)))
    upper = {}
    for number, page in enumerate(made.pages, start=1):
        tops = [one.y_mm - one.height_mm / 2 for one in made.seals if one.page == number]
        tops += [y - m.PITCH for y, text in lines_of(page) if text == paper.date]
        if tops:
            upper[number] = min(tops)
    found = []
    for number, least in upper.items():
        page = made.pages[number - 1]
        texts = [
            run for run in page.runs
            if m.TOP < run.y_mm <= least + m.PITCH and run.size_pt in (m.SIZE_3, 12.0)
            and run.colour == m.BLACK and set(run.text) <= wanted
        ]  # fmt: skip
        shown = [one for one in page.shown if one.y_mm < least]
        if not texts and not shown:
            found.append(number)
    return tuple(found)


def lines_of(page):
    """The page's lines: base line and text."""
    bases = sorted({run.y_mm for run in page.runs})
    return [(y, "".join(run.text for run in page.runs if run.y_mm == y)) for y in bases]


FORMS_OF_TEXT = ["general", "joint", "upward", "letter", "order", "minutes"]


@given(
    st.integers(0, 12),
    st.one_of(
        st.integers(1, 90).map(lambda count: (SENTENCE * 3)[:count]),
        st.integers(1, 60).map(lambda count: "\n".join([SENTENCE] * count)),
        st.sampled_from(["妥否，请批示。", "请。", "|甲|乙|\n|1|2|", "一、请\n办"]),
    ),
    st.sampled_from(FORMS_OF_TEXT), st.sampled_from(["seal", "none"]),
)  # fmt: skip
def test_a_paper_of_any_length_has_text_on_every_page_of_its_signature(count, body, form, sealing):
    paper = joint(
        count, body, form, signatory="王建国、李晓明" if form == "upward" else "", sealing=sealing
    )
    alone = layout(paper).alone
    assert bare(paper) == alone
    short = len(body) < 3 or body.startswith("|")  # nothing that could go overleaf
    assert not alone or (short and count > 6 and sealing == "seal")
    runs = [run for page in layout(paper).pages for run in page.runs if run.y_mm < m.BOTTOM]
    words = dense("".join(run.text for run in runs))
    assert all(dense(cell) in words for line in body.split("\n") for cell in line.split("|"))


@pytest.mark.parametrize("form", FORMS_OF_TEXT)
@pytest.mark.parametrize("count", range(1, 7))
def test_page_one_holds_a_single_word_and_six_seals_its_lines_hardly_closer(count, form):
    made = layout(joint(count, "请。", form))
    assert made.alone == ()
    assert {seal.page for seal in made.seals} == {1}
    assert "请。" in [text for _, text in lines_of(made.pages[0])]
    assert made.pitch > 0.9 * m.PITCH


def test_as_many_seals_as_fill_a_page_take_one_line_of_the_text_along():
    names = "\n".join(f"局长 王某{n}" for n in "一二三四五六七")
    paper = Paper(form="order", issuer="甲局", number="第1号", body=SENTENCE * 8, signature=names,
                  sealing="stamp", date="2026年11月24日")  # fmt: skip
    assert bare(paper) == ()


@given(st.integers(1, 400))
def test_a_paper_of_one_body_and_any_length_has_text_above_its_seal(count):
    name = "青原市人民政府办公室"
    body = (SENTENCE * 12)[:count]
    paper = Paper(
        issuer=name, title="通知", to=("各县",), body=body, signature=name, date="2026年11月24日"
    )
    assert bare(paper) == ()


@pytest.mark.parametrize("count", range(2, 13))
@pytest.mark.parametrize("caption", ["", "图1　流程"])
def test_a_picture_that_ends_the_text_leaves_room_for_the_seals_below(count, caption):
    shown = Picture("图.png", "1", 150.0, 400.0)
    body = f"{SENTENCE}\n![{caption}](图.png)"
    assert bare(joint(count, body, pictures=(shown,))) == ()


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


@pytest.mark.parametrize(("count", "pages"), [(4, 1), (6, 1), (7, 2), (12, 2)])
def test_a_word_is_torn_only_where_page_one_can_not_hold_all_seals(count, pages):
    made = layout(joint(count, "请予办理。"))
    texts = [text for page in made.pages for _, text in lines_of(page)]
    assert made.seals[-1].page == pages
    assert [text for text in texts if text in "请予办理。"] == (
        ["请予办理。"] if pages == 1 else ["请予办", "理。"]
    )


def test_a_tall_picture_drawn_smaller_for_page_one_takes_its_caption_along():
    picture = Picture(name="图.png", sha256="1", width_mm=150.0, height_mm=400.0)
    paper = Paper(issuer="市政府", body="![图1　流程](图.png)", pictures=(picture,))
    (page,) = layout(paper).pages
    told = [run.y_mm for run in page.runs if run.role == "楷体"]
    (shown,) = page.shown
    assert told and shown.y_mm + shown.height_mm < min(told) and max(told) < m.BOTTOM + m.HAN
