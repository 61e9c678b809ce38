"""跟踪: whoever may read a paper may follow it, on and beyond his own part in it."""

import pytest
from PySide6.QtCore import Qt

from oa_client.docflow.model.errors import Refused
from tests.offices import Played
from tests.ui.test_list import click_row
from tests.ui.test_window import settle


def test_a_paper_that_is_followed_lies_in_the_tray_until_it_is_let_go(
    sit, played: Played, qtbot
):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    track = main.document.head.track
    assert not track.isChecked() and played.office.counts("zhang")["tracked"] == 0
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert track.isChecked() and track.text() == "已跟踪"
    assert [row["document"] for row in played.office.tray("zhang", "tracked")["rows"]] == [document]
    assert not played.office.tray("wang", "tracked")["rows"], "it is nobody else's affair"
    main.close()
    again = sit("zhang")
    again.open_tray("tracked")
    settle(again, qtbot)
    click_row(again, 0, qtbot)
    assert again.document.wanted() == document and again.document.head.track.isChecked()
    qtbot.mouseClick(again.document.head.track, Qt.MouseButton.LeftButton)
    settle(again, qtbot)
    assert played.office.counts("zhang")["tracked"] == 0


def test_nobody_follows_a_paper_that_he_may_not_read(played: Played):
    document = played.incoming()
    with pytest.raises(Refused, match="no-such-document"):
        played.office.star("qian", document, on=True)
    assert played.office.starred("qian") == []


def test_what_is_followed_is_no_entry_of_the_ledger(played: Played):
    document = played.incoming()
    before = played.office.checkpoint()[1]
    played.office.star("zhang", document, on=True)
    assert played.office.checkpoint()[1] == before


def test_a_paper_that_one_may_read_no_more_is_followed_no_more(played: Played):
    document = played.outgoing("sign")
    played.office.star("wu", document, on=True)
    assert played.office.counts("wu")["tracked"] == 1
    with played.office._store.write() as work:
        work.put("document", {"id": document, "classified": 1})
        work.commit()
    assert played.office.counts("wu")["tracked"] == 0
