"""A dialog is never lower than its words: those that take several lines say how high they are only
once their breadth is known, and Qt asks them too early.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from oa_client.ui.views.on_screen import on_screen

ASKED = (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class FittedDialog(QDialog):
    """As high at least as what stands in it, as far as the screen goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(_Fitter(self))


class _Fitter(QObject):
    # Watches from beside: a dialog that overrides `event` itself is deleted within that call.
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The dialog's breadth or its words may have changed."""
        if event.type() in ASKED and isinstance(watched, QDialog):
            layout = watched.layout()
            needs = layout.totalMinimumHeightForWidth(watched.width()) if layout else 0
            if needs > 0:
                watched.setMinimumHeight(min(needs, on_screen(watched).height()))
        return super().eventFilter(watched, event)
