"""A paper stands on its pages as GB/T 9704-2012 asks for."""

from dataclasses import replace
from itertools import pairwise

import pytest

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import SetBefore
from oa_client.docflow.typeset.columns import PADDING, SIZE, columns_of
from oa_client.docflow.typeset.elements import Paper, Table, blocks, paragraph
from oa_client.docflow.typeset.layout import layout

NOTICE = Paper(
    issuer="青原市人民政府办公室", number="青政办发〔2026〕12号", title="关于做好值班工作的通知",
    to=("各县（市、区）人民政府",), body="现将有关事项通知如下。\n请遵照执行。",
    signature="青原市人民政府办公室", date="2026年11月24日", cc=("市委办公室",),
    printer="青原市人民政府办公室", print_date="2026年11月24日",
)  # fmt: skip


def texts(page):
    return ["".join(r.text for r in page.runs if r.y_mm == y) for y in _bases(page)]


def _bases(page):
    return sorted({run.y_mm for run in page.runs})


def test_a_full_page_holds_22_lines_of_28_characters():
    made = layout(Paper(body="公" * 28 * 60))
    page = made.pages[1]
    body = [run for run in page.runs if run.role == "仿宋"]
    assert len(body) == 22
    assert {len(run.text) for run in body} == {28}
    assert body[0].y_mm - m.HAN * m.ASCENT == pytest.approx(m.TOP)
    assert body[-1].y_mm + m.HAN * (1 - m.ASCENT) == pytest.approx(m.BOTTOM)


def test_the_four_levels_have_their_faces():
    levels = [paragraph(text) for text in ("一、总则", "（二）范围。本办法", "1.目标", "（1）任务")]
    assert [found.level for found in levels] == [1, 2, 3, 4]
    assert (levels[1].heading, levels[1].rest) == ("（二）范围。", "本办法")
    page = layout(replace(NOTICE, body="一、总则\n（二）范围。本办法")).pages[0]
    roles = {run.text: run.role for run in page.runs}
    assert roles["一、总则"] == "黑体"
    assert roles["（二）范围。"] == "楷体"


def test_a_decimal_is_no_heading():
    assert paragraph("3.5亿元").level == 0


def test_lines_of_cells_are_a_table_and_its_dashes_are_none():
    found = blocks("前\n|甲|乙|\n|---|---|\n|1|2|\n后")
    assert found[1] == Table((("甲", "乙"), ("1", "2")))


def test_a_long_table_repeats_its_head_on_every_page():
    rows = "\n".join(f"|{n}|任务{n}|" for n in range(80))
    made = layout(replace(NOTICE, body="见下表：\n|序号|工作任务|\n" + rows))
    assert sum("工作任务" in text for page in made.pages for text in texts(page)) >= 3


@pytest.mark.parametrize("paragraphs", [0, 1, 3, 5, 8, 20, 30, 45, 60])
def test_the_imprint_ends_on_the_lower_edge_of_an_even_page(paragraphs):
    made = layout(replace(NOTICE, body="\n".join(["请各单位遵照执行。"] * paragraphs)))
    assert len(made.pages) % 2 == 0
    last = [rule for rule in made.pages[-1].rules if rule.y1 == rule.y2]
    assert max(rule.y1 for rule in last) == pytest.approx(m.BOTTOM)
    assert [rule.width_mm for rule in last] == [0.35, 0.25, 0.35]


@pytest.mark.parametrize("paragraphs", range(1, 60, 3))
def test_name_and_date_never_stand_on_a_page_without_body_text(paragraphs):
    made = layout(replace(NOTICE, body="\n".join(["请各单位遵照执行。"] * paragraphs)))
    page = next(p for p in made.pages if any(r.text == "2026" for r in p.runs[-40:]) and
                any(t == "青原市人民政府办公室" for t in texts(p)))  # fmt: skip
    assert any("请各单位遵照执行" in text for text in texts(page))


def test_odd_page_numbers_stand_right_and_even_ones_left():
    made = layout(Paper(body="公" * 28 * 60))
    odd, even = ([r for r in page.runs if r.role == "宋体"] for page in made.pages[:2])
    assert "".join(run.text for run in odd) == "— 1 —"
    size = m.millimetres(m.SIZE_4)
    assert even[0].x_mm == pytest.approx(m.BINDING + size)
    end = odd[-1].x_mm + odd[-1].char_advance * len(odd[-1].text)
    assert end == pytest.approx(m.RIGHT - size)


def test_the_training_mark_is_on_every_page_above_30_mm():
    made = layout(replace(NOTICE, body="文。\n" * 80, training=True))
    for page in made.pages:
        mark = next(run for run in page.runs if run.text == "演练")
        assert mark.y_mm < 30


def test_a_paper_going_upward_names_its_signatory_at_the_right():
    page = layout(replace(NOTICE, form="upward", signatory="刘长河")).pages[0]
    name = next(run for run in page.runs if run.text == "刘长河")
    number = next(run for run in page.runs if run.text.startswith("青政办发"))
    assert name.role == "楷体"
    assert name.y_mm == number.y_mm
    assert number.x_mm == pytest.approx(m.BINDING + m.ADVANCE)
    assert name.x_mm + 3 * m.ADVANCE == pytest.approx(m.RIGHT - m.ADVANCE)


def test_attachments_are_numbered_and_aligned():
    made = layout(replace(NOTICE, attachments=("甲" * 40, "乙")))
    lines = [text for page in made.pages for text in texts(page)]
    assert any(text.startswith("附件：1．甲") for text in lines)
    assert "2．乙" in lines


def test_nothing_stands_outside_the_text_area_but_number_and_mark():
    body = "根据《通知》（国发〔2026〕8号）要求，ISO9001与“五公开”——推进；https://a.cn/b。" * 40
    for page in layout(replace(NOTICE, body=body)).pages:
        for run in page.runs:
            assert run.x_mm >= m.BINDING - 0.01
            assert run.x_mm + (run.char_advance or 0) * len(run.text) <= m.RIGHT + 0.01


@pytest.mark.parametrize("form", ["general", "upward", "joint", "letter", "order", "minutes"])
def test_every_form_keeps_every_word(form):
    made = layout(replace(NOTICE, form=form, signatory="刘长河", note="此件公开发布"))
    whole = "".join(text for page in made.pages for text in texts(page))
    for word in ("青原市人民政府办公室", "12号", "请遵照执行。", "2026年11月24日", "此件公开发布"):
        assert word in whole


def test_many_addressees_move_to_the_imprint_when_page_one_would_have_no_body():
    made = layout(replace(NOTICE, to=tuple(f"第{n}区人民政府" for n in range(80))))
    assert any("主送：" in text for page in made.pages[1:] for text in texts(page))
    assert any("现将有关事项" in text for text in texts(made.pages[0]))


def test_a_list_of_copies_longer_than_a_page_is_kept_whole():
    made = layout(replace(NOTICE, cc=tuple(f"第{n}区人民政府" for n in range(300))))
    whole = "".join(text for page in made.pages for text in texts(page))
    assert all(f"第{n}区" in whole for n in range(300))
    assert len(made.pages) % 2 == 0


@pytest.mark.parametrize("paragraphs", range(1, 40))
def test_the_note_stands_right_below_the_date(paragraphs):
    body = "\n".join(["请各单位遵照执行。"] * paragraphs)
    made = layout(replace(NOTICE, body=body, note="此件公开发布"))
    page = next(page for page in made.pages if "（此件公开发布）" in texts(page))
    assert texts(page)[texts(page).index("（此件公开发布）") - 1] == "2026年11月24日"


def test_a_blank_page_before_the_imprint_and_the_imprints_page_bear_no_number():
    seen = 0
    for paragraphs in range(1, 60):
        made = layout(replace(NOTICE, body="\n".join(["请各单位遵照执行。"] * paragraphs)))
        blank = [page for page in made.pages if not [r for r in page.runs if r.role != "宋体"]]
        for page in blank:
            seen += 1
            assert not page.runs
            assert not [run for run in made.pages[-1].runs if run.role == "宋体"]
        if not blank:
            assert [run for run in made.pages[-1].runs if run.role == "宋体"]
    assert seen


def test_the_imprint_may_stand_on_an_odd_page_where_the_office_wants_it_so():
    made = layout(replace(NOTICE, body="请遵照执行。"), even_imprint=False)
    assert len(made.pages) == 1
    assert any("印发" in text for text in texts(made.pages[0]))


@pytest.mark.parametrize(
    "number", ["青政〔2026〕31号", "青原市人民政府办公室政务公开函〔2026〕31号", "长" * 60]
)
@pytest.mark.parametrize(
    "names", ["刘长河", "欧阳建国、欧阳建国", "、".join(["欧阳建国"] * 12), "名" * 60]
)
def test_number_and_signers_never_stand_on_one_another(number, names):
    page = layout(replace(NOTICE, form="upward", signatory=names, number=number)).pages[0]
    red = page.rules[0].y1
    head = sorted((r for r in page.runs if r.colour == m.BLACK and r.y_mm < red),
                  key=lambda run: (run.y_mm, run.x_mm))  # fmt: skip
    for one, other in pairwise(head):
        end = one.x_mm + one.char_advance * len(one.text)
        assert one.y_mm < other.y_mm or end <= other.x_mm + 0.01


def test_the_letters_of_a_western_office_stay_together_and_its_ending_keeps_its_width():
    page = layout(replace(NOTICE, issuer="City Office")).pages[0]
    runs = [run for run in page.runs if run.colour == m.RED]
    western, han = runs
    assert (western.text, han.text) == ("City Office", "文件")
    size = western.size_pt * m.MM_PER_POINT
    assert western.char_advance <= size * western.stretch / 2 < han.char_advance / 2
    middle = (western.x_mm + han.x_mm + 2 * han.char_advance) / 2
    assert middle == pytest.approx(m.BINDING + m.TEXT_WIDTH / 2)


def test_while_one_writes_only_the_paragraph_that_changed_is_set_again():
    told: list[tuple[int, int]] = []
    before = SetBefore(lambda done, of: told.append((done, of)))
    lines = [f"第{n}段，请各单位认真贯彻执行。" for n in range(40)]
    layout(Paper(body="\n".join(lines)), before=before)
    assert len(told) == 40
    lines[20] = "改过的一段。"
    made = layout(Paper(body="\n".join(lines)), before=before)
    assert told[40:] == [(21, 40)]
    assert made == layout(Paper(body="\n".join(lines)))


def test_setting_ends_where_it_is_told_to():
    def enough(done: int, _of: int) -> None:
        if done == 3:
            raise InterruptedError

    before = SetBefore(enough)
    with pytest.raises(InterruptedError):
        layout(Paper(body="\n".join("甲乙丙丁戊")), before=before)
    before.step = lambda _done, _of: None
    body = "\n".join("甲乙丙丁戊")
    assert layout(Paper(body=body), before=before) == layout(Paper(body=body))


@pytest.mark.parametrize("rows", range(1, 40))
def test_rows_of_a_table_touch_even_where_lines_are_drawn_together(rows):
    table = "\n".join(f"|{n}|任务|" for n in range(rows + 1))
    for page in layout(replace(NOTICE, body=f"见下表：\n{table}\n请办。", note="联系人")).pages:
        level = sorted({round(rule.y1, 3) for rule in page.rules if rule.y1 == rule.y2})
        assert all(below - above > m.HAN for above, below in pairwise(level))


@pytest.mark.parametrize("wide", [False, True])
def test_a_row_that_goes_on_overleaf_is_closed_at_the_foot_and_fills_the_page(wide):
    long = "各单位要认真组织落实有关工作任务并按季度报送进展情况，" * 60
    cells = [long, *["一二三四五六七"] * 11] if wide else ["1", long, "市政府办公室"]
    table = "\n".join(f"|{'|'.join(row)}|" for row in (["甲"] * len(cells), cells, cells))
    made = layout(replace(NOTICE, body=f"见下表：\n{table}\n请办。"))
    pages = [page.rules for page in made.pages[1:] if len(page.rules) > 8]
    assert len(pages) > 2
    for number, rules in enumerate(pages, start=1):
        between_rows = [r.x1 if wide else r.y1 for r in rules if (r.x1 == r.x2) == wide]
        between_columns = [max(r.x1, r.x2) if wide else max(r.y1, r.y2) for r in rules if
                           (r.x1 == r.x2) != wide]  # fmt: skip
        assert max(between_rows) == pytest.approx(max(between_columns)), "open at its foot"
        free = (m.RIGHT if wide else m.BOTTOM) - max(between_rows)
        assert number == len(pages) or free < 4 * 6.4, "a line more had room"


def test_a_date_in_a_table_has_room_for_programs_that_part_figures_from_han_characters():
    rows = [("序号", "工作任务", "完成时限"), ("1", "任务" * 40, "2026年12月13日")]
    widths = columns_of(tuple(rows), m.TEXT_WIDTH).widths
    assert widths[2] - 2 * PADDING >= (7 + 5 * 0.2) * m.millimetres(SIZE)


def test_that_room_is_not_given_where_the_lines_of_the_paper_itself_become_more_by_it():
    matter = "完善第1项公文办理制度，明确时限和责任"
    rows = [("序号", "工作任务", "牵头单位", "完成时限"),
            ("1", matter, "市政府办公室", "2026年12月1日")]  # fmt: skip
    widths = columns_of(tuple(rows), m.TEXT_WIDTH).widths
    assert widths[1] - 2 * PADDING >= 18.5 * m.millimetres(SIZE)
    assert widths[3] - 2 * PADDING >= 6.5 * m.millimetres(SIZE)
