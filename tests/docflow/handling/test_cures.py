"""What is mended at one click is mended rightly, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.handling.form.checks import checks
from oa_client.docflow.handling.form.cures import CURES, cured, renumbered
from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.handling.form.twice import attached_in
from oa_client.docflow.model.levels import chinese, mark
from oa_client.docflow.typeset.elements import LEVELS, paragraph


def finding(rule: str, body: str):
    found = checks(Draft({"title": "关于检查的通知", "kind": "通知"}, body))
    return next((check.finding for check in found if check.rule == rule), None)


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("numbers-bracketed", "按甲发[2026]12号、（2025） 3 号", "按甲发〔2026〕12号、〔2025〕3号"),
        ("dates-written", "2026年03月05日前，2025年12月01日起", "2026年3月5日前，2025年12月1日起"),
        ("dates-written", "于2026-3-5前，2026/03/15报送", "于2026年3月5日前，2026年3月15日报送"),
    ],
)  # fmt: skip
def test_numbers_and_dates_are_written_as_the_standard_writes_them(rule, wrong, right):
    assert finding(rule, wrong) is not None
    assert cured(rule, wrong) == right
    assert finding(rule, right) is None and cured(rule, right) is None


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("甲。\n![图1　流程\n](流程.png)\n乙。", "甲。\n![图1　流程](流程.png)\n乙。"),
        ("![图1](\n流程.png\n)", "![图1](流程.png)"),
        ("！［图1］（流程.PNG）", "![图1](流程.PNG)"),
        ("[图1](流程.jpg)\n", "![图1](流程.jpg)\n"),
        ("![图1](流程.jpeg", "![图1](流程.jpeg)"),
    ],
)
def test_a_picture_line_that_was_broken_is_found_and_written_out(broken, whole):
    assert finding("pictures-whole", broken) is not None
    assert cured("pictures-whole", broken) == whole
    assert finding("pictures-whole", whole) is None and cured("pictures-whole", whole) is None


LISTED = "一、检查范围\n全市。\n二、工作要求\n按时报送。\n"
SIGNED = "\n\n临江市人民政府办公室\n2026年11月2日\n（联系人：李晓明）"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("附件：1.隐患排查表\n　　　　2.隐患整改台账", ["隐患排查表", "隐患整改台账"]),
        ("附　件：\n1．排查表；\n2、台账。\n3. 名单", ["排查表", "台账", "名单"]),
        ("附件:检查项目表", ["检查项目表"]),
        ("附件：1.排查表\n3.台账", ["排查表", "台账"]),
    ],
)
@pytest.mark.parametrize("signed", ["", SIGNED])
def test_a_list_of_attachments_below_a_text_is_no_heading_and_leaves_it_at_one_click(
    said: str, names: list[str], signed: str
):
    body = LISTED + said + signed
    assert attached_in(body) == names and finding("attachments-once", body) is not None
    assert finding("levels", body) is None and renumbered(body) == body
    mended = cured("attachments-once", body)
    assert mended == LISTED.rstrip("\n") + signed and attached_in(mended) == []


@pytest.mark.parametrize(
    "body",
    ["附件：名单", LISTED + "附件\n名单\n1.甲\n2.乙", LISTED + "附件：1.表\n" + "略。\n" * 8,
     LISTED + "附件：", "见附件：1.表。\n二、其他"],
)  # fmt: skip
def test_what_is_no_list_of_attachments_stays_in_the_text(body: str):
    assert attached_in(body) == [] and cured("attachments-once", body) is None


@pytest.mark.parametrize(
    ("body", "line"),
    [("甲。\n见![图1](流程.png)。", 2), ("![图1", 1), ("甲。\n\n|![图](流程.png)|乙|", 3)],
)
def test_what_is_left_of_a_picture_is_said_with_its_line_and_not_guessed_at(body, line):
    found = finding("pictures-whole", body)
    assert found is not None and found.facts["line"] == line
    assert cured("pictures-whole", body) is None


@pytest.mark.parametrize("body", ["见表[1]（略）", "《名单》（附图.png）", "！", "![图](甲.png)"])
def test_what_is_no_broken_picture_is_not_called_one(body):
    assert finding("pictures-whole", body) is None


@pytest.mark.parametrize(
    "body",
    ["见清单2026-3-5.xlsx", "编号12026-3-5", "http://a.cn/2026/3/5/", "2026-3-5-12批", "比分3-5",
     "（2026）年度", "二〇二六年三月五日", "2026年10月20日"],
)  # fmt: skip
def test_what_is_no_date_or_no_number_stays_as_it_was_written(body):
    assert all(cured(rule, body) is None for rule in CURES)


def test_a_day_that_no_calendar_has_is_shown_and_not_mended():
    assert finding("dates-written", "于2026-2-30前") is not None
    assert cured("dates-written", "于2026-2-30前") is None


def test_all_four_levels_are_counted_from_one_below_each_other():
    body = "引言。\n三、甲\n（二）乙\n7．丙\n（9）丁\n　　9.己\n（一）庚\n三、辛\n|1.|（2）|"
    assert finding("levels", body) is not None
    right = "引言。\n一、甲\n（一）乙\n1.丙\n（1）丁\n　　2.己\n（二）庚\n二、辛\n|1.|（2）|"
    assert cured("levels", body) == right and finding("levels", right) is None


LINE = st.tuples(st.integers(0, 4), st.integers(1, 130), st.text("甲乙丙，。", max_size=4))
LINES = st.lists(LINE, max_size=140)


@given(LINES)
def test_after_renumbering_the_rule_is_kept_and_only_numbers_have_changed(lines):
    body = "\n".join(mark(level, number) + f"事{text}" for level, number, text in lines)
    mended = renumbered(body)
    assert finding("levels", mended) is None
    assert renumbered(mended) == mended

    def bare(text: str) -> list[tuple[int, str]]:
        return [
            (level, LEVELS[level - 1].sub("", line, count=1) if level else line)
            for line in text.split("\n")
            for level in [paragraph(line).level]
        ]

    assert bare(mended) == bare(body)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "一百"),
     (103, "一百零三"), (110, "一百一十"), (118, "一百一十八"), (999, "九百九十九"),
     (1000, "1000")],
)  # fmt: skip
def test_headings_are_counted_in_han_numbers(number, words):
    assert chinese(number) == words
