"""The office file is lost under an open window: it is said, and no word is lost with it."""

import os
import shutil

import pytest

from tests.offices import Played
from tests.ui.test_window import settle


@pytest.mark.parametrize("lost", ["moved", "emptied"])
def test_words_written_while_the_office_was_lost_are_kept_as_it_comes_back(
    lost, sit, played: Played, qtbot
):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    path = played.office.path
    played.office.close()
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    if lost == "moved":
        path.rename(path.with_name("elsewhere"))
    else:
        os.truncate(path, 0)
    bar = main.document.bar
    bar.opinion.setPlainText("断开时写的意见")
    bar.keep_half_written()
    main.refresh()
    settle(main, qtbot)
    assert main.reach.isVisible()
    assert bar.isVisible() and bar.opinion.toPlainText() == "断开时写的意见"
    copy.replace(path)
    main.refresh()
    settle(main, qtbot)
    assert not main.reach.isVisible()
    kept: list[str] = []
    main.session.ask(lambda o: o.autosaved("zhang", f"opinion.{document}"), kept.append)
    settle(main, qtbot)
    assert kept == ["断开时写的意见"]
    assert bar.isVisible() and bar.opinion.toPlainText() == "断开时写的意见"
