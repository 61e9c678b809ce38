"""Pictures that came from elsewhere: only plain pixels are decoded, and never too many of them."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 64_000_000
"""A larger picture is not decoded at all; a page at 600 dpi has 35 million."""
HIGHEST = 6000
"""Pixels of a picture on the screen, from its top to its foot."""

_BEGINS = (
    (b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpg"), (b"GIF8", b"gif"),
    (b"BM", b"bmp"), (b"RIFF", b"webp"),
)  # fmt: skip
"""How a picture begins, and its decoder. One that draws (SVG) would open files that it names."""


def picture(data: bytes, width: int) -> QImage:
    """A picture so many pixels wide; a null one where it is none that may be shown."""
    form = next((form for begin, form in _BEGINS if data.startswith(begin)), None)
    if form is None:
        return QImage()
    bytes_ = QByteArray(data)
    device = QBuffer(bytes_)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device, QByteArray(form))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    wide, high = size.width(), size.height()
    if not 0 < wide * high <= MOST_PIXELS or min(wide, high) <= 0:
        return QImage()
    scale = min(width / wide, HIGHEST / high)
    reader.setScaledSize(QSize(max(1, round(wide * scale)), max(1, round(high * scale))))
    return reader.read()
