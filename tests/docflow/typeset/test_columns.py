"""The columns of a table: short words stay on their line, and no cell ends with one character in a
line of its own where other columns have room.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.columns import CELL, PADDING, columns_of
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.lines import Piece, broken, line_cells
from tests.docflow import specimens

WORDS = st.one_of(
    st.text("市政府办公室按时报送情况，。", min_size=1, max_size=8),
    st.text("完善公文办理制度明确时限和责任，。（）2026", min_size=15, max_size=60),
    st.sampled_from(["2026年12月31日", "98.5%", "", "是"]),
)
ROWS = st.integers(2, 5).flatmap(
    lambda count: st.lists(st.tuples(*[WORDS] * count), min_size=2, max_size=6)
).map(tuple)  # fmt: skip


def lines_of(text, room):
    return broken([Piece(text, "仿宋")], room)


def ends(column, room):
    """How many lines each cell of a column takes, and how many end with one character."""
    each = [lines_of(text, room) for text in column]
    lone = [lines for lines in each if len(lines) > 1 and line_cells(lines[-1]) <= 1.0]
    return [len(lines) for lines in each], len(lone)


def worse(column, room, other):
    (before, alone), (after, more) = ends(column, room), ends(column, other)
    return more > alone or any(b > a for a, b in zip(before, after, strict=True))


def spare(column, width, padding, room):
    """Millimetres that a column can give away without a cell being the worse for it."""
    while room >= 2.5 and not worse(column, room, room - 0.5):
        room -= 0.5
    return max(0.0, width - room * CELL - 2 * padding - 0.1)


@given(ROWS)
@settings(max_examples=60)
def test_no_cell_ends_with_one_character_where_other_columns_have_room(rows):
    made = columns_of(rows, m.TEXT_WIDTH)
    assert abs(sum(made.widths) - m.TEXT_WIDTH) < 1e-6
    columns, rooms = list(zip(*rows, strict=True)), made.rooms()
    free = [
        spare(column, width, made.padding, room)
        for column, width, room in zip(columns, made.widths, rooms, strict=True)
    ]
    for at, column in enumerate(columns):
        for more in (0.5, 1.0, 1.5, 2.0):
            if ends(column, rooms[at] + more)[1] < ends(column, rooms[at])[1]:
                wanted = (rooms[at] + more) * CELL + 2 * made.padding + 0.1 - made.widths[at]
                assert sum(free) - free[at] < wanted + 1e-6 or worse(
                    column, rooms[at], rooms[at] + more
                )


def test_where_a_hair_is_wanting_the_words_come_a_little_closer_to_the_rules():
    task = "完善第10项公文办理制度，明确时限和责任"
    row = ("10", task, "市政府办公室", "2026年12月11日")
    made = columns_of((("序号", "工作任务", "牵头单位", "完成时限"), row), m.TEXT_WIDTH)
    assert [len(lines_of(text, room)) for text, room in zip(row, made.rooms(), strict=True)] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    assert 1.2 <= made.padding < PADDING
    body = "见下表：\n|序号|工作任务|牵头单位|完成时限|\n|" + "|".join(row) + "|"
    page = layout(replace(specimens.GENERAL, body=body, attachments=())).pages[0]
    ends = {run.text: run.x_mm + len(run.text) * run.char_advance for run in page.runs}
    begins = {run.text: run.x_mm for run in page.runs}
    upright = sorted({rule.x1 for rule in page.rules if rule.x1 == rule.x2})
    assert begins["完善第"] - upright[1] >= 1.2
    assert upright[2] - ends["项公文办理制度，明确时限和责任"] >= 1.2


def test_a_column_is_made_wider_at_the_cost_of_one_that_has_room_to_spare():
    matter = "完善供水管网改造制度并明确时限和责任以及资金来源和监督检查办法"
    for length in range(10, len(matter)):
        told = matter[:length]
        rows = (("项目", "内容", "备注"), ("供水", told, "甲" * 45), ("排水", "乙", "丙"))
        made = columns_of(rows, m.TEXT_WIDTH)
        _, text, note = zip(*rows, strict=True)
        assert ends(text, made.rooms()[1])[1] + ends(note, made.rooms()[2])[1] == 0


def test_where_no_column_has_room_the_lines_stay_as_few_as_they_were():
    rows = (("甲", "乙"), ("一" * 30, "二" * 30), ("三" * 29, "四" * 31))
    made = columns_of(rows, 80.0)
    assert [sum(ends(column, room)[0]) for column, room in
            zip(zip(*rows, strict=True), made.rooms(), strict=True)] == [9, 9]  # fmt: skip


@given(st.integers(2, 12), st.integers(3, 30))
def test_columns_that_just_fit_are_shared_out_whatever_adding_up_makes_of_a_hair(count, long):
    rows = (("市" * long,) * count,)
    total = (long * CELL + 2 * PADDING + 0.1) * count
    widths = columns_of(rows, total).widths
    assert len(widths) == count and abs(sum(widths) - total) < 1e-6
