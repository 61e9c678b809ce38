"""What a circular says of a late stage: what stopped it, who gave more time, who urged."""

from datetime import timedelta

import pytest

from oa_client.docflow.model.moment import iso
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
