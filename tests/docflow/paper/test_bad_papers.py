"""Whatever an office writes is set, bounded or refused in words: nothing lost, nothing a box."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from oa_client.__main__ import main
from oa_client.docflow.handling.form.unshown import unshown
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.paper import pdf
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.ui import wording
from tests.docflow import specimens
from tests.docflow.paper.reading import characters, words
from tests.offices import Played

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
RARE = "龘䶮㙦镕喆赟𠮷"
LONG = 600


def said(made):
    """Everything on the pages but their numbers, in order."""
    runs = [run for page in made.pages for run in page.runs]
    return "".join(run.text for run in runs if run.y_mm < m.BOTTOM or run.role != "宋体")


def inside(made):
    """Whether every character that stands upright keeps inside the text area's width."""
    return all(
        run.x_mm >= m.BINDING - 0.01
        and run.x_mm + (run.char_advance or 0) * len(run.text) <= m.RIGHT + 0.01
        for page in made.pages for run in page.runs if not run.turned
    )  # fmt: skip


def test_ten_thousand_characters_without_a_mark_fill_page_after_page(fonts):
    paper = replace(specimens.GENERAL, body="长" * 10_000)
    made = layout(paper)
    seen = characters(pdf.make(made, fonts, title="", created=AT).data)
    assert sum(one.text == "长" for one in seen) == 10_000
    assert [len(page.runs) for page in made.pages[1:15]] == [m.LINES + 3] * 14
    assert inside(made)


def test_a_table_of_200_rows_says_each_once_below_its_head_on_every_page():
    rows = "\n".join(f"|{n}|第{n}件事|" for n in range(1, 201))
    made = layout(replace(specimens.GENERAL, body=f"见表。\n|序号|事项|\n{rows}"))
    texts = ["".join(run.text for run in page.runs) for page in made.pages]
    whole = "".join(texts)
    assert all(whole.count(f"第{n}件事") == 1 for n in range(1, 201))
    assert all("序号事项" in page for page in texts if "件事" in page)


@pytest.mark.parametrize(
    "body",
    [
        "见表。\n" + "\n".join(f"|{row}" + "|1|2|3|4|5" * 12 + "|" for row in range(9)),
        "见表。\n|甲|乙|\n|" + "字" * 5_000 + "|乙|",
        "见表。\n|" + "头" * 3_000 + "|乙|\n|一|二|\n|三|四|",
        "见表。\n|" + "|".join(["甲"] * 20) + "|\n|" + "字" * 2_000 + "|" + "乙|" * 19,
        "||\n| |\n|||\n正文",
        "见http://" + "a" * 500 + "/x.html。",
        "附件\n附件1\n附件2\n\n附件3\n标题\n",
        "一、\n（一）\n1.\n（1）",
    ],
    ids=["60 columns", "a cell of pages", "a head of pages", "a long cell among many", "no cells",
         "a word of lines", "annexes without text", "headings without words"],
)  # fmt: skip
def test_an_odd_body_is_set_within_its_pages_and_loses_nothing(body):
    made = layout(replace(specimens.GENERAL, body=body))
    whole = said(made)
    for cell in body.replace("\n", "|").split("|"):
        if len(cell) < LONG:
            assert cell.strip() in whole
        else:  # in a table it goes on from page to page, below the head and beside its neighbours
            assert whole.count(cell[-1]) >= len(cell)
    assert inside(made)
    assert all(37 < run.y_mm < 275 for page in made.pages for run in page.runs)


@pytest.mark.parametrize(
    "paper",
    [
        Paper(), replace(specimens.GENERAL, body=""),
        replace(specimens.GENERAL, title="长标题" * 100),
        replace(specimens.GENERAL, signature="名" * 200),
        replace(specimens.GENERAL, note="注" * 3_000),
        replace(specimens.GENERAL, attachments=("附件名称" * 30,) * 40),
        replace(specimens.JOINT_UPWARD, signatory="、".join(["欧阳建国"] * 12)),
        replace(specimens.ORDER, signature="市长" * 40 + " 刘长河"),
        specimens.LONG_NAME, specimens.TWELVE, specimens.CROWDED,
    ],
    ids=["nothing at all", "no body", "the longest title", "a name of lines", "a note of pages",
         "40 long attachments", "12 signers", "a post of lines", "an office of 40 characters",
         "12 bodies", "59 addressees"],
)  # fmt: skip
def test_an_odd_element_keeps_to_its_page_and_loses_nothing(paper):
    made = layout(paper)
    whole = said(made)
    names = [name for name in paper.signature.split("\n") if paper.sealing == "seal"]
    for element in (paper.title, paper.note, *paper.attachments, *names, paper.date, *paper.to):
        assert "".join(element.split()) in whole
    assert inside(made)


def test_a_long_office_has_a_mark_that_can_be_seen_in_lines_that_make_sense():
    made = layout(specimens.LONG_NAME)
    mark = [run for run in made.pages[0].runs if run.colour == m.RED]
    assert "".join(run.text for run in mark) == specimens.LONG_NAME.issuer + "文件"
    assert mark[0].text == "青原市高新技术产业开发区管理委员会"
    assert len(mark) <= 3
    assert all(m.millimetres(run.size_pt) > 8 for run in mark)


@pytest.mark.parametrize(
    "name", ["general", "joint", "joint-upward", "twelve", "crowded", "letter"]
)
def test_page_one_shows_body_text_and_no_page_is_a_signature_alone(name):
    paper = specimens.GOLDEN[name]
    made = layout(paper)
    first, tail = paper.body.split("\n")[0], paper.body.split("\n")[-1]
    part = 6 if len(paper.body) > 28 else 3  # a body of a few words is carried over in two
    assert first[:part] in "".join(run.text for run in made.pages[0].runs)
    last = made.seals[-1].page
    assert tail[-part:] in "".join(run.text for run in made.pages[last - 1].runs)


@pytest.mark.parametrize("char", RARE)
def test_a_rare_character_is_shown_as_itself_or_refused_by_name(fonts, char):
    made = layout(replace(specimens.GENERAL, body=f"请{char}同志办理。", title=f"关于{char}的通知"))
    try:
        pdf.check(made, fonts)
    except Refused as refused:
        assert refused.code == "missing-glyph"
        assert refused.facts["characters"] == [char]
        assert char in wording.say(refused.code, refused.facts, "zh_CN")
    else:
        seen = characters(pdf.make(made, fonts, title="", created=AT).data)
        assert words(seen, f"请{char}同志")
        assert pdf.make(made, fonts, title="", created=AT).missing == []


@pytest.mark.parametrize("char", "\x00\x07\x1b\u202e\u2066\ud800")
def test_what_can_not_be_seen_is_refused_before_it_is_on_record(tmp_path, char):
    played = Played(tmp_path / "office.oa")
    with pytest.raises(Refused) as refused:
        played.act("li", "draft", title="通知", body=f"请{char}办理。", to="各科室")
    assert refused.value.code == "control-characters"


@pytest.mark.parametrize("char", "\x00\x07\u202e\u2066")
def test_what_can_not_be_seen_is_not_printed_either(fonts, char):
    with pytest.raises(Refused):
        pdf.check(layout(replace(specimens.GENERAL, body=f"请{char}办理。")), fonts)


def test_a_missing_character_stops_print_and_is_named(tmp_path):
    played = Played(tmp_path / "office.oa")
    document = played.act("li", "draft", title="通知", body="请𠮷办理。", to="各科室")
    for by, action in (("li", "submit"), ("zhou", "review"), ("wang", "review"),
                       ("zhang", "sign"), ("chen", "recheck"), ("chen", "number")):  # fmt: skip
        played.act(by, action, document)
    with pytest.raises(Refused) as refused:
        played.act("chen", "print", document, copies=1)
    assert refused.value.code == "missing-glyph"
    assert refused.value.facts == {"characters": ["𠮷"], "paragraph": 1, "words": "请𠮷办理。"}
    told = played.office.unprintable("chen", document)
    assert told == refused.value.facts
    assert "第 1 段“请𠮷办理。”" in wording.say("missing-glyph", told, "zh_CN")
    assert "paragraph 1 of the text, “请𠮷办理。”" in wording.say("missing-glyph", told, "en")


def test_no_file_that_leaves_the_office_has_a_stand_in_for_a_character(tmp_path):
    played = Played(tmp_path / "office.oa")
    document = played.act("li", "draft", title="通知", body="请𠮷办理。", to="各科室")
    facts = {"characters": ["𠮷"], "paragraph": 1, "words": "请𠮷办理。"}
    for made in (
        lambda: played.office.ofd("li", document),
        lambda: played.office.clean("li", document, 1),
        lambda: played.office.paper("li", document).whole(),
    ):
        with pytest.raises(Refused) as refused:
            made()
        assert (refused.value.code, refused.value.facts) == ("missing-glyph", facts)
    assert played.office.paper("li", document).lacks == facts
    words = ["paper", str(played.office.path), document, "--as", "li"]
    target, other = tmp_path / "a.pdf", tmp_path / "a.docx"
    assert main([*words, "--pdf", str(target)]) == 1
    assert not target.exists()
    assert main([*words, "--docx", str(other)]) == 0  # a PC that has the face shows it


def test_a_missing_character_is_looked_for_in_every_element():
    paper = replace(specimens.GENERAL, title="关于任命𠮷田同志的通知", to=("甲𠮷局",))
    told = unshown(paper, ["𠮷"])
    assert told == {"characters": ["𠮷"], "field": "title", "near": "关于任命𠮷田同志的通知"[:11]}
    assert "标题“关于任命𠮷" in wording.say("missing-glyph", told, "zh_CN")


def test_marks_of_a_markup_language_are_text(fonts):
    body = "对<a&b>类问题和<b>粗体</b>&amp;lt; <img src='/etc/passwd'/> 一并整改。"
    made = layout(replace(specimens.GENERAL, body=body))
    seen = characters(pdf.make(made, fonts, title="", created=AT).data)
    assert "".join(body.split()) in "".join(one.text for one in seen if one.top < m.BOTTOM)


def test_blanks_and_break_marks_from_the_web_are_set_and_stop_no_print(fonts):
    body = "甲\t乙\u00a0丙\u2003丁\u200b戊\ufeff己\ufe0f庚。"
    made = layout(replace(specimens.GENERAL, body=body))
    pdf.check(made, fonts)
    seen = characters(pdf.make(made, fonts, title="", created=AT).data)
    assert "甲乙丙丁戊己庚。" in "".join(one.text for one in seen)
