"""Breaking text into lines on the grid of 28 characters, with 避头尾 and unbroken words.

The width of text is counted in cells: a Han character takes one, a western one a half,
whatever the face, so that a substituted face never moves a line.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.page import Colour, Run

NEVER_FIRST = frozenset("，。、；：？！）】〕〉》」』〗〙］｝”’…—·％‰℃°,.;:?!)]}%")
"""Characters that must not begin a line (避头)."""
NEVER_LAST = frozenset("（【〔〈《「『〖〘［｛“‘([{¥￥$№")
"""Characters that must not end a line (避尾)."""

LOOSEST = 3.0
"""Cells that may be shared out over a line to make it full; a shorter line stays ragged."""

_WHOLE = re.compile(
    r"〔[^〔〕\s]{1,8}〕(第?\d{1,6}号)?"
    r"|(\d+[.．,])*\d+年(\d{1,2}月(\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    r"|\d+([.．,]\d+)*[年月日时分号%％‰]?"
)
"""What is read in one go and stays on one line: a year in its brackets with its number, a date."""


@dataclass(frozen=True)
class Piece:
    """Text in the face of one role."""

    text: str
    role: str


Line = tuple[Piece, ...]


def cells(text: str) -> float:
    """Width of a text in cells."""
    return _width(text) if len(text) == 1 else sum(map(_width, text))


@lru_cache(8192)
def _width(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" or char == "\t" else 0.5


def broken(pieces: Iterable[Piece], room: float = m.CHARACTERS, indent: float = 0.0) -> list[Line]:
    """Break a paragraph into lines of `room` cells, the first one short by `indent` cells.

    A line ends where a reader may pause; only what is itself wider than a line is torn: first
    between the letters of a word, then inside a date or number, at the very last anywhere.
    Blanks at a break fall away.
    """
    spans = list(pieces)
    ways = Ways("".join(piece.text for piece in spans))
    return [_cut(spans, start, end) for start, end in ways.lines(room, indent)]


def _cut(spans: list[Piece], start: int, end: int) -> Line:
    taken: list[Piece] = []
    for piece in spans:
        part = piece.text[max(start, 0) : max(end, 0)]
        if part:
            taken.append(Piece(part, piece.role))
        start, end = start - len(piece.text), end - len(piece.text)
    return tuple(taken)


class Ways:
    """Where a text may be broken, in grades: where a reader pauses, inside words, inside dates."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._upto = [0.0, *accumulate(_width(char) for char in text)]
        whole = {
            at for match in _WHOLE.finditer(text) for at in range(match.start() + 1, match.end())
        }  # fmt: skip
        torn = [at for at, kept in enumerate(_clinging(text)) if at and not kept]
        open_ = [at for at in torn if at not in whole]
        good = [at for at in open_ if not _one_word(text[at - 1], text[at])]
        self._grades = tuple([*places, len(text)] for places in (good, open_, torn))

    def lines(self, room: float, indent: float = 0.0) -> Iterator[tuple[int, int]]:
        """Beginning and end of every line of so many cells, the first short by `indent`."""
        at, text = 0, self._text
        while at < len(text):
            end = self._end(at, room - (0.0 if at else indent))
            yield at, at + (len(text[at:end].rstrip()) or end - at)
            at = end
            while at < len(text) and text[at] == " ":
                at += 1

    def width(self, start: int, end: int) -> float:
        """Cells from one place to another."""
        return self._upto[end] - self._upto[start]

    def _end(self, start: int, room: float) -> int:
        upto = self._upto
        furthest = bisect_right(upto, upto[start] + room + 1e-9) - 1
        while furthest < len(self._text) and self._text[furthest].isspace():
            furthest += 1
        for stops in self._grades:
            place = bisect_right(stops, furthest)
            at = stops[place - 1] if place else 0
            beyond = stops[place] if place < len(stops) else at
            if at > start and upto[beyond] - upto[at] <= room:
                return at
        return max(furthest, start + 1)


def _one_word(left: str, right: str) -> bool:
    return _western(left) and _western(right)


def _western(char: str) -> bool:
    return _width(char) == 0.5 and not char.isspace()


def _clinging(text: str) -> list[bool]:
    """For every character, whether it must stay on the line of the one before it."""
    kept = [False] * len(text)
    last = ""
    for at, char in enumerate(text):
        kept[at] = last in NEVER_LAST or (last == char and last in ("—", "…"))
        kept[at] |= _width(char) == 0.0 and not char.isspace()
        last = last if char.isspace() else char
    following = ""
    for at in range(len(text) - 1, -1, -1):
        following = following if text[at].isspace() else text[at]
        kept[at] |= following in NEVER_FIRST
    return kept


def line_cells(line: Line) -> float:
    """Width of a line in cells."""
    return sum(cells(piece.text) for piece in line)


def set_line(
    line: Line,
    x: float,
    y: float,
    *,
    size: float = m.SIZE_3,
    advance: float = m.ADVANCE,
    fill: float | None = None,
    colour: Colour = m.BLACK,
) -> list[Run]:
    """Place a line with its base line at `y`; with `fill` it is spread to that many cells."""
    width = line_cells(line)
    step = advance
    if (fill is not None and 0 < width < fill and fill - width <= LOOSEST) or (
        fill is not None and width > fill
    ):
        step = advance * fill / width
    runs: list[Run] = []
    for piece in line:
        for text in same_kind(piece.text):
            took = cells(text) * step
            each = took / len(text)
            runs.append(Run(x, y, text, piece.role, size, colour, each))
            x += took
    return runs


def same_kind(text: str) -> Iterator[str]:
    """A text in parts of characters of the same width."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _kind(text[at]) != _kind(text[at - 1]):
            yield text[start:at]
            start = at


def _kind(char: str) -> int:
    if _width(char) == 0.0:
        return 2
    return 1 if _width(char) == 0.5 else 0


def centred(
    line: Line, middle: float, y: float, *, size: float, advance: float, colour: Colour = m.BLACK
) -> list[Run]:
    """Place a line so that its middle is at `middle`."""
    x = middle - line_cells(line) * advance / 2
    return set_line(line, x, y, size=size, advance=advance, colour=colour)
