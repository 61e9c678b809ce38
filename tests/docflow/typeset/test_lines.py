"""Lines break on the grid and never where a Chinese reader would stumble."""

from time import process_time

import pytest

from oa_client.docflow.typeset.lines import (
    NEVER_FIRST,
    NEVER_LAST,
    Piece,
    broken,
    line_cells,
)
from oa_client.docflow.typeset.titles import title_lines


def texts(text: str, room: float = 28) -> list[str]:
    return ["".join(piece.text for piece in line) for line in broken([Piece(text, "仿宋")], room)]


def test_28_characters_fill_a_line():
    assert [len(line) for line in texts("公" * 60)] == [28, 28, 4]


def test_nothing_is_lost_or_added_by_breaking():
    text = "根据《通知》（国发〔2026〕8号）要求，“严”字当头——abc<def>&amp;😀𠮷……终。" * 5
    assert "".join(texts(text, 11)) == text


def test_no_line_begins_or_ends_with_forbidden_punctuation():
    for length in range(20, 40):
        lines = texts("公" * length + "，（文）。" * 9, 28)
        assert not any(line[0] in NEVER_FIRST for line in lines[1:])
        assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


def test_a_western_word_is_not_torn():
    assert all("CERTIFICATE" in line or "CERT" not in line for line in texts("文CERTIFICATE号" * 9))


def test_a_word_longer_than_a_line_is_torn_and_kept():
    assert "".join(texts("http://" + "x" * 200)) == "http://" + "x" * 200


def test_no_line_is_wider_than_its_room():
    lines = broken([Piece("办公OA系统，2026年（第3期）" * 20, "仿宋")])
    assert max(line_cells(line) for line in lines) <= 28


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于放假的通知", ["关于放假的通知"]),
        (
            "青原市人民政府关于解决城区供水管网改造经费的请示",
            ["青原市人民政府关于", "解决城区供水管网改造经费的请示"],
        ),
    ],
)
def test_a_title_breaks_by_its_sense(title, lines):
    assert title_lines(title) == lines


def test_a_title_never_loses_a_character():
    title = (
        "中共岳阳市委办公室 岳阳市人民政府办公室印发《关于全面推进政务公开工作的实施意见》的通知"
    )
    assert "".join(title_lines(title)) == title.replace(" ", "")
    assert title_lines("X" * 300)


def test_a_title_or_paragraph_of_any_length_is_set_at_once():
    began = process_time()
    assert "".join(title_lines("长文ab " * 400)).startswith("长文ab 长文ab")
    assert len(broken([Piece("长" * 150_000, "body")], room=3)) == 50_000
    assert process_time() - began < 4


@pytest.mark.parametrize(
    "title",
    [
        "青原市人民政府办公室关于印发青原市公文限时办结和电子监察考核办法（试行）的通知",
        "国务院办公厅关于印发全国深化“放管服”改革优化营商环境电视电话会议重点任务分工方案的通知",
        "青原市发展和改革委员会青原市财政局青原市住房和城乡建设局关于转发"
        "《省发展改革委关于进一步加强政府投资项目资金管理工作的通知》的通知",
    ],
)
def test_a_long_title_has_no_waist_and_tears_no_word(title):
    lines = title_lines(title)
    widths = [len(line) for line in lines]
    assert "".join(lines) == title
    for at in range(1, len(widths) - 1):
        assert not widths[at - 1] - 1 > widths[at] < widths[at + 1] - 1
    for word in ("办公室", "通知", "关于", "委员会", "改革"):
        assert sum(line.count(word) for line in lines) == title.count(word)


@pytest.mark.parametrize(
    ("title", "lines"),
    [("Notice on the safety inspection", 1), ("Notice on the inspection of petrol stations", 2),
     ("Request for funds for the renewal of old districts", 2)],
)  # fmt: skip
def test_a_western_title_takes_no_more_lines_than_it_needs(title: str, lines: int):
    found = title_lines(title)
    assert len(found) == lines and " ".join(found) == title
