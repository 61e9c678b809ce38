"""Choosing people and units by name, unit or pinyin initials."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
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


class PeoplePicker(QWidget):
    """One name or several; what was typed and what was chosen stay visible."""

    changed = Signal()

    def __init__(self, session: Session, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._several = several
        self._chosen: list[tuple[str, str]] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(session.text("act.pick_tip"))
        self.line.setAccessibleName(session.text("act.people"))
        self.names = QListWidget()
        self.names.setAccessibleName(session.text("act.people"))
        self.names.setMaximumHeight(96 if several else 32)
        self.names.hide()
        self._model = _model(session.facts.people)
        self._model.setParent(self)  # a completer doesn't keep its model alive
        self._completer = QCompleter(self._model, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCompletionRole(SEEN)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._take_text)
        self.line.setCompleter(self._completer)
        self.line.installEventFilter(self)
        remove = QToolButton()
        remove.setIcon(icon("close", theme.INK2))
        remove.setToolTip(session.text("act.remove"))
        remove.setAccessibleName(session.text("act.remove"))
        remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.names)
        self.setFocusProxy(self.line)

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

    def _take_text(self, _: str) -> None:
        index = self._completer.currentIndex()
        if index.isValid():
            self._take(str(index.data(NAME)), str(index.data()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the name that was typed; it must not send the form as well."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
                self._take_first()
                return True
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        typed = self.line.text().strip()
        if not typed:
            return
        self._completer.setCompletionPrefix(typed)
        if self._completer.completionCount():
            self._completer.setCurrentRow(0)
            self._take_text(typed)

    def _take(self, name: str, words: str) -> None:
        if not self._several:
            self._chosen.clear()
            self.names.clear()
        if name not in self.chosen():
            self._chosen.append((name, words))
            self.names.addItem(words)
        self.names.setVisible(bool(self._chosen))
        self.line.clear()
        self.changed.emit()

    def _remove(self) -> None:
        row = self.names.currentRow() if self.names.currentRow() >= 0 else len(self._chosen) - 1
        if row >= 0:
            self._chosen.pop(row)
            self.names.takeItem(row)
            self.names.setVisible(bool(self._chosen))
            self.changed.emit()


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
