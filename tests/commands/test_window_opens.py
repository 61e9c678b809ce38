"""`oa-client` alone, as a process of its own: what is seen first, and what is said in trouble."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from oa_client import window
from oa_client.opening import Opening, opening
from tests.offices import Played

QUITS = """
import sys
from PySide6.QtCore import QTimer
import oa_client.window as w
made = w.OpenWindow.show
def show(self):
    made(self)
    QTimer.singleShot(0, self.main.close)
w.OpenWindow.show = show
from oa_client.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", QUITS, *words], capture_output=True, text=True, timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **env}, check=False,
    )  # fmt: skip


def test_the_window_opens_and_closes_without_a_word(tmp_path: Path):
    played = Played(tmp_path / "office.oa")
    played.office.close()
    ended = run(
        "window", str(tmp_path / "office.oa"), "--as", "chen", "--lang", "zh_CN",
        OA_PREFERENCES=str(tmp_path / "window.json"),
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_damaged_office_is_said_in_words(tmp_path: Path):
    damaged = tmp_path / "office.oa"
    damaged.write_bytes(b"not an office" * 500)
    ended = run("window", str(damaged), "--as", "chen", "--lang", "zh_CN")
    assert ended.returncode == 3
    assert str(damaged) in ended.stderr and "Traceback" not in ended.stderr


def test_somebody_unknown_is_said_in_words(tmp_path: Path):
    played = Played(tmp_path / "office.oa")
    played.office.close()
    ended = run("window", str(tmp_path / "office.oa"), "--as", "nobody", "--lang", "zh_CN")
    assert ended.returncode == 2 and "nobody" in ended.stderr


def test_the_sign_is_seen_before_the_rest_is_loaded(qtbot):
    sign = opening("zh_CN")
    qtbot.addWidget(sign)
    assert sign.isVisible()
    heavy = "import sys, oa_client.opening; print([m for m in sys.modules if 'sqlalchemy' in m])"
    loaded = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, timeout=60, check=True
    )
    assert loaded.stdout.strip() == "[]"


def test_why_the_office_can_t_open_stays_on_the_screen_until_it_is_clicked_away(qtbot, monkeypatch):
    window.application()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")  # elsewhere than in a test somebody looks at it
    sign = Opening("zh_CN")
    qtbot.addWidget(sign)
    sign.present()
    QTimer.singleShot(50, lambda: sign.mousePressEvent(None))
    sign.stay("机关文件已损坏")
    assert sign._words == "机关文件已损坏" and QApplication.instance() is not None
