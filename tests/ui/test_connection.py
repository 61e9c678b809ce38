"""The rail's foot says how the office is reached, in words and with a shape of its own."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt

from oa_client.docflow.model.moment import now
from oa_client.ui.presenters.connection import AWAY, BEHIND, CONNECTED, FILE, LOST
from oa_client.ui.views.painted.connection_mark import mark_of
from tests.offices import Played
from tests.ui.test_window import settle


def test_a_file_that_is_moved_away_is_said_with_the_hour_until_it_is_there_again(
    sit, played: Played, qtbot
):
    main = sit("li")
    settle(main, qtbot)
    foot = main.navigation.foot
    assert foot.text().strip() == "本机机关文件" and foot.connection.state() == FILE
    assert str(played.office.path) in foot.details() and "时限监控运行中" in foot.details()
    path = played.office.path
    played.office.close()
    elsewhere = path.rename(path.with_name("elsewhere"))
    before = now()
    main.refresh()
    settle(main, qtbot)
    since = foot.connection.since
    assert f"{before:%Y-%m-%dT%H:%M}" <= since[:16] <= f"{now():%Y-%m-%dT%H:%M}"
    assert foot.text().strip() == f"{since[11:16]} 起断开，只读"
    assert main.reach.isVisible(), "the strip says the same"
    assert "时限监控中断" in main.navigation._watch.text() and "保留" in foot.details()
    main.refresh()
    settle(main, qtbot)
    assert foot.connection.since == since, "it was lost once"
    elsewhere.rename(path)
    main.refresh()
    settle(main, qtbot)
    assert foot.connection.state() == FILE
    assert "时限监控运行中" in main.navigation._watch.text()


def test_pressed_it_tells_where_the_office_lies_and_in_a_narrow_rail_the_sign_is_enough(
    sit, played: Played, qtbot
):
    main = sit("li")
    settle(main, qtbot)
    foot = main.navigation.foot
    main.navigation.set_wide(False)
    assert foot.text() == "" and foot.accessibleName() == "本机机关文件"
    assert "可阅读、起草和办理" in foot.toolTip()
    qtbot.mouseClick(foot, Qt.MouseButton.LeftButton)
    assert foot.told.isVisible()
    assert str(played.office.path) in foot._details.text()
    foot.told.close()


@pytest.mark.parametrize(("one", "two"), [*combinations((FILE, CONNECTED, BEHIND, AWAY, LOST), 2)])
def test_each_state_is_told_by_its_shape_alone(one, two, sit):
    sit("li")

    def drawn(state: str) -> list[bool]:
        picture = mark_of(state).pixmap(32, 32).toImage()
        places = ((x, y) for x in range(32) for y in range(32))
        return [picture.pixelColor(x, y).alpha() > 127 for x, y in places]

    assert sum(a != b for a, b in zip(drawn(one), drawn(two), strict=True)) > 40
