"""登记簿与公布 in the real window: books, limits, rules and signals to look through."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from oa_client.ui.models.sheets import DOCUMENT, Sheet
from oa_client.ui.views.calendar_dialog import CalendarDialog
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
    title = played.office.show("wu", played.printed)["elements"]["title"]
    assert {row[3] for row in rows if "错号" in row[-1]} == {title}
    assert "文号取用后作废" in main.books.note.text()
    main.session.set_person("li")
    settle(main, qtbot)
    main.open_place("books")
    settle(main, qtbot)
    assert main.books.sheets.value() == "incoming"
    assert not main.books.sheets.buttons[-1].isVisible()


def test_a_signal_about_several_papers_says_them_by_title_and_never_by_id(sit, played, qtbot):
    played.at = played.at.replace(hour=20)
    for _ in range(3):
        played.outgoing("submit")
    several = next(one for one in played.office.signals("wu") if one.facts.get("documents"))
    main = room(sit, qtbot, "wu")
    facts = [row[-1] for row in choose(main, qtbot, "signals")]
    for document in several.facts["documents"]:
        title = played.office.show("wu", document)["elements"]["title"]
        assert any(title in words for words in facts)
        assert not any(document in words for words in facts)


def test_days_of_receipt_are_written_one_way_however_they_were_typed(sit, played, qtbot):
    for typed in ("2026年3月1日", "2026/3/2", "2026-03-03"):
        played.incoming(received=typed)
    played.let_in("chen", "register", title="旧文", received="三月初")
    main = room(sit, qtbot, "chen")
    days = [row[0] for row in choose(main, qtbot, "incoming")]
    assert days[1:] == ["2026-03-01", "2026-03-02", "2026-03-03", "三月初"]


def test_a_register_is_offered_as_a_file_under_its_whole_name(sit, played, qtbot, monkeypatch):
    main = room(sit, qtbot, "chen")
    offered: list[str] = []

    def offer(_over: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(place).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", offer)
    for name in ("outgoing", "limits"):
        choose(main, qtbot, name)
        main.books.xlsx.click()
    assert offered == ["发文登记簿.xlsx", "办理时限.xlsx"]


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


@pytest.mark.parametrize("name", ["circular", "month", "supervised"])
def test_reports_and_supervised_items_are_shown_and_taken_along(sit, played, qtbot, tmp_path, name):
    played.act("wu", "supervise", played.first, ground="市长批示", source="instruction", by="li")
    main = sit("wu")
    main.navigation.buttons[name].click()
    settle(main, qtbot)
    room = main.watch
    assert main.rooms.currentWidget() is room and room.sheets.value() == name
    assert room.table.model().rowCount() > 0 or name == "circular"
    assert room.note.text()
    for suffix in (".pdf", ".xlsx"):
        room.save(tmp_path / f"表{suffix}")
        settle(main, qtbot)
    words = "".join(page.extract_text() for page in PdfReader(tmp_path / "表.pdf").pages)
    assert {"circular": "通报", "month": "月报", "supervised": "市长批示"}[name] in words
    assert (tmp_path / "表.xlsx").read_bytes().startswith(b"PK")


def test_a_month_is_chosen_out_of_those_up_to_the_office_s_own(sit, played, qtbot):
    main = sit("wu")
    main.open_place("month")
    settle(main, qtbot)
    room = main.watch
    own = f"{played.office.now():%Y-%m}"
    assert room.month.isVisible() and room.month.currentText() == own
    done = room.table.model().index(0, 2).data()
    march = room.month.findText("2026-03")
    room.month.setCurrentIndex(march)
    room.month.activated.emit(march)
    settle(main, qtbot)
    assert "2026年3月1日至31日" in room.note.text()
    assert (int(done), int(room.table.model().index(0, 2).data()) > 0) == (0, True)


def test_the_calendar_lies_over_the_room_that_is_open(sit, played, qtbot):
    main = sit("wu")
    main.open_place("watched")
    main.navigation.buttons["workdays"].click()
    settle(main, qtbot)
    assert any(dialog.isVisible() for dialog in main.findChildren(CalendarDialog))
    assert main.navigation.chosen_now() == "watched"


def test_of_a_long_book_the_widest_words_of_each_column_are_found():
    rows = (("收文登记簿", "1"), ("短", "20261127"), ("abcdefgh", "22"))
    assert Sheet(("名", "号"), 0, rows, ("",) * 3).widest() == (0, 1)
    assert Sheet(("名", "号")).widest() == ()


def test_the_other_language_words_the_open_book_anew(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    before = choose(main, qtbot, "incoming")
    main.session.set_language("en")
    settle(main, qtbot)
    model = main.books.table.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert all(head.isascii() for head in heads) and model.rowCount() == len(before)


def test_nobody_finds_the_lines_of_whoever_sat_here_before(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    assert choose(main, qtbot, "incoming")
    main.session.set_person("zhou")
    assert main.books.table.model().rowCount() == 0 and not main.books.note.text()


def test_figures_stand_below_each_other_by_their_last_digit_and_numbers_of_papers_do_not():
    rows = (("办公室", "33", "91.7%", "0.1 / 1.2", "–", "12号"), ("领导", "8", "–", "1", "", "7"))
    assert Sheet(("单位",) * 6, 0, rows, ("",) * 2).figures() == {1, 2, 3, 4}


def _click_head(main, qtbot, column):
    head = main.books.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _shown(main):
    model = main.books.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_press_on_a_head_orders_the_register_and_a_third_gives_it_back(sit, played, qtbot):
    for title in ("乙号通知", "甲号通知", "丙号通知"):
        played.act("chen", "register", title=title)
    main = room(sit, qtbot, "chen")
    lines = choose(main, qtbot, "incoming")
    column = main.books.lines._sheet.heads.index("标题")
    _click_head(main, qtbot, column)
    titles = [line[column] for line in _shown(main)]
    assert [t for t in titles if t.endswith("号通知")] == ["丙号通知", "甲号通知", "乙号通知"]
    _click_head(main, qtbot, column)
    assert [line[column] for line in _shown(main)] == titles[::-1]
    model = main.books.table.model()
    opened = model.index(titles[::-1].index("甲号通知"), 0).data(DOCUMENT)
    assert played.office.show("chen", opened)["elements"]["title"] == "甲号通知"
    _click_head(main, qtbot, column)
    assert _shown(main) == lines


def test_what_is_typed_leaves_the_lines_in_which_all_its_words_stand(sit, played, qtbot):
    played.act("chen", "register", title="关于防汛的通知", issuer="省水利厅")
    played.act("chen", "register", title="关于防火的通知", issuer="省水利厅")
    main = room(sit, qtbot, "chen")
    lines = choose(main, qtbot, "incoming")
    main.books.sought.insert("水利厅 防火")
    (line,) = _shown(main)
    assert "关于防火的通知" in line
    assert f"筛选出 1 条，共 {len(lines)} 条" in main.books.note.text()
    choose(main, qtbot, "outgoing")
    assert main.books.sought.text() == "", "another register is shown whole"
    choose(main, qtbot, "incoming")
    assert _shown(main) == lines


def test_figures_are_ordered_by_their_worth_and_empty_cells_come_last():
    rows = (("甲", "9.5%"), ("乙", "–"), ("丙", ""), ("丁", "100.0%"))
    sheet = Sheet(("单位", "按时率"), 0, rows, ("a", "b", "c", "d"))
    assert sheet.ordered(1, falling=True).documents == ("d", "a", "b", "c")
    assert sheet.ordered(1, falling=False).documents == ("b", "a", "d", "c")
    assert sheet.holding("甲").documents == ("a",) and sheet.holding(" ").rows == sheet.rows


def test_a_register_that_is_asked_for_again_stays_where_one_reads(sit, played, qtbot):
    for number in range(40):
        played.act("chen", "register", title=f"第{number + 1}号通知")
    main = room(sit, qtbot, "chen")
    choose(main, qtbot, "incoming")
    bar, table = main.books.table.verticalScrollBar(), main.books.table
    table.setCurrentIndex(table.model().index(20, 0))
    bar.setValue(15)
    marked = table.currentIndex().data(DOCUMENT)
    main.refresh()
    settle(main, qtbot)
    assert (bar.value(), table.currentIndex().data(DOCUMENT)) == (15, marked)
    column = main.books.lines._sheet.heads.index("标题")
    _click_head(main, qtbot, column)
    assert table.currentIndex().data(DOCUMENT) == marked, "in another order it is the same paper"


def test_whoever_sits_down_finds_the_registers_whole_and_in_their_own_order(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    lines = choose(main, qtbot, "incoming")
    main.books.sought.setText("没有这样的公文")
    _click_head(main, qtbot, 0)
    main.session.set_person("wang")
    settle(main, qtbot)
    main.open_place("books")
    settle(main, qtbot)
    assert main.books.sought.text() == ""
    assert main.books.table.horizontalHeader().sortIndicatorSection() == -1
    assert len(_shown(main)) == len(lines)


def test_another_sheet_out_of_the_rail_is_shown_whole_too(sit, played, qtbot):
    main = sit("wu")
    main.open_place("watched")
    settle(main, qtbot)
    main.rooms.watch.sought.setText("陈静")
    main.open_place("supervised")
    settle(main, qtbot)
    assert main.rooms.watch.sought.text() == ""


def test_who_sits_down_after_a_paper_out_of_a_register_has_his_list(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    choose(main, qtbot, "incoming")
    main.books.table.setCurrentIndex(main.books.table.model().index(0, 0))
    qtbot.keyClick(main.books.table, Qt.Key.Key_Return)
    settle(main, qtbot)
    main.open_place("books")
    settle(main, qtbot)
    main.session.set_person("zhang")
    settle(main, qtbot)
    assert main.list.isVisible() and main.list.model.rowCount() == 1


def test_a_sheet_that_is_about_no_papers_marks_no_line(sit, played, qtbot):
    main = room(sit, qtbot, "chen")
    choose(main, qtbot, "limits")
    main.refresh()
    settle(main, qtbot)
    assert not main.books.table.currentIndex().isValid()
