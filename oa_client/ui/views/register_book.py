"""近日登记簿: what was registered of late, and where it is now."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trays import listed

Row = dict[str, Any]
DOCUMENT = Qt.ItemDataRole.UserRole
COLUMNS = ("at", "number", "title", "urgency", "where", "due")


class RegisterBook(QTableWidget):
    """One line for each paper; Enter or a double click opens it."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(0, len(COLUMNS))
        self._session = session
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setProperty("role", "figures")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(COLUMNS.index("title"), QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.itemActivated.connect(self._open)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.setAccessibleName(self._session.text("register.book"))
        self.setHorizontalHeaderLabels([self._session.text(f"register.col_{c}") for c in COLUMNS])

    def fill(self, rows: list[Row], now: datetime) -> None:
        """The papers that came in, of those that the person follows."""
        text = self._session.text
        kept = [row for row in rows if row["procedure"] == "incoming"]
        self.setRowCount(len(kept))
        for number, row in enumerate(kept):
            one = listed(self._session, row, now, row["left"])
            where = one.stage or text("register.handled")
            due = one.due if row["stage"] else ""
            cells = (one.arrived, row["number"] or "—", row["title"], one.urgency, where, due)
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setData(DOCUMENT, row["document"])
                self.setItem(number, column, item)

    def _open(self, item: QTableWidgetItem) -> None:
        self.opened.emit(str(item.data(DOCUMENT)))
