"""原件: the files of a paper that came in; the first is the original, and is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
)

from oa_client.docflow.model.files import Source
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.brought_files import read_source
from oa_client.ui.views.file_dialogs import ask_files
from oa_client.ui.views.file_drops import FileDrops
from oa_client.ui.views.file_list import FileList
from oa_client.ui.views.page_sight import FITTED, STEP, Sight
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.pictures import picture, redrawn
from oa_client.ui.views.plain_label import plain_label

PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp")
LONGEST_TEXT = 4000
"""Characters of a text file that are shown."""


@dataclass(frozen=True)
class Brought:
    """A file that came with the paper: its name, its content, and where it lay."""

    name: str
    source: Source
    place: Path


class OriginalPane(QFrame):
    """Drop files here, or choose them; nothing is read on the window's own thread."""

    changed = Signal()
    taken = Signal(str)
    """A file was brought along; its name."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self.drops = FileDrops(session, self)
        self.drops.dropped.connect(self.attach)
        self.brought: list[Brought] = []
        self._page = 0
        self._pages = 0
        self._name, self._number = QLabel(), QLabel()
        for label, role in ((self._name, "strong"), (self._number, "meta")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.shown = plain_label()
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setWordWrap(True)
        self.shown.setProperty("role", "meta")
        self._area = QScrollArea()
        self._area.setWidget(self.shown)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setStyleSheet(f"background: {theme.DESK};")
        self._sights: dict[tuple[str, int], Sight] = {}
        """How each page is looked at, by file and page, where not as it was scanned."""
        self._sight = ElidedLabel("meta")
        self.smaller, self.larger, self.turned = QToolButton(), QToolButton(), QToolButton()
        self.fit = QPushButton()
        self.fit.setProperty("role", "link")
        for sign, name, look in (
            (self.smaller, "zoom-out", lambda s: s.larger(1 / STEP)),
            (self.larger, "zoom-in", lambda s: s.larger(STEP)),
            (self.turned, "refresh", Sight.turn),
        ):  # fmt: skip
            sign.setIcon(icon(name, theme.INK2))
            sign.clicked.connect(lambda _=False, look=look: self._look(look))
        self.fit.clicked.connect(lambda: self._look(lambda _: FITTED))
        self.back, self.on = QToolButton(), QToolButton()
        for button, name, step in ((self.back, "previous", -1), (self.on, "next", 1)):
            button.setIcon(icon(name, theme.INK2))
            button.clicked.connect(lambda _=False, s=step: self._turn(s))
        self.list = FileList()
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _: self._show(0))
        self.add, self.remove = QPushButton(), QPushButton()
        self.add.clicked.connect(self.choose)
        self.remove.setProperty("role", "quiet")
        self.remove.clicked.connect(self._remove)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 8)
        head.addWidget(self._name, 1)
        head.setSpacing(4)
        looks = (self.smaller, self.fit, self.larger, self.turned)
        for part in (*looks, self.back, self._number, self.on):
            head.addWidget(part)
        below = QHBoxLayout()
        below.setContentsMargins(12, 8, 12, 8)
        below.addWidget(self.add)
        below.addWidget(self.remove)
        below.addWidget(self._sight, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(self.list)
        column.addLayout(below)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._name.setText(text("form.original"))
        self.add.setText(text("form.choose_file"))
        self.remove.setText(text("register.remove"))
        self.list.setAccessibleName(text("register.files"))
        for button, key in ((self.back, "previous_page"), (self.on, "next_page")):
            button.setToolTip(text(f"register.{key}"))
            button.setAccessibleName(text(f"register.{key}"))
        for part, key in (
            (self.smaller, "document.smaller"), (self.larger, "document.larger"),
            (self.turned, "register.turn"), (self.fit, "document.fit"),
        ):  # fmt: skip
            part.setToolTip(text(key))
            part.setAccessibleName(text(key))
        self.fit.setText(text("document.fit"))
        self._fill()

    @property
    def files(self) -> list[tuple[str, Source]]:
        """What goes along with the paper."""
        return [(file.name, file.source) for file in self.brought]

    # ── what comes in ───────────────────────────────────────────────────────

    def choose(self) -> None:
        """Pick files from the disk."""
        self.attach(ask_files(self, self._session.text("form.choose_file")))

    def attach(self, paths: list[Path]) -> None:
        """Bring files along; what can't be taken is said, the others come."""
        most = self._session.facts.most_bytes
        for path in paths:
            taken = partial(self._take, path, self.brought)
            self._session.ask(partial(read_source, path, most), taken)

    def _take(self, path: Path, brought: list[Brought], got: Source) -> None:
        brought.append(Brought(path.name, got, path))
        if brought is not self.brought:
            return  # it came along with the paper of whoever sat here before
        self._fill()
        self.list.setCurrentRow(len(self.brought) - 1)
        if len(self.brought) == 1:
            self.taken.emit(path.name)
        self.changed.emit()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.brought):
            del self.brought[row]
            self._fill()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the marked file away."""
        if watched is self.list and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete
            if pressed:
                self._remove()
                return True
        return super().eventFilter(watched, event)

    def clear(self) -> None:
        """The paper is registered: the next one."""
        self.take([])

    def take(self, brought: list[Brought]) -> None:
        """These files and no others."""
        self.brought = brought
        self._sights.clear()
        self._fill()

    def kept(self) -> dict[str, list[str]]:
        """Where the files lie, to be put away with what is half written."""
        return {"files": [str(file.place) for file in self.brought]} if self.brought else {}

    def restore(self, kept: dict[str, Any]) -> None:
        """Bring those files again that were there; one that is gone meanwhile is named."""
        places = kept.get("files")
        if isinstance(places, list) and not self.brought:
            self.attach([Path(place) for place in places])

    # ── what is shown ───────────────────────────────────────────────────────

    def _fill(self) -> None:
        row = self.list.currentRow()
        self.list.fill(self.files, min(max(row, 0), len(self.files) - 1))
        self.remove.setVisible(bool(self.files))
        self._show(0)

    def _turn(self, step: int) -> None:
        if 0 <= self._page + step < self._pages:
            self._show(self._page + step)

    def _key(self) -> tuple[str, int]:
        row = self.list.currentRow()
        return (self.files[row][0] if 0 <= row < len(self.files) else ""), self._page

    def _look(self, look: Callable[[Sight], Sight]) -> None:
        """The page that is shown, seen otherwise; the file stays as it is."""
        self._sights[self._key()] = look(self._sights.get(self._key(), FITTED))
        self._show(self._page)

    def _say_sight(self) -> None:
        sight, text, words = self._sights.get(self._key(), FITTED), self._session.text, []
        if sight.turned:
            words.append(text("register.turned", degrees=sight.turned))
        if sight.zoom != 1:
            words.append(f"{round(sight.zoom * 100)} %")
        self._sight.setText(text("register.seen", how="，".join(words)) if words else "")

    def _show(self, page: int) -> None:
        row = self.list.currentRow()
        self._page, self._pages = page, 0
        self._say_page()
        if not 0 <= row < len(self.files):
            self.shown.setPixmap(QPixmap())
            self.shown.setText(self._session.text("register.drop"))
            theme.dress(self.shown, "drop")
            return
        theme.dress(self.shown, "meta")
        name, data = self.files[row]
        bar = self._area.verticalScrollBar().sizeHint().width()  # there or not, the page is as wide
        width = max(200, self._area.width() - bar - 4)
        sight, draw = self._sights.get(self._key(), FITTED), self._session.facts.page_picture

        self._session.ask_beside(
            lambda _: seen(draw, name, data, page, width, sight), self._seen, latest="original"
        )

    def _seen(self, seen: Any) -> None:
        if isinstance(seen, str):
            self.shown.setPixmap(QPixmap())
            self.shown.setText(seen or self._session.text("register.not_shown"))
            return
        image, self._pages = seen
        self.shown.setPixmap(QPixmap.fromImage(image))
        self._say_page()

    def _say_page(self) -> None:
        self._number.setText(f"{self._page + 1} / {self._pages}" if self._pages else "")
        for part in (self.smaller, self.fit, self.larger, self.turned):
            part.setVisible(self._pages > 0)
        self._say_sight()
        for button in (self.back, self.on):
            button.setVisible(self._pages > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.files and event.oldSize().width() != event.size().width():
            self._show(self._page)


def seen(
    draw: Callable[..., Any], name: str, data: Source, page: int, width: int, sight: Sight
) -> tuple[QImage, int] | str:  # fmt: skip
    """A picture of the page, so seen in a place of `width` pixels, and how many there are; else the
    text to show, empty for none. `draw` is how a page of a PDF becomes pixels.
    """
    width = round(width * sight.zoom)
    if isinstance(data, Path):
        return ""
    suffix = Path(name).suffix.lower()
    if suffix in PICTURES:
        image = picture(data, width, sight.turned)
        return "" if image.isNull() else (image, 1)
    if suffix in (".txt", ".csv", ".md"):
        return data[: 4 * LONGEST_TEXT].decode("utf-8", "replace")[:LONGEST_TEXT]
    made = draw(data, page, width, sight.turned)
    if made is None:
        return ""
    form = QImage.Format.Format_RGB32
    whole = QImage(made.data, made.width, made.height, made.stride, form)
    return redrawn(whole), made.pages
