"""督办台: what is late and soon late, whose, by which rule; the report goes out from here."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.saving import write_file
from oa_client.ui import theme, wording
from oa_client.ui.presenters.books import may_see, recently
from oa_client.ui.presenters.desk import (
    PERIODS,
    STEPS,
    Narrowed,
    change_words,
    left_out,
    line_of,
    lines,
    narrowed_words,
    opened_by,
    rule_words,
    told_to,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.picture_out import packed, page_of, picture_of
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.segments import Segments
from oa_client.ui.views.supervising.detail import SupervisionDetail
from oa_client.ui.views.supervising.figures import FiguresRow
from oa_client.ui.views.supervising.ladder import Ladder
from oa_client.ui.views.supervising.parts import ReportButton, scrolled
from oa_client.ui.views.supervising.signals import SignalsPanel
from oa_client.ui.views.supervising.table import StageTable
from oa_client.ui.views.supervising.urge_many import UrgeMany

Row = dict[str, Any]
ROOM_FOR_DETAIL = 1080
"""Below this many pixels the detail lies over the charts' half instead of beside the table."""
ROOM_FOR_WORDS = 800
"""Below this many pixels the buttons of files keep their pictures alone."""
LEAST_TABLE, LEAST_FIGURES = 250, 214
"""Pixels under which the desk is scrolled rather than squeezed."""


@dataclass(frozen=True)
class DeskPlace:
    """What somebody has before him at the desk.

    Attributes:
        period: of which the figures are.
        by: what they are compared by.
        narrowed: which figure the table spells out.
        task: whose row is marked.
        document: the case beside it; empty where there is none.
    """

    period: str
    by: str
    narrowed: Narrowed
    task: str
    document: str


class SupervisionView(QWidget):
    """The supervisor's desk; everybody sees of it what he may."""

    opened = Signal(str)
    signals_asked = Signal()
    counted = Signal(object)
    """What the desk has counted, for whoever else shows it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data: Row | None = None
        self._narrowed = Narrowed()
        self._title = plain_label("pane")
        self._as_of = ElidedLabel("meta")
        self.period = Segments(PERIODS)
        self.period.set_value("all")
        for button in self.period.buttons:
            button.setProperty("scale", "medium")
        self.ladder = Ladder(STEPS)
        self.steps = self.ladder.steps
        self.table = StageTable(session)
        self.late, self.chips = self.table.rows, self.table.chips
        self.figures = FiguresRow(session)
        self.groups, self.trend = self.figures.groups, self.figures.trend
        self.calendar, self.done = self.figures.calendar, self.figures.done
        self.signals = SignalsPanel(session)
        self.detail = SupervisionDetail(session)
        self.pdf = ReportButton(lambda: self._export(".pdf"), "report")
        self.xlsx = ReportButton(lambda: self._export(".xlsx"), "table")
        self.charts = ReportButton(self._export_charts, "statistics")
        self._lay_out()
        self._wire()
        session.language_changed.connect(self.translate)
        session.person_changed.connect(self._put_away)
        self.translate()
        self.detail.hide()

    def _wire(self) -> None:
        self.period.changed.connect(self.refresh)
        for level, step in self.steps.items():
            step.clicked.connect(partial(self._open_figure, Narrowed(frozenset((level,)))))
        self.table.narrowed.connect(lambda chips: self._spell_out(Narrowed(chips)))
        self.table.opened.connect(self.opened)
        self.table.picked.connect(self._show)
        self.table.urged.connect(self._urge_many)
        self.groups.chosen.connect(
            lambda key, column: self._open_figure(opened_by(self.figures.by.value(), key, column))
        )
        self.done.clicked.connect(lambda: self._open_figure(Narrowed(of="done")))
        self.trend.chosen.connect(lambda week: self._open_figure(Narrowed(of="week", key=week)))
        self.calendar.chosen.connect(lambda day: self._open_figure(Narrowed(of="day", key=day)))
        self.signals.opened.connect(self._show)
        self.signals.all_asked.connect(self.signals_asked)
        self.detail.opened.connect(self.opened)
        self.detail.closed.connect(self._close_detail)
        self.detail.acted.connect(self._show)

    def _lay_out(self) -> None:
        look, top = theme.look(), QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(10)
        top.addWidget(self._title)
        top.addWidget(self._as_of, 1)
        for part in (self.period, self.pdf, self.xlsx, self.charts):
            top.addWidget(part)
        self.board = QWidget()
        below = QVBoxLayout(self.board)
        below.setContentsMargins(16, 0, 16, 0)
        below.setSpacing(10)
        self.table.setMinimumHeight(look.px(LEAST_TABLE))
        self.figures.setMinimumHeight(look.px(LEAST_FIGURES))
        below.addWidget(self.ladder)
        below.addWidget(self.table, 5)
        below.addWidget(self.figures, 3)
        below.addWidget(self.signals)
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 12, 0, 12)
        centre.setSpacing(10)
        centre.addLayout(top)
        centre.addWidget(scrolled(self.board), 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(centre, 1)
        whole.addWidget(self.detail)

    def translate(self) -> None:
        """All words in the language of the session."""
        session = self._session
        text, language = session.text, session.language
        self._title.setText(text("supervise.title"))
        self.pdf.say(text("supervise.report_pdf"), text("supervise.report_pdf_told"))
        self.xlsx.say(text("supervise.report_xlsx"), text("supervise.report_xlsx_told"))
        self.charts.say(text("desk.export_chart"), text("desk.export_chart_told"))
        self.period.setAccessibleName(text("desk.period"))
        self.period.set_words([text(f"desk.period_{period}") for period in PERIODS])
        self.period.setToolTip(tip(f"{text('desk.period')}\n{text('desk.period_open')}"))
        for level, step in self.steps.items():
            supervised = level == "supervised"
            name = text("desk.supervised") if supervised else wording.level_name(level, language)
            to = text("desk.supervised_to") if supervised else told_to(session, level)
            step.say(name, to, rule_words(session, level))
        for part in (self.table, self.figures, self.signals, self.detail):
            part.translate()
        if self._data:
            self._fill(self._data)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With too little room the detail takes the place of the charts."""
        beside = self.width() >= theme.look().px(ROOM_FOR_DETAIL) or self.detail.isHidden()
        self.figures.show_charts(shown=beside)
        taken = 0 if self.detail.isHidden() else self.detail.width()
        short = self.width() - taken < theme.look().px(ROOM_FOR_WORDS)
        for button in (self.pdf, self.xlsx, self.charts):
            button.shorten(short=short)

    # ── what is shown ───────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Count again."""
        login, period = self._session.login, self.period.value()
        self._session.ask(lambda office: office.desk(login, period), self._fill, latest="overdue")
        seen = may_see(self._session, "signals")
        self.signals.setVisible(seen)
        if seen:
            self._session.ask(
                lambda office: office.signals(login, recently(office.now())),
                self.signals.fill, latest="desk-signals",
            )  # fmt: skip

    def _put_away(self) -> None:
        """Nobody sees what another could: the desk is counted anew as it is entered."""
        self._data, self._narrowed = None, Narrowed()
        self._as_of.setText("")
        self.board.hide()
        self._close_detail()

    def _fill(self, data: Row) -> None:
        self._data = data
        self.board.show()
        text, language = self._session.text, self._session.language
        at = wording.moment_words(data["at"], language)
        parts = [text("supervise.as_of", at=at), left_out(self._session, data),
                 text("supervise.open_stages", open=data["open"]),
                 text("desk.today", count=data["today"])]  # fmt: skip
        if data["since"]:
            days = wording.period_words(data["since"], data["at"], language)
            parts.append(text("desk.period_days", days=days))
        self._as_of.setText(" · ".join(part for part in parts if part))
        for level, step in self.steps.items():
            held = data["held"][level]
            told = text("desk.held", counts=" · ".join(map(str, held)))
            step.count(held[-1], held, change_words(self._session, data["change"][level]), told)
        self.table.measure(data["axis"]["now"], data["axis"]["days"])
        self.figures.fill(data)
        self._spell_out(self._narrowed)
        self.counted.emit(data)

    def _spell_out(self, narrowed: Narrowed) -> None:
        """List what a figure counts."""
        self._narrowed = narrowed
        data, login, period = self._data, self._session.login, self.period.value()
        if data is None:
            return
        held = None if narrowed.of or narrowed.by else narrowed.chips
        self.table.count(data["chips"], data["open"], held)
        today = date.fromisoformat(data["at"][:10])
        self.figures.mark_days(data["days"], today, narrowed.key if narrowed.of == "day" else "")
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

    def list_only(self, chips: frozenset[str]) -> None:
        """List the open stages of these chips, whatever was listed."""
        self._spell_out(Narrowed(chips))

    def list_late(self) -> None:
        """List what is late."""
        self.list_only(frozenset(("red",)))

    def place(self) -> DeskPlace:
        """Where the person is."""
        document = "" if self.detail.isHidden() else self.detail.document()
        return DeskPlace(self.period.value(), self.figures.by.value(), self._narrowed,
                         self.table.marked(), document)  # fmt: skip

    def go_to(self, place: DeskPlace) -> None:
        """Go on where the person was; it is counted anew when the desk is entered."""
        self.period.blockSignals(True)
        self.period.set_value(place.period)
        self.period.blockSignals(False)
        self.figures.by.set_value(place.by)
        self._narrowed = place.narrowed
        self.table.mark(place.task)
        if place.document:
            self._show(place.document)

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

    def _urge_many(self, documents: list[str]) -> None:
        dialog = UrgeMany(self._session, documents, self)
        dialog.acted.connect(lambda _: self.detail.again())
        dialog.open()

    # ── what is taken along ─────────────────────────────────────────────────

    def _export(self, suffix: str) -> None:
        title = self._session.text("supervise.title")
        target = ask_target(self, self._asked(title), f"{title}{suffix}", f"*{suffix}")
        if target:
            self.save(target)

    def _export_charts(self) -> None:
        title = self._session.text("supervise.title")
        kinds = "PDF (*.pdf);;PNG (*.png)"
        target = ask_target(self, self._asked(title), f"{title}.pdf", kinds)
        if target:
            self.save_charts(target)

    def _asked(self, what: str) -> str:
        return self._session.text("document.export_as", what=what)

    def save_charts(self, target: Path) -> None:
        """The figures as they are shown, as one page or a picture; that is packed beside."""
        session, shown = self._session, self.board
        pdf = target.suffix.lower() == ".pdf"
        drawn = page_of(shown, session.text("supervise.title")) if pdf else picture_of(shown)

        def write(_: Any) -> str:
            return write_file(target, drawn if isinstance(drawn, bytes) else packed(drawn))

        session.ask_beside(write, lambda _: session.tell_saved(target), latest="charts")

    def save(self, target: Path) -> None:
        """The report as a file; its button is busy meanwhile, the desk is not."""
        login = self._session.login
        button = self.pdf if target.suffix == ".pdf" else self.xlsx
        button.busy(self._session.text("desk.exporting"))
        since = (self._data or {"since": ""})["since"] or None
        self._session.make_file(
            target, lambda office: office.report_ready(login, since), button.ready
        )
