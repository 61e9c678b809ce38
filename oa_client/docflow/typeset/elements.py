"""A paper's elements as they go to the page (GB/T 9704 clause 7), and the levels of its body."""

import re
from dataclasses import dataclass
from itertools import pairwise

from oa_client.docflow.model.pictures import Picture


@dataclass(frozen=True)
class Paper:
    """One official document, ready to be set; every element is text as it was signed.

    Attributes:
        issuer: the body that issues it; several with 、 between them, the lead first.
        signature: the names below the text, one a line; with a stamp `post name`.
        sealing: `seal`, `none`, or `stamp` for 签名章 (7.3.5.1 to 7.3.5.3).
        pictures: the files that lines of the body show, as far as they can be printed.
        apart: the labels of the 附件 that are not bound with the paper (7.3.7).
    """

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
    sealing: str = "seal"
    date: str = ""
    cc: tuple[str, ...] = ()
    printer: str = ""
    print_date: str = ""
    copies: int | None = None
    training: bool = False
    pictures: tuple[Picture, ...] = ()
    apart: tuple[str, ...] = ()


def bodies(issuer: str) -> tuple[str, ...]:
    """The issuing bodies one by one, the lead first; a joint paper names them with 、 between."""
    names = re.split("[、\n]", issuer.removesuffix("文件"))
    return tuple(name.strip() for name in names if name.strip()) or (issuer,)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: its level (0 for plain text, 1 to 4 for headings), the text that
    stands in the heading's face, and what follows it in the same paragraph.
    """

    level: int
    heading: str
    rest: str


@dataclass(frozen=True)
class Annex:
    """附件: on faces of its own, bound with the paper or apart from it (7.3.7).

    Attributes:
        label: 附件 and its number.
        title: its title, where it has one.
        text: what it says, as a body.
    """

    label: str
    title: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is repeated at the head of a new page."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Attendance:
    """Who was at a meeting (10.3): 出席, 请假 or 列席 with its colon, and the names; `first` of
    the lists that stand together.
    """

    label: str
    names: str
    first: bool


@dataclass(frozen=True)
class Figure:
    """图: a line of its own, `![题注](文件名.png)`, shows a picture among the paper's files. The
    caption is printed below it; the file's name is not: in the words of the page this line counts
    as its caption.
    """

    caption: str
    file: str


Said = Paragraph | Table | Figure
Block = Said | Attendance
"""What a body is made of."""

LEVELS = (
    re.compile(r"[一二三四五六七八九十百零〇]+、"),
    re.compile(r"（[一二三四五六七八九十百零〇]+）"),
    re.compile(r"\d{1,3}[.．](?!\d)"),
    re.compile(r"（\d{1,3}）"),
)
"""How the four levels of clause 7.3.3 begin."""

HEADING_ROLES = ("仿宋", "黑体", "楷体", "仿宋", "仿宋")
"""Face of plain text and of each level, clause 7.3.3."""

_ATTENDANCE = re.compile("(出席|请假|列席|缺席)[：:]")
"""How the lists at the end of minutes begin (10.3)."""

_FIGURE = re.compile(r"!\[(.*?)\]\((.*\S.*)\)")
_ANNEX = re.compile("附件\\d{0,2}")
_TITLE_ENDS = "。：；，、！？.:;"
_LONGEST_TITLE = 60
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_DASHES = re.compile(r"\s*:?-{3,}:?\s*")
_END = re.compile(r"[。：；！？]")


def parted(text: str) -> tuple[str, list[Annex]]:
    """The body itself, and the annexes that a line of 附件 or 附件1 alone begins."""
    lines = _BREAK.split(text)
    said = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    starts = [
        at for at, line in enumerate(lines) if at > said and _ANNEX.fullmatch(line.strip())
    ]
    annexes = []
    for start, end in pairwise([*starts, len(lines)]):
        rest = lines[start + 1 : end]
        while rest and not rest[0].strip():
            rest = rest[1:]
        title = rest[0].strip() if rest and _is_title(rest[0].strip()) else ""
        annexes.append(Annex(lines[start].strip(), title, "\n".join(rest[1:] if title else rest)))
    return "\n".join(lines[: starts[0]]) if starts else text, annexes


def _is_title(line: str) -> bool:
    plain = _cells(line) is None and figure(line) is None and paragraph(line).level == 0
    return plain and len(line) <= _LONGEST_TITLE and line[-1] not in _TITLE_ENDS


def minuted(found: list[Said]) -> list[Block]:
    """The blocks of minutes, with their lists of who was there."""
    told: list[Block] = []
    for block in found:
        said = block.heading + block.rest if isinstance(block, Paragraph) else ""
        label = _ATTENDANCE.match(said)
        if label:
            first = not (told and isinstance(told[-1], Attendance))
            told.append(Attendance(label.group(), said[label.end() :].strip(), first))
        else:
            told.append(block)
    return told


def blocks(body: str) -> list[Said]:
    """The body as paragraphs, tables and pictures, in order; empty lines fall away."""
    found: list[Said] = []
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
            found.append(figure(line) or paragraph(line.strip()))
    if rows:
        found.append(Table(tuple(rows)))
    return found


def figure(line: str) -> Figure | None:
    """The picture that a line shows; None where it is text."""
    shown = _FIGURE.fullmatch(line.strip())
    return Figure(shown[1].strip(), shown[2].strip()) if shown else None


def figures(body: str) -> list[tuple[int, Figure]]:
    """The pictures that a body shows, each with the number of its line, from 1."""
    lines = enumerate(_BREAK.split(body), start=1)
    return [(number, shown) for number, line in lines if (shown := figure(line))]


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
