"""Choosing a document by words of its title, its number or its sender."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oa_client.ui.presenters.session import Session

Row = dict[str, Any]
DOCUMENT = Qt.ItemDataRole.UserRole
MOST, LOOK_AFTER = 20, 250
"""Documents that are offered, and the milliseconds of silence after which they are looked for."""


class DocumentPicker(QWidget):
    """A line to search with, and what was found below it; only what one may read is found."""

    changed = Signal()

    def __init__(self, session: Session, besides: str, parent: QWidget | None = None) -> None:
        """`besides` is the document that does the asking; it is never offered."""
        super().__init__(parent)
        self._session = session
        self._besides = besides
        self.line = QLineEdit()
        self.line.setPlaceholderText(session.text("act.document_tip"))
        self.found = QListWidget()
        self.found.setMaximumHeight(132)
        self.found.hide()
        self._looker = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._looker.timeout.connect(self.look)
        self.line.textChanged.connect(self._typed)
        self.found.currentRowChanged.connect(self._moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for part in (self.line, self.found):
            part.setAccessibleName(name)

    def chosen(self) -> str | None:
        """The document that is marked; None while nothing is."""
        marked = self.found.currentRow() >= 0
        return str(self.found.currentItem().data(DOCUMENT)) if marked else None

    def look(self) -> None:
        """Search for what is written."""
        sought, login = self.line.text().strip(), self._session.login
        if sought:
            self._session.ask(
                lambda office: office.search(login, sought, MOST)["rows"], self._show,
                latest="document-picker",
            )  # fmt: skip

    def _typed(self, _: str) -> None:
        self._looker.start()

    def _moved(self, _: int) -> None:
        self.changed.emit()

    def _show(self, rows: list[Row]) -> None:
        self.found.clear()
        for row in rows:
            if row["document"] != self._besides:
                words = "　".join(part for part in (row["number"], row["title"]) if part)
                item = QListWidgetItem(words)
                item.setData(DOCUMENT, row["document"])
                self.found.addItem(item)
        self.found.setVisible(self.found.count() > 0)
        if self.found.count() == 1:
            self.found.setCurrentRow(0)
