"""Who sits down sees nothing of whoever sat there before, and nothing comes to him by mistake."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle

MARK = "唯李可见"


@pytest.fixture
def draft(played: Played) -> str:
    return played.act("li", "draft", title=f"关于{MARK}的通知", body="文。", to="各科室")


@pytest.fixture
def other(played: Played) -> str:
    return played.act("li", "draft", title="另一件的通知", body="另。", to="各科室")


@pytest.fixture
def main(sit, draft: str, qtbot) -> MainWindow:
    opened = sit("li")
    settle(opened, qtbot)
    return opened


def lose(played: Played) -> Path:
    aside = played.office.path.with_name("aside")
    played.office.close()
    played.office.path.rename(aside)
    return aside


def words_of(widget: QWidget) -> set[str]:
    """What a widget shows or tells."""
    said = {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
    for name in ("text", "toPlainText", "currentText"):
        ask: Any = getattr(widget, name, None)
        if callable(ask):
            said.add(str(ask()))
    return said


def seen(main: MainWindow) -> set[str]:
    shown = [widget for widget in main.findChildren(QWidget) if widget.isVisible()]
    found = {word for widget in shown for word in words_of(widget)}
    rows = main.list.view.model()
    told = {str(rows.index(row, 0).data()) for row in range(rows.rowCount())}
    return {word for word in found | told if MARK in word}


@pytest.mark.parametrize("lost", [False, True])
def test_who_sits_down_sees_nothing_of_the_one_before_even_while_the_office_is_lost(
    lost, main, played, draft, qtbot
):
    main.header.search.setText(MARK)
    main.open_place("draft")
    main.draft.load(draft)
    settle(main, qtbot)
    main.open_tray("drafts")
    settle(main, qtbot)
    main.open_document(draft)
    settle(main, qtbot)
    assert seen(main)
    if lost:
        lose(played)
    main.session.set_person("qian")
    for place in ("todo", "draft", "register", "supervision", "books", "done"):
        main.open_place(place)
        assert not seen(main)
        settle(main, qtbot)
        assert not seen(main), place
    for field in main.findChildren(QWidget):
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            field.undo()
            assert not any(MARK in word for word in words_of(field)), "nor by undoing"


def test_the_clock_that_a_supervisor_had_before_him_is_put_away_with_him(sit, played, qtbot):
    document = played.incoming()
    main = sit("wu")
    settle(main, qtbot)
    main.open_place("supervision")
    main.supervision._show(document)
    settle(main, qtbot)
    assert main.supervision.detail.isVisible()
    main.session.set_person("qian")
    main.open_place("supervision")
    settle(main, qtbot)
    assert not main.supervision.detail.isVisible() and main.supervision.board.isVisible()


def test_a_file_that_is_still_being_read_stays_with_its_own_paper(main, qtbot, tmp_path):
    file = tmp_path / "原件.txt"
    file.write_text("原件", "utf-8")
    main.session.set_person("chen")
    settle(main, qtbot)
    main.register.attach([file])
    main.session.set_person("wang")
    settle(main, qtbot)
    assert main.register.original.files == []
    main.session.set_person("chen")
    settle(main, qtbot)
    assert [name for name, _ in main.register.original.files] == ["原件.txt"]


def test_what_is_written_belongs_to_the_draft_that_lies_there(other, main, played, draft, qtbot):
    main.draft.load(other)
    settle(main, qtbot)
    aside = lose(played)
    main.draft.load(draft)
    settle(main, qtbot)
    assert main.draft.form.inputs["title"].text() == "另一件的通知"
    main.draft.body.setPlainText("另，再写。")
    main.draft.keep_half_written()
    aside.rename(played.office.path)
    main.refresh()
    settle(main, qtbot)
    assert played.office.autosaved("li", f"draft.{draft}") is None
    assert "另，再写。" in (played.office.autosaved("li", f"draft.{other}") or "")
    assert main.draft.drafts.currentData() == other
