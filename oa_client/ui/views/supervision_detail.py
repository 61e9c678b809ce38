"""The clock of one document: how it stands, stage by stage, and every card and urge on record."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
)

from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.case import offers_of
from oa_client.ui.presenters.desk import (
    current_clock,
    stage_clocks,
    verdict,
    watch_lines,
    whole_clock,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.desk_clocks import LongClockBar, StageBars
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.timeline import Timeline, TimelineEntry

Row = dict[str, Any]
WIDTH = 372


class SupervisionDetail(QFrame):
    """One document beside the desk, with what may be done about it."""

    opened = Signal(str)
    closed = Signal()
    urged = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "detail")
        self.setFixedWidth(theme.look().px(WIDTH))
        self._session = session
        self._document = ""
        self._title, self._meta, self._left, self._due = (QLabel() for _ in range(4))
        self._clocks_name, self._record_name = QLabel(), QLabel()
        for label, role in (
            (self._title, "pane"), (self._meta, "meta"), (self._left, "verdict-none"),
            (self._due, "meta"), (self._clocks_name, "strong"), (self._record_name, "strong"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close", theme.INK2))
        self.close_button.clicked.connect(self.closed)
        self.bars = StageBars()
        self.unfolded, self.whole = LongClockBar(), LongClockBar()
        self.record = Timeline()
        self.read, self.urge = QPushButton(), QPushButton()
        for button in (self.read, self.urge):
            button.setProperty("scale", "large")
        self.urge.setProperty("role", "primary")
        self.read.clicked.connect(lambda: self.opened.emit(self._document))
        self.urge.clicked.connect(lambda: self.urged.emit(self._document))
        self._lay_out()

    def _lay_out(self) -> None:
        self._verdict = QFrame()
        self._verdict.setProperty("role", "verdict-none")
        said = QVBoxLayout(self._verdict)
        said.setContentsMargins(12, 8, 12, 8)
        said.setSpacing(2)
        said.addWidget(self._left)
        said.addWidget(self._due)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._bars_area = bars = QScrollArea()
        bars.setWidget(self.bars)
        bars.setWidgetResizable(True)
        bars.setFrameShape(QFrame.Shape.NoFrame)
        bars.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bars.viewport().setStyleSheet(f"background: {theme.SURFACE};")
        scroll = bars.verticalScrollBar()
        scroll.rangeChanged.connect(lambda _, most: scroll.setValue(most))  # the latest counts
        below = QHBoxLayout()
        below.addWidget(self.read)
        below.addWidget(self.urge, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._meta)
        column.addWidget(self._verdict)
        column.addWidget(self._clocks_name)
        column.addWidget(bars, 3)
        column.addWidget(self.unfolded)
        column.addWidget(self.whole)
        column.addWidget(self._record_name)
        column.addWidget(self.record, 2)
        column.addLayout(below)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._clocks_name.setText(text("desk.clocks"))
        self._record_name.setText(text("desk.record"))
        self.record.setAccessibleName(text("desk.record"))
        self.close_button.setAccessibleName(text("desk.close"))
        self.close_button.setToolTip(text("desk.close"))
        self.read.setText(text("desk.read"))

    def show_case(self, shown: Row, may: list[Row]) -> None:
        """The clock of this document."""
        self._document = shown["document"]
        language = self._session.language
        self._title.setText(shown["elements"]["title"])
        procedure = wording.procedure_name(shown["procedure"], language)
        self._meta.setText(" · ".join(part for part in (procedure, shown["number"] or "") if part))
        left, due, level = verdict(self._session, shown)
        self._left.setText(left)
        self._due.setText(due)
        self._due.setVisible(bool(due))
        for widget in (self._left, self._verdict):
            theme.dress(widget, f"verdict-{level or 'none'}")
        self.bars.set_clocks(stage_clocks(self._session, shown))
        self.unfolded.set_clock(current_clock(self._session, shown))
        self.whole.set_clock(whole_clock(self._session, shown))
        self._bars_area.setMaximumHeight(self.bars.height() + 2)
        self.record.set_entries([
            TimelineEntry(line.at, line.who, line.what, "card" if line.level else "other",
                          line.level, line.note)
            for line in watch_lines(self._session, shown)
        ])  # fmt: skip
        self._name_urge(shown, may)

    def _name_urge(self, shown: Row, may: list[Row]) -> None:
        offer = offers_of(self._session, shown, may).get("urge")
        names = "、".join(dict.fromkeys(task["name"] for task in shown["open"]))
        self.urge.setText(self._session.text("desk.urge", name=names))
        self.urge.setEnabled(bool(offer and offer.allowed))
        self.urge.setToolTip(tip(offer.why) if offer else "")
