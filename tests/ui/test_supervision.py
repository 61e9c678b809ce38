"""督办台 in the real window: what is late, whose, by which rule, and what is done about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from oa_client.docflow.model import moment
from oa_client.docflow.model.moment import iso
from oa_client.ui import wording
from oa_client.ui.presenters.books import WATCH
from oa_client.ui.presenters.desk_detail import current_clock, stage_clocks, watch_lines
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.desk_row import LINE
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.supervising.urge_many import UrgeMany
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


def column(table, number: int) -> list[str]:
    return [table.item(n, number).text() for n in range(table.rowCount())]


def row_of(table, name: str) -> int:
    return column(table, 0).index(name)


def test_the_numbers_of_ladder_chips_and_units_agree(main: MainWindow, played: Played):
    desk = main.supervision
    late = len(listed(main))
    assert desk.steps["red"].number() == late
    assert desk.chips["red"].text().endswith(f" {late}")
    for by in ("unit", "person", "kind", "stage", "urgency"):
        desk.figures.by.set_value(by)
        whole, *reds = column(desk.groups, 2)
        assert sum(int(red) for red in reds if red != "–") == int(whole) == late


def test_a_number_opens_its_list_and_a_second_click_lifts_it(main: MainWindow, qtbot):
    desk = main.supervision
    unit = row_of(desk.groups, "住建科")
    desk.groups.choose(unit)
    assert {row.who for row in listed(main)} == {"住建科 周敏"}
    desk.groups.choose(unit)
    assert len(listed(main)) == 2
    desk.steps["yellow"].clicked.emit()
    assert listed(main) == [] and desk.table.none.isVisible()
    qtbot.mouseClick(desk.table.all, Qt.MouseButton.LeftButton)
    assert len(listed(main)) == 2


def test_every_number_of_a_unit_lists_as_many_stages_as_it_counts(main: MainWindow, qtbot):
    desk = main.supervision
    done = {row["key"]: row["done"] for row in desk._data["units"]}
    for row, name in enumerate(column(desk.groups, 0)):
        for place in (1, 2, 3, 4):
            desk.groups.choose(row, place)
            counted = desk.groups.item(row, place).text().replace("–", "0")
            assert len(listed(main)) == int(counted), (name, place)
            desk.groups.choose(row, place)
        desk.groups.choose(row, 5)
        settle(main, qtbot)
        assert len(listed(main)) == done.get(name, desk._data["done"])
        assert all(line.closed for line in listed(main))


def test_what_was_done_is_listed_with_when_and_whether_it_was_in_time(main: MainWindow, qtbot):
    desk = main.supervision
    assert desk.done.text().startswith(f"累计办结 {desk._data['done']}")
    qtbot.mouseClick(desk.done, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    rows = listed(main)
    assert len(rows) == desk._data["done"] > 0
    assert {row.left for row in rows} == {"按时办结"}
    assert all(row.stage.endswith("办结") for row in rows)
    assert not any(chip.isChecked() for chip in (*desk.chips.values(), desk.table.all))
    assert f"{len(rows)} 项" in desk.table.only.text()
    qtbot.mouseClick(desk.done, Qt.MouseButton.LeftButton)
    assert desk.chips["red"].isChecked() and len(listed(main)) == 2


def test_a_period_leaves_the_late_and_counts_only_what_was_done_in_it(main: MainWindow, qtbot):
    desk = main.supervision
    qtbot.mouseClick(desk.period.buttons[0], Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert desk.done.text().startswith("本周办结 0")
    assert len(listed(main)) == 2
    late, shares = column(desk.groups, 2), column(desk.groups, 5)
    assert shares == ["—" if number == "–" else "0%" for number in late], "late ones count too"


def test_a_week_of_the_trend_lists_what_was_done_in_it(main: MainWindow, played: Played, qtbot):
    desk = main.supervision
    document = next(row.document for row in listed(main) if row.who == "领导 张明远")
    played.office.act("zhang", "instruct", {"opinion": "请办。"}, document=document)
    desk.refresh()
    settle(main, qtbot)
    week, _, closed = next(w for w in desk._data["weeks"] if w[2])
    plot, number = desk.trend._plot(), [w[0] for w in desk._data["weeks"]].index(week)
    at = QPoint(round(plot.left() + number * desk.trend._step()), 60)
    qtbot.mouseClick(desk.trend, Qt.MouseButton.LeftButton, pos=at)
    settle(main, qtbot)
    assert len(listed(main)) == closed > 0
    assert listed(main)[0].late and listed(main)[0].left.startswith("超时")


def test_a_step_of_the_ladder_tells_the_change_since_monday(main: MainWindow):
    held = main.supervision._data["held"]["red"]
    step = main.supervision.steps["red"]
    assert (held[-2], held[-1]) == (2, 2), "both were late before this Monday"
    assert step._change.text() == "与周一持平"
    assert step._held._counts == tuple(held) and len(held) == 8


def test_one_row_opens_the_document_s_clock_with_its_cards_and_their_rules(main: MainWindow, qtbot):
    main.supervision.next_late()
    settle(main, qtbot)
    detail = main.supervision.detail
    assert detail.isVisible() and "超时" in detail._left.text()
    assert [c.state for c in detail.bars._clocks][-1] == "late"
    said = [entry.what for entry in detail.record._entries]
    assert any("到期未办结" in words for words in said)
    late = listed(main)[0].who.split()[-1]
    assert {entry.who for entry in detail.record._entries} <= {late, "全程"}


def test_the_supervisor_urges_from_the_desk_and_it_is_on_record(main: MainWindow, qtbot):
    main.supervision.next_late()
    settle(main, qtbot)
    detail = main.supervision.detail
    document = detail._document
    assert detail.urge.isEnabled() and "催办" in detail.urge.text()
    qtbot.mouseClick(detail.urge, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    said = [(entry.who, entry.what) for entry in detail.record._entries]
    assert said[0] == ("吴双", "催办")
    assert detail._document == document, "nobody chose another one"


def test_an_act_from_the_desk_says_what_was_done(main: MainWindow, qtbot):
    main.supervision.next_late()
    settle(main, qtbot)
    main.supervision.detail._ask("supervise")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    form.inputs["ground"].setPlainText("市长批示")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName().startswith("已列入督办，由 ")


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


def test_a_day_of_the_calendar_lists_all_that_was_due_on_it(main: MainWindow, qtbot):
    for day, (due, late) in main.supervision._data["days"].items():
        main.supervision.calendar.chosen.emit(day)
        settle(main, qtbot)
        rows = listed(main)
        assert (len(rows), sum(row.late for row in rows)) == (due, late)


def test_a_document_s_clocks_come_as_they_ran_and_the_late_one_is_unfolded(
    main: MainWindow, qtbot
):
    main.supervision.next_late()
    settle(main, qtbot)
    detail = main.supervision.detail
    clocks = detail.bars._clocks
    starts = [clock.spans[0].begins for clock in clocks]
    assert starts == sorted(starts) and starts[0] == 0
    late = clocks[-1].spans[-1]
    assert late.open and late.used > late.limit
    assert detail.unfolded._clock.span.used == late.used and detail.unfolded._clock.late
    assert detail.whole._clock.span.limit > 0 and "限" in detail.whole._clock.due


def test_with_little_room_the_detail_takes_the_place_of_the_charts(main: MainWindow, qtbot):
    main.resize(1100, 720)
    main.supervision.next_late()
    settle(main, qtbot)
    assert main.supervision.detail.isVisible()
    assert not main.supervision.trend.isVisible()
    main.supervision.detail.close_button.click()
    assert main.supervision.trend.isVisible()


def on(main: MainWindow, *names: str) -> None:
    main.supervision.list_only(frozenset(names))


def test_several_chips_together_list_what_any_of_them_counts(main: MainWindow, qtbot):
    desk = main.supervision
    assert {name for name, chip in desk.chips.items() if chip.isChecked()} == {"red", "yellow"}
    qtbot.mouseClick(desk.chips["red"], Qt.MouseButton.LeftButton)
    assert listed(main) == [] and desk.chips["yellow"].isChecked(), "nothing has a yellow card"
    qtbot.mouseClick(desk.chips["yellow"], Qt.MouseButton.LeftButton)
    assert desk.table.all.isChecked() and len(listed(main)) == 2


def test_a_pause_is_hatched_on_the_row_and_counts_for_nobody(sit, played: Played, qtbot):
    document = played.incoming()
    played.act("zhang", "pause", document, ground="检测：等报告")
    at = played.at
    played.at = at + timedelta(days=1)
    desk_of = sit("wu")
    desk_of.open_place("supervision")
    settle(desk_of, qtbot)
    on(desk_of, "paused")
    (row,) = listed(desk_of)
    assert row.left == "暂停计时" and not row.late
    ((begun, until),) = row.span.pauses
    assert row.span.now_at == until and row.used == row.span.now_at - (until - begun)
    desk_of.supervision.next_late()
    settle(desk_of, qtbot)
    detail = desk_of.supervision.detail
    assert detail._left.text() == "暂停计时" and "检测" in detail._due.text()
    assert any(entry.what == "暂停计时" for entry in detail.record._entries)


def test_an_extension_is_light_and_says_until_when_it_had_been(sit, played: Played, qtbot):
    document = played.incoming()
    due = played.show("wu", document)["open"][0]["due"]
    played.act("zhang", "ask-extension", document, until=later(due), reason="台账不齐")
    played.act("liu", "grant-extension", document)
    main = sit("wu")
    main.open_place("supervision")
    settle(main, qtbot)
    on(main)
    row = next(line for line in listed(main) if line.document == document)
    assert row.span.given > 0
    main.supervision._show(document)
    settle(main, qtbot)
    clock = main.supervision.detail.unfolded._clock
    assert clock.due.startswith("延至") and clock.before.startswith("限")
    told = [value.text() for _, value in main.supervision.detail._numbers]
    assert told[2].startswith("1 次")


def later(due: str) -> str:
    return iso(datetime.fromisoformat(due) + timedelta(days=4))


def test_several_are_urged_with_one_question_and_an_act_for_each(main: MainWindow, qtbot):
    desk = main.supervision
    desk.late.selectAll()
    assert desk.table.urge.isVisible() and "2" in desk.table.urge.text()
    qtbot.mouseClick(desk.table.urge, Qt.MouseButton.LeftButton)
    desk.next_late()
    settle(main, qtbot)
    dialog = desk.findChild(UrgeMany)
    dialog.inputs["note"].setPlainText("请抓紧")
    dialog.send()
    settle(main, qtbot)
    newest = desk.detail.record._entries[0]
    assert (newest.who, newest.what) == ("吴双", "催办"), "what lies open beside it is told as well"
    main.open_place("urged")
    settle(main, qtbot)
    model = main.watch.table.model()
    rows = [
        [model.index(r, c).data() for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]
    assert len(rows) == 2 and all("请抓紧" in row and "吴双" in row for row in rows)


def test_the_supervisor_s_rail_leads_to_books_that_count_what_they_hold(
    main: MainWindow, played: Played, qtbot
):
    document = listed(main)[0].document
    played.act("wu", "supervise", document, ground="市长批示")
    main.refresh()
    settle(main, qtbot)
    for name in ("watched", "supervised", "urged", "relief", "cards", "signals"):
        main.navigation.buttons[name].click()
        settle(main, qtbot)
        assert main.rooms.currentWidget() is main.watch and main.watch.sheets.value() == name
        badge = main.navigation._badges[name].text()
        if name in ("watched", "supervised"):
            assert int(badge) == main.watch.table.model().rowCount() > 0
    main.navigation.buttons["cards"].click()
    settle(main, qtbot)
    model = main.watch.table.model()
    assert {model.index(r, 0).data() for r in range(model.rowCount())} == {"蓝牌", "黄牌", "红牌"}


def test_cards_in_the_header_are_those_of_the_whole_office_and_lead_to_their_list(
    main: MainWindow, qtbot
):
    late = len(listed(main))
    assert main.header.cards.text() == f"红牌 {late}"
    main.open_tray("todo")
    main.header.cards.click()
    settle(main, qtbot)
    assert main.rooms.currentWidget() is main.supervision and len(listed(main)) == late


def test_the_rail_of_who_does_not_supervise_has_none_of_it(sit, played: Played, qtbot):
    main = sit("zhou")
    settle(main, qtbot)
    assert not any(main.navigation.buttons[name].isVisible() for name in WATCH)


@pytest.mark.parametrize(("name", "start"), [("图.pdf", b"%PDF"), ("图.png", b"\x89PNG")])
def test_the_figures_are_taken_along_as_a_page_or_a_picture(
    name: str, start: bytes, main: MainWindow, tmp_path: Path, qtbot
):
    main.supervision.save_charts(tmp_path / name)
    settle(main, qtbot)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_what_may_be_done_about_a_clock_is_asked_of_the_rules(main: MainWindow, qtbot):
    main.supervision.next_late()
    settle(main, qtbot)
    acts = {action.text(): action for action in main.supervision.detail.more.menu().actions()}
    assert acts[wording.action_name("supervise", "zh_CN")].isEnabled()
    refused = [action for action in acts.values() if not action.isEnabled()]
    assert refused and all(action.toolTip() for action in refused)


def test_who_leads_stands_on_the_desk_above_those_who_assist(sit, played: Played, qtbot):
    made = played.act("chen", "register", title="关于开展检查的通知", body="文。")
    played.act("chen", "examine", made, answers=[True] * 5)
    played.act("wang", "propose", made, opinion="拟请阅示。")
    played.act("zhang", "instruct", made, opinion="请办。")
    played.act("wang", "assign", made, lead="法规科", assist=["财务科", "住建科"])
    main = sit("wu")
    main.open_place("supervision")
    settle(main, qtbot)
    main.supervision.groups.choose(0)  # all that is open
    settle(main, qtbot)
    rows = [row.who for row in listed(main) if row.document == made]
    assert rows == ["法规科 赵磊", "财务科 孙志强", "住建科 周敏"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_word_of_the_ladder_is_cut_on_a_small_screen_with_a_clock_beside_it(
    main: MainWindow, qtbot, language: str
):
    main.session.set_language(language)
    main.resize(1366, 768)
    settle(main, qtbot)
    main.supervision.next_late()
    settle(main, qtbot)
    main.grab()  # laid out
    assert main.supervision.detail.isVisible()
    words = [
        label for step in main.supervision.steps.values()
        for label in step.findChildren(ElidedLabel)
    ]  # fmt: skip
    assert len(words) == 12
    assert not [label.text() for label in words if label.toolTip()]


def test_the_desk_says_that_classified_papers_are_left_out_to_whoever_may_not_know_of_them(
    main: MainWindow, sit, qtbot
):
    desk = main.supervision
    assert " · 不含他人涉密件 · 在办 2 个环节" in desk._as_of.text()
    for name in ("circular", "month"):
        main.open_place(name)
        settle(main, qtbot)
        books = main.rooms.currentWidget()
        assert any(label.text().endswith("不含他人涉密件") for label in
                   books.findChildren(QLabel)), name  # fmt: skip
    clerk = sit("chen")
    clerk.open_place("supervision")
    settle(clerk, qtbot)
    assert "涉密件" not in clerk.supervision._as_of.text()


def test_the_desk_names_who_stands_in_for_whoever_has_the_paper(
    sit, played: Played, qtbot
):
    """In its lines and on its clocks while he has it in hand, and in the record afterwards."""
    held = played.office.tray("zhang", "todo", None, 9)["rows"][0]["document"]
    now = moment.now()
    played.office.act("zhang", "stand-in", {
        "person": "sun", "from": f"{now.date()}", "until": f"{now.date() + timedelta(days=2)}",
    })  # fmt: skip
    main = sit("wu")
    main.open_place("supervision")
    settle(main, qtbot)
    assert "领导 张明远（孙志强 代办）" in {row.who for row in listed(main)}
    shown = played.office.show("wu", held)
    clocks = {clock.name: clock.who for clock in stage_clocks(main.session, shown)}
    assert (clocks["拟办"], clocks["批示"]) == ("王建国", "张明远（孙志强 代办）")
    assert current_clock(main.session, shown).name == "批示 张明远（孙志强 代办）"
    played.office.act("sun", "explain", {"opinion": "当周防汛"}, document=held)
    played.office.act("sun", "instruct", {"opinion": "请住建科办。"}, document=held)
    shown = played.office.show("wu", held)
    clocks = {clock.name: clock.who for clock in stage_clocks(main.session, shown)}
    assert clocks["批示"] == "张明远（孙志强 代办）", "who did it for him"
    assert watch_lines(main.session, shown)[0].who == "孙志强代张明远"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_desk_is_no_broader_than_its_room_on_a_small_screen(
    sit, played: Played, qtbot, language: str
):
    played.incoming()
    main = sit("wu")
    main.resize(1680, 1000)
    main.session.set_language(language)
    main.open_place("supervision")
    settle(main, qtbot)
    main.supervision.next_late()
    settle(main, qtbot)
    main.resize(1366, 768)
    main.grab()
    desk = main.supervision
    assert not desk.detail.isHidden()
    assert desk.board.width() <= desk.board.parentWidget().width()
