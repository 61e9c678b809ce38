"""A layout as OFD (GB/T 33190-2016), the state's own page format; an experiment (实验) until it
has been seen in a real viewer.

Made from the same layout as the PDF: text stays text, every face is embedded, lengths are
millimetres from the upper left corner of the page.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from oa_client.docflow.paper.fonts import STAND_IN, FaceKey, Fonts
from oa_client.docflow.paper.placing import Faces, Segment, faces_of, programs, segments
from oa_client.docflow.typeset.measures import MM_PER_POINT
from oa_client.docflow.typeset.page import Bookmark, Colour, Layout, Page, Rule, Run, Shown

_SPACE = "http://www.ofdspec.org/2016"
_DATE = (1980, 1, 1, 0, 0, 0)
_FOLDER = "Doc_0"
_SLACK = 0.5
"""Millimetres around a stroke: viewers cut at an object's boundary."""



def make(layout: Layout, fonts: Fonts, *, created: datetime) -> bytes:
    """The layout as OFD; the same layout gives the same bytes."""
    return _Package(layout, fonts, created).made()


def _element(
    parent: Element | None, name: str, text: str = "", /, **given: object
) -> Element:
    """An element in the format's own namespace; lengths with four decimals at most."""
    said = {key: _said(value) for key, value in given.items()}
    tag = f"ofd:{name}"
    made = Element(tag, said) if parent is None else SubElement(parent, tag, said)
    made.text = text or None
    return made


def _said(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".") if value else "0"
    if isinstance(value, tuple):
        return " ".join(_said(part) for part in value)
    return str(value)


def _root(name: str, **given: object) -> Element:
    root = _element(None, name, **given)
    root.set("xmlns:ofd", _SPACE)
    return root


def _readable(text: str) -> str:
    """XML has no place for controls; no face has a glyph for them either."""
    return "".join(char if _allowed(ord(char)) else STAND_IN for char in text)


def _allowed(point: int) -> bool:
    return point in (0x9, 0xA, 0xD) or 0x20 <= point <= 0xD7FF or (
        0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF
    )  # fmt: skip


@dataclass
class _Package:
    """One file while it is made: its parts, and the numbers that its objects bear."""

    layout: Layout
    fonts: Fonts
    created: datetime
    parts: dict[str, bytes] = field(default_factory=dict)
    last_id: int = 0
    font_ids: dict[FaceKey, int] = field(default_factory=dict)
    picture_ids: dict[str, int] = field(default_factory=dict)

    def made(self) -> bytes:
        faces = faces_of(self.layout, self.fonts)
        resources = _root("Res", BaseLoc="Res")
        listed = _element(resources, "Fonts")
        for number, (file, (name, program)) in enumerate(programs(faces).items()):
            self.font_ids[file] = self._next()
            font = _element(listed, "Font", ID=self.font_ids[file], FontName=name, FamilyName=name)
            _element(font, "FontFile", f"font_{number}.ttf")
            self.parts[f"{_FOLDER}/Res/font_{number}.ttf"] = program
        self._put_pictures(resources)
        self._put(f"{_FOLDER}/PublicRes.xml", resources)
        pages = _element(None, "Pages")
        page_ids = [self._next() for _ in self.layout.pages]
        for number, page in enumerate(self.layout.pages):
            place = f"Pages/Page_{number}/Content.xml"
            _element(pages, "Page", ID=page_ids[number], BaseLoc=place)
            self._put(f"{_FOLDER}/{place}", self._page(page, faces))
        self._put(f"{_FOLDER}/Document.xml", self._document(pages, page_ids))
        self._put("OFD.xml", self._entry())
        return _zipped(self.parts)

    def _put_pictures(self, resources: Element) -> None:
        """Each picture once, however often it is shown."""
        every = (one.picture for page in self.layout.pages for one in page.shown)
        found = {picture.sha256: picture for picture in every}
        if not found:
            return
        listed = _element(resources, "MultiMedias")
        for number, (sha256, picture) in enumerate(found.items()):
            sort = "PNG" if picture.data.startswith(b"\x89PNG") else "JPEG"
            self.picture_ids[sha256] = self._next()
            media = _element(
                listed, "MultiMedia", ID=self.picture_ids[sha256], Type="Image", Format=sort
            )
            _element(media, "MediaFile", f"image_{number}.{sort.lower()}")
            self.parts[f"{_FOLDER}/Res/image_{number}.{sort.lower()}"] = picture.data

    def _next(self) -> int:
        self.last_id += 1
        return self.last_id

    def _put(self, name: str, root: Element) -> None:
        text = tostring(root, encoding="unicode")
        self.parts[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()

    def _entry(self) -> Element:
        about = self.layout.about
        root = _root("OFD", Version="1.0", DocType="OFD")
        body = _element(root, "DocBody")
        info = _element(body, "DocInfo")
        digest = hashlib.sha256(b"".join(self.parts[name] for name in sorted(self.parts)))
        rows = (
            ("DocID", digest.hexdigest()[:32]), ("Title", about.title), ("Author", about.author),
            ("Subject", about.subject), ("CreationDate", self.created.date().isoformat()),
            ("ModDate", self.created.date().isoformat()), ("Creator", "oa_client"),
        )  # fmt: skip
        for name, text in rows:
            if text:
                _element(info, name, _readable(text))
        _element(_element(info, "Keywords"), "Keyword", "实验")
        _element(body, "DocRoot", f"{_FOLDER}/Document.xml")
        return root

    def _document(self, pages: Element, page_ids: list[int]) -> Element:
        root = _root("Document")
        common = _element(root, "CommonData")
        _element(common, "MaxUnitID", str(self.last_id))
        first = self.layout.pages[0]
        _box(_element(common, "PageArea"), first)
        _element(common, "PublicRes", "PublicRes.xml")
        root.append(pages)
        if self.layout.bookmarks:
            outlines = _element(root, "Outlines")
            for mark in self.layout.bookmarks:
                _bookmark(outlines, mark, page_ids[mark.page - 1])
        return root

    def _page(self, page: Page, faces: Faces) -> Element:
        root = _root("Page")
        _box(_element(root, "Area"), page)
        layer = _element(_element(root, "Content"), "Layer", ID=self._next(), Type="Body")
        for rule in page.rules:
            self._rule(layer, rule)
        for shown in page.shown:
            self._shown(layer, shown)
        for run in page.runs:
            for segment in segments(run, faces):
                self._text(layer, run, segment)
        return root

    def _rule(self, layer: Element, rule: Rule) -> None:
        left, top = min(rule.x1, rule.x2) - _SLACK, min(rule.y1, rule.y2) - _SLACK
        box = (left, top, abs(rule.x2 - rule.x1) + 2 * _SLACK, abs(rule.y2 - rule.y1) + 2 * _SLACK)
        path = _element(layer, "PathObject", ID=self._next(), Boundary=box, LineWidth=rule.width_mm)
        _colour(path, "StrokeColor", rule.colour)
        begin, end = (rule.x1 - left, rule.y1 - top), (rule.x2 - left, rule.y2 - top)
        _element(path, "AbbreviatedData", f"M {_said(begin)} L {_said(end)}")

    def _shown(self, layer: Element, shown: Shown) -> None:
        _element(
            layer, "ImageObject", ID=self._next(),
            Boundary=(shown.x_mm, shown.y_mm, shown.width_mm, shown.height_mm),
            CTM=(shown.width_mm, 0.0, 0.0, shown.height_mm, 0.0, 0.0),
            ResourceID=self.picture_ids[shown.picture.sha256],
        )  # fmt: skip

    def _text(self, layer: Element, run: Run, segment: Segment) -> None:
        size, face = run.size_pt * MM_PER_POINT, segment.face
        steps = [face.width(char) * size + segment.gap_mm / segment.wide for char in segment.text]
        long, high = sum(steps) * segment.wide, size * face.ascent
        if segment.turned:
            box = (segment.x_mm - high, segment.y_mm - long, size, long)
            matrix = (0.0, -segment.wide, 1.0, 0.0, 0.0, long)
        else:
            box = (segment.x_mm, segment.y_mm - high, long, size)
            matrix = (segment.wide, 0.0, 0.0, 1.0, 0.0, 0.0)
        text = _element(
            layer, "TextObject", ID=self._next(), Boundary=box, CTM=matrix,
            Font=self.font_ids[face.key], Size=size,
        )  # fmt: skip
        _colour(text, "FillColor", run.colour)
        deltas = {"DeltaX": tuple(steps[:-1])} if len(steps) > 1 else {}
        _element(text, "TextCode", _readable(segment.text), X=0.0, Y=high, **deltas)


def _box(area: Element, page: Page) -> None:
    _element(area, "PhysicalBox", _said((0.0, 0.0, page.width_mm, page.height_mm)))


def _colour(thing: Element, name: str, colour: Colour) -> None:
    _element(thing, name, Value=tuple(round(part * 255) for part in colour))


def _bookmark(outlines: Element, mark: Bookmark, page: int) -> None:
    entry = _element(outlines, "OutlineElem", Title=_readable(mark.text))
    action = _element(_element(entry, "Actions"), "Action", Event="CLICK")
    _element(
        _element(action, "Goto"), "Dest", Type="XYZ", PageID=page, Left=0.0, Top=mark.y_mm, Zoom=0.0
    )


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in _in_order(parts):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, parts[name])
    return out.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """The entry first, as readers look for it there."""
    return sorted(names, key=lambda name: (name != "OFD.xml", name))
