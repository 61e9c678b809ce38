"""The 处理单 on the screen: like paper, with every opinion, and the one being written live."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from oa_client.ui import theme
from oa_client.ui.theme import Look
from oa_client.ui.views.painted.lettering import CENTRE, LEFT, RIGHT, advance, cut, draw, draw_lines
from oa_client.ui.views.painted.sheet_places import (
    KAI_PITCH,
    MARGIN,
    PAD,
    SIGN_PITCH,
    VALUE_PITCH,
    Cell,
    Element,
    Entry,
    Field,
    Places,
    Said,
    SheetCellView,
    SheetView,
    label_lines,
    placed,
)
from oa_client.ui.views.painted.surface import Surface, fill_round

__all__ = ["Element", "Entry", "Sheet", "SheetArea", "SheetCellView", "SheetView"]


class Sheet(Surface):
    """Paints the slip as wide as it is given; as high as it needs."""

    writing_wanted = Signal()
    """The cell that the user may write in was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = SheetView("")
        self._typing = ""
        self._places = placed(self._view, 400, "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def set_view(self, view: SheetView) -> None:
        """Show this slip; what is being typed belongs to the one before and goes."""
        self._view, self._typing = view, ""
        self.setAccessibleName(view.office + view.title)
        self.setAccessibleDescription("\n".join(_spoken(view)))
        self.relay()

    def set_typing(self, text: str) -> None:
        """The opinion as far as it is written."""
        if text != self._typing:
            self._typing = text
            self.relay()

    def places(self) -> Places:
        """Where everything stands."""
        return self._places

    def box_of(self, key: str) -> QRectF | None:
        """Where a stage's cell stands, or the cell of a label."""
        for cell in self._places.cells:
            if key in (cell.view.stage, cell.view.label) and key:
                return cell.label.united(cell.value)
        return None

    def relay(self) -> None:
        self._places = placed(self._view, max(self.width(), 1), self._typing)
        self.setMinimumHeight(round(self._places.height))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relay()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(420), round(self._places.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(320), round(self._places.height))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for cell in self._places.cells:
            if cell.view.mine and cell.value.contains(event.position()):
                self.writing_wanted.emit()

    def draw(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(self.rect()), QColor(theme.PAPER))
        paint_sheet(painter, self._view, self._places, self.width())


def paint_sheet(painter: QPainter, view: SheetView, places: Places, width: float) -> None:
    """Paint a measured slip on the screen, a printer or a picture."""
    look = places.look
    heading = QRectF(0, places.heading_top, width, look.px(30))
    font = look.serif(theme.SHEET_HEADING, theme.STRONG)
    draw_lines(painter, heading, places.heading, font, theme.RED, look.px(30), CENTRE)
    meta = QRectF(
        look.px(MARGIN) + 2, places.meta_top, width - 2 * look.px(MARGIN) - 4, look.px(20)
    )
    small = look.serif(theme.META)
    draw(painter, meta, view.number, small, theme.SHEET_RED, LEFT)
    draw(painter, meta, view.date, small, theme.SHEET_RED, RIGHT)
    for cell in places.cells:
        if cell.view.mine:
            painter.fillRect(cell.value, QColor(theme.WRITING_CELL))
    for cell in places.cells:
        _paint_cell(painter, cell, look)
    for field in places.fields:
        _paint_field(painter, field, look)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(theme.SHEET_RED), 1.6 * look.zoom)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(places.table)


def _frame(painter: QPainter, label: QRectF, value: QRectF, look: Look) -> None:
    """Inner rules: right of the label, and below the row."""
    painter.setPen(QPen(QColor(theme.SHEET_RED), max(1.0, round(look.zoom))))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for x in (label.left(), label.right()):
        painter.drawLine(QPointF(x, label.top()), QPointF(x, label.bottom()))
    painter.drawLine(label.bottomLeft(), value.bottomRight())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _paint_label(painter: QPainter, box: QRectF, label: str, look: Look) -> None:
    lines = label_lines(label)
    pitch = look.px(VALUE_PITCH)
    top = box.center().y() - pitch * len(lines) / 2
    font = look.serif(theme.SHEET_LABEL)
    widest = max(advance(line, font) for line in lines)
    if widest > box.width() - 4:
        font.setPixelSize(max(8, int(font.pixelSize() * (box.width() - 4) / widest)))
    place = QRectF(box.left(), top, box.width(), pitch)
    draw_lines(painter, place, lines, font, theme.SHEET_RED, pitch, CENTRE)


_TONES = {"red": theme.RED, "link": theme.ACCENT, "quiet": theme.INK3}


def _paint_field(painter: QPainter, field: Field, look: Look) -> None:
    _frame(painter, field.label, field.value, look)
    _paint_label(painter, field.label, field.element.label, look)
    tone = field.element.tone
    weight = theme.STRONG if tone in ("strong", "red") else theme.REGULAR
    pitch = look.px(VALUE_PITCH)
    top = field.value.center().y() - pitch * len(field.lines) / 2
    left = field.value.left() + look.px(PAD)
    box = QRectF(left, top, field.value.width() - 2 * look.px(PAD), pitch)
    ink = _TONES.get(tone, theme.INK)
    draw_lines(painter, box, field.lines, look.sans(theme.SHEET_VALUE, weight), ink, pitch)


def _paint_cell(painter: QPainter, cell: Cell, look: Look) -> None:
    view = cell.view
    _frame(painter, cell.label, cell.value, look)
    _paint_label(painter, cell.label, view.label, look)
    inner = cell.value.adjusted(look.px(PAD), 0, -look.px(PAD), 0)
    for said in cell.said:
        _paint_said(painter, said, inner, look)
    if view.mine:
        _paint_writing(painter, cell, inner, look)
    elif view.pending_text:
        font = look.sans(theme.SHEET_VALUE)
        box = inner
        if cell.said:
            box = QRectF(inner.left(), inner.bottom() - look.px(26), inner.width(), look.px(20))
        ink = theme.INK3 if view.ahead else theme.INK2
        draw(painter, box, view.pending_text, font, ink, CENTRE)


def _paint_said(painter: QPainter, said: Said, inner: QRectF, look: Look) -> None:
    pitch = look.px(KAI_PITCH)
    box = QRectF(inner.left(), said.top, inner.width(), pitch)
    draw_lines(painter, box, said.lines, look.kai(theme.SHEET_OPINION), theme.INK, pitch)
    top = said.top + pitch * len(said.lines)
    line = QRectF(inner.left(), top, inner.width(), look.px(SIGN_PITCH))
    small = look.sans(theme.CAPTION)
    draw(painter, line, said.entry.time, small, theme.INK2, RIGHT)
    taken = advance(said.entry.time, small) + look.px(16) if said.entry.time else 0.0
    name = QRectF(line.left(), line.top(), line.width() - taken, line.height())
    draw(painter, name, said.signature, look.kai(theme.SHEET_NAME), theme.INK, RIGHT)
    if said.entry.note:
        used = advance(said.signature, look.kai(theme.SHEET_NAME)) + look.px(10)
        note = QRectF(name.left(), name.top(), name.width() - used, name.height())
        draw(painter, note, cut(said.entry.note, small, note.width()), small, theme.INK2, RIGHT)


def _paint_writing(painter: QPainter, cell: Cell, inner: QRectF, look: Look) -> None:
    """The opinion as it grows, a dot that says so, and where the name will stand."""
    pitch, foot = look.px(KAI_PITCH), look.px(26)
    if not any(cell.typed):
        box = QRectF(inner.left(), inner.bottom() - foot - pitch / 2, inner.width(), look.px(20))
        draw(painter, box, cell.view.pending_text, look.sans(theme.SHEET_VALUE), theme.INK2, CENTRE)
        return
    top = inner.bottom() - foot - pitch * len(cell.typed)
    box = QRectF(inner.left(), top, inner.width(), pitch)
    draw_lines(painter, box, cell.typed, look.kai(theme.SHEET_OPINION), theme.ACCENT, pitch)
    line = QRectF(inner.left(), inner.bottom() - foot, inner.width(), look.px(20))
    dot = look.px(8)
    middle = line.center().y()
    fill_round(painter, QRectF(line.left(), middle - dot / 2, dot, dot), dot / 2, theme.YELLOW_TEXT)
    small = look.sans(theme.CAPTION)
    words = line.adjusted(dot + look.px(5), 0, 0, 0)
    draw(painter, words, cell.view.writing_text, look.sans(theme.CAPTION, theme.STRONG),
         theme.YELLOW_TEXT)  # fmt: skip
    draw(painter, line, cell.view.signer_text, small, theme.INK2, RIGHT)


def _spoken(view: SheetView) -> list[str]:
    said = [f"{Element(*e).label}：{Element(*e).value}" for e in (*view.elements, *view.foot)]
    for cell in view.cells:
        words = [f"{Entry(*e).text} {Entry(*e).name} {Entry(*e).time}" for e in cell.entries]
        said.append(f"{cell.label}：{'；'.join(words) or cell.pending_text}")
    return said


class SheetArea(QScrollArea):
    """The slip in its pane; leads to the cell of a stage."""

    def __init__(self, sheet: Sheet | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet or Sheet()
        self._led: tuple[str, int] | None = None
        """To which cell it was led, and how far down that is."""
        self.setWidget(self.sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "rows")
        self.setMinimumHeight(theme.look().px(30))  # one scrolls it; the stages are cut
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setStyleSheet(f"background: {theme.PAPER};")

    def set_view(self, view: SheetView, *, anew: bool = True) -> None:
        """Show this slip, from its head where it is another one or goes on `anew`."""
        self.sheet.set_view(view)
        if anew:
            self.verticalScrollBar().setValue(0)
            self._led = None

    def set_typing(self, text: str) -> None:
        """The opinion as far as it is written."""
        self.sheet.set_typing(text)

    def show_cell(self, keys: str | Sequence[str]) -> bool:
        """Bring the cell of a stage or label into sight; whether there is one."""
        for key in (keys,) if isinstance(keys, str) else keys:
            box = self.sheet.box_of(key)
            if box is not None:
                self._lead_to(box)
                self._led = key, self.verticalScrollBar().value()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With less room the cell is led to again, unless somebody has scrolled on."""
        led = self._led if self._led and self._led[1] == self.verticalScrollBar().value() else None
        super().resizeEvent(event)
        if led is not None:
            self.show_cell(led[0])

    def _lead_to(self, box: QRectF) -> None:
        """Scroll only where the cell is out of sight, and let no row be cut by the upper edge."""
        bar, edge = self.verticalScrollBar(), theme.look().px(6)
        high = self.viewport().height()
        if bar.value() <= box.top() - edge and box.bottom() + edge <= bar.value() + high:
            return
        least = box.bottom() + 2 * edge - high
        if least <= 0:
            bar.setValue(0)
            return
        places = self.sheet.places()
        tops = [field.label.top() - edge for field in places.fields]
        tops += [cell.label.top() - edge for cell in places.cells]
        whole = min([top for top in tops if top >= least], default=least)
        bar.setValue(round(min(whole, box.top() - edge)))
