"""花脸稿 on paper: two versions in one reading, what was put in underlined, what was struck struck.

The lines are broken as on the paper itself. Each author has his colour and is named in a legend;
his name stands beside his lines as well, for a printer that has no colours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from oa_client.docflow.handling.redline import END, cells_of, is_row
from oa_client.docflow.handling.redline import Piece as Change
from oa_client.docflow.handling.slip import moment_text
from oa_client.docflow.paper.fonts import Fonts
from oa_client.docflow.paper.pdf import PdfMade, make
from oa_client.docflow.paper.redline_table import row_strip
from oa_client.docflow.paper.ruled import Ink, Sheet, finished, put, put_right
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import title_strips
from oa_client.docflow.typeset.elements import HEADING_ROLES, paragraph
from oa_client.docflow.typeset.lines import Piece, broken, cells, set_line
from oa_client.docflow.typeset.page import Colour, Layout, Rule, Run, Strip
from oa_client.docflow.typeset.paging import Draft, paginated

Row = dict[str, Any]

COLOURS: tuple[Colour, ...] = (
    (0.12, 0.35, 0.66), (0.42, 0.25, 0.63), (0.04, 0.42, 0.44), (0.62, 0.30, 0.05),
    (0.55, 0.10, 0.36), (0.27, 0.40, 0.10),
)  # fmt: skip
"""Inks of the authors, in the order of their first change; red belongs to the seal and the mark."""

_GREY: Colour = (0.35, 0.35, 0.35)
_HEAD, _FOOT, _NAME = Ink("宋体", 9.0, _GREY), Ink("宋体", 9.0, _GREY), Ink("宋体", 8.0)
_LEGEND = Ink("宋体", 10.5, _GREY)
_HEAD_TOP, _UNDER, _LINE = 20.0, 1.3, 0.3
_BAR, _BAR_LEFT, _NAMES_RIGHT = 0.6, 4.0, 2.0
_MOST_NAMES = 7.0
"""Cells beside a line; more authors than fit there stand in the legend."""
_INDENT = 2.0
_BASE = m.HAN * m.ASCENT
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")


@dataclass(frozen=True)
class Version:
    """One of the two versions: its number, who wrote it, and when."""

    number: int
    author: str
    at: str

    def words(self) -> str:
        """As it stands at the head."""
        return f"第{self.number}稿　{self.author}　{self.at}"


@dataclass(frozen=True)
class Redline:
    """Two versions in one reading.

    Attributes:
        office: whose paper it is.
        title: 标题.
        first: the earlier version.
        last: the later one.
        pieces: every run of characters with its history.
        authors: who wrote each version, by its number.
        training: whether it comes from a training office.
    """

    office: str
    title: str
    first: Version
    last: Version
    pieces: tuple[Change, ...]
    authors: dict[int, str]
    training: bool = False


@dataclass(frozen=True)
class _Char:
    """A character and who changed it; `author` is None where nobody did."""

    char: str
    author: int | None = None
    struck: bool = False


def redline_of(
    shown: Row, pieces: Sequence[Change], office: Row, first: int, last: int
) -> Redline:
    """Two versions of a document, from the answer to `inquiry.show` and their pieces."""
    names = shown["names"]
    rows = {row["version"]: row for row in shown["versions"]}
    authors = {number: str(names[row["author"]]["name"]) for number, row in rows.items()}
    ends = [Version(n, authors[n], moment_text(rows[n]["at"])) for n in (first, last)]
    title = str(shown["elements"]["title"] or "")
    return Redline(
        office["name"], title, ends[0], ends[1], tuple(pieces), authors, bool(office["training"])
    )


def redline_pdf(redline: Redline, fonts: Fonts, *, created: datetime) -> PdfMade:
    """The 花脸稿 as PDF."""
    title = f"{redline.title}　花脸稿"
    return make(redline_layout(redline), fonts, title=title, created=created)


def redline_layout(redline: Redline) -> Layout:
    """The 花脸稿 on its pages."""
    changes = [c for c in redline.pieces if c.struck or c.inserted]
    names = list(dict.fromkeys(redline.authors[c.struck or c.inserted or 0] for c in changes))
    strips = [*_legend(redline, names), *title_strips(redline.title)]
    beside: tuple[int, ...] = ()
    for block in _blocks(redline, names):
        for strip, authors in block:
            told = _names(authors, names) if authors and authors != beside else []
            strips.append(replace(strip, runs=(*strip.runs, *told)))
            beside = authors
    drafts = paginated(strips, Draft())
    sheets = [Sheet(d.runs + _head(redline), [*d.rules, _head_rule()], d.y) for d in drafts]
    return Layout(finished(
        sheets, width=m.PAGE_WIDTH, height=m.PAGE_HEIGHT, training=redline.training, ink=_FOOT
    ))  # fmt: skip


Marked = tuple[Strip, tuple[int, ...]]
"""A strip of the page, and who changed something in it."""


def _blocks(redline: Redline, names: list[str]) -> Iterator[Iterator[Marked]]:
    """Paragraphs as they run, and rows of a table ruled, as on the paper."""
    paragraphs = _paragraphs(redline, names)
    for table, group in groupby(paragraphs, key=lambda chars: is_row(_said(chars))):
        if table:
            yield _table([cells_of(row, lambda char: char.char) for row in group])
        else:
            yield from (_strips(chars) for chars in group)


def _said(chars: list[_Char]) -> str:
    return "".join(char.char for char in chars)


def _table(rows: list[list[list[_Char]]]) -> Iterator[Marked]:
    columns = max(len(row) for row in rows)
    for row in rows:
        strip = row_strip(row, columns, _cell)
        if strip is None or strip.height > m.LINES * m.PITCH:  # no page holds it as a row
            for cell in row:
                yield from _strips(cell)
            continue
        authors = (char.author for cell in row for char in cell if char.author is not None)
        yield strip, tuple(dict.fromkeys(authors))


def _cell(chars: list[_Char], left: float, room: float) -> list[Strip]:
    return [strip for strip, _ in _strips(chars, left, room, 0.0)]


def _head(redline: Redline) -> list[Run]:
    """On each page: whose, which paper, from which version to which."""
    above = _cut(f"{redline.office}　{redline.title}", m.CHARACTERS * 1.4)
    below = f"{redline.first.words()}　→　{redline.last.words()}"
    lower = _HEAD_TOP + _HEAD.leading
    return [
        *put((Piece(above, _HEAD.role),), m.BINDING, _HEAD_TOP, _HEAD),
        *put_right("花脸稿", m.RIGHT, _HEAD_TOP, _HEAD),
        *put((Piece(below, _HEAD.role),), m.BINDING, lower, _HEAD),
    ]


def _head_rule() -> Rule:
    y = _HEAD_TOP + 2 * _HEAD.leading + 0.8
    return Rule(m.BINDING, y, m.RIGHT, y, 0.2, _GREY)


def _cut(text: str, room: float) -> str:
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[:-1]
    return text + "…"


def _legend(redline: Redline, names: list[str]) -> list[Strip]:
    """Who has which colour, and how many changes are his."""
    if not names:
        return [_legend_line([("两稿文字相同，没有改动。", None)])]
    history = groupby(redline.pieces, key=lambda piece: piece.struck or piece.inserted)
    made = [redline.authors[version] for version, _ in history if version is not None]
    parts: list[tuple[str, int | None]] = [("下划线为增加，删除线为删去。改稿人：", None)]
    parts += [(f"{name} {made.count(name)} 处", at) for at, name in enumerate(names)]
    lines: list[list[tuple[str, int | None]]] = [[]]
    room = m.TEXT_WIDTH / _LEGEND.advance
    for part in parts:
        took = sum(cells(text) + 2 for text, _ in lines[-1])
        if lines[-1] and took + cells(part[0]) > room:
            lines.append([])
        lines[-1].append(part)
    strips = [_legend_line(line) for line in lines]
    return [*strips[:-1], replace(strips[-1], height=strips[-1].height + m.PITCH / 2)]


def _legend_line(parts: list[tuple[str, int | None]]) -> Strip:
    x, runs, rules = m.BINDING, list[Run](), list[Rule]()
    for text, author in parts:
        ink = _LEGEND if author is None else replace(_LEGEND, colour=_colour(author))
        width = cells(text) * ink.advance
        placed = put((Piece(text, ink.role),), x, 0.0, ink)
        runs += placed
        if author is not None:
            y = placed[0].y_mm + _UNDER
            rules.append(Rule(x, y, x + width, y, _LINE, ink.colour))
        x += width + 2 * ink.advance
    return Strip(_LEGEND.leading, _LEGEND.leading, tuple(runs), tuple(rules), glued=True)


def _colour(author: int) -> Colour:
    return COLOURS[author % len(COLOURS)]


def _paragraphs(redline: Redline, names: list[str]) -> Iterator[list[_Char]]:
    """The merged reading by paragraphs; empty ones fall away, as on the paper."""
    now: list[_Char] = []
    for piece in redline.pieces:
        version = piece.struck or piece.inserted
        author = None if version is None else names.index(redline.authors[version])
        first, *more = _BREAK.split(piece.text)
        only_ends = author is not None and not piece.text.strip()
        now += [_Char(c, author, piece.struck is not None) for c in first]
        for part in more:
            if only_ends and now:  # two paragraphs made one, or one made two: nothing else shows it
                now.append(_Char(END, author, piece.struck is not None))
            yield from _whole(now)
            now = [_Char(c, author, piece.struck is not None) for c in part]
    yield from _whole(now)


def _whole(chars: list[_Char]) -> Iterator[list[_Char]]:
    start, end = 0, len(chars)
    while start < end and chars[start].char.isspace():
        start += 1
    while end > start and chars[end - 1].char.isspace():
        end -= 1
    if start < end:
        yield chars[start:end]


def _roles(chars: list[_Char]) -> list[str]:
    """The face of each character, as the later version has it; a struck one takes its place's."""
    stays = [not c.struck for c in chars]
    if not any(stays):
        stays = [True] * len(chars)
    reading = paragraph("".join(c.char for c, stay in zip(chars, stays, strict=True) if stay))
    roles, counted = [], 0
    for stay in stays:
        inside = counted < len(reading.heading)
        roles.append(HEADING_ROLES[reading.level] if inside else HEADING_ROLES[0])
        counted += stay
    return roles


def _strips(
    chars: list[_Char], left: float = m.BINDING, room: float = m.CHARACTERS,
    indent: float = _INDENT,
) -> Iterator[Marked]:  # fmt: skip
    """The lines of a paragraph, each with the authors who changed something in it."""
    if not chars:
        return
    roles = _roles(chars)
    pieces = [
        Piece("".join(chars[at].char for at in group), role)
        for role, group in groupby(range(len(chars)), key=roles.__getitem__)
    ]
    lines = broken(pieces, room, indent)
    at = 0
    for number, line in enumerate(lines):
        marked: list[tuple[Piece, _Char]] = []
        for piece in line:
            for char in piece.text:
                while chars[at].char != char:  # a blank at the end of a line is not set
                    at += 1
                marked.append((Piece(char, piece.role), chars[at]))
                at += 1
        inside = indent if number == 0 else 0.0
        place = left + inside * m.ADVANCE, room - inside
        yield _strip(marked, *place, last=number == len(lines) - 1)


def _strip(
    marked: list[tuple[Piece, _Char]], left: float, room: float, *, last: bool
) -> Marked:
    line: list[Piece] = []
    marks: list[_Char] = []
    for (role, author, struck), group in groupby(
        marked, key=lambda one: (one[0].role, one[1].author, one[1].struck)
    ):
        text = "".join(piece.text for piece, _ in group)
        line.append(Piece(text, role))
        marks += [_Char("", author, struck)] * len(text)
    too_wide = sum(cells(piece.text) for piece in line) > room
    fill = room if too_wide or not last else None
    runs, rules, at = list[Run](), list[Rule](), 0
    for plain in set_line(tuple(line), left, _BASE, fill=fill):
        mark = marks[at]
        at += len(plain.text)
        if mark.author is None:
            runs.append(plain)
            continue
        run = replace(plain, colour=_colour(mark.author))
        runs.append(run)
        right = run.x_mm + (run.char_advance or 0.0) * len(run.text)
        y = _BASE - 0.36 * m.HAN if mark.struck else _BASE + _UNDER
        rules.append(Rule(run.x_mm, y, right, y, _LINE, run.colour))
    authors = tuple(dict.fromkeys(mark.author for mark in marks if mark.author is not None))
    if authors:
        x = m.BINDING - _BAR_LEFT
        rules.append(Rule(x, 0.0, x, m.HAN, _BAR, _colour(authors[0])))
    return Strip(m.PITCH, m.HAN, tuple(runs), tuple(rules)), authors


def _names(authors: tuple[int, ...], names: list[str]) -> list[Run]:
    """Who changed this line, in the margin beside it."""
    x, runs = m.RIGHT + _NAMES_RIGHT, list[Run]()
    room = _MOST_NAMES
    for author in authors:
        text = names[author]
        if cells(text) > room:
            break
        ink = replace(_NAME, colour=_colour(author))
        top = _BASE - ink.leading + (ink.leading - ink.advance) / 2
        runs += put((Piece(text, ink.role),), x, top, ink)
        took = cells(text) + 0.5
        x, room = x + took * ink.advance, room - took
    return runs
