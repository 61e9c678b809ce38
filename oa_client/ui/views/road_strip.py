"""下一步: the stages that lie ahead of a draft, who acts at each, and how long he has."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from oa_client.ui.presenters.drafting import RoadWords
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.plain_label import plain_label

GAP = 14
MOST = 4
"""Check, countersigning, review, signature."""


class RoadStrip(QWidget):
    """One place beside the other, the next one first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._name = plain_label("meta")
        self._places = [_Place(number == 0) for number in range(MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._name)
        for place in self._places:
            row.addWidget(place)
        self._count = plain_label("caption")
        row.addWidget(self._count)
        row.addStretch(1)
        self._steps = 0

    def translate(self) -> None:
        """All words in the language of the session."""
        self._name.setText(self._session.text("draft.ahead"))

    def words(self) -> str:
        """All of it in one line, as a screen reader says it."""
        return " → ".join(place.words() for place in self._places[: self._steps])

    def show_road(self, road: Sequence[RoadWords]) -> None:
        """This road."""
        self._steps = min(len(road), MOST)
        for place, stage in zip(self._places, road, strict=False):
            place.say(stage)
        self._count.setText(self._session.text("draft.steps", count=self._steps))
        self.setAccessibleName(self.words())
        self.setToolTip(tip(self.words()))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What has no room goes from the end, whole; then it is said how many steps there are."""
        gap = GAP
        room = self.width() - self._name.sizeHint().width() - gap
        wide = [place.sizeHint().width() + gap for place in self._places[: self._steps]]
        shown = self._steps
        if sum(wide) > room:
            room -= self._count.sizeHint().width() + gap
            shown = max(1, next((n for n in range(len(wide), 0, -1) if sum(wide[:n]) <= room), 1))
        for number, place in enumerate(self._places):
            place.setVisible(number < min(shown, self._steps))
        self._count.setVisible(shown < self._steps)


class _Place(QWidget):
    def __init__(self, first: bool) -> None:
        super().__init__()
        self._arrow = QLabel("" if first else "→", self)
        self._arrow.setProperty("role", "meta")
        self._arrow.setHidden(first)
        self._stage = QLabel()
        self._stage.setProperty("role", "next" if first else "strong")
        self._who = ElidedLabel()
        self._limit = ElidedLabel("caption")
        for label in (self._arrow, self._stage):
            label.setTextFormat(Qt.TextFormat.PlainText)
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self._stage)
        above.addWidget(self._who, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._limit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._arrow)
        row.addLayout(column)

    def words(self) -> str:
        return f"{self._stage.text()} {self._who.text()} {self._limit.text()}"

    def say(self, stage: RoadWords) -> None:
        self._stage.setText(stage.stage)
        self._who.setText(stage.who)
        self._limit.setText(stage.limit)
        self._limit.setProperty("role", "late" if stage.closed else "caption")
        self._limit.style().unpolish(self._limit)
        self._limit.style().polish(self._limit)
