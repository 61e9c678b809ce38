"""Paragraphs of a draft begin two characters further in, as on the paper (GB/T 9704 7.3.3)."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

LONGEST = 5000
"""Characters of a paragraph; a longer one would be set twice at every key for too long."""
_FLUSH = ("|", "![")
"""How rows of a table and pictures begin."""


class IndentedLayout(QPlainTextDocumentLayout):
    """Sets each paragraph in sight anew with its indent, when it was set without one.

    The plain layout knows no indent, but it asks here for the place of every paragraph that it
    shows or has just set.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        document.setDocumentLayout(self)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        layout = block.layout()
        if not layout.lineCount() or layout.lineAt(0).x() > self.document().documentMargin():
            return box
        if not self._is_indented(block):
            return box
        self._set(block)
        return super().blockBoundingRect(block)

    def _is_indented(self, block: QTextBlock) -> bool:
        text = block.text() if block.length() <= LONGEST else ""
        return bool(text) and not text[0].isspace() and not text.startswith(_FLUSH)

    def _set(self, block: QTextBlock) -> None:
        layout = block.layout()
        first = layout.lineAt(0)
        left, width, top, count = first.x(), first.width(), 0.0, 0
        indent = 2 * QFontMetricsF(self.document().defaultFont()).horizontalAdvance("一")
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width - indent)
            line.setPosition(QPointF(left + indent, top))
            top, count, indent = top + line.height(), count + 1, 0.0
        layout.endLayout()
        block.setLineCount(count)
