"""Qt's own file dialog, where the system has none: columns as wide as what stands in them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QHeaderView, QSplitter, QTreeView

from oa_client.ui import theme

PLACES = 150
"""Pixels of the places beside the files."""


class FileColumns(QObject):
    """The dialog is Qt's to make; it is met as it comes to the front."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        qt.focusWindowChanged.connect(self._look)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            widen(dialog)


def widen(dialog: QFileDialog) -> None:
    """Give the names what room there is; the system's own dialog has no list to be widened."""
    listed, beside = dialog.findChild(QTreeView, "treeView"), dialog.findChild(QSplitter)
    if not isinstance(listed, QTreeView) or not isinstance(beside, QSplitter):
        return
    header = listed.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    places = theme.look().px(PLACES)
    beside.setSizes([places, max(places, dialog.width() - places)])
