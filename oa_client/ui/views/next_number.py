"""Which number a paper will get, or which one will be kept, told before one confirms."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


class NextNumber(QLabel):
    """Follows what is said of series, first serial and reserved number; empty where none fits."""

    def __init__(self, session: Session, shown: Row | None, inputs: dict[str, QWidget]) -> None:
        """Without a document a number is kept for a paper to come."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "strong")
        self._session, self._document = session, str(shown["document"]) if shown else ""
        series, reserved, start = (inputs.get(name) for name in ("series", "reserved", "start"))
        assert isinstance(series, QLineEdit)
        self._series, self._reserved, self._start = series, reserved, start
        series.textChanged.connect(self.look)
        if isinstance(reserved, QComboBox):
            reserved.currentIndexChanged.connect(self.look)
        if isinstance(start, QSpinBox):
            start.valueChanged.connect(self.look)
        self.look()

    def look(self, *_: object) -> None:
        """Ask which number it would be now."""
        login, document, series = self._session.login, self._document, self._series.text().strip()
        start = self._start.value() or None if isinstance(self._start, QSpinBox) else None
        if number := self._chosen():
            self._show(number)
            return

        def question(office: Any) -> str:
            if not document:
                return str(office.reservation_ahead(series))
            return str(office.number_ahead(login, document, series, start))

        self._session.ask(question, self._show_next, self._show_none, latest="number-ahead")

    def _chosen(self) -> str:
        """One that lies reserved, and is taken for this paper."""
        box = self._reserved
        return str(box.currentData() or "") if isinstance(box, QComboBox) else ""

    def _show_next(self, number: str) -> None:
        if not self._chosen():  # one that lies reserved may be chosen by now
            self._show(number)

    def _show(self, number: str) -> None:
        key = "act.next_number" if self._document else "act.next_reserved"
        self.setText(self._session.text(key, number=number))

    def _show_none(self, _: OfficeError) -> None:
        """Why is said where one confirms, to whoever confirms."""
        self.clear()
