"""On the smallest screen, in large letters and long words, what must be read is whole."""

import pytest

from tests.offices import Played
from tests.ui.test_window import settle

LONG = "临江市人民政府办公室关于做好强寒潮天气防范应对和供水供热保障工作有关事项的通知"


@pytest.mark.parametrize("height", [768, 700])
def test_a_returned_paper_with_a_long_title_shows_its_stages_whole(
    sit, dress, played: Played, qtbot, height: int
):
    document = played.act("chen", "register", title=LONG)
    played.act("chen", "examine", document, answers=[True] * 5)
    played.act("wang", "propose", document, opinion="拟请阅示。")
    played.act("zhang", "return", document, reason="请写明承办科室")
    dress(1.3)
    main = sit("wang")
    main.resize(1366, height)
    main.open_document(document)
    settle(main, qtbot)
    main.grab()
    shown = main.document
    flow = shown.head.flow
    assert flow.nodes()[2].state == "returned" and shown.bar.isVisible()
    assert flow.height() == flow.sizeHint().height()
    assert shown.sheet.isVisible() and shown.sheet.viewport().height() > 30


def test_a_rail_of_pictures_still_says_how_much_waits(sit, played: Played, qtbot):
    document = played.incoming()
    played.act("wang", "circulate", document, to=["sun"], note="请阅")
    main = sit("sun")
    main.resize(1100, 768)
    settle(main, qtbot)
    rail = main.navigation
    waiting, nothing = rail._badges["reading"], rail._badges["todo"]
    assert rail.buttons["reading"].text() == "" and waiting.text() == "1"
    assert waiting.isVisible() and not nothing.isVisible()
    assert rail.buttons["reading"].rect().contains(waiting.geometry())
    assert rail.buttons["reading"].toolTip().endswith(" 1")


def test_the_list_leaves_the_stages_room_for_their_names(sit, dress, played: Played, qtbot):
    document = played.outgoing("sign")
    dress(1.3)
    main = sit("chen")
    main.session.set_language("en")
    main.resize(1366, 768)
    main.open_document(document)
    settle(main, qtbot)
    main.grab()
    flow = main.document.head.flow
    assert [place.name for place in flow._places] == [node.name for node in flow.nodes()]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_slip_and_page_share_the_room_whatever_the_page_is_called(
    sit, played: Played, qtbot, language: str
):
    document = played.incoming()
    main = sit("zhang")
    main.resize(1440, 900)
    main.session.set_language(language)
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    pane = main.document
    assert abs(pane._sheet_area.width() - pane._page_area.width()) <= 1
