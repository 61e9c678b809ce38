"""下一步: the stages that lie ahead of a draft, who acts at each, and how long he has."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from oa_client.ui.presenters.drafting import RoadWords
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel

MOST = 4
"""Check, countersigning, review, signature."""


class RoadStrip(QWidget):
    """One place beside the other, the next one first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setProperty("role", "meta")
        self._places = [_Place(number == 0) for number in range(MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._name)
        for place in self._places:
            row.addWidget(place)
        row.addStretch(1)

    def translate(self) -> None:
        """All words in the language of the session."""
        self._name.setText(self._session.text("draft.ahead"))

    def words(self) -> str:
        """All of it in one line, as a screen reader says it."""
        return " → ".join(place.words() for place in self._places if not place.isHidden())

    def show_road(self, road: Sequence[RoadWords]) -> None:
        """This road."""
        for place, stage in zip_longest(self._places, road[:MOST]):
            place.setVisible(stage is not None)
            if stage is not None:
                place.say(stage)
        self.setAccessibleName(self.words())


class _Place(QWidget):
    def __init__(self, first: bool) -> None:
        super().__init__()
        self._arrow = QLabel("" if first else "→")
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
