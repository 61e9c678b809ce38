"""The bell keeps what was told while nobody looked, for whoever sits there, and for nobody else."""

from PySide6.QtCore import Qt

from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle


def lines(main: MainWindow, qtbot) -> list[str]:
    qtbot.mouseClick(main.header.bell, Qt.MouseButton.LeftButton)
    told = [action.text() for action in main.header.bell.list.actions()]
    main.header.bell.list.hide()
    return told


def test_what_arrived_while_one_was_away_stands_under_the_bell(sit, played: Played, qtbot):
    main = sit("wang")
    settle(main, qtbot)
    assert lines(main, qtbot) == ["没有新的通知"]
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    played.act("chen", "examine", document, answers=[True] * 5)
    main.news.count()
    settle(main, qtbot)
    assert main.header.bell.accessibleName() == "通知，1 条未看"
    (line,) = lines(main, qtbot)
    assert line.endswith("新到 1 件待办")
    assert main.header.bell.accessibleName() == "通知，0 条未看"


def test_a_line_of_the_bell_leads_to_its_paper_or_to_what_waits(sit, played: Played, qtbot):
    urged, other = played.incoming(), played.incoming()
    played.act("wu", "urge", urged, note="请抓紧")
    main = sit("zhang")
    settle(main, qtbot)
    main.open_tray("done")
    settle(main, qtbot)
    main.notices.tell("新到 1 件待办")
    lines(main, qtbot)
    arrived, told = main.header.bell.list.actions()
    told.trigger()
    settle(main, qtbot)
    assert main.document.shown()["document"] == urged and main.list.tray() == "todo"
    main.open_tray("done")
    arrived.trigger()
    settle(main, qtbot)
    assert main.list.tray() == "todo" and other != urged


def test_a_line_that_was_kept_leads_to_its_paper_in_the_next_window(sit, played: Played, qtbot):
    urged = played.incoming()
    played.act("wu", "urge", urged, note="请抓紧")
    settle(sit("zhang"), qtbot)
    again = sit("zhang")
    settle(again, qtbot)
    lines(again, qtbot)
    again.header.bell.list.actions()[0].trigger()
    settle(again, qtbot)
    assert again.document.shown()["document"] == urged


def test_the_next_person_does_not_read_what_the_one_before_was_told(sit, played: Played, qtbot):
    main = sit("wang")
    settle(main, qtbot)
    main.notices.tell("您被催办 1 件：《关于经费 & 人员的请示》")
    assert "&&" in lines(main, qtbot)[0], "shown as it is, no key of the menu"
    main.session.set_person("zhang")
    settle(main, qtbot)
    assert lines(main, qtbot) == ["没有新的通知"]


def test_what_one_was_told_once_is_not_told_again_however_often_one_sits_down(
    sit, played: Played, qtbot
):
    """He is urged once; it waits under the bell until he looks, whoever sat there meanwhile."""
    document = played.incoming()
    played.act("wu", "urge", document, note="请抓紧")
    main = sit("zhang")
    settle(main, qtbot)
    assert main.toast.accessibleName().startswith("您被催办 1 件")
    for login in ("wu", "zhang"):
        main.session.set_person(login)
        settle(main, qtbot)
    assert not main.toast.isVisible(), "he has seen it"
    assert main.header.bell.accessibleName() == "通知，1 条未看"
    again = sit("zhang")
    settle(again, qtbot)
    assert not again.toast.isVisible(), "in another window neither"
    (line,) = lines(again, qtbot)
    assert line.endswith("您被催办 1 件：《关于开展检查的通知》")
    settle(again, qtbot)
    again.session.set_person("wu")
    settle(again, qtbot)
    again.session.set_person("zhang")
    settle(again, qtbot)
    assert lines(again, qtbot) == ["没有新的通知"], "what he has read is no news"


def test_an_answer_that_came_while_one_was_away_is_told_as_one_sits_down(
    sit, played: Played, qtbot
):
    document = played.incoming()
    played.act("wu", "urge", document, note="请抓紧")
    main = sit("wu")
    settle(main, qtbot)
    main.session.set_person("chen")
    settle(main, qtbot)
    played.act("zhang", "answer-urging", document, opinion="今日办结")
    main.session.set_person("wu")
    settle(main, qtbot)
    assert main.toast.accessibleName() == "1 件催办已有回复：《关于开展检查的通知》"


def test_a_notice_that_waited_for_the_morning_is_not_told_to_the_next_person(
    sit, played: Played, qtbot
):
    main = sit("zhang")
    settle(main, qtbot)
    main.notices.set_quiet(True)
    main.notices.set_hours(False)
    main.notices.tell("新到 1 件待办")
    assert main.notices.held == ["新到 1 件待办"]
    main.session.set_person("wang")
    settle(main, qtbot)
    assert main.notices.held == []
