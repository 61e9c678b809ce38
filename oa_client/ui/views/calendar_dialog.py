"""工作日历与时限: the year as it counts, the notice pasted, what would move; then put on record."""

from datetime import date
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.text import most
from oa_client.ui import theme
from oa_client.ui.presenters.calendar import Typed, hours_words, moved_lines, source_words
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.on_screen import on_screen
from oa_client.ui.views.painted.bounded_text import BoundedText
from oa_client.ui.views.painted.year_calendar import YearCalendar
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.single_day import SingleDay
from oa_client.ui.views.spin import spin
from oa_client.ui.views.still import still

Row = dict[str, Any]
_AROUND = 180
"""Head, trouble, buttons and the window's frame, above and below what scrolls."""


class CalendarDialog(QDialog):
    """Everybody looks; who keeps it pastes the notice, tries it out, and puts it on record."""

    recorded = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        text = session.text
        self.setWindowTitle(text("calendar.title"))
        self.setMinimumWidth(theme.look().px(760))
        self.year = spin(1950, 2200)
        self.year.setAccessibleName(text("calendar.year"))
        self._rests, self._hours, self._trouble = _label("meta"), _label("meta"), _label("late")
        self.lacks, self.to_lacking = _label("soon"), QPushButton()
        self.to_lacking.setProperty("role", "link")
        self.to_lacking.setAutoDefault(False)
        self.to_lacking.hide()
        self._lacking = 0
        """The year whose notice is still to be put on record; 0 until the office has answered."""
        self.to_lacking.clicked.connect(self._turn_to_lacking)
        self.to_lacking.hide()  # until the first answer tells of which year
        self.shown = YearCalendar()
        self.shown.setAccessibleName(text("calendar.title"))
        # asked for no more than its least height: the fields below it come before a larger year
        self.shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.notice = BoundedText(most("notice"))
        self.notice.setPlaceholderText(text("calendar.paste"))
        self.notice.setAccessibleName(text("calendar.notice"))
        self.notice.setMaximumHeight(theme.look().px(90))
        self.notice.setTabChangesFocus(True)
        self.notice.refused.connect(self._refused_text)
        self.ground = self._line("calendar.ground", "ground", "calendar.ground_as")
        self.spans, self.first, self.last = (
            self._line("calendar.spans", "value"), self._line("calendar.first", "from"),
            self._line("calendar.last", "until"),
        )  # fmt: skip
        self.unit = still(QComboBox())
        self.unit.setAccessibleName(text("calendar.unit"))
        units = dict.fromkeys(person["unit"] for person in session.facts.people)
        self.unit.addItem(text("told.every_unit"), "")
        for unit in units:
            self.unit.addItem(unit, unit)
        self.single = SingleDay(session, self.unit)
        self.moved = QTreeWidget()
        self.moved.setHeaderLabels([text("calendar.limit"), text("calendar.moves")])
        self.moved.setRootIsDecorated(False)
        self.moved.setAccessibleName(text("calendar.moves"))
        self.moved.setMaximumHeight(theme.look().px(120))
        self.moved.hide()
        self._count = _label("strong")
        self._lay_out()
        self.year.setKeyboardTracking(False)  # a year half typed is none
        self.year.valueChanged.connect(self._ask_year)
        self.year.setFocus()
        login = session.login
        session.ask(
            lambda office: (office.keeps_calendar(login), office.calendar_told(None)),
            self._begin,
        )

    def _line(self, key: str, field: str, example: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(most(field) + 1)
        line.setPlaceholderText(self._session.text(example or key))
        line.setAccessibleName(self._session.text(key))
        return line

    def _lay_out(self) -> None:
        text = self._session.text
        head = QHBoxLayout()
        head.addWidget(_label("pane", text("calendar.title")))
        head.addStretch(1)
        for told in (self.lacks, self.to_lacking, self.year):
            head.addWidget(told)
        hours = QHBoxLayout()
        hours.addWidget(self.spans, 2)
        for part in (self.first, self.last, self.unit):
            hours.addWidget(part, 1)
        form = QFormLayout()
        form.addRow(_label("", text("calendar.notice")), self.notice)
        form.addRow(_label("", text("calendar.day")), self.single)
        form.addRow(_label("", text("calendar.hours")), hours)
        form.addRow(_label("", text("calendar.ground")), self.ground)
        self.keeping = QWidget()
        self.keeping.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        self.keeping.hide()
        buttons = QDialogButtonBox()
        self.look, self.record = QPushButton(text("calendar.try")), QPushButton(
            text("calendar.record")
        )
        self.record.setProperty("role", "primary")
        self.record.setEnabled(False)
        buttons.addButton(self.look, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.record, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(text("keys.close"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.look, self.record, close):
            button.setAutoDefault(False)  # Enter in the year turns to it and tries nothing
        for line in (self.single.day, self.spans, self.first, self.last, self.ground):
            line.returnPressed.connect(self.look.click)
        self.look.clicked.connect(self.try_out)
        self.record.clicked.connect(self.put_on_record)
        buttons.rejected.connect(self.reject)
        self.notice.textChanged.connect(self._changed)
        for line in (self.spans, self.first, self.last):
            line.textChanged.connect(self._changed)
        self.ground.textChanged.connect(lambda _: self._trouble.hide())  # it moves no day
        self.unit.currentIndexChanged.connect(self._changed)
        self.single.changed.connect(self._changed)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._middle(_label("caption", text("calendar.legend"))), 1)
        column.addWidget(self._trouble)
        column.addWidget(buttons)
        stays = self._trouble.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # a refusal moves no button off a low screen
        self._trouble.setSizePolicy(stays)
        self._trouble.hide()
        self._count.hide()

    def _middle(self, legend: QWidget) -> QScrollArea:
        """What scrolls on a low screen: year, fields and list; the buttons always stand below."""
        inside = QWidget()
        self._parts = parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(10)
        for widget in (self._rests, self.shown, legend, self._hours, self.keeping, self._count,
                       self.moved):  # fmt: skip
            parts.addWidget(widget, int(widget is self.shown))
        self.middle = QScrollArea()
        self.middle.setFrameShape(QFrame.Shape.NoFrame)
        self.middle.setWidgetResizable(True)
        self.middle.setAccessibleName(self._session.text("calendar.title"))
        self.middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.middle.setWidget(inside)
        return self.middle

    def _fit(self) -> None:
        """As high as what it shows, and wholly on the screen."""
        screen, look = on_screen(self), theme.look()
        self._parts.activate()
        need = self._parts.minimumSize().height()
        self.middle.setMinimumHeight(min(need, screen.height() - look.px(_AROUND)))
        self._column.activate()
        lowest = screen.bottom() - self.frameGeometry().height()
        if self.y() > lowest:
            self.move(self.x(), max(screen.top(), lowest))

    # ── what counts ─────────────────────────────────────────────────────────

    def _begin(self, answer: tuple[bool, Row]) -> None:
        keeps, told = answer
        self.keeping.setVisible(keeps)
        self.look.setVisible(keeps)
        self.record.setVisible(keeps)
        self._show(told)
        self._fit()

    def _turn_to_lacking(self) -> None:
        """The year whose notice is still to be put on record."""
        if not self._lacking:
            return
        self.year.setValue(self._lacking)
        if self.keeping.isVisible():
            self.notice.setFocus()

    def _ask_year(self, year: int) -> None:
        self._session.ask(lambda office: office.calendar_told(year), self._show, latest="calendar")

    def _show(self, told: Row) -> None:
        language = self._session.language
        with QSignalBlocker(self.year):  # this is the answer
            self.year.setValue(told["year"])
        self._tell_lacking(told)
        days = {
            date.fromisoformat(row["day"]): (row["worked"], row["source"]) for row in told["days"]
        }
        months = [self._session.text("calendar.month", month=n) for n in range(1, 13)]
        self.shown.set_year(told["year"], days, months)
        self._rests.setText(source_words(told, language))
        named = self._session.text("calendar.hours")
        self._hours.setText(f"{named}　{hours_words(told, language)}")

    def _tell_lacking(self, told: Row) -> None:
        """Which later year is still expected only, and one press leads to it."""
        text, lacking = self._session.text, told["missing"]
        self._lacking = next(iter(lacking), told["year"])
        self.lacks.setText(text("calendar.lacks", years="、".join(map(str, lacking))))
        self.to_lacking.setText(text("calendar.see", year=self._lacking))
        self.to_lacking.setVisible(self._lacking != told["year"])
        self.lacks.setVisible(bool(lacking))

    # ── what would count ────────────────────────────────────────────────────

    def typed(self) -> Typed:
        """What stands in the dialog now."""
        return Typed(
            self.ground.text().strip(), self.notice.toPlainText(), self.spans.text(),
            self.first.text().strip(), self.last.text().strip(), self.unit.currentData(),
            self.single.day.text(), self.single.worked(), self.single.unit.currentData(),
        )  # fmt: skip

    def _changed(self, *_: object) -> None:
        """What was tried is no longer what stands here."""
        self.record.setEnabled(False)
        self.shown.set_changed({})
        for part in (self.moved, self._count, self._trouble):
            part.hide()

    def try_out(self) -> None:
        """Show what would be otherwise and what would move; nothing is put on record."""
        fields = self.typed().fields()

        def question(office: Any) -> tuple[Row, Row]:
            found = office.calendar_preview(fields)
            days = sorted(found["changed"])
            return found, office.calendar_told(days[0].year if days else None)

        self._session.ask(question, self._tried, self._refused, latest="calendar")

    def _tried(self, answer: tuple[Row, Row]) -> None:
        found, told = answer
        self._show(told)
        self.shown.set_changed(found["changed"])
        self.moved.clear()
        for title, moves in moved_lines(found["moved"], self._session.language):
            self.moved.addTopLevelItem(QTreeWidgetItem([title, moves]))
        self.moved.resizeColumnToContents(0)
        facts = {"days": len(found["changed"]), "count": len(found["moved"])}
        would = "calendar.would" if found["changed"] else "calendar.would_move"
        self._count.setText(self.single.told() + self._session.text(would, **facts))
        self._count.show()
        self.moved.setVisible(bool(found["moved"]))
        self._fit()
        self._trouble.hide()
        self.record.setEnabled(True)
        QTimer.singleShot(0, self._show_last)  # once what scrolls is as high as it will be

    def _show_last(self) -> None:
        """What follows from the trial is before one's eyes."""
        self.middle.ensureWidgetVisible(self._count if self.moved.isHidden() else self.moved)

    def put_on_record(self) -> None:
        """The act itself: on record from now on, in force from tomorrow."""
        self.record.setEnabled(False)
        self._session.act(
            "set-calendar", self.typed().fields(), then=self._done, failed=self._not_recorded
        )

    def _not_recorded(self, failure: OfficeError) -> None:
        """What was tried still stands: once mended, it can go on record."""
        self._refused(failure)
        self.record.setEnabled(True)
        if failure.facts.get("field") == "ground":
            self.ground.setFocus()

    def _done(self, changes: Any) -> None:
        self.recorded.emit(changes)
        self.accept()

    def _refused_text(self, key: str, facts: Row) -> None:
        self._trouble.setText(self._session.text(key, **facts))
        self._trouble.show()

    def _refused(self, failure: OfficeError) -> None:
        self._trouble.setText(self._session.say(failure))
        self._trouble.show()


def _label(role: str, words: str = "") -> QLabel:
    label = plain_label(words=words)
    label.setWordWrap(role in ("meta", "late"))
    if role:
        label.setProperty("role", role)
    return label
