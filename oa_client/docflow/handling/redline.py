"""花脸稿: what was inserted and struck from one version of a text to a later one, and by whom.

Versions are compared one after another, never first against last: a sentence keeps the version
that wrote it, even where later versions changed what stands around it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from diff_match_patch import diff_match_patch

One = TypeVar("One")
"""A character with its history."""

_STRUCK, _KEPT, _INSERTED = -1, 0, 1
_BETWEEN_CELLS = re.compile(r"([|\n])")
END = "¶"
"""Shows that two paragraphs were made one, or one two."""


def is_row(words: str) -> bool:
    """Whether a line of a body is a row of a table; a mark after its last stroke is none of it."""
    bare = words.replace(END, "").strip()
    return len(bare) > 1 and bare.startswith("|") and bare.endswith("|")


def cells_of(row: Sequence[One], word: Callable[[One], str]) -> list[list[One]]:
    """The cells of a row, without the strokes between them."""
    parts: list[list[One]] = [[]]
    for one in row:
        if word(one) == "|":
            parts.append([])
        else:
            parts[-1].append(one)
    cells, after = parts[1:-1], parts[-1]
    cells[-1] += after
    return cells


@dataclass(frozen=True)
class Piece:
    """A run of characters with one history.

    Attributes:
        text: the characters.
        inserted: the version that wrote them; None where the first already had them.
        struck: the version that struck them; None where the last still has them.
    """

    text: str
    inserted: int | None = None
    struck: int | None = None


def redline(versions: Sequence[tuple[int, str]]) -> list[Piece]:
    """Several versions of a text, number and words, merged into one reading.

    What was written and struck again in between stands in neither end and is left out.
    """
    if not versions:
        return []
    pieces = [Piece(versions[0][1])] if versions[0][1] else []
    for number, text in versions[1:]:
        pieces = list(_joined(_stepped(pieces, text, number)))
    return [p for p in pieces if p.inserted is None or p.struck is None]


def changes(pieces: Iterable[Piece]) -> int:
    """In how many places a text was changed: what one version struck or wrote without a break."""
    changed = groupby(pieces, key=lambda piece: piece.struck or piece.inserted)
    return sum(version is not None for version, _ in changed)


def _stepped(pieces: list[Piece], text: str, number: int) -> Iterator[Piece]:
    """The pieces after one more version."""
    waiting = list(reversed(pieces))
    before = "".join(p.text for p in pieces if p.struck is None)
    for change, run in _compared(before, text):
        if change == _INSERTED:
            yield Piece(run, inserted=number)
            continue
        left = len(run)
        while left:
            piece = waiting.pop()
            if piece.struck is not None:
                yield piece
                continue
            if len(piece.text) > left:
                waiting.append(replace(piece, text=piece.text[left:]))
                piece = replace(piece, text=piece.text[:left])
            left -= len(piece.text)
            yield piece if change == _KEPT else replace(piece, struck=number)
    yield from reversed(waiting)


def _compared(before: str, after: str) -> list[tuple[int, str]]:
    compare = diff_match_patch()
    found = compare.diff_main(before, after)
    compare.diff_cleanupSemantic(found)
    return list(_cell_by_cell([(int(change), str(run)) for change, run in found]))


def _cell_by_cell(found: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A change that runs on over cells of a table is parted where both texts have a stroke."""
    at = 0
    while at < len(found):
        two = found[at : at + 2]
        if [change for change, _ in two] == [_STRUCK, _INSERTED] and all("|" in r for _, r in two):
            yield from _parted(two[0][1], two[1][1])
            at += 2
        else:
            yield found[at]
            at += 1


def _parted(struck: str, inserted: str) -> Iterator[tuple[int, str]]:
    old, new = _BETWEEN_CELLS.split(struck), _BETWEEN_CELLS.split(inserted)
    while len(old) > 1 and len(new) > 1 and old[1] == new[1]:
        yield from _replaced(old[0], new[0])
        yield _KEPT, old[1]
        old, new = old[2:], new[2:]
    yield from _replaced("".join(old), "".join(new))


def _replaced(struck: str, inserted: str) -> Iterator[tuple[int, str]]:
    if struck == inserted:
        yield from [(_KEPT, struck)] if struck else []
        return
    if struck:
        yield _STRUCK, struck
    if inserted:
        yield _INSERTED, inserted


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours with the same history become one."""
    last: Piece | None = None
    for piece in pieces:
        if last and (last.inserted, last.struck) == (piece.inserted, piece.struck):
            last = replace(last, text=last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
