"""What is shown, taken along: a widget as a picture, or as one page of a PDF."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtWidgets import QWidget

from oa_client.ui import theme

SHARP = 2.0
"""Pixels of a picture for each pixel on the screen."""
MARGIN = 12
"""Millimetres around it on the page."""


def save_shown(widget: QWidget, target: Path, title: str) -> bool:
    """Write it as .pdf (A4 across, as large as the page holds) or else as a picture; False where
    the file can't be written.
    """
    if target.suffix.lower() != ".pdf":
        picture = QPixmap(widget.size() * SHARP)
        picture.setDevicePixelRatio(SHARP)
        picture.fill(theme.BG)
        widget.render(picture)
        return picture.save(str(target))
    page = QPdfWriter(str(target))
    page.setTitle(title)
    page.setPageLayout(QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape,
        QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter,
    ))  # fmt: skip
    painter = QPainter()
    if not painter.begin(page):
        return False
    room = page.pageLayout().paintRectPixels(page.resolution())
    scale = min(room.width() / max(1, widget.width()), room.height() / max(1, widget.height()))
    painter.scale(scale, scale)
    widget.render(painter, QPoint(0, 0))
    return painter.end()
