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


def test_the_next_person_does_not_read_what_the_one_before_was_told(sit, played: Played, qtbot):
    main = sit("wang")
    settle(main, qtbot)
    main.notices.tell("您被催办 1 件：《关于经费 & 人员的请示》")
    assert "&&" in lines(main, qtbot)[0], "shown as it is, no key of the menu"
    main.session.set_person("zhang")
    settle(main, qtbot)
    assert lines(main, qtbot) == ["没有新的通知"]
