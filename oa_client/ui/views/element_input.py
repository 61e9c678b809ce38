"""The input of an element, the same wherever it is written: registering, drafting, correcting."""

from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from oa_client.docflow.model.document import DAYS, DISCLOSURE, KINDS, SECRECY
from oa_client.docflow.model.moment import day_text
from oa_client.docflow.model.text import most
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.elided_combo import ElidedCombo
from oa_client.ui.views.name_chips import NameChips, SeveralNames
from oa_client.ui.views.name_completer import NameCompleter
from oa_client.ui.views.segments import Segments
from oa_client.ui.views.spin import spin
from oa_client.ui.views.still import still
from oa_client.ui.views.title_field import TitleField

SHRINKS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS, "urgency": ("", "加急", "特急"), "secrecy": ("", *SECRECY),
    "disclosure": ("", *DISCLOSURE), "form": ("general", "upward", "letter", "minutes", "order"),
    "order": ("together", "in-turn", "any"),
}  # fmt: skip
SIDE_BY_SIDE = ("urgency", "disclosure", "order")
"""Elements with so few choices that all of them are shown."""
SEVERAL = ("to", "cc", "attachments", "countersigners")
"""Elements of which there may be more than one."""


def input_of(session: Session, name: str, changed: SignalInstance) -> QWidget:
    """A new input of an element; `changed` is emitted whenever something is written into it."""
    if name in SIDE_BY_SIDE:
        segments = Segments(CHOICES[name])
        segments.changed.connect(changed)
        return segments
    if name in CHOICES:
        box = still(ElidedCombo())
        box.setMinimumContentsLength(6)  # the longest choice may be wider than the form
        box.setSizeAdjustPolicy(SHRINKS)
        for value in CHOICES[name]:
            box.addItem("", value)
        box.currentIndexChanged.connect(changed)
        return box
    if name == "copies":
        copies = spin(1, 100_000)
        copies.valueChanged.connect(changed)
        return copies
    if name in SEVERAL:
        chips = NameChips()
        chips.changed.connect(changed)
        if name == "countersigners":
            chips.set_completer(NameCompleter.of_people(session.facts.people, chips))
        return chips
    return _written(name, changed)


def _written(name: str, changed: SignalInstance) -> QWidget:
    if name == "title":
        title = TitleField(most(name) + 1)  # as below
        title.textChanged.connect(changed)
        return title
    line = QLineEdit()
    line.setMaxLength(most(name) + 1)  # one more than may stand there: refused, never cut
    line.textChanged.connect(changed)
    if name in DAYS:
        line.editingFinished.connect(lambda: write_day(line))
    return line


def write_day(line: QLineEdit) -> None:
    """A day, however it was typed, as papers write it; what is none stays."""
    line.setText(day_text(line.text()))


def put_words(session: Session, name: str, widget: QWidget) -> None:
    """What an input is called, and its choices, in the language of the session."""
    widget.setAccessibleName(wording.element_label(name, session.language))
    if isinstance(widget, NameChips):
        widget.setPlaceholderText(session.text("form.several"))
    if name in DAYS and isinstance(widget, QLineEdit):
        widget.setPlaceholderText(session.text("register.day_like"))
    if isinstance(widget, Segments):
        widget.set_words([_choice(session, name, value) for value in CHOICES[name]])
    if isinstance(widget, QComboBox):
        for row, value in enumerate(CHOICES[name]):
            widget.setItemText(row, _choice(session, name, value))


def _choice(session: Session, name: str, value: str) -> str:
    language = session.language
    if name == "kind":
        return wording.kind_name(value, language)
    if name == "form":
        return wording.form_name(value, language)
    if name == "order":
        return session.text(f"act.order_{value.replace('-', '_')}")
    if name == "urgency":
        return wording.urgency_name(value, language) or session.text("form.unmarked")
    if name in ("secrecy", "disclosure"):
        return wording.term(name, value, language) if value else "—"
    return value or "—"


def value_of(widget: QWidget) -> Any:
    """What stands in an input, as an act takes it."""
    if isinstance(widget, QComboBox):
        return widget.currentData()
    if isinstance(widget, Segments):
        return widget.value()
    if isinstance(widget, SeveralNames):
        return widget.names()
    if isinstance(widget, QSpinBox):
        return widget.value()
    assert isinstance(widget, QLineEdit | TitleField)
    return widget.text().strip()


def put_value(widget: QWidget, value: Any) -> None:
    """Let this stand in an input."""
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(str(value or ""))))
    elif isinstance(widget, QSpinBox):
        widget.setValue(value if isinstance(value, int) else 1)
    elif isinstance(widget, Segments):
        widget.set_value(str(value or ""))
    elif isinstance(widget, SeveralNames):
        names = value if isinstance(value, list) else [str(value or "")]
        if names != widget.names():
            widget.set_names(names)
    elif isinstance(widget, TitleField):
        widget.setText(str(value or ""))
    elif isinstance(widget, QLineEdit) and widget.text() != str(value or ""):
        widget.setText(str(value or ""))
        widget.setCursorPosition(0)
