"""The original of a paper that came in, as a picture of its page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.registering.original import seen

Fetch = Callable[[Any], bytes]


class OriginalShown(QScrollArea):
    """One page at a time; whatever can't be shown is told, so that the elements' page comes."""

    page_changed = Signal(int, int)
    not_shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._file: tuple[str, Fetch] | None = None
        self._page = self._pages = 0
        self.picture = QLabel()
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setWordWrap(True)
        self.setWidget(self.picture)
        self.setWidgetResizable(True)
        self.viewport().setStyleSheet(f"background: {theme.DESK};")

    def show_file(self, name: str, fetch: Fetch) -> None:
        """The first page of this file."""
        self._file, self._page, self._pages = (name, fetch), 0, 0
        self._ask()

    def clear(self) -> None:
        """Nothing of the paper before stays."""
        self._file = None
        self.picture.clear()

    def turn(self, step: int) -> None:
        """To the page before, or after."""
        if 0 <= self._page + step < self._pages:
            self._page += step
            self._ask()

    def _ask(self) -> None:
        if self._file is None:
            return
        (name, fetch), page = self._file, self._page
        width = max(200, self.viewport().width() - 12)
        self._session.ask(
            lambda office: (name, seen(office, name, fetch(office), page, width)),
            self._show, lambda _: self.not_shown.emit(), latest="scan",
        )  # fmt: skip

    def _show(self, answer: tuple[str, tuple[QImage, int] | str]) -> None:
        name, found = answer
        if self._file is None or self._file[0] != name:
            return
        if not found:
            self.not_shown.emit()
            return
        if isinstance(found, str):
            self.picture.setText(found)
            return
        image, self._pages = found
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.page_changed.emit(self._page + 1, self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._ask()
