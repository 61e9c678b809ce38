"""The window in its working clothes: the faces that come with the program, one zoom."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from oa_client import app, window
from oa_client.docflow.paper.candidates import bundled_dirs
from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.work import Work
from tests.offices import Played

FONTS = [file for folder in bundled_dirs() for file in sorted(folder.glob("*.otf"))]


@pytest.fixture(autouse=True)
def collected_here():
    """As in the office: the collector runs on the GUI thread only, never beside the records."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture
def dress(qapp):
    """Dress the window in a zoom; it is 100 % again after the test."""

    def dressed(zoom: float = 1.0) -> theme.Look:
        return theme.apply(qapp, zoom, FONTS)

    dressed()
    yield dressed
    if theme.look().zoom != 1.0:  # whoever chose it; to dress every widget anew takes a second
        dressed()


@pytest.fixture
def picture(qtbot):
    """A widget of a size as it is painted."""

    def painted(widget: QWidget, width: int, height: int) -> QImage:
        if widget.parentWidget() is None:
            qtbot.addWidget(widget)
            # on a screen it may get the keyboard, and its ring, before it is painted or after
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.resize(width, height)
        widget.show()
        return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    return painted


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    """A training office in a file."""
    made = Played(tmp_path / "office.oa")
    yield made
    made.office.close()


@pytest.fixture
def sit(played: Played, qtbot) -> Iterator[Callable[[str], MainWindow]]:
    """Somebody sits down at a PC of that office: his window, shown; it is closed afterwards."""
    window.application()
    works: list[Work] = []

    def sat(login: str) -> MainWindow:
        path = str(played.office.path)
        works.append(Work(lambda: app.open_office(path)))
        facts = window.facts_of(played.office)
        main = MainWindow(Session(works[-1], facts, login, "zh_CN"))
        qtbot.addWidget(main)
        main.show()
        return main

    yield sat
    assert all(work.stop() for work in works)


@pytest.fixture
def told(main: MainWindow) -> list[str]:
    """What the window of the test says to the person at it."""
    said: list[str] = []
    main.session.told.connect(lambda words, _: said.append(words))
    return said


@pytest.fixture
def seated(sit, played: Played, qtbot):
    """Somebody with a paper before him."""
    from tests.ui.test_window import settle

    def at(login: str, document: str) -> MainWindow:
        main = sit(login)
        settle(main, qtbot)
        main.open_document(document)
        settle(main, qtbot)
        return main

    return at
