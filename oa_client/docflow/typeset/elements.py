"""A paper's elements as they go to the page (GB/T 9704 clause 7), and the levels of its body."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One official document, ready to be set; every element is text as it was signed."""

    form: str = "general"
    copy_number: str = ""
    secrecy: str = ""
    secrecy_period: str = ""
    urgency: str = ""
    issuer: str = ""
    number: str = ""
    signatory: str = ""
    title: str = ""
    to: tuple[str, ...] = ()
    body: str = ""
    attachments: tuple[str, ...] = ()
    note: str = ""
    signature: str = ""
    date: str = ""
    cc: tuple[str, ...] = ()
    printer: str = ""
    print_date: str = ""
    copies: int | None = None
    training: bool = False


def bodies(paper: Paper) -> tuple[str, ...]:
    """The issuing bodies one by one, the lead first; a joint paper names them with 、 between."""
    names = re.split("[、\n]", paper.issuer.removesuffix("文件"))
    return tuple(name.strip() for name in names if name.strip()) or (paper.issuer,)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: its level (0 for plain text, 1 to 4 for headings), the text that
    stands in the heading's face, and what follows it in the same paragraph.
    """

    level: int
    heading: str
    rest: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is repeated at the head of a new page."""

    rows: tuple[tuple[str, ...], ...]


LEVELS = (
    re.compile(r"[一二三四五六七八九十百零〇]+、"),
    re.compile(r"（[一二三四五六七八九十百零〇]+）"),
    re.compile(r"\d{1,3}[.．](?!\d)"),
    re.compile(r"（\d{1,3}）"),
)
"""How the four levels of clause 7.3.3 begin."""

HEADING_ROLES = ("仿宋", "黑体", "楷体", "仿宋", "仿宋")
"""Face of plain text and of each level, clause 7.3.3."""

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_DASHES = re.compile(r"\s*:?-{3,}:?\s*")
_END = re.compile(r"[。：；！？]")


def blocks(body: str) -> list[Paragraph | Table]:
    """The body as paragraphs and tables, in order; empty lines fall away."""
    found: list[Paragraph | Table] = []
    rows: list[tuple[str, ...]] = []
    for line in _BREAK.split(body):
        cells = _cells(line)
        if cells is not None:
            if not all(_DASHES.fullmatch(cell) for cell in cells):
                rows.append(cells)
            continue
        if rows:
            found.append(Table(tuple(rows)))
            rows = []
        if line.strip():
            found.append(paragraph(line.strip()))
    if rows:
        found.append(Table(tuple(rows)))
    return found


def paragraph(text: str) -> Paragraph:
    """Tell a paragraph's level; a heading reaches to the end of its first sentence."""
    for level, start in enumerate(LEVELS, start=1):
        if start.match(text):
            end = _END.search(text)
            cut = end.end() if end else len(text)
            return Paragraph(level, text[:cut], text[cut:])
    return Paragraph(0, "", text)


def _cells(line: str) -> tuple[str, ...] | None:
    text = line.strip()
    if len(text) < 2 or not (text.startswith("|") and text.endswith("|")):
        return None
    return tuple(cell.strip() for cell in text[1:-1].split("|"))
