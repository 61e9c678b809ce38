"""A dialog is never lower than its words: those that take several lines say how high they are only
once their breadth is known, and Qt asks them too early.
"""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

from oa_client.ui.views.on_screen import on_screen

ASKED = (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class FittedDialog(QDialog):
    """As high at least as what stands in it, as far as the screen goes."""

    def event(self, event: QEvent) -> bool:
        """Its breadth or its words may have changed."""
        asked, answer = event.type() in ASKED, super().event(event)
        layout = self.layout() if asked else None  # the event may have been the last
        if layout is not None:
            needs = layout.totalMinimumHeightForWidth(self.width())
            if needs > 0:
                self.setMinimumHeight(min(needs, on_screen(self).height()))
        return answer
