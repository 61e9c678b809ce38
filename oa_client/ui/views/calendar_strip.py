"""The strip under the header from 1 November on, while next year's calendar is not on record."""

from typing import Any

from PySide6.QtCore import Signal

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.strip import Strip


class CalendarStrip(Strip):
    """Seen by whoever keeps the calendar; away as soon as the year is on record."""

    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.open = self.link()
        self.open.clicked.connect(self.opened)

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
