"""催办 in the window: whom one urges is said before and after, and they hear of it at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from oa_client.docflow.handling.integrity.signals import published
from oa_client.docflow.model.moment import OFFICE_ZONE, iso
from oa_client.ui.presenters.done import several, urged_many
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.supervising.urge_many import UrgeMany
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    """Two late papers: one lies with Zhang Mingyuan, one was sent round to two people."""
    made = Played(tmp_path / "office.oa")
    made.held = made.incoming()
    made.round = made.act("chen", "circulate", title="会议纪要", to=["zhao", "sun"])
    made.at += timedelta(days=9)
    made.office.monitor(iso(made.at))
    yield made
    made.office.close()


def desk_of(sit, qtbot, login: str = "wu") -> MainWindow:
    main = sit(login)
    main.open_place("supervision")
    settle(main, qtbot)
    return main


def asked_many(main: MainWindow, qtbot) -> UrgeMany:
    main.supervision.late.selectAll()
    qtbot.mouseClick(main.supervision.table.urge, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    return main.supervision.findChild(UrgeMany)


def listed(dialog: UrgeMany) -> dict[str, str]:
    items = (dialog.papers.topLevelItem(n) for n in range(dialog.papers.topLevelItemCount()))
    return {item.text(0): item.text(1) for item in items}


def test_who_urges_several_is_told_before_whom_upon_which_paper_and_after_whom(
    sit, played: Played, qtbot
):
    main = desk_of(sit, qtbot)
    dialog = asked_many(main, qtbot)
    assert listed(dialog) == {"关于开展检查的通知": "张明远", "会议纪要": "孙志强、赵磊"}
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    told = main.toast.accessibleName()
    assert told.startswith("已催办 ") and told.endswith("，共 2 件")
    assert all(name in told for name in ("张明远", "孙志强", "赵磊"))


def test_who_was_urged_just_now_is_left_out_and_the_dialog_says_why(sit, played: Played, qtbot):
    played.office.act("wu", "urge", {}, document=played.held)
    main = desk_of(sit, qtbot)
    dialog = asked_many(main, qtbot)
    assert listed(dialog)["关于开展检查的通知"].startswith("您刚催过 张明远")
    dialog.send()
    settle(main, qtbot)
    assert main.toast.accessibleName() == "已催办 孙志强、赵磊，共 1 件"


def test_of_many_who_are_urged_the_first_are_named_and_all_are_counted(
    sit, played: Played, qtbot
):
    session = sit("wu").session
    people = ["chen", "wang", "zhang", "zhou", "sun", "zhao"]
    assert several(session, people) == "陈静、王建国、张明远、周敏 等 6 人"
    assert several(session, ["sun", "zhao", "sun"]) == "孙志强、赵磊"
    assert urged_many(session, [], ["不行。"]).startswith("没有催办任何人；1 件未成")


def test_whoever_is_urged_has_a_dot_at_his_bell_as_soon_as_his_window_looks(
    sit, played: Played, qtbot
):
    his = sit("zhang")
    settle(his, qtbot)
    seen = his.header.bell.accessibleName()
    main = desk_of(sit, qtbot)
    main.supervision._show(played.held)
    settle(main, qtbot)
    urge = main.supervision.detail.urge
    assert urge.text() == "催办 张明远"
    qtbot.mouseClick(urge, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "已催办 张明远（批示）"
    his.strips.heard.emit()  # as a server tells of every act
    settle(his, qtbot)
    assert his.header.bell.accessibleName() != seen
    assert "您被催办 1 件" in his.toast.accessibleName()


def test_a_chief_is_not_offered_to_urge_herself(sit, played: Played, qtbot):
    """Zhou Min has handled the paper and leads it now; nobody else has it in hand."""
    played.act("zhang", "instruct", played.held, opinion="请住建科办。")
    played.act("wang", "assign", played.held, lead="住建科", assist=["财务科"])
    shown = played.show("chen", played.held)
    assert set(shown["urgeable"]) == {"zhou", "sun"}
    mine = played.act("chen", "register", title="关于来访的函")
    main = sit("chen")
    main.open_document(mine)
    settle(main, qtbot)
    (entry,) = (e for e in main.document.bar.more.menu().actions() if e.text() == "催办")
    assert not entry.isEnabled() and "只在您自己手上" in entry.toolTip()


def test_whoever_urges_one_paper_is_told_whom(sit, played: Played, qtbot):
    main = sit("chen")
    main.open_document(played.round)
    settle(main, qtbot)
    main.document.bar.start("urge")
    settle(main, qtbot)
    dialog = next(d for d in main.findChildren(ActDialog) if d.isVisible())
    assert dialog.fields() == {"to": ["sun", "zhao"]}
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "已催办 赵磊（传阅）、孙志强（传阅）"


def test_a_report_on_paper_names_a_stage_as_the_window_does(played: Played):
    _, report = played.office.report("wu")
    stages = {row["title"]: row["stage"] for row in report.rows}
    assert stages["会议纪要"] == "传阅"


def test_the_signal_of_hours_says_that_one_s_own_urging_counts(played: Played):
    law = next(law for law in published() if law.code == "out-of-hours")
    assert "自动催办" in law.words("zh_CN") and "本人催办、立项照计" in law.words("zh_CN")
    for day in (14, 21, 28):
        at = datetime(2026, 3, day, 10, 0, tzinfo=OFFICE_ZONE)  # Saturdays
        played.office.act("wu", "urge", {}, document=played.held, at=iso(at))
    found = [one for one in played.office.signals("wu") if one.code == "out-of-hours"]
    assert [one.people for one in found] == [("wu",)]
