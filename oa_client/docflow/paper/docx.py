"""The paper as DOCX, for offices that go on editing it; it names the standard's own faces."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import joined
from oa_client.docflow.typeset.elements import HEADING_ROLES, Paper, Table, blocks
from oa_client.docflow.typeset.lines import cells
from oa_client.docflow.typeset.mark import mark_text
from oa_client.docflow.typeset.titles import title_lines

FACES = {
    "小标宋": "方正小标宋简体", "黑体": "黑体", "楷体": "楷体_GB2312", "仿宋": "仿宋_GB2312",
    "宋体": "宋体",
}  # fmt: skip
"""The products that offices use for the standard's faces, whatever is installed here."""

_RED = RGBColor(0xDB, 0x14, 0x1A)
_LEADING = m.TEXT_HEIGHT / m.LINES / m.MM_PER_POINT
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)


def make(paper: Paper, *, created: datetime = _EPOCH) -> bytes:
    """The paper as DOCX: the grid of 28 by 22, the red head, every element in its face."""
    document: Any = Document()
    _clear(document)
    _page(document.sections[0], paper)
    _head(document, paper)
    _body(document, paper)
    _imprint(document, paper)
    _properties(document, paper, created)
    out = io.BytesIO()
    document.save(out)
    return _steady(out.getvalue())


def _clear(document: Any) -> None:
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)
    style = document.styles["Normal"]
    style.font.size = Pt(m.SIZE_3)
    _face(style.element.get_or_add_rPr(), "仿宋")
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)


def _page(section: Any, paper: Paper) -> None:
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH), Mm(m.PAGE_HEIGHT)
    section.top_margin, section.left_margin = Mm(m.TOP), Mm(m.BINDING)
    section.bottom_margin = Mm(m.PAGE_HEIGHT - m.BOTTOM)
    section.right_margin = Mm(m.PAGE_WIDTH - m.RIGHT)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(m.PAGE_HEIGHT - m.BOTTOM - m.FOLIO_GAP - 5)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(_LEADING * 20)))
    grid.set(qn("w:charSpace"), str(round((m.ADVANCE / m.MM_PER_POINT - m.SIZE_3) * 4096)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    section.different_first_page_header_footer = False
    _folios(section)
    if paper.training:
        for header in (section.header, section.even_page_header):
            _line(header, "演练", role="黑体", size=m.SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER)


def _folios(section: Any) -> None:
    """Odd pages right, even pages left, one character in (7.5)."""
    rows = ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, None))
    for footer, align in rows:
        line = _line(footer, "— ", role="宋体", size=m.SIZE_4, align=align)
        run = _run(line, "", "宋体", m.SIZE_4)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = text
            run._element.append(mark)
        _run(line, " —", "宋体", m.SIZE_4)
        indent = Pt(m.SIZE_4)
        line.paragraph_format.right_indent = indent if align is not None else None
        line.paragraph_format.left_indent = None if align is not None else indent


def _head(document: Any, paper: Paper) -> None:
    secrecy = paper.secrecy + (f"★{paper.secrecy_period}" if paper.secrecy_period else "")
    corner = [(paper.copy_number, "仿宋"), (secrecy, "黑体"), (paper.urgency, "黑体")]
    given = [(text, role) for text, role in corner if text]
    for text, role in given:
        _line(document, text, role=role)
    if paper.issuer:
        text = mark_text(paper)
        size = min(52.0, m.MARK_WIDTH / m.MM_PER_POINT / max(cells(text), 1) * 1.25)
        mark = _line(document, text, role="小标宋", size=size, align=WD_ALIGN_PARAGRAPH.CENTER)
        mark.runs[0].font.color.rgb = _RED
        mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        above = 35 / m.MM_PER_POINT - len(given) * _LEADING
        mark.paragraph_format.space_before = Pt(max(above, 0))
        _narrow(mark.runs[0], m.MARK_WIDTH / m.MM_PER_POINT / (cells(text) * size))
    _number(document, paper)


def _number(document: Any, paper: Paper) -> None:
    """发文字号, with 签发人 at the right in papers that go upward, and the red line below."""
    if paper.signatory and paper.form in ("upward", "joint"):
        line = _line(document, f"{paper.number}\t签发人：", role="仿宋")
        _run(line, paper.signatory, "楷体", m.SIZE_3)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(m.SIZE_3)
        stop = Mm(m.TEXT_WIDTH - m.ADVANCE)
        line.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
    else:
        line = _line(document, paper.number, align=WD_ALIGN_PARAGRAPH.CENTER)
    line.paragraph_format.space_before = Pt(2 * _LEADING)
    line.paragraph_format.space_after = Pt(2 * _LEADING)
    _border(line, "bottom", "DB141A", eighths=12, space=round(m.RED_RULE_GAP / m.MM_PER_POINT))


def _body(document: Any, paper: Paper) -> None:
    for text in title_lines(paper.title) if paper.title else ():
        line = _line(document, text, role="小标宋", size=m.SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER)
        line.paragraph_format.line_spacing = Pt(34)
    _blank(document)
    if paper.to:
        _line(document, joined(paper.to, "，").rstrip("：:") + "：")
    for block in blocks(paper.body):
        if isinstance(block, Table):
            _table(document, block)
            continue
        line = _line(document, block.heading, role=HEADING_ROLES[block.level], indent=2)
        _run(line, block.rest, "仿宋", m.SIZE_3)
    _ending(document, paper)


def _ending(document: Any, paper: Paper) -> None:
    if paper.attachments:
        _blank(document)
    for index, name in enumerate(paper.attachments):
        serial = f"{index + 1}．" if len(paper.attachments) > 1 else ""
        label = "附件：" if index == 0 else ""
        line = _line(document, f"{label}{serial}{name}")
        hang = 5 + cells(serial)
        first = 2 if index == 0 else 5
        line.paragraph_format.left_indent = Pt(m.SIZE_3 * hang)
        line.paragraph_format.first_line_indent = Pt(m.SIZE_3 * (first - hang))
    if paper.signature or paper.date:
        _blank(document)
        _blank(document)
    width = cells(paper.date) or 7.0
    for name in paper.signature.splitlines():
        line = _line(document, name, align=WD_ALIGN_PARAGRAPH.RIGHT)
        right = max(0.0, 4 + (width - cells(name)) / 2)
        line.paragraph_format.right_indent = Pt(m.SIZE_3 * right)
        line.paragraph_format.keep_with_next = True
    if paper.date:
        line = _line(document, paper.date, align=WD_ALIGN_PARAGRAPH.RIGHT)
        line.paragraph_format.right_indent = Pt(m.SIZE_3 * 4)
    if paper.note:
        framed = paper.note if paper.note.startswith("（") else f"（{paper.note}）"
        _line(document, framed, indent=2)


def _imprint(document: Any, paper: Paper) -> None:
    date = paper.print_date.removesuffix("印发")
    if not (paper.cc or paper.printer or date):
        return
    _blank(document)
    lines = []
    if paper.cc:
        lines.append(
            _line(document, f"抄送：{joined(paper.cc, '，').rstrip('。')}。", size=m.SIZE_4)
        )
    if paper.printer or date:
        words = f"{paper.printer}\t{date}印发" if date else paper.printer
        line = _line(document, words, size=m.SIZE_4)
        stop = Mm(m.TEXT_WIDTH) - Pt(m.SIZE_4)
        line.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
        lines.append(line)
    for line in lines:
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(m.SIZE_4)
    for index, line in enumerate(lines):
        _border(line, "top", "000000", eighths=8 if index == 0 else 6, space=1)
    _border(lines[-1], "bottom", "000000", eighths=8, space=1)


def _table(document: Any, table: Table) -> None:
    count = max(len(row) for row in table.rows)
    drawn = document.add_table(rows=0, cols=count)
    drawn.style = "Table Grid"
    for number, row in enumerate(table.rows):
        placed = drawn.add_row().cells
        for cell, text in zip(placed, row, strict=False):
            _run(cell.paragraphs[0], text, "黑体" if number == 0 else "仿宋", 12.0)


def _blank(document: Any) -> None:
    _line(document, "")


def _line(
    where: Any, text: str, *, role: str = "仿宋", size: float = m.SIZE_3, align: Any = None,
    indent: int = 0,
) -> Any:  # fmt: skip
    paragraphs = getattr(where, "paragraphs", [])
    empty = hasattr(where, "is_linked_to_previous") and len(paragraphs) == 1
    line = paragraphs[0] if empty and not paragraphs[0].runs else where.add_paragraph()
    line.alignment = align
    spacing = line.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Pt(_LEADING)
    if indent:
        spacing.first_line_indent = Pt(size * indent)
    _run(line, text, role, size)
    return line


def _run(line: Any, text: str, role: str, size: float) -> Any:
    run = line.add_run(text)
    run.font.size = Pt(size)
    _face(run._element.get_or_add_rPr(), role)
    return run


def _face(properties: Any, role: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACES[role])
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _narrow(run: Any, share: float) -> None:
    scale = OxmlElement("w:w")
    scale.set(qn("w:val"), str(round(min(1.0, share) * 100)))
    run._element.get_or_add_rPr().append(scale)


def _border(line: Any, side: str, colour: str, *, eighths: int, space: int) -> None:
    properties = line._element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap",
            "w:overflowPunct", "w:spacing", "w:ind", "w:jc", "w:rPr",
        )  # fmt: skip
    edge = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", colour)):
        edge.set(qn(f"w:{key}"), str(value))
    borders.append(edge)


def _properties(document: Any, paper: Paper, created: datetime) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    core = document.core_properties
    moment = created.astimezone(UTC).replace(tzinfo=None)
    core.title, core.author, core.last_modified_by = paper.title[:255], paper.issuer[:255], ""
    core.created = core.modified = moment
    core.comments = core.keywords = core.subject = ""
    core.revision = 1


def _steady(data: bytes) -> bytes:
    """The same parts with one fixed date each, so that the same paper gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            entry = zipfile.ZipInfo(item.filename, _ENTRY_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(item.filename))
    return out.getvalue()
