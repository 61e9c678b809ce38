"""The form of an act: how each sort of question is put and read, whatever the act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model import moment
from oa_client.docflow.model.files import Source
from oa_client.docflow.model.text import most
from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.brought_files import BroughtFiles
from oa_client.ui.views.elided_combo import ElidedCombo
from oa_client.ui.views.fitted_dialog import FittedDialog
from oa_client.ui.views.painted.bounded_text import BoundedText
from oa_client.ui.views.people_picker import PeoplePicker
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.refusal import RefusalLine
from oa_client.ui.views.still import still

Row = dict[str, Any]
Read = Callable[[], Any]


_CHANGED = ("textChanged", "currentIndexChanged", "valueChanged", "dateChanged", "toggled",
            "changed", "answered")  # fmt: skip
"""Signals of Qt's fields and of our own that something is written into them."""


LEAST_LINES = 36
"""Pixels down to which a field of several lines gives way, where the screen is low."""


class ActForm(FittedDialog):
    """Questions one below the other; `inputs` are their fields by name."""

    def __init__(self, session: Session, shown: Row | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = shown
        self._reads: dict[str, Read] = {}
        self._days: dict[QDateEdit, int] = {}
        """Fields of a day, each with the days from today that it proposes."""
        self._today = _day_of(moment.now())
        self._form = QFormLayout()
        self.inputs: dict[str, QWidget] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.brought: list[tuple[str, Source]] = []
        self._trouble = RefusalLine()
        self._lacking: tuple[str, Any] | None = None
        """The field that was refused, and what stood there."""
        self._final = False
        """Whether nothing that is written here changes what was refused."""

    def _row(self, name: str, label: str, widget: QWidget, read: Read) -> None:
        words = self._session.text(label)
        widget.setAccessibleName(words)
        shown = wrapped(words)
        shown.setWordWrap(False)
        shown.setBuddy(widget)
        self._form.addRow(shown, widget)
        self.inputs[name] = widget
        self._reads[name] = read

    def _tick(self, name: str, label: str, *, chosen: bool) -> None:
        """A question that stands on its own box, not beside it as well."""
        box = QCheckBox(self._session.text(label))
        box.setChecked(chosen)
        self._form.addRow(box)
        self.inputs[name] = box
        self._reads[name] = box.isChecked

    def _line(self, name: str, label: str) -> None:
        line = QLineEdit()
        line.setMaxLength(most(name) + 1)  # one more than may stand there: refused, never cut
        self._row(name, label, line, lambda: line.text().strip() or None)

    def _lines(self, name: str, label: str) -> None:
        box = BoundedText(most(name))
        box.refused.connect(self._say_refused)
        box.setMinimumHeight(theme.look().px(LEAST_LINES))
        box.setMaximumHeight(theme.look().px(84))
        box.setTabChangesFocus(True)
        self._row(name, label, box, lambda: box.toPlainText().strip() or None)

    def _choice(self, name: str, label: str, choices: list[tuple[str, Any]]) -> None:
        box = still(ElidedCombo())
        for words, value in choices:
            box.addItem(words, value)
        self._row(name, label, box, box.currentData)

    def _ticks(self, name: str, label: str, choices: list[tuple[str, Any]]) -> None:
        """Any number of them; not asked where there are none."""
        if choices:
            ticks = Ticks(choices)
            self._row(name, label, ticks, ticks.chosen)

    def _reserved(self, name: str, label: str, *first: tuple[str, Any]) -> None:
        """A number that lies reserved; one past its day can be released alone, not used."""
        self._choice(name, label, [*first])
        box, login = self.inputs[name], self._session.login
        assert isinstance(box, QComboBox)

        def fill(rows: list[Row]) -> None:
            for row in rows:
                if not (first and row["over"]):
                    box.addItem(f"{row['number']}　{row['ground']}", row["number"])

        self._session.ask(lambda office: office.reservations(login), fill)

    def _pick(self, name: str, label: str, *, several: bool) -> None:
        picker = PeoplePicker(self._session, several=several)
        picker.refused.connect(self._say)

        def read() -> Any:
            chosen = picker.chosen()
            return chosen if several else chosen[0] if chosen else None

        self._row(name, label, picker, read)

    def _ask_files(self) -> None:
        files = BroughtFiles(self._session)
        self._row("files", "act.files", files, lambda: None)
        self.brought = files.files

    def _day(self, name: str, label: str, ahead: int = 0) -> None:
        """A day; what is proposed lies so many days ahead."""
        box = still(QDateEdit(self._today.addDays(ahead)))
        box.setCalendarPopup(True)
        box.setDisplayFormat("yyyy-MM-dd")
        self._days[box] = ahead
        self._row(name, label, box, lambda: box.date().toString("yyyy-MM-dd"))

    def _perhaps_day(self, name: str, label: str, ahead: int = 0) -> None:
        """A day that need not be said: ticked where it is."""
        self._day(name, label, ahead)
        box = self.inputs[name]
        assert isinstance(box, QDateEdit)
        said, tick = self._reads[name], QCheckBox(self._session.text(label))
        self._form.labelForField(box).hide()
        self._form.takeRow(box)
        box.hide()
        tick.toggled.connect(box.setVisible)
        self._form.addRow(tick, box)
        self.ticks[name] = tick
        self._reads[name] = lambda: said() if tick.isChecked() else None

    def _set_days(self, at: datetime) -> None:
        """The office's day, not the PC's: it may be in another zone, training in another week."""
        for box, ahead in self._days.items():
            if box.date() == self._today.addDays(ahead):
                box.setDate(_day_of(at).addDays(ahead))
        self._today = _day_of(at)

    def _say_refused(self, key: str, facts: Row) -> None:
        self._say(self._session.text(key, **facts))

    def _say(self, trouble: str, field: str = "") -> None:
        """Why it was refused; where a field is wanted, the keyboard stands in it."""
        self._trouble.setText(trouble)
        self._lacking = (field, self._reads[field]()) if field in self._reads else None
        if field in self.inputs:
            self.inputs[field].setFocus()

    def _watch(self) -> None:
        """Every field tells when something is written into it."""
        for widget in self.inputs.values():
            for part in (widget, *widget.findChildren(QWidget)):
                for name in _CHANGED:
                    if signal := getattr(part, name, None):
                        signal.connect(self._look_again)

    def _look_again(self) -> None:
        """A refusal goes once the field that it names holds something else, or any other."""
        if self._final:
            return
        if self._lacking is None or self._reads[self._lacking[0]]() != self._lacking[1]:
            self._trouble.clear()


class Ticks(QWidget):
    """Words to be ticked, any number of them, each with what it stands for."""

    def __init__(self, choices: list[tuple[str, Any]]) -> None:
        super().__init__()
        self.boxes = [QCheckBox(words.replace("&", "&&")) for words, _ in choices]
        self._values = [value for _, value in choices]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes:
            column.addWidget(box)
        self.setFocusProxy(self.boxes[0])

    def chosen(self) -> list[Any]:
        """What those stand for that are ticked."""
        return [v for v, box in zip(self._values, self.boxes, strict=True) if box.isChecked()]


def _day_of(at: datetime) -> QDate:
    return QDate(at.year, at.month, at.day)


def wrapped(words: str, role: str = "") -> QLabel:
    """Words that may take several lines."""
    return plain_label(role, words, wraps=True)
