"""花脸稿: what was inserted and struck from one version of a text to a later one, and by whom.

Versions are compared one after another, never first against last: a sentence keeps the version
that wrote it, even where later versions changed what stands around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diff_match_patch import diff_match_patch

_KEPT, _INSERTED = 0, 1


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
    return [(int(change), str(run)) for change, run in found]


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
