"""Several names in one field: each a chip that can be taken out, with a line to write the next."""

import re
from abc import abstractmethod
from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QFrame,
    QLineEdit,
    QPushButton,
    QWidget,
)

from oa_client.docflow.model.text import LONGEST_OTHER
from oa_client.ui import theme
from oa_client.ui.views.flow_layout import FlowLayout
from oa_client.ui.views.painted.lettering import advance, cut, tip

PARTING = re.compile("[；;\n]")
"""Only these part names: 、 stands within one, as in 各县（市、区）人民政府."""
WIDE, NARROW = 72, 24
"""Pixels of the line while something is written, and while it only waits beside chips."""
EDGE = 6
ROOMS = (150, 96, 48)
"""Pixels of a name at most; the smaller ones where names draw together, so that nothing moves."""


class SeveralNames(QFrame):
    """A field of several names, each once and in their order."""

    changed = Signal()

    @abstractmethod
    def names(self) -> list[str]:
        """Every name, what is still being written included."""

    @abstractmethod
    def set_names(self, names: Iterable[str]) -> None:
        """These names and no others."""

    def mark(self, wrong: Collection[str]) -> None:
        """Show which names a rule does not allow here; no rule speaks of each sort of name."""

    def setText(self, text: str) -> None:
        """Names in one line, parted by ；."""
        self.set_names(parted(text))

    def text(self) -> str:
        """The names in one line, parted by ；."""
        return "；".join(self.names())

    def drop(self, names: Collection[str]) -> None:
        """Take these out."""
        self.set_names([name for name in self.names() if name not in names])


class NameChips(SeveralNames):
    """Names as chips. While it is held it keeps its height: they draw together where they can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chips")
        self._chips: list[_Chip] = []
        self._held, self._least, self._room = False, 1, ROOMS[0]
        self._offered: QAbstractItemView | None = None
        self._wrong: frozenset[str] = frozenset()
        self._placeholder = ""
        self._completer: QCompleter | None = None
        self.line = QLineEdit()
        self.line.setProperty("role", "chip-line")
        self.line.setMaxLength(LONGEST_OTHER + 1)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self._flow = FlowLayout(self, 4)
        self._flow.setContentsMargins(EDGE, 4, EDGE, 4)
        self._flow.addWidget(self.line)
        self._widen()
        self.setFocusProxy(self.line)

    def set_completer(self, completer: QCompleter) -> None:
        """Complete what is written; a choice becomes a chip at once."""
        self._completer = completer
        self.line.setCompleter(completer)
        completer.activated.connect(self._chosen)
        offered = completer.popup()
        assert offered is not None
        offered.installEventFilter(self)
        self._offered = offered

    def _chosen(self, _: object) -> None:
        QTimer.singleShot(0, self.commit)  # after the completer has put the name in

    def names(self) -> list[str]:
        """Every name, what is still being written included."""
        written = self.line.text().strip()
        names = [chip.name for chip in self._chips]
        return names + ([written] if written and written not in names else [])

    def set_names(self, names: Iterable[str]) -> None:
        """These names and no others."""
        for chip in self._chips:
            self._remove(chip)
        self._chips = []
        self._show_placeholder()
        self.line.clear()
        for name in names:
            self._add(name)
        self.changed.emit()

    def mark(self, wrong: Collection[str]) -> None:
        """Show which names a rule does not allow here."""
        self._wrong = frozenset(wrong)
        for chip in self._chips:
            chip.set_wrong(chip.name in self._wrong)

    def commit(self) -> None:
        """Make a chip of what is being written."""
        written = self._meant(self.line.text().strip())
        if written:
            self.line.clear()
            self._add(written)
            self.changed.emit()

    def _meant(self, written: str) -> str:
        """The one name whose pinyin initials were written, else what was written."""
        completer = self._completer
        if completer is None or not (written.isascii() and written.isalpha()):
            return written
        completer.setCompletionPrefix(written)
        found = completer.completionModel()
        return str(found.index(0, 0).data()) if found.rowCount() == 1 else written

    def setPlaceholderText(self, words: str) -> None:
        """What the empty field says."""
        self._placeholder = words
        self._show_placeholder()

    def _show_placeholder(self) -> None:
        self.line.setPlaceholderText("" if self._chips else self._placeholder)
        self._widen()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _add(self, name: str) -> None:
        if name and name not in [chip.name for chip in self._chips]:
            chip = _Chip(name)
            chip.fit(self._room)
            chip.set_wrong(name in self._wrong)
            chip.dropped.connect(self._drop_one)
            self._chips.append(chip)
            self._flow.put_before_last(chip)
            self._show_placeholder()
            self.updateGeometry()

    def _drop_one(self, name: str) -> None:
        self.drop([name])
        self.line.setFocus()

    def _remove(self, chip: "_Chip") -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def _widen(self) -> None:
        """Beside its chips an empty line keeps room for its cursor only: no row of its own."""
        least = theme.look().px(NARROW if self._chips and not self.line.text() else WIDE)
        if self.line.minimumWidth() != least:
            self.line.setMinimumWidth(least)
            self._flow.invalidate()
            self.updateGeometry()

    def _typed(self, text: str) -> None:
        """A parting sign ends a name; several that are pasted become several chips."""
        self._widen()
        if PARTING.search(text):
            *whole, begun = PARTING.split(text)
            self.line.setText(begun.strip())
            for name in whole:
                self._add(name.strip())
        self.changed.emit()

    def leave_room(self, room: int) -> None:
        """So many pixels at the right belong to something else."""
        edges = self._flow.contentsMargins()
        if edges.right() != EDGE + room:
            self._flow.setContentsMargins(edges.left(), edges.top(), EDGE + room, edges.bottom())

    def reserve(self, rows: int) -> None:
        """So many rows are there before they are needed."""
        self._least = rows
        self._fit()

    def hold(self, held: bool) -> None:
        """Keep the height as it is, until one lets go."""
        self._held = held
        self._fit()

    def event(self, event: QEvent) -> bool:
        """The field is as high as its rows: a form that shares out its height by itself takes
        from one field of names what it leaves over in the next.
        """
        answer = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return answer

    def _fit(self) -> None:
        fixed = self.minimumHeight() if self.minimumHeight() == self.maximumHeight() else 0
        for room in ROOMS if self._held and fixed else ROOMS[:1]:
            self._draw_together(room)
            rows = self.heightForWidth(self.width())
            if rows <= fixed:
                rows = fixed if self._held else rows
                break
        if rows != fixed:
            self.setFixedHeight(rows)

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._least_height())

    def _least_height(self) -> int:
        edges, row = self._flow.contentsMargins(), self.line.sizeHint().height()
        rows = self._least * row + (self._least - 1) * self._flow.spacing()
        return rows + edges.top() + edges.bottom()

    def _draw_together(self, room: int) -> None:
        if room != self._room:
            self._room = room
            for chip in self._chips:
                chip.fit(room)
            self._flow.invalidate()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, and leaving the field, end a name; backspace at the start takes the last out."""
        if watched is self._offered:
            return self._ends_as_written(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
                self.commit()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chips:
                self.drop([self._chips[-1].name])
                return True
        if isinstance(event, QFocusEvent):
            theme.dress(self, "chips-on" if event.gotFocus() else "chips")
        left = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
        if left and event.reason() != Qt.FocusReason.PopupFocusReason:  # type: ignore[attr-defined]
            self.commit()
        return super().eventFilter(watched, event)

    def _ends_as_written(self, event: QEvent) -> bool:
        """What is offered below takes Enter for itself, though none of it was chosen."""
        enter = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )  # fmt: skip
        if not enter or self._offered is None or self._offered.currentIndex().isValid():
            return False
        self._offered.hide()
        self.commit()
        return True


class _Chip(QPushButton):
    """One name; a click takes it out."""

    # No closure over the field: see KeysDialog's lines.
    dropped = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"× {name}")
        self.clicked.connect(self._drop)

    def fit(self, room: int) -> None:
        """Show as much of the name as has room, in pixels at 100 %; the whole of it is told."""
        look = theme.look()
        font, most = look.sans(theme.META), look.px(room)
        self.setText(f"{cut(self.name, font, most)}  ×")
        self.setToolTip(tip(self.name) if advance(self.name, font) > most else "")

    def set_wrong(self, wrong: bool) -> None:
        theme.dress(self, "chip-wrong" if wrong else "chip")

    def _drop(self) -> None:
        self.dropped.emit(self.name)


def parted(text: str) -> list[str]:
    """The names in one line."""
    return [part.strip() for part in PARTING.split(text) if part.strip()]
