"""督办立项 by 收发室 itself: what lay untouched becomes a supervised item, once."""

from contextlib import closing

import pytest

from oa_client.docflow.model.errors import Refused
from tests.shared.played import SharedPlayed
from tests.shared.served import registrar, until


def test_a_red_card_that_stood_is_supervised_by_the_office_once_and_closed_by_the_supervisor(
    neglected, tmp_path
):  # fmt: skip
    with closing(SharedPlayed(neglected)) as played:
        assert played.of("wu").supervised("wu") == []
        with registrar(neglected.url, tmp_path / "log") as serving:
            assert until(lambda: played.of("wu").supervised("wu") != [])
            assert serving.end() == 0
        (item,) = played.of("wu").supervised("wu")
        told = (item.rule, item.source, item.by, item.names)
        assert told == ("red-stands", "rule", "", ("陈静",))
        with registrar(neglected.url, tmp_path / "log") as serving:
            assert serving.says("serving")
            played.act("chen", "report-progress", item.document, opinion="今日办结")
            with pytest.raises(Refused, match="not-your-post"):
                played.act("chen", "close-supervision", item.document)
            played.act("wu", "close-supervision", item.document, opinion="已核实")
            assert serving.end() == 0
        (item,) = played.of("wu").supervised("wu")
        assert item.closed and item.reports == 1
    assert neglected.ask(
        "SELECT count(*) FROM oa.entry WHERE code = 'supervised' AND by = ''"
    ) == [(1,)]  # fmt: skip
    assert neglected.problems() == []
