"""时钟明细: how one document stands, all that is on record of its clocks, what may be done."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.case import TIME
from oa_client.ui.presenters.desk import urgent_words
from oa_client.ui.presenters.desk_detail import (
    current_clock,
    flag_words,
    numbers,
    stage_clocks,
    verdict,
    watch_lines,
    whole_clock,
)
from oa_client.ui.presenters.done import done_of, several
from oa_client.ui.presenters.offers import Offer, in_name, offers_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.button_menu import give_menu
from oa_client.ui.views.painted import pills
from oa_client.ui.views.painted.card_sign import CardSign
from oa_client.ui.views.painted.desk_clocks import LongClockBar, StageBars
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.surface import Surface
from oa_client.ui.views.painted.timeline import TimelineEntry, TimelineSurface
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.supervising.parts import scrolled

Row = dict[str, Any]
WIDTH = 372


class SupervisionDetail(QFrame):
    """One document beside the desk, with what may be done about it."""

    opened = Signal(str)
    closed = Signal()
    acted = Signal(str)
    """Something was done about its clocks."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "detail")
        self.setFixedWidth(theme.look().px(WIDTH))
        self._session = session
        self._document = ""
        self._may: list[Row] = []
        self._shown: Row | None = None
        self._offers: dict[str, Offer] = {}
        self._title, self._left, self._due = (QLabel() for _ in range(3))
        self._head, self._meta, self._flag = (ElidedLabel(r) for r in ("meta", "meta", "strong"))
        self._urgency, self._card = UrgencyTag(), CardSign()
        self._clocks_name, self._record_name = QLabel(), QLabel()
        for label, role in (
            (self._title, "pane"), (self._left, "verdict-none"),
            (self._due, "meta"), (self._clocks_name, "strong"), (self._record_name, "strong"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close", theme.INK2))
        self.close_button.clicked.connect(self.closed)
        self.open_button = QToolButton()
        self.open_button.setIcon(icon("open", theme.INK2))
        self.open_button.clicked.connect(lambda: self.opened.emit(self._document))
        self._numbers = [(plain_label("caption"), plain_label("strong")) for _ in range(4)]
        self.bars = StageBars()
        self.unfolded, self.whole = LongClockBar(), LongClockBar()
        self.record = TimelineSurface()
        self.more, self.read, self.urge = QPushButton(), QPushButton(), QPushButton()
        give_menu(self.more)
        self.more.menu().setToolTipsVisible(True)
        for button in (self.more, self.read, self.urge):
            button.setProperty("scale", "large")
        self.urge.setProperty("role", "primary")
        self.read.clicked.connect(lambda: self.opened.emit(self._document))
        self.urge.clicked.connect(self._urge)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._head, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.close_button)
        title = QHBoxLayout()
        title.setSpacing(6)
        title.addWidget(self._urgency, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(self._title, 1)
        below = QHBoxLayout()
        for button in (self.more, self.read):
            below.addWidget(button)
        below.addWidget(self.urge, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 0, 14, 0)
        inner.setSpacing(8)
        for layout in (title, self._meta, self._stands(), self._figures(), self._clocks_name):
            inner.addLayout(layout) if isinstance(layout, QLayout) else inner.addWidget(layout)
        for clock in (self.bars, self.unfolded, self.whole):
            inner.addWidget(clock)
        inner.addWidget(self._record_name)
        inner.addWidget(self.record)
        inner.addStretch(1)
        whole = QWidget()
        whole.setLayout(inner)
        self.area = scrolled(whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        for part, right in ((head, 10), (self.area, 0), (below, 14)):
            row = QHBoxLayout()
            row.setContentsMargins(0 if part is self.area else 14, 0, right, 0)
            row.addLayout(part) if isinstance(part, QLayout) else row.addWidget(part)
            column.addLayout(row, 1 if part is self.area else 0)

    def _stands(self) -> QFrame:
        """The verdict, and whether the case is under supervision."""
        self._verdict = QFrame()
        self._verdict.setProperty("role", "verdict-none")
        said = QVBoxLayout(self._verdict)
        said.setContentsMargins(12, 8, 12, 8)
        said.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._card)
        first.addWidget(self._left, 1)
        said.addLayout(first)
        for part in (self._due, self._flag):
            said.addWidget(part)
        return self._verdict

    def _figures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, value in self._numbers:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(name)
            column.addWidget(value)
            row.addLayout(column, 1)
        return row

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._clocks_name.setText(text("desk.clocks"))
        self.open_button.setAccessibleName(text("desk.read"))
        self.open_button.setToolTip(text("desk.read"))
        self.more.setText(text("desk.dispose"))
        self._record_name.setText(text("desk.record"))
        self.record.setAccessibleName(text("desk.record"))
        self.close_button.setAccessibleName(text("desk.close"))
        self.close_button.setToolTip(text("desk.close"))
        self.read.setText(text("desk.read"))
        if self._shown is not None:
            self.show_case(self._shown, self._may)

    def document(self) -> str:
        """Which case is told of."""
        return self._document

    def show_case(self, shown: Row, may: list[Row]) -> None:
        """The clock of this document."""
        self._document, self._shown, self._may = shown["document"], shown, may
        language, text = self._session.language, self._session.text
        elements = shown["elements"]
        self._head.setText("　".join(p for p in (text("desk.detail"), shown["number"]) if p))
        self._title.setText(elements["title"])
        urgency = str(elements.get("urgency") or "")
        self._urgency.say(urgent_words(urgency, language), urgency)
        procedure = wording.procedure_name(shown["procedure"], language)
        parts = (elements.get("issuer"), procedure)
        self._meta.setText(" · ".join(str(part) for part in parts if part))
        left, due, level = verdict(self._session, shown)
        self._left.setText(left)
        self._due.setText(due)
        self._due.setVisible(bool(due))
        flag = flag_words(self._session, shown)
        self._flag.setText(flag)
        self._flag.setVisible(bool(flag))
        for (name, value), told in zip(self._numbers, numbers(self._session, shown), strict=True):
            name.setText(told[0])
            value.setText(told[1])
        self._card.say(level if level in {task["card"] for task in shown["open"]} else "")
        for widget in (self._left, self._verdict):
            theme.dress(widget, f"verdict-{level or 'none'}")
        self.bars.set_clocks(stage_clocks(self._session, shown))
        self.unfolded.set_clock(current_clock(self._session, shown))
        self.whole.set_clock(whole_clock(self._session, shown))
        self.record.set_entries([
            TimelineEntry(line.at, line.who, line.what, "card" if line.level else "other",
                          line.level, line.note)
            for line in watch_lines(self._session, shown)
        ])  # fmt: skip
        self._name_acts(shown, may)

    def _name_acts(self, shown: Row, may: list[Row]) -> None:
        """What the rules allow; grey with their words where they refuse."""
        offers = self._offers = offers_of(self._session, shown, may)
        menu = self.more.menu()
        menu.clear()
        for action in TIME:
            if action in offers:
                one = offers[action]
                entry = menu.addAction(in_name(self._session, offers, action))
                entry.setEnabled(one.allowed)
                entry.setToolTip(tip(one.why))
                entry.triggered.connect(lambda _=False, a=action: self._ask(a))
        offer = offers.get("urge")
        people = shown["urgeable"] or [task["person"] for task in shown["open"]]
        name = several(self._session, people)
        self.urge.setText(self._session.text("desk.urge", name=name))
        self.urge.setEnabled(bool(offer and offer.allowed))
        self.urge.setToolTip(tip(offer.why) if offer else "")

    def _ask(self, action: str) -> None:
        """The questions of an act upon the clocks of this document."""
        offer = self._offers[action]
        dialog = ActDialog(self._session, action, self._shown, parent=self,
                           called=offer.label, for_=offer.for_)  # fmt: skip
        dialog.acted.connect(lambda changes: self._tell(action, changes, dialog.fields()))
        dialog.open()

    def _urge(self) -> None:
        """Whom the button names, at once."""
        assert self._shown is not None
        said = {"to": self._shown["urgeable"]}
        self._session.act("urge", said, document=self._document,
                          then=lambda changes: self._tell("urge", changes, said))  # fmt: skip

    def _tell(self, action: str, changes: Any, said: Row) -> None:
        done = done_of(self._session, changes, action, said=said, shown=self._shown)
        self._session.told.emit(done.words, "done")
        self.acted.emit(done.document)

    def again(self) -> None:
        """What is shown here may have changed."""
        if self.isVisible():
            self.acted.emit(self._document)


class UrgencyTag(Surface):
    """特急 or 加急 before a title; no room without one."""

    def __init__(self) -> None:
        super().__init__()
        self._words = self._urgency = ""

    def say(self, words: str, urgency: str) -> None:
        """What it says."""
        self._words, self._urgency = words, urgency
        self.setVisible(bool(words))
        look = theme.look()
        self.setFixedSize(round(pills.urgency_width(words)) or 1, look.px(24))
        self.setAccessibleName(words)
        self.update()

    def draw(self, painter: QPainter) -> None:
        pills.paint_urgency(painter, 0, self.height() / 2, self._words, self._urgency)
