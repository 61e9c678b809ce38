"""The supervisor's desk in words: its rows, its chips, and the clock of one stage."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

CHIPS = ("late", "red", "yellow", "blue", "all")
FITS: dict[str, Callable[[Row], bool]] = {
    "late": lambda row: bool(row["late"] or row["level"]),
    "red": lambda row: row["level"] == "red",
    "yellow": lambda row: row["level"] == "yellow",
    "blue": lambda row: row["level"] == "blue",
    "all": lambda _: True,
}
"""What each chip above the table leaves in it."""
ORDER = {"red": 0, "yellow": 1, "blue": 2}


@dataclass(frozen=True)
class DeskLine:
    """An open stage as the desk lists it; minutes are working minutes."""

    task: str
    document: str
    level: str
    left: str
    title: str
    number: str
    who: str
    stage: str
    share: str
    late: bool
    begins: int
    limit: int
    used: int


@dataclass(frozen=True)
class Narrowed:
    """What the table was narrowed to; empty means everything."""

    chip: str = "late"
    unit: str = ""
    person: str = ""
    day: str = ""

    def fits(self, row: Row) -> bool:
        """Whether a stage belongs in the table now."""
        return (
            FITS[self.chip](row)
            and self.unit in ("", row["unit"])
            and self.person in ("", row["person"])
            and self.day in ("", row["due"][:10])
        )


def lines(session: Session, data: Row, narrowed: Narrowed) -> list[DeskLine]:
    """Open stages that are left in the table, worst first."""
    rows = [row for row in data["waiting"] if narrowed.fits(row)]
    rows.sort(key=lambda row: (ORDER.get(row["level"] or "", 3), row["due"]))
    return [_line(session, row) for row in rows]


def _line(session: Session, row: Row) -> DeskLine:
    language = session.language
    at = wording.moment_words(row["due"], language)
    stage = wording.stage_name(row["stage"], language)
    return DeskLine(
        task=row["task"], document=row["document"], level=row["level"] or "",
        left=wording.left_briefly(row["limit"] - row["used"], language, late=row["late"]),
        title=row["title"],
        number=row["number"] or wording.procedure_name(row["procedure"], language),
        who=f"{row['unit']} {row['name']}",
        stage=session.text("desk.stage_due", stage=stage, at=at),
        share=f"{round(100 * row['used'] / row['limit'])}%", late=bool(row["late"]),
        begins=row["from_axis"], limit=row["limit"], used=row["used"],
    )  # fmt: skip


def chip_counts(data: Row) -> dict[str, int]:
    """How many open stages each chip leaves."""
    return {chip: sum(1 for row in data["waiting"] if FITS[chip](row)) for chip in CHIPS}


@dataclass(frozen=True)
class GroupLine:
    """A unit or a person: how much is open, how it stands, how long it takes."""

    key: str
    name: str
    cells: tuple[str, ...]
    took: tuple[float, float] | None = None
    """Working days: the median, and within how many nine in ten are done."""


def groups(data: Row, by: str) -> list[GroupLine]:
    """By `unit` or `person`: open, red, yellow, blue, share on time, median and nine in ten."""
    found = []
    waiting = data["waiting"]
    for group in data["by_unit" if by == "unit" else "by_person"]:
        mine = [row for row in waiting if row[by] == group[by]]
        levels = [sum(1 for row in mine if row["level"] == level) for level in ORDER]
        share = f"{100 * group['on_time'] / group['done']:.0f}%" if group["done"] else "—"
        took = data["handling"].get(group[by]) if by == "unit" else None
        times, spread = "—", None
        if took:
            half, most = (minutes / wording.PER_DAY for minutes in took)
            times, spread = f"{half:.1f} / {most:.1f}", (half, most)
        cells = (str(group["open"]), *(str(n) if n else "–" for n in levels), share)
        found.append(
            GroupLine(group[by], group["name"], (*cells, times) if by == "unit" else cells, spread)
        )
    return found


@dataclass(frozen=True)
class StageClock:
    """One stage of a document: who had it, what he used of what he had."""

    name: str
    who: str
    words: str
    share: float
    state: str
    """done, current or late."""
    took: str = ""
    """Of a stage that is through: what it used of its limit."""


def stage_clocks(session: Session, shown: Row) -> list[StageClock]:
    """The stages that a document came to, in order, each with its clock."""
    language = session.language
    found = []
    for task in shown["passed"]:
        if task["outcome"] not in ("done", "returned", "disagreed"):
            continue
        late = task["closed_at"] > task["due"]
        words = task["closed_at"][5:16].replace("T", " ")
        name = wording.stage_name(task["stage"], language)
        share = task["used"] / max(1, task["limit"])
        took = wording.share_words(task["used"], task["limit"], language)
        state = "late" if late else "done"
        found.append(StageClock(name, task["name"], words, share, state, took))
    for task in shown["open"]:
        share = task["used"] / max(1, task["limit"])
        used, limit = (wording.minutes_words(task[k], language) for k in ("used", "limit"))
        name = wording.stage_name(task["stage"], language)
        state = "late" if share > 1 or task["card"] == "red" else "current"
        found.append(StageClock(name, task["name"], f"{used} / {limit}", share, state))
    return found


def verdict(session: Session, shown: Row) -> tuple[str, str, str]:
    """How the document stands: a sentence, its due moment, and the card that says how bad it is."""
    language = session.language
    soonest = min(shown["open"], key=lambda task: task["due"], default=None)
    if soonest is None:
        return wording.status_name(shown["status"], language), "", ""
    left = soonest["limit"] - soonest["used"]
    at = wording.moment_words(soonest["due"], language)
    stage = wording.stage_name(soonest["stage"], language)
    due = session.text("desk.due", stage=stage, at=at)
    words = wording.left_words(left, language, late=soonest["late"])
    return words, due, "red" if soonest["late"] else soonest["card"]


def watch_lines(session: Session, shown: Row) -> list[tuple[str, str, str]]:
    """Cards and urges, newest first: when, the card's level, and in words why or who."""
    language, names = session.language, session.facts.names()
    found = []
    for entry in reversed(shown["history"]):
        at = entry["at"][5:16].replace("T", " ")
        if entry["code"] == "card":
            level = str(entry["notes"].get("level", ""))
            words = wording.level_name(level, language)
            rule = session.text(f"supervise.{level}_rule") if level else ""
            found.append((at, level, f"{words}　{rule}"))
        elif entry["code"] == "urge":
            name = names.get(entry["by"], entry["by"])
            note = entry["fields"].get("note") or ""
            found.append((at, "", f"{name} {wording.action_name('urge', language)}　{note}"))
    return found
