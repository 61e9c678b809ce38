"""A layout as PDF: every face embedded, every character readable, the same bytes every time."""

import hashlib
import io
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.files import Steps, share, silent
from oa_client.docflow.paper.embedding import OfficeFont
from oa_client.docflow.paper.fonts import FaceKey, Fonts
from oa_client.docflow.paper.pdfa import lasting
from oa_client.docflow.paper.placing import Segment, faces_of, programs, segments
from oa_client.docflow.typeset.measures import MM_PER_POINT
from oa_client.docflow.typeset.page import Layout, Page, Run

_LOCK = threading.Lock()
_DRAWN = 0.95
"""The share of the work that is done once the pages are drawn."""


@dataclass(frozen=True)
class FontUse:
    """A role that the paper uses and the face that plays it."""

    role: str
    name: str
    standard: bool


@dataclass(frozen=True)
class PdfMade:
    """A finished PDF with its digest, its faces, and what no face could show."""

    data: bytes
    pages: int
    sha256: str
    fonts: list[FontUse] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)


def check(layout: Layout, fonts: Fonts) -> None:
    """Refuse a paper that this machine can't show in full.

    Raises:
        Refused: `missing-glyph`, with the characters.
    """
    missing = fonts.missing(layout.text_by_role())
    if missing:
        raise Refused("missing-glyph", characters=list(dict.fromkeys(c for _, c in missing)))


def substitutes(fonts: Fonts, layout: Layout) -> list[str]:
    """Roles that the layout uses and that a substitute face would draw."""
    return [role for role in layout.text_by_role() if not fonts.role(role).standard]


def make(
    layout: Layout, fonts: Fonts, *, title: str, created: datetime, steps: Steps = silent
) -> PdfMade:  # fmt: skip
    """Draw the layout; a character that no face has is drawn as 〓 and said in `missing`."""
    about = replace(layout.about, title=title)
    with _LOCK:
        drawn = _Drawing(layout, fonts, share(steps, 0, _DRAWN)).made(created)
        data = lasting(drawn, about, created, share(steps, _DRAWN, 1))
    text = layout.text_by_role()
    uses = [FontUse(role, fonts.role(role).name, fonts.role(role).standard) for role in text]
    digest = hashlib.sha256(data).hexdigest()
    return PdfMade(data, len(layout.pages), digest, uses, fonts.missing(text))


class _Drawing:
    """One PDF while it is drawn."""

    def __init__(self, layout: Layout, fonts: Fonts, steps: Steps) -> None:
        self._layout, self._fonts, self._steps = layout, fonts, steps
        self._names: dict[FaceKey, str] = {}
        self._depth = -1
        self._faces = faces_of(layout, fonts)

    def made(self, created: datetime) -> bytes:
        self._register()
        try:
            return self._drawn(created)
        finally:
            for name in self._names.values():
                pdfmetrics._fonts.pop(name, None)

    def _register(self) -> None:
        plain = self._fonts.role("宋体")
        for file, (_, program) in programs(self._faces or {("宋体", " "): plain}).items():
            name = f"face{len(self._names)}"
            font = OfficeFont(name, io.BytesIO(program))
            font.tell_apart(len(self._names) + 1)
            pdfmetrics._fonts[name] = font
            self._names[file] = name

    def _drawn(self, created: datetime) -> bytes:
        out = io.BytesIO()
        first = next(iter(self._names.values()))
        canvas: Any = Canvas(out, initialFontName=first, invariant=1, pageCompression=1)
        _stamp(canvas, created)
        for number, page in enumerate(self._layout.pages, start=1):
            self._page(canvas, page, number)
            self._steps(number, len(self._layout.pages))
        canvas.save()
        return out.getvalue()

    def _page(self, canvas: Any, page: Page, number: int) -> None:
        high = page.height_mm
        canvas.setPageSize((page.width_mm / MM_PER_POINT, high / MM_PER_POINT))
        for rule in page.rules:
            canvas.setStrokeColorRGB(*rule.colour)
            canvas.setLineWidth(rule.width_mm / MM_PER_POINT)
            canvas.line(*(v / MM_PER_POINT for v in (rule.x1, high - rule.y1,
                                                     rule.x2, high - rule.y2)))  # fmt: skip
        for shown in page.shown:
            canvas.drawImage(
                ImageReader(io.BytesIO(shown.picture.data)), shown.x_mm / MM_PER_POINT,
                (high - shown.y_mm - shown.height_mm) / MM_PER_POINT,
                shown.width_mm / MM_PER_POINT, shown.height_mm / MM_PER_POINT,
            )  # fmt: skip
        for run in page.runs:
            canvas.setFillColorRGB(*run.colour)
            for segment in segments(run, self._faces):
                self._text(canvas, run, segment, high)
        self._bookmarks(canvas, number, high)
        canvas.showPage()

    def _bookmarks(self, canvas: Any, number: int, high: float) -> None:
        """Entries of the page's contents; none lies deeper than the one before allows."""
        for at, mark in enumerate(self._layout.bookmarks):
            if mark.page == number:
                key = f"part{at}"
                canvas.bookmarkPage(key, fit="XYZ", left=0, top=(high - mark.y_mm) / MM_PER_POINT)
                self._depth = min(mark.level, self._depth + 1)
                canvas.addOutlineEntry(mark.text, key, self._depth)

    def _text(self, canvas: Any, run: Run, segment: Segment, high: float) -> None:
        text = canvas.beginText()
        place = segment.x_mm / MM_PER_POINT, (high - segment.y_mm) / MM_PER_POINT
        if segment.turned:
            text.setTextTransform(0, 1, -1, 0, *place)
        else:
            text.setTextOrigin(*place)
        text.setFont(self._names[segment.face.key], run.size_pt)
        text.setHorizScale(segment.wide * 100)
        text.setCharSpace(segment.gap_mm / MM_PER_POINT / segment.wide)
        text.textOut(segment.text)
        text.setCharSpace(0)
        text.setHorizScale(100)
        canvas.drawText(text)


def _stamp(canvas: Any, created: datetime) -> None:
    """The document's date is the one it was given; no clock is read."""
    stamp = canvas._doc._timeStamp
    stamp.t = created.timestamp()
    offset = created.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    stamp.lt = time.gmtime(stamp.t + seconds)
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.dhh, stamp.dmm = seconds // 3600, seconds % 3600 // 60
