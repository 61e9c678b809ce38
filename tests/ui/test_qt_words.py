"""What Qt says by itself is in the language of the window, whole: file dialogs, days, menus."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTreeView,
    QWidget,
)

from oa_client import window
from oa_client.ui import texts, wording
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.qt_words import speak
from oa_client.ui.work import Work

ENGLISH = re.compile(r"[A-Za-z]{3,}")
SAYS = ("text", "windowTitle", "toolTip", "accessibleName", "placeholderText", "title", "suffix")
NAMES = re.compile(r"Ctrl\+|PDF|CUPS|Letter|Legal|Tabloid|Executive|Folio|\((mm|cm|in|pt)\)")
"""What is called so in Chinese as well: keys, and sorts of paper."""
MODES = {
    "open": (QFileDialog.FileMode.ExistingFiles, QFileDialog.AcceptMode.AcceptOpen),
    "save": (QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
    "folder": (QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
}


@pytest.fixture
def speaking() -> Iterator[QApplication]:
    qt = window.application()
    speak(qt, "zh_CN")
    yield qt
    speak(qt, "zh_CN")


def said(dialog: QWidget) -> list[str]:
    """Everything that a dialog says: its labels, buttons, columns, rows and menus."""
    words: list[str] = []
    for part in [dialog, *dialog.findChildren(QObject)]:
        for name in SAYS:
            value = getattr(part, name, None)
            if value is None or (isinstance(part, QLineEdit) and name == "text"):
                continue  # what somebody typed is his own
            words.append(str(value()) if not isinstance(part, QCalendarWidget) else "")
        if isinstance(part, QComboBox) and part.objectName() != "lookInCombo":
            words += [part.itemText(row) for row in range(part.count())]
        if isinstance(part, QTabWidget):
            words += [part.tabText(number) for number in range(part.count())]
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            model = part.model()
            across = range(model.columnCount())
            words += [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in across]
        if isinstance(part, QLineEdit | QPlainTextEdit):
            menu = part.createStandardContextMenu()
            words += [action.text() for action in menu.actions()] if menu else []
            if menu:
                menu.deleteLater()
    return words


def english(words: list[str]) -> list[str]:
    return [one for one in words if ENGLISH.search(NAMES.sub("", one))]


def shown(dialog: QDialog, qtbot) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.wait(50)
    return dialog


@pytest.mark.parametrize("mode", MODES)
def test_no_word_of_a_file_dialog_is_left_in_english(speaking, qtbot, tmp_path: Path, mode: str):
    (tmp_path / "附件").mkdir()
    (tmp_path / "来文.pdf").write_bytes(b"%PDF-1.4\n")
    dialog = QFileDialog(None, "添加附件…", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(MODES[mode][0])
    dialog.setAcceptMode(MODES[mode][1])
    shown(dialog, qtbot)
    tree = next(v for v in dialog.findChildren(QAbstractItemView) if v.objectName() == "treeView")
    model, root = tree.model(), tree.rootIndex()
    qtbot.waitUntil(lambda: model.rowCount(root) > 0)
    kinds = {str(model.index(row, 2, root).data()) for row in range(model.rowCount(root))}
    assert "文件夹" in kinds and not english([*kinds, *said(dialog)])
    labels = {label.text() for label in dialog.findChildren(QLabel)}
    assert "查找范围(&L)：" in labels


def test_no_word_of_the_printer_s_dialog_is_left_in_english(speaking, qtbot):
    printer = QPrinter()  # the dialog does not keep it alive
    dialog = QPrintDialog(printer)
    shown(dialog, qtbot)
    assert not english(said(dialog))


def test_days_and_months_of_a_calendar_are_chinese(speaking, qtbot):
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calendar.setLocale(QLocale())
    months = [action.text() for action in calendar.findChildren(QAction)]
    assert "三月" in months and not english(months)


def test_the_other_language_is_english_again(speaking, qtbot, played):
    work = Work(lambda: None)
    session = Session(work, window.facts_of(played.office), "chen", "zh_CN")
    opened = window.OpenWindow(session, Preferences())
    session.set_language("en")
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    words = said(dialog)
    assert "&Look in:" in words and "Cancel" in words
    assert not [one for one in words if re.search(r"[\u4e00-\u9fff]", one)]
    opened.main.deleteLater()
    assert work.stop()


OTHER = ["", "C", "C.UTF-8", "POSIX", "zh_CN.UTF-8", "fr_FR.UTF-8", None]


@pytest.mark.parametrize("locale", OTHER)
def test_the_window_opens_in_chinese_unless_the_system_speaks_english(locale: str | None):
    assert wording.language_of(locale) == "zh_CN"


@pytest.mark.parametrize("locale", ["en", "en_US.UTF-8", "en-GB", "en_HK.utf8"])
def test_an_english_system_opens_it_in_english(locale: str):
    assert wording.language_of(locale) == "en"
    assert texts.text("app.title", "en") == "Documents"


def test_names_of_files_have_their_room_in_the_dialog_that_qt_makes(
    speaking, qtbot, tmp_path: Path
):
    name = "临江市人民政府办公室关于开展燃气安全专项检查的通知（送审稿）.docx"
    (tmp_path / name).write_bytes(b"x" * 4000)
    dialog = QFileDialog(None, "添加附件…", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setModal(True)
    dialog.resize(760, 460)
    shown(dialog, qtbot)
    tree = next(v for v in dialog.findChildren(QTreeView) if v.objectName() == "treeView")
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) > 0)

    def cut() -> list[int]:
        columns = range(1, tree.header().count())
        return [n for n in columns if tree.columnWidth(n) < tree.sizeHintForColumn(n)]

    qtbot.waitUntil(lambda: not cut())
    assert tree.header().length() <= tree.viewport().width(), "nothing lies beyond the edge"
    assert tree.columnWidth(0) > 0.4 * tree.viewport().width()
