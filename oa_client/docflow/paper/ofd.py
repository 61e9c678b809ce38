"""A layout as OFD (GB/T 33190-2016), the state's own page format.

Made from the same layout as the PDF: text stays text, every face is embedded, lengths are
millimetres from the upper left corner of the page.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from xml.etree.ElementTree import Element, tostring

from oa_client.docflow.paper.fonts import Fonts
from oa_client.docflow.paper.ofd_objects import Numbers, drawn
from oa_client.docflow.paper.ofd_words import element, readable, rooted, said
from oa_client.docflow.paper.placing import Faces, faces_of, programs
from oa_client.docflow.typeset.page import Bookmark, Layout, Page, Run

_DATE = (1980, 1, 1, 0, 0, 0)
_FOLDER = "Doc_0"


def make(layout: Layout, fonts: Fonts, *, created: datetime) -> bytes:
    """The layout as OFD; the same layout gives the same bytes."""
    pages = tuple(replace(page, runs=tuple(map(_written, page.runs))) for page in layout.pages)
    return _Package(replace(layout, pages=pages), fonts, created).made()


def _written(run: Run) -> Run:
    """With the sign that stands for what can't be written, so that its face has it, too."""
    text = readable(run.text)
    return run if text == run.text else replace(run, text=text)


@dataclass
class _Package:
    """One file while it is made: its parts, and the numbers that its objects bear."""

    layout: Layout
    fonts: Fonts
    created: datetime
    parts: dict[str, bytes] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)

    def made(self) -> bytes:
        faces = faces_of(self.layout, self.fonts)
        resources = rooted("Res", BaseLoc="Res")
        self._put_faces(resources, faces)
        self._put_pictures(resources)
        pages = element(None, "Pages")
        page_ids = [self.numbers.next() for _ in self.layout.pages]
        for number, page in enumerate(self.layout.pages):
            place = f"Pages/Page_{number}/Content.xml"
            element(pages, "Page", ID=page_ids[number], BaseLoc=place)
            self._put(f"{_FOLDER}/{place}", self._page(page, faces))
        self._put(f"{_FOLDER}/PublicRes.xml", resources)
        self._put(f"{_FOLDER}/Document.xml", self._document(pages, page_ids))
        self._put("OFD.xml", self._entry())
        return _zipped(self.parts)

    def _put_faces(self, resources: Element, faces: Faces) -> None:
        listed = element(resources, "Fonts")
        for number, (file, (name, program)) in enumerate(programs(faces).items()):
            self.numbers.faces[file] = self.numbers.next()
            font = element(
                listed, "Font", ID=self.numbers.faces[file], FontName=name, FamilyName=name
            )
            element(font, "FontFile", f"font_{number}.ttf")
            self.parts[f"{_FOLDER}/Res/font_{number}.ttf"] = program

    def _put_pictures(self, resources: Element) -> None:
        """Each picture once, however often it is shown."""
        every = (one.picture for page in self.layout.pages for one in page.shown)
        found = {picture.sha256: picture for picture in every}
        if not found:
            return
        listed = element(resources, "MultiMedias")
        for number, (sha256, picture) in enumerate(found.items()):
            sort = "PNG" if picture.data.startswith(b"\x89PNG") else "JPEG"
            self.numbers.pictures[sha256] = self.numbers.next()
            media = element(
                listed, "MultiMedia", ID=self.numbers.pictures[sha256], Type="Image", Format=sort
            )
            element(media, "MediaFile", f"image_{number}.{sort.lower()}")
            self.parts[f"{_FOLDER}/Res/image_{number}.{sort.lower()}"] = picture.data

    def _put(self, name: str, root: Element) -> None:
        text = tostring(root, encoding="unicode")
        self.parts[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()

    def _entry(self) -> Element:
        about = self.layout.about
        root = rooted("OFD", Version="1.0", DocType="OFD")
        body = element(root, "DocBody")
        info = element(body, "DocInfo")
        digest = hashlib.sha256(b"".join(self.parts[name] for name in sorted(self.parts)))
        rows = (
            ("DocID", digest.hexdigest()[:32]), ("Title", about.title), ("Author", about.author),
            ("Subject", about.subject), ("CreationDate", self.created.date().isoformat()),
            ("ModDate", self.created.date().isoformat()), ("Creator", "oa_client"),
        )  # fmt: skip
        for name, text in rows:
            if text:
                element(info, name, readable(text))
        element(body, "DocRoot", f"{_FOLDER}/Document.xml")
        return root

    def _document(self, pages: Element, page_ids: list[int]) -> Element:
        root = rooted("Document")
        common = element(root, "CommonData")
        element(common, "MaxUnitID", str(self.numbers.last))
        _box(element(common, "PageArea"), self.layout.pages[0])
        element(common, "PublicRes", "PublicRes.xml")
        root.append(pages)
        if self.layout.bookmarks:
            above = [element(root, "Outlines")]
            for mark in self.layout.bookmarks:
                del above[mark.level + 1 :]
                above.append(_bookmark(above[-1], mark, page_ids[mark.page - 1]))
        return root

    def _page(self, page: Page, faces: Faces) -> Element:
        root = rooted("Page")
        _box(element(root, "Area"), page)
        layer = element(element(root, "Content"), "Layer", ID=self.numbers.next(), Type="Body")
        drawn(layer, page, faces, self.numbers)
        return root


def _box(area: Element, page: Page) -> None:
    element(area, "PhysicalBox", said((0.0, 0.0, page.width_mm, page.height_mm)))


def _bookmark(above: Element, mark: Bookmark, page: int) -> Element:
    entry = element(above, "OutlineElem", Title=readable(mark.text))
    action = element(element(entry, "Actions"), "Action", Event="CLICK")
    element(
        element(action, "Goto"), "Dest", Type="XYZ", PageID=page, Left=0.0, Top=mark.y_mm, Zoom=0.0
    )
    return entry


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
