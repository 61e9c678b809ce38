"""Reading an OFD back: its parts after the grammar of GB/T 33190-2016, and where every glyph and
the box that it may be drawn in stand.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from fontTools.ttLib import TTFont

SPACE = "{http://www.ofdspec.org/2016}"
CHILDREN = {
    "OFD": "DocBody+", "DocBody": "DocInfo DocRoot Versions? Signatures?",
    "DocInfo": "DocID Title? Author? Subject? Abstract? CreationDate? ModDate? DocUsage? Cover?"
    " Keywords? Creator? CreatorVersion? CustomDatas?",
    "Document": "CommonData Pages Outlines? Permissions? Actions? VPreferences? Bookmarks?"
    " Annotations? CustomTags? Attachments? Extensions?",
    "CommonData": "MaxUnitID PageArea PublicRes* DocumentRes* TemplatePage* DefaultCS?",
    "PageArea": "PhysicalBox ApplicationBox? ContentBox? BleedBox?", "Pages": "Page+",
    "Area": "PhysicalBox ApplicationBox? ContentBox? BleedBox?", "Pages/Page": "",
    "Outlines": "OutlineElem+", "OutlineElem": "Actions? OutlineElem*", "Actions": "Action+",
    "Action": "Region? (Goto|URI|GotoA|Sound|Movie)", "Goto": "(Dest|Bookmark)",
    "Res": "(ColorSpaces|DrawParams|Fonts|MultiMedias|CompositeGraphicUnits)*",
    "Fonts": "Font+", "Font": "FontFile?", "MultiMedias": "MultiMedia+",
    "MultiMedia": "MediaFile", "DrawParams": "DrawParam+", "DrawParam": "FillColor? StrokeColor?",
    "Page": "Template* PageRes* Area? Content? Actions?", "Content": "Layer+",
    "Layer": "(TextObject|PathObject|ImageObject|CompositeObject|PageBlock)*",
    "TextObject": "Actions? Clips? FillColor? StrokeColor? (CGTransform* TextCode)+",
    "PathObject": "Actions? Clips? StrokeColor? FillColor? AbbreviatedData",
    "ImageObject": "Actions? Clips? Border?",
}  # fmt: skip
"""What may stand in what, in which order; an element that is not named has no children."""
_UNIT = "Name? Visible? CTM? DrawParam? LineWidth? Cap? Join? MiterLimit? DashOffset? DashPattern?"
ATTRIBUTES = {
    "OFD": "Version DocType", "Pages/Page": "ID BaseLoc", "Res": "BaseLoc",
    "OutlineElem": "Title Count? Expanded?", "Action": "Event",
    "Dest": "Type PageID Left? Top? Right? Bottom? Zoom?",
    "Font": "ID FontName FamilyName? Charset? Italic? Bold? Serif? FixedWidth?",
    "MultiMedia": "ID Type Format?", "DrawParam": "ID Relative? LineWidth? Join? Cap?",
    "Layer": "ID Type? DrawParam?", "FillColor": "Value? Index? ColorSpace? Alpha?",
    "StrokeColor": "Value? Index? ColorSpace? Alpha?", "TextCode": "X? Y? DeltaX? DeltaY?",
    "TextObject": f"ID Boundary {_UNIT} Alpha? Font Size Stroke? Fill? HScale? ReadDirection?"
    " CharDirection? Weight? Italic?",
    "PathObject": f"ID Boundary {_UNIT} Alpha? Stroke? Fill? Rule?",
    "ImageObject": f"ID Boundary {_UNIT} Alpha? ResourceID Substitution? ImageMask?",
}  # fmt: skip
"""What an element says of itself; one that is not named says nothing."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Glyph:
    """A character as a reader places it: its origin on the page, the edges of its ink (nothing for
    a blank) and of the object that it belongs to, in millimetres.
    """

    page: int
    char: str
    x: float
    y: float
    ink: Box | None
    within: Box


class Opened:
    """An OFD taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self.files = {name: file.read(name) for name in file.namelist()}
        self.parts = {
            name: ElementTree.fromstring(held)
            for name, held in self.files.items() if name.endswith(".xml")
        }  # fmt: skip
        self.resources = self.parts["Doc_0/PublicRes.xml"]
        self.document = self.parts["Doc_0/Document.xml"]

    def every(self, name: str) -> list[Element]:
        """All elements of that name, in all parts."""
        return [one for part in self.parts.values() for one in part.iter(SPACE + name)]

    def pages(self) -> list[Element]:
        """The pages in the document's order."""
        listed = self.document.find(f"{SPACE}Pages")
        return [self.parts["Doc_0/" + page.get("BaseLoc")] for page in listed]

    def fonts(self) -> dict[str, TTFont]:
        """The embedded font programs by the number that text refers to."""
        return {
            font.get("ID"): TTFont(io.BytesIO(self.files["Doc_0/Res/" + font[0].text]))
            for font in self.resources.iter(f"{SPACE}Font")
        }

    def glyphs(self) -> list[Glyph]:
        """Every character of the file in the order in which it is drawn."""
        fonts = self.fonts()
        return [
            glyph
            for number, page in enumerate(self.pages(), 1)
            for text in page.iter(f"{SPACE}TextObject")
            for glyph in _glyphs(text, fonts[text.get("Font")], number)
        ]


def numbers(text: str) -> list[float]:
    """An array of the format."""
    return [float(part) for part in text.split()]


def ungrammatical(opened: Opened) -> list[str]:
    """Elements that stand where the standard does not have them or say what it does not know."""
    return [
        f"{name}: {found}"
        for name, part in opened.parts.items() for found in _wrong(part, "")
    ]  # fmt: skip


def _wrong(element: Element, parent: str) -> list[str]:
    name = element.tag.removeprefix(SPACE)
    full = f"{parent}/{name}"
    key = full if full in CHILDREN else name
    children = "".join(child.tag.removeprefix(SPACE) + " " for child in element)
    found = [] if _fits(CHILDREN.get(key, ""), children) else [f"{key} holds {children}"]
    says, known = set(element.attrib), ATTRIBUTES.get(key, "").split()
    if more := says - {one.rstrip("?") for one in known}:
        found.append(f"{key} says {more}")
    if less := {one for one in known if not one.endswith("?")} - says:
        found.append(f"{key} does not say {less}")
    return found + [wrong for child in element for wrong in _wrong(child, name)]


def _fits(grammar: str, children: str) -> bool:
    pattern = re.sub(r"(\w+)", r"(?:\1 )", grammar).replace(") (", ")(").replace("* (", "*(")
    return re.fullmatch(pattern.replace("? (", "?(").replace("+ (", "+("), children) is not None


def _glyphs(text: Element, font: TTFont, page: int) -> list[Glyph]:
    left, top, wide, high = numbers(text.get("Boundary"))
    a, b, c, d, e, f = numbers(text.get("CTM", "1 0 0 1 0 0"))
    size, cmap, outlines = float(text.get("Size")), font.getBestCmap(), font["glyf"]
    thick = float(text.get("LineWidth")) / 2 if text.get("Stroke") == "true" else 0.0

    def placed(x: float, y: float) -> tuple[float, float]:
        return left + a * x + c * y + e, top + b * x + d * y + f

    found, box = [], (left, top, left + wide, top + high)
    for code in text.iter(f"{SPACE}TextCode"):
        x, y = float(code.get("X")), float(code.get("Y"))
        deltas = numbers(code.get("DeltaX", ""))
        assert len(deltas) == len(code.text) - 1
        for char, step in zip(code.text, [*deltas, 0.0], strict=True):
            drawn = outlines[cmap[ord(char)]]
            ink = None
            if drawn.numberOfContours:
                per = size / font["head"].unitsPerEm
                one = placed(x + drawn.xMin * per - thick, y - drawn.yMin * per + thick)
                two = placed(x + drawn.xMax * per + thick, y - drawn.yMax * per - thick)
                (x1, x2), (y1, y2) = (sorted(pair) for pair in zip(one, two, strict=True))
                ink = (x1, y1, x2, y2)
            found.append(Glyph(page, char, *placed(x, y), ink, box))
            x += step
    return found
