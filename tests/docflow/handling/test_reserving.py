"""Numbers that are kept for later are few, whatever their series are called."""

import pytest

from oa_client.docflow.handling.reserving import MOST, MOST_IN_ALL
from oa_client.docflow.model.errors import Refused


def test_no_series_of_ones_own_making_lets_one_keep_numbers_without_end(played):
    for n in range(MOST_IN_ALL):
        series = "临函" + "甲乙丙丁戊己庚辛壬癸"[n // MOST]
        played.act("chen", "reserve-number", series=series, ground="备用", until="2026-04-01")
    with pytest.raises(Refused) as refused:
        played.act("chen", "reserve-number", series="新", ground="备用", until="2026-04-01")
    assert (refused.value.code, refused.value.facts["most"]) == ("too-many-reserved", MOST_IN_ALL)
    played.act("chen", "release-number", number="临函甲〔2026〕1号", reason="不用了")
    played.act("chen", "reserve-number", series="新", ground="备用", until="2026-04-01")
