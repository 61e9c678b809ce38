"""The clock of one document: how it stands, stage by stage, and every card and urge on record."""

from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
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
from oa_client.ui.presenters.desk import StageClock, stage_clocks, verdict, watch_lines
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.lettering import RIGHT, advance, cut, draw, tip
from oa_client.ui.views.painted.surface import Surface, fill_round
from oa_client.ui.views.painted.timeline import Timeline, TimelineEntry

Row = dict[str, Any]
WIDTH, ROW = 348, 30


class StageBars(Surface):
    """Stages downwards, each with the share of its limit that was used."""

    def __init__(self) -> None:
        super().__init__()
        self._clocks: tuple[StageClock, ...] = ()

    def set_clocks(self, clocks: list[StageClock]) -> None:
        """Show these."""
        self._clocks = tuple(clocks)
        said = (f"{c.name} {c.who} {c.words} {c.took}".strip() for c in clocks)
        self.setAccessibleDescription("\n".join(said))
        self.setFixedHeight(theme.look().px(ROW) * len(clocks) + theme.look().px(8))
        self.update()

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        for number, clock in enumerate(self._clocks):
            top = number * look.px(ROW)
            middle = top + look.px(ROW) / 2
            colour = {"done": theme.GREEN, "late": theme.RED}.get(clock.state, theme.ACCENT)
            disc = QRectF(look.px(4), middle - look.px(7), look.px(14), look.px(14))
            fill_round(painter, disc, look.px(7), colour)
            if clock.state == "done":
                cards.paint_tick(painter, disc.center(), look.px(8), theme.SURFACE)
            if number + 1 < len(self._clocks):
                line = QRectF(disc.center().x() - 1, disc.bottom(), 2, look.px(ROW - 14))
                painter.fillRect(line, QColor(colour))
            self._draw_words(painter, clock, top, colour)

    def _draw_words(self, painter: QPainter, clock: StageClock, top: float, colour: str) -> None:
        look = theme.look()
        strong, meta = look.sans(theme.TEXT, theme.STRONG), look.sans(theme.META)
        widest = max(advance(each.name, strong) for each in self._clocks)
        box = QRectF(look.px(28), top, min(widest, look.px(100)) + look.px(4), look.px(ROW))
        ink = theme.RED if clock.state == "late" else theme.INK
        draw(painter, box, cut(clock.name, strong, box.width()), strong, ink)
        left, end = box.right() + look.px(4), self.width() - look.px(6)
        if clock.took:
            self._draw_took(painter, clock, QRectF(left, top, end - left, look.px(ROW)))
            return
        words, room = clock.words, end - left - advance(clock.words, meta) - look.px(8)
        if room < look.px(44):  # the name matters more than the minutes
            words = f"{round(clock.share * 100)} %"
            room = end - left - advance(words, meta) - look.px(8)
        who = QRectF(left, top, room, look.px(ROW))
        draw(painter, who, cut(clock.who, meta, room), meta, theme.INK2)
        right = QRectF(0, top, end, look.px(ROW))
        draw(painter, right, words, meta, ink if clock.state == "late" else theme.INK2, RIGHT)
        under = QRectF(look.px(28), top + look.px(ROW - 5), self.width() - look.px(34), look.px(3))
        _draw_share(painter, under, clock.share, colour)

    def _draw_took(self, painter: QPainter, clock: StageClock, box: QRectF) -> None:
        """Who had it, when he was through where there is room, and what he used of his limit."""
        look, late = theme.look(), clock.state == "late"
        meta = look.sans(theme.META)
        figures = max(advance(each.took, meta) for each in self._clocks)
        bar = QRectF(0, 0, look.px(56), look.px(6))
        bar.moveCenter(box.center())
        bar.moveRight(box.right() - figures - look.px(8))
        draw(painter, box, clock.took, meta, theme.RED if late else theme.INK2, RIGHT)
        _draw_share(painter, bar, clock.share, theme.RED if late else theme.SLATE)
        widest = max(advance(each.who, meta) for each in self._clocks)
        room = bar.left() - box.left() - look.px(8)
        draw(painter, box, cut(clock.who, meta, room), meta, theme.INK2)
        when = box.adjusted(widest + look.px(8), 0, 0, 0)
        if when.left() + advance(clock.words, meta) <= bar.left() - look.px(8):
            draw(painter, when, clock.words, meta, theme.INK2)


def _draw_share(painter: QPainter, box: QRectF, share: float, colour: str) -> None:
    fill_round(painter, box, box.height() / 2, theme.LINE2)
    used = QRectF(box.left(), box.top(), max(2.0, box.width() * min(1.0, share)), box.height())
    fill_round(painter, used, min(box.height() / 2, used.width() / 2), colour)


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
        column.addSpacing(8)
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
        for widget in (self._left, self._verdict):
            theme.dress(widget, f"verdict-{level or 'none'}")
        self.bars.set_clocks(stage_clocks(self._session, shown))
        self._bars_area.setMaximumHeight(self.bars.height() + 2)
        self.record.set_entries([
            TimelineEntry(at, "", words, "card" if level else "other", level)
            for at, level, words in watch_lines(self._session, shown)
        ])  # fmt: skip
        self._name_urge(shown, may)

    def _name_urge(self, shown: Row, may: list[Row]) -> None:
        offer = offers_of(self._session, shown, may).get("urge")
        names = "、".join(dict.fromkeys(task["name"] for task in shown["open"]))
        self.urge.setText(self._session.text("desk.urge", name=names))
        self.urge.setEnabled(bool(offer and offer.allowed))
        self.urge.setToolTip(tip(offer.why) if offer else "")
