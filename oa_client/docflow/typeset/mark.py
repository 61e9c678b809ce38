"""The red mark of the issuing office: 发文机关标志 (clauses 7.2.4, 10.1, 10.2, 10.3)."""

from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.lines import cells, same_kind
from oa_client.docflow.typeset.page import Run

_ENDS = {"general": "文件", "upward": "文件", "joint": "文件", "order": "令", "minutes": "纪要"}


def mark_text(paper: Paper) -> str:
    """The words of the mark: the office and what its form adds, unless it is there already."""
    ending = _ENDS.get(paper.form, "")
    return paper.issuer if paper.issuer.endswith(ending) else paper.issuer + ending


def mark_runs(paper: Paper, top: float) -> tuple[list[Run], float]:
    """The mark with its upper edge at `top`, and where it ends."""
    if not paper.issuer:
        return [], top
    names = paper.issuer.removesuffix("文件").replace("、", "\n").split("\n")
    if paper.form == "joint" and len(names) > 1:
        return _joint(names, top)
    return _line(mark_text(paper), top, m.MARK_WIDTH)


def _line(text: str, top: float, width: float) -> tuple[list[Run], float]:
    """Han characters and western words each at their own width, in one line."""
    count = cells(text)
    size = min(m.MARK_SIZE, width / count / m.MARK_NARROWEST)
    advance = min(width / count, size * 0.92)
    parts = [(part, _step(part, size, advance)) for part in same_kind(text)]
    x = m.BINDING + (m.TEXT_WIDTH - sum(cells(part) * step for part, step in parts)) / 2
    runs = []
    for part, step in parts:
        each = step * cells(part) / len(part)
        runs.append(replace(_run(part, x, top, size, advance), char_advance=each))
        x += step * cells(part)
    return runs, top + size * (m.INK_TOP + 0.1)


def _step(part: str, size: float, advance: float) -> float:
    """Han characters are spread over the line; the letters of a western word stay together."""
    return advance if cells(part) == len(part) else min(advance, size * _stretch(size, advance))


def _stretch(size: float, advance: float) -> float:
    return min(0.82, advance / size)


def _run(text: str, x: float, top: float, size: float, advance: float) -> Run:
    each = advance * cells(text) / len(text)
    return Run(
        x, top + size * m.INK_TOP, text, "小标宋",
        size / m.MM_PER_POINT, m.RED, each, _stretch(size, advance),
    )  # fmt: skip


def _joint(names: list[str], top: float) -> tuple[list[Run], float]:
    """Names below one another, each filling the same width, 文件 at their right (7.2.4)."""
    longest = max(cells(name) for name in names)
    word = 2 * 14.0
    width = m.MARK_WIDTH - word - 6
    size = min(14.0, width / longest / m.MARK_NARROWEST)
    used = min(width, longest * size * 0.92)
    left = m.BINDING + (m.TEXT_WIDTH - used - word - 6) / 2
    runs = []
    for index, name in enumerate(names):
        each = used / cells(name)
        runs.append(_run(name, left, top + index * size * 1.25, size, each))
    bottom = top + (len(names) - 1) * size * 1.25 + size * (m.INK_TOP + 0.1)
    middle = (top + bottom) / 2 - 16.0 * (m.INK_TOP + 0.1) / 2
    runs.append(_run("文件", left + used + 6, middle, 16.0, 14.0))
    return runs, bottom
