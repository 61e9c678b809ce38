"""What a word processor or a browser copies, as words: tables between `|`, lists with numbers.

Nothing else of it comes along: no styles, no links, no pictures, nothing that the copy hides.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from oa_client.docflow.model.levels import chinese
from oa_client.docflow.model.text import cleaned
from oa_client.docflow.typeset.elements import LEVELS

AT_ONCE = 40_000
"""Bytes of markup that are read at once, in a few milliseconds; more are read beside the window."""

MOST_MARKUP = 24_000_000
"""Bytes of markup that are looked through; of more only the words as they come are taken."""

MOST_PLAIN = 4_000_000
"""Bytes of plain words that are read at once; they are more than any text may have."""

PIECE = 500_000
"""Bytes of which one at a time is worked upon, so that the window's own thread has its turn."""

_DRAWN = re.compile(r"<(?:table|li|img)\b", re.IGNORECASE)
_SIGN = 10
"""Characters that any of these takes, so that none is missed between two pieces."""
_SKIPPED = (
    "head", "script", "style", "template", "noscript", "object", "iframe", "svg", "math", "canvas",
    "audio", "video", "select", "button", "input", "textarea",
)  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_MARK = re.compile(r"mso-list\s*:\s*Ignore")
"""What a word processor draws before a paragraph of a list: a number, or a bullet."""
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_HAN_LISTS = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")
_BROKEN = "\x1f"
"""A line of the markup ends: no blank between two Han characters, else one."""
_SPACE = re.compile(r"[ \t\r\n\f\x1f]+")
_BETWEEN_HAN = re.compile(f"(?<=[⺀-￯]){_BROKEN}(?=[⺀-￯])")
_BLANKS = re.compile(f"[ \u00a0{_BROKEN}]+")
_MOST_SPAN = 60


Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Clip:
    """The words of a copy, and how many pictures stayed behind."""

    text: str
    pictures: int


@dataclass(frozen=True)
class Pasted:
    """What much that was pasted brings.

    Attributes:
        text: its words; empty where they are more than a text may have.
        length: how many characters they are.
        pictures: how many stayed behind.
        bare: whether its markup was too much to be looked through.
    """

    text: str
    length: int
    pictures: int = 0
    bare: bool = False


def read_pasted(
    markup: bytes | memoryview, plain: bytes | memoryview, most: int, step: Step
) -> Pasted:
    """Read much that was pasted: its markup where that tells more, else its plain words.

    Args:
        markup: in UTF-8; empty where there is none.
        plain: the same words without markup.
        most: how many characters a text may have.
        step: called now and then; may stop the work.
    """
    bare = len(markup) > MOST_MARKUP
    read = clip("".join(_decoded(markup, step))) if markup and not bare else None
    if read is None:
        return _bare(plain, most, step, bare=bare)
    text = cleaned(read.text)
    return Pasted(text if len(text) <= most else "", len(text), read.pictures)


def _bare(plain: bytes | memoryview, most: int, step: Step, *, bare: bool) -> Pasted:
    """Plain words alone; far too many are counted and not kept."""
    length, kept = 0, []
    for piece in _decoded(plain, step):
        length += len(piece)
        if length <= 2 * most:  # a line may end in two characters, of which one stays
            kept.append(piece)
    text = cleaned("".join(kept)) if length <= 2 * most else ""
    length = len(text) or length
    return Pasted(text if length <= most else "", length, bare=bare)


def _decoded(data: bytes | memoryview, step: Step) -> Iterator[str]:
    """The words of bytes, piece by piece."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for at in range(0, len(data), PIECE):
        step(at, len(data))
        yield decoder.decode(data[at : at + PIECE], at + PIECE >= len(data))


def clip(html: str) -> Clip | None:
    """The words of marked-up text; None where its plain words lack nothing."""
    if not _has_drawn(html):
        return None
    try:
        return _read(html, huge=True)
    except RecursionError:  # markup within markup without end: its depths are left out
        return _read(html, huge=False)


def _has_drawn(html: str) -> bool:
    for at in range(0, len(html), PIECE):
        found = _DRAWN.search(html, at, at + PIECE + _SIGN)
        if found and _DRAWN.match(html, found.start()):  # not the half of another word
            return True
    return False


def _read(html: str, *, huge: bool) -> Clip | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=huge)
    pieces = (html[at : at + PIECE] for at in range(0, len(html), PIECE))
    whole = b"".join(piece.encode("utf-8", "replace") for piece in pieces)
    root = etree.fromstring(whole, parser)
    if root is None:
        return None
    reading = _Reading()
    reading.element(root)
    reading.end_line()
    return Clip("\n".join(reading.lines), reading.pictures)


@dataclass
class _Reading:
    """The lines so far, and the one that is being read."""

    lines: list[str] = field(default_factory=list)
    pictures: int = 0
    _parts: list[str] = field(default_factory=list)
    _label: str = ""
    """A drawn number that waits for the first words of its paragraph."""

    def element(self, element: Any, label: str = "") -> None:
        """All that stands in an element."""
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        if not tag or tag in _SKIPPED or _HIDDEN.search(style):
            return
        if _MARK.search(style) and not re.search(r"\w", "".join(element.itertext())):
            return
        if tag == "img":
            self.pictures += 1
        elif tag == "br":
            self.end_line()
        elif tag == "table":
            self._table(element)
            return
        block = tag in _BLOCKS
        if block:
            self.end_line()
        if label:
            self._label = label
        self._inside(element, tag)
        if block:
            self.end_line()
        if label:
            self._label = ""

    def _inside(self, element: Any, tag: str) -> None:
        labels = _labels(element) if tag in ("ol", "ul") else None
        self._words(element.text, tag)
        for child in element:
            named = labels is not None and child.tag == "li"
            self.element(child, next(labels) if labels is not None and named else "")
            self._words(child.tail, tag)

    def _words(self, text: str | None, tag: str) -> None:
        if not text:
            return
        if tag == "pre":
            first, *more = text.splitlines() or [""]
            self._parts.append(first)
            for line in more:
                self.end_line()
                self._parts.append(line)
            return
        self._parts.append(_SPACE.sub(_blank, text))

    def end_line(self) -> None:
        """What was read until here is a line of its own."""
        said = _BETWEEN_HAN.sub("", "".join(self._parts))
        self._parts = []
        said = _BLANKS.sub(" ", said).strip()
        if said:
            self.lines.append(_close_up(self._label + said))
            self._label = ""

    def _table(self, element: Any) -> None:
        """Its rows as lines; a table of one column is no table but a way of laying out."""
        self.end_line()
        rows = [row for row in self._rows(element) if any(row)]
        if max((len(row) for row in rows), default=0) < 2:
            self.lines += [line for row in rows for cell in row for line in cell]
            return
        for row in rows:
            words = [" ".join(cell).replace("|", "｜") for cell in row]
            self.lines.append("|" + "|".join(words) + "|")

    def _rows(self, table: Any) -> Iterator[list[list[str]]]:
        below: dict[int, int] = {}
        for row in _rows_of(table):
            cells: list[list[str]] = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                _pad(cells, below)
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                for column in range(len(cells), len(cells) + across):
                    if down > 1:
                        below[column] = down - 1
                cells += [self._cell(cell), *[[]] * (across - 1)]
            _pad(cells, below)
            yield cells

    def _cell(self, cell: Any) -> list[str]:
        inside = _Reading()
        inside.element(cell)
        inside.end_line()
        self.pictures += inside.pictures
        return inside.lines


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _pad(cells: list[list[str]], below: dict[int, int]) -> None:
    """A cell that reaches down from above leaves its place empty."""
    while below.get(len(cells)):
        below[len(cells)] -= 1
        cells.append([])


def _span(cell: Any, name: str) -> int:
    given = str(cell.get(name) or "1").strip()
    return max(1, min(int(given), _MOST_SPAN)) if given.isascii() and given.isdigit() else 1


def _labels(element: Any) -> Iterator[str]:
    """What is drawn before each paragraph of a list; bullets stand in no official paper."""
    style = _LIST_STYLE.search(element.get("style") or "")
    kind = style.group(1) if style else element.get("type") or "decimal"
    drawn = element.tag == "ol" and kind != "none"
    start = str(element.get("start") or "1")
    number = int(start) if start.isascii() and start.isdigit() else 1
    for item in element.iterchildren("li"):
        value = str(item.get("value") or "")
        number = int(value) if value.isascii() and value.isdigit() else number
        yield _drawn(kind, number) if drawn else ""
        number += 1


def _drawn(kind: str, number: int) -> str:
    if kind in _HAN_LISTS:
        return f"{chinese(number)}、"
    if kind in ("a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin"):
        letter = chr(ord("a") + (number - 1) % 26)
        return f"{letter.upper() if kind[0] in 'Au' else letter}."
    return f"{number}."


def _blank(found: re.Match[str]) -> str:
    return _BROKEN if "\n" in found.group() or "\r" in found.group() else " "


def _close_up(line: str) -> str:
    """Between a heading's number and its words stands nothing, however it was drawn."""
    begins = next((found for level in LEVELS if (found := level.match(line))), None)
    return begins.group() + line[begins.end() :].lstrip() if begins else line
