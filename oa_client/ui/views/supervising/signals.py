"""廉政风险信号 on the desk: the latest of them, each a fact to be looked into, never a verdict."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from oa_client.ui import theme
from oa_client.ui.presenters.books import SIGNAL_DAYS, signal_rows
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip

LATEST = 3
"""So many are shown; the others are a press away."""
DOCUMENT = Qt.ItemDataRole.UserRole
FACTS = 4
"""The column of the facts, which takes what room is left."""


class SignalsPanel(QFrame):
    """The latest signals, and the way to all of them."""

    opened = Signal(str)
    all_asked = Signal()
    counted = Signal(int)
    """How many there are, for whoever else shows it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._found: list[Any] = []
        self._name, self._told = QLabel(), ElidedLabel("caption")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setProperty("role", "strong")
        self.all = QPushButton()
        self.all.setProperty("role", "link")
        self.all.clicked.connect(lambda _: self.all_asked.emit())
        self.table = QTableWidget(0, FACTS + 1)
        self.table.setProperty("role", "figures")
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.look().px(22))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTabKeyNavigation(False)
        self.table.activated.connect(lambda at: self._open(at.row()))
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 4, 0)
        head.setSpacing(10)
        head.addWidget(self._name)
        head.addWidget(self._told, 1)
        head.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.table)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._name.setText(text("desk.signals"))
        self.table.setAccessibleName(text("desk.signals"))
        self.all.setText(text("desk.signals_all"))
        self.fill(self._found)

    def fill(self, found: list[Any]) -> None:
        """Show the newest of these, which are oldest first."""
        self._found = found
        latest = list(reversed(found[-LATEST:]))
        count = len(found)
        told = self._session.text("desk.signals_told", days=SIGNAL_DAYS, count=count)
        self._told.setText(told)
        self.counted.emit(count)
        self.table.setRowCount(len(latest))
        for row, words in enumerate(signal_rows(self._session, latest)):
            for column, word in enumerate((words[0][5:], *words[1:])):
                item = QTableWidgetItem(word)
                item.setToolTip(tip(word))
                item.setData(DOCUMENT, latest[row].document or "")
                self.table.setItem(row, column, item)
        look = theme.look()
        self.table.setFixedHeight(look.px(22) * len(latest) + 2)
        self.table.setVisible(bool(latest))
        self._fit()

    def _fit(self) -> None:
        look, head = theme.look(), self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        for column in range(FACTS):
            most = look.px((90, 130, 110, 200)[column])
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), most))
        head.setSectionResizeMode(FACTS, QHeaderView.ResizeMode.Stretch)

    def _open(self, row: int) -> None:
        item = self.table.item(row, 0)
        if item is not None and item.data(DOCUMENT):
            self.opened.emit(str(item.data(DOCUMENT)))
