"""The field for an opinion: it grows with what is written, up to four lines."""

from PySide6.QtWidgets import QWidget

from oa_client.docflow.model.text import LONGEST
from oa_client.ui import theme
from oa_client.ui.views.painted.bounded_text import BoundedText

ONE_LINE, NEXT_LINE, MOST_LINES = 44, 22, 4
"""Pixels of the editor's first line and of each more, and how many it shows at once."""


class OpinionEditor(BoundedText):
    """No more than an opinion may be long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LONGEST["opinion"], parent)
        self.setProperty("role", "opinion")
        self.setTabChangesFocus(True)
        self.fit()

    def put(self, words: str) -> None:
        """Other words, which nobody has typed just now."""
        self.blockSignals(True)
        self.setPlainText(words)
        self.blockSignals(False)
        self.fit()

    def fit(self) -> None:
        """As high as its lines."""
        lines = self.document().size().height()
        shown = max(1, min(MOST_LINES, int(lines)))
        self.setFixedHeight(theme.look().px(ONE_LINE + (shown - 1) * NEXT_LINE))
        policy = self.verticalScrollBarPolicy()
        more = lines > MOST_LINES
        self.setVerticalScrollBarPolicy(
            type(policy).ScrollBarAsNeeded if more else type(policy).ScrollBarAlwaysOff
        )
