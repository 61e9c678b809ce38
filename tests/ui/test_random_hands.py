"""Somebody without a plan at the window: whatever he clicks and types, it lives."""

import random
import sys
import traceback
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle

WORDS = (
    "同意", "<b>粗</b><img src=file:///etc/hostname>", "\u202e反向", "𠮷龘", "长" * 3000, "",
    "；；", "2026-01-01", "关于检查的通知",
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F7, Qt.Key.Key_F8,
    Qt.Key.Key_F3, Qt.Key.Key_Down,
)  # fmt: skip
STEPS = 400
T = TypeVar("T", bound=QWidget)


class Hands:
    """Chooses among what can be seen and reached."""

    def __init__(self, main: MainWindow, chance: random.Random, qtbot) -> None:
        self.main, self.chance, self.qtbot = main, chance, qtbot

    def step(self) -> None:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.main
        if isinstance(top, QMenu):
            top.close()
            return
        moves: list[Callable[[QWidget], None]] = [self.click, self.type, self.row, self.combo]
        moves += [self.key, self.sit, self.speak]
        self.chance.choices(moves, (50, 18, 8, 6, 6, 4, 2))[0](top)

    def one(self, top: QWidget, kind: type[T]) -> T | None:
        found = [w for w in top.findChildren(kind) if w.isVisible() and w.isEnabled()]
        return self.chance.choice(found) if found else None

    def click(self, top: QWidget) -> None:
        button = self.one(top, QAbstractButton)
        menu = button.menu() if isinstance(button, QToolButton) else None
        if menu:
            entries = [a for a in menu.actions() if a.isEnabled() and not a.isSeparator()]
            if entries:
                self.chance.choice(entries).trigger()
        elif button:
            button.click()

    def type(self, top: QWidget) -> None:
        words = self.chance.choice(WORDS)
        line, box = self.one(top, QLineEdit), self.one(top, QPlainTextEdit)
        if line and (not box or self.chance.random() < 0.5):
            line.setText(words)
        elif box and not box.isReadOnly():
            box.setPlainText(words)

    def row(self, top: QWidget) -> None:
        view = self.one(top, QAbstractItemView)
        if view and view.model() and view.model().rowCount():
            view.setCurrentIndex(view.model().index(self._below(view.model().rowCount()), 0))

    def combo(self, top: QWidget) -> None:
        box = self.one(top, QComboBox)
        if box and box.count():
            box.setCurrentIndex(self._below(box.count()))
            box.activated.emit(box.currentIndex())

    def key(self, _: QWidget) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.main, self.chance.choice(KEYS))

    def sit(self, _: QWidget) -> None:
        people = [person["login"] for person in self.main.session.facts.people]
        self.main.session.set_person(self.chance.choice(people))

    def speak(self, _: QWidget) -> None:
        self.main.session.set_language(self.chance.choice(("zh_CN", "en")))

    def _below(self, most: int) -> int:
        return self.chance.randrange(most)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_clicked_and_typed_the_window_lives(
    seed: int, sit, played: Played, qtbot, monkeypatch, tmp_path
):
    monkeypatch.setenv("OA_PREFERENCES", str(tmp_path / "window.json"))
    for asks in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_, **__: ("", ""))
    faults: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *e: faults.append("".join(
        traceback.format_exception(*e))))  # fmt: skip
    played.whole()
    main = sit("chen")
    main.session._work.crashed.connect(faults.append)
    settle(main, qtbot)
    hands = Hands(main, random.Random(seed), qtbot)
    for number in range(STEPS):
        hands.step()
        if number % 5 == 0:
            settle(main, qtbot)
        else:
            QApplication.processEvents()
        main.show()
    settle(main, qtbot)
    assert faults == []
    assert played.office.verify()["problems"] == []
