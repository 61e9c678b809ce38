"""A column that scrolls up and down; it is never so narrow that something in it is cut."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class Column(QScrollArea):
    """As wide as what stands in it needs, with room for its bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hold(self, inside: QWidget) -> None:
        """It is measured at once, and dressed for it: best where the column has found its place."""
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        bar, inside = self.verticalScrollBar().sizeHint().width(), self.widget()
        least = inside.minimumSizeHint().width() + bar if inside is not None else bar
        return QSize(least, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands in it has changed, and perhaps how wide it is."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
