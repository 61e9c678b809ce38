"""Characters of a run put into the room they have, in the faces of this machine.

What is drawn here goes to PDF and OFD alike: a piece of text in one face, its place, the gap
after each character and how wide it is drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from oa_client.docflow.paper.fonts import Face, FaceKey, Fonts, characters, embed, printed_as
from oa_client.docflow.typeset.measures import ASCENT, MM_PER_POINT
from oa_client.docflow.typeset.page import Layout, Run

Faces = Mapping[tuple[str, str], Face]
"""The face of a character in a role."""

_WIDE = 0.8
_OPENING = frozenset("（【〔〈《「『〖“‘")
_CLOSING = frozenset("，。、；：？！）】〕〉》」』〗”’")
_DASH, _DOTS = "—", "…"


@dataclass(frozen=True)
class Segment:
    """Characters of one face set with one gap after each; `wide` is their horizontal scale and
    `y_mm` their base line, which depends on where the face's squares stand. `turned` text reads
    upwards from there.
    """

    x_mm: float
    y_mm: float
    text: str
    face: Face
    gap_mm: float
    wide: float
    turned: bool = False


def faces_of(layout: Layout, fonts: Fonts) -> dict[tuple[str, str], Face]:
    """Which face shows which character of the layout."""
    return {
        (role, char): fonts.face_for(role, char)
        for role, text in layout.text_by_role().items()
        for char in characters(text)
    }


def programs(faces: Faces) -> dict[FaceKey, tuple[str, bytes]]:
    """The font files behind the faces, each with its name and a font of the characters in use."""
    used: dict[FaceKey, tuple[Face, set[str]]] = {}
    for (_, char), face in faces.items():
        used.setdefault(face.key, (face, set()))[1].add(char)
    return {file: (used[file][0].called, embed(*used[file])) for file in sorted(used)}


def segments(run: Run, faces: Faces) -> Iterator[Segment]:
    """Cut a run where the face changes or a glyph is not of the common width."""
    shown = printed_as(run.text)
    if not shown:
        return
    for segment in _upright(replace(run, text=shown), faces):
        if run.turned:
            along, down = segment.x_mm - run.x_mm, segment.y_mm - run.y_mm
            x, y = run.x_mm + down, run.y_mm - along
            yield replace(segment, x_mm=x, y_mm=y, turned=True)
        else:
            yield segment


def _upright(run: Run, faces: Faces) -> Iterator[Segment]:
    size = run.size_pt * MM_PER_POINT
    x, start = run.x_mm, 0
    for at in range(1, len(run.text) + 1):
        if at < len(run.text) and _alike(run, faces, run.text[start], run.text[at]):
            continue
        text = run.text[start:at]
        face = faces[run.role, text[0]]
        y = run.y_mm + (face.ascent - ASCENT) * size
        natural = sum(face.width(char) for char in text) * size * run.stretch
        took = natural if run.char_advance is None else run.char_advance * len(text)
        if text in (_DASH, _DOTS):
            yield _middle(Segment(x, y, text, face, 0.0, run.stretch), size, took)
        else:
            yield _fitted(Segment(x, y, text, face, 0.0, run.stretch), natural, took)
        x += took
        start = at


def _alike(run: Run, faces: Faces, one: str, other: str) -> bool:
    face = faces[run.role, one]
    if faces[run.role, other] != face or _DASH in (one, other) or _DOTS in (one, other):
        return False
    if run.char_advance is None:
        return True
    if run.char_advance < 0.75 * run.size_pt * MM_PER_POINT * run.stretch:
        return True
    return face.width(one) > _WIDE and face.width(other) > _WIDE


def _fitted(plain: Segment, natural: float, took: float) -> Segment:
    """Put characters into the room they have: closer, wider apart, or narrower. A mark that
    stands upon another character has none of its own.
    """
    if took <= 0:
        return plain
    text, x = plain.text, plain.x_mm
    if len(text) == 1 and natural < took:
        spare = took - natural
        x += spare if text in _OPENING else 0.0 if text in _CLOSING else spare / 2
        return Segment(x, plain.y_mm, text, plain.face, 0.0, plain.wide)
    if natural > took * 1.06:
        return Segment(x, plain.y_mm, text, plain.face, 0.0, plain.wide * took / natural)
    gap = (took - natural) / len(text)
    if gap > 0 and plain.face.width(text[0]) <= _WIDE:
        x += gap / 2
    return Segment(x, plain.y_mm, text, plain.face, gap, plain.wide)


def _middle(plain: Segment, size: float, took: float) -> Segment:
    """A dash fills its room from edge to edge and stands in the middle of its square, as do the
    dots of an ellipsis: western faces draw both for small letters.
    """
    left, low, right, high = plain.face.ink(plain.text)
    if right <= left or took <= 0:
        return plain
    y = plain.y_mm + ((low + high) / 2 - (plain.face.ascent - 0.5)) * size
    if plain.text == _DASH:
        wide = took / ((right - left) * size)
        return Segment(plain.x_mm - left * size * wide, y, _DASH, plain.face, 0.0, wide)
    x = plain.x_mm + (took - (left + right) * size * plain.wide) / 2
    return Segment(x, y, plain.text, plain.face, 0.0, plain.wide)
