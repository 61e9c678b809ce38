"""Pictures of a paper, unpacked for the screen once and not at every painting of their page."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset.page import Layout

FIRST = 4
"""So many are kept unpacked, some 28 MB each at most; those of two pages in sight."""


@lru_cache(maxsize=FIRST)
def unpacked(picture: Picture) -> QImage:
    """What is drawn of a picture; on any thread. Only the reader lets others go on meanwhile:
    QImage itself would hold up the window until the last pixel.
    """
    data = QByteArray(picture.data)
    device = QBuffer(data)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(device).read()


def unpack(layout: Layout) -> Layout:
    """The same paper, its first pictures unpacked; for the thread on which it was set."""
    shown = dict.fromkeys(one.picture for page in layout.pages for one in page.shown)
    for picture in list(shown)[:FIRST]:
        unpacked(picture)
    return layout
