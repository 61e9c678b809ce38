"""Notices about a case say what its records hold, and there is none about what was not done."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso


def words(played, login, document, name):
    made = played.office.notice(login, document, name)
    pages = PdfReader(io.BytesIO(made.data)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    ("name", "code"),
    [("urging", "not-urged"), ("supervision", "no-card-yet"), ("dispatch", "not-issued")],
)
def test_there_is_no_notice_of_what_was_not_done(played, name, code):
    document = played.outgoing("seal")
    with pytest.raises(Refused) as refused:
        played.office.notice("chen", document, name)
    assert refused.value.code == code


def test_the_urging_slip_tells_who_urged_whom_and_until_when(played):
    document = played.incoming(issuer="省住建厅")
    played.act("wu", "urge", document, note="请今日批示")
    said = words(played, "chen", document, "urging")
    for part in ("催办单", "请今日批示", "吴双", "省住建厅", "张明远", "前办结"):
        assert part in said


def test_the_supervision_notice_tells_the_cards_that_were_issued(played):
    document = played.incoming()
    played.at += timedelta(days=3)
    played.office.monitor(iso(played.at))
    said = words(played, "wu", document, "supervision")
    assert "红牌：应于" in said and "黄牌：应于" in said and "蓝牌" not in said


def test_the_list_of_addressees_tells_who_signed_for_it_and_who_did_not(played):
    document = played.outgoing("issue", cc=["省厅"])
    played.act("chen", "receive", document, addressee="各科室")
    said = words(played, "chen", document, "dispatch")
    assert "各科室" in said and "陈静2026年" in said
    assert said.index("省厅") < said.index("未签收")


def test_who_may_not_read_the_paper_gets_no_notice_of_it(played):
    document = played.incoming()
    played.act("wu", "urge", document, note="请今日批示")
    with pytest.raises(Refused) as refused:
        played.office.notice("li", document, "urging")
    assert refused.value.code == "no-such-document"
