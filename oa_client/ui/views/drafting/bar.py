"""The bar under a draft: the road ahead, what must be mended first, and its two buttons."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from oa_client.docflow.handling.road import RoadStage
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.drafting import road_words, send_words
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting.filing import OnDesk
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.road_strip import RoadStrip

Row = dict[str, Any]
STEERING = ("kind", "form", "urgency", "countersigners")
"""Elements by which a draft finds its way."""
WIDE = 300
"""Pixels at most of what must be mended first."""


class DraftBar(QFrame):
    """Where the draft would go, and the way to send it."""

    road_known = Signal(object)
    """The way that lies ahead has been found."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._session = session
        self._asked: Row | None = None
        """For which elements the road was asked last."""
        self._next = ""
        """To whom it would go, and for what, in words."""
        self._faults, self._fault = 0, ""
        self._filed = False
        self.road = RoadStrip(session)
        self._trouble, self.lead = ElidedLabel("strong"), QPushButton()
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._trouble.setMaximumWidth(theme.look().px(WIDE))
        self.lead.setProperty("role", "link")
        self.save, self.send = QPushButton(), QPushButton()
        for button in (self.save, self.send):
            button.setProperty("scale", "large")
        self.save.setIcon(icon("save", theme.INK))
        self.save.setToolTip("Ctrl+S")
        self.send.setToolTip("Ctrl+Enter")
        self.send.setProperty("role", "primary")
        below = QHBoxLayout(self)
        below.setContentsMargins(20, 10, 16, 10)
        below.setSpacing(12)
        below.addWidget(self.road, 1)
        trouble = QVBoxLayout()
        trouble.setSpacing(0)
        trouble.addStretch(1)
        trouble.addWidget(self._trouble)
        trouble.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignRight)
        trouble.addStretch(1)
        below.addLayout(trouble)
        below.addWidget(self.save)
        below.addWidget(self.send)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.road.translate()
        self.lead.setText(self._session.text("draft.lead_there"))
        self.show_filed(self._filed)
        self.show_faults(self._faults, self._fault)

    def show_filed(self, filed: bool) -> None:
        """Whether the draft is on record already: keeping it then makes a new version."""
        self._filed = filed
        self.save.setText(self._session.text("draft.save_version" if filed else "draft.save_new"))

    def look_ahead(self, said: Row, desk: OnDesk, *, rewritten: bool) -> None:
        """Ask for the road only where what steers it changed."""
        steers = {name: said.get(name) for name in STEERING}
        case = {"document": desk.document, "version": desk.version, "rewritten": rewritten}
        if steers | case == self._asked:
            return
        self._asked, login, document = steers | case, self._session.login, desk.document
        self._session.ask(
            lambda office: office.road(login, steers, document, rewritten=rewritten),
            self.show_road, latest="road",
        )  # fmt: skip

    def forget(self) -> None:
        """The road is asked for anew."""
        self._asked = None

    def show_road(self, road: Sequence[RoadStage]) -> None:
        """The way that lies ahead."""
        told = road_words(self._session, road)
        self._next = send_words(self._session, told)
        self.road.show_road(told)
        self.show_faults(self._faults, self._fault)
        self.road_known.emit(road)

    def show_faults(self, faults: int, first: str = "") -> None:
        """How much must be mended before it may go, and what first."""
        self._faults, self._fault, text = faults, first, self._session.text
        words = self._next or text("form.submit_draft")
        self.send.setText(words + (f" · {text('draft.to_mend', count=faults)}" if faults else ""))
        self.send.setIcon(icon("submit", theme.ACCENT if faults else theme.SURFACE))
        self._trouble.setText(text("draft.mend_first", count=faults, words=first))
        self._trouble.setVisible(bool(faults))
        self.lead.setVisible(bool(faults))
        theme.dress(self.send, "blocked" if faults else "primary")
