"""通报与统计 as tables: what was late in a period, and what a month brought, by group."""

from collections.abc import Callable
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.desk import GROUPS, group_name, left_out
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]
Shown = tuple[tuple[str, ...], int, tuple[tuple[str, ...], ...], tuple[str, ...], str]
"""Headings, the widest column, lines, the paper of each, and what is said below."""


def circular(session: Session, data: Row) -> Shown:
    """督办通报: each late or carded stage of the period, soonest due first."""
    text, language = session.text, session.language
    rows = tuple(
        (_standing(session, row), row["title"], row["number"] or "",
         wording.stage_name(row["stage"], language), f"{row['unit']} {row['name']}",
         _moment(row["due"]), _moment(row["closed"]), text("desk.times", count=len(row["urged"]))
         if row["urged"] else "", "、".join(row["grounds"]), _moment(row["explained"]))
        for row in data["rows"]
    )  # fmt: skip
    keys = ("how", "paper", "number", "stage", "responsible", "due", "done_at", "urged_short",
            "stopped", "explained")  # fmt: skip
    note = text("books.circular_note", total=data["total"], done=data["done"], late=len(rows))
    if data["since"]:
        day = wording.period_words(data["since"], data["since"], language)
        note = text("books.since", day=day) + note
    heads = tuple(text(f"books.{key}") for key in keys)
    said = _scoped(note, data, session)
    return heads, 1, rows, tuple(row["document"] for row in data["rows"]), said


def _scoped(note: str, data: Row, session: Session) -> str:
    """What is said below a sheet, and on a line of its own which papers it leaves out."""
    return "\n".join(part for part in (note, left_out(session, data)) if part)


def _standing(session: Session, row: Row) -> str:
    if row["late"]:
        return wording.left_briefly(-row["late_minutes"], session.language, late=True)
    return wording.level_name(row["level"], session.language)


def _moment(at: str | None) -> str:
    return f"{at[:10]} {at[11:16]}" if at else ""


def month(session: Session, data: Row) -> Shown:
    """办文统计: the whole month, then its units, people, kinds, stages and urgencies."""
    text = session.text
    rows = [_line(text("desk.whole"), "", data["whole"])] if data["whole"] else []
    for by, group in GROUPS.items():
        rows += [
            _line(text(f"desk.by_{by}"), group_name(session, by, row["key"]), row)
            for row in data[group]
        ]
    keys = ("desk.by", "books.name", "books.done", "desk.group_open", "desk.group_red",
            "desk.group_on_time", "desk.group_took", "books.paused", "books.extended")  # fmt: skip
    period = wording.period_words(data["since"], data["month_end"], session.language)
    note = text(
        "books.month_note", month=period, received=data["received"],
        closed=data["closed"], open=data["open"],
    )  # fmt: skip
    said = _scoped(note, data, session)
    return tuple(text(key) for key in keys), 1, tuple(rows), ("",) * len(rows), said


def _line(by: str, name: str, row: Row) -> tuple[str, ...]:
    rate = "—" if row["rate"] is None else f"{row['rate']:.1f}%"
    took = [f"{minutes / wording.DAY:.1f}" for minutes in row["took"] or ()]
    counts = (row["done"], row["open"], row["late"])
    return (by, name, *map(str, counts), rate, " / ".join(took) or "—",
            str(row["paused"]), str(row["extended"]))  # fmt: skip


SHEETS: dict[str, Callable[[Session, Row], Shown]] = {"circular": circular, "month": month}
"""The sheets that are counted, not written up."""
