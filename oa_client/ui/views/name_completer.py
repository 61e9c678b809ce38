"""Names in one line, parted by ；: each is completed by name, unit or pinyin initials."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from oa_client.docflow.handling.initials import initials

SEEN = Qt.ItemDataRole.UserRole + 1
PARTING = "；"


class NameCompleter(QCompleter):
    """Completes the last name of several."""

    def __init__(self, names: Iterable[str], parent: QWidget) -> None:
        model = QStandardItemModel()
        for name in names:
            item = QStandardItem(name)
            item.setData(f"{name} {initials(name)}", SEEN)
            model.appendRow(item)
        super().__init__(model, parent)
        model.setParent(self)  # a completer doesn't keep its model alive
        self.setCompletionRole(SEEN)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    @classmethod
    def of_people(cls, people: list[dict[str, Any]], parent: QWidget) -> "NameCompleter":
        """Units first, then people."""
        units = dict.fromkeys(person["unit"] for person in people)
        return cls([*units, *(person["name"] for person in people)], parent)

    def splitPath(self, path: str) -> list[str]:
        """Only what stands after the last ； is completed."""
        self._before = path.replace(";", PARTING).rpartition(PARTING)[0]
        return [path.replace(";", PARTING).rpartition(PARTING)[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The names before, and the one that was chosen."""
        before = getattr(self, "_before", "")
        return f"{before}{PARTING if before else ''}{index.data()}"
