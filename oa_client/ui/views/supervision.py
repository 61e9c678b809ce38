"""督办台: what is late and soon late, whose, by which rule; the report goes out from here."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme, wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]
LEVELS = ("blue", "yellow", "red")
COLUMNS = ("col_card", "col_late", "col_title", "col_who", "col_stage", "col_due")
GROUPS = ("name", "total", "open", "done", "late", "on_time")
TINTS = {
    "blue": (theme.BLUE, theme.BLUE_TINT), "yellow": (theme.YELLOW_TEXT, theme.YELLOW_TINT),
    "red": (theme.RED, theme.RED_TINT),
}  # fmt: skip
CARD = Qt.ItemDataRole.UserRole


class SupervisionView(QWidget):
    """The supervisor's desk; everybody sees of it what he may."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data: Row | None = None
        self._title, self._as_of, self._none = QLabel(), QLabel(), QLabel()
        for label, role in ((self._title, "pane"), (self._as_of, "meta"), (self._none, "fine")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._steps = {level: _Step(level) for level in LEVELS}
        self.late = _table(len(COLUMNS), stretched=2)
        self.late.itemActivated.connect(self._open)
        self.units, self.people = _table(len(GROUPS)), _table(len(GROUPS))
        self.pdf, self.xlsx, self.urge = QPushButton(), QPushButton(), QPushButton()
        self.pdf.clicked.connect(lambda: self._export(".pdf"))
        self.xlsx.clicked.connect(lambda: self._export(".xlsx"))
        self.urge.setProperty("role", "primary")
        self.urge.clicked.connect(self._urge)
        self._lay_out()
        session.language_changed.connect(self.translate)
        self.translate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for widget in (self._title, self._as_of):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self.urge, self.pdf, self.xlsx):
            top.addWidget(button)
        ladder = QHBoxLayout()
        ladder.setSpacing(10)
        for step in self._steps.values():
            ladder.addWidget(step, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(_card(self.units), 1)
        below.addWidget(_card(self.people), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(ladder)
        column.addWidget(self._none)
        column.addWidget(_card(self.late), 3)
        column.addLayout(below, 2)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._title.setText(text("supervise.title"))
        self._none.setText(text("supervise.none_late"))
        self.pdf.setText(text("supervise.report_pdf"))
        self.xlsx.setText(text("supervise.report_xlsx"))
        self.urge.setText(wording.action_name("urge", self._session.language))
        self.late.setHorizontalHeaderLabels([text(f"supervise.{name}") for name in COLUMNS])
        self.late.setAccessibleName(text("supervise.late_table"))
        for table, first in ((self.units, "by_unit"), (self.people, "by_person")):
            heads = [text(f"supervise.{name}") for name in (first, *GROUPS[1:])]
            table.setHorizontalHeaderLabels(heads)
            table.setAccessibleName(heads[0])
        for level, step in self._steps.items():
            name = wording.level_name(level, self._session.language)
            step.say(name, text(f"supervise.{level}_to"), text(f"supervise.{level}_rule"))
        if self._data:
            self._fill(self._data)

    def refresh(self) -> None:
        """Count again."""
        login = self._session.login
        self._session.ask(lambda office: office.overdue(login), self._fill, latest="overdue")

    def _fill(self, data: Row) -> None:
        self._data = data
        text, language = self._session.text, self._session.language
        at = wording.moment_words(data["at"], language)
        counted = text("supervise.open_stages", open=data["open"], done=data["done"])
        self._as_of.setText(f"{text('supervise.as_of', at=at)}　{counted}")
        waiting = [row for row in data["rows"] if not row["closed"]]
        for level, step in self._steps.items():
            step.count(sum(1 for row in waiting if row["level"] == level))
        self._none.setVisible(not waiting)
        self.late.setRowCount(0)
        for row in sorted(waiting, key=lambda r: (-LEVELS.index(r["level"] or "blue"), r["due"])):
            self._add(row)
        for table, groups in ((self.units, data["by_unit"]), (self.people, data["by_person"])):
            table.setRowCount(0)
            for group in groups:
                _append(table, [str(group[name]) for name in GROUPS])

    def _add(self, row: Row) -> None:
        language = self._session.language
        late = wording.left_words(-row["late_minutes"], language) if row["late"] else ""
        _append(
            self.late,
            [
                wording.level_name(row["level"], language) if row["level"] else "",
                late, row["title"], f"{row['unit']}　{row['name']}",
                wording.stage_name(row["stage"], language),
                wording.moment_words(row["due"], language),
            ],
        )  # fmt: skip
        last = self.late.rowCount() - 1
        for column in (0, 1):
            item = self.late.item(last, column) or QTableWidgetItem()
            if row["level"] in TINTS:
                ink, tint = TINTS[row["level"]]
                item.setForeground(QColor(ink))
                item.setBackground(QColor(tint))
            item.setData(CARD, row["document"])

    # ── doing ───────────────────────────────────────────────────────────────

    def chosen(self) -> str:
        """The document of the row that is marked."""
        item = self.late.item(self.late.currentRow(), 0)
        return str(item.data(CARD)) if item else ""

    def _open(self, _: QTableWidgetItem) -> None:
        if self.chosen():
            self.opened.emit(self.chosen())

    def _urge(self) -> None:
        if self.chosen():
            words = wording.action_name("urge", self._session.language)
            done = self._session.text("act.done", action=words)
            self._session.act(
                "urge", {}, document=self.chosen(),
                then=lambda _: self._session.told.emit(done, "done"),
            )  # fmt: skip

    def _export(self, suffix: str) -> None:
        title = self._session.text("supervise.title")
        name, _ = QFileDialog.getSaveFileName(self, title, f"{title}{suffix}", f"*{suffix}")
        if name:
            self.save(Path(name))

    def save(self, target: Path) -> None:
        """The report as a file."""
        login, words = self._session.login, self._session.text("document.saved", file=target.name)
        self._session.ask(
            lambda office: office.save_report(login, target),
            lambda _: self._session.told.emit(words, "done"),
        )


class _Step(QFrame):
    """One step of the ladder: which card, how many, who hears of it, by which rule."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        ink, tint = TINTS[level]
        self._name, self._number, self._to, self._rule = (QLabel() for _ in range(4))
        for label, role in ((self._to, "meta"), (self._rule, "caption")):
            label.setProperty("role", role)
        self._name.setStyleSheet(
            f"color: {ink}; background: {tint}; border-radius: 4px; padding: 2px 8px;"
        )
        self._number.setStyleSheet(f"color: {ink}; font-size: {theme.look().px(26)}px;")
        for label in (self._name, self._number, self._to, self._rule):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._rule.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._name)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._to)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(row)
        column.addWidget(self._rule)

    def say(self, name: str, to: str, rule: str) -> None:
        """Its words."""
        self._name.setText(name)
        self._to.setText(to)
        self._rule.setText(rule)

    def count(self, number: int) -> None:
        """How many cards of this level are out."""
        self._number.setText(str(number))


def _table(columns: int, stretched: int = 0) -> QTableWidget:
    table = QTableWidget(0, columns)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def _append(table: QTableWidget, words: list[str]) -> None:
    row = table.rowCount()
    table.insertRow(row)
    for column, text in enumerate(words):
        table.setItem(row, column, QTableWidgetItem(text))


def _card(widget: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(2, 2, 2, 2)
    column.addWidget(widget)
    return card
