"""Another size of everything takes a new window: it is made in turns, and one stays where one was.

All that is open would be dressed anew in one turn, and thrown away after it. So the old window
gives way to its own picture first; behind it the new one is built, filled and laid out.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy

from oa_client.ui.views.document_pane import DocumentPane
from oa_client.ui.views.kept_place import go_on, place_in
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.same_spot import spot_in, take_up
from oa_client.ui.views.warming import parts

FILLED_WITHIN = 3_000
"""Milliseconds for which a picture stands for the new window while the office doesn't answer."""
ASKED_AGAIN = 5
"""Milliseconds after which it is seen whether it has."""

Turns = Iterator[int]
"""Each step with the milliseconds until the next."""


def in_turns(turns: Turns, window: MainWindow) -> None:
    """Step after step as long as that window is there; it is painted and heard between them."""

    def go() -> None:
        pause = next(turns, None)
        if pause is not None:
            QTimer.singleShot(pause, window, go)

    QTimer.singleShot(0, window, go)


def other_size(
    old: MainWindow, dress: Callable[[], object], made: Callable[[DocumentPane], MainWindow],
    done: Callable[[MainWindow], None],
) -> Turns:  # fmt: skip
    """`dress` gives everything its new size, `made` makes a window around a document's pane;
    `done` is told of it.
    """
    place, spot, lies = place_in(old), spot_in(old), old.pos()
    old.keep()
    _give_way(old)
    yield 0
    dress()
    yield 0
    document = DocumentPane(old.session)
    yield 0
    new = made(document)
    new.resize(old.size())
    new.move(lies)
    new.setWindowState(old.windowState())
    yield 0
    for _ in go_on(new, place):
        yield 0
    end = QDeadlineTimer(FILLED_WITHIN)
    while new.filling() and not end.hasExpired():
        yield ASKED_AGAIN
    for part in list(parts(new)):
        part.grab()  # laid out and painted once, out of sight
        yield 0
    new.show()
    take_up(new, spot)
    done(new)
    old.hide()
    old.deleteLater()


def _give_way(old: MainWindow) -> None:
    """All that is in it goes, and what is seen of it stays."""
    picture = QLabel()
    picture.setPixmap(old.grab())
    picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    old.gave_way = True
    old.fall_silent()
    old.session.disconnect(old)
    for part in old.children():
        if part is not old.layout():
            part.deleteLater()
    old.setCentralWidget(picture)
    picture.show()
    picture.setGeometry(old.rect())  # at once: Qt would show it, and lay it out, in later turns
