"""近日登记簿: what was registered of late, and where it is now."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from oa_client.ui import theme, wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trays import listed
from oa_client.ui.views.painted import pills
from oa_client.ui.views.painted.lettering import one_line, tip
from oa_client.ui.views.painted.surface import smooth

Row = dict[str, Any]
DOCUMENT = Qt.ItemDataRole.UserRole
COLUMNS = ("at", "sender", "number", "title", "urgency", "secrecy", "where", "due")
URGENCY = COLUMNS.index("urgency")
WIDEST = 220
"""Pixels of a column at most; the title alone takes what is left."""
ROW, LEAST, MOST = 28, 2, 5
"""Pixels of a row; for how many there is always room, and how many are seen at most."""
SIGN = Qt.ItemDataRole.UserRole + 1
"""What stands in a cell as a sign: 缓急, or the card with the time left."""
LATE = Qt.ItemDataRole.UserRole + 2
"""Whether that time has passed, with a card or before it."""


class _Signs(QStyledItemDelegate):
    """Urgency and cards look as they do in the list."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        sign, words = index.data(SIGN), str(index.data() or "")
        late = bool(index.data(LATE))
        if not (sign or late):
            super().paint(painter, option, index)
            return
        blank = QStyleOptionViewItem(option)
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, blank, painter, option.widget
        )
        box = QRectF(option.rect)
        left, middle = box.left() + theme.look().px(6), box.center().y()
        painter.save()
        smooth(painter)
        if index.column() == URGENCY:
            pills.paint_urgency(painter, left, middle, words, sign)
        else:
            room = box.right() - left
            pills.paint_deadline(painter, left, middle, words, sign, room, late=late)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size, sign = super().sizeHint(option, index), index.data(SIGN)
        if (sign or index.data(LATE)) and index.column() != URGENCY:
            wide = pills.deadline_width(str(index.data()), sign) + theme.look().px(12)
            size.setWidth(round(wide))
        return size


class RegisterBook(QTableWidget):
    """One line for each paper; Enter or a double click opens it."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(0, len(COLUMNS))
        self._session = session
        self._filled: tuple[list[Row], datetime] | None = None
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.look().px(ROW))
        self._most = MOST
        self.setTabKeyNavigation(False)  # Tab goes on, the arrows stay in the table
        self.setShowGrid(False)
        self.setProperty("role", "figures")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(COLUMNS.index("title"), QHeaderView.ResizeMode.Stretch)
        head.setMaximumSectionSize(theme.look().px(WIDEST))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegate(_Signs(self))
        self.itemActivated.connect(self._open)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.setAccessibleName(self._session.text("register.book"))
        self.setHorizontalHeaderLabels([self._session.text(f"register.col_{c}") for c in COLUMNS])
        if self._filled is not None:
            self.fill(*self._filled)

    def fill(self, rows: list[Row], now: datetime) -> None:
        """The papers that came in, of those that the person follows."""
        self._filled = rows, now
        language = self._session.language
        kept = [row for row in rows if row["procedure"] == "incoming"]
        kept.sort(key=lambda row: str(row["arrived"]), reverse=True)
        self.setRowCount(len(kept))
        for number, row in enumerate(kept):
            one = listed(self._session, row, now, row["left"], "arrival")
            where = one.stage or wording.status_name(row["status"], language)
            due = one.due if row["stage"] else ""
            secrecy = wording.term("secrecy", row["secrecy"], language) if row["secrecy"] else ""
            cells = (
                one.when, row["issuer"] or "—", row["number"] or "—", row["title"], one.urgency,
                secrecy, where, due,
            )  # fmt: skip
            for column, words in enumerate(cells):
                item = QTableWidgetItem(one_line(words))
                item.setData(DOCUMENT, row["document"])
                if COLUMNS[column] in ("sender", "title"):
                    item.setToolTip(tip(words))
                if COLUMNS[column] == "due":
                    item.setToolTip(tip(one.limit))
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, one.limit or words)
                if words and COLUMNS[column] in ("urgency", "due"):
                    item.setData(SIGN, row["urgency"] if column == URGENCY else row["card"])
                    item.setData(LATE, column != URGENCY and one.late)
                self.setItem(number, column, item)

        self._fit()

    def show_in(self, room: int) -> None:
        """As many papers as there is room for, in pixels; for the others one scrolls."""
        self._most = max(LEAST, min(MOST, room // theme.look().px(ROW)))
        self._fit()

    def _fit(self) -> None:
        """As high as its papers: no row is cut, no room is left empty."""
        rows = max(LEAST, min(self._most, self.rowCount()))
        head = self.horizontalHeader().sizeHint().height()
        edges = 2 * self.frameWidth()
        self.setFixedHeight(theme.look().px(ROW) * rows + head + edges)

    def _open(self, item: QTableWidgetItem) -> None:
        self.opened.emit(str(item.data(DOCUMENT)))
