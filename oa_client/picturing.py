"""Pages of a file that came in, as pictures for the screen."""

from dataclasses import dataclass

import pypdfium2

MOST_PIXELS = 3000
"""The longest edge of a picture; larger ones are of no use on a screen."""


@dataclass(frozen=True)
class Picture:
    """A page: how many there are, and its pixels, four bytes each (blue, green, red, none)."""

    pages: int
    width: int
    height: int
    stride: int
    data: bytes


def page_of(data: bytes, number: int, width: int) -> Picture | None:
    """A page of a PDF, so many pixels wide; None where these bytes are no PDF that can be read."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        if not 0 <= number < len(document):
            return None
        return _drawn(document, number, width)
    except pypdfium2.PdfiumError:  # this page is broken; another may be whole
        return None
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int, width: int) -> Picture:
    page = document[number]
    wide, high = page.get_size()
    scale = min(width / max(1.0, wide), MOST_PIXELS / max(1.0, wide, high))
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
    pixels = bytes(bitmap.buffer)
    return Picture(len(document), bitmap.width, bitmap.height, bitmap.stride, pixels)
