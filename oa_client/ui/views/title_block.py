"""The head of a document: title, where it comes from, when it is due, and its way."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from oa_client.docflow.model.document import Urgency
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.case import foremost, nodes_of
from oa_client.ui.presenters.relief import marks
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trail import whole_case
from oa_client.ui.views.button_menu import give_menu
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.flow_strip import FlowStrip

Row = dict[str, Any]
EXPORTS = {"paper": ".pdf", "docx": ".docx", "slip": ".pdf"}
"""What can be saved of a document, and as which sort of file."""


class TitleBlock(QFrame):
    """Title, origin, due moment and flow strip of the document that is shown."""

    back_asked = Signal()
    export_asked = Signal(str)
    print_asked = Signal()
    track_asked = Signal(bool)
    """He wants to follow this document, or no longer."""
    changes_asked = Signal()
    """What was changed since the version before is to be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "title-head")
        self._session = session
        self._title, self._due, self._urgency = QLabel(), QLabel(), QLabel()
        self._meta = ElidedLabel("meta")
        self.marks = QLabel()
        for label, role in (
            (self._title, "headline"), (self._due, "soon"), (self._urgency, "urgent"),
            (self.marks, "soon"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._title.setWordWrap(True)
        self.flow = FlowStrip()
        self.back = QToolButton()
        self.back.setIcon(icon("back", theme.INK2))
        self.back.clicked.connect(self.back_asked)
        self.changes = QPushButton()
        self.changes.setProperty("role", "link")
        self.changes.clicked.connect(self.changes_asked)
        self.print, self.export, self.track = QToolButton(), QToolButton(), QToolButton()
        self.track.setCheckable(True)
        self.track.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.track.clicked.connect(self.track_asked)
        self.track.toggled.connect(lambda _: self._name_track())
        self.print.setIcon(icon("print", theme.INK2))
        self.print.clicked.connect(self.print_asked)
        self.export.setIcon(icon("export", theme.INK2))
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu = give_menu(self.export)
        for what in EXPORTS:
            entry = menu.addAction("")
            entry.triggered.connect(lambda _=False, w=what: self.export_asked.emit(w))
        self._lay_out()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self.back)
        title.addWidget(self._urgency, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(self._title, 1)
        title.addWidget(self.track)
        title.addWidget(self.print)
        title.addWidget(self.export)
        meta = QHBoxLayout()
        meta.setSpacing(16)
        # what lies below stays where it is, with the link or without
        self._meta.setMinimumHeight(self.changes.sizeHint().height())
        meta.addWidget(self._meta)
        meta.addWidget(self.changes)
        meta.addStretch(1)
        meta.addWidget(self.marks)
        meta.addWidget(self._due)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 4)
        column.setSpacing(4)
        column.addLayout(title)
        column.addLayout(meta)
        column.addWidget(self.flow)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self.export.setText(text("document.export"))
        self.export.setAccessibleName(text("document.export"))
        for entry, what in zip(self.export.menu().actions(), EXPORTS, strict=True):
            entry.setText(text(f"document.export_{what}"))
        self._name_track()
        self.changes.setText(text("document.changes"))
        self.print.setToolTip(text("document.print_tip"))
        self.print.setAccessibleName(text("document.print"))
        self.back.setToolTip(text("trail.back"))
        self.back.setAccessibleName(text("trail.back"))

    def _name_track(self) -> None:
        tracked = self.track.isChecked()
        self.track.setIcon(icon("tracked", theme.ACCENT if tracked else theme.INK2))
        self.track.setText(self._session.text("document.tracked" if tracked else "document.track"))
        tip = "document.tracked_tip" if tracked else "document.track_tip"
        self.track.setToolTip(self._session.text(tip))

    def show_case(self, shown: Row, *, tracked: bool) -> None:
        """Say what this document is and where it stands, and whether he follows it."""
        self.track.setChecked(tracked)
        self._title.setText(shown["elements"]["title"])
        self._meta.setText(self._origin(shown))
        self.changes.setVisible(len(shown["versions"]) > 1)
        urgency = shown["elements"]["urgency"]
        self._urgency.setText(wording.urgency_name(urgency or "", self._session.language))
        self._urgency.setVisible(bool(urgency))
        theme.dress(self._urgency, "urgent" if urgency == Urgency.EXTRA else "pressing")
        marked = marks(self._session, shown)
        self.marks.setText(marked)
        self.marks.setVisible(bool(marked))
        self._show_due(shown)
        self.flow.set_nodes(nodes_of(self._session, shown))
        whole = whole_case(self._session, shown)
        self.flow.set_whole(*(whole.words, whole.share, whole.late) if whole else ("", 0.0, False))

    def _origin(self, shown: Row) -> str:
        language = self._session.language
        parts = [
            shown["number"] or "",
            wording.procedure_name(shown["procedure"], language),
            shown["elements"]["issuer"] or "",
            shown["names"][shown["creator"]]["name"],
            wording.status_name(shown["status"], language),
            self._version(shown),
        ]
        return " · ".join(part for part in parts if part)

    def _version(self, shown: Row) -> str:
        """Which wording it is, once it is not the first."""
        count = len(shown["versions"])
        return self._session.text("document.version", version=count) if count > 1 else ""

    def _show_due(self, shown: Row) -> None:
        if not shown["open"]:
            self._due.setText("")
            return
        soonest = foremost(self._session, shown, shown["open"])
        pause = shown["plan"].get("pause")
        if pause and soonest["action"] != "read":
            self._due.setText(self._session.text("time.paused", ground=pause["ground"]))
            theme.dress(self._due, theme.due_role("", late=False))
            return
        left = soonest["limit"] - soonest["used"]
        at = wording.moment_words(soonest["due"], self._session.language)
        stage = wording.stage_name(soonest["stage"], self._session.language)
        words = wording.left_words(left, self._session.language, late=soonest["late"])
        key = "relief.due_answer" if soonest["decides"] else "document.due"
        self._due.setText(f"{self._session.text(key, stage=stage, at=at)}　{words}")
        theme.dress(self._due, theme.due_role(soonest["card"], late=soonest["late"]))
