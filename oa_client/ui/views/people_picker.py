"""Choosing people and units by name, unit or pinyin initials."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.initials import initials
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session

NAME = Qt.ItemDataRole.UserRole
SEEN = Qt.ItemDataRole.UserRole + 1
MOST_SHOWN = 4
"""Chosen names that are seen at once."""


class PeoplePicker(QWidget):
    """One name or several; what was typed and what was chosen stay visible."""

    changed = Signal()
    refused = Signal(str)
    """Why what was typed is nobody; whoever asks has the room to say it."""

    def __init__(self, session: Session, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._several = several
        self._chosen: list[tuple[str, str]] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(session.text("act.pick_tip"))
        self.line.setAccessibleName(session.text("act.people"))
        self.names = QListWidget()
        self.names.setAccessibleName(session.text("act.people"))
        self.names.setProperty("role", "files")
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _model(session.facts.people)
        self._model.setParent(self)  # a completer doesn't keep its model alive
        self._completer = QCompleter(self._model, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCompletionRole(SEEN)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(self._take_index)
        self.line.setCompleter(self._completer)
        self.line.installEventFilter(self)
        popup = self._completer.popup()
        assert popup is not None
        self._popup = popup
        self._popup.installEventFilter(self)
        self._session = session
        self.remove = QToolButton()
        self.remove.setIcon(icon("close", theme.INK2))
        self.remove.setToolTip(session.text("act.remove"))
        self.remove.setAccessibleName(session.text("act.remove"))
        self.remove.clicked.connect(self._remove)
        # Tab leads on to the next question; without a mouse Backspace takes the last name away
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._make_room()
        self.setFocusProxy(self.line)

    def _lay_out(self) -> None:
        self._taken = QWidget()
        row = QHBoxLayout(self._taken)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.names, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        stays = self._taken.sizePolicy()
        stays.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        stays.setRetainSizeWhenHidden(True)  # the first name chosen moves nothing below
        self._taken.setSizePolicy(stays)
        self._taken.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self._taken)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def add(self, name: str) -> None:
        """Choose a login, a unit or a person by his name."""
        model = self._model
        for number in range(model.rowCount()):
            index = model.index(number, 0)
            if name in (
                index.data(NAME),
                str(index.data(Qt.ItemDataRole.DisplayRole)).split("　")[0],
            ):
                self._take(str(index.data(NAME)), str(index.data()))
                return

    def chosen(self) -> list[str]:
        """Logins and units, in the order in which they were chosen."""
        return [name for name, _ in self._chosen]

    def settle(self) -> bool:
        """Take what still stands in the line; False where it is nobody, and that is said."""
        typed = self.line.text().strip()
        if not typed:
            return True
        self._completer.setCompletionPrefix(typed)
        found = self._completer.completionModel()
        rows = [found.index(row, 0) for row in range(found.rowCount())]
        named = [row for row in rows if typed in (row.data(NAME), row.data().split("　")[0])]
        if len(named or rows) == 1:
            self._take_index((named or rows)[0])
            return True
        return self._say("pick_which" if rows else "pick_unknown", typed)

    def _say(self, key: str, typed: str) -> bool:
        self.line.setFocus()
        self.refused.emit(self._session.text(f"act.{key}", name=typed[:60]))
        return False

    def _take_index(self, index: QModelIndex) -> None:
        self._take(str(index.data(NAME)), str(index.data()))
        QTimer.singleShot(0, self.line.clear)  # the line puts the choice in after this

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the name that was typed; it must not send the form as well."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        key = event.key() if pressed else None  # type: ignore[attr-defined]
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Backspace and watched is self.line and not self.line.text():
            self._remove()
            return True
        popup = self._popup
        in_list = watched is popup and not popup.currentIndex().isValid()
        if enter and (watched is self.line or in_list) and self.line.text().strip():
            popup.hide()
            self._take_first()
            return True
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        typed = self.line.text().strip()
        self._completer.setCompletionPrefix(typed)
        if self._completer.completionCount():
            self._completer.setCurrentRow(0)
            self._take_index(self._completer.currentIndex())
        else:
            self._say("pick_unknown", typed)

    def _take(self, name: str, words: str) -> None:
        if not self._several:
            self._chosen.clear()
            self.names.clear()
        if name not in self.chosen():
            self._chosen.append((name, words))
            self.names.addItem(words)
        self.line.clear()
        self._say_chosen()

    def _remove(self) -> None:
        row = self.names.currentRow() if self.names.currentRow() >= 0 else len(self._chosen) - 1
        if row >= 0:
            self._chosen.pop(row)
            self.names.takeItem(row)
            self._say_chosen()

    def _say_chosen(self) -> None:
        self._make_room()
        self._taken.setVisible(bool(self._chosen))
        self.changed.emit()

    def _make_room(self) -> None:
        """As high as the names that were chosen, one to four; for the others one scrolls."""
        self.names.ensurePolished()
        rows = max(1, min(len(self._chosen), MOST_SHOWN))
        edges = 2 * self.names.frameWidth() + theme.look().px(4)
        if not self._chosen:
            self.names.addItem("国")  # as high as the name that will stand there
        self.names.setFixedHeight(rows * max(0, self.names.sizeHintForRow(0)) + edges)
        if not self._chosen:
            self.names.clear()


def _model(people: list[dict[str, Any]]) -> QStandardItemModel:
    model = QStandardItemModel()
    for unit in dict.fromkeys(person["unit"] for person in people):
        _append(model, unit, unit, unit)
    for person in people:
        words = f"{person['name']}　{person['unit']}　{'、'.join(person['posts'])}"
        _append(model, words, person["login"], person["name"])
    return model


def _append(model: QStandardItemModel, words: str, name: str, spoken: str) -> None:
    item = QStandardItem(words)
    item.setData(name, NAME)
    item.setData(f"{words} {initials(spoken)} {name}", SEEN)
    model.appendRow(item)
