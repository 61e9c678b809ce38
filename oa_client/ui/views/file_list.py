"""Files one below the other, as many in sight as have room; for the others one scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.files import Source, size_of
from oa_client.ui import wording
from oa_client.ui.views.painted.lettering import one_line

MOST_SHOWN = 3
"""Files that are seen at once."""


class FileList(QListWidget):
    """As high as its rows, to the pixel: it is never scrolled past the last."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "files")
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fill(self, files: Sequence[tuple[str, Source]], row: int) -> None:
        """These files, one of them marked."""
        self.clear()
        self.addItems([file_words(name, data) for name, data in files])
        self.ensurePolished()
        edges = self.contentsMargins()
        rows = min(MOST_SHOWN, len(files)) * max(0, self.sizeHintForRow(0))
        self.setFixedHeight(rows + edges.top() + edges.bottom())
        self.setVisible(bool(files))
        self.setCurrentRow(row)


def file_words(name: str, data: Source) -> str:
    """A file in a list: its name and how large it is."""
    return f"{one_line(name)}　{wording.size_words(_size(data))}"


def _size(data: Source) -> int:
    try:
        return size_of(data)
    except BadInput:  # it lay there a moment ago; whoever sends it will say so
        return 0
