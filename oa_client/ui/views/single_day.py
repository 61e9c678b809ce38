"""单日登记: one day on which the office or a unit is closed, or which is made up for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from oa_client.docflow.model.text import most
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.still import still

CLOSED, MADE_UP = "closed", "made_up"


class SingleDay(QWidget):
    """Which day, what it is, and whose; a day that is made up for is the whole office's."""

    changed = Signal()

    def __init__(self, session: Session, units: QComboBox) -> None:
        super().__init__()
        self._session = session
        text = session.text
        self.day, self.sort, self.unit = QLineEdit(), still(QComboBox()), still(QComboBox())
        self.day.setMaxLength(most("from") + 1)
        self.day.setPlaceholderText(text("calendar.day_as"))
        self.day.setAccessibleName(text("calendar.day"))
        for sort in (CLOSED, MADE_UP):
            self.sort.addItem(text(f"calendar.{sort}"), sort)
        self.sort.setAccessibleName(text("calendar.day_sort"))
        for place in range(units.count()):
            self.unit.addItem(units.itemText(place), units.itemData(place))
        self.unit.setAccessibleName(text("calendar.closed_unit"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part, share in ((self.day, 2), (self.sort, 1), (self.unit, 1)):
            row.addWidget(part, share)
        self.day.textChanged.connect(lambda _: self.changed.emit())
        self.unit.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.sort.currentIndexChanged.connect(self._sorted)

    def _sorted(self, _: int) -> None:
        made_up = self.worked()
        if made_up:
            self.unit.setCurrentIndex(0)
        self.unit.setEnabled(not made_up)
        self.unit.setToolTip(self._session.text("calendar.made_up_told") if made_up else "")
        self.changed.emit()

    def worked(self) -> bool:
        """Whether the day is to be worked."""
        return bool(self.sort.currentData() == MADE_UP)

    def told(self) -> str:
        """Whose day becomes what, in words; empty where no day is named."""
        if not self.day.text().strip():
            return ""
        return self._session.text(
            "calendar.day_told", day=self.day.text().strip(), unit=self.unit.currentText(),
            what=self.sort.currentText(),
        )  # fmt: skip
