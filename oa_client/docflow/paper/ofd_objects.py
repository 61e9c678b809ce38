"""What stands on a page of an OFD: lines, pictures and text, each in a box that holds all its ink,
for viewers cut an object at its boundary (GB/T 33190-2016, 8.5).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from xml.etree.ElementTree import Element

from oa_client.docflow.paper.fonts import FaceKey
from oa_client.docflow.paper.ofd_words import element, said
from oa_client.docflow.paper.placing import Faces, Segment, segments
from oa_client.docflow.typeset.measures import MM_PER_POINT
from oa_client.docflow.typeset.page import Colour, Page, Rule, Run, Shown

_SLACK = 0.5
"""Millimetres around a line."""


@dataclass
class Numbers:
    """Who bears which number in one file: every object and resource has its own."""

    last: int = 0
    faces: dict[FaceKey, int] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)

    def next(self) -> int:
        """A number that nothing bears yet."""
        self.last += 1
        return self.last


def drawn(layer: Element, page: Page, faces: Faces, numbers: Numbers) -> None:
    """Put everything on the page into its layer, in the order in which it is printed."""
    for rule in page.rules:
        _rule(layer, rule, numbers)
    for shown in page.shown:
        _shown(layer, shown, numbers)
    for run in page.runs:
        for segment in segments(run, faces):
            _text(layer, run, segment, numbers)


def _rule(layer: Element, rule: Rule, numbers: Numbers) -> None:
    left, top = min(rule.x1, rule.x2) - _SLACK, min(rule.y1, rule.y2) - _SLACK
    box = (left, top, abs(rule.x2 - rule.x1) + 2 * _SLACK, abs(rule.y2 - rule.y1) + 2 * _SLACK)
    path = element(layer, "PathObject", ID=numbers.next(), Boundary=box, LineWidth=rule.width_mm)
    _colour(path, "StrokeColor", rule.colour)
    begin, end = (rule.x1 - left, rule.y1 - top), (rule.x2 - left, rule.y2 - top)
    element(path, "AbbreviatedData", f"M {said(begin)} L {said(end)}")


def _shown(layer: Element, shown: Shown, numbers: Numbers) -> None:
    element(
        layer, "ImageObject", ID=numbers.next(),
        Boundary=(shown.x_mm, shown.y_mm, shown.width_mm, shown.height_mm),
        CTM=(shown.width_mm, 0.0, 0.0, shown.height_mm, 0.0, 0.0),
        ResourceID=numbers.pictures[shown.picture.sha256],
    )  # fmt: skip


@dataclass(frozen=True)
class _Room:
    """How far a segment's ink reaches from the beginning of its base line, in millimetres of its
    own, not yet narrowed, letters.
    """

    before: float
    above: float
    after: float
    below: float


def _room(segment: Segment, size: float, steps: list[float]) -> _Room:
    """The characters' squares and whatever sticks out of them."""
    face = segment.face
    before, above, after, below = 0.0, face.ascent, 0.0, 1 - face.ascent
    for char, step in zip(segment.text, steps, strict=True):
        left, low, right, high = face.ink(char)
        before, after = max(before, -left), max(after, right - step / size)
        above, below = max(above, high), max(below, -low)
    return _Room(before * size, above * size, after * size, below * size)


def _text(layer: Element, run: Run, segment: Segment, numbers: Numbers) -> None:
    size, face, wide = run.size_pt * MM_PER_POINT, segment.face, segment.wide
    steps = [face.width(char) * size + segment.gap_mm / wide for char in segment.text]
    room = _room(segment, size, steps)
    long, high = (room.before + sum(steps) + room.after) * wide, room.above + room.below
    if segment.turned:
        box = (segment.x_mm - room.above, segment.y_mm + room.before * wide - long, high, long)
        matrix = (0.0, -wide, 1.0, 0.0, 0.0, long)
    else:
        box = (segment.x_mm - room.before * wide, segment.y_mm - room.above, long, high)
        matrix = (wide, 0.0, 0.0, 1.0, 0.0, 0.0)
    text = element(
        layer, "TextObject", ID=numbers.next(), Boundary=box, CTM=matrix,
        Font=numbers.faces[face.key], Size=size,
    )  # fmt: skip
    _colour(text, "FillColor", run.colour)
    places = list(accumulate(steps, initial=room.before))
    for start, part in _codes(segment.text):
        deltas = tuple(steps[start : start + len(part) - 1])
        element(
            text, "TextCode", part, X=places[start], Y=room.above,
            **({"DeltaX": deltas} if deltas else {}),
        )  # fmt: skip


def _codes(text: str) -> Iterator[tuple[int, str]]:
    """Blanks at the beginning by themselves: a reader that trims text would else set all that
    follows too far to the left.
    """
    blanks = len(text) - len(text.lstrip())
    if blanks:
        yield 0, text[:blanks]
    if blanks < len(text):
        yield blanks, text[blanks:]


def _colour(thing: Element, name: str, colour: Colour) -> None:
    element(thing, name, Value=tuple(round(part * 255) for part in colour))
