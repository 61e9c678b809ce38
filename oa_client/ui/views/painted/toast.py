"""A sentence that comes down over the header and leaves by itself, with a way back."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStyle, QVBoxLayout, QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import advance, one_line, tip, title_lines
from oa_client.ui.views.painted.surface import Surface, fill_round

Way = tuple[str, Callable[[], object]]
"""What a button is called, and what it does."""

SECONDS = 10
TICK_MS = 200


class Toast(Surface):
    """Says what was done; within ten seconds it can be taken back."""

    undone = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._undo: Callable[[], object] | None = None
        self._whole = self._left = 0
        self._label, self._about, self._title = QLabel(self), QLabel(self), ""
        for said in (self._label, self._about):
            said.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._button, self._other = QPushButton(self), QPushButton(self)
        self._button.clicked.connect(self._take_back)
        self._other.clicked.connect(self._go)
        self._beside: Way | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.addLayout(words, 1)
        row.addWidget(self._other)
        row.addWidget(self._button)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._motion = QPropertyAnimation(self, b"pos", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        parent.installEventFilter(self)
        self.relay()
        self.hide()

    def show_text(
        self, text: str, undo: str = "", on_undo: Callable[[], object] | None = None,
        seconds: float = SECONDS, *, about: str = "", beside: Way | None = None,
    ) -> None:  # fmt: skip
        """Say this; with `undo` there is a button of that name, and one for what is `beside`.

        The title of the paper that it is about, or where a file lies, stands below: in one line
        where the window has room for it, else in two.
        """
        self._undo, self._beside = on_undo, beside
        self._title = one_line(about)
        self._about.setVisible(bool(about))
        self._other.setText(beside[0] if beside else "")
        self._other.setAccessibleName(self._other.text())
        self._other.setVisible(beside is not None)
        self.setAccessibleDescription(about)
        self._label.setText(text)
        self._button.setText(undo)
        self._button.setVisible(bool(undo))
        self._button.setAccessibleName(undo)
        self.setAccessibleName(text)
        self._whole = self._left = round(seconds * 1000)
        self._clock.start()
        self._settle(coming=not self.isVisible())

    def says(self, text: str) -> bool:
        """Whether this sentence is still to be read."""
        return self.isVisible() and self._label.text() == text

    def relay(self) -> None:
        px = theme.look().px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(16), px(4), px(8), px(6))
            layout.setSpacing(px(12))
        self._label.setStyleSheet(f"color: {theme.SURFACE}; font-size: {px(theme.TITLE)}px;")
        self._about.setStyleSheet(f"color: {theme.TOAST_LINK}; font-size: {px(theme.META)}px;")
        for button in (self._button, self._other):
            button.setStyleSheet(
                f"QPushButton {{ background: transparent; color: {theme.TOAST_LINK};"
                f" border: 1px solid {theme.TOAST_LINE}; font-size: {px(theme.TITLE)}px;"
                f" min-height: {px(28)}px; }}"
                f"QPushButton:hover {{ background: {theme.TOAST_HOVER}; }}"
                f"QPushButton:focus {{ border: 2px solid {theme.TOAST_LINK}; }}"
            )

    def draw(self, painter: QPainter) -> None:
        look = theme.look()
        box = QRectF(self.rect())
        fill_round(painter, box, look.px(6), theme.INK)
        if self._whole and self._undo:
            share = self._left / self._whole
            inner = box.width() - 2 * look.px(8)
            line = QRectF(look.px(8), box.bottom() - look.px(4), inner * share, look.px(2))
            fill_round(painter, line, 1, theme.TOAST_LINK)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle(coming=False)
        return super().eventFilter(watched, event)

    def _settle(self, *, coming: bool) -> None:
        """Into the middle of the header: there it covers nothing of a paper, and no button."""
        px = theme.look().px
        parent = self._window
        self.setMaximumWidth(max(px(240), parent.width() - 2 * px(24)))
        # The label wraps only where one line would be wider than the window.
        wanted = advance(self._label.text(), theme.look().sans(theme.TITLE))
        small = theme.look().sans(theme.META)
        buttons = sum(b.sizeHint().width() + px(12) for b in (self._button, self._other)
                      if not b.isHidden())  # fmt: skip
        room = self.maximumWidth() - buttons - px(40)
        lines = title_lines(self._title, small, room, room)
        self._about.setText("\n".join(lines))
        self._about.setToolTip(tip(self._title) if "".join(lines) != self._title else "")
        wanted = max(wanted, *(advance(line, small) for line in lines))
        self._label.setMinimumWidth(min(round(wanted) + px(4), room))
        if (layout := self.layout()) is not None:
            layout.activate()  # else the words within it keep the measure of what was said before
        width = min(self.sizeHint().width(), self.maximumWidth())
        self.resize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))
        place = QPoint((parent.width() - self.width()) // 2, px(5))
        self._motion.stop()
        self.show()
        self.raise_()
        length = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        if coming and length > 0:
            self._motion.setDuration(min(length, theme.MOTION_MS))
            self._motion.setStartValue(place - QPoint(0, px(12)))
            self._motion.setEndValue(place)
            self._motion.start()
        else:
            self.move(place)

    def _tick(self) -> None:
        if self._button.hasFocus() or self._other.hasFocus() or self.underMouse():
            return  # whoever is about to press it keeps his time
        self._left -= TICK_MS
        self.update()
        if self._left <= 0:
            self.leave()

    def _take_back(self) -> None:
        undo = self._undo
        self.leave()
        self.undone.emit()
        if undo is not None:
            undo()

    def _go(self) -> None:
        way = self._beside
        self.leave()
        if way is not None:
            way[1]()

    def leave(self) -> None:
        """Gone at once, with its way back."""
        self._clock.stop()
        self._undo = self._beside = None
        self.hide()
        self.ended.emit()
