"""The rail is laid out once: its rows stay where they are, whoever sits down."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton

from oa_client.ui.views.navigation import Navigation
from tests.ui.test_window import settle, sit_down

HIGH, LOW = 900, 700


def rows(rail: Navigation) -> dict[str, tuple[int, int]]:
    """How far down each row of the rail is, and how high."""
    shown = {name: row for name, row in rail.buttons.items() if row.isVisible()}
    return {name: (row.mapTo(rail, row.rect().topLeft()).y(), row.height())
            for name, row in shown.items()}  # fmt: skip


class Painted(QObject):
    """Notes where the rows are whenever one of them is painted."""

    def __init__(self, rail: Navigation) -> None:
        super().__init__(rail)
        self.rail = rail
        self.seen: list[dict[str, tuple[int, int]]] = []
        for row in rail.buttons.values():
            row.installEventFilter(self)

    def eventFilter(self, row: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and isinstance(row, QPushButton):
            found = rows(self.rail)
            if not self.seen or self.seen[-1] != found:
                self.seen.append(found)
        return False


@pytest.mark.parametrize("height", [HIGH, LOW])
@pytest.mark.parametrize("people", [("chen", "zhao", "li", "chen"), ("wu", "wu")])
def test_the_rows_are_seen_in_one_place_from_the_first_and_whoever_sits_down(
    sit, qtbot, height: int, people: tuple[str, ...]
):
    main = sit(people[0])
    main.resize(1440, height)
    painted = Painted(main.navigation)
    settle(main, qtbot)
    for login in people:  # all of them have the same rows
        sit_down(main, login, qtbot)
        main.refresh()
        settle(main, qtbot)
    assert len(painted.seen) == 1, "nothing in the rail may move"


@pytest.mark.parametrize(
    ("login", "height", "close"),
    [("chen", HIGH, False), ("chen", LOW, False), ("wu", 1100, False), ("wu", LOW, True)],
)
def test_rows_lie_close_together_where_room_is_low_and_there_alone(
    sit, qtbot, login: str, height: int, close: bool
):
    main = sit(login)
    main.resize(1440, height)
    settle(main, qtbot)
    heights = {height for _, height in rows(main.navigation).values()}
    assert len(heights) == 1 and (heights.pop() < 34) == close


def test_the_row_of_what_is_open_lies_under_no_sign_that_there_is_more(sit, qtbot):
    main = sit("wu")
    main.resize(1440, LOW)
    settle(main, qtbot)
    rail = main.navigation
    for name, row in rail.buttons.items():
        rail.choose(name)
        at = row.mapTo(rail.rail, row.rect().center())
        assert rail.rail.rect().contains(at), name
        signs = [sign for sign in (rail.above, rail.below) if sign.isVisible()]
        assert not any(sign.geometry().contains(at) for sign in signs), name
