"""Pages of a file that came in, as pictures for the screen."""

import threading
from dataclasses import dataclass

import pypdfium2

MOST_PIXELS = 4200
"""The longest edge of a picture; larger ones are of no use on a screen, and A4 on paper has 3508
dots at 300 to the inch."""

_LOCK = threading.Lock()
"""The library serves one thread at a time."""


@dataclass(frozen=True)
class Picture:
    """A page: how many there are, and its pixels, four bytes each (blue, green, red, none)."""

    pages: int
    width: int
    height: int
    stride: int
    data: bytes


def page_of(data: bytes, number: int, width: int, turned: int = 0) -> Picture | None:
    """A page of a PDF, `turned` clockwise by 0, 90, 180 or 270 degrees, and so many pixels wide
    then; None where these bytes are no PDF that can be read.
    """
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return None
        try:
            if not 0 <= number < len(document):
                return None
            return _drawn(document, number, width, turned)
        except pypdfium2.PdfiumError:  # this page is broken; another may be whole
            return None
        finally:
            document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int, width: int, turned: int) -> Picture:
    page = document[number]
    wide, high = page.get_size()
    if turned % 180:
        wide, high = high, wide
    scale = min(width / max(1.0, wide), MOST_PIXELS / max(1.0, wide, high))
    bitmap = page.render(scale=scale, rotation=turned, rev_byteorder=False, prefer_bgrx=True)
    pixels = bytes(bitmap.buffer)
    return Picture(len(document), bitmap.width, bitmap.height, bitmap.stride, pixels)
