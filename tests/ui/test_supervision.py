"""督办台 in the real window: what is late, whose, by which rule, and what is done about it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from oa_client.docflow.model.moment import iso
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.desk_row import LINE
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    made = Played(tmp_path / "office.oa")
    made.incoming()
    made.outgoing("submit")
    made.at += timedelta(days=9)
    made.office.monitor(iso(made.at))
    yield made
    made.office.close()


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("wu")
    shown.open_place("supervision")
    settle(shown, qtbot)
    return shown


def listed(main: MainWindow):
    model = main.supervision.late.model()
    return [model.index(n, 0).data(LINE) for n in range(model.rowCount())]


def test_every_late_stage_is_listed_with_its_person_and_its_clock(main: MainWindow):
    rows = listed(main)
    assert {row.who for row in rows} == {"领导 张明远", "住建科 周敏"}
    assert all(row.late and row.level == "red" and row.used > row.limit for row in rows)


def test_the_numbers_of_ladder_chips_and_units_agree(main: MainWindow, played: Played):
    desk = main.supervision
    late = len(listed(main))
    assert desk.steps["red"].number() == late
    assert desk.chips["red"].text().endswith(f" {late}")
    reds = [desk.units.item(n, 2).text() for n in range(desk.units.rowCount())]
    assert sum(int(red) for red in reds if red != "–") == late


def test_a_number_opens_its_list_and_a_second_click_lifts_it(main: MainWindow, qtbot):
    desk = main.supervision
    unit = next(n for n in range(desk.units.rowCount()) if desk.units.item(n, 0).text() == "住建科")
    desk.units.choose(unit)
    assert {row.who for row in listed(main)} == {"住建科 周敏"}
    desk.units.choose(unit)
    assert len(listed(main)) == 2
    desk.steps["yellow"].clicked.emit()
    assert listed(main) == [] and desk._none.isVisible()
    qtbot.mouseClick(desk.chips["all"], Qt.MouseButton.LeftButton)
    assert len(listed(main)) == 2


def test_one_row_opens_the_document_s_clock_with_its_cards_and_their_rules(main: MainWindow, qtbot):
    main.supervision.next_late()
    settle(main, qtbot)
    detail = main.supervision.detail
    assert detail.isVisible() and "超时" in detail._left.text()
    assert [c.state for c in detail.bars._clocks][-1] == "late"
    said = [entry.what for entry in detail.record.surface._entries]
    assert any("到期未办结" in words for words in said)


def test_the_supervisor_urges_from_the_desk_and_it_is_on_record(main: MainWindow, qtbot):
    main.supervision.next_late()
    settle(main, qtbot)
    detail = main.supervision.detail
    document = detail._document
    assert detail.urge.isEnabled() and "催办" in detail.urge.text()
    qtbot.mouseClick(detail.urge, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    said = [entry.what for entry in detail.record.surface._entries]
    assert any("吴双 催办" in words for words in said), said
    assert detail._document == document, "nobody chose another one"


def test_who_may_not_urge_sees_why_on_the_grey_button(main: MainWindow, qtbot):
    main.session.set_person("zhou")
    main.open_place("supervision")
    settle(main, qtbot)
    assert listed(main), "his own late task is his to see"
    main.supervision.next_late()
    settle(main, qtbot)
    urge = main.supervision.detail.urge
    assert urge.isEnabled() or urge.toolTip()


def test_the_report_is_saved_as_both_files(main: MainWindow, qtbot, tmp_path: Path):
    for name, start in (("督办.pdf", b"%PDF"), ("督办.xlsx", b"PK")):
        main.supervision.save(tmp_path / name)
        assert not (main.supervision.pdf if name.endswith("pdf") else main.supervision.xlsx
                    ).isEnabled()  # fmt: skip
        settle(main, qtbot)
        assert (tmp_path / name).read_bytes().startswith(start)
    assert main.supervision.pdf.isEnabled() and main.supervision.xlsx.isEnabled()


def test_the_calendar_narrows_to_a_day(main: MainWindow, qtbot):
    day = next(iter(main.supervision._data["waiting"]))["due"][:10]
    main.supervision.calendar.chosen.emit(day)
    assert listed(main) and all(day[8:].lstrip("0") in row.stage for row in listed(main))


def test_with_little_room_the_detail_takes_the_place_of_the_charts(main: MainWindow, qtbot):
    main.resize(1100, 720)
    main.supervision.next_late()
    settle(main, qtbot)
    assert main.supervision.detail.isVisible()
    assert not main.supervision.trend.isVisible()
    main.supervision.detail.close_button.click()
    assert main.supervision.trend.isVisible()
