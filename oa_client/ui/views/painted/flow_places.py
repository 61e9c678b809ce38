"""Where the stages of a case stand on the flow strip: geometry, nothing painted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from oa_client.ui import theme
from oa_client.ui.presenters.case import FlowNode
from oa_client.ui.theme import Look
from oa_client.ui.views.painted.lettering import advance, cut, one_line

DETAIL = 30
"""Room below the names for what each stage used of its limit."""
WHOLE = 26
"""Room of the whole case's bar."""
MOST_CAPSULES = 3
"""More people than these are counted in the last capsule; the tooltip names them all."""


@dataclass(frozen=True)
class Place:
    """A node with its place: middle of the disc, room for words, capsules."""

    node: FlowNode
    centre: QPointF
    room: float
    name: str
    sub: str
    below: float
    capsules: tuple[tuple[str, bool, QRectF], ...] = ()
    size: float = theme.TEXT
    """Of the name's letters."""

    def reach(self) -> QRectF:
        """Where a click belongs to this stage."""
        look = theme.look()
        top = self.centre.y() - look.px(44)
        return QRectF(self.centre.x() - self.room / 2, top, self.room, look.px(110))


def line_height(nodes: Sequence[FlowNode]) -> int:
    """How far below the upper edge the line runs; arcs that lead back need room above it."""
    return theme.look().px(58 if any(node.returned_to for node in nodes) else 40)


def strip_height(
    nodes: Sequence[FlowNode], detailed: bool = False, whole: bool = False
) -> int:  # fmt: skip
    """Height of the whole strip; with the times that the stages and the case took it is higher."""
    times = DETAIL if detailed and any(node.took for node in nodes) else 0
    times += WHOLE if detailed and whole else 0
    return line_height(nodes) + words_below(nodes) + theme.look().px(41 + times)


def words_below(nodes: Sequence[FlowNode]) -> int:
    """How far below the line the names begin; three capsules above each other push them down."""
    high = len(nodes) > 1 and any(len(node.people) > 2 for node in nodes)
    return theme.look().px(42 if high else 31)


def placed(nodes: Sequence[FlowNode], width: float) -> list[Place]:
    """All nodes with their places; evenly spread where every one has room so."""
    look = theme.look()
    nodes, size = _shortened(nodes, width, look)
    widths = _widths([_needed(node, look, size) for node in nodes], width)
    middle, below = line_height(nodes), words_below(nodes)
    places, left = [], 0.0
    for node, room in zip(nodes, widths, strict=True):
        centre = QPointF(round(left + room / 2), middle)
        words = room - look.px(6)
        strong = theme.STRONG if node.state == "current" else theme.REGULAR
        name = cut(one_line(node.name), look.sans(size, strong), words)
        sub = cut(one_line(node.sub), look.sans(theme.CAPTION, strong), words)
        capsules = _capsules(node, centre, room, look, side_by_side=len(nodes) == 1)
        places.append(Place(node, centre, room, name, sub, below, capsules, size))
        left += room
    return places


def _shortened(
    nodes: Sequence[FlowNode], width: float, look: Look
) -> tuple[Sequence[FlowNode], float]:
    """Where room is short the names of those to come go first, then the days, the oldest before
    the others, then the names of those who are through with it; at last the stages are written
    smaller.
    """
    told = nodes
    nodes = [replace(node, sub="") if node.state == "pending" else node for node in nodes]
    names = [node if node.state == "current" else _without_day(node) for node in nodes]
    fewer = [[*names[:at], *nodes[at:]] for at in range(1, len(nodes))]
    bare = [node if node.state == "current" else replace(node, sub="") for node in nodes]
    tries: list[tuple[Sequence[FlowNode], float]] = [
        *((shown, theme.TEXT) for shown in (told, nodes, *fewer, names, bare)),
        (bare, theme.META), (bare, theme.CAPTION),
    ]  # fmt: skip
    for shown, size in tries:
        if sum(_needed(node, look, size) for node in shown) <= width:
            return shown, size
    return tries[-1]


def _without_day(node: FlowNode) -> FlowNode:
    name, _, day = node.sub.rpartition(" ")
    return replace(node, sub=name) if name and any(c.isdigit() for c in day) else node


def _needed(node: FlowNode, look: Look, size: float) -> float:
    """Room that a node's words and capsules want."""
    weight = theme.STRONG if node.state == "current" else theme.REGULAR
    name = advance(one_line(node.name), look.sans(size, weight))
    sub = advance(one_line(node.sub), look.sans(theme.CAPTION, weight))
    wanted = max(name, sub, look.px(36))
    if node.people:
        wanted = max(wanted, _capsule_width(node, look) + look.px(36))
    return wanted + look.px(10)


def _widths(needed: list[float], width: float) -> list[float]:
    """Even shares, else what each needs and the rest in equal parts, else all in proportion."""
    if not needed:
        return []
    even = width / len(needed)
    if max(needed) <= even:
        return [even] * len(needed)
    spare = width - sum(needed)
    if spare >= 0:
        return [n + spare / len(needed) for n in needed]
    return [n * width / sum(needed) for n in needed]


def _capsule_width(node: FlowNode, look: Look) -> float:
    font = look.sans(theme.CAPTION)
    widest = max((advance(one_line(name), font) for name, _ in node.people), default=0)
    return max(float(look.px(60)), widest + look.px(28))


def _capsules(
    node: FlowNode, centre: QPointF, room: float, look: Look, *, side_by_side: bool = False
) -> tuple[tuple[str, bool, QRectF], ...]:
    people = [(one_line(name), done) for name, done in node.people]
    if not people:
        return ()
    width = min(_capsule_width(node, look), room - look.px(24))
    beside = width + look.px(8)
    most = (
        max(MOST_CAPSULES, int((room - look.px(24)) // beside)) if side_by_side else MOST_CAPSULES
    )
    if len(people) > most:
        rest = people[most - 1 :]
        people = [*people[: most - 1], (f"+{len(rest)}", all(d for _, d in rest))]
    high, pitch = look.px(22), look.px(34 if len(people) == 2 else 25)
    across, down = (beside, 0.0) if side_by_side else (0.0, float(pitch))
    left = centre.x() - across * (len(people) - 1) / 2
    top = centre.y() - down * (len(people) - 1) / 2
    font = look.sans(theme.CAPTION)
    found = []
    for number, (name, done) in enumerate(people):
        box = QRectF(0, 0, round(width), high)
        box.moveCenter(QPointF(left + number * across, top + number * down))
        found.append((cut(name, font, width - look.px(24)), done, box))
    return tuple(found)


def note_box(words: str, middle: QPointF) -> QRectF:
    """Where the words of a return stand on its arc."""
    look = theme.look()
    box = QRectF(0, 0, advance(words, look.sans(theme.CAPTION)) + look.px(34), look.px(20))
    box.moveCenter(middle)
    box.moveTop(max(1.0, box.top()))
    return box


def in_one_row(notes: Sequence[tuple[str, QRectF]], width: float) -> list[tuple[str, QRectF]]:
    """The words of several returns from left to right: none covers another while the strip is
    wide enough for all of them.
    """
    gap, row = theme.look().px(4), sorted(notes, key=lambda note: note[1].center().x())
    left, right, boxes = 1.0, width - 1, [QRectF(box) for _, box in row]
    for box in boxes:
        box.moveLeft(max(box.left(), left))
        left = box.right() + gap
    for box in reversed(boxes):
        box.moveRight(min(box.right(), right))
        right = box.left() - gap
    return [(words, box) for (words, _), box in zip(row, boxes, strict=True)]
