"""A bar in which what matters less gives way to the words that must be read whole."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget


class GivingWay(QFrame):
    """A row of a bar; one part of it is left out while there is too little room for all."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.row = QHBoxLayout(self)
        self._lesser: QWidget | None = None

    def gives_way(self, part: QWidget) -> None:
        """This part of the row."""
        self._lesser = part
        self.row.addWidget(part)

    def event(self, event: QEvent) -> bool:
        """Words or room have changed."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and self._lesser:
            hidden = self._lesser.isHidden()
            more = self._lesser.sizeHint().width() + self.row.spacing() if hidden else 0
            fits = self.row.sizeHint().width() + more <= self.width()
            if fits is hidden:
                self._lesser.setVisible(fits)
        return answer
