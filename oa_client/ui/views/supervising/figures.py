"""Figures of the supervisor's desk: groups beside each other, the trend, and the days due."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from oa_client.ui import wording
from oa_client.ui.presenters.desk import GROUPS, groups
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.desk_charts import HeatCalendar, TrendChart
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.segments import Segments
from oa_client.ui.views.supervising.parts import GroupTable, card

Row = dict[str, Any]
COLUMNS = ("open", "red", "yellow", "blue", "on_time", "took")


class FiguresRow(QWidget):
    """Three panels in a row; each figure of them opens the list that it counts."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._data: Row | None = None
        self.by = Segments(tuple(GROUPS))
        for button in self.by.buttons:
            button.setProperty("scale", "medium")
        self.by.changed.connect(self._compare)
        self.groups = GroupTable(len(COLUMNS))
        self.done = QPushButton()
        self.done.setProperty("role", "link")
        self.trend, self.calendar = TrendChart(), HeatCalendar()
        self._goal, self._legend = ElidedLabel("caption"), ElidedLabel("caption")
        self._month = ElidedLabel("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        grouped, self._groups_name = card(self.groups, self.done, self.by)
        self._trend_card, self._trend_name = card(self.trend, self._goal)
        self._days_card, self._days_name = card(self.calendar, self._month)
        days = self._days_card.layout()
        assert days is not None
        days.addWidget(self._legend)
        for part, share in ((grouped, 24), (self._trend_card, 9), (self._days_card, 11)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(part, share)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._groups_name.setText(text("desk.groups"))
        self._trend_name.setText(text("desk.trend"))
        self._days_name.setText(text("desk.days"))
        self._legend.setText(text("desk.days_told"))
        self.by.setAccessibleName(text("desk.by"))
        self.by.set_words([text(f"desk.by_{by}") for by in GROUPS])
        for chart, key in ((self.trend, "trend"), (self.calendar, "days")):
            chart.setAccessibleName(text(f"desk.{key}"))
        self._head()

    def _head(self) -> None:
        text = self._session.text
        heads = [text(f"desk.group_{column}") for column in COLUMNS]
        self.groups.say([text(f"desk.by_{self.by.value()}"), *heads])
        self.groups.explain(len(COLUMNS), text("desk.group_took_told"))
        self.groups.explain(len(COLUMNS) - 1, text("desk.group_rate_told"))

    def show_charts(self, *, shown: bool) -> None:
        """Trend and days stand beside the groups where there is room."""
        for part in (self._trend_card, self._days_card):
            part.setVisible(shown)

    def fill(self, data: Row) -> None:
        """Show these figures."""
        self._data = data
        text = self._session.text
        self.done.setText(text(f"desk.done_{data['period']}", count=data["done"]))
        self._goal.setText(text("desk.goal", goal=data["goal"]))
        self.trend.set_weeks(data["weeks"], data["goal"])
        self._compare()

    def _compare(self) -> None:
        self._head()
        if self._data is not None:
            self.groups.fill(groups(self._session, self._data, self.by.value()))

    def mark_days(self, days: Row, today: date, picked: str) -> None:
        """The calendar, and the day whose stages are listed."""
        names = self._session.text("list.weekdays").split()
        self._month.setText(wording.month_name(today.month, self._session.language))
        self.calendar.set_days(days, today, names, picked)
