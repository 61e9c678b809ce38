"""The paper as DOCX, for offices that go on editing it: every element a style of its own, page
numbers a field, the grid of 28 by 22; it names the standard's own faces.
"""

import io
import math
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.paper.docx_end import signed, unbroken
from oa_client.docflow.paper.docx_foot import imprint_table
from oa_client.docflow.paper.docx_head import head, letter_foot
from oa_client.docflow.paper.docx_styles import (
    LEADING,
    STYLES,
    define,
    field,
    indent,
    line,
    padded,
    words,
)
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import joined
from oa_client.docflow.typeset.columns import columns_of
from oa_client.docflow.typeset.elements import (
    HEADING_ROLES,
    Annex,
    Attendance,
    Figure,
    Paper,
    Paragraph,
    Table,
    blocks,
    minuted,
    parted,
)
from oa_client.docflow.typeset.figures import below, lines_of, size_of
from oa_client.docflow.typeset.imprint import imprint
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.lines import cells
from oa_client.docflow.typeset.page import Layout
from oa_client.docflow.typeset.tables import (
    ABOVE,
    BELOW,
    EDGE,
    THIN,
    is_centred,
    is_wide,
)
from oa_client.docflow.typeset.titles import title_lines

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)


def make(paper: Paper, *, created: datetime = _EPOCH) -> bytes:
    """The paper as DOCX."""
    document: Any = Document()
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)
    define(document)
    _page(document.sections[0], paper)
    placed = layout(paper)
    head(document, paper, placed)
    if paper.title and paper.form != "order":
        _title(document, paper.title)
    if paper.to and not placed.to_below:
        line(document, "主送机关", joined(paper.to, "，").rstrip("：:") + "：")
    body, annexes = parted(paper.body)
    _text(document, body, paper, minutes=paper.form == "minutes")
    _carried_over(document, body, placed)
    _ending(document, paper, placed)
    for annex in annexes:
        if annex.label not in paper.apart:
            _annex(document, annex, paper)
    foot = paper.to if placed.to_below else ()
    _turned_for(document, paper, foot, placed)
    imprint_table(document, paper, foot)
    for annex in annexes:
        if annex.label in paper.apart:
            _apart(document, annex, paper)
    _properties(document, paper, created)
    out = io.BytesIO()
    document.save(out)
    return _steady(out.getvalue())


def _page(section: Any, paper: Paper) -> None:
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH), Mm(m.PAGE_HEIGHT)
    section.top_margin, section.left_margin = Mm(m.TOP), Mm(m.BINDING)
    section.bottom_margin = Mm(m.PAGE_HEIGHT - m.BOTTOM)
    section.right_margin = Mm(m.PAGE_WIDTH - m.RIGHT)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(m.PAGE_HEIGHT - m.BOTTOM - m.FOLIO_GAP - 5)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(math.floor(LEADING * 20)))  # more, and 22 don't fit
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    _folios(section)
    if paper.form == "letter":
        section.different_first_page_header_footer = True
        letter_foot(section.first_page_footer)
    if paper.training:
        headers = [section.header, section.even_page_header]
        headers += [section.first_page_header] if paper.form == "letter" else []
        for header in headers:
            line(header, "演练标记", "演练")


def _folios(section: Any) -> None:
    """Odd pages right, even pages left, one character in (7.5)."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        folio = line(footer, "公文页码", "— ")
        field(folio, "PAGE")
        words(folio, " —")
        if side == "right":
            folio.alignment = STYLES["成文日期"].align
        indent(folio, m.SIZE_4, **{side: 1.0})


def _title(document: Any, title: str) -> None:
    """One paragraph, so that the outline has the whole title, broken where the page breaks it."""
    titled = line(document, "Title", "")
    for at, text in enumerate(title_lines(title)):
        if at:
            titled.add_run().add_break()
        words(titled, text)


def _text(document: Any, body: str, paper: Paper, *, minutes: bool = False) -> None:
    for block in minuted(blocks(body)) if minutes else blocks(body):
        if isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Figure):
            _figure(document, block, paper.pictures)
        elif isinstance(block, Attendance):
            if block.first:
                line(document, "公文空行", "")
            listed = line(document, "与会人员", "")
            words(listed, block.label, "黑体")
            words(listed, block.names)
        else:
            _paragraph(document, block)


def _carried_over(document: Any, body: str, placed: Layout) -> None:
    """A text of one line that the page carries over in two turns the page there too (7.3.5.5)."""
    if len(placed.pages) < 2 or len(blocks(body)) != 1 or not placed.pages[1].runs:
        return
    above = placed.pages[1].runs[0].y_mm
    over = "".join(run.text for run in placed.pages[1].runs if run.y_mm == above)
    (run, *_), said = document.paragraphs[-1].runs or [None], body.strip()
    if run is not None and run.text == said and said.endswith(over) and over != said:
        run.text = said.removesuffix(over)
        run.add_break(WD_BREAK.PAGE)
        words(document.paragraphs[-1], over)


def _figure(document: Any, shown: Figure, pictures: tuple[Picture, ...]) -> None:
    """A picture in the line, as large as on the page, and its caption below it."""
    placed = line(document, "公文图片", "")
    placed.paragraph_format.keep_with_next = bool(shown.caption)
    picture = next((one for one in pictures if one.name == shown.file and not one.fault), None)
    if picture:
        wide, high = size_of(picture, shown.caption)
        whole = high + below(shown.caption)
        free = Mm((lines_of(whole) * m.PITCH - whole) / 2)
        placed.paragraph_format.space_before = free
        placed.add_run().add_picture(io.BytesIO(picture.data), Mm(wide), Mm(high))
    else:
        words(placed, f"［{shown.file}］")
    told = line(document, "公文图题", shown.caption) if shown.caption else placed
    if picture:
        told.paragraph_format.space_after = free


def _paragraph(document: Any, block: Paragraph) -> None:
    if not block.level:
        line(document, "公文正文", block.rest)
        return
    headed = line(document, f"Heading {block.level}", block.heading)
    plain = "" if HEADING_ROLES[block.level] == "仿宋" else "仿宋"
    words(headed, block.rest, plain)


def _ending(document: Any, paper: Paper, placed: Layout) -> None:
    if paper.attachments:
        line(document, "公文空行", "")
    for index, name in enumerate(paper.attachments):
        serial = f"{index + 1}．" if len(paper.attachments) > 1 else ""
        label, first = (f"附件：{serial}", 2.0) if index == 0 else (serial, 5.0)
        listed = line(document, "附件说明", f"{label}{name}")
        hang = first + cells(label)
        indent(listed, m.SIZE_3, left=hang, first=first - hang)
    signed(document, paper, placed)
    for note in paper.note.splitlines():
        framed = note if note.startswith("（") else f"（{note}）"
        line(document, "公文附注", framed)


def _annex(document: Any, annex: Annex, paper: Paper) -> None:
    """附件 on a face of its own, its title on the third line (7.3.7)."""
    label = line(document, "附件序号", annex.label)
    label.paragraph_format.page_break_before = True
    _annexed(document, annex, paper)


def _apart(document: Any, annex: Annex, paper: Paper) -> None:
    """附件 bound apart: a section that begins on a sheet of its own with page 1, its label behind
    the 发文字号 (7.3.7, 7.5).
    """
    section = _section(document, WD_SECTION_START.ODD_PAGE)
    first = OxmlElement("w:pgNumType")
    first.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(first)
    section.different_first_page_header_footer = False
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
    _folios(section)
    label = line(document, "附件序号", "")
    words(label, paper.number, "仿宋")
    words(label, annex.label)
    _annexed(document, annex, paper)


def _annexed(document: Any, annex: Annex, paper: Paper) -> None:
    line(document, "公文空行", "")
    if annex.title:
        _title(document, annex.title)
    _text(document, annex.text, paper)


def _table(document: Any, table: Table) -> None:
    """Ruled, its first row repeated on every page; a wide one on a page laid across."""
    count = max(len(row) for row in table.rows)
    across = is_wide(table)
    if across:
        _across(document, turned=True)
    else:
        _room(document, ABOVE)
    drawn = document.add_table(rows=0, cols=count)
    drawn.style = "Table Grid"
    drawn.autofit = False
    even = tuple((*row, *[""] * (count - len(row))) for row in table.rows)
    shared = columns_of(even, m.TEXT_HEIGHT if across else m.TEXT_WIDTH)
    for column, width in zip(drawn.columns, shared.widths, strict=True):
        column.width = Mm(width)
    centred = is_centred(even)
    padded(drawn, EDGE - THIN / 2, shared.padding)  # its lines take room of their own
    for number, row in enumerate(table.rows):
        added = drawn.add_row()
        unbroken(added)
        if number == 0:
            added._tr.trPr.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(added.cells, shared.widths, strict=True):
            cell.width = Mm(width)
        for cell, text, middle in zip(added.cells, row, centred, strict=False):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.style = "公文表头" if number == 0 else "公文表格"
            if middle:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            words(paragraph, text)
    if across:
        _across(document, turned=False)
    else:
        _room(document, BELOW)


def _room(document: Any, lines: float) -> None:
    """Part of a line left free."""
    line(document, "公文空行", "").paragraph_format.line_spacing = Pt(LEADING * lines)


def _across(document: Any, *, turned: bool) -> None:
    """A section laid across, or upright again; margins turn with the page (clause 8)."""
    section = _section(document, WD_SECTION_START.NEW_PAGE)
    long, short = Mm(m.PAGE_HEIGHT), Mm(m.PAGE_WIDTH)
    section.page_width, section.page_height = (long, short) if turned else (short, long)
    upper, left = Mm(m.TOP), Mm(m.BINDING)
    right, lower = Mm(m.PAGE_WIDTH - m.RIGHT), Mm(m.PAGE_HEIGHT - m.BOTTOM)
    edges = (left, lower, right, upper) if turned else (upper, left, lower, right)
    section.top_margin, section.left_margin, section.bottom_margin, section.right_margin = edges
    section._sectPr.find(qn("w:pgSz")).attrib.pop(qn("w:orient"), None)
    if turned:
        section._sectPr.find(qn("w:pgSz")).set(qn("w:orient"), "landscape")


def _turned_for(
    document: Any, paper: Paper, moved_to: tuple[str, ...], placed: Layout
) -> None:
    """Where the 版记 has pages of its own it ends on the back of a sheet, as on the page; a blank
    page before it leaves both unnumbered (7.5).
    """
    parts = imprint(paper, moved_to)
    if not parts:
        return
    own = placed.pages[placed.together - len(parts)]
    shared = any(run.y_mm < parts[0].top and run.y_mm > m.TOP for run in own.runs)
    if paper.form == "letter" or shared:
        return
    even = len(parts) % 2 == 1
    section = _section(
        document, WD_SECTION_START.EVEN_PAGE if even else WD_SECTION_START.ODD_PAGE
    )
    if not any(run.y_mm > m.BOTTOM for run in own.runs):
        for footer in (section.footer, section.even_page_footer):
            footer.is_linked_to_previous = False
    line(document, "版记锚", "")  # some programs lose a turn of the page before a placed table


def _section(document: Any, start: WD_SECTION_START) -> Any:
    """A new section; the paragraph that ends the old one takes no line."""
    section = document.add_section(start)
    for counted in section._sectPr.findall(qn("w:pgNumType")):  # it would begin anew
        section._sectPr.remove(counted)
    document.paragraphs[-1].style = "版记锚"
    return section


def _properties(document: Any, paper: Paper, created: datetime) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    core = document.core_properties
    moment = created.astimezone(UTC).replace(tzinfo=None)
    core.title, core.author, core.last_modified_by = paper.title[:255], paper.issuer[:255], ""
    core.created = core.modified = moment
    core.comments = core.keywords = ""
    core.subject = paper.number[:255]
    core.language = "zh-CN"
    for part, tag in ((document.settings, "w:themeFontLang"), (document.styles, "w:lang")):
        for spoken in part.element.iter(qn(tag)):
            spoken.set(qn("w:eastAsia"), "zh-CN")
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
