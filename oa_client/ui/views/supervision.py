"""督办台: what is late and soon late, whose, by which rule; the report goes out from here."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme, wording
from oa_client.ui.presenters.desk import (
    CHIPS,
    DeskLine,
    Narrowed,
    chip_counts,
    groups,
    lines,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.desk_charts import HeatCalendar, TrendChart
from oa_client.ui.views.painted.desk_row import LINE, Axis, AxisLegend, DeskHead, DeskRowDelegate
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.pills import FilterChip
from oa_client.ui.views.supervision_detail import SupervisionDetail
from oa_client.ui.views.supervision_parts import GroupTable, LadderStep, ReportButton, card

Row = dict[str, Any]
LEVELS = ("blue", "yellow", "red")
LEGEND = 150
"""So much room must stay free in the line of the chips for the legend to stand there."""
ROOM_FOR_DETAIL = 1080
"""Below this many pixels the detail lies over the charts' half instead of beside the table."""


class SupervisionView(QWidget):
    """The supervisor's desk; everybody sees of it what he may."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data: Row | None = None
        self._narrowed = Narrowed()
        self._task = ""
        self._filling = False
        self._title, self._none = QLabel(), QLabel()
        self._as_of, self._narrow_words = ElidedLabel("meta"), ElidedLabel("meta")
        for label, role in ((self._title, "pane"), (self._none, "fine")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.steps = {level: LadderStep(level) for level in LEVELS}
        for level, step in self.steps.items():
            step.clicked.connect(partial(self._chip, level))
        self.chips = {name: FilterChip() for name in CHIPS}
        for name, chip in self.chips.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _=False, n=name: self._chip(n))
        self.axis = Axis()
        self.head, self.legend = DeskHead(self.axis), AxisLegend()
        self.late = QListView()
        self.late.setModel(QStandardItemModel(self.late))
        self.late.setItemDelegate(DeskRowDelegate(self.axis, self.late))
        self.late.setMouseTracking(True)
        self.late.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.late.selectionModel().currentChanged.connect(self._picked)
        self.late.activated.connect(lambda _: self.opened.emit(self.chosen()))
        self.units, self.people = GroupTable(6), GroupTable(5)
        self.units.chosen.connect(lambda unit: self._narrow(unit=unit, person=""))
        self.people.chosen.connect(lambda person: self._narrow(person=person, unit=""))
        self.trend, self.calendar = TrendChart(), HeatCalendar()
        self.calendar.chosen.connect(lambda day: self._narrow(day=day))
        self.detail = SupervisionDetail(session)
        self.detail.opened.connect(self.opened)
        self.detail.closed.connect(self._close_detail)
        self.detail.urged.connect(self._urge)
        self.pdf = ReportButton(lambda: self._export(".pdf"), "report")
        self.xlsx = ReportButton(lambda: self._export(".xlsx"), "table")
        self._lay_out()
        session.language_changed.connect(self.translate)
        self.translate()
        self.detail.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self._as_of, 1)
        top.addWidget(self.pdf)
        top.addWidget(self.xlsx)
        ladder = QHBoxLayout()
        ladder.setSpacing(10)
        for step in self.steps.values():
            ladder.addWidget(step, 1)
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 8, 12, 8)
        chips.setSpacing(6)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addWidget(self._narrow_words, 1)
        chips.addWidget(self.legend)
        table = QFrame()
        table.setProperty("role", "card")
        rows = QVBoxLayout(table)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(chips)
        rows.addWidget(self.head)
        rows.addWidget(self.late, 1)
        rows.addWidget(self._none, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._grouped(), 6)
        self._trend_card, self._trend_name = card(self.trend)
        self._days_card, self._days_name = card(self.calendar)
        below.addWidget(self._trend_card, 2)
        below.addWidget(self._days_card, 3)
        centre = QVBoxLayout()
        centre.setContentsMargins(16, 12, 16, 12)
        centre.setSpacing(10)
        centre.addLayout(top)
        centre.addLayout(ladder)
        centre.addWidget(table, 5)
        centre.addLayout(below, 3)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(centre, 1)
        whole.addWidget(self.detail)

    def _grouped(self) -> QFrame:
        both = QWidget()
        tables = QVBoxLayout(both)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.addWidget(self.units)
        tables.addWidget(self.people)
        self.people.hide()
        self.by_unit, self.by_person = FilterChip(), FilterChip()
        frame, self._units_name = card(both, self.by_unit, self.by_person)
        for chip, table in ((self.by_unit, self.units), (self.by_person, self.people)):
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self._show_groups, table))
        self.by_unit.setChecked(True)
        return frame

    def _show_groups(self, table: GroupTable) -> None:
        for each in (self.units, self.people):
            each.setVisible(each is table)

    def translate(self) -> None:
        """All words in the language of the session."""
        text, language = self._session.text, self._session.language
        self._title.setText(text("supervise.title"))
        self._none.setText(text("supervise.none_late"))
        self.pdf.say(text("supervise.report_pdf"))
        self.xlsx.say(text("supervise.report_xlsx"))
        self.head.say(
            tuple(text(f"desk.col_{c}") for c in ("state", "what", "who", "now", "share"))
        )
        self.legend.say(tuple(text(f"desk.axis_{part}") for part in ("within", "late", "left")))
        self.late.setAccessibleName(text("supervise.late_table"))
        for chip, key in ((self.by_unit, "by_unit"), (self.by_person, "by_person")):
            chip.set_words(text(f"supervise.{key}"))
        self._units_name.setText(text("desk.groups"))
        self._trend_name.setText(text("desk.trend"))
        self._days_name.setText(text("desk.days"))
        heads = [text(f"desk.group_{c}") for c in ("open", "red", "yellow", "blue", "on_time")]
        self.units.say([text("supervise.by_unit"), *heads, text("desk.group_took")])
        self.people.say([text("supervise.by_person"), *heads])
        for chart, key in ((self.trend, "trend"), (self.calendar, "days")):
            chart.setAccessibleName(text(f"desk.{key}"))
        for level, step in self.steps.items():
            name = wording.level_name(level, language)
            step.say(name, text(f"supervise.{level}_to"), text(f"supervise.{level}_rule"))
        self.detail.translate()
        if self._data:
            self._fill(self._data)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With too little room the detail takes the place of the charts."""
        beside = self.width() >= theme.look().px(ROOM_FOR_DETAIL) or self.detail.isHidden()
        for chart in (self._trend_card, self._days_card):
            chart.setVisible(beside)
        room = self.width() - (0 if self.detail.isHidden() else self.detail.width())
        chips = sum(chip.sizeHint().width() for chip in self.chips.values())
        spare = room - chips - self.legend.sizeHint().width()
        self.legend.setVisible(spare >= theme.look().px(LEGEND))

    # ── what is shown ───────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Count again."""
        login = self._session.login
        self._session.ask(lambda office: office.desk(login), self._fill, latest="overdue")

    def _fill(self, data: Row) -> None:
        self._data = data
        text, language = self._session.text, self._session.language
        at = wording.moment_words(data["at"], language)
        counted = text("supervise.open_stages", open=data["open"], done=data["done"])
        self._as_of.setText(f"{text('supervise.as_of', at=at)} · {counted}")
        counts = chip_counts(data)
        for name, chip in self.chips.items():
            words = f"{text(f'desk.chip_{name}')} {counts[name]}"
            chip.set_words(words, late=name == "red" and counts[name] > 0)
            chip.setChecked(name == self._narrowed.chip)
        for level, step in self.steps.items():
            step.count(counts[level])
        self.axis.now = max(1, data["axis"]["now"])
        self.axis.days = [(day, minutes) for day, minutes in data["axis"]["days"]]
        self.head.update()
        self.units.fill(groups(data, "unit"))
        self.people.fill(groups(data, "person"))
        self.trend.set_weeks(data["weeks"])
        self.calendar.set_days(
            data["days"], date.fromisoformat(data["at"][:10]),
            text("list.weekdays").split(), self._narrowed.day,
        )  # fmt: skip
        self._list(lines(self._session, data, self._narrowed))

    def _list(self, rows: list[DeskLine]) -> None:
        model = self.late.model()
        assert isinstance(model, QStandardItemModel)
        self._filling = True  # the view marks a row of its own accord; nobody chose that one
        model.clear()
        self.axis.measure(rows)
        self.head.update()
        for line in rows:
            item = QStandardItem(f"{line.left} {line.title} {line.who} {line.stage}")
            item.setEditable(False)
            item.setData(line, LINE)
            model.appendRow(item)
        self.late.setVisible(bool(rows))
        self._none.setVisible(not rows)
        narrowed = self._narrowed
        name = self._session.facts.names().get(narrowed.person, narrowed.person)
        words = " · ".join(part for part in (narrowed.unit, name, narrowed.day) if part)
        self._narrow_words.setText(self._session.text("desk.only", what=words) if words else "")
        at = next((n for n, line in enumerate(rows) if line.task == self._task), -1)
        self.late.setCurrentIndex(model.index(at, 0))
        self._filling = False

    def _chip(self, name: str) -> None:
        self._narrowed = Narrowed(name)
        self._again()

    def _narrow(self, **more: str) -> None:
        """One more test; what is chosen twice is let go, and every open stage may come in."""
        now = vars(self._narrowed) | {"chip": "all"}
        same = all(now[k] == v for k, v in more.items())
        self._narrowed = Narrowed() if same else Narrowed(**(now | more))
        self._again()

    def _again(self) -> None:
        if self._data:
            self._fill(self._data)

    # ── one of them ─────────────────────────────────────────────────────────

    def chosen(self) -> str:
        """The document of the row that is marked."""
        line = self.late.currentIndex().data(LINE)
        return line.document if line else ""

    def _picked(self, index: QModelIndex, _: QModelIndex) -> None:
        line = index.data(LINE)
        if self._filling or line is None or line.task == self._task:
            return
        self._task = line.task
        self._show(line.document)

    def _show(self, document: str) -> None:
        login = self._session.login
        self._session.ask(
            lambda office: (office.show(login, document), office.may(login, document)),
            lambda answer: self._show_detail(*answer), latest="desk-detail",
        )  # fmt: skip

    def _show_detail(self, shown: Row, may: list[Row]) -> None:
        self.detail.show_case(shown, may)
        self.detail.show()
        self._fit()

    def _close_detail(self) -> None:
        self._task = ""
        self.late.clearSelection()
        self.detail.hide()
        self._fit()

    def next_late(self) -> None:
        """The next row; round at the end."""
        count = self.late.model().rowCount()
        if count:
            row = (self.late.currentIndex().row() + 1) % count
            self.late.setCurrentIndex(self.late.model().index(row, 0))

    def _urge(self, document: str) -> None:
        words = wording.action_name("urge", self._session.language)
        done = self._session.text("act.done", action=words)

        def told(_: Any) -> None:
            self._session.told.emit(done, "done")
            self._show(document)

        self._session.act("urge", {}, document=document, then=told)

    # ── the report ──────────────────────────────────────────────────────────

    def _export(self, suffix: str) -> None:
        title = self._session.text("supervise.title")
        name, _ = QFileDialog.getSaveFileName(self, title, f"{title}{suffix}", f"*{suffix}")
        if name:
            self.save(Path(name))

    def save(self, target: Path) -> None:
        """The report as a file; its button is busy meanwhile, the desk is not."""
        login, words = self._session.login, self._session.text("document.saved", file=target.name)
        button = self.pdf if target.suffix == ".pdf" else self.xlsx
        button.busy(self._session.text("desk.exporting"))

        def ended(_: Any) -> None:
            button.ready()
            self._session.told.emit(words, "done")

        def failed(failure: Any) -> None:
            button.ready()
            self._session.tell_failure(failure)

        self._session.ask(lambda office: office.save_report(login, target), ended, failed)
