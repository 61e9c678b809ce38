"""版头 in a word processor: mark, number and red line of every form (7.2, 10.1, 10.2)."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from oa_client.docflow.paper.docx_styles import CHARACTER, LEADING, border, line, words
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper, bodies
from oa_client.docflow.typeset.header import signers
from oa_client.docflow.typeset.lines import cells
from oa_client.docflow.typeset.mark import mark_text

_RED = "DB141A"
_MOST = 50.0
"""Points of the mark; in a flowing page nobody measures how much room it leaves."""
_LEAST = 22.0
_WORD = 13.0
"""Points of a joint mark's letters for each of its millimetres of height."""


def head(document: Any, paper: Paper) -> None:
    """Everything above the title."""
    given = 0 if paper.form == "letter" else _corner(document, paper)
    tops = {"letter": m.LETTER_MARK_TOP, "order": m.ORDER_MARK_TOP}
    above = (tops.get(paper.form, m.MARK_TOP) - m.TOP) / m.MM_PER_POINT - given * LEADING
    names = bodies(paper.issuer)
    if len(names) > 1 and paper.form in ("general", "upward", "joint"):
        _joint(document, names, max(above, 0))
    elif paper.issuer:
        _mark(document, mark_text(paper), max(above, 0))
    if paper.form == "letter":
        _letter(document, paper)
    elif paper.form == "order":
        number = line(document, "发文字号", paper.number)
        number.paragraph_format.space_before = number.paragraph_format.space_after = Pt(2 * LEADING)
    else:
        _number(document, paper)


def _corner(document: Any, paper: Paper) -> int:
    secrecy = paper.secrecy + (f"★{paper.secrecy_period}" if paper.secrecy_period else "")
    rows = (("公文份号", paper.copy_number), ("公文密级", secrecy), ("公文紧急程度", paper.urgency))
    given = [(style, text) for style, text in rows if text]
    for style, text in given:
        line(document, style, text)
    return len(given)


def _mark(document: Any, text: str, above: float) -> None:
    width = m.MARK_WIDTH / m.MM_PER_POINT / max(cells(text), 1)
    size = min(_MOST, max(_LEAST, width * 1.25))
    marked = line(document, "发文机关标志", text)
    marked.runs[0].font.size = Pt(size)
    marked.paragraph_format.space_before = Pt(above)
    _narrow(marked.runs[0], width / size)


def _joint(document: Any, names: tuple[str, ...], above: float) -> None:
    """Names at the left, each spread over the same width, 文件 at their right (7.2.4)."""
    room = line(document, "公文空行", "")
    room.paragraph_format.line_spacing = Pt(max(above, 1))
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(m.TEXT_WIDTH - 34), Mm(34)
    longest = max(cells(name) for name in names)
    size = min(36.0, (m.TEXT_WIDTH - 38) / m.MM_PER_POINT / longest * 1.25)
    scale = (m.TEXT_WIDTH - 38) / m.MM_PER_POINT / longest / size
    for at, name in enumerate(names):
        spread = left.paragraphs[0] if at == 0 else left.add_paragraph()
        spread.style = "发文机关标志"
        words(spread, name)
        spread.runs[0].font.size = Pt(size)
        spread._p.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), "distribute")
        _narrow(spread.runs[0], scale)
    right.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    right.paragraphs[0].style = "发文机关标志"
    words(right.paragraphs[0], "文件")
    right.paragraphs[0].runs[0].font.size = Pt(40)


def _number(document: Any, paper: Paper) -> None:
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
            number.paragraph_format.space_before = Pt(2 * LEADING)
    if not pairs:
        number = line(document, "发文字号", paper.number)
        number.paragraph_format.space_before = Pt(2 * LEADING)
    number.paragraph_format.space_after = Pt(2 * LEADING)
    border(number, "bottom", _RED, eighths=12, space=round(m.RED_RULE_GAP / m.MM_PER_POINT))


def _letter(document: Any, paper: Paper) -> None:
    """The double line of 170 mm below the mark, then number and corner (10.1)."""
    ruled = line(document, "公文空行", "")
    ruled.paragraph_format.line_spacing = Pt(m.LETTER_RULE_GAP / m.MM_PER_POINT)
    _wide(ruled)
    border(ruled, "bottom", _RED, eighths=24, space=0, kind="thickThinSmallGap")
    number = line(document, "信函字号", paper.number)
    number.paragraph_format.space_before = Pt(m.LETTER_TEXT_GAP / m.MM_PER_POINT)
    _corner(document, paper)
    line(document, "公文空行", "")
    line(document, "公文空行", "")


def letter_foot(footer: Any) -> None:
    """The double line of 170 mm that stands 20 mm above the first page's lower edge."""
    ruled = line(footer, "公文空行", "")
    _wide(ruled)
    border(ruled, "top", _RED, eighths=24, space=0, kind="thinThickSmallGap")


def _wide(ruled: Any) -> None:
    beyond = (m.LETTER_RULE - m.TEXT_WIDTH) / 2
    ruled.paragraph_format.left_indent = ruled.paragraph_format.right_indent = Mm(-beyond)


def _narrow(run: Any, share: float) -> None:
    scale = OxmlElement("w:w")
    scale.set(qn("w:val"), str(round(min(1.0, share) * 100)))
    properties = run._element.get_or_add_rPr()
    properties.insert_element_before(
        scale, "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect",
        "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:lang",
    )  # fmt: skip
