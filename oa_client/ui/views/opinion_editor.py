"""The field for an opinion: it grows with what is written, up to four lines."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from oa_client.docflow.model.text import LONGEST
from oa_client.ui import theme
from oa_client.ui.views.painted.bounded_text import BoundedText

ONE_LINE, NEXT_LINE, FOOT, MOST_LINES = 44, 22, 6, 4
"""Pixels of the editor's first line, of each more and below the last of several (with less, the
first is scrolled away), and how many it shows at once.
"""


class OpinionEditor(BoundedText):
    """No more than an opinion may be long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LONGEST["opinion"], parent)
        self.setProperty("role", "opinion")
        self.setTabChangesFocus(True)
        # not when its words change: their lines are counted after that
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def put(self, words: str) -> None:
        """Other words, which nobody has typed just now."""
        self.blockSignals(True)
        self.setPlainText(words)
        self.blockSignals(False)

    def fit(self) -> None:
        """As high as its lines."""
        lines = self.document().size().height()
        shown = max(1, min(MOST_LINES, int(lines)))
        rest = (shown - 1) * NEXT_LINE + FOOT if shown > 1 else 0
        self.setFixedHeight(theme.look().px(ONE_LINE + rest))
        policy = self.verticalScrollBarPolicy()
        more = lines > MOST_LINES
        self.setVerticalScrollBarPolicy(
            type(policy).ScrollBarAsNeeded if more else type(policy).ScrollBarAlwaysOff
        )
        if not more:
            self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another breadth breaks its lines elsewhere."""
        super().resizeEvent(event)
        self.fit()
