"""What others want of whoever has the paper now: why it came back, that he is urged or asked."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oa_client.ui import wording
from oa_client.ui.presenters.case import returned_words
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.signers import asked_words
from oa_client.ui.presenters.urged import urged_words
from oa_client.ui.views.painted.elided import ElidedLabel

Row = dict[str, Any]


class ToldLines(QWidget):
    """Lines above his opinion, each shown only while there is something to say."""

    answer_asked = Signal()
    """回复催办: whoever is urged wants to answer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.returned, self.urged = ElidedLabel("late"), ElidedLabel("soon")
        self.asked = ElidedLabel("soon")
        self.answer = QPushButton()
        self.answer.setProperty("role", "link")
        self.answer.clicked.connect(self.answer_asked)
        urging = QHBoxLayout()
        urging.setSpacing(8)
        urging.addWidget(self.urged, 1)
        urging.addWidget(self.answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.returned)
        column.addLayout(urging)
        column.addWidget(self.asked)

    def show_case(self, shown: Row | None, *, works: bool) -> None:
        """Say it of this paper; why it came back only to whoever works on it."""
        back = returned_words(self._session, shown) if works and shown else ""
        urged = urged_words(self._session, shown) if shown else ""
        self.returned.setText(back)
        self.returned.setVisible(bool(back))
        self.urged.setText(urged)
        self.answer.setText(wording.action_name("answer-urging", self._session.language))
        for part in (self.urged, self.answer):
            part.setVisible(bool(urged))
        asked = asked_words(self._session, shown) if shown else ""
        self.asked.setText(asked)
        self.asked.setVisible(bool(asked))
        self.setVisible(bool(back or urged or asked))
