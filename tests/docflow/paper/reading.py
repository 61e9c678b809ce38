"""Reading a PDF back: where every character's square stands, in millimetres from the upper left."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Seen:
    """Text as it was found on a page: the squares of its characters, size, colour, and the base
    line of the first.
    """

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    colour: tuple[int, int, int]
    base: float


def characters(data: bytes) -> list[Seen]:
    """Every character of a file, in the order in which it is read."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document, start=1):
        text, high = page.get_textpage(), page.get_height()
        for at in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, at))
            if not char.isspace() and not raw.FPDFText_IsGenerated(text, at):
                found.append(_seen(text, at, char, number, high))
        text.close()
    document.close()
    return found


def origins(data: bytes) -> list[tuple[int, str, float, float]]:
    """Page, character and the beginning of its base line, of every character that leaves a mark."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document, start=1):
        text, high = page.get_textpage(), page.get_height()
        for at in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, at))
            if not char.isspace() and not raw.FPDFText_IsGenerated(text, at):
                x, y = ctypes.c_double(), ctypes.c_double()
                raw.FPDFText_GetCharOrigin(text, at, x, y)
                found.append((number, char, x.value * MM, (high - y.value) * MM))
        text.close()
    document.close()
    return found


def _seen(text, at, char, number, high) -> Seen:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, box)
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, at, *parts)
    size = raw.FPDFText_GetFontSize(text, at)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    return Seen(
        char, number, box.left * MM, (high - box.top) * MM, box.right * MM,
        (high - box.bottom) * MM, size, tuple(part.value for part in parts[:3]),
        (high - y.value) * MM,
    )  # fmt: skip


def words(seen: list[Seen], wanted: str, page: int | None = None, nth: int = 0) -> Seen:
    """The squares around a text, on one line or over several."""
    of_page = [one for one in seen if page in (None, one.page)]
    whole = "".join(one.text for one in of_page)
    start = -1
    for _ in range(nth + 1):
        start = whole.index(wanted, start + 1)
    hit = of_page[start : start + len(wanted)]
    return Seen(
        wanted, hit[0].page, min(one.left for one in hit), min(one.top for one in hit),
        max(one.right for one in hit), max(one.bottom for one in hit), hit[0].size, hit[0].colour,
        hit[0].base,
    )  # fmt: skip


def rules(data: bytes, page: int) -> list[tuple[float, float, float, float, float]]:
    """Straight lines of a page: x1, y1, x2, y2 and thickness in millimetres."""
    document = pypdfium2.PdfDocument(data)
    high, found = document[page - 1].get_height(), []
    for drawn in document[page - 1].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        points = []
        for at in range(raw.FPDFPath_CountSegments(drawn)):
            segment = raw.FPDFPath_GetPathSegment(drawn, at)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value * MM, (high - y.value) * MM))
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(drawn, width)
        if len(points) == 2:
            found.append((*points[0], *points[1], width.value * MM))
    document.close()
    return found
