"""并入 from 更多: a scan that comes after its paper is put to the case, by the registry alone."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle


def entry(main: MainWindow):
    found = [one for one in main.document.bar.more.menu().actions() if one.text() == "并入"]
    return found[0] if found else None


def drop(form: ActDialog, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over, copy = form.inputs["files"], Qt.DropAction.CopyAction
    for event in (
        QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys),
        QDropEvent(QPointF(5, 5), copy, data, buttons, keys),
    ):
        QCoreApplication.sendEvent(over, event)


def test_a_scan_that_came_later_joins_its_case_and_what_was_not_meant_stays_out(
    seated, played: Played, tmp_path, qtbot
):  # fmt: skip
    document = played.incoming()
    scan, other = tmp_path / "扫描件.pdf", tmp_path / "别的.txt"
    scan.write_bytes(b"%PDF-1.4 scan")
    other.write_bytes(b"1")
    main = seated("chen", document)
    entry(main).trigger()
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert form.isVisible() and form._trouble.text(), "nothing was brought"
    drop(form, scan, other)
    settle(main, qtbot)
    files = form.inputs["files"]
    assert [name for name, _ in files.files] == ["扫描件.pdf", "别的.txt"]
    qtbot.keyClick(files.list, Qt.Key.Key_Delete)
    form.inputs["note"].setPlainText("纸质件后到")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not form.isVisible(), form._trouble.text()
    assert main.toast.accessibleName() == "已并入先登记的一件，附件在案"
    shown = played.office.show("chen", document)
    assert [file["name"] for file in shown["attachments"]] == ["扫描件.pdf"]
    said = [one for one in shown["history"] if one["code"] == "merge"]
    assert [one["fields"] for one in said] == [{"note": "纸质件后到"}]
    assert not played.problems()


def test_a_leader_reads_why_he_may_not_and_papers_of_our_own_have_nothing_to_join(
    seated, played: Played, qtbot
):  # fmt: skip
    came, ours = played.incoming(), played.outgoing("review")
    main = seated("zhang", came)
    assert not entry(main).isEnabled() and entry(main).toolTip()
    main.open_document(ours)
    settle(main, qtbot)
    assert main.document.shown()["document"] == ours and entry(main) is None
