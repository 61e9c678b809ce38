"""花脸稿 on paper, read back from the PDF: words, colours, lines over and under them."""

import io
from datetime import datetime, timedelta, timezone

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.handling.redline import is_row, redline
from oa_client.docflow.paper.redline import (
    COLOURS,
    Redline,
    Version,
    redline_layout,
    redline_pdf,
)
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.lines import cells

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
FIRST = "现将有关事项通知如下。\n一、落实供暖责任\n储煤量不得低于7天用量，资金不到位的追究责任。"
LAST = "现将有关事项通知如下。\n一、压实供暖责任\n储煤量不得低于20天用量，逐户建立台账。"


def of(*texts: str, authors: tuple[str, ...] = ("李晓明", "周敏", "赵磊"), training: bool = False):
    numbered = list(enumerate(texts, start=1))
    who = {number: authors[(number - 1) % len(authors)] for number, _ in numbered}
    ends = [Version(n, who[n], f"2026年11月{17 + n}日 09:20") for n in (1, len(texts))]
    return Redline("某市人民政府办公室", "关于做好供暖工作的通知", ends[0], ends[1],
                   tuple(redline(numbered)), who, training)  # fmt: skip


def read(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def in_colour(drawn, colour) -> str:
    return "".join(run.text for page in drawn.pages for run in page.runs
                   if run.colour == colour and run.size_pt == m.SIZE_3)  # fmt: skip


def lines_of(drawn) -> list[tuple[str, str, float]]:
    """Each line of the text: its words, its face, its left edge."""
    lines: dict = {}
    for number, page in enumerate(drawn.pages):
        for run in page.runs:
            if run.size_pt == m.SIZE_3 and m.TOP < run.y_mm < m.BOTTOM:
                lines.setdefault((number, round(run.y_mm, 3)), []).append(run)
    return [("".join(r.text for r in runs), runs[0].role, round(runs[0].x_mm, 3))
            for runs in lines.values()]  # fmt: skip


def test_head_legend_and_both_readings_are_on_the_paper(fonts):
    made = redline_pdf(of(FIRST, LAST), fonts, created=AT)
    words = read(made.data)
    for said in ("某市人民政府办公室", "关于做好供暖工作的通知", "花脸稿",
                 "第1稿李晓明2026年11月18日09:20→第2稿周敏2026年11月19日09:20", "周敏",
                 "落压实供暖责任", "追究责任", "逐户建立台账", "第1页共1页"):  # fmt: skip
        assert said in words, said
    assert "演练" not in words and not made.missing
    assert "演练" in read(redline_pdf(of(FIRST, LAST, training=True), fonts, created=AT).data)


def test_what_is_put_in_has_a_line_below_and_what_is_struck_one_through(fonts):
    page = redline_layout(of("旧词在前。", "新词在前。")).pages[0]
    changed = {run.text: run for run in page.runs if run.text in ("旧", "新")}
    for text, below in (("旧", False), ("新", True)):
        run = changed[text]
        at = [rule.y1 - run.y_mm for rule in page.rules
              if rule.y1 == rule.y2 and rule.x1 == run.x_mm and rule.colour == run.colour]
        assert len(at) == 1 and (at[0] > 0) is below, (text, at)
        assert abs(at[0]) < m.HAN
    untouched = next(run for run in page.runs if run.text.startswith("词在前"))
    assert untouched.colour == m.BLACK


def test_each_author_has_his_colour_in_the_text_the_legend_and_the_margin():
    drawn = redline_layout(of("甲。\n乙。\n丙。", "甲一。\n乙。\n丙。", "甲一。\n乙二。\n丙。"))
    assert in_colour(drawn, COLOURS[0]) == "一" and in_colour(drawn, COLOURS[1]) == "二"
    for name, colour in (("周敏", COLOURS[0]), ("赵磊", COLOURS[1])):
        named = [run for page in drawn.pages for run in page.runs
                 if run.text.startswith(name) and run.colour == colour]  # fmt: skip
        assert len(named) == 2, "once in the legend, once beside his line"
        assert max(run.x_mm for run in named) > m.RIGHT


def test_the_lines_break_where_those_of_the_paper_do():
    body = "为切实做好今冬明春城乡居民供暖工作，" * 14 + "\n（一）主体责任。各县区负责。"
    drawn = redline_layout(of(body, body))
    paper = layout(Paper(body=body, title="关于做好供暖工作的通知"))
    assert lines_of(drawn) == lines_of(paper) and len(lines_of(drawn)) > 8


def test_a_paragraph_that_was_only_parted_shows_where():
    drawn = redline_layout(of("前一句。后一句。", "前一句。\n后一句。"))
    assert in_colour(drawn, COLOURS[0]) == "¶"


def test_nothing_changed_is_said(fonts):
    assert "没有改动" in read(redline_pdf(of(FIRST, FIRST), fonts, created=AT).data)


@given(st.lists(st.text("一二、。（）1.ab \n|", max_size=60), min_size=2, max_size=4))
def test_every_character_of_either_version_stands_once_and_in_order(texts):
    drawn = redline_layout(of(*texts))
    runs = [r for page in drawn.pages for r in page.runs
            if m.TOP < r.y_mm < m.BOTTOM and r.size_pt == m.SIZE_3]  # fmt: skip
    said = "".join("".join(run.text for run in runs).split()).replace("¶", "")
    merged = "".join(piece.text for piece in redline(list(enumerate(texts, start=1))))
    bare = [line.replace("|", "") if is_row(line.strip()) else line for line in merged.split("\n")]
    assert said == "".join("".join(bare).split())
    for run in runs:
        assert run.x_mm + (run.char_advance or 0) * len(run.text) <= m.RIGHT + 0.01
        assert cells(run.text) <= m.CHARACTERS


@pytest.mark.parametrize("body", ["长" * 10_000, "|甲|乙|\n" * 200])
def test_long_texts_run_on_over_their_pages(body, fonts):
    made = redline_pdf(of("", body), fonts, created=AT)
    assert made.pages > 5 and len(read(made.data)) > 800


def test_rows_of_a_table_stand_in_ruled_cells_and_the_changed_cell_alone_is_marked():
    first = "名单如下。\n|单位|金额|\n|财务科|8400万元|\n以上。"
    drawn = redline_layout(of(first, first.replace("8400", "9500")))
    [page] = drawn.pages
    words = [run.text for run in page.runs if run.size_pt == m.SIZE_3]
    assert not any("|" in text for text in words), "no strokes of the keyboard on the paper"
    uprights = {round(rule.x1, 3) for rule in page.rules
                if rule.x1 == rule.x2 and rule.colour == m.BLACK}  # fmt: skip
    assert uprights == {m.BINDING, m.BINDING + m.TEXT_WIDTH / 2, m.BINDING + m.TEXT_WIDTH}
    head, amount = (next(run for run in page.runs if run.text.startswith(said))
                    for said in ("单位", "金额"))  # fmt: skip
    assert head.y_mm == amount.y_mm and head.x_mm < amount.x_mm
    assert set(in_colour(drawn, COLOURS[0])) == set("8495")


def test_a_row_that_no_page_holds_is_set_as_lines():
    row = f"|{'长' * 900}|乙|"
    drawn = redline_layout(of(row, row))
    assert len(drawn.pages) > 1
    assert sum(run.text.count("长") for page in drawn.pages for run in page.runs) == 900
