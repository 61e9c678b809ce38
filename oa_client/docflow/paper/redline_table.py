"""Rows of a table in the 花脸稿: ruled cells, what was put in or struck marked within them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.page import Rule, Run, Strip

One = TypeVar("One")
"""A character with its mark."""

Set = Callable[[list[One], float, float], list[Strip]]
"""Sets the characters of a cell: from where, and how many characters wide; a strip each line."""

PAD = 0.5
"""Characters of room at either side of a cell."""
_LINE = 0.18


def row_strip(row: list[list[One]], columns: int, put: Set[One]) -> Strip | None:
    """One row of a table, as high as its fullest cell; None where no character fits a cell."""
    width = m.TEXT_WIDTH / columns
    room = width / m.ADVANCE - 2 * PAD
    if room < 1.0:
        return None
    runs, rules, high = list[Run](), list[Rule](), m.PITCH
    for column, cell in enumerate(row):
        left, y = m.BINDING + column * width, 0.0
        for line in put(cell, left + PAD * m.ADVANCE, room):
            moved = [_down(run, y) for run in line.runs]
            runs += moved
            rules += [_lower(rule, y) for rule in line.rules]
            y += m.PITCH
        high = max(high, y)
    gap = (m.PITCH - m.HAN) / 2
    edges = [m.BINDING + column * width for column in range(columns + 1)]
    rules += [Rule(x, -gap, x, high - gap, _LINE) for x in edges]
    rules += [Rule(edges[0], y, edges[-1], y, _LINE) for y in (-gap, high - gap)]
    return Strip(high, high - m.PITCH + m.HAN, tuple(runs), tuple(rules))


def _down(run: Run, by: float) -> Run:
    return replace(run, y_mm=run.y_mm + by)


def _lower(rule: Rule, by: float) -> Rule:
    return replace(rule, y1=rule.y1 + by, y2=rule.y2 + by)
