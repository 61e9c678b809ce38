"""The demo's quarter: a whole office at work, each act through the same door, and its reports."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pypdf
import pytest

from oa_client import app, assets
from oa_client.demo.quarter import DAYS, Quarter
from oa_client.demo.script import days_before
from oa_client.docflow.handling.founding import read_people
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE, iso
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.printing import report_file

PLAYED = days_before(date(2026, 11, 27), Calendar(), DAYS)


def played(path: Path, papers: int) -> tuple[app.LocalOffice, Quarter]:
    source = assets.path("demo", "people.csv")
    people = read_people(source.read_text("utf-8"), str(source))
    begins = iso(datetime.combine(PLAYED[0], time(8), OFFICE_ZONE))
    office = app.found_office(
        str(path), people, name="临江市人民政府办公室", series="临政办发", training=True, at=begins
    )
    quarter = Quarter(office, 3, papers)
    quarter.play(PLAYED)
    ends = datetime.combine(PLAYED[-1], time(18), OFFICE_ZONE)
    office._clock = lambda: ends
    return office, quarter


@pytest.fixture(scope="module")
def quarter(tmp_path_factory) -> Iterator[tuple[app.LocalOffice, Quarter]]:
    office, made = played(tmp_path_factory.mktemp("quarter") / "office.oa", 80)
    yield office, made
    office.close()


@pytest.fixture
def office(quarter) -> app.LocalOffice:
    return quarter[0]


def test_a_quarter_is_played_through_the_one_door_and_its_ledger_holds(quarter):
    office, made = quarter
    found = office.verify()
    assert found["problems"] == []
    assert found["documents"] == len(made.cases) == 80
    assert made.acts > 500 and made.cards["red"] > 0


def test_the_same_seed_gives_the_same_quarter(tmp_path):
    heads = []
    for name in ("a", "b"):
        office, _ = played(tmp_path / f"{name}.oa", 5)
        with office._store.read() as work:
            heads.append([(e.code, e.by, e.at) for e in work.entries()])
        office.close()
    assert heads[0] == heads[1]


def test_the_months_add_up_to_what_the_desk_counts(office):
    months = ("2026-08", "2026-09", "2026-10", "2026-11")
    told = [office.month("wu", month)[0] for month in months]
    desk = office.desk("wu", "all")
    assert sum(month["whole"]["done"] for month in told if month["whole"]) == desk["done"]
    with office._store.read() as work:
        sent = [row for row in work.rows("document") if row["status"] != "draft"]
    assert sum(month["received"] for month in told) == len(sent)
    assert told[-1]["whole"]["open"] == desk["open"]
    for month in told[1:]:
        for groups in ("units", "people", "stages", "procedures", "kinds", "urgencies"):
            assert sum(row["done"] for row in month[groups]) == month["whole"]["done"]
        assert sum(done for _, _, done in month["weeks"]) >= month["whole"]["done"]


def test_what_was_late_at_the_end_of_a_month_is_late_in_its_report_though_it_was_done_since(office):
    with office._store.read() as work:
        over = [
            task for task in work.rows("task")
            if task["due"] < "2026-10-01" <= (task["closed_at"] or "9999") and task["outcome"]
            in (None, "done", "returned", "disagreed")
        ]  # fmt: skip
    rows = {row["task"]: row for row in office.month("wu", "2026-09")[0]["rows"]}
    drafts = {row["document"] for row in rows.values()}
    for task in over:
        if task["document"] in drafts:
            assert rows[task["id"]]["closed"] is None and rows[task["id"]]["state"] == "late"


@pytest.mark.parametrize("month", ["2026-13", "2026", "", "十月", "2026-10-01"])
def test_what_is_no_month_is_told_so(office, month):
    with pytest.raises(BadInput, match="bad-time"):
        office.month("wu", month)


def test_the_monthly_report_stands_on_paper_and_as_a_spreadsheet(office):
    data, drawn = office.month("wu", "2026-10")
    made = report_file(drawn, ".pdf", office.now())
    text = read_bytes(made)
    for words in ("2026年10月公文办理效能月报", "各单位", "各环节", "按周", "督办件", "统计口径",
                  "工作日依据", "台账校验根", "演练", "廉政风险信号"):  # fmt: skip
        assert words in text, words
    book = openpyxl.load_workbook(io.BytesIO(report_file(drawn, ".xlsx", office.now())))
    units = list(book["各单位"].values)
    assert units[0][:5] == ("名称", "办结", "在办", "超时", "按时率")
    assert sum(row[1] for row in units[1:]) == data["whole"]["done"]


def test_the_circular_has_every_column_that_offices_keep(office):
    _, drawn = office.report("wu")
    book = openpyxl.load_workbook(io.BytesIO(report_file(drawn, ".xlsx", office.now())))
    heads = next(book["超时明细"].values)
    assert set(heads) == {
        "序号", "文号", "标题", "密级", "紧急程度", "来文单位", "到达时间", "环节", "单位",
        "承办人", "应办结时间", "办结时间", "已用时间", "超时", "暂停", "延期", "催办", "牌",
        "发牌时间", "书面说明", "状态",
    }  # fmt: skip
    assert {"督办件", "各单位", "说明"} < set(book.sheetnames)
    facts = dict(book["说明"].values)
    assert Calendar().version in facts["工作日依据"] and "incoming" in facts["办理程序"]
    assert "台账校验根" in facts["页脚"]


def read_bytes(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")
