"""What an earlier version put on record holds for this one: an upgrade makes nobody a forger.

Each file in `earlier` is the demo's week as the version of that day played it; none is ever
written anew.
"""

import lzma
from pathlib import Path

import pytest

from oa_client import app

EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.oa.xz"))


@pytest.mark.parametrize("kept", EARLIER, ids=lambda kept: kept.name)
def test_an_office_of_an_earlier_version_is_opened_verified_and_worked_on(kept, tmp_path):
    path = tmp_path / "office.oa"
    path.write_bytes(lzma.decompress(kept.read_bytes()))
    office = app.open_office(str(path))
    before = office.verify()
    assert before["problems"] == [] and before["entries"] == 167
    waiting = office.tray("chen", "todo", None, 100)["rows"]
    seal = next(row for row in waiting if row["stage"] == "seal")
    office.show("chen", seal["document"])
    office.act("chen", "seal", {}, document=seal["document"])
    assert office.verify()["problems"] == []
    office.close()
