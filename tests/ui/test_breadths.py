"""Tables and the rail in the room there is: what says most is cut last, what is hidden shows."""

import pytest
from PySide6.QtCore import Qt

from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.shared_breadth import shared_out
from tests.offices import Played
from tests.ui.test_window import settle

TITLE = "关于做好强寒潮天气防范应对和供水供热保障的通知"


def test_numbers_keep_their_breadth_and_a_title_gives_way_after_what_is_said_of_it():
    number, title, words, moment = shared_out([140, 300, 900, 110], 800, 1, 120)
    assert (number, title, moment) == (140, 300, 110) and 240 <= words <= 250
    assert sum((number, title, words, moment)) == 800


def test_what_is_over_is_the_title_s_and_with_too_little_room_one_scrolls():
    assert shared_out([100, 200, 50], 500, 1) == [100, 350, 50]
    assert shared_out([100, 900, 400, 50], 300, 1, 120) == [100, 180, 120, 50]


def test_with_too_little_room_short_columns_stay_whole_while_long_ones_draw_together():
    assert shared_out([140, 900, 400, 110], 540, 1, 150, 96) == [140, 194, 96, 110]
    assert shared_out([140, 900, 400, 110], 300, 1, 150, 96) == [140, 144, 96, 110]


def test_a_column_in_which_nothing_stands_gives_its_room_to_the_others(
    sit, played: Played, qtbot
):
    document = played.act("chen", "register", title=TITLE, number="滨政办电〔2026〕41号")
    played.act("wu", "urge", document, note="批示时限今日十一时三十五分届满，请即办理。" * 4)
    main = sit("wu")
    main.open_place("urged")
    settle(main, qtbot)
    table = main.watch.table
    heads = [table.model().headerData(n, Qt.Orientation.Horizontal)
             for n in range(table.model().columnCount())]  # fmt: skip
    for width, hidden in ((1440, False), (1030, True), (1440, False)):
        main.resize(width, 768)
        settle(main, qtbot)
        assert table.isColumnHidden(heads.index("回复")) is hidden, width
        assert table.horizontalScrollBar().maximum() == 0
        assert table.columnWidth(heads.index("文号")) >= 100
    main.resize(1030, 768)
    main.open_place("month")
    settle(main, qtbot)
    assert not any(table.isColumnHidden(n) for n in range(table.model().columnCount()))


@pytest.mark.parametrize("width", [1366, 1440])
def test_the_title_of_an_urged_paper_stands_whole_beside_a_long_note(
    sit, played: Played, qtbot, width: int
):
    document = played.act("chen", "register", title=TITLE, number="滨政办电〔2026〕41号")
    played.act("wu", "urge", document, note="批示时限今日十一时三十五分届满，请即办理。" * 4)
    main = sit("wu")
    main.resize(width, 768)
    main.open_place("urged")
    settle(main, qtbot)
    table = main.watch.table
    heads = [table.model().headerData(n, Qt.Orientation.Horizontal)
             for n in range(table.model().columnCount())]  # fmt: skip
    for name in ("标题", "文号", "时间", "承办人"):
        at = heads.index(name)
        assert table.columnWidth(at) >= table.sizeHintForColumn(at), name
    whole = sum(table.columnWidth(n) for n in range(len(heads)))
    assert whole == table.viewport().width(), "nothing lies beyond the edge, nothing is left over"


def low(sit, qtbot, login: str, height: int) -> MainWindow:
    main: MainWindow = sit(login)
    main.resize(1366, height)
    settle(main, qtbot)
    return main


def test_a_low_rail_says_that_there_is_more_below_and_one_press_shows_it(
    sit, played: Played, qtbot
):
    main = low(sit, qtbot, "wu", 768)
    rail = main.navigation
    seen = rail.rail.viewport().rect()

    def sees(name: str) -> bool:
        button = rail.buttons[name]
        at = button.mapTo(rail.rail.viewport(), button.rect().center())
        return seen.contains(at) and not button.visibleRegion().isEmpty()

    assert rail.below.isVisible() and not rail.above.isVisible()
    assert all(sees(name) for name in ("supervision", "urged", "signals", "month", "todo", "done"))
    assert not sees("draft")
    qtbot.mouseClick(rail.below, Qt.MouseButton.LeftButton)
    assert sees("draft") and rail.above.isVisible() and not rail.below.isVisible()
    qtbot.mouseClick(rail.above, Qt.MouseButton.LeftButton)
    assert sees("supervision") and not rail.above.isVisible()


def test_most_people_see_the_whole_rail_at_its_usual_height(sit, played: Played, qtbot):
    rail = low(sit, qtbot, "chen", 768).navigation
    assert not (rail.below.isVisible() or rail.above.isVisible())
    assert rail.buttons["books"].height() == 34


def test_the_room_that_is_open_is_seen_in_a_low_rail(sit, played: Played, qtbot):
    main = low(sit, qtbot, "wu", 700)
    main.open_place("draft")
    settle(main, qtbot)
    assert not main.navigation.buttons["draft"].visibleRegion().isEmpty()
