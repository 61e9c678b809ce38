"""A person of the office as a card: the first sign of his name, his name, his unit and posts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import CENTRE, cut, draw, one_line
from oa_client.ui.views.painted.surface import fill_round, focus_ring, smooth


class PersonCard(QAbstractButton):
    """Pressed by whoever is that person; checked where his passphrase is still wanted."""

    def __init__(self, name: str, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._place = one_line(name), one_line(place)
        self.setText(self._name)
        self.setAccessibleName(f"{self._name} {self._place}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        look = theme.look()
        return QSize(look.px(216), look.px(60))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the card that has the keyboard, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        smooth(painter)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = theme.LINE2 if self.isDown() else theme.HOVER if self.underMouse() else ""
        chosen = self.isChecked()
        fill_round(
            painter, box, look.px(6), ground or (theme.ACCENT_TINT if chosen else theme.SURFACE),
            theme.ACCENT if chosen else theme.LINE, 1,
        )  # fmt: skip
        disc = QRectF(box.left() + look.px(12), 0, look.px(36), look.px(36))
        disc.moveTop(box.center().y() - disc.height() / 2)
        fill_round(painter, disc, disc.width() / 2, theme.ACCENT)
        strong = look.sans(theme.TITLE, theme.STRONG)
        draw(painter, disc, self._name[:1], strong, theme.SURFACE, CENTRE)
        left = disc.right() + look.px(12)
        line = QRectF(left, box.top() + look.px(9), box.right() - left - 8, look.px(20))
        draw(painter, line, cut(self._name, strong, line.width()), strong, theme.INK)
        meta = look.sans(theme.META)
        below = line.translated(0, look.px(21))
        draw(painter, below, cut(self._place, meta, below.width()), meta, theme.INK2)
        if self.hasFocus():
            focus_ring(painter, box, look.px(6))
        painter.end()
