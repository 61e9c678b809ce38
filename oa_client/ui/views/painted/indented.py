"""Paragraphs of a draft begin two characters further in, as on the paper (GB/T 9704 7.3.3)."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from oa_client.ui import theme

LONGEST = 5000
"""Characters of a paragraph; a longer one would be set twice at every key for too long."""
PITCH = 26
"""Pixels from line to line."""
_FLUSH = ("|", "![")
"""How rows of a table and pictures begin."""


class IndentedLayout(QPlainTextDocumentLayout):
    """Sets each paragraph in sight anew with its indent and its pitch, when it was set without.

    The plain layout knows neither, but it asks here for the place of every paragraph that it
    shows or has just set.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._above = 0.0
        document.setDocumentLayout(self)

    @property
    def above(self) -> float:
        """Pixels kept free above the first paragraph."""
        return self._above

    def keep_above(self, height: float) -> None:
        """Keep so many pixels free above the first paragraph."""
        if height != self._above:
            self._above = height
            self.document().markContentsDirty(0, self.document().firstBlock().length())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        layout = block.layout()
        if not layout.lineCount() or block.length() > LONGEST:
            return box
        if layout.lineAt(0).y() == 0:  # as the plain layout sets it
            self._set(block)
            box = super().blockBoundingRect(block)
        return box.adjusted(0, 0, 0, _slack(layout, layout.lineCount() - 1))

    def _set(self, block: QTextBlock) -> None:
        layout, text = block.layout(), block.text()
        first = layout.lineAt(0)
        left, width, count = first.x(), first.width(), 0
        top = 0.0 if block.previous().isValid() else self._above
        indented = bool(text) and not text[0].isspace() and not text.startswith(_FLUSH)
        font = QFontMetricsF(self.document().defaultFont())
        indent = 2 * font.horizontalAdvance("一") if indented else 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width - indent)
            slack = _slack(layout, count)
            line.setPosition(QPointF(left + indent, top + slack))
            top, count, indent = top + line.height() + 2 * slack, count + 1, 0.0
        layout.endLayout()
        block.setLineCount(count)


def _slack(layout: QTextLayout, line: int) -> float:
    """What a line keeps free above and below itself; never nothing, which marks it as set."""
    return max(0.5, (theme.look().px(PITCH) - layout.lineAt(line).height()) / 2)
