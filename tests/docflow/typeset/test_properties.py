"""Whatever is written: every character stands on the paper once and in order, no line is longer
than 28 characters, none begins or ends with a mark that may not stand there.
"""

import re

from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.model.document import FORMS
from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.lines import (
    NEVER_FIRST,
    NEVER_LAST,
    Piece,
    broken,
    cells,
    line_cells,
)
from oa_client.docflow.typeset.titles import title_lines

SIGNS = "，。、；：？！）》”…—·％（《“〔〕【】.,;:()%"
WORDS = st.one_of(
    st.text("公文办理工作青原市政府关于年月日", min_size=1, max_size=12),
    st.text("abcXYZ0189", min_size=1, max_size=9),
    st.from_regex(r"[12]\d{3}年1?[1-9]月[12]?[1-9]日|\d{1,4}[.]\d%", fullmatch=True),
    st.from_regex(r"〔20[12]\d〕[1-9]\d?号", fullmatch=True),
)
SENTENCES = st.lists(
    st.tuples(WORDS, st.text(SIGNS, max_size=3)).map("".join), min_size=1, max_size=30
).map("".join)  # fmt: skip
WHOLE = re.compile(r"〔\d+〕\d+号|\d{4}年\d+月\d+日|\d+\.\d%")


def said(lines):
    return ["".join(piece.text for piece in line) for line in lines]


def dense(text):
    return "".join(text.split())


@given(st.text(max_size=200), st.sampled_from([2, 5, 11, 28]))
def test_nothing_is_lost_doubled_or_moved_and_no_line_is_too_long(text, room):
    lines = broken([Piece(text, "仿宋")], room)
    assert dense("".join(said(lines))) == dense(text)
    assert all(line_cells(line) <= room or len(said([line])[0]) == 1 for line in lines)


@given(SENTENCES)
def test_no_line_begins_or_ends_with_a_forbidden_mark_or_tears_a_date(text):
    lines = said(broken([Piece(text, "仿宋")]))
    assert all(cells(line) <= m.CHARACTERS for line in lines)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]
    breaks, at = set(), 0
    for line in lines[:-1]:
        at += len(line)
        breaks.add(at)
    for found in WHOLE.finditer(text):
        assert not breaks & set(range(found.start() + 1, found.end()))


@given(st.text(min_size=1, max_size=120))
def test_a_title_keeps_every_character(title):
    lines = title_lines(title)
    assert dense("".join(lines)) == dense(title)
    assert all(cells(line) <= m.TEXT_WIDTH / m.millimetres(m.SIZE_2) for line in lines)


@given(st.lists(SENTENCES, min_size=1, max_size=12))
def test_the_pages_say_what_was_written_and_keep_inside_the_text_area(paragraphs):
    body = "\n".join(paragraphs)
    paper = Paper(issuer="某局", title="通知", body=body, signature="某局", date="2026年1月2日")
    made = layout(paper)
    runs = [run for page in made.pages for run in page.runs if run.y_mm < m.BOTTOM]
    assert dense(body) in dense("".join(run.text for run in runs))
    for run in runs:
        end = run.x_mm + run.char_advance * len(run.text)
        assert m.BINDING - 0.01 <= run.x_mm < end <= m.RIGHT + 0.01
    sealed = made.seals[-1].page  # there a line more may be drawn in (7.3.5.5)
    for number, page in enumerate(made.pages, 1):
        tops = sorted({round(run.y_mm, 3) for run in page.runs if run.y_mm < m.BOTTOM})
        assert len(tops) <= m.LINES + (number == sealed)


@given(st.text(max_size=400))
def test_any_body_is_set_whole(body):
    made = layout(Paper(issuer="某局", title="通知", body="文。\n" + body))
    words = dense("".join(run.text for page in made.pages for run in page.runs))
    for line in re.split(r"\r\n|[\n\r\u2028\u2029]", body):
        assert dense(line.replace("|", "")) in words or "|" in line


LINE = st.one_of(
    st.text("公文办理青原市政府关于的通知和，。（）《》abc019 ", max_size=40), st.text(max_size=12)
)
NAMES = st.lists(LINE, max_size=6).map(tuple)
CELLS = st.lists(LINE, min_size=1, max_size=15).map(lambda row: f"|{'|'.join(row)}|")
SHOWN = ("![图1　流程](图.png)", "![](图.png)", "![图2](没有.png)")
BODY = st.lists(
    st.one_of(LINE, CELLS, st.sampled_from(["附件1", "一、总则", "出席：某某", "", *SHOWN])),
    max_size=12,
).map("\n".join)
PAPERS = st.builds(
    Paper, form=st.sampled_from(FORMS), copy_number=st.sampled_from(["", "000001"]),
    secrecy=st.sampled_from(["", "机密"]), urgency=st.sampled_from(["", "特急"]),
    issuer=st.lists(LINE.filter(str.strip), min_size=1, max_size=6).map("、".join),
    number=st.one_of(LINE, st.text("长号", min_size=25, max_size=60)),
    signatory=st.lists(LINE, max_size=5).map("、".join), title=LINE, to=NAMES, body=BODY,
    attachments=NAMES, note=LINE, signature=st.lists(LINE, max_size=6).map("\n".join),
    sealing=st.sampled_from(["seal", "none", "stamp"]), date=st.sampled_from(["", "2026年1月2日"]),
    cc=NAMES, printer=LINE, print_date=st.sampled_from(["", "2026年1月3日"]),
    training=st.booleans(), pictures=st.just((Picture("图.png", "1", 150.0, 400.0),)),
)  # fmt: skip


@given(PAPERS, st.booleans())
def test_any_paper_is_set_on_its_pages_and_says_what_it_has_to_say(paper, even):
    made = layout(paper, even_imprint=even)
    whole = dense("".join(run.text for page in made.pages for run in page.runs))
    for element in (paper.number, paper.date, *paper.attachments):
        assert dense(element) in whole
    for page in made.pages:
        for run in page.runs:
            assert 20 < run.y_mm < 290
            last = min(run.char_advance, m.millimetres(run.size_pt))
            wide = 0 if run.turned else run.char_advance * (len(run.text) - 1) + last
            end = run.x_mm + wide
            assert m.BINDING - 0.01 <= run.x_mm <= end <= m.RIGHT + 0.01
        for shown in page.shown:
            assert shown.x_mm >= m.BINDING - 0.01
            assert shown.x_mm + shown.width_mm <= m.RIGHT + 0.01
            assert shown.y_mm >= m.TOP - 0.01
            assert shown.y_mm + shown.height_mm <= m.BOTTOM + 0.01
    for seal in made.seals:
        assert 1 <= seal.page <= len(made.pages)
        assert seal.x_mm - seal.width_mm / 2 >= m.BINDING
        assert seal.x_mm + seal.width_mm / 2 <= m.RIGHT
