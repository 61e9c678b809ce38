"""The original of a paper that came in, as a picture of its page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.page_sight import FITTED, Sight
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.registering.original import seen

Fetch = Callable[[Any], bytes]


class OriginalShown(QScrollArea):
    """One page at a time; whatever can't be shown is told, so that the elements' page comes."""

    page_changed = Signal(int, int)
    not_shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._file: tuple[tuple[str, str], Fetch] | None = None
        self._page = self._pages = 0
        self._sights: dict[int, Sight] = {}
        """How each page is looked at, where not as it was scanned."""
        self.picture = plain_label()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setWordWrap(True)
        self.setWidget(self.picture)
        self.setWidgetResizable(True)
        self.viewport().setStyleSheet(f"background: {theme.DESK};")

    def show_file(self, file: tuple[str, str], fetch: Fetch) -> None:
        """The first page of this file, as it was scanned; the page at hand where it is shown
        already. `file` is which it is, and its name.
        """
        if self._file is None or self._file[0] != file:
            self._sights.clear()
            self._page = self._pages = 0
        self._file = file, fetch
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

    def sight(self) -> Sight:
        """How the page is looked at now."""
        return self._sights.get(self._page, FITTED)

    def look(self, look: Callable[[Sight], Sight]) -> None:
        """The page that is shown, seen otherwise; the file stays as it is."""
        self._sights[self._page] = look(self.sight())
        self._ask()

    def _ask(self) -> None:
        if self._file is None:
            return
        (file, fetch), page, sight = self._file, self._page, self.sight()
        width = max(200, self.viewport().width() - 12)
        draw = self._session.facts.page_picture

        def fetched(data: bytes) -> None:
            self._session.ask_beside(
                lambda _: seen(draw, file[1], data, page, width, sight),
                lambda found: self._show(file, found), latest="scan",
            )  # fmt: skip

        self._session.ask(fetch, fetched, lambda _: self.not_shown.emit(), latest="scan")

    def _show(self, file: tuple[str, str], found: tuple[QImage, int] | str) -> None:
        if self._file is None or self._file[0] != file:
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
