"""Reports by schedule from 收发室: each period once, made up for, and never at the work's cost."""

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from oa_client.docflow.model import moment
from oa_client.offices.scheduled import months, weeks
from tests.drives import drive
from tests.shared.played import SharedPlayed
from tests.shared.served import Deployed, registrar, until


def files(folder: Path) -> dict[str, bytes]:
    """What lies in the folder, apart from what is being written."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}


def expected(founded: datetime, days_ago: int) -> set[str]:
    """Reports of the periods that are over for so long, none of before the office was."""
    today = moment.now().date()
    over = today - timedelta(days=days_ago)
    sorts = (("overdue", weeks(today, 3)), ("performance", months(today, 3)))
    return {
        f"{sort}-{period.name}{suffix}"
        for sort, periods in sorts for period in periods for suffix in (".pdf", ".xlsx")
        if founded.date() < period.after <= over
    }  # fmt: skip


def test_an_absence_is_made_up_for_each_week_and_month_once_and_a_missing_one_alone_again(
    neglected, founded, tmp_path
):  # fmt: skip
    folder = tmp_path / "reports"
    settled = expected(founded, 12)  # however long holidays are, the office has opened since
    assert {name.split("-")[0] for name in settled} == {"overdue", "performance"}
    with registrar(neglected.url, tmp_path / "log", OA_REPORTS=str(folder)) as serving:
        assert until(lambda: folder.is_dir() and settled <= set(files(folder)), 60)
        assert serving.end() == 0
        first = files(folder)
    assert settled <= set(first) <= expected(founded, 0)
    week = max(name for name in settled if name.startswith("overdue") and name.endswith("xlsx"))
    told = openpyxl.load_workbook(folder / week)
    cells = [cell for sheet in told for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "关于久拖的通知" in cells
    (folder / week).unlink()
    with registrar(neglected.url, tmp_path / "again", OA_REPORTS=str(folder)) as serving:
        assert serving.says(f"report written: {folder / week}", 60)
        assert serving.end() == 0
        assert serving.text().count("report written") == 1
    second = files(folder)
    assert set(second) == set(first)
    assert all(second[name] == first[name] for name in first if name != week)


def served_all_the_same(office: Deployed, folder: Path, log: Path, code: str) -> None:
    """A report can't be written: the log says so, and papers are judged as on any day."""
    with registrar(office.url, log, OA_REPORTS=str(folder)) as serving:
        assert serving.says(f"no report could be written: {code}", 60)
        assert str(folder) in serving.text()
        with closing(SharedPlayed(office)) as played:
            document = played.act("chen", "register", title="关于开展检查的通知")
            assert played.show("chen", document)["status"] == "open"
        assert serving.end() == 0


def test_a_folder_that_can_not_be_made_is_said_and_the_work_goes_on(neglected, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    served_all_the_same(neglected, tmp_path / "file" / "out", tmp_path / "log", "file-unwritable")
    assert neglected.problems() == []


@pytest.fixture
def small_drive(tmp_path) -> Iterator[Path | None]:
    """A drive of 4 MB, where we may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    with drive(folder, "size=4m") as made:
        yield made


@pytest.mark.long
def test_a_full_drive_is_said_keeps_no_half_report_and_is_made_up_for(
    neglected, founded, small_drive, tmp_path
):  # fmt: skip
    if small_drive is None:
        return  # only the system's owner may make a drive that is full
    ballast = small_drive / "ballast"
    with contextlib.suppress(OSError):
        ballast.write_bytes(bytes(shutil.disk_usage(small_drive).free))
    served_all_the_same(neglected, small_drive, tmp_path / "log", "disk-full")
    assert set(files(small_drive)) == {"ballast"}
    ballast.unlink()
    settled = expected(founded, 12)
    with registrar(neglected.url, tmp_path / "again", OA_REPORTS=str(small_drive)) as serving:
        assert until(lambda: settled <= set(files(small_drive)), 60)
        assert serving.end() == 0
    assert neglected.problems() == []
