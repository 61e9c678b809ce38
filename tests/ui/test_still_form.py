"""公文要素: nothing slides away under the mouse because of what is written there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.name_chips import NameChips
from oa_client.ui.views.painted.lettering import tip
from tests.offices import Played
from tests.ui.test_window import settle

LONG = "临江市人民政府办公室关于进一步做好城镇老旧小区改造专项资金使用情况自查自纠工作的通知"


@pytest.fixture
def main(sit, played: Played, qtbot) -> Iterator[MainWindow]:
    shown = sit("li")
    shown.resize(1440, 900)
    shown.open_place("draft")
    settle(shown, qtbot)
    yield shown
    qtbot.mouseMove(shown, QPoint(2, 2))  # the mouse of the next test points at nothing


def point_at(widget: QWidget, qtbot) -> None:
    qtbot.mouseMove(widget, QPoint(3, 3))
    qtbot.mouseMove(widget)
    qtbot.wait(1)


def places(main: MainWindow) -> dict[str, tuple[int, int]]:
    """Where each field stands in the form, and how high it is."""
    form = main.draft.form
    main.grab()  # laid out
    return {
        name: (field.mapTo(form, QPoint()).y(), field.height())
        for name, field in form.inputs.items() if field.isVisible()
    }  # fmt: skip


def write(main: MainWindow, name: str, words: str, qtbot) -> None:
    """As one writes it: key by key in the field."""
    field = main.draft.form.inputs[name]
    if isinstance(field, NameChips):
        for word in words.split("；"):
            field.line.setText(word)
            qtbot.keyClick(field.line, Qt.Key.Key_Return)
    else:
        for sign in words:
            field.insertPlainText(sign)
    settle(main, qtbot)


def test_a_click_lands_in_the_field_that_stood_there_before_one_wrote(main: MainWindow, qtbot):
    form = main.draft.form
    point_at(form.inputs["title"], qtbot)
    before = places(main)
    aims = {
        name: form.inputs[name].mapTo(main, form.inputs[name].rect().center())
        for name in ("to", "cc", "urgency")
    }
    write(main, "title", LONG, qtbot)
    write(main, "to", "各区县人民政府；市政府各部门", qtbot)
    write(main, "cc", "市委办公室；市政协办公室", qtbot)
    assert places(main) == before
    for name, at in aims.items():
        hit = main.childAt(at)
        assert form.inputs[name].isAncestorOf(hit), name
    chips = form.chips("cc")
    assert [chip.text() for chip in chips._chips] != [f"{n}  ×" for n in chips.names()]
    assert all(chip.geometry().bottom() < chips.height() for chip in chips._chips)
    told = [chip.toolTip() for chip in chips._chips]
    assert told == [tip(name) for name in chips.names()], "the whole name is told"


def test_the_fields_take_their_rows_once_the_mouse_is_elsewhere(main: MainWindow, qtbot):
    form = main.draft.form
    point_at(form.inputs["title"], qtbot)
    before = places(main)
    write(main, "title", LONG, qtbot)
    write(main, "cc", "市委办公室；市政协办公室", qtbot)
    point_at(main.draft.body, qtbot)
    qtbot.waitUntil(lambda: places(main)["title"][1] > before["title"][1])
    assert places(main)["cc"][1] > before["cc"][1]
    chips = form.chips("cc")
    assert [chip.text() for chip in chips._chips] == [f"{n}  ×" for n in chips.names()]


def test_a_title_of_two_lines_has_its_room_beforehand(main: MainWindow, qtbot):
    point_at(main.draft.body, qtbot)
    before = places(main)
    write(main, "title", LONG[:24] + "的请示", qtbot)
    assert main.draft.form.fields()["kind"] == "请示"
    assert main.draft.form.notes["kind_proposed"].text()
    settle(main, qtbot)
    assert places(main) == before, "nor does the kind that it names, or 签发人, push anything"


def test_a_list_below_a_field_does_not_count_as_the_mouse_going_away(main: MainWindow, qtbot):
    form = main.draft.form
    field = form.chips("countersigners")
    point_at(field.line, qtbot)
    write(main, "title", LONG, qtbot)
    before = places(main)
    qtbot.keyClicks(field.line, "c")
    popup = field.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QApplication.sendEvent(form, QEvent(QEvent.Type.Leave))
    assert places(main) == before
    popup.hide()
