"""Tab goes round each view: every stop is seen, is named, shows that it has the keyboard."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle

MOST = 80
"""Stops beyond which a way round is none."""
SEEN = 40
"""Pixels by which a stop must look otherwise once it has the keyboard."""


def taken(main: MainWindow) -> QImage:
    return main.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def changed(before: QImage, after: QImage, box: QRect) -> int:
    """Pixels of a box that are not as they were; no more are counted than are asked for."""
    count = 0
    for y in range(box.top(), box.bottom() + 1):
        for x in range(box.left(), box.right() + 1):
            count += before.pixel(x, y) != after.pixel(x, y)
            if count >= SEEN:
                return count
    return count


def name_of(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    return widget.accessibleName() or (words() if callable(words) else "")


@pytest.mark.parametrize(
    ("login", "place"),
    [("zhang", "todo"), ("zhang", "paper"), ("zhang", "record"), ("zhang", "drafts"),
     ("chen", "register"), ("chen", "draft"), ("chen", "books"), ("wu", "supervision"),
     ("wu", "watched"), ("wu", "signals")],
)  # fmt: skip
def test_tab_leads_round_the_view_and_every_stop_is_seen(
    sit, played: Played, qtbot, login: str, place: str
):
    played.incoming(), played.outgoing("sign")
    main = sit(login)
    settle(main, qtbot)
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    if place in ("paper", "record"):
        main.keyboard.step(1)
        settle(main, qtbot)
        main.document.tabs.setCurrentIndex(2 if place == "record" else 0)
    else:
        main.open_place(place)
    settle(main, qtbot)
    way: list[QWidget] = []
    before, unseen = taken(main), []
    while len(way) < MOST:
        qtbot.keyClick(QApplication.focusWidget() or main, Qt.Key.Key_Tab)
        now, after = QApplication.focusWidget(), taken(main)
        if now in way:
            break
        way.append(now)
        box = QRect(now.mapTo(main, QPoint(0, 0)), now.size()).adjusted(-6, -6, 6, 6)
        wrote = isinstance(now, QPlainTextEdit) and now.property("role") == "draft"  # its cursor
        if not wrote and changed(before, after, box.intersected(main.rect())) < SEEN:
            unseen.append(f"{type(now).__name__} {name_of(now)}")
        before = after
    assert all(stop.isVisible() and stop.isEnabled() for stop in way)
    assert not [type(stop).__name__ for stop in way if not name_of(stop)]
    assert unseen == []
    assert way.index(QApplication.focusWidget()) <= 1, "Tab stays in a part of the view"
    assert main.header.search in way and len(way) > 5
