"""What happened to a document, newest first: who, what, when, and whether his signature holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.lettering import (
    RIGHT,
    advance,
    cut,
    draw,
    draw_lines,
    one_line,
    wrapped,
)
from oa_client.ui.views.painted.surface import Surface, fill_round, focus_ring


@dataclass(frozen=True)
class TimelineEntry:
    """An entry of the ledger in words."""

    when: str
    who: str
    what: str
    tone: str = "other"
    """passed, returned, card or other."""
    level: str = ""
    said: str = ""
    number: str = ""
    sound: bool | None = None
    """Whether its signature was checked here and holds; None where nobody looked."""
    detail: str = ""


@dataclass(frozen=True)
class _Placed:
    entry: TimelineEntry
    top: float
    height: float
    what: tuple[str, ...]
    said: tuple[str, ...]
    detail: tuple[str, ...]


MARK, WHEN, SAYS = 18, 36, 120
"""From the left edge to the middle of the mark, to the time, to what happened."""


class TimelineSurface(Surface):
    """Paints the entries; the chosen one shows its details."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._placed: list[_Placed] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def set_entries(self, entries: Sequence[TimelineEntry], *, anew: bool = True) -> None:
        """Show these, in this order; the chosen one stays chosen where others came before it."""
        came = len(entries) - len(self._entries)
        self._at = -1 if anew or self._at < 0 or came < 0 else self._at + came
        self._entries = tuple(entries)
        said = (f"{e.when} {e.who} {e.what} {e.said}".strip() for e in entries)
        self.setAccessibleDescription("\n".join(said))
        self.relay()

    def choose(self, number: int) -> None:
        """Open the details of one entry."""
        if 0 <= number < len(self._entries):
            self._at = number
            self.relay()
            self.chosen.emit(number)

    def relay(self) -> None:
        look, top = theme.look(), float(theme.look().px(10))
        self._placed = []
        for number, entry in enumerate(self._entries):
            placed = _place(entry, top, self.width(), number == self._at)
            self._placed.append(placed)
            top += placed.height
        self.setMinimumHeight(round(top) + look.px(10))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relay()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(400), self.minimumHeight())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, placed in enumerate(self._placed):
            if placed.top <= event.position().y() < placed.top + placed.height:
                self.choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and self._entries:
            self.choose(min(max(self._at + step, 0), len(self._entries) - 1))
        else:
            super().keyPressEvent(event)

    def box_of(self, number: int) -> QRectF:
        """Where an entry stands."""
        placed = self._placed[number]
        return QRectF(0, placed.top, self.width(), placed.height)

    def draw(self, painter: QPainter) -> None:
        if not self._placed:
            return
        look = theme.look()
        middle = look.px(20) / 2
        first, last = self._placed[0].top + middle, self._placed[-1].top + middle
        painter.setPen(QPen(QColor(theme.LINE), look.px(2)))
        painter.drawLine(QPointF(look.px(MARK), first), QPointF(look.px(MARK), last))
        if self.hasFocus() and self._at < 0:
            focus_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), look.px(6))
        for number, placed in enumerate(self._placed):
            if number == self._at:
                box = self.box_of(number).adjusted(look.px(4), -3, -look.px(4), -4)
                if self.hasFocus():
                    focus_ring(painter, box, look.px(6))
            _paint(painter, placed, self.width())


def _place(entry: TimelineEntry, top: float, width: float, open_: bool) -> _Placed:
    look = theme.look()
    room = width - look.px(SAYS) - look.px(12)
    who = _name_room(entry)
    shield = advance(entry.number, look.sans(theme.META)) + look.px(28) if entry.number else 0.0
    font = look.sans(theme.TEXT)
    what = wrapped(one_line(entry.what), font, room - shield, max(1.0, room - shield - who))
    said = wrapped(entry.said, look.kai(theme.EDITOR), room) if entry.said else []
    detail = wrapped(entry.detail, look.sans(theme.CAPTION), room) if open_ and entry.detail else []
    height = look.px(20) * len(what) + look.px(22) * len(said) + look.px(17) * len(detail)
    return _Placed(entry, top, height + look.px(16), tuple(what), tuple(said), tuple(detail))


def _name_room(entry: TimelineEntry) -> float:
    """Room of the name and the gap after it; none where nobody is named."""
    look = theme.look()
    strong = look.sans(theme.TEXT, theme.STRONG)
    return advance(entry.who, strong) + look.px(8) if entry.who else 0.0


def _paint(painter: QPainter, placed: _Placed, width: float) -> None:
    look, entry, top = theme.look(), placed.entry, placed.top
    pitch = look.px(20)
    _paint_mark(painter, QPointF(look.px(MARK), top + pitch / 2), entry)
    card = entry.tone == "card"
    when = QRectF(look.px(WHEN), top, look.px(SAYS - WHEN), pitch)
    font = look.sans(theme.META)
    draw(painter, when, cut(entry.when, font, look.px(SAYS - WHEN - 4)), font, theme.INK2)
    left, right = float(look.px(SAYS)), width - look.px(12)
    strong = look.sans(theme.TEXT, theme.REGULAR if card else theme.STRONG)
    draw(painter, QRectF(left, top, 400, pitch), entry.who, strong,
         theme.INK2 if card else theme.INK)  # fmt: skip
    after = left + _name_room(entry)
    ink = theme.RED if entry.tone == "returned" else theme.INK2 if card else theme.INK
    for number, line in enumerate(placed.what):
        at = left if number else after
        draw(painter, QRectF(at, top + number * pitch, right - at, pitch), line,
             look.sans(theme.TEXT), ink)  # fmt: skip
    y = top + pitch * len(placed.what) + (look.px(2) if placed.said else 0)
    kai = look.kai(theme.EDITOR)
    draw_lines(painter, QRectF(left, y, right - left, 0), placed.said, kai, theme.INK, look.px(22))
    y += look.px(22) * len(placed.said)
    small = look.sans(theme.CAPTION)
    box = QRectF(left, y, right - left, 0)
    draw_lines(painter, box, placed.detail, small, theme.INK2, look.px(17))
    _paint_number(painter, QRectF(left, top, right - left, pitch), entry)


def _paint_mark(painter: QPainter, centre: QPointF, entry: TimelineEntry) -> None:
    look = theme.look()
    ground = look.px(8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.SURFACE))
    painter.drawEllipse(centre, ground, ground)
    if entry.tone == "card":
        box = QRectF(0, 0, look.px(cards.CARD_WIDTH), look.px(cards.CARD_HEIGHT))
        box.moveCenter(centre)
        cards.paint_card(painter, box, entry.level)
        return
    radius = look.px(12) / 2
    solid = {"passed": theme.GREEN, "returned": theme.RED}.get(entry.tone, "")
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    fill_round(painter, box, radius, solid or theme.SURFACE, solid or theme.ACCENT, 2)
    if entry.tone == "returned":
        cards.paint_return(painter, centre, look.px(6), theme.SURFACE)


def _paint_number(painter: QPainter, box: QRectF, entry: TimelineEntry) -> None:
    """The entry's number, behind a shield once its signature was looked at."""
    if not entry.number:
        return
    look = theme.look()
    font = look.sans(theme.META)
    colour = {True: theme.GREEN, False: theme.RED, None: theme.INK3}[entry.sound]
    draw(painter, box, entry.number, font, colour, RIGHT)
    if entry.sound is not None:
        at = QPointF(box.right() - advance(entry.number, font) - look.px(11), box.center().y())
        cards.paint_shield(painter, at, look.px(12), colour, entry.sound)


class Timeline(QScrollArea):
    """The record in its pane: scrolls, and keeps the chosen entry in sight."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface = TimelineSurface()
        self.setWidget(self.surface)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.surface)
        self.viewport().setStyleSheet(f"background: {theme.SURFACE};")
        self.surface.chosen.connect(self._show_chosen)

    def set_entries(self, entries: Sequence[TimelineEntry], *, anew: bool = True) -> None:
        """Show these, newest first; where it is the same record as before one goes on reading."""
        self.surface.set_entries(entries, anew=anew)
        if anew:
            self.verticalScrollBar().setValue(0)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.surface.setAccessibleName(name)

    def _show_chosen(self, number: int) -> None:
        box = self.surface.box_of(number)
        self.ensureVisible(0, round(box.top()), 0, 20)
        self.ensureVisible(0, round(box.bottom()), 0, 20)
        self.chosen.emit(number)
