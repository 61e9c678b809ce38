"""The elements of a document as a form: one row each, filled from the keyboard."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCursor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from oa_client.docflow.handling.form.paper import form_of, kind_in
from oa_client.docflow.model.document import DISCLOSURE
from oa_client.ui import theme, wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_input import (
    CHOICES,
    SEVERAL,
    input_of,
    put_value,
    put_words,
    value_of,
)
from oa_client.ui.views.name_chips import NameChips, SeveralNames
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.segments import Segments
from oa_client.ui.views.title_field import TitleField

PROPOSED = "kind_proposed"
"""The line that says whence the 文种 comes, beside the heading above it."""


class ElementForm(QWidget):
    """Rows of elements; Enter goes on to the next.

    Nothing in it moves because of what is written while the mouse points into it: a field that
    needs more rows than it has takes them once the mouse is elsewhere.
    """

    changed = Signal()

    def __init__(
        self, session: Session, groups: Mapping[str, tuple[str | tuple[str, str], ...]],
        notes: Mapping[str, str] | None = None, own: Mapping[str, SeveralNames] | None = None,
    ) -> None:  # fmt: skip
        """Rows in groups, two names to share a row; `notes` are lines to read, each after the
        input that it names; `own` are inputs that the room makes itself.
        """
        super().__init__()
        self._own = own or {}
        self._after = {after: note for note, after in (notes or {}).items()}
        self.notes: dict[str, QLabel] = {}
        self._session = session
        self._filling = False
        self._headings: dict[str, QLabel] = {}
        self.inputs: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self.setProperty("role", "form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(12, 8, 12, 8)
        self._form.setVerticalSpacing(6)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for group, names in groups.items():
            self._add_heading(group, names)
            for name in names:
                if isinstance(name, tuple):
                    self._add_pair(*name)
                else:
                    self._add_row(name)
        self.changed.connect(self._show_reason)
        kind, form = self.inputs.get("kind"), self.inputs.get("form")
        if isinstance(kind, QComboBox) and isinstance(form, QComboBox):
            kind.activated.connect(lambda row: self._follow(form, CHOICES["kind"][row]))
            self._titled = ""
            self.changed.connect(lambda: self._propose(kind, form))
        self.translate()
        self._show_reason()

    def _add_heading(self, group: str, names: tuple[str | tuple[str, str], ...]) -> None:
        heading = plain_label("group")
        heading.setIndent(0)
        self._headings[group] = heading
        if self._after.get("kind") != PROPOSED or "kind" not in names:
            self._form.addRow(heading)
            return
        del self._after["kind"]
        said = self.notes[PROPOSED] = QLabel()
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setProperty("role", "caption")
        both = QHBoxLayout()
        both.addWidget(heading, 1)
        both.addWidget(said, 0, Qt.AlignmentFlag.AlignBottom)
        self._form.addRow(both)

    def _make(self, name: str) -> tuple[QLabel, QWidget]:
        widget = self._input(name)
        widget.installEventFilter(self)
        self.inputs[name] = widget
        label = plain_label("element")
        self._labels[name] = label
        return label, widget

    def _add_pair(self, one: str, other: str) -> None:
        (label, widget), (label_beside, beside) = self._make(one), self._make(other)
        label_beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label_beside.setMinimumWidth(theme.look().px(60))
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(widget, 1)
        both.addWidget(label_beside)
        both.addWidget(beside, 1)
        self._form.addRow(label, both)

    def _add_row(self, name: str) -> None:
        label, widget = self._make(name)
        self._form.addRow(label, widget)
        if name in self._after:
            self._add_note(self._after[name])

    def _add_note(self, note: str) -> None:
        self._labels[note], self.notes[note] = QLabel(), QLabel()
        for label in (self._labels[note], self.notes[note]):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._labels[note].setProperty("role", "element")
        self.notes[note].setProperty("role", "meta")
        self.notes[note].setWordWrap(True)
        self._form.addRow(self._labels[note], self.notes[note])

    def set_note(self, note: str, words: str) -> None:
        """What a line says that nobody fills in."""
        self.notes[note].setText(words)

    def put_in(self, field: str, words: tuple[str, ...]) -> None:
        """What stood in the text is put where it belongs."""
        if field in ("to", "attachments"):
            self.chips(field).set_names(words)
        elif field == "title":
            self._write_title(words[0])

    def _write_title(self, words: str) -> None:
        """A title that somebody wrote elsewhere: its 文种 is proposed as if he wrote it here."""
        title = self.inputs["title"]
        assert isinstance(title, TitleField)
        title.setText(words)

    def _propose(self, kind: QComboBox, form: QComboBox) -> None:
        """A title that one writes says its 文种; he may choose another one after it."""
        said, before = kind_in(value_of(self.inputs["title"])), self._titled
        self._titled = said
        if said and said != before and not self._filling and said != kind.currentData():
            kind.setCurrentIndex(CHOICES["kind"].index(said))
            self._follow(form, said)
            self.say_kind(said)

    def say_kind(self, kind: str) -> None:
        """That the 文种 follows from the title; nothing where a person chose it."""
        if PROPOSED in self.notes:
            word = wording.kind_name(kind, self._session.language) if kind else ""
            self.set_note(PROPOSED, self._session.text("draft.by_title", kind=word) if kind else "")

    def _follow(self, form: QComboBox, kind: str) -> None:
        """Whoever chooses a 文种 is given its form; he may choose another one after it."""
        form.setCurrentIndex(CHOICES["form"].index(form_of({"kind": kind})))
        self.say_kind("")

    def _show_reason(self) -> None:
        """Why it is not disclosed is asked only where it is not."""
        chosen = self.inputs.get("disclosure")
        if isinstance(chosen, Segments) and "disclosure_reason" in self.inputs:
            kept_back = chosen.value() == DISCLOSURE[-1]
            self._form.setRowVisible(self.inputs["disclosure_reason"], kept_back)

    def _input(self, name: str) -> QWidget:
        if name in self._own:
            self._own[name].changed.connect(self.changed)
            return self._own[name]
        return input_of(self._session, name, self.changed)

    def translate(self) -> None:
        """Labels and choices in the language of the session."""
        language = self._session.language
        for group, heading in self._headings.items():
            heading.setText(self._session.text(f"draft.{group}"))
        for note in self._labels.keys() & self.notes.keys():
            self._labels[note].setText(wording.element_label(note, language))
        for name, widget in self.inputs.items():
            self._labels[name].setText(wording.element_label(name, language))
            put_words(self._session, name, widget)

    def line(self, name: str) -> QLineEdit:
        """The line of an element that is written freely."""
        widget = self.inputs[name]
        assert isinstance(widget, QLineEdit)
        return widget

    def chips(self, name: str) -> SeveralNames:
        """The field of an element that holds several names."""
        widget = self.inputs[name]
        assert isinstance(widget, SeveralNames)
        return widget

    def reserve(self, name: str, rows: int) -> None:
        """Rows that a field has before they are needed."""
        widget = self.inputs[name]
        assert isinstance(widget, NameChips | TitleField)
        widget.reserve(rows)

    def fields(self) -> dict[str, Any]:
        """What was filled in; what was left empty is not said."""
        said: dict[str, Any] = {}
        for name, widget in self.inputs.items():
            value = value_of(widget)
            if value not in ("", [], None) and not (name == "copies" and value == 1):
                said[name] = value
        return said

    def emptied(self) -> dict[str, Any]:
        """The elements that stand empty, as a record takes them."""
        said, names = self.fields(), [n for n, w in self.inputs.items() if not value_of(w)]
        return {name: [] if name in SEVERAL else "" for name in names if name not in said}

    def fill(self, said: dict[str, Any]) -> None:
        """Put elements into their rows."""
        self.say_kind("")
        for name in self.inputs:
            self.put(name, said.get(name))

    def put(self, name: str, value: Any) -> None:
        """Put one element into its row, as it is: nothing is proposed of it."""
        self._filling = True
        put_value(self.inputs[name], value)
        self._filling = False

    # ── the mouse in it ─────────────────────────────────────────────────────

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hold(True)

    def leaveEvent(self, event: QEvent) -> None:
        """A list that opens below a field takes the mouse's events, not the mouse, away."""
        super().leaveEvent(event)
        inside = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if not (inside and QApplication.activePopupWidget()):
            self._hold(False)

    def _hold(self, held: bool) -> None:
        for widget in self.inputs.values():
            if isinstance(widget, NameChips | TitleField):
                widget.hold(held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
