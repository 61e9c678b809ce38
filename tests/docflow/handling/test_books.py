"""The office's books: each line is what the records hold, for whoever may know of the paper."""

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from oa_client.docflow.handling.book_lines import STUB
from oa_client.docflow.handling.books import COLUMNS
from oa_client.docflow.model.errors import BadInput
from oa_client.printing import book_file


def lines(played, login, name, **period):
    return played.office.book(login, name, **period)[0]["rows"]


def test_the_book_of_incoming_papers_tells_where_each_one_is(played):
    first = played.incoming(issuer="省住建厅", number="建城〔2026〕5号", copies=2)
    played.act("zhang", "instruct", first, opinion="请住建科办。")
    played.act("wang", "assign", first, lead="住建科")
    second = played.act("chen", "register", title="关于来访的函", kind="函")
    one, two = lines(played, "chen", "incoming")
    assert (one["document"], one["issuer"], one["number"], one["copies"], one["lead"]) == (
        first, "省住建厅", "建城〔2026〕5号", 2, "周敏",
    )  # fmt: skip
    assert one["standing"] == {"stage": "undertake", "people": ["zhou"]}
    assert two["document"] == second and two["standing"]["stage"] == "examine"


def test_the_book_of_outgoing_papers_tells_who_signed_when_it_was_issued_and_who_received(played):
    document = played.outgoing("issue")
    played.act("chen", "receive", document, addressee="各科室")
    (line,) = lines(played, "chen", "outgoing")
    assert (line["drafter"], line["signer"], line["receipts"]) == ("李晓明", "张明远", "1/1")
    assert line["signed"] < line["issued"]
    assert line["number"] == lines(played, "chen", "numbers")[0]["number"]


def test_a_stand_in_s_signature_is_his_for_another_in_every_book(played):
    played.act("zhang", "stand-in", person="liu", from_="2026-03-02", until="2026-03-03")
    document = played.outgoing("review")
    played.act("liu", "sign", document, opinion="发")
    for by, action in (("chen", "recheck"), ("chen", "number")):
        played.act(by, action, document)
    played.act("chen", "print", document, copies=2)
    played.act("chen", "seal", document)
    (sent,), (sealed,) = (lines(played, "chen", book) for book in ("outgoing", "seals"))
    assert sent["signer"] == sealed["signer"] == "刘长河代张明远"


def test_a_void_number_stays_in_its_book_with_the_reason(played):
    document = played.outgoing("print")
    played.act("chen", "void-number", document, reason="错号")
    (line,) = lines(played, "chen", "numbers")
    assert line["void"] and line["reason"] == "错号" and line["by"] == "陈静"


def test_the_book_of_seals_names_the_very_file(played):
    document = played.outgoing("seal")
    (line,) = lines(played, "chen", "seals")
    with played.office._reading(None) as (work, _, _):
        kept = work.one("paper", document=document)
    assert line["digest"] == kept["sha256"] and line["by"] == "陈静" and line["signer"] == "张明远"


def test_the_book_of_circulation_tells_who_opened_it_and_what_he_said(played):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="传阅。")
    played.act("wang", "circulate", document, to=["li", "zhao"], note="请阅")
    played.show("li", document)
    played.act("li", "read", document, opinion="已阅。")
    by_name = {line["reader"]: line for line in lines(played, "chen", "circulation")}
    assert by_name["李晓明"]["opened"] and by_name["李晓明"]["opinion"] == "已阅。"
    assert by_name["赵磊"]["opened"] is None and by_name["赵磊"]["finished"] is None


def test_nobody_reads_a_line_of_a_paper_that_he_may_not_know_of(played):
    document = played.incoming()
    draft = played.act("li", "draft", title="关于报送情况的通知", body="略。")
    assert [line["document"] for line in lines(played, "chen", "incoming")] == [document]
    assert lines(played, "li", "incoming") == []
    for name in COLUMNS:
        assert all(line["document"] != draft for line in lines(played, "chen", name))


def test_a_classified_paper_stands_in_the_book_without_its_title(played):
    played.act("chen", "register", title="某项秘密工作", secrecy="秘密", secrecy_period="5年")
    (line,) = lines(played, "chen", "incoming")
    assert line["title"] == STUB and line["secrecy"] == "秘密"


def test_a_period_takes_whole_days(played):
    played.incoming()
    day = f"{played.at:%Y-%m-%d}"
    assert len(lines(played, "chen", "incoming", since=day, until=day)) == 1
    assert lines(played, "chen", "incoming", since="2026-03-03") == []
    assert lines(played, "chen", "incoming", until="2026-03-01") == []


def test_there_are_no_other_books(played):
    with pytest.raises(BadInput):
        played.office.book("chen", "secrets")


def as_shown(cell):
    """What a reader of the spreadsheet sees: a moment as its format has it."""
    if not isinstance(cell.value, datetime):
        return cell.value
    return cell.value.strftime("%Y-%m-%d %H:%M" if "hh" in cell.number_format else "%Y-%m-%d")


@pytest.mark.parametrize("name", COLUMNS)
def test_a_book_on_paper_and_as_a_spreadsheet_says_the_same(played, name):
    played.whole()
    played.outgoing("issue", kind="通知")
    data, made = played.office.book("chen", name)
    pdf = PdfReader(io.BytesIO(book_file(made, ".pdf", played.at)))
    words = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    sheet = load_workbook(io.BytesIO(book_file(made, ".xlsx", played.at))).worksheets[0]
    rows = [tuple(map(as_shown, row)) for row in sheet.iter_rows()]
    assert rows[0] == ("序号", *(head for head, _ in made.heads))
    assert len(rows) == len(data["rows"]) + 1
    assert f"共{len(data['rows'])}条" in words and "演练" in words
    for number, row in enumerate(rows[1:], start=1):
        assert row[0] == number
        for value in row[1:]:
            assert "".join(str(value or "").split()) in words


def test_a_title_that_looks_like_a_formula_stays_text(played):
    played.act("chen", "register", title="=1+1")
    _, made = played.office.book("chen", "incoming")
    sheet = load_workbook(io.BytesIO(book_file(made, ".xlsx", played.at))).worksheets[0]
    cell = next(c for c in sheet[2] if c.value == "=1+1")
    assert cell.data_type == "s"


def test_the_limits_in_force_are_published_whole(played):
    made = played.office.limits()
    laws = played.office.procedures()
    stages = sum(len(law["stages"]) + bool(law["whole"]) for law in laws)
    tiers = sum(len(law["extension"]["tier"]) for law in laws)
    assert len([row for row in made.rows if any(row[3:6])]) == stages
    assert len([row for row in made.rows if row[1] == "申请延期"]) == tiers > 0
    for law in laws:
        grounds = [g["name"] for g in law["grounds"]]
        said = " ".join(row[6] for row in made.rows if row[:2] == (law["name"], "暂停计时"))
        assert all(ground in said for ground in grounds)
    assert ("发文", "签发", "分管领导或主要负责人", "2 小时", "半个工作日", "1 个工作日") in [
        row[:6] for row in made.rows
    ]
    assert ("说明", "同一人待核的说明至多 5 件") in [(row[1], row[6]) for row in made.rows]
    assert "08:30—12:00" in made.said
