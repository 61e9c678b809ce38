"""The elements of a document as a form: one row each, filled from the keyboard."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from oa_client.docflow.model.document import DISCLOSURE, KINDS, SECRECY
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.name_completer import NameCompleter

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS, "urgency": ("", "加急", "特急"), "secrecy": ("", *SECRECY),
    "disclosure": ("", *DISCLOSURE), "form": ("general", "upward", "letter", "minutes", "order"),
    "order": ("together", "in-turn", "any"),
}  # fmt: skip
SEVERAL = ("to", "cc", "attachments", "countersigners")
"""Elements of which there may be more than one, parted by ；."""


class ElementForm(QWidget):
    """Rows of elements; Enter goes on to the next."""

    changed = Signal()

    def __init__(self, session: Session, groups: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._session = session
        self._headings: dict[str, QLabel] = {}
        self.inputs: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self.setProperty("role", "form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(12, 8, 12, 8)
        self._form.setVerticalSpacing(6)
        for group, names in groups.items():
            self._add_heading(group)
            for name in names:
                self._add_row(name)
        self.changed.connect(self._show_reason)
        self.translate()
        self._show_reason()

    def _add_heading(self, group: str) -> None:
        heading = QLabel()
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "group")
        self._headings[group] = heading
        self._form.addRow(heading)

    def _add_row(self, name: str) -> None:
        widget = self._input(name)
        widget.installEventFilter(self)
        self.inputs[name] = widget
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._labels[name] = label
        self._form.addRow(label, widget)

    def _show_reason(self) -> None:
        """Why it is not disclosed is asked only where it is not."""
        chosen = self.inputs.get("disclosure")
        if isinstance(chosen, QComboBox) and "disclosure_reason" in self.inputs:
            kept_back = chosen.currentData() == DISCLOSURE[-1]
            self._form.setRowVisible(self.inputs["disclosure_reason"], kept_back)

    def _input(self, name: str) -> QWidget:
        if name in CHOICES:
            box = QComboBox()
            for value in CHOICES[name]:
                box.addItem("", value)
            box.currentIndexChanged.connect(self.changed)
            return box
        if name == "copies":
            spin = QSpinBox()
            spin.setRange(1, 100_000)
            spin.valueChanged.connect(self.changed)
            return spin
        line = QLineEdit()
        line.textChanged.connect(self.changed)
        if name == "countersigners":
            line.setCompleter(NameCompleter.of_people(self._session.facts.people, line))
        return line

    def translate(self) -> None:
        """Labels and choices in the language of the session."""
        language = self._session.language
        for group, heading in self._headings.items():
            heading.setText(self._session.text(f"draft.{group}"))
        for name, widget in self.inputs.items():
            label = wording.element_label(name, language)
            widget.setAccessibleName(label)
            self._labels[name].setText(label)
            if name in SEVERAL and isinstance(widget, QLineEdit):
                widget.setPlaceholderText(self._session.text("form.several"))
            if isinstance(widget, QComboBox):
                for row, value in enumerate(CHOICES[name]):
                    widget.setItemText(row, self._choice(name, value))

    def _choice(self, name: str, value: str) -> str:
        language = self._session.language
        if name == "kind":
            return wording.kind_name(value, language)
        if name == "form":
            return wording.form_name(value, language)
        if name == "order":
            return self._session.text(f"act.order_{value.replace('-', '_')}")
        return value or "—"

    def line(self, name: str) -> QLineEdit:
        """The line of an element that is written freely."""
        widget = self.inputs[name]
        assert isinstance(widget, QLineEdit)
        return widget

    def fields(self) -> dict[str, Any]:
        """What was filled in; what was left empty is not said."""
        said: dict[str, Any] = {}
        for name, widget in self.inputs.items():
            value = self._value(widget)
            if name in SEVERAL and isinstance(value, str):
                value = [p.strip() for p in value.replace(";", "；").split("；") if p.strip()]
            if value not in ("", [], None) and not (name == "copies" and value == 1):
                said[name] = value
        return said

    def _value(self, widget: QWidget) -> Any:
        if isinstance(widget, QComboBox):
            return widget.currentData()
        if isinstance(widget, QSpinBox):
            return widget.value()
        assert isinstance(widget, QLineEdit)
        return widget.text().strip()

    def fill(self, said: dict[str, Any]) -> None:
        """Put elements into their rows."""
        for name, widget in self.inputs.items():
            value = said.get(name)
            if isinstance(widget, QComboBox):
                widget.setCurrentIndex(max(0, widget.findData(value or "")))
            elif isinstance(widget, QSpinBox):
                widget.setValue(int(value or 1))
            elif isinstance(widget, QLineEdit):
                widget.setText("；".join(value) if isinstance(value, list) else value or "")
                widget.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
