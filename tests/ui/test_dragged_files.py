"""Files over 收文登记: shown beforehand whether they are taken, and listed to the last row."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QWidget

from oa_client.ui.views.main_window import MainWindow
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("chen")
    shown.open_place("register")
    settle(shown, qtbot)
    return shown


def drag(over: QWidget, *paths: Path) -> bool:
    """Drag files over a field; whether it would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QCoreApplication.sendEvent(over, event)
    return event.isAccepted()


def test_the_frame_shows_beforehand_whether_it_takes_what_is_dragged_over_it(
    main: MainWindow, qtbot, tmp_path: Path
):
    paper, folder, program, empty = (tmp_path / name for name in ("来文.txt", "夹", "a.exe", "空"))
    paper.write_text("文", "utf-8")
    folder.mkdir()
    program.write_bytes(b"1")
    empty.write_bytes(b"")
    pane = main.register.original
    for refused in (folder, program, empty):
        assert not drag(pane, refused)
        assert pane.drops.sign.isVisible() and "不收" in pane.drops.sign.text()
        QCoreApplication.sendEvent(pane, QDragLeaveEvent())
        assert not pane.drops.sign.isVisible()
    assert drag(pane, folder, paper) and "带入" in pane.drops.sign.text()
    assert pane.drops.sign.geometry() == pane.rect()
    QCoreApplication.sendEvent(pane, QDragLeaveEvent())  # else Qt goes on holding the field


def test_a_list_of_files_shows_its_last_rows_whole_and_nothing_below_them(
    main: MainWindow, qtbot, tmp_path: Path
):
    names = [tmp_path / f"附件{n}.txt" for n in range(6)]
    for name in names:
        name.write_text("一", "utf-8")
    files = main.register.original.list
    for count, name in enumerate(names, 1):
        main.register.attach([name])
        settle(main, qtbot)
        qtbot.waitUntil(
            lambda: files.visualItemRect(files.item(files.count() - 1)).bottom()
            == files.viewport().height() - 1
        )
        assert files.count() == count and files.verticalScrollBar().maximum() == max(0, count - 3)
