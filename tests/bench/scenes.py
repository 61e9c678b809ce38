"""What is done while the window is measured: places opened, much pasted and written."""

import json

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from oa_client.ui.views.drafting.room import KEEP_AFTER
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.warming import Warming
from tests.bench.turns import Scenes, settle

SENTENCE = "各区县要逐一检查在建工地，重点检查高处作业和用电安全。"
PICTURE = 7000
"""Pixels of a side: 49 million in all."""
MARKUP = 24_000_000


def openings(main: MainWindow) -> Scenes:
    """Each place for the first time, once the window has had its quiet moments."""
    yield "warm the rooms", lambda: _warmed(main)
    for room in ("register", "draft", "supervision", "books"):
        yield f"open {room} first", lambda room=room: main.open_place(room)
    yield "open the calendar first", main.dialogs.show_calendar
    calendar = main.findChild(QDialog)
    yield "the calendar's next year", lambda: _next_year(calendar)
    calendar.close()
    main.open_tray("tracked")
    settle(main)
    yield "open a document first", lambda: main.open_document(main.list.document_at(0))
    trail = main.document.trail
    yield "open a trail first", lambda: main.document.tabs.setCurrentWidget(trail)
    yield "open the print dialog first", main.document.ask_print
    for dialog in main.findChildren(QDialog):
        dialog.close()


def _warmed(main: MainWindow) -> None:
    warming = main.rooms.findChild(Warming)
    while warming:
        QTest.qWait(20)


def _next_year(calendar: QDialog) -> None:
    calendar.year.setValue(calendar.year.value() + 1)
    calendar.year.editingFinished.emit()


def drafting(main: MainWindow) -> Scenes:
    """Much that is pasted into a draft, and written in a long one."""
    main.open_place("draft")
    body, picture = main.draft.body, QImage(PICTURE, PICTURE, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    image, markup = QMimeData(), QMimeData()
    image.setImageData(picture)
    yield "paste 49 million pixels", lambda: body.insertFromMimeData(image)
    body.clear()
    for size in (200_000, 990_000):
        words = QMimeData()
        words.setText(text(size))
        yield f"paste {size:,} characters", lambda words=words: body.insertFromMimeData(words)
        if size == 200_000:
            yield "type and pause on them", lambda: type_on(main)
        body.clear()
    for size in (4_900, 19_000):
        body.fill(text(size))
        settle(main)
        yield f"type and pause on {size:,}", lambda: type_on(main)
        body.clear()
    cell = "<table><tr><td>字</table>"
    html = f"<html><body>{cell}{'<p>检查</p>' * (MARKUP // 13)}</body></html>"
    markup.setData("text/html", html.encode())
    markup.setData("text/plain", "检查".encode())
    yield "paste 24 million bytes of HTML", lambda: body.insertFromMimeData(markup)
    body.clear()
    QTest.qWait(2 * KEEP_AFTER)
    login, words_of_it = main.session.login, {"title": "长", "body": text(199_000)}
    kept = json.dumps(words_of_it, ensure_ascii=False)
    main.session.ask(lambda office: office.autosave(login, "draft", kept), lambda _: None)
    settle(main)
    yield "take up a draft of 200,000", lambda: main.draft.load(None)
    body.clear()
    QTest.qWait(2 * KEEP_AFTER)


def text(size: int) -> str:
    """So many characters of an office's prose."""
    line = SENTENCE * 7 + "\n"
    return (line * (size // len(line) + 1))[:size]


def type_on(main: MainWindow) -> None:
    """Thirty keys, faster than anybody types."""
    for number in range(30):
        QTimer.singleShot(40 * number, main, lambda: _press(main))


def _press(main: MainWindow) -> None:
    plain = Qt.KeyboardModifier.NoModifier
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, plain, "字")
    QApplication.sendEvent(main.draft.body, key)
