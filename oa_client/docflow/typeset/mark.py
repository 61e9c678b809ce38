"""The red mark of the issuing office: 发文机关标志 (clauses 7.2.4, 10.1, 10.2, 10.3)."""

from dataclasses import dataclass

from oa_client.docflow.typeset import lines
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper, bodies
from oa_client.docflow.typeset.page import Run
from oa_client.docflow.typeset.titles import title_lines

_ENDS = {"general": "文件", "upward": "文件", "joint": "文件", "order": "令", "minutes": "纪要"}
_WORD = "文件"
_WORD_SIZE, _WORD_ADVANCE, _WORD_GAP = 16.0, 14.0, 6.0
_TALL = 0.92
"""How closely the mark's characters stand at most, in parts of their height."""
_NARROW = 0.82
"""How wide the mark's characters are drawn at most, in parts of their height."""
_LINE = 1.25
"""From one line of the mark to the next, in parts of its height."""
_LEAST, _LEAST_JOINT = 11.0, 6.0
"""A mark that would become smaller than that is set otherwise."""
_JOINT_SIZES = (14.0, 11.0, 8.5)
_SMALLER = 14.0
"""Height of a mark where page one would not hold what it must."""


@dataclass(frozen=True)
class Mark:
    """The mark as it is set, and where its lower edge is."""

    runs: tuple[Run, ...]
    bottom: float


def cells(text: str) -> float:
    """Width in cells; a name that shows nothing still has a place."""
    return max(lines.cells(text), 0.5)


def mark_text(paper: Paper) -> str:
    """The words of the mark: the office and what its form adds, unless it is there already."""
    ending = _ENDS.get(paper.form, "")
    name = bodies(paper.issuer)[0] if paper.form == "letter" else paper.issuer
    return name if name.endswith(ending) else name + ending


def marks(paper: Paper, top: float) -> list[Mark]:
    """Every lawful way to set the mark with its upper edge at `top`, the best first.

    A joint paper bears all names, the lead first, or the lead's alone (7.2.4); a joint letter
    the lead's alone (10.1).
    """
    if not paper.issuer:
        return [Mark((), top)]
    names = list(bodies(paper.issuer))
    several = len(names) > 1 and paper.form != "letter"
    text = names[0] + _ENDS.get(paper.form, "") if several else mark_text(paper)
    alone = [_alone(text, top, most) for most in (m.MARK_SIZE, _SMALLER)]
    joint = [_joint(names, top, size) for size in _JOINT_SIZES] if several else []
    return [*(found for found in joint if found), *alone]


def _alone(text: str, top: float, most: float) -> Mark:
    """One line, or two where one would make the mark too small to be seen."""
    rows = [text]
    if _size(text) < _LEAST:
        rows = title_lines(text, max(cells(text) / 2 + 2, 8.0))
    size = min(most, *(_size(row) for row in rows))
    runs = []
    for index, row in enumerate(rows):
        advance = min(m.MARK_WIDTH / cells(row), size * _TALL)
        parts = _parts(row, size, advance)
        x = m.BINDING + (m.TEXT_WIDTH - sum(len(part) * each for part, each in parts)) / 2
        runs += _runs(parts, (x, top + index * size * _LINE), size, advance)
    return Mark(tuple(runs), top + size * (1 + (len(rows) - 1) * _LINE))


def _parts(text: str, size: float, advance: float) -> list[tuple[str, float]]:
    """Han characters are spread over the line, the letters of a western word stay together; each
    part with the millimetres of one of its characters.
    """
    parts = []
    for part in lines.same_kind(text):
        wide = lines.cells(part)
        step = advance if wide == len(part) else min(advance, size * _stretch(size, advance))
        parts.append((part, step * wide / len(part)))
    return parts


def _stretch(size: float, advance: float) -> float:
    return min(_NARROW, advance / size)


def _runs(
    parts: list[tuple[str, float]], at: tuple[float, float], size: float, advance: float
) -> list[Run]:
    """A line of the mark, its upper left corner at `at`."""
    x, top = at
    runs = []
    for part, each in parts:
        runs.append(Run(
            x, top + size * m.ASCENT, part, "小标宋", size / m.MM_PER_POINT, m.RED, each,
            _stretch(size, advance),
        ))  # fmt: skip
        x += each * len(part)
    return runs


def _size(text: str) -> float:
    return m.MARK_WIDTH / max(cells(text), 1.0) / m.MARK_NARROWEST


def _joint(names: list[str], top: float, most: float) -> Mark | None:
    """Names below one another, each filling the same width, 文件 at their right (7.2.4)."""
    longest = max(cells(name) for name in names)
    word = 2 * _WORD_ADVANCE + _WORD_GAP
    size = min(most, (m.MARK_WIDTH - word) / longest / m.MARK_NARROWEST)
    if size < _LEAST_JOINT:
        return None
    used = min(m.MARK_WIDTH - word, longest * size * _TALL)
    left = m.BINDING + (m.TEXT_WIDTH - used - word) / 2
    runs: list[Run] = []
    for index, name in enumerate(names):
        parts = _parts(name, size, used / longest)
        spare = used - sum(len(part) * each for part, each in parts)
        gap = spare / max(len(name) - 1, 1)
        parts = [(part, each + gap) for part, each in parts]
        runs += _runs(parts, (left, top + index * size * _LINE), size, used / longest)
    bottom = top + size * (1 + (len(names) - 1) * _LINE)
    middle = (top + bottom - _WORD_SIZE) / 2
    at = left + used + _WORD_GAP, middle
    runs += _runs([(_WORD, _WORD_ADVANCE)], at, _WORD_SIZE, _WORD_ADVANCE)
    return Mark(tuple(runs), bottom)
