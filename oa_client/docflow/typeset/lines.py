"""Breaking text into lines on the grid of 28 characters, with 避头尾 and unbroken words.

The width of text is counted in cells: a Han character takes one, a western one a half,
whatever the face, so that a substituted face never moves a line.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.page import Colour, Run

NEVER_FIRST = frozenset("，。、；：？！）】〕〉》」』〗〙］｝”’…—·％‰℃°,.;:?!)]}%")
"""Characters that must not begin a line (避头)."""
NEVER_LAST = frozenset("（【〔〈《「『〖〘［｛“‘([{¥￥$№")
"""Characters that must not end a line (避尾)."""

LOOSEST = 3.0
"""Cells that may be shared out over a line to make it full; a shorter line stays ragged."""


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


def _western(char: str) -> bool:
    return _width(char) == 0.5 and not char.isspace()


def tokens(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What may not be broken inside: a character, a western word, a dash or an ellipsis."""
    for piece in pieces:
        start, text = 0, piece.text
        for at in range(1, len(text) + 1):
            if at == len(text) or not _joined(text[at - 1], text[at]):
                yield Piece(text[start:at], piece.role)
                start = at


def _joined(left: str, right: str) -> bool:
    if _width(right) == 0.0 and not right.isspace():
        return True
    if _western(left) and _western(right):
        return True
    return left == right and left in "—…"


def broken(pieces: Iterable[Piece], room: float = m.CHARACTERS, indent: float = 0.0) -> list[Line]:
    """Break a paragraph into lines of `room` cells, the first one short by `indent` cells."""
    waiting = list(_split_long(tokens(pieces), room))
    lines: list[Line] = []
    at = 0  # a paragraph may be as long as a whole text: nothing is copied for each line
    while at < len(waiting):
        count = _fitting(waiting, at, room - (0.0 if lines else indent))
        taken = waiting[at : at + count]
        at += count
        while at < len(waiting) and taken and taken[-1].text.isspace():
            taken.pop()
        while at < len(waiting) and waiting[at].text == " ":
            at += 1
        lines.append(_joined_pieces(taken))
    return lines


def _split_long(found: Iterable[Piece], room: float) -> Iterator[Piece]:
    for token in found:
        if cells(token.text) <= room - 2:
            yield token
        else:
            for char in token.text:
                yield Piece(char, token.role)


def _fitting(waiting: list[Piece], at: int, room: float) -> int:
    """How many tokens make the line: as many as fit, fewer where 避头尾 asks for it."""
    used, count = 0.0, 0
    for place in range(at, len(waiting)):
        token = waiting[place]
        used += cells(token.text)
        if used > room + 1e-9 and not token.text.isspace():
            break
        count += 1
    count = max(count, 1)
    if at + count == len(waiting):
        return count
    best = count
    while best > 1 and _bad_break(waiting[at + best - 1].text, waiting[at + best].text):
        best -= 1
    return best if best > max(1, count // 2) else count


def _bad_break(left: str, right: str) -> bool:
    return right[0] in NEVER_FIRST or left[-1] in NEVER_LAST


def _joined_pieces(taken: list[Piece]) -> Line:
    joined: list[Piece] = []
    for token in taken:
        if joined and joined[-1].role == token.role:
            joined[-1] = Piece(joined[-1].text + token.text, token.role)
        else:
            joined.append(token)
    return tuple(joined)


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
