"""What is shown, taken along: a widget as a picture, or as one page of a PDF."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from oa_client.ui import theme

SHARP = 2.0
"""Pixels of a picture for each pixel on the screen."""
MARGIN = 12
"""Millimetres around it on the page."""


def picture_of(widget: QWidget) -> QImage:
    """A widget as it is shown, twice as sharp."""
    picture = QImage(widget.size() * SHARP, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SHARP)
    picture.fill(QColor(theme.BG))
    widget.render(picture)
    return picture


def packed(picture: QImage) -> bytes:
    """A picture as PNG; on whichever thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def page_of(widget: QWidget, title: str) -> bytes:
    """A widget as it is shown, as PDF: A4 across, as large as the page holds."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page = QPdfWriter(buffer)
    page.setTitle(title)
    page.setPageLayout(QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape,
        QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter,
    ))  # fmt: skip
    painter = QPainter(page)
    room = page.pageLayout().paintRectPixels(page.resolution())
    scale = min(room.width() / max(1, widget.width()), room.height() / max(1, widget.height()))
    painter.scale(scale, scale)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return bytes(buffer.data().data())
