"""The window in its working clothes: the faces that come with the program, one zoom."""

import gc

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from oa_client.docflow.paper.candidates import bundled_dirs
from oa_client.ui import theme

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
    dressed()


@pytest.fixture
def picture(qtbot):
    """A widget of a size as it is painted."""

    def painted(widget: QWidget, width: int, height: int) -> QImage:
        if widget.parentWidget() is None:
            qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    return painted
