"""时限公开: every procedure with its stages, who acts, and how soon, for everybody to read."""

from collections.abc import Iterable, Sequence
from typing import Any

from oa_client.docflow.paper.books import Book

Row = dict[str, Any]

SHARES = (1.6, 1.4, 2.6, 1.4, 1.4, 1.4, 3.0)
"""Of each column its share of the width."""


def limits_of(
    heads: Sequence[str], rows: Iterable[tuple[str, ...]], office: Row, calendar: Row, foot: str
) -> Book:
    """The limits in force, as they are published.

    Args:
        heads: what the columns are called.
        rows: a line for each stage.
        office: the office's own row.
        calendar: office hours and where the working days come from.
        foot: what stands at the foot of every page.
    """
    said = f"办公时间 {hours_words(calendar)}　　工作日依据：{calendar['version']}"
    return Book(
        office["name"], "办理时限公开", said, tuple(zip(heads, SHARES, strict=True)), tuple(rows),
        bool(office["training"]), foot,
    )  # fmt: skip


def hours_words(told: Row) -> str:
    """Office hours in force, and those of units that have their own."""
    every = {"": told["hours"], **told["unit_hours"]}
    return "；".join(unit + _spans(spans) for unit, spans in every.items())


def _spans(spans: Sequence[Sequence[str]]) -> str:
    return "、".join(f"{start}—{end}" for start, end in spans) or "停办公"
