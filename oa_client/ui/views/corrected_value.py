"""更正为: what an element is to say, written where and how it is written on registering."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from oa_client.docflow.model.document import DAYS
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_input import input_of, put_value, put_words, value_of, write_day
from oa_client.ui.views.name_chips import SeveralNames

Row = dict[str, Any]


class CorrectedValue(QWidget):
    """The input of one element at a time, beginning with what stands there now."""

    changed = Signal()

    def __init__(self, session: Session, names: Sequence[str], elements: Row) -> None:
        super().__init__()
        self._elements, self._field = elements, names[0]
        self._inputs = {name: input_of(session, name, self.changed) for name in names}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for name, widget in self._inputs.items():
            put_words(session, name, widget)
            widget.setVisible(False)
            column.addWidget(widget)
        self.begin(names[0])

    @property
    def input(self) -> QWidget:
        """Where the value is written now."""
        return self._inputs[self._field]

    def begin(self, field: str) -> None:
        """Show what stands in this element now; a choice that is none of ours stands for itself."""
        self.input.setVisible(False)
        self._field = field
        present = self._elements.get(field)
        put_value(self.input, present)
        if isinstance(self.input, QComboBox) and self.input.currentData() != (present or ""):
            self.input.setCurrentIndex(-1)
        self.input.setVisible(True)
        self.setFocusProxy(self.input)
        self.changed.emit()

    def said(self) -> Any:
        """What it is to say, names in one line; None where a line is left empty."""
        if self._field in DAYS and isinstance(self.input, QLineEdit):
            write_day(self.input)
        if isinstance(self.input, SeveralNames):
            return self.input.text() or None
        value = value_of(self.input)
        return value if value or not isinstance(self.input, QLineEdit) else None
