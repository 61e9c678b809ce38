"""工作日历与时限 in the window: look, paste, try, put on record; the strip from 1 November on."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from oa_client.docflow.model.moment import OFFICE_ZONE, iso
from oa_client.ui.presenters.calendar import Typed, spans_of
from oa_client.ui.views.calendar_dialog import CalendarDialog
from oa_client.ui.views.painted.year_calendar import YearCalendar
from tests.ui.test_window import settle

NOTICE = """国务院办公厅关于2032年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月10日（周二）至13日（周五）放假，共4天。
三、清明节：4月4日（周日）至5日（周一）放假，共2天。
四、劳动节：5月1日（周六）至4日（周二）放假，共4天。
五、端午节：6月12日（周六）至14日（周一）放假，共3天。
六、中秋节：9月19日（周日）至20日（周一）放假，共2天。
七、国庆节：10月1日（周五）至5日（周二）放假，共5天。
"""


@pytest.fixture
def paper(played):
    """A paper of the last week of a year that nobody has published."""
    played.at = datetime(2031, 12, 30, 9, 0, tzinfo=OFFICE_ZONE)
    return played.act("chen", "register", title="关于检查的通知", urgency="特急")


def opened(main, qtbot) -> CalendarDialog:
    main.dialogs.show_calendar()
    settle(main, qtbot)
    dialog = main.findChildren(CalendarDialog)[-1]
    assert dialog.isVisible()
    return dialog


def press(button, main, qtbot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(main, qtbot)


def test_the_keeper_pastes_the_notice_sees_what_moves_and_puts_it_on_record(
    played, paper, sit, qtbot
):
    main = sit("wu")
    settle(main, qtbot)
    main.news.watch()
    settle(main, qtbot)
    assert main.strips.calendar.isVisible() and "2032" in main.strips.calendar.words()
    dialog = opened(main, qtbot)
    assert dialog.year.value() == played.office.now().year
    assert dialog.lacks.isVisible() and "2032" in dialog.lacks.text(), "a line says what lacks"
    press(dialog.to_lacking, main, qtbot)
    assert dialog.year.value() == played.office.calendar_missing()[0]
    assert dialog.notice.hasFocus() and not dialog.to_lacking.isVisible()
    assert not dialog.record.isEnabled(), "nothing was tried yet"
    dialog.notice.setPlainText(NOTICE)
    dialog.ground.setText("国办发明电〔2031〕7号")
    press(dialog.look, main, qtbot)
    assert dialog.year.value() == 2032
    assert dialog.shown._changed == {date(2032, 1, 2): False, date(2032, 1, 4): True}
    assert dialog.moved.topLevelItemCount() == 1
    line = dialog.moved.topLevelItem(0)
    assert line.text(0) == "关于检查的通知（全程）"
    assert "2日 17:30" in line.text(1) and "4日 17:30" in line.text(1)
    assert played.office.calendar_told(2032)["edition"] == 0, "to try is not to put on record"
    press(dialog.record, main, qtbot)
    assert not dialog.isVisible()
    told = played.office.calendar_told(2032)
    assert told["edition"] == 1 and told["history"][0]["notice"] == NOTICE
    settle(main, qtbot)
    assert "2032" not in main.strips.calendar.words() or not main.strips.calendar.isVisible()
    assert played.problems() == []


def test_what_was_tried_can_be_recorded_on_a_low_screen(paper, sit, qtbot):
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.notice.setPlainText(NOTICE)
    dialog.ground.setText("国办发明电〔2031〕7号")
    press(dialog.look, main, qtbot)
    qtbot.waitUntil(dialog.moved.isVisible)
    screen = dialog.screen().availableGeometry()
    for button in (dialog.look, dialog.record):
        assert screen.contains(button.mapToGlobal(button.rect().bottomRight()))
    assert not dialog.moved.visibleRegion().isEmpty(), "what moves is before one's eyes"


def test_enter_turns_to_the_year_that_was_typed_and_tries_nothing(paper, sit, qtbot):
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.year.selectAll()
    qtbot.keyClicks(dialog.year, "2025")
    qtbot.keyClick(dialog.year, Qt.Key.Key_Return)
    settle(main, qtbot)
    assert "2025" in dialog._rests.text() and dialog._trouble.isHidden()
    qtbot.keyClick(dialog.year, Qt.Key.Key_Up)
    settle(main, qtbot)
    assert dialog.year.value() == 2026 and "2026" in dialog._rests.text()


def test_a_refused_trial_leaves_the_buttons_where_they_are(paper, sit, qtbot):
    main = sit("wu")
    dialog = opened(main, qtbot)
    before = dialog.size(), dialog.look.mapTo(dialog, dialog.look.rect().center())
    press(dialog.look, main, qtbot)
    assert dialog._trouble.isVisible()
    assert before == (dialog.size(), dialog.look.mapTo(dialog, dialog.look.rect().center()))


def test_who_does_not_keep_it_looks_and_has_nothing_to_press(paper, sit, qtbot):
    main = sit("li")
    main.news.watch()
    settle(main, qtbot)
    assert not main.strips.calendar.isVisible()
    dialog = opened(main, qtbot)
    assert not (dialog.keeping.isVisible() or dialog.record.isVisible())
    assert "08:30" in dialog._hours.text()
    dialog.year.setValue(2026)
    dialog.year.editingFinished.emit()
    settle(main, qtbot)
    assert dialog.shown._days[date(2026, 2, 28)] == (True, "published")


def test_the_strip_is_seen_by_its_keeper_alone_whoever_sat_here_before(paper, sit, qtbot):
    main = sit("wu")
    settle(main, qtbot)
    for login, seen in (("li", False), ("wang", True), ("zhou", False)):
        main.session.set_person(login)
        settle(main, qtbot)
        assert main.strips.calendar.isVisible() is seen


def test_what_is_refused_is_said_and_stays_as_it_was_typed(paper, sit, qtbot):
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.notice.setPlainText("明年放假")
    press(dialog.look, main, qtbot)
    assert "粘贴" in dialog._trouble.text() and dialog._trouble.isVisible()
    assert dialog.notice.toPlainText() == "明年放假" and not dialog.record.isEnabled()
    dialog.notice.clear()
    assert not dialog._trouble.isVisible()
    dialog.spans.setText("八点到十二点")
    dialog.first.setText("2032-03-01")
    press(dialog.look, main, qtbot)
    assert dialog._trouble.isVisible() and not dialog.record.isEnabled()


def test_without_its_ground_it_is_asked_for_by_name_and_nothing_is_tried_anew(
    played, paper, sit, qtbot
):
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.notice.setPlainText(NOTICE)
    press(dialog.look, main, qtbot)
    press(dialog.record, main, qtbot)
    assert dialog._trouble.isVisible() and "依据" in dialog._trouble.text()
    dialog.ground.setText("国办发明电〔2031〕7号")
    assert not dialog._trouble.isVisible() and dialog._count.isVisible()
    press(dialog.record, main, qtbot)
    assert not dialog.isVisible()
    assert played.office.calendar_told(2032)["edition"] == 1


def test_the_summer_s_hours_go_on_record_for_one_unit(played, paper, sit, qtbot):
    main = sit("wang")
    dialog = opened(main, qtbot)
    dialog.spans.setText("8:00-12:00 15:00—18:00")
    dialog.first.setText("2032-05-01")
    dialog.last.setText("2032-09-30")
    dialog.unit.setCurrentText("住建科")
    dialog.ground.setText("夏令作息")
    press(dialog.look, main, qtbot)
    press(dialog.record, main, qtbot)
    assert played.office.calendar_told(2032)["timetables"] == [
        {"from": "2032-05-01", "until": "2032-09-30", "unit": "住建科",
         "spans": [["08:00", "12:00"], ["15:00", "18:00"]]}
    ]  # fmt: skip


def test_a_day_on_which_the_office_is_closed_is_tried_and_goes_on_record(
    played, paper, sit, qtbot
):
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.single.day.setText("2031年12月31日")
    press(dialog.look, main, qtbot)
    assert dialog.shown._changed == {date(2031, 12, 31): False}
    assert dialog.moved.topLevelItemCount() == 1
    assert dialog._count.text().startswith("全机关 2031年12月31日 停办公。改动 1 天")
    dialog.ground.setText("市里统一停电")
    press(dialog.record, main, qtbot)
    told = played.office.calendar_told(2031)
    assert told["history"][0]["changed"] == {"2031-12-31": False}
    assert told["history"][0]["ground"] == "市里统一停电"
    assert played.problems() == []


def test_one_unit_s_closed_day_moves_its_own_limits_alone(played, paper, sit, qtbot):
    played.act("chen", "register", title="关于普查的通知")
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.single.day.setText("2031-12-31")
    dialog.single.unit.setCurrentText("办公室")
    press(dialog.look, main, qtbot)
    assert dialog.moved.topLevelItemCount() == 1 and not dialog.shown._changed
    assert dialog.moved.topLevelItem(0).text(0) == "关于普查的通知", "not its whole case"
    dialog.single.unit.setCurrentText("财务科")
    assert not dialog.record.isEnabled(), "what was tried is no longer what stands here"
    press(dialog.look, main, qtbot)
    assert dialog.moved.topLevelItemCount() == 0
    dialog.ground.setText("搬家")
    press(dialog.record, main, qtbot)
    dialog = opened(main, qtbot)
    assert "财务科　2031-12-31 — 2031-12-31　停办公" in dialog._hours.text()


def test_a_day_made_up_for_is_the_whole_office_s(paper, sit, qtbot):
    main = sit("wu")
    dialog = opened(main, qtbot)
    dialog.single.unit.setCurrentText("办公室")
    dialog.single.sort.setCurrentIndex(1)
    assert dialog.single.unit.currentData() == "" and not dialog.single.unit.isEnabled()
    assert dialog.single.unit.toolTip()
    dialog.single.day.setText("2032-01-10")
    press(dialog.look, main, qtbot)
    assert dialog.shown._changed == {date(2032, 1, 10): True}


def test_a_painted_year_is_painted_anew_when_a_day_the_size_or_the_zoom_changes(dress, picture):
    year = YearCalendar()
    blank = picture(year, 720, 320)
    days = {date(2032, 1, 1): (False, "published"), date(2032, 1, 2): (True, "published")}
    year.set_year(2032, days, [f"{n}月" for n in range(1, 13)])
    first = picture(year, 720, 320)
    assert first != blank
    year.set_changed({date(2032, 1, 2): False})
    assert (changed := picture(year, 720, 320)) != first
    year.set_changed({})
    assert picture(year, 720, 320) == first != changed
    year.set_year(2032, days | {date(2032, 1, 1): (True, "published")}, ["月"] * 12)
    assert picture(year, 720, 320) != first
    year.set_year(2032, days, [f"{n}月" for n in range(1, 13)])
    large = YearCalendar()
    large.set_year(2032, days, [f"{n}月" for n in range(1, 13)])
    assert picture(year, 900, 400) == picture(large, 900, 400)
    dress(1.3)
    larger = YearCalendar()
    larger.set_year(2032, days, [f"{n}月" for n in range(1, 13)])
    assert picture(year, 900, 400) == picture(larger, 900, 400)


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("08:00-12:00", [["08:00", "12:00"]]),
        ("8：00至12：00，14:30～18:00", [["08:00", "12:00"], ["14:30", "18:00"]]),
        ("8-12", [["8-12", ""]]),
        ("08:00-12:00 下午休息", [["08:00-12:00 下午休息", ""]]),
    ],
)
def test_hours_are_read_as_people_write_them_and_nothing_is_guessed(said, spans):
    assert spans_of(said) == spans


def test_only_what_was_typed_is_said():
    assert Typed("依据").fields() == {"ground": "依据"}
    assert Typed("依据", notice=" ", spans="08:00-12:00", first="2032-05-01").fields() == {
        "ground": "依据", "hours": [{"from": "2032-05-01", "spans": [["08:00", "12:00"]]}],
    }  # fmt: skip
    one = Typed("依据", spans="08:00-12:00", first="2032-05-01", day="2032.5.4", day_unit="窗口")
    assert one.fields()["hours"][1] == {
        "from": "2032-05-04", "until": "2032-05-04", "unit": "窗口", "spans": [],
    }  # fmt: skip
    assert "days" not in one.fields()
    assert Typed("依据", day="5月4号").fields()["days"] == {"5月4号": False}, "refused as it stands"


def test_who_is_urged_for_three_papers_is_told_once_and_who_urged_hears_of_the_answer(
    played, sit, qtbot
):
    played.at = datetime(2031, 12, 30, 9, 0, tzinfo=OFFICE_ZONE)
    papers = [played.incoming() for _ in range(3)]
    done = played.office.urge_many("wu", papers, "请今日批示", at=iso(played.at))
    assert [(n["person"], len(n["documents"])) for n in done["notices"]] == [("zhang", 3)]
    leader = sit("zhang")
    said: list[str] = []
    leader.news._urged.told.connect(lambda words, *_: said.append(words))
    for _ in range(2):
        leader.news.watch()
        settle(leader, qtbot)
    assert len(said) == 1 and "3 件" in said[0]
    supervisor = sit("wu")
    heard: list[str] = []
    supervisor.news._urged.told.connect(lambda words, *_: heard.append(words))
    supervisor.news.watch()
    settle(supervisor, qtbot)
    assert heard == []
    played.act("zhang", "answer-urging", papers[0], opinion="今日批", expected="2031-12-31")
    supervisor.news.watch()
    settle(supervisor, qtbot)
    assert len(heard) == 1 and "回复" in heard[0]
