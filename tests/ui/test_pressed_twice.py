"""A button that is pressed twice, or held: the act is done once, and nobody is told off."""

import pytest
from PySide6.QtCore import Qt

from oa_client.ui.views.main_window import MainWindow
from tests.offices import BODY, Played
from tests.ui.test_window import settle


@pytest.fixture
def at(sit, qtbot):
    """Somebody in a room of his window, and what he is told there."""

    def sat(login: str, room: str) -> tuple[MainWindow, list[str]]:
        main = sit(login)
        settle(main, qtbot)
        main.open_place(room)
        refused: list[str] = []
        main.session.told.connect(lambda words, kind: kind == "refused" and refused.append(words))
        return main, refused

    return sat


def press(button, qtbot) -> None:
    """A double click, and Enter held down."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    for _ in range(4):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def titles(played: Played, login: str) -> list[str]:
    return [row["title"] for row in played.office.tray(login, "tracked", None, 50)["rows"]]


def test_a_paper_is_registered_once(at, played: Played, qtbot):
    main, refused = at("chen", "register")
    main.register.form.inputs["title"].setText("双击的来文")
    press(main.register.send, qtbot)
    settle(main, qtbot)
    assert titles(played, "chen") == ["双击的来文"] and not refused


@pytest.mark.parametrize("button", ["save", "send"])
def test_a_draft_is_one_draft(button, at, played: Played, qtbot):
    main, refused = at("li", "draft")
    draft = main.draft
    draft.form.inputs["title"].setText("双击的稿")
    draft.form.chips("to").setText("甲县")
    draft.body.setPlainText(BODY)
    press(getattr(draft, button), qtbot)
    settle(main, qtbot)
    found = [row["title"] for row in played.office.tray("li", "drafts", None, 50)["rows"]]
    assert sorted(set(titles(played, "li") + found)) == ["双击的稿"]
    assert len(titles(played, "li") or found) == 1 and not refused


def test_a_draft_stays_one_where_he_writes_on_between_two_presses(at, played: Played, qtbot):
    main, _ = at("li", "draft")
    main.draft.form.inputs["title"].setText("慢的稿")
    main.draft.filing.keep()
    main.draft.form.inputs["title"].setText("慢的稿件")
    main.draft.filing.keep()
    settle(main, qtbot)
    main.draft.filing.keep()
    settle(main, qtbot)
    rows = played.office.tray("li", "drafts", None, 50)["rows"]
    assert [row["title"] for row in rows] == ["慢的稿件"]


def test_ctrl_enter_held_down_instructs_once(at, played: Played, qtbot):
    first, second = played.incoming(), played.incoming()
    main, refused = at("zhang", "todo")
    main.open_document(first)
    settle(main, qtbot)
    main.document.bar.opinion.setPlainText("请住建科办。")
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(8):
        qtbot.keyClick(main.document.bar.opinion, Qt.Key.Key_Return, control)
    settle(main, qtbot)
    said = [played.office.show("chen", one)["opinions"] for one in (first, second)]
    instructed = [[o["text"] for o in each if o["stage"] == "instruct"] for each in said]
    assert instructed == [["请住建科办。"], []] and not refused
    assert main.document.bar.primary.isEnabled()
    assert played.problems() == []
