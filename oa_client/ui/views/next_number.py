"""Which number a paper will get, told before one confirms."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Session


class NextNumber(QLabel):
    """Follows what is said of series, first serial and reserved number; empty where none fits."""

    def __init__(
        self, session: Session, shown: dict[str, Any], inputs: dict[str, QWidget]
    ) -> None:  # fmt: skip
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "strong")
        self._session, self._document = session, str(shown["document"])
        reserved, series, start = (inputs[name] for name in ("reserved", "series", "start"))
        assert isinstance(reserved, QComboBox) and isinstance(series, QLineEdit)
        assert isinstance(start, QSpinBox)
        self._reserved, self._series, self._start = reserved, series, start
        reserved.currentIndexChanged.connect(self.look)
        series.textChanged.connect(self.look)
        start.valueChanged.connect(self.look)
        self.look()

    def look(self, *_: object) -> None:
        """Ask which number it would be now."""
        login, document = self._session.login, self._document
        series, start = self._series.text().strip(), self._start.value() or None
        if number := self._reserved.currentData():
            self._show(number)
            return

        def question(office: Any) -> str:
            return str(office.number_ahead(login, document, series, start))

        self._session.ask(question, self._show_next, self._show_none, latest="number-ahead")

    def _show_next(self, number: str) -> None:
        if not self._reserved.currentData():  # one that lies reserved may be chosen by now
            self._show(number)

    def _show(self, number: str) -> None:
        self.setText(self._session.text("act.next_number", number=number))

    def _show_none(self, _: OfficeError) -> None:
        """Why is said where one confirms, to whoever confirms."""
        self.clear()
