"""登记簿与公布 in the real window: books, limits, rules and signals to look through."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def played(tmp_path):
    made = Played(tmp_path / "office.oa")
    made.first = made.incoming(issuer="省住建厅")
    made.printed = made.outgoing("print")
    made.act("chen", "void-number", made.printed, reason="错号")
    yield made
    made.office.close()


def room(sit, qtbot, login):
    main = sit(login)
    main.navigation.buttons["books"].click()
    settle(main, qtbot)
    main.books.period.set_value("all")
    settle(main, qtbot)
    return main


def choose(main, qtbot, name):
    main.books.sheets.set_value(name)
    settle(main, qtbot)
    model = main.books.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_book_shows_its_lines_and_a_line_opens_its_paper(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    (line,) = choose(main, qtbot, "incoming")
    assert "省住建厅" in line and "批示 张明远" in line
    main.books.table.setCurrentIndex(main.books.table.model().index(0, 0))
    qtbot.keyClick(main.books.table, Qt.Key.Key_Return)
    settle(main, qtbot)
    assert main.document.wanted() == played.first
    assert main.rooms.currentWidget() is not main.books


def test_the_rail_reaches_the_room_and_so_does_its_key(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    assert main.rooms.currentWidget() is main.books
    main.open_tray("todo")
    qtbot.keyClick(main, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert main.rooms.currentWidget() is main.books


def test_limits_and_rules_are_for_everybody_in_both_languages(sit, played, qtbot):
    main = room(sit, qtbot, "li")
    limits = choose(main, qtbot, "limits")
    assert ["发文", "签发", "分管领导或主要负责人"] in [row[:3] for row in limits]
    assert any("条例 15（一）" in row for row in choose(main, qtbot, "rules"))
    main.session.set_language("en")
    settle(main, qtbot)
    assert any("Art. 15 (1)" in row for row in choose(main, qtbot, "rules"))
    assert any(row[1] == "Signing" for row in choose(main, qtbot, "limits"))


def test_signals_are_offered_to_whoever_supervises_and_to_nobody_else(sit, played, qtbot):
    main = room(sit, qtbot, "wu")
    rows = choose(main, qtbot, "signals")
    assert any("错号" in row[-1] and row[2] == "陈静" for row in rows)
    assert "文号取用后作废" in main.books.note.text()
    main.session.set_person("li")
    settle(main, qtbot)
    main.open_place("books")
    settle(main, qtbot)
    assert main.books.sheets.value() == "incoming"
    assert not main.books.sheets.buttons[-1].isVisible()


@pytest.mark.parametrize(("name", "words"), [("incoming", "收文登记簿"), ("limits", "时限公开")])
def test_what_is_shown_is_taken_along_as_a_file(name, words, sit, played, qtbot, tmp_path):
    main = room(sit, qtbot, "chen")
    choose(main, qtbot, name)
    for suffix in (".pdf", ".xlsx"):
        main.books.save(tmp_path / f"out{suffix}")
        settle(main, qtbot)
        assert (tmp_path / f"out{suffix}").stat().st_size > 1000
    assert words in PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    assert main.books.pdf.isEnabled()
