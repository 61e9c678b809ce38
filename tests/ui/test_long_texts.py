"""A text far too long, or a file, in a field for words: said at once, nothing is cut or lost."""

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from oa_client.docflow.model.text import LONGEST, LONGEST_OTHER
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.title_field import TitleField
from tests.offices import Played
from tests.ui.test_window import settle

HUGE = "长文<b>x</b>；" * 200_000


@pytest.fixture
def main(sit, played: Played, qtbot) -> MainWindow:
    document = played.incoming()
    opened = sit("zhang")
    settle(opened, qtbot)
    opened.open_document(document)
    settle(opened, qtbot)
    return opened


@pytest.fixture
def told(main) -> list[str]:
    found: list[str] = []
    main.session.told.connect(lambda words, _: found.append(words))
    return found


def boxes(main: MainWindow) -> list[QPlainTextEdit]:
    return [main.document.bar.opinion, main.register.body, main.draft.body]


def test_a_box_takes_a_paste_whole_or_not_at_all_and_says_so(main, told, qtbot):
    for box in boxes(main):
        box.setPlainText("先写的话")
        QGuiApplication.clipboard().setText(HUGE)
        box.paste()
        assert box.toPlainText() == "先写的话"
        assert str(len(HUGE)) in told.pop()
        QGuiApplication.clipboard().setText("\r\n后写")
        box.moveCursor(box.textCursor().MoveOperation.End)
        box.paste()
        assert box.toPlainText() == "先写的话\n后写" and not told


def test_a_file_dropped_on_words_is_refused_and_its_place_is_not_written(
    main, told, tmp_path, qtbot
):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    for box in boxes(main):
        box.insertFromMimeData(dropped)
        settle(main, qtbot)
        assert box.toPlainText() == "" and told.pop()


def test_a_dialog_says_below_what_it_does_not_take(main, qtbot):
    dialog = ActDialog(main.session, "return", main.document.shown(), parent=main)
    qtbot.addWidget(dialog)
    QGuiApplication.clipboard().setText(HUGE)
    reason = dialog.inputs["reason"]
    assert isinstance(reason, QPlainTextEdit)
    reason.paste()
    assert reason.toPlainText() == "" and str(len(HUGE)) in dialog._trouble.text()


def test_a_line_takes_one_sign_more_than_a_record_so_that_nothing_is_cut_unseen(
    main, played, qtbot
):
    for form in (main.register.form, main.draft.form):
        for name, line in form.inputs.items():
            if isinstance(line, QLineEdit | TitleField):
                line.setText(HUGE)
                assert len(line.text()) == LONGEST.get(name, LONGEST_OTHER) + 1
        form.chips("to").line.setText(HUGE)
        assert len(form.chips("to").text()) <= LONGEST_OTHER + 1
    main.header.search.setText(HUGE)
    main.header.searched.emit(main.header.search.text())
    main.session.set_person("chen")
    main.register.form.inputs["title"].setText("长" * 400)
    main.register.register()
    settle(main, qtbot)
    assert played.office.tray("chen", "tracked", None, 50)["count"] == 1
    assert len(main.register.form.inputs["title"].text()) == LONGEST["title"] + 1
