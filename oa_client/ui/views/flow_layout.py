"""Parts in rows: as many beside each other as there is room for, then the next row."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Wraps like words; the last part takes what is left of its row."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def put_before_last(self, widget: QWidget) -> None:
        """Add a widget in front of the last one."""
        self.addWidget(widget)
        self._items.insert(len(self._items) - 2, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        inner = QSize()
        for item in self._items:
            inner = inner.expandedTo(item.minimumSize())
        edges = self.contentsMargins()
        return inner + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        room = rect.marginsRemoved(self.contentsMargins())
        x, y, high = room.x(), room.y(), 0
        for item in self._items:
            wanted = item.sizeHint()
            if item is self._items[-1]:
                wanted.setWidth(item.minimumSize().width())
            hint = wanted.boundedTo(QSize(room.width(), wanted.height()))
            if x > room.x() and x + hint.width() > room.right() + 1:
                x, y, high = room.x(), y + high + self.spacing(), 0
            wide = room.right() + 1 - x if item is self._items[-1] else hint.width()
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, hint.height())))
            x += hint.width() + self.spacing()
            high = max(high, hint.height())
        return y + high - rect.y() + self.contentsMargins().bottom()
