"""The longest turn of the window's own thread: while one pastes, writes and opens places.

Each row is reported, none is judged: the wall clock counts whoever else uses the machine.
"""

import json
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from oa_client.ui.views.drafting.room import KEEP_AFTER
from oa_client.ui.views.main_window import MainWindow

SENTENCE = "各区县要逐一检查在建工地，重点检查高处作业和用电安全。"
PICTURE = 7000
"""Pixels of a side: 49 million in all."""
MARKUP = 24_000_000
QUIET, MOST = 1.5, 60.0
"""Seconds: how long nothing may wait for an answer until a row is at its end; of a row at most."""
Row = dict[str, float | str]


class Turns(QObject):
    """A clock that is asked to tick every millisecond, and sees how late it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.begin()
        self.clock = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.clock.timeout.connect(self._tick)
        self.clock.start()

    def begin(self) -> None:
        """What came before counts no more."""
        self.longest = (0.0, 0.0)
        self._wall, self._own = time.perf_counter(), time.thread_time()

    def _tick(self) -> None:
        wall, own = time.perf_counter(), time.thread_time()
        before = self.longest
        self.longest = max(before[0], wall - self._wall), max(before[1], own - self._own)
        self._wall, self._own = wall, own


def longest_turns(main: MainWindow) -> Iterator[Row]:
    """Milliseconds of each row's longest turn, by the clock and of the thread itself."""
    turns = Turns()
    for name, does in _works(main):
        settle(main)
        turns.begin()
        QTimer.singleShot(0, main, does)
        QTest.qWait(50)
        settle(main)
        wall, own = (round(seconds * 1000, 1) for seconds in turns.longest)
        yield {"turn": name, "wall_ms": wall, "thread_ms": own}


def settle(main: MainWindow) -> None:
    """Until nobody waits for an answer, and for a moment longer."""
    begun = since = time.perf_counter()
    while since - begun < MOST and time.perf_counter() - since < QUIET:
        QTest.qWait(50)
        if main.session.waiting or main.draft.body.arriving:
            since = time.perf_counter()


def _works(main: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """One after another; what a row needs is made when it is its turn."""
    for room in ("register", "draft", "supervision"):
        yield f"open {room} first", lambda room=room: main.open_place(room)
    yield "open the calendar first", main.dialogs.show_calendar
    main.findChild(QDialog).close()
    main.open_tray("tracked")
    settle(main)
    main.open_document(main.list.document_at(0))
    settle(main)
    trail = main.document.trail
    yield "open a trail first", lambda: main.document.tabs.setCurrentWidget(trail)
    yield "open the print dialog first", main.document.ask_print
    for dialog in main.findChildren(QDialog):
        dialog.close()
    main.open_place("draft")
    yield from _drafting(main)


def _drafting(main: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    body, picture = main.draft.body, QImage(PICTURE, PICTURE, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    image, markup = QMimeData(), QMimeData()
    image.setImageData(picture)
    yield "paste 49 million pixels", lambda: body.insertFromMimeData(image)
    body.clear()
    for size in (200_000, 990_000):
        words = QMimeData()
        words.setText(_text(size))
        yield f"paste {size:,} characters", lambda words=words: body.insertFromMimeData(words)
        if size == 200_000:
            yield "type and pause on them", lambda: _type(main)
        body.clear()
    cell = "<table><tr><td>字</table>"
    html = f"<html><body>{cell}{'<p>检查</p>' * (MARKUP // 13)}</body></html>"
    markup.setData("text/html", html.encode())
    markup.setData("text/plain", "检查".encode())
    yield "paste 24 million bytes of HTML", lambda: body.insertFromMimeData(markup)
    body.clear()
    QTest.qWait(2 * KEEP_AFTER)
    login, words_of_it = main.session.login, {"title": "长", "body": _text(199_000)}
    kept = json.dumps(words_of_it, ensure_ascii=False)
    main.session.ask(lambda office: office.autosave(login, "draft", kept), lambda _: None)
    settle(main)
    yield "take up a draft of 200,000", lambda: main.draft.load(None)


def _text(size: int) -> str:
    line = SENTENCE * 7 + "\n"
    return (line * (size // len(line) + 1))[:size]


def _type(main: MainWindow) -> None:
    for number in range(30):
        QTimer.singleShot(40 * number, main, lambda: _press(main))


def _press(main: MainWindow) -> None:
    plain = Qt.KeyboardModifier.NoModifier
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, plain, "字")
    QApplication.sendEvent(main.draft.body, key)
