"""What others want of whoever has the paper now, and what they answered him."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oa_client.ui.presenters.case import returned_words
from oa_client.ui.presenters.circulated import note_words
from oa_client.ui.presenters.offers import Offer, in_name
from oa_client.ui.presenters.relief import DECIDES, extension_words, supervised_line
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.signers import asked_words
from oa_client.ui.presenters.urged import urged_words
from oa_client.ui.views.painted.elided import ElidedLabel

Row = dict[str, Any]


class ToldLines(QWidget):
    """Lines above his opinion, each shown only while there is something to say."""

    asked_for = Signal(str)
    """The act with which he answers what a line tells."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.returned, self.urged = ElidedLabel("late"), ElidedLabel("soon")
        self.asked, self.circulated = ElidedLabel("soon"), ElidedLabel("soon")
        self.extension = ElidedLabel("soon")
        self.supervised = ElidedLabel("soon")
        self.answer, self.report = self._link("answer-urging"), self._link("report-progress")
        self.close_item = self._link("close-supervision")
        self.decide = {action: self._link(action) for action in DECIDES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line, links in (
            (self.returned, ()), (self.urged, (self.answer,)), (self.asked, ()),
            (self.circulated, ()), (self.extension, self.decide.values()),
            (self.supervised, (self.report, self.close_item)),
        ):  # fmt: skip
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(line, 1)
            for link in links:
                row.addWidget(link)
            column.addLayout(row)

    def _link(self, action: str) -> QPushButton:
        link = QPushButton()
        link.setProperty("role", "link")
        link.clicked.connect(lambda: self.asked_for.emit(action))
        return link

    def show_case(
        self, shown: Row | None, offers: Mapping[str, Offer], *, works: bool, decides: bool
    ) -> None:  # fmt: skip
        """Say it of this paper; why it came back only to whoever works on it.

        `decides`: whether the answer to a request for time has no buttons of its own below.
        """
        session = self._session
        closing, reporting = (
            name in offers and offers[name].allowed
            for name in ("close-supervision", "report-progress")
        )  # fmt: skip
        said = {
            self.returned: returned_words(session, shown) if works and shown else "",
            self.urged: urged_words(session, shown) if shown else "",
            self.asked: asked_words(session, shown) if shown else "",
            self.circulated: note_words(session, shown) if shown else "",
            self.extension: extension_words(session, shown) if shown else "",
            self.supervised: supervised_line(session, shown, closes=closing) if shown else "",
        }
        for line, words in said.items():
            line.setText(words)
            line.setVisible(bool(words))
        links = {"answer-urging": self.answer, "report-progress": self.report,
                 "close-supervision": self.close_item, **self.decide}  # fmt: skip
        for action, link in links.items():
            link.setText(in_name(session, offers, action))
        self.answer.setVisible(bool(said[self.urged]))
        self.report.setVisible(bool(said[self.supervised]) and reporting)
        self.close_item.setVisible(bool(said[self.supervised]) and closing)
        for link in self.decide.values():
            link.setVisible(decides)
        self.setVisible(any(said.values()))
