"""版记 in a word processor: a table at the foot of the page on which the text ends (7.4)."""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from oa_client.docflow.paper.docx_styles import indent, line, padded
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import joined
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.imprint import imprint


def imprint_table(document: Any, paper: Paper, moved_to: tuple[str, ...]) -> None:
    """One row for who gets it, one for who printed it and when; one of several pages flows."""
    ruled = paper.form != "letter"
    lists = [
        f"{label}：{told}。" for label, names in (("主送", moved_to), ("抄送", paper.cc))
        if (told := joined(names, "，").rstrip("。："))
    ]  # fmt: skip
    date = paper.print_date.removesuffix("印发")
    printed = f"{paper.printer}\t{date}印发" if date else paper.printer
    if len(imprint(paper, moved_to)) > 1:  # the first list fills pages, the others end the last
        flowing = _table(document, [lists[:1]], listed=1)
        if ruled:
            _ruled(flowing.rows[0].cells[0], m.IMPRINT_THICK, 0.0)
        line(document, "版记锚", "").paragraph_format.page_break_before = True
        lists = lists[1:]
    rows = [texts for texts in (lists, [printed] if printed and ruled else []) if texts]
    if rows:
        table = _table(document, rows, listed=len(lists))
        _at_foot(table)
        for at, row in enumerate(table.rows if ruled else ()):
            last = at == len(rows) - 1
            _ruled(
                row.cells[0], m.IMPRINT_THIN if at else m.IMPRINT_THICK,
                m.IMPRINT_THICK if last else m.IMPRINT_THIN,
            )  # fmt: skip
        line(document, "版记锚", "")


def _table(document: Any, rows: list[list[str]], *, listed: int) -> Any:
    """A row for each of the rows' texts; the first `listed` texts are lists after their label."""
    table = document.add_table(rows=len(rows), cols=1)
    table.autofit = False
    table.columns[0].width = Mm(m.TEXT_WIDTH)
    padded(table, 0.0, 0.0)
    for row, texts in zip(table.rows, rows, strict=True):
        cell = row.cells[0]
        cell.width = Mm(m.TEXT_WIDTH)
        for text in texts:
            said = line(cell, "版记", text)
            if listed > 0:
                indent(said, m.SIZE_4, left=4, first=-3, right=1)
            listed -= 1
            stop = Mm(m.TEXT_WIDTH) - Pt(m.SIZE_4)
            said.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
        cell._tc.remove(cell.paragraphs[0]._p)
    return table


def _at_foot(table: Any) -> None:
    """At the lower edge of the text area, whatever stands above it."""
    left = str(round(m.BINDING / m.MM_PER_POINT * 20))
    place = OxmlElement("w:tblpPr")
    for key, value in (("vertAnchor", "margin"), ("horzAnchor", "page"), ("tblpX", left),
                       ("tblpYSpec", "bottom")):  # fmt: skip
        place.set(qn(f"w:{key}"), value)
    table._tbl.tblPr.insert_element_before(
        place, "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblStyleColBandSize",
        "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout",
        "w:tblCellMar", "w:tblLook",
    )  # fmt: skip


def _ruled(cell: Any, upper: float, lower: float) -> None:
    edges = OxmlElement("w:tcBorders")
    for side, width in (("top", upper), ("bottom", lower)):
        if not width:
            continue
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", str(round(width / m.MM_PER_POINT * 8))),
                           ("space", "0"), ("color", "000000")):  # fmt: skip
            edge.set(qn(f"w:{key}"), value)
        edges.append(edge)
    cell._tc.get_or_add_tcPr().append(edges)
