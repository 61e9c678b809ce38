"""Registers and reports say how far they are while they are made, and leave nothing if stopped."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.paper.books import Book
from oa_client.docflow.paper.report import Report
from oa_client.printing import Ready

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
LINES = tuple((f"关于第{n}件事的通知", n) for n in range(120))
HEADS = (("标题", 4.0), ("份数", 1.0))
BOOK = Book("办公室", "收文登记簿", "期间：全年", HEADS, LINES, training=True)
REPORT = Report(
    "办公室", "2026-11-01", "2026-11-24", 120, 0, 120, 120,
    rows=[{"title": title, "late": f"{n}分"} for title, n in LINES],
)  # fmt: skip


@pytest.fixture(params=[(said, kind) for said in (BOOK, REPORT) for kind in (".pdf", ".xlsx")],
                ids=["book.pdf", "book.xlsx", "report.pdf", "report.xlsx"])  # fmt: skip
def making(request, tmp_path: Path) -> tuple[Ready, Path]:
    said, kind = request.param
    return Ready(said, AT), tmp_path / f"made{kind}"


def test_a_file_says_how_far_it_is_from_its_first_line_to_its_end(making):
    ready, target = making
    told: list[float] = []
    ready.write(target, lambda done, of: told.append(done / of))
    assert told == sorted(told) and told[0] < 0.05 and told[-1] == 1
    assert len(told) >= len(LINES) and target.stat().st_size > 1000


@pytest.mark.parametrize("share", [0.0, 0.4, 0.9, 1.0])
def test_a_file_that_is_stopped_anywhere_leaves_what_lay_there(making, share: float):
    ready, target = making
    target.write_bytes(b"of yesterday")

    def stopped(done: int, of: int) -> None:
        if done / of >= share:
            raise BadInput("making-stopped", file=target.name)

    with pytest.raises(BadInput, match="making-stopped"):
        ready.write(target, stopped)
    assert [file.read_bytes() for file in target.parent.iterdir()] == [b"of yesterday"]
