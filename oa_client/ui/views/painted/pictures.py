"""Pictures that came from elsewhere: only plain pixels are decoded, and never too many of them."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QTransform

MOST_PIXELS = 64_000_000
"""A larger picture is not decoded at all; a page at 600 dpi has 35 million."""
HIGHEST = 6000
"""Pixels of a picture on the screen, from its top to its foot."""
STRIP = 256
"""Lines that are drawn at once."""
_AS_SHOWN = (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
"""Pixels as the screen has them, without and with clear ones."""

_BEGINS = (
    (b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpg"), (b"GIF8", b"gif"),
    (b"BM", b"bmp"), (b"RIFF", b"webp"),
)  # fmt: skip
"""How a picture begins, and its decoder. One that draws (SVG) would open files that it names."""


def picture(data: bytes, width: int, turned: int = 0) -> QImage:
    """A picture, `turned` clockwise by 0, 90, 180 or 270 degrees, and so many pixels wide then; a
    null one where it is none that may be shown. The reader alone scales it: QImage itself would
    hold up the window until the last pixel.
    """
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
    across, down = (high, wide) if turned % 180 else (wide, high)
    scale = min(width / across, HIGHEST / down)
    reader.setScaledSize(QSize(max(1, round(wide * scale)), max(1, round(high * scale))))
    image = reader.read()
    ready = not turned and image.format() in _AS_SHOWN
    return image if ready or image.isNull() else redrawn(image, turned)


def redrawn(image: QImage, degrees: int = 0) -> QImage:
    """The same picture turned clockwise, in pixels of its own and as the screen has them: what is
    grey would be coloured on the window's thread. It is done strip by strip, and others get their
    turn between; copied or turned whole it would hold up every thread.
    """
    turn = QImage.trueMatrix(QTransform().rotate(degrees), image.width(), image.height())
    form = _AS_SHOWN[image.hasAlphaChannel()]
    turned = QImage(turn.mapRect(image.rect()).size(), form)
    turned.fill(Qt.GlobalColor.transparent)
    painter = QPainter(turned)
    painter.setTransform(turn)
    for top in range(0, image.height(), STRIP):
        painter.drawImage(0, top, image, 0, top, image.width(), STRIP)
    painter.end()
    return turned
