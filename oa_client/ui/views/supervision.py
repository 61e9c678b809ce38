"""督办台: what is late and soon late, whose, by which rule; the report goes out from here."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme, wording
from oa_client.ui.presenters.desk import (
    PERIODS,
    Narrowed,
    change_words,
    groups,
    line_of,
    lines,
    narrowed_words,
    opened_by,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.desk_charts import HeatCalendar, TrendChart
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.pills import FilterChip
from oa_client.ui.views.segments import Segments
from oa_client.ui.views.supervision_detail import SupervisionDetail
from oa_client.ui.views.supervision_parts import GroupTable, LadderStep, ReportButton, card
from oa_client.ui.views.supervision_table import StageTable

Row = dict[str, Any]
LEVELS = ("blue", "yellow", "red")
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
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "pane")
        self._as_of = ElidedLabel("meta")
        self.period = Segments(PERIODS)
        self.period.set_value("all")
        for button in self.period.buttons:
            button.setProperty("scale", "wide")
        self.period.changed.connect(self.refresh)
        self.steps = {level: LadderStep(level) for level in LEVELS}
        for level, step in self.steps.items():
            step.clicked.connect(partial(self._open_figure, Narrowed(level)))
        self.table = StageTable(session)
        self.late, self.chips = self.table.rows, self.table.chips
        self.table.narrowed.connect(lambda chip: self._spell_out(Narrowed(chip)))
        self.table.opened.connect(self.opened)
        self.table.picked.connect(self._show)
        self.units, self.people = GroupTable(6), GroupTable(6)
        for table, by in ((self.units, "unit"), (self.people, "person")):
            table.chosen.connect(
                lambda key, column, by=by: self._open_figure(opened_by(by, key, column))
            )
        self.done = QPushButton()
        self.done.setProperty("role", "link")
        self.done.clicked.connect(lambda: self._open_figure(Narrowed(of="done")))
        self.trend, self.calendar = TrendChart(), HeatCalendar()
        self.trend.chosen.connect(lambda week: self._open_figure(Narrowed(of="week", key=week)))
        self.calendar.chosen.connect(lambda day: self._open_figure(Narrowed(of="day", key=day)))
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
        top.addWidget(self.period)
        top.addWidget(self.pdf)
        top.addWidget(self.xlsx)
        ladder = QHBoxLayout()
        ladder.setSpacing(10)
        for step in self.steps.values():
            ladder.addWidget(step, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._grouped(), 24)
        self._trend_card, self._trend_name = card(self.trend)
        self._days_card, self._days_name = card(self.calendar)
        below.addWidget(self._trend_card, 8)
        below.addWidget(self._days_card, 11)
        centre = QVBoxLayout()
        centre.setContentsMargins(16, 12, 16, 12)
        centre.setSpacing(10)
        centre.addLayout(top)
        centre.addLayout(ladder)
        centre.addWidget(self.table, 5)
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
        frame, self._units_name = card(both, self.done, self.by_unit, self.by_person)
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
        self.pdf.say(text("supervise.report_pdf"), text("supervise.report_pdf_told"))
        self.xlsx.say(text("supervise.report_xlsx"), text("supervise.report_xlsx_told"))
        self.table.translate()
        self.period.setAccessibleName(text("desk.period"))
        self.period.set_words([text(f"desk.period_{period}") for period in PERIODS])
        self.period.setToolTip(tip(f"{text('desk.period')}\n{text('desk.period_open')}"))
        for chip, key in ((self.by_unit, "by_unit"), (self.by_person, "by_person")):
            chip.set_words(text(f"supervise.{key}"))
        self._units_name.setText(text("desk.groups"))
        self._trend_name.setText(text("desk.trend"))
        self._days_name.setText(text("desk.days"))
        columns = ("open", "red", "yellow", "blue", "on_time", "took")
        heads = [text(f"desk.group_{c}") for c in columns]
        self.units.say([text("supervise.unit"), *heads])
        self.people.say([text("supervise.name"), *heads])
        for table in (self.units, self.people):
            table.explain(6, text("desk.group_took_told"))
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

    # ── what is shown ───────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Count again."""
        login, period = self._session.login, self.period.value()
        self._session.ask(lambda office: office.desk(login, period), self._fill, latest="overdue")

    def _fill(self, data: Row) -> None:
        self._data = data
        text, language = self._session.text, self._session.language
        at = wording.moment_words(data["at"], language)
        counted = text("supervise.open_stages", open=data["open"])
        self._as_of.setText(f"{text('supervise.as_of', at=at)} · {counted}")
        for level, step in self.steps.items():
            held = data["held"][level]
            told = text("desk.held", counts=" · ".join(map(str, held)))
            change = change_words(self._session, data["change"][level])
            step.count(data["chips"][level], held, change, told)
        self.table.measure(data["axis"]["now"], data["axis"]["days"])
        self.done.setText(text(f"desk.done_{data['period']}", count=data["done"]))
        self.units.fill(groups(self._session, data, "units"))
        self.people.fill(groups(self._session, data, "people"))
        self.trend.set_weeks(data["weeks"])
        self._spell_out(self._narrowed)

    def _spell_out(self, narrowed: Narrowed) -> None:
        """List what a figure counts."""
        self._narrowed = narrowed
        data, login, period = self._data, self._session.login, self.period.value()
        if data is None:
            return
        self.table.count(data["chips"], "" if narrowed.of else narrowed.chip)
        self.calendar.set_days(
            data["days"], date.fromisoformat(data["at"][:10]),
            self._session.text("list.weekdays").split(),
            narrowed.key if narrowed.of == "day" else "",
        )  # fmt: skip
        if not narrowed.of:
            kept = lines(self._session, data, narrowed)
            words = narrowed_words(self._session, narrowed, period, len(kept), len(kept))
            self.table.fill(kept, words)
            return
        self._session.ask(
            lambda office: office.desk_rows(login, narrowed.of, narrowed.key, period),
            partial(self._list_counted, narrowed), latest="desk-rows",
        )  # fmt: skip

    def _list_counted(self, narrowed: Narrowed, found: Row) -> None:
        if narrowed != self._narrowed:
            return
        kept = [line_of(self._session, row) for row in found["rows"]]
        period = self.period.value()
        words = narrowed_words(self._session, narrowed, period, found["count"], len(kept))
        self.table.fill(kept, words)

    def _open_figure(self, narrowed: Narrowed) -> None:
        """List what a figure counts; chosen twice it is let go."""
        self._spell_out(Narrowed() if narrowed == self._narrowed else narrowed)

    # ── one of them ─────────────────────────────────────────────────────────

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
        self.table.let_go()
        self.detail.hide()
        self._fit()

    def next_late(self) -> None:
        """The next row; round at the end."""
        self.table.step()

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

        since = (self._data or {"since": ""})["since"] or None
        self._session.ask(lambda office: office.save_report(login, target, since), ended, failed)
