"""Slips and reports hold everything they are given, however long."""

import io
from datetime import datetime, timedelta, timezone

import openpyxl
import pypdfium2
import pytest

from oa_client.docflow.handling.slip import Cell, Said
from oa_client.docflow.paper.report import Report, Section, overdue_pdf, report_layout
from oa_client.docflow.paper.ruled_table import LEFT, ROOM
from oa_client.docflow.paper.sheets import Slip, slip
from oa_client.docflow.paper.spreadsheets import overdue_xlsx
from oa_client.docflow.typeset.lines import cells

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def read(made):
    return "".join(pages_of(made))


def pages_of(made):
    document = pypdfium2.PdfDocument(made.data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return ["".join(text.split()) for text in texts]


def words(serial: int, count: int) -> str:
    return "".join(f"第{serial}条意见第{n}句；" for n in range(count))


@pytest.mark.parametrize("kind", ["incoming", "outgoing", "circulation"])
def test_a_slip_keeps_every_opinion_with_its_name_and_date(fonts, kind):
    entries = [
        Said(words(n, 40), f"王{n}", f"2026年11月{n + 1}日", "据录入") for n in range(9)
    ]
    cells = [Cell("", "会签意见", entries), Cell("", "签发", []), Cell("", "复核", entries[:1])]
    made = slip(Slip(kind, "市政府办公室", {"标题": "通知"}, cells), fonts, created=AT)
    text = read(made)
    assert made.pages > 2
    for n in range(9):
        assert f"王{n}" in text
    assert text.count("；") == 40 * 10


def test_an_opinion_with_angle_brackets_stays_what_it_is(fonts):
    entry = Said("<b>同意</b> &lt; <para>", "张明远", "2026年11月24日")
    made = slip(Slip("incoming", "办", {}, [Cell("", "批示", [entry])]), fonts, created=AT)
    assert "<b>同意</b>&lt;<para>" in read(made)


def test_one_who_writes_nothing_still_shows_name_and_date(fonts):
    entry = Said("", "张明远", "2026年11月24日")
    made = slip(Slip("incoming", "办", {}, [Cell("", "批示", [entry])], training=True), fonts,
                created=AT)  # fmt: skip
    assert "张明远2026年11月24日" in read(made)
    assert "演练" in read(made)


def test_a_long_element_flows_on(fonts):
    made = slip(Slip("incoming", "办", {"摘要": words(1, 400)}, []), fonts, created=AT)
    assert read(made).count("；") == 400


def report(**changes):
    rows = [
        {"title": f"关于<{n}>的通知", "number": f"青政发〔2026〕{n}号", "person": "李晓明",
         "unit": "住建科", "stage": "承办", "due": "2026-11-20 17:30", "level": "red",
         "minutes": 95, "finished": ""} for n in range(60)
    ]  # fmt: skip
    given = {"office": "市政府办公室", "since": "", "until": "", "total": 60, "done": 0,
             "open": 60, "rows": rows, "by_unit": [{"unit": "住建科", "open": 60}],
             "rules": {"蓝牌": "70%"}, "foot": "检查点 abc"}  # fmt: skip
    return Report(**given | changes)


@pytest.mark.parametrize("before", range(1, 30))
def test_no_table_begins_with_its_heads_alone_at_the_foot_of_a_page(before):
    tall = "请各责任单位逐条对照检查，于本月底前书面报告办理情况。" * 9
    other = Section("督办件", (("事项", 1.0), ("要求", 2.0)), (("桥梁加固", tall),))
    given = report(rows=report().rows[:before], after=(other,))
    for page in report_layout(given).pages:
        said = "".join(run.text for run in page.runs)
        assert ("督办件" in said) == ("要求" in said) == ("桥梁加固" in said)


def test_the_report_lists_every_row_and_repeats_its_head(fonts):
    made = overdue_pdf(report(), fonts, created=AT)
    text = read(made)
    assert made.pages > 3
    assert all(f"<{n}>" in text for n in range(60))
    assert text.count("承办人") >= made.pages - 1
    assert text.count("检查点") == made.pages
    assert "1小时35分" in text


def test_an_empty_report_is_still_a_report(fonts):
    made = overdue_pdf(report(rows=[], by_unit=[], rules={}, training=True), fonts, created=AT)
    assert made.pages == 1
    assert "演练" in read(made)


def test_the_head_of_the_report_counts_the_late_apart_from_all_that_was_due(fonts):
    rows = report().rows[:5]
    given = report(total=94, late=3, open=90, done=4, rows=rows)
    text = read(overdue_pdf(given, fonts, created=AT))
    assert "应办环节94项超时3项亮牌未超时2项已办结4项未办结90项" in text
    facts = dict(openpyxl.load_workbook(io.BytesIO(overdue_xlsx(given)))["说明"].values)
    assert (facts["应办环节"], facts["超时"], facts["期间"]) == (94, 3, "全部")


def test_numbers_of_the_table_can_be_added_up():
    book = openpyxl.load_workbook(io.BytesIO(overdue_xlsx(report())))
    assert book["各单位"]["B2"].value == 60
    assert book["超时明细"]["A3"].value == 2


def test_a_short_table_by_unit_stays_together(fonts):
    units = [{"unit": f"第{n}科", "open": n} for n in range(7)]
    for count in range(8, 20):
        given = report(rows=report().rows[:count], by_unit=units)
        pages = pages_of(overdue_pdf(given, fonts, created=AT))
        assert any(all(f"第{n}科" in page for n in range(7)) for page in pages), count


def test_the_rules_stand_on_the_page_of_the_table_by_unit(fonts):
    units = [{"unit": f"第{n}科", "open": n} for n in range(7)]
    for count in range(4, 14):
        given = report(rows=report().rows[:count], by_unit=units)
        pages = pages_of(overdue_pdf(given, fonts, created=AT))
        assert any("第6科" in page and "计时规则" in page for page in pages), count


def test_no_figure_below_the_title_runs_off_the_sheet(fonts):
    told = (("书面说明", 1), ("待核", 1), ("已采纳", 0), ("未采纳", 0))
    given = report(since="2026-01-01T00:00:00+08:00", until="2026-11-27T19:47:00+08:00",
                   explained=told)  # fmt: skip
    runs = report_layout(given).pages[0].runs
    assert all(run.x_mm >= LEFT for run in runs)
    ends = [run.x_mm + cells(run.text) * run.char_advance for run in runs]
    assert max(ends) <= LEFT + ROOM
    assert "未采纳0项" in read(overdue_pdf(given, fonts, created=AT))


def test_the_name_of_a_long_table_stands_above_its_first_row(fonts):
    units = [{"unit": f"第{n}科", "open": n} for n in range(30)]
    for count in range(1, 20):
        given = report(rows=report().rows[:count], by_unit=units)
        pages = pages_of(overdue_pdf(given, fonts, created=AT))
        assert any("各单位" in page and "第0科" in page for page in pages), count


def test_a_row_without_a_number_says_that_it_has_none(fonts):
    row = report().rows[0] | {"number": "", "minutes": 0}
    text = read(overdue_pdf(report(rows=[row]), fonts, created=AT))
    assert text.count("—") == 2, "no number, not late"
    assert "—未办结" in text, "and an open one says so instead of when it was finished"


def test_a_period_is_told_by_its_days(fonts):
    for bounds, told in (
        (("2026-11-23T00:00:00+08:00", ""), "2026年11月23日起"),
        (("2026-07-01", "2026-09-30"), "2026年7月1日至9月30日"),
        (("2026-11-02", "2026-11-08T23:59:59+08:00"), "2026年11月2日至8日"),
        (("2026-12-28", "2027-01-03"), "2026年12月28日至2027年1月3日"),
        (("", "2026-11-08"), "至2026年11月8日"),
    ):
        given = report(since=bounds[0], until=bounds[1])
        assert f"期间：{told}" in read(overdue_pdf(given, fonts, created=AT))


def test_the_same_report_gives_the_same_bytes(fonts):
    one, two = (overdue_pdf(report(), fonts, created=AT) for _ in range(2))
    assert one.sha256 == two.sha256


@pytest.mark.parametrize("title", ["=1+1", "+86", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_no_title_becomes_a_formula(title):
    data = overdue_xlsx(report(rows=[{"title": title, "due": "2026-11-20 17:30"}]))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cell = book["超时明细"]["B2"]
    assert cell.data_type == "s"
    assert cell.value == title
    assert cell.quotePrefix
    assert book["超时明细"].freeze_panes == "A2"


def test_moments_can_be_sorted_and_the_sheet_prints_on_pages_one_broad():
    rows = [{"title": "2026-11-20", "due": "2026-11-20 17:30"}, {"title": "甲", "due": ""}]
    sheet = openpyxl.load_workbook(io.BytesIO(overdue_xlsx(report(rows=rows))))["超时明细"]
    due = sheet["G2"]
    assert (due.is_date, f"{due.value:%m-%d %H:%M}") == (True, "11-20 17:30")
    assert due.number_format == "yyyy-mm-dd hh:mm"
    assert sheet["B2"].data_type == "s", "a title is none, however it looks"
    assert sheet["G3"].value is None
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0 and sheet.print_title_rows == "$1:$1"


def test_a_day_that_no_calendar_has_stays_as_it_was_written():
    rows = [{"title": "甲", "due": "2026-13-45"}]
    sheet = openpyxl.load_workbook(io.BytesIO(overdue_xlsx(report(rows=rows))))["超时明细"]
    assert (sheet["G2"].data_type, sheet["G2"].value) == ("s", "2026-13-45")
