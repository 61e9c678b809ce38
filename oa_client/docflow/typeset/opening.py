"""What stands above the text on page one: 版头, title and 主送, and in how many ways they may."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import addressee_strips, title_strips
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.header import Head, heads
from oa_client.docflow.typeset.page import Strip, height

_STEPS = 5


@dataclass(frozen=True)
class Opening:
    """The upper part of page one.

    Attributes:
        head: 版头.
        above: title and 主送.
        moved_to: 主送 that stand in the 版记 instead (7.3.2).
        pitch: millimetres from line to line of this page.
    """

    head: Head
    above: list[Strip]
    moved_to: tuple[str, ...] = ()
    pitch: float = m.PITCH

    @property
    def bottom(self) -> float:
        """Where the text begins."""
        return self.head.bottom + height(self.above)


def opening(paper: Paper) -> Opening:
    """Page one as the standard sets it: under its mark it shows the title and a line of the text,
    and where 主送 leave no room for that they stand in the 版记 (7.3.2).
    """
    title, to = _title(paper), addressee_strips(paper.to)
    ways = heads(paper)
    shown = height(title) + m.PITCH + m.HAN
    top = next((way for way in ways if way.bottom + shown <= m.BOTTOM), ways[-1])
    if to and top.bottom + height(title) + height(to) + m.HAN > m.BOTTOM:
        return Opening(top, title, paper.to)
    return Opening(top, [*title, *to])


def closer_openings(paper: Paper) -> Iterator[Opening]:
    """Page one with more room for what can't be parted: the mark smaller, the lines closer
    (7.3.5.5), and only then 主送 in the 版记; what changes least comes first.
    """
    for moved_to in ((), paper.to) if paper.to else ((),):
        to = [] if moved_to else addressee_strips(paper.to)
        for step in range(_STEPS + 1):
            pitch = m.PITCH - (m.PITCH - m.CLOSEST) * step / _STEPS
            above = drawn_in([*_title(paper), *to], pitch)
            for top in heads(paper, pitch):
                yield Opening(top, above, moved_to, pitch)


def drawn_in(strips: list[Strip], pitch: float) -> list[Strip]:
    """The strips with their lines that close; seals keep their distance from the text."""
    return [
        strip if strip.seals else replace(strip, height=strip.height - m.PITCH + pitch)
        for strip in strips
    ]


def _title(paper: Paper) -> list[Strip]:
    return title_strips("" if paper.form == "order" else paper.title)
