"""版头 in a word processor: mark, number and red line of every form (7.2, 10.1, 10.2), in the sizes
and at the distances of the page.
"""

from itertools import groupby
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from oa_client.docflow.paper.docx_end import stand
from oa_client.docflow.paper.docx_styles import (
    CHARACTER,
    FRAME,
    LEADING,
    border,
    line,
    lower,
    put,
    spaced,
    words,
)
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper, bodies
from oa_client.docflow.typeset.header import signers
from oa_client.docflow.typeset.lines import cells
from oa_client.docflow.typeset.page import Layout, Run

_RED = "DB141A"
_BODY = lower(LEADING, m.SIZE_3)
_TITLE = lower(m.TITLE_PITCH / m.MM_PER_POINT, m.SIZE_2)
_RULE = round(m.RED_RULE / m.MM_PER_POINT * 8)
_DOUBLE = round(m.LETTER_THICK / m.MM_PER_POINT * 8)

MarkLine = list[Run]


def head(document: Any, paper: Paper, placed: Layout) -> None:
    """Everything above the title, its mark as page one has it."""
    given = 0 if paper.form == "letter" else _corner(document, _corners(paper))
    runs = [run for run in placed.pages[0].runs if run.colour == m.RED]
    rows = [list(row) for _, row in groupby(runs, lambda run: (run.y_mm, run.size_pt))]
    if rows:
        top = rows[0][0].y_mm - m.ASCENT * m.millimetres(rows[0][0].size_pt)
        above = (top - m.TOP) / m.MM_PER_POINT - given * LEADING
        joint = len(rows) > 2 and len(bodies(paper.issuer)) > 1
        (_joint if joint else _mark)(document, rows, above)
    two_lines = 2 * placed.pitch / m.MM_PER_POINT
    if paper.form == "letter":
        _letter(document, paper, two_lines)
    elif paper.form == "order":
        number = line(document, "发文字号", paper.number)
        number.paragraph_format.space_before = Pt(two_lines - _BODY)
        number.paragraph_format.space_after = Pt(two_lines)
    else:
        _number(document, paper, two_lines)


def _corners(paper: Paper) -> list[tuple[str, str]]:
    secrecy = paper.secrecy + (f"★{paper.secrecy_period}" if paper.secrecy_period else "")
    rows = (("公文份号", paper.copy_number), ("公文密级", secrecy), ("公文紧急程度", paper.urgency))
    return [(style, text) for style, text in rows if text]


def _corner(document: Any, rows: list[tuple[str, str]]) -> int:
    for style, text in rows:
        line(document, style, text)
    return len(rows)


def _mark(document: Any, rows: list[MarkLine], above: float) -> None:
    """The mark in its lines; a letter's begins above the text area and stands in a frame."""
    size = rows[0][0].size_pt
    for at, row in enumerate(rows):
        marked = _words(document, row)
        marked.paragraph_format.line_spacing = Pt(size if at == len(rows) - 1 else size * 1.25)
        if at == 0 and above >= 0:
            marked.paragraph_format.space_before = Pt(above - lower(size, size))
        if above < 0:
            top = m.TOP / m.MM_PER_POINT + above - lower(size, size)
            put(marked._p.get_or_add_pPr(), OxmlElement("w:framePr"), **FRAME,
                vAnchor="page", y=str(round(top * 20)))  # fmt: skip


def _words(where: Any, row: MarkLine) -> Any:
    """A line of the mark: its size, how narrow its letters are and how far apart they stand."""
    marked = line(where, "发文机关标志", "".join(run.text for run in row))
    run, first = marked.runs[0], row[0]
    run.font.size = Pt(round(first.size_pt * 2) / 2)
    scale = OxmlElement("w:w")
    scale.set(qn("w:val"), str(round(first.stretch * 100)))
    properties = run._element.get_or_add_rPr()
    properties.insert_element_before(
        scale, "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect",
        "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:lang",
    )  # fmt: skip
    step = (first.char_advance or 0.0) / m.MM_PER_POINT
    spaced(properties, step - first.size_pt * first.stretch)
    return marked


def _joint(document: Any, rows: list[MarkLine], above: float) -> None:
    """Names at the left, each spread over the same width, 文件 at their right (7.2.4)."""
    names, word = rows[:-1], rows[-1]
    size, left = names[0][0].size_pt, min(row[0].x_mm for row in names)
    room = line(document, "公文空行", "")
    room.paragraph_format.line_spacing = Pt(max(above - lower(size * 1.25, size), 1))
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    widths = (word[0].x_mm - 6.0 - left, m.RIGHT - word[0].x_mm + 6.0)
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    stand(table, left - m.BINDING)
    names_cell, word_cell = table.rows[0].cells
    for row in names:
        spread = _words(names_cell, row)
        spread.paragraph_format.line_spacing = Pt(size * 1.25)
        spread._p.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), "distribute")
        spaced(spread.runs[0]._element.rPr, 0.0)
    word_cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _words(word_cell, word).paragraph_format.line_spacing = Pt(word[0].size_pt)
    for cell in (names_cell, word_cell):
        cell._tc.remove(cell.paragraphs[0]._p)


def _number(document: Any, paper: Paper, two_lines: float) -> None:
    """发文字号, with 签发人 at the right in papers that go upward, and the red line below."""
    pairs = signers(paper)
    for at, pair in enumerate(pairs):
        last = at == len(pairs) - 1
        number = line(document, "上行文字号", paper.number if last else "")
        widest = max(cells(text) for text in pairs)
        start = m.CHARACTERS - 1 - widest
        stops = number.paragraph_format.tab_stops
        stops.add_tab_stop(Pt(CHARACTER * (start - 4 if at == 0 else start)), WD_TAB_ALIGNMENT.LEFT)
        words(number, "\t签发人：" if at == 0 else "\t")
        words(number, pair, "楷体")
        if at == 0:
            number.paragraph_format.space_before = Pt(two_lines - _BODY)
    if not pairs:
        number = line(document, "发文字号", paper.number)
        number.paragraph_format.space_before = Pt(two_lines - _BODY)
    number.paragraph_format.space_after = Pt(two_lines - _TITLE)
    below = LEADING - _BODY - m.SIZE_3
    space = m.RED_RULE_GAP / m.MM_PER_POINT - below
    border(number, "bottom", _RED, eighths=_RULE, space=round(space))


def _letter(document: Any, paper: Paper, two_lines: float) -> None:
    """The double line of 170 mm below the mark, then number and corner (10.1)."""
    ruled = line(document, "公文空行", "")
    ruled.paragraph_format.line_spacing = Pt(m.LETTER_RULE_GAP / m.MM_PER_POINT)
    _wide(ruled)
    border(ruled, "bottom", _RED, eighths=_DOUBLE, space=0, kind="thickThinSmallGap")
    corners = _corners(paper)
    number = line(document, "信函字号", "")
    if corners:
        words(number, corners[0][1], "黑体" if corners[0][0] != "公文份号" else "")
    words(number, f"\t{paper.number}")
    number.paragraph_format.tab_stops.add_tab_stop(Mm(m.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    number.paragraph_format.space_before = Pt(max(m.LETTER_TEXT_GAP / m.MM_PER_POINT - _BODY, 0))
    _corner(document, corners[1:])
    document.paragraphs[-1].paragraph_format.space_after = Pt(two_lines - _TITLE)


def letter_foot(footer: Any) -> None:
    """The double line of 170 mm that stands 20 mm above the first page's lower edge."""
    ruled = line(footer, "公文空行", "")
    _wide(ruled)
    border(ruled, "top", _RED, eighths=_DOUBLE, space=0, kind="thinThickSmallGap")


def _wide(ruled: Any) -> None:
    beyond = (m.LETTER_RULE - m.TEXT_WIDTH) / 2
    ruled.paragraph_format.left_indent = ruled.paragraph_format.right_indent = Mm(-beyond)
