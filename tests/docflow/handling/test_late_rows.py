"""What a circular says of a late stage: what stopped it, who gave more time, who urged."""

import io
from datetime import datetime, timedelta

import openpyxl
import pytest

from oa_client.docflow.model.moment import iso
from oa_client.docflow.paper.report import report_layout
from oa_client.docflow.paper.spreadsheets import overdue_xlsx
from tests.offices import Played


@pytest.fixture(autouse=True)
def in_its_own_time(played: Played) -> None:
    """Reports are of the office's time, not of this PC's."""
    played.office._clock = lambda: played.at


def late(played: Played) -> str:
    """A paper whose undertaking was stopped for a day, extended, and is late all the same."""
    document = played.incoming(issuer="省住建厅", urgency="特急", secrecy="")
    played.act("zhang", "instruct", document, opinion="请办。")
    played.act("wang", "assign", document, lead="住建科")
    played.act("zhou", "pause", document, ground="鉴定：委托检测")
    played.at += timedelta(days=1)
    played.act("zhou", "resume", document)
    played.act("zhou", "ask-extension", document, until="2026-03-06", reason="须逐户核对")
    played.act("zhang", "grant-extension", document)
    played.at += timedelta(days=7)
    played.office.monitor(iso(played.at))
    return document


def test_a_late_stage_says_what_stopped_it_and_who_gave_more_time(played: Played):
    late(played)
    data, _ = played.office.report("wu")
    (row,) = [row for row in data["rows"] if row["stage"] == "undertake"]
    assert (row["issuer"], row["urgency"], row["state"]) == ("省住建厅", "特急", "late")
    assert (row["grounds"], row["paused"]) == (["鉴定"], 451)
    assert (row["extensions"], row["granted_by"]) == (1, ["张明远"])
    assert row["carded"] == iso(played.at) and row["level"] == "red"
    spent = played.office.calendar.working_minutes
    opened = played.at - timedelta(days=8, minutes=4)
    assert row["opened"] == iso(opened)
    assert row["used"] == spent(opened, played.at) - 451
    assert row["urged"] == [] and row["explained"] is None


def test_urgings_and_the_explanation_of_whoever_is_late_stand_beside(played: Played):
    document = late(played)
    played.act("wu", "urge", document, note="请速办")
    first = iso(played.at)
    played.act("chen", "urge", document)
    played.act("zhou", "explain", document, opinion="当周防汛")
    explained = iso(played.at)
    data, drawn = played.office.report("wu")
    (row,) = [row for row in data["rows"] if row["stage"] == "undertake"]
    assert (row["urged"], row["explained"]) == ([first, iso(played.at - timedelta(minutes=1))],
                                                explained)  # fmt: skip
    (told,) = [line for line in drawn.rows if line["stage"] == "承办"]
    assert told["urged"].startswith("2次，末次03-10") and told["extended"] == "1次（张明远）"
    assert told["paused"] == "1个工作日1分（鉴定）" and told["state"] == "超时未办结"


def test_a_report_tells_what_is_under_supervision_and_why(played: Played):
    document = played.incoming()
    played.act("wu", "supervise", document, ground="第3次常务会议", source="meeting", by="住建科",
               until="2026-03-20")  # fmt: skip
    _, drawn = played.office.report("wu")
    items = next(section for section in drawn.after if section.name == "督办件")
    (line,) = items.rows
    assert line[2:5] == ("会议议定：第3次常务会议", "周敏", "住建科")
    assert line[6] == "2026-03-20" and line[-1] == "在督"


def test_the_title_of_a_classified_paper_stands_in_no_report(played: Played):
    played.act("chen", "register", title="关于密事的通知", secrecy="秘密")
    played.at += timedelta(days=9)
    _, drawn = played.office.report("chen")
    assert [row["title"] for row in drawn.rows] == ["（涉密件）"]


def printed(drawn) -> str:
    return "".join(run.text for page in report_layout(drawn).pages for run in page.runs)


def test_a_report_says_which_papers_it_leaves_out_and_not_how_many(played: Played):
    """The 督办员 may not know of a classified paper, so not of their number either."""
    played.act("chen", "register", title="关于密事的通知", secrecy="秘密")
    late(played)
    reports = {login: played.office.report(login)[1] for login in ("wu", "chen", "li")}
    assert reports["chen"].total == reports["wu"].total + 1
    said = {login: drawn.scope for login, drawn in reports.items()}
    assert said == {"wu": "不含制表人未经手的涉密件", "chen": "", "li": "制表人经手的公文"}
    assert "范围：不含制表人未经手的涉密件" in printed(reports["wu"])
    assert "范围" not in printed(reports["chen"])
    facts = dict(openpyxl.load_workbook(io.BytesIO(overdue_xlsx(reports["wu"])))["说明"].values)
    assert facts["范围"] == "不含制表人未经手的涉密件"
    month = played.office.month("wu", f"{played.at:%Y-%m}")[1]
    assert "范围：不含制表人未经手的涉密件" in printed(month)


def test_moments_of_the_spreadsheet_are_moments_and_what_is_open_has_none(played: Played):
    played.incoming()
    played.act("zhou", "undertake", late(played), result="已办")
    _, drawn = played.office.report("wu")
    book = openpyxl.load_workbook(io.BytesIO(overdue_xlsx(drawn)))
    heads, *lines = book["超时明细"].values
    done, state = heads.index("办结时间"), heads.index("状态")
    told = {(type(line[done]), line[state]) for line in lines}
    assert {kind for kind, _ in told} == {datetime, type(None)}
    assert all((kind is datetime) == words.startswith("已办结") for kind, words in told)
    assert "未办结" in printed(drawn), "on paper no cell is empty"
