"""The signs in a draft's gutter: how each paragraph was understood."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QTextBlock

from oa_client.docflow.typeset.elements import figure, paragraph
from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import CENTRE, draw
from oa_client.ui.views.painted.surface import fill_round

WIDTH = 62
SIGNS = ("", "一、", "（一）", "1.", "（1）")
"""How the levels are called in the gutter; plain text has none."""
LOOKED_BACK = 200
"""Paragraphs before one, among which another of body text is looked for."""


def paint_sign(
    painter: QPainter, block: QTextBlock, top: float, plain: str, *, wrong: bool
) -> None:
    """How a paragraph was understood, beside its first line; `plain` where body text begins."""
    look = theme.look()
    text = block.text().strip()
    width, height = look.px(WIDTH), look.px(20)
    if not text:
        return
    level = paragraph(text).level
    sign = "表" if text.startswith("|") and text.endswith("|") else SIGNS[level]
    if figure(text):
        sign = "图 ✕" if wrong else "图"
    box = QRectF(look.px(8), top, width - look.px(16), height)
    font: QFont = look.sans(theme.CAPTION)
    if sign:
        fill_round(painter, box, look.px(4), theme.INK if wrong else theme.ACCENT_TINT)
        draw(painter, box, sign, font, theme.SURFACE if wrong else theme.ACCENT, CENTRE)
    elif not any(paragraph(b).level == 0 for b in _before(block)):
        draw(painter, box, plain, font, theme.INK2, CENTRE)


def _before(block: QTextBlock) -> Iterator[str]:
    """What was written before a paragraph, nearest first."""
    for _ in range(LOOKED_BACK):
        block = block.previous()
        if not block.isValid():
            return
        if block.text().strip():
            yield block.text().strip()
