"""信封: for every addressee one of the standard's size, with number and marks, none overlapping."""

import io
from datetime import UTC, datetime
from itertools import pairwise

import pypdfium2
import pytest

from oa_client.docflow.handling.notices import Envelope
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.paper.envelopes import BOX_HIGH, BOX_LEFT, BOX_TOP, BOX_WIDE, envelopes
from tests.docflow.paper.reading import MM, characters, rules, words
from tests.offices import Played

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
LONG = "青原市高新技术产业开发区管理委员会行政审批服务和政务数据资源管理监督局综合办公室"


def made(fonts, size, *found, training=False):
    return envelopes(list(found), fonts, size=size, training=training, created=WHEN).data


def one(to="省大数据管理局", number="青政办函〔2026〕45号", marks=("机密★1年", "特急"),
        sender="青原市人民政府办公室"):  # fmt: skip
    return Envelope(to, number, marks, sender)


@pytest.mark.parametrize(("size", "wide", "high"), [("DL", 220, 110), ("C5", 229, 162)])
def test_an_envelope_has_the_size_of_the_standard_and_six_boxes(fonts, size, wide, high):
    data = made(fonts, size, one(), one(to="市数据局"))
    file = pypdfium2.PdfDocument(data)
    assert [page.get_size() for page in file] == [
        (pytest.approx(wide / MM, abs=0.05), pytest.approx(high / MM, abs=0.05))
    ] * 2
    upper = [
        rule for rule in rules(data, 1)
        if rule[1] == rule[3] == pytest.approx(BOX_TOP, abs=0.05)
    ]
    assert len(upper) == 6
    assert upper[0][0] == pytest.approx(BOX_LEFT, abs=0.05)
    assert {round(rule[2] - rule[0], 1) for rule in upper} == {BOX_WIDE}
    assert {round(b[0] - a[2], 1) for a, b in pairwise(upper)} == {2.0}
    lower = [rule for rule in rules(data, 1) if rule[1] == rule[3] and rule[1] < 25]
    assert max(rule[1] for rule in lower) == pytest.approx(BOX_TOP + BOX_HIGH, abs=0.05)


@pytest.mark.parametrize("size", ["DL", "C5"])
@pytest.mark.parametrize("to", ["市数据局", LONG, "刘长河"])
def test_nothing_leaves_the_paper_or_covers_something_else(fonts, size, to):
    given = one(to=to, sender=LONG)
    seen = characters(made(fonts, size, given, training=True))
    wide, high = {"DL": (220, 110), "C5": (229, 162)}[size]
    for char in seen:
        assert char.left >= 8
        assert char.right <= wide - 8
        assert char.top >= 8
        assert char.bottom <= high - 8
    said = "".join(char.text for char in seen)
    for text in (given.number, *given.marks, to, LONG):
        assert text in said
    boxes = sorted(seen, key=lambda char: char.left)
    for at, char in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other.left >= char.right - 0.3:
                break
            apart = other.top >= char.bottom - 0.6 or char.top >= other.bottom - 0.6
            assert apart, (char, other)


def test_the_addressee_stands_in_the_middle_and_the_sender_at_the_right_foot(fonts):
    seen = characters(made(fonts, "C5", one()))
    to, sender = words(seen, "省大数据管理局"), words(seen, "青原市人民政府办公室")
    assert (to.left + to.right) / 2 == pytest.approx(40 + (229 - 70) / 2, abs=0.3)
    assert sender.right == pytest.approx(229 - 14, abs=0.6)
    assert sender.top > to.bottom


@pytest.mark.parametrize("size", ["DL", "C5"])
def test_no_empty_line_waits_for_an_address_that_is_on_no_record(fonts, size):
    data = made(fonts, size, one())
    assert all(rule[1] <= BOX_TOP + BOX_HIGH + 0.1 for rule in rules(data, 1))
    assert words(characters(data), "省大数据管理局").top > BOX_TOP + BOX_HIGH + 10


def test_envelopes_are_for_those_outside_once_the_paper_is_printed(tmp_path):
    played = Played(tmp_path / "office.oa")
    document = played.outgoing("number", cc=["省厅", "市数据局"])
    with pytest.raises(Refused) as refused:
        played.office.envelopes("chen", document)
    assert refused.value.code == "not-printed"
    played.act("chen", "print", document)
    file = pypdfium2.PdfDocument(io.BytesIO(played.office.envelopes("chen", document, "DL").data))
    said = ["".join(page.get_textpage().get_text_range().split()) for page in file]
    assert len(said) == 3
    for text, name in zip(said, ("各科室", "省厅", "市数据局"), strict=True):
        assert name in text
        assert "临江市人民政府办公室" in text
