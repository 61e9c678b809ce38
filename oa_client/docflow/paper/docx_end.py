"""署名, 成文日期 and the room for seals or a signature stamp in a word processor, in the rows and
at the distances of the page (7.3.5).
"""

from itertools import pairwise
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from oa_client.docflow.paper.docx_styles import LEADING, indent, line, lower, padded
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.ends import SEAL_RIGHT, name_lines, signature_strips
from oa_client.docflow.typeset.lines import cells
from oa_client.docflow.typeset.page import Layout, Strip

_DATE_CELLS = 7.0
_BELOW = (LEADING - lower(LEADING, m.SIZE_3) - m.SIZE_3 + 2) * m.MM_PER_POINT
"""What a line takes below its letters, which the page's last line does without, and a point each
for the anchor of the 版记 and for rounding.
"""


def signed(document: Any, paper: Paper, placed: Layout) -> None:
    """Names and date as the paper is made valid; the text's last paragraph goes with them."""
    names = [name.strip() for name in paper.signature.splitlines() if name.strip()]
    if not names and not paper.date:
        return
    if len(document.paragraphs) > 1:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    if paper.sealing == "stamp":
        _stamped(document, names, paper)
    elif paper.sealing == "none":
        _unsealed(document, names, paper.date)
    elif len(names) > 1:
        _in_rows(document, paper)
    else:
        _sealed(document, names, paper.date, _drawn_in(placed))


def _blank(document: Any, count: int, less: float = 0.0) -> None:
    """Empty lines that go with what stands below; together so many millimetres lower."""
    for _ in range(count):
        form = line(document, "公文空行", "").paragraph_format
        form.keep_with_next = True
        if less:
            form.line_spacing = Pt(LEADING - less / count / m.MM_PER_POINT)


def _drawn_in(placed: Layout) -> float:
    """By how many millimetres the page drew its lines together to keep signature and text on one
    page (7.3.5.5); here the empty lines give as much.
    """
    if not placed.seals:
        return 0.0
    page = placed.pages[placed.seals[0].page - 1]
    bases = sorted({
        round(run.y_mm, 3) for run in page.runs if run.size_pt == m.SIZE_3 and run.y_mm < m.BOTTOM
    })
    steps = [below - above for above, below in pairwise(bases)]
    drawn = sum(m.PITCH - step for step in steps if 0.9 * m.PITCH < step < m.PITCH - 0.01)
    return drawn + _BELOW if drawn else 0.0


def _sealed(document: Any, names: list[str], date: str, less: float) -> None:
    lines = [text for name in names for text in name_lines(name)]
    width = cells(date) or _DATE_CELLS
    _blank(document, max(0, 3 - max(len(lines), 1)), less)
    for text in lines:
        named = line(document, "发文机关署名", text)
        indent(named, m.SIZE_3, right=max(0.0, SEAL_RIGHT + (width - cells(text)) / 2))
    if date:
        line(document, "成文日期", date)


def _unsealed(document: Any, names: list[str], date: str) -> None:
    width = cells(date) or _DATE_CELLS
    last = cells(names[-1]) if names else width + 2
    _blank(document, 1)
    for name in names:
        named = line(document, "发文机关署名", name)
        indent(named, m.SIZE_3, right=2 + max(0.0, width - last + 2))
    if date:
        dated = line(document, "成文日期", date)
        indent(dated, m.SIZE_3, right=max(2.0, last - width))


def _in_rows(document: Any, paper: Paper) -> None:
    """A table without rules: a cell for every seal, its name a little below the seal's middle."""
    rows = [strip for strip in signature_strips(paper) if strip.seals]
    columns = len(rows[0].seals)
    first = rows[0].seals
    way = first[1].x_mm - first[0].x_mm if columns > 1 else 2 * (m.RIGHT - first[0].x_mm)
    left = rows[-1].seals[-1].x_mm - (columns - 0.5) * way
    table = _table(document, [way] * columns, left - m.BINDING)
    for row in rows:
        _row(table, row, row.seals[0].y_mm + m.PITCH if row is rows[-1] else row.height)
    if paper.date:
        line(document, "成文日期", paper.date)


def _row(table: Any, row: Strip, height: float) -> None:
    added = table.add_row()
    added.height, added.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
    unbroken(added)
    taken = added.cells[len(added.cells) - len(row.seals) :]
    for cell, seal in zip(taken, row.seals, strict=True):
        lines = _name_above(row, seal.x_mm, seal.y_mm)
        for number, (text, top) in enumerate(lines):
            named = line(cell, "发文机关署名", text)
            named.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if number == 0:
                named.paragraph_format.space_before = Mm(top)
        cell._tc.remove(cell.paragraphs[0]._p)


def _name_above(row: Strip, x_mm: float, y_mm: float) -> list[tuple[str, float]]:
    """The lines of the name whose seal has its middle there, each with its upper edge."""
    found: dict[float, str] = {}
    for run in row.runs:
        middle = run.x_mm + (run.char_advance or 0.0) * len(run.text) / 2
        top = run.y_mm - m.HAN * m.ASCENT
        if abs(middle - x_mm) < m.SEAL / 2 and top <= y_mm + m.PITCH / 2:
            found[top] = found.get(top, "") + run.text
    return [(text, top) for top, text in sorted(found.items())]


def _stamped(document: Any, names: list[str], paper: Paper) -> None:
    """Post at the left, the stamp's room with the signer's name at the right (7.3.5.3)."""
    _blank(document, 2)
    strips = [strip for strip in signature_strips(paper) if strip.seals]
    for said, strip in zip(names, strips, strict=True):
        (stamp,) = strip.seals
        post, _, name = said.rpartition(" ") if " " in said else (said, "", "")
        left = stamp.x_mm - stamp.width_mm / 2 - m.BINDING
        beside = left - 2 * m.ADVANCE
        table = _table(document, [beside, 2 * m.ADVANCE, stamp.width_mm], 0.0)
        row = table.add_row()
        row.height, row.height_rule = Mm(strip.ink), WD_ROW_HEIGHT_RULE.AT_LEAST
        unbroken(row)
        for cell, text, side in zip(
            row.cells, (post, "", name),
            (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER),
            strict=True,
        ):  # fmt: skip
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            line(cell, "发文机关署名", text).alignment = side
            cell._tc.remove(cell.paragraphs[0]._p)
        _blank(document, 1)
    if paper.date:
        line(document, "成文日期", paper.date)


def _table(document: Any, widths: list[float], left: float) -> Any:
    """A table without rules or rows yet, so many millimetres in."""
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    stand(table, left)
    return table


def stand(table: Any, left: float) -> None:
    """No room around the cells; the table begins so many millimetres in."""
    padded(table, 0.0, 0.0)
    inward = OxmlElement("w:tblInd")
    inward.set(qn("w:w"), str(round(left / m.MM_PER_POINT * 20)))
    inward.set(qn("w:type"), "dxa")
    table._tbl.tblPr.insert_element_before(
        inward, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )


def unbroken(row: Any) -> None:
    """A row that stands whole on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
