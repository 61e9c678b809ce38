"""The strip under the header from 1 November on, while next year's calendar is not on record."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from oa_client.ui.presenters.session import Session


class CalendarStrip(QFrame):
    """Seen by whoever keeps the calendar; away as soon as the year is on record."""

    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "offline")
        self._session = session
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "soon")
        self._words.setWordWrap(True)
        self.open = QPushButton()
        self.open.setProperty("role", "link")
        self.open.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.open)
        self.hide()

    def look(self) -> None:
        """Ask whether a year is missing."""
        login = self._session.login

        def question(office: Any) -> list[int]:
            return list(office.calendar_missing()) if office.keeps_calendar(login) else []

        self._session.ask(question, self._show, latest="calendar-missing")

    def _show(self, years: list[int]) -> None:
        named = "、".join(str(year) for year in years)
        self._words.setText(self._session.text("calendar.missing", years=named))
        self.open.setText(self._session.text("calendar.put"))
        self.setVisible(bool(years))

    def words(self) -> str:
        """What is said now."""
        return self._words.text()
