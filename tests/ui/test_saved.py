"""What was saved says where it lies, and a title in a notice is whole where there is room."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle

LONG = "关于印发临江市城镇燃气安全专项整治行动实施方案及任务分工和2026—2027年度重点工作清单的通知"


def test_a_saved_report_says_its_folder_and_one_press_copies_it(
    sit, played: Played, qtbot, tmp_path: Path
):
    main = sit("wu")
    main.open_place("circular")
    settle(main, qtbot)
    main.watch.save(tmp_path / "通报.pdf")
    settle(main, qtbot)
    toast = main.toast
    assert toast.accessibleName() == "已存为 通报.pdf"
    assert toast.accessibleDescription() == str(tmp_path)
    assert toast._other.text() == "复制位置"
    qtbot.mouseClick(toast._other, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(tmp_path)


@pytest.mark.parametrize("width", [1366, 1440])
def test_the_title_of_a_long_paper_stands_whole_in_a_notice(
    sit, played: Played, qtbot, width: int
):
    main: MainWindow = sit("chen")
    main.resize(width, 768)
    main.toast.show_text("已办结", "撤回", main.refresh, about=LONG)
    assert main.toast._about.text() == LONG and not main.toast._about.toolTip()
    assert main.toast.width() <= width


def test_of_a_title_longer_than_the_window_two_lines_are_shown_with_its_end(
    sit, played: Played, qtbot
):
    main = sit("chen")
    main.resize(1024, 700)
    main.toast.show_text("已办结", about=LONG * 5)
    first, second = main.toast._about.text().split("\n")
    assert second.endswith("工作清单的通知"[-6:]) and "…" in second
    assert len(first) > 40 and main.toast._about.toolTip()
    assert main.toast.height() >= main.toast.sizeHint().height()
