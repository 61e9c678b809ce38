"""What is handed in is looked at at one counter, whoever hands it in; what is on record is not."""

from pathlib import Path

import pytest

from oa_client.docflow.handling.admission import unclear_days
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.files import MOST_BYTES, picked
from tests.offices import Played


@pytest.fixture
def played(tmp_path: Path) -> Played:
    return Played(tmp_path / "office.oa")


@pytest.mark.parametrize("day", ["2026-13-45", "11月2日", "昨天", "2026年11月"])
def test_a_day_that_is_none_is_not_taken_in_nor_put_in_by_a_correction(played: Played, day: str):
    with pytest.raises(BadInput, match="day-unclear"):
        played.act("chen", "register", title="关于检查的通知", date=day)
    document = played.act("chen", "register", title="关于检查的通知", date="2026-11-02")
    with pytest.raises(BadInput, match="day-unclear"):
        played.act("chen", "correct", document, field="date", value=day, reason="看错")
    played.act("chen", "correct", document, field="note", value=day, reason="这是附注，不是日期")


def test_a_receipt_is_told_in_words_but_never_in_figures_that_are_no_day(played: Played):
    played.act("chen", "register", title="关于检查的通知", received="三月初")
    for figures in ("2026-02-30", "32日"):
        with pytest.raises(BadInput, match="day-unclear"):
            played.act("chen", "register", title="关于检查的通知", received=figures)


@pytest.mark.parametrize(
    "day", ["2026-11-02", "二OO三年十二月四日", "2026-11-02T09:15:00+08:00", "2026-11-02 09:15", ""]
)
def test_a_day_in_any_usual_way_comes_in_as_it_is_written(played: Played, day: str):
    assert unclear_days({"date": day, "received": day}) == []
    document = played.act("chen", "register", title="关于检查的通知", received=day)
    assert played.office.show("chen", document)["elements"]["received"] == day


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("setup.exe", b"1", "file-is-program"), ("bill.pdf", b"MZ\x90", "file-is-program"),
     ("tool", b"#!/bin/sh", "file-is-program")],
)  # fmt: skip
def test_a_program_is_handed_back(played: Played, name, data, code, tmp_path):
    kept = tmp_path / name
    kept.write_bytes(data)
    for brought in (data, kept):
        with pytest.raises(BadInput, match=code):
            played.act("chen", "register", title="关于检查的通知", files=[(name, brought)])
    assert played.office.tray("chen", "todo", None, 9)["count"] == 0


def test_an_empty_file_is_taken_from_a_script_and_never_from_the_hand(
    played: Played, tmp_path: Path
):
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    document = played.act("chen", "register", title="关于检查的通知", files=[(empty.name, empty)])
    (kept,) = played.office.show("chen", document)["attachments"]
    assert kept["size"] == 0 and played.problems() == []
    with pytest.raises(BadInput, match="file-empty"):
        picked(empty.name, empty, MOST_BYTES)


def test_an_office_that_took_such_a_day_in_before_keeps_its_proof(played: Played):
    document = played.let_in("chen", "register", title="旧文", date="2026-13-45")
    assert played.problems() == []
    played.act("chen", "correct", document, field="date", value="2026-12-04", reason="看错")
    assert played.problems() == []
