"""The office file is lost under an open window: it is said, and no word is lost with it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


DIES = """
import sys
from PySide6.QtCore import QTimer
import oa_client.window as w
made = w.OpenWindow.show
def show(self):
    made(self)
    self.main.open_place("register")
    self.main.register.form.inputs["title"].setText("写了一半的来文")
    self.main.register.form.inputs["issuer"].setFocus()
    self.main.register.form.inputs["issuer"].setText("某省厅")
    QTimer.singleShot(300, lambda: w.application().exit(1))
w.OpenWindow.show = show
from oa_client.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_display_that_dies_under_a_half_filled_form_loses_no_word_and_breaks_nothing(
    played: Played, tmp_path: Path
):
    """Qt then ends its loop under the open window, as `exit` does here."""
    ended = subprocess.run(
        [sys.executable, "-c", DIES, "window", str(played.office.path), "--as", "chen"],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen",
             "OA_PREFERENCES": str(tmp_path / "window.json")},
    )  # fmt: skip
    assert ended.stderr == ""
    assert "写了一半的来文" in (played.office.autosaved("chen", "register") or "")
