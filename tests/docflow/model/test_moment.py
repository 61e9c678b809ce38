"""Days as people write them on papers."""

from datetime import date

import pytest

from oa_client.docflow.model.moment import day_in, written_day


@pytest.mark.parametrize(
    "text",
    ["2026-11-20", "2026年11月20日", "20261120", " 2026.11.20 ", "2026/11/20",
     "2026 年 11 月 20 日", "二〇二六年十一月二十日", "二○二六年十一月二十日",
     "二O二六年十一月二十日", "２０２６年１１月２０日"],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(text: str):
    assert written_day(text) == "2026年11月20日"


@pytest.mark.parametrize(
    "text", ["11月20日", "", "2026-13-01", "2026年2月30日", "昨天", "0000-01-01", "2026-11-20-1"]
)
def test_what_is_no_day_is_none(text: str):
    assert written_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("12月2日", "2026-12-02"), ("12-2", "2026-12-02"), ("11月27日", "2026-11-27"),
     ("3月6号", "2027-03-06"), ("十二月二日", "2026-12-02"), ("2026年12月2日", "2026-12-02")],
)  # fmt: skip
def test_a_coming_day_is_understood_without_its_year(text: str, day: str):
    assert day_in(text, coming=date(2026, 11, 27)) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["13月1日", "2月30日", "12月", "下周", ""])
def test_what_is_no_coming_day_is_none(text: str):
    assert day_in(text, coming=date(2026, 11, 27)) is None
