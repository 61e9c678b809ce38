"""The compared text: insertions underlined on a tint, deletions struck, notes at the side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from oa_client.ui import theme
from oa_client.ui.presenters.trail import Paragraph
from oa_client.ui.views.painted.lettering import (
    CENTRE,
    RIGHT,
    cut,
    draw,
    draw_lines,
    one_line,
    wrapped,
)
from oa_client.ui.views.painted.redline_places import (
    EDGE,
    MARGIN,
    Block,
    colours,
    columns_of,
    note_font,
    pen,
    placed,
)
from oa_client.ui.views.painted.surface import Surface, fill_round

NOTES, NOTE_GAP = 232, 6
HEAD, LINE, FOOT, BESIDE = 23, 18, 5, 38
"""Of a note: its first line, each line of why, the room below, and that beside its number."""
SLICE = 3_000
"""Characters that are set within one turn: some two panes full, in ten milliseconds."""
FEW, MOST = 2, 8
"""So many lines of why stand in a note; in the chosen one so many."""


@dataclass(frozen=True)
class RedlineNote:
    """A numbered change at the side of the text."""

    number: int
    author: int
    name: str
    when: str
    what: str
    why: str = ""

    def lines(self, width: float, chosen: bool) -> list[str]:
        """In which version, and why: cut short but in the chosen one."""
        font = note_font()
        lines = wrapped(one_line(f"{self.what}　{self.why}".strip()), font, width)
        most = MOST if chosen else FEW
        if len(lines) <= most:
            return lines
        rest = "".join(lines[most - 1 :])
        return [*lines[: most - 1], cut(rest, font, width)]


class RedlineSurface(Surface):
    """Paints one column, or two beside each other, and the notes of the changes.

    Nothing is set before it is seen, and a long text comes slice by slice.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[tuple[Paragraph, ...], ...] = ()
        self._notes: tuple[RedlineNote, ...] = ()
        self._muted: frozenset[int] = frozenset()
        self._blocks: list[Block] = []
        self._boxes: dict[int, QRectF] = {}
        self._lines: dict[tuple[int, bool], list[str]] = {}
        self._starts: dict[int, QPointF] = {}
        self._current = 0
        self._coming: Iterator[int] | None = None
        self._noted, self._below, self._foot = 0, 0.0, 0.0
        """How many notes have their place, where the next may begin, and where the text ends."""
        self._clock = QTimer(self, singleShot=True, interval=0)
        self._clock.timeout.connect(self._go_on)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def set_text(
        self, columns: Sequence[Sequence[Paragraph]], notes: Sequence[RedlineNote],
        muted: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        """Show these columns of paragraphs; changes of muted authors are not marked."""
        self._columns = tuple(tuple(column) for column in columns)
        self._notes = tuple(note for note in notes if note.author not in muted)
        self._muted = muted
        self._current = 0
        said = ["".join(run.text for run in p) for p in (self._columns or ((),))[-1]]
        said += [f"{n.number} {n.name} {n.when} {n.what} {n.why}" for n in self._notes]
        self.setAccessibleDescription("\n".join(said))
        self.relay()

    @property
    def numbers(self) -> list[int]:
        """The changes that are marked, in the order of the text."""
        return [note.number for note in self._notes]

    @property
    def current(self) -> int:
        """The change that is looked at; 0 for none."""
        return self._current

    def choose(self, number: int) -> None:
        """Look at one change."""
        while self._coming and number not in self._boxes:
            self._set_slice()
        if number in self._boxes:
            self._current = number
            self._noted, self._below, self._boxes = 0, float(theme.look().px(12)), {}
            self._place_notes()
            self._grow()
            self.chosen.emit(number)

    def place_of(self, number: int) -> QRectF:
        """Where a change begins, with some room about it."""
        at = self._starts[number]
        return QRectF(at.x(), at.y() - 60, 1, 120)

    # ── places ──────────────────────────────────────────────────────────────

    def relay(self) -> None:
        self._blocks, self._starts, self._boxes, self._lines = [], {}, {}, {}
        self._noted, self._below = 0, float(theme.look().px(12))
        self._foot = self._below
        self._coming = self._set_rows()
        if self.isVisible():
            self._clock.start()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def _go_on(self) -> None:
        """Another slice in each turn; what is painted is always set already."""
        if self._coming:
            self._set_slice()
        self._grow()
        if self._coming:
            self._clock.start()

    def _set_slice(self) -> None:
        """The next rows, and the notes of their changes."""
        room = SLICE
        for length in self._coming or ():
            room -= length
            if room < 0:
                break
        else:
            self._coming = None
        self._place_notes()

    def _grow(self) -> None:
        """As high as what is set; never lower while more comes, or one would lose one's place."""
        high = round(max(self._foot, self._below)) + theme.look().px(16)
        self.setMinimumHeight(max(high, self.minimumHeight()) if self._coming else high)
        self.update()

    def _set_rows(self) -> Iterator[int]:
        """Every row of the columns in its place; how long each was."""
        look = theme.look()
        count = max(1, len(self._columns))
        each = (self.width() - self._notes_width()) / count
        width = each - look.px(MARGIN + EDGE)
        top = float(look.px(12))
        tables = [columns_of(column) for column in self._columns]
        for row in range(max((len(c) for c in self._columns), default=0)):
            blocks = [
                block
                for n, column in enumerate(self._columns)
                if row < len(column)
                for block in placed(
                    column[row], n * each + look.px(MARGIN), top, width, self._muted,
                    tables[n][row],
                )
            ]  # fmt: skip
            self._blocks += blocks
            for block in blocks:
                for number, start in block.starts.items():
                    self._starts.setdefault(number, start)
            top += max(block.height for block in blocks)
            self._foot = top
            yield sum(len(block.layout.text()) for block in blocks)

    def _notes_width(self) -> int:
        return theme.look().px(NOTES) if self._notes else 0

    def _place_notes(self) -> None:
        """Those whose changes have their places, each below the one before."""
        look = theme.look()
        left = self.width() - self._notes_width()
        for note in self._notes[self._noted :]:
            start = self._starts.get(note.number)
            if start is None and self._coming:
                break
            self._noted += 1
            if start is None:
                continue
            at = max(self._below, start.y() - look.px(24))
            box = QRectF(left + look.px(12), at, look.px(NOTES - 24), 0)
            lines = len(self._lines_of(note))
            box.setHeight(look.px(HEAD) + lines * look.px(LINE) + look.px(FOOT))
            self._boxes[note.number] = box
            self._below = box.bottom() + look.px(NOTE_GAP)

    def _lines_of(self, note: RedlineNote) -> list[str]:
        """What a note says, in lines; broken once."""
        place = note.number, note.number == self._current
        if place not in self._lines:
            room = theme.look().px(NOTES - 24) - theme.look().px(BESIDE)
            self._lines[place] = note.lines(room, place[1])
        return self._lines[place]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relay()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(720), self.minimumHeight())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, box in self._boxes.items():
            if box.contains(event.position()):
                self.choose(number)
                return

    # ── painting ────────────────────────────────────────────────────────────

    def draw(self, painter: QPainter) -> None:
        if self._coming and not self._blocks:
            self._set_slice()
        painter.fillRect(self.rect(), QColor(theme.SURFACE))
        if self._notes:
            look = theme.look()
            side = QRectF(self.width() - look.px(NOTES), 0, look.px(NOTES), self.height())
            painter.fillRect(side, QColor(theme.HOVER))
        seen = [block for block in self._blocks if self._is_seen(block.at.y(), block.height)]
        self._draw_frames(painter, seen)
        for block in seen:
            painter.setPen(QColor(theme.INK))
            block.layout.draw(painter, block.at)
            for box, author in block.bars:
                painter.fillRect(box, QColor(colours(author)[0]))
        for note in self._notes[: self._noted]:
            if note.number not in self._boxes:
                continue
            place, start = self._boxes[note.number], self._starts[note.number]
            above, below = min(place.top(), start.y()), max(place.bottom(), start.y())
            if self._is_seen(above, below - above):
                self._draw_connector(painter, note)
            if self._is_seen(place.top(), place.height()):
                current = note.number == self._current
                _draw_note(painter, place, note, self._lines_of(note), current)

    def _is_seen(self, top: float, height: float) -> bool:
        """Whether something of it lies in what is painted now, with its lines about it."""
        seen = self._exposed
        return top - EDGE <= seen.bottom() and top + height + EDGE >= seen.top()

    def _draw_frames(self, painter: QPainter, seen: Sequence[Block]) -> None:
        """Cells of tables, those last in which something changed: their author's ink is on top."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for changed in (False, True):
            for block in seen:
                if block.frame is None or (block.author is not None) != changed:
                    continue
                plain = block.author is None
                ink = theme.LINE if block.author is None else colours(block.author)[0]
                painter.setPen(pen(ink, 1.0 if plain else 1.5))
                painter.drawRect(block.frame)

    def _draw_connector(self, painter: QPainter, note: RedlineNote) -> None:
        look = theme.look()
        start, box = self._starts[note.number], self._boxes[note.number]
        edge = self.width() - look.px(NOTES)
        current = note.number == self._current
        painter.setPen(pen(colours(note.author)[0], 1.5 if current else 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(start if current else QPointF(edge - look.px(8), start.y()))
        path.lineTo(QPointF(edge - look.px(8), start.y()))
        path.lineTo(QPointF(box.left(), box.center().y()))
        painter.drawPath(path)


def _draw_note(
    painter: QPainter, box: QRectF, note: RedlineNote, lines: Sequence[str], current: bool
) -> None:  # fmt: skip
    look = theme.look()
    ink, _ = colours(note.author)
    if current:
        fill_round(painter, box, look.px(6), theme.SURFACE, ink, 1.5)
    disc = QRectF(box.left() + look.px(8), box.top() + look.px(5), look.px(16), look.px(16))
    fill_round(painter, disc, disc.width() / 2, ink)
    small = look.sans(theme.CAPTION, theme.STRONG)
    draw(painter, disc, str(note.number), small, theme.SURFACE, CENTRE)
    left = disc.right() + look.px(6)
    line = QRectF(left, box.top() + look.px(3), box.right() - left - look.px(8), look.px(20))
    draw(painter, line, cut(note.name, note_font(True), line.width() / 2), note_font(True), ink)
    draw(painter, line, note.when, look.sans(theme.CAPTION), theme.INK2, RIGHT)
    below = QRectF(left, box.top() + look.px(HEAD), box.width() - look.px(BESIDE), 0)
    draw_lines(painter, below, tuple(lines), note_font(), theme.INK2, look.px(LINE))


class RedlineArea(QScrollArea):
    """The compared text in its pane; keeps the chosen change in sight."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface = RedlineSurface()
        self.setWidget(self.surface)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.surface.chosen.connect(self._show)

    def step(self, by: int) -> None:
        """The next change, or the one before; round and round."""
        numbers = self.surface.numbers
        if not numbers:
            return
        now = self.surface.current
        at = numbers.index(now) + by if now in numbers else (0 if by > 0 else -1)
        self.surface.choose(numbers[at % len(numbers)])

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.surface.setAccessibleName(name)

    def _show(self, number: int) -> None:
        place = self.surface.place_of(number)
        self.ensureVisible(0, round(place.top()), 0, 10)
        self.ensureVisible(0, round(place.bottom()), 0, 10)
        self.chosen.emit(number)
