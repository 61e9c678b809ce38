"""The elements of a paper as styles of a word processor: whoever edits on changes a style, not
every paragraph. Headings and title are the program's own styles, so that its outline shows them.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.columns import SIZE as TABLE
from oa_client.docflow.typeset.figures import CAPTION, CAPTION_PITCH
from oa_client.docflow.typeset.tables import LINE

FACES = {
    "小标宋": "方正小标宋简体", "黑体": "黑体", "楷体": "楷体_GB2312", "仿宋": "仿宋_GB2312",
    "宋体": "宋体",
}  # fmt: skip
"""The products that offices use for the standard's faces, whatever is installed here."""

RED = RGBColor(0xDB, 0x14, 0x1A)
LEADING = m.TEXT_HEIGHT / m.LINES / m.MM_PER_POINT
"""Points from line to line."""
CHARACTER = m.ADVANCE / m.MM_PER_POINT
"""Points of one character of the grid."""

TRACKING = m.ADVANCE / m.MM_PER_POINT - m.SIZE_3
"""Points between body characters: closer than they are wide, so that 28 fill a line. It stands in
the styles, since a grid of characters narrower than its letters is not set alike by all programs.
"""
_IMPRINT = m.IMPRINT_PITCH / m.MM_PER_POINT
_TITLE = m.TITLE_PITCH / m.MM_PER_POINT
_ROW = LINE / m.MM_PER_POINT

_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Style:
    """How an element is set; indents are in characters of its own size."""

    role: str = "仿宋"
    size: float = m.SIZE_3
    align: Any = None
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    leading: float = LEADING
    red: bool = False
    after: float = 0.0
    together: bool = False



def lower(leading: float, size: float) -> float:
    """Points from a line's upper edge to its letters: programs put four fifths of a line of fixed
    height above the base line.
    """
    return 0.8 * leading - m.ASCENT * size


_BELOW = (
    m.PITCH / m.MM_PER_POINT - (_TITLE - lower(_TITLE, m.SIZE_2) - m.SIZE_2)
    - lower(LEADING, m.SIZE_3)
)  # fmt: skip
"""Points that the title's last line leaves below it, so that one line stays empty."""

STYLES = {
    "公文份号": Style(), "公文密级": Style("黑体"), "公文紧急程度": Style("黑体"),
    "发文机关标志": Style("小标宋", 50, _CENTRE, leading=0, red=True),
    "发文字号": Style(align=_CENTRE), "上行文字号": Style(first=1),
    "信函字号": Style(),
    "Title": Style("小标宋", m.SIZE_2, _CENTRE, leading=_TITLE, together=True, after=_BELOW),
    "主送机关": Style(), "公文正文": Style(align=_JUSTIFIED, first=2),
    "Heading 1": Style("黑体", first=2, together=True),
    "Heading 2": Style("楷体", first=2), "Heading 3": Style(first=2), "Heading 4": Style(first=2),
    "附件说明": Style(left=2), "发文机关署名": Style(align=_RIGHT, together=True),
    "成文日期": Style(align=_RIGHT, right=4), "公文附注": Style(first=2),
    "附件序号": Style("黑体"), "与会人员": Style(left=5, first=-3),
    "版记": Style(size=m.SIZE_4, left=1, right=1, leading=_IMPRINT),
    "版记锚": Style(leading=1), "公文页码": Style("宋体", m.SIZE_4),
    "公文表头": Style("黑体", TABLE, _CENTRE, leading=_ROW),
    "公文表格": Style(size=TABLE, leading=_ROW),
    "公文图片": Style(align=_CENTRE, leading=0),
    "公文图题": Style("楷体", CAPTION, _CENTRE, leading=CAPTION_PITCH / m.MM_PER_POINT),
    "公文空行": Style(), "演练标记": Style("黑体", m.SIZE_2, _CENTRE),
}  # fmt: skip
"""Every element's style by its name."""


_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
    "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
    "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""Properties of a paragraph in the order in which the format wants them."""

_UNTIED = ("autoSpaceDE", "autoSpaceDN", "snapToGrid")
"""What programs do of themselves to a line and here must not: more room between Han characters and
figures, and lines pulled onto a grid.
"""

FRAME = {
    "w": str(round(m.TEXT_WIDTH / m.MM_PER_POINT * 20)), "wrap": "notBeside",
    "hAnchor": "margin", "xAlign": "left",
}  # fmt: skip
"""A frame as wide as the text area, nothing beside it."""


CHARACTERS = {"仿宋": "仿宋字", "楷体": "楷体字", "黑体": "黑体字"}
"""Styles of words in a face of their own within a paragraph, by role."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def define(document: Any) -> None:
    """Put the styles into the document; Normal becomes 三号仿宋."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(m.SIZE_3)
    set_face(normal.element.get_or_add_rPr(), "仿宋")
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    known = {style.name for style in document.styles}
    for name, meant in STYLES.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _fill(document.styles[name], meant)
    for role, name in CHARACTERS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        set_face(style.element.get_or_add_rPr(), role)


def _fill(style: Any, meant: Style) -> None:
    style.base_style = None
    style.quick_style = True
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    set_face(properties, meant.role)
    style.font.size = Pt(meant.size)
    if meant.size == m.SIZE_3:
        spaced(properties, TRACKING)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RED if meant.red else RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(0), Pt(meant.after)
    form.alignment = meant.align
    form.keep_with_next = meant.together
    form.widow_control = False
    if meant.leading:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(meant.leading)
    else:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for name in _UNTIED:
        put(style.element.get_or_add_pPr(), OxmlElement(f"w:{name}"), val="0")
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    indent(style, meant.size, first=meant.first, left=meant.left, right=meant.right)


def spaced(properties: Any, points: float) -> None:
    """Letters of a run or style so much further apart than they are wide; once."""
    for old in properties.findall(qn("w:spacing")):
        properties.remove(old)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(math.floor(points * 20)))
    properties.insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u",
        "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:lang",
    )  # fmt: skip


def padded(table: Any, above: float, beside: float) -> None:
    """So many millimetres around the words of a table's cells."""
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", above), ("left", beside), ("bottom", above), ("right", beside)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(width / m.MM_PER_POINT * 20)))
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    table._tbl.tblPr.insert_element_before(room, "w:tblLook", "w:tblCaption", "w:tblDescription")


def put(properties: Any, made: Any, **given: str) -> None:
    """An element among a paragraph's properties, where the format's order has it."""
    for key, value in given.items():
        made.set(qn(f"w:{key}"), value)
    after = _ORDER[_ORDER.index(made.tag.split("}")[1]) + 1 :]
    properties.insert_element_before(made, *(f"w:{name}" for name in after))


def indent(
    thing: Any, size: float, *, first: float = 0.0, left: float = 0.0, right: float = 0.0
) -> None:
    """Indents in characters, as a word processor counts them, and in points for those that
    don't count. A negative `first` hangs.
    """
    if not (first or left or right):
        return
    one, form = CHARACTER * size / m.SIZE_3, thing.paragraph_format
    form.left_indent, form.right_indent = Pt(one * left), Pt(one * right)
    form.first_line_indent = Pt(one * first)
    ind = form._element.get_or_add_pPr().find(qn("w:ind"))
    names = (
        ("firstLineChars" if first > 0 else "hangingChars", abs(first)), ("leftChars", left),
        ("rightChars", right),
    )  # fmt: skip
    for name, count in names:
        if count:
            ind.set(qn(f"w:{name}"), str(round(count * 100)))


def line(where: Any, style: str, text: str) -> Any:
    """A paragraph of that style; a header or footer's own empty one is taken first."""
    paragraphs = getattr(where, "paragraphs", [])
    empty = hasattr(where, "is_linked_to_previous") and len(paragraphs) == 1
    made = paragraphs[0] if empty and not paragraphs[0].runs else where.add_paragraph()
    made.style = style
    words(made, text)
    return made


def words(paragraph: Any, text: str, role: str = "") -> None:
    """Text in the paragraph's own face, or in that of a role; controls can't stand in XML."""
    if not text:
        return
    run = paragraph.add_run(_readable(text))
    if role:
        run.style = CHARACTERS[role]


def _readable(text: str) -> str:
    return _CONTROL.sub("〓", text)


def set_face(properties: Any, role: str) -> None:
    """Name the standard's face for every script."""
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACES[role])
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def border(
    line: Any, side: str, colour: str, *, eighths: int, space: int, kind: str = "single"
) -> None:
    """A rule along a paragraph; `eighths` of a point thick, `space` points away."""
    properties = line._element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        put(properties, borders)
    edge = OxmlElement(f"w:{side}")
    for key, value in (("val", kind), ("sz", eighths), ("space", space), ("color", colour)):
        edge.set(qn(f"w:{key}"), str(value))
    borders.append(edge)


def field(line: Any, code: str) -> None:
    """A field that the word processor works out, such as PAGE."""
    run = line.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = f" {code} "
        run._element.append(mark)
