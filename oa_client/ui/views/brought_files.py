"""Files that come with an act: chosen or dropped, one below the other, nothing read on the window's
own thread.
"""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.files import MOST_BYTES, Source, picked, whole
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.file_dialogs import ask_files
from oa_client.ui.views.file_drops import FileDrops
from oa_client.ui.views.file_list import FileList


class BroughtFiles(QWidget):
    """What is brought; Delete takes the marked file away again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.files: list[tuple[str, Source]] = []
        self.drops = FileDrops(session, self)
        self.drops.dropped.connect(self.attach)
        self.list = FileList()
        self.list.setAccessibleName(session.text("register.files"))
        self.add = QPushButton(session.text("form.choose_file"))
        self.remove = QPushButton(session.text("register.remove"))
        self.add.setAutoDefault(False)
        self.remove.setAutoDefault(False)
        self.add.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        self.remove.setProperty("role", "quiet")
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addWidget(self.remove)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addLayout(below)
        self.setFocusProxy(self.add)
        self._fill()

    def attach(self, paths: list[Path]) -> None:
        """Bring files along; what can't be taken is said, the others come."""
        most = self._session.facts.most_bytes
        for path in paths:
            self._session.ask(partial(read_source, path, most), partial(self._take, path))

    def _choose(self) -> None:
        self.attach(ask_files(self, self._session.text("form.choose_file")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)

    def _take(self, path: Path, got: Source) -> None:
        self.files.append((path.name, got))
        self._fill()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.files):
            del self.files[row]
            self._fill()

    def _fill(self) -> None:
        self.list.fill(self.files, len(self.files) - 1)
        self.remove.setVisible(bool(self.files))


def read_source(path: Path, most: int, _: Any) -> Source:
    """An ordinary file: its bytes, and where it is a large one, where it lies."""
    size = picked(path.name, path, most)
    return whole(path) if size <= MOST_BYTES else path
