"""Reports by schedule: each period once, in time, and made up for where nobody looked."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.offices.scheduled import months, weeks, write_due
from tests.offices import Played


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    """An office in its own time."""
    made = Played(tmp_path / "played.oa")
    made.office._clock = lambda: made.at
    yield made
    made.office.close()


def due(played: Played, folder: Path) -> list[Path]:
    return write_due(played.office, folder / "out")


def test_weeks_and_months_that_are_over_are_named_as_the_calendar_names_them():
    assert [p.name for p in weeks(date(2027, 1, 4), 2)] == ["2026-W52", "2026-W53"]
    assert [(p.name, p.first.day, p.after.month) for p in months(date(2026, 3, 31), 3)] == [
        ("2025-12", 1, 1), ("2026-01", 1, 2), ("2026-02", 1, 3)
    ]  # fmt: skip


def test_a_week_is_told_as_the_office_opens_after_it_and_only_once(played, tmp_path):
    played.incoming()
    played.at = datetime(2026, 3, 9, 8, 29, tzinfo=OFFICE_ZONE)
    assert due(played, tmp_path) == []
    played.at += timedelta(minutes=1)
    names = {file.name for file in due(played, tmp_path)}
    assert names == {"overdue-2026-W10.pdf", "overdue-2026-W10.xlsx"}
    kept = (tmp_path / "out" / "overdue-2026-W10.pdf").read_bytes()
    played.at += timedelta(hours=3)
    assert due(played, tmp_path) == []
    assert (tmp_path / "out" / "overdue-2026-W10.pdf").read_bytes() == kept


def test_what_was_missed_is_made_up_for_and_nothing_of_before_the_office_was(
    played, tmp_path
):  # fmt: skip
    played.incoming()
    played.at = datetime(2026, 4, 20, 9, 0, tzinfo=OFFICE_ZONE)
    names = sorted(file.name for file in due(played, tmp_path) if file.suffix == ".pdf")
    assert names == [
        "overdue-2026-W14.pdf", "overdue-2026-W15.pdf", "overdue-2026-W16.pdf",
        "performance-2026-03.pdf",
    ]  # fmt: skip


def test_a_month_that_ends_before_holidays_is_told_after_them(played, tmp_path):
    played.incoming()
    played.at = datetime(2026, 10, 7, 10, 0, tzinfo=OFFICE_ZONE)
    assert not any("2026-09" in file.name for file in due(played, tmp_path))
    played.at = datetime(2026, 10, 8, 8, 30, tzinfo=OFFICE_ZONE)
    assert any("performance-2026-09" in file.name for file in due(played, tmp_path))


def test_the_monitor_writes_them_where_it_is_told(oa, office, tmp_path):
    said = oa("monitor", office, "--once", "--reports", tmp_path / "reports")
    assert said.code == 0
    names = {file.name for file in (tmp_path / "reports").iterdir()}
    assert {Path(file).name for file in said.data["reports"]} == names
    again = oa("monitor", office, "--once", "--reports", tmp_path / "reports")
    assert names and again.data["reports"] == []


def test_a_monitor_that_stays_goes_on_where_no_report_can_be_written(
    oa, office, tmp_path, monkeypatch
):
    looks = []

    def wait(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", wait)
    (tmp_path / "reports").write_text("a file where a folder should be")
    said = oa("monitor", office, "--reports", tmp_path / "reports")
    assert (said.code, len(looks), said.data["reports"]) == (0, 2, [])
    assert str(tmp_path / "reports") in said.err
    assert oa("monitor", office, "--once", "--reports", tmp_path / "reports").code == 2
