"""The preview: a typeset paper page by page, at any size, as it will leave the printer."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from oa_client.docflow.typeset.page import Layout
from oa_client.ui import theme
from oa_client.ui.views.painted.page_ink import PageMark, paint_mark, paint_page
from oa_client.ui.views.painted.surface import focus_ring, smooth

__all__ = ["PageMark", "PageView"]

MARGIN, GAP = 12, 16
SMALLEST, LARGEST = 0.25, 4.0
WIDTH_MM = 210.0
PIXELS_PER_MM = 96 / 25.4
"""At 100 %."""


class PageView(QAbstractScrollArea):
    """Shows pages below one another. Space turns the page, Ctrl and the wheel change the size."""

    page_changed = Signal(int, int)
    """The page in sight, counted from 1, and how many there are."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = Layout(())
        self._marks: tuple[PageMark, ...] = ()
        self._zoom: float | None = None
        self._pictures: dict[int, QPixmap] = {}
        self._widest = WIDTH_MM
        self._tops: list[float] = []
        self._told = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def set_layout(self, layout: Layout, marks: Sequence[PageMark] = ()) -> None:
        """Show this paper; the place that was in sight stays where it can."""
        before, marked, scale = self._layout, self._marks, self._scale()
        self._layout, self._marks = layout, tuple(marks)
        self._widest = max((page.width_mm for page in layout.pages), default=WIDTH_MM)
        words = "\n".join("".join(run.text for run in page.runs) for page in layout.pages[:2])
        self.setAccessibleDescription(words)
        self._tops = []
        if scale == self._scale():
            self._forget(lambda number: _looks(before, marked, number) != self._look_of(number))
        else:
            self._pictures.clear()
        self._renew()

    def _look_of(self, number: int) -> object:
        return _looks(self._layout, self._marks, number)

    def _forget(self, changed: Callable[[int], bool]) -> None:
        """Only pages that look otherwise now are painted anew."""
        for number in [number for number in self._pictures if changed(number)]:
            del self._pictures[number]

    def set_zoom(self, zoom: float | None) -> None:
        """1.0 is the size of the paper; None fills the width."""
        at = self._fraction()
        self._zoom = None if zoom is None else min(max(zoom, SMALLEST), LARGEST)
        self._resized()
        self._renew()
        self.verticalScrollBar().setValue(round(at * self._content().height()))
        self.zoom_changed.emit(self.zoom())

    def zoom(self) -> float:
        """The size in force."""
        return self._scale() / PIXELS_PER_MM

    def fits_width(self) -> bool:
        """Whether pages are as wide as the pane."""
        return self._zoom is None

    def page_count(self) -> int:
        """How many pages the paper has."""
        return len(self._layout.pages)

    def current_page(self) -> int:
        """The page in the middle of the pane, counted from 1; 0 without a paper."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return min(bisect_right(self._page_tops(), middle), self.page_count())

    def show_page(self, number: int) -> None:
        """Bring a page's upper edge into sight, counted from 1."""
        if 1 <= number <= self.page_count():
            top = self._page_box(number - 1).top()
            self.verticalScrollBar().setValue(round(top) - theme.look().px(MARGIN))

    # ── measuring ───────────────────────────────────────────────────────────

    def _scale(self) -> float:
        """Pixels to the millimetre."""
        if self._zoom is not None:
            return self._zoom * PIXELS_PER_MM
        return max(0.5, (self.viewport().width() - 2 * theme.look().px(MARGIN)) / self._widest)

    def _page_tops(self) -> list[float]:
        """Upper edges of all pages and, behind them, of one that is not there; measured once."""
        if not self._tops:
            scale, gap = self._scale(), theme.look().px(GAP)
            heights = (round(page.height_mm * scale) + gap for page in self._layout.pages)
            self._tops = list(accumulate(heights, initial=float(theme.look().px(MARGIN))))
        return self._tops

    def _resized(self) -> None:
        """Everything is of another size."""
        self._tops = []
        self._pictures.clear()

    def _page_box(self, number: int) -> QRectF:
        """Where a page stands in the whole."""
        scale, margin = self._scale(), theme.look().px(MARGIN)
        page = self._layout.pages[number]
        width, height = round(page.width_mm * scale), round(page.height_mm * scale)
        room = max(self.viewport().width(), width + 2 * margin)
        return QRectF((room - width) // 2, self._page_tops()[number], width, height)

    def _content(self) -> QSize:
        if not self._layout.pages:
            return QSize(0, 0)
        look = theme.look()
        width = round(self._widest * self._scale()) + 2 * look.px(MARGIN)
        return QSize(width, round(self._page_tops()[-1]) - look.px(GAP) + look.px(MARGIN))

    def _fraction(self) -> float:
        whole = self._content().height()
        return self.verticalScrollBar().value() / whole if whole else 0.0

    def _renew(self) -> None:
        self._measure_bars()
        self.viewport().update()
        self._tell_page()

    def _measure_bars(self) -> None:
        whole, seen = self._content(), self.viewport().size()
        bars = (
            (self.verticalScrollBar(), whole.height(), seen.height()),
            (self.horizontalScrollBar(), whole.width(), seen.width()),
        )
        for bar, length, visible in bars:
            bar.setRange(0, max(0, length - visible))
            bar.setPageStep(visible)
            bar.setSingleStep(theme.look().px(24))

    def _scrolled(self) -> None:
        self.viewport().update()
        self._tell_page()

    def _tell_page(self) -> None:
        now = self.current_page(), self.page_count()
        if now != self._told:
            self._told = now
            self.page_changed.emit(*now)

    # ── hands ───────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None and event.oldSize().width() != event.size().width():
            self._resized()
        self._measure_bars()
        self._tell_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Space:
            step = round(bar.pageStep() * 0.9)
            bar.setValue(bar.value() + (-step if back else step))
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom() * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            super().wheelEvent(event)

    # ── painting ────────────────────────────────────────────────────────────

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        smooth(painter)
        seen = QRectF(self.viewport().rect())
        painter.fillRect(seen, QColor(theme.DESK))
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in self._in_sight(offset.y(), seen.height()):
            box = self._page_box(number).translated(-offset)
            _shadow(painter, box)
            painter.drawPixmap(box.topLeft(), self._picture(number))
        if self.hasFocus():
            focus_ring(painter, seen, 4)
        painter.end()

    def _in_sight(self, top: float, height: float) -> range:
        """The pages that show; the pictures of all others are let go."""
        tops = self._page_tops()
        first = max(0, bisect_right(tops, top - 8) - 1)
        after = min(self.page_count(), bisect_left(tops, top + height + 8))
        shown = range(first, after)
        self._forget(lambda number: number not in shown)
        return shown

    def _picture(self, number: int) -> QPixmap:
        """A page as it was painted last; anew only where size or paper changed."""
        if number not in self._pictures:
            ratio = self.devicePixelRatioF()
            box = self._page_box(number)
            picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(theme.SURFACE))
            painter = QPainter(picture)
            smooth(painter)
            scale, look = self._scale(), theme.look()
            paint_page(painter, self._layout.pages[number], scale, look)
            for mark in self._marks:
                if mark.page == number + 1:
                    paint_mark(painter, mark, scale, look)
            painter.end()
            self._pictures[number] = picture
        return self._pictures[number]


def _looks(layout: Layout, marks: Sequence[PageMark], number: int) -> object:
    """All that is to be seen on a page; None where there is no such page."""
    if number >= len(layout.pages):
        return None
    return layout.pages[number], [mark for mark in marks if mark.page == number + 1]


def _shadow(painter: QPainter, box: QRectF) -> None:
    """Soft, below and around; the only shadow in the window."""
    painter.setPen(Qt.PenStyle.NoPen)
    for grown in (4, 3, 2, 1):
        shade = QColor(29, 37, 48, 9)
        painter.setBrush(shade)
        painter.drawRoundedRect(box.adjusted(-grown, -grown + 1, grown, grown + 1), grown, grown)
