"""The supervisor's desk in words: its rows, its chips, and the clock of one stage."""

from dataclasses import dataclass
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

CHIPS = ("late", "red", "yellow", "blue", "all")
PERIODS = ("week", "month", "quarter", "all")
LEVELS = ("red", "yellow", "blue")
ORDER = {level: number for number, level in enumerate(LEVELS)}


@dataclass(frozen=True)
class DeskLine:
    """A stage as the desk lists it; minutes are working minutes."""

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
    closed: bool = False


@dataclass(frozen=True)
class Narrowed:
    """Which figure the table spells out: of the open stages, or of what is counted beside them."""

    chip: str = "late"
    unit: str = ""
    person: str = ""
    of: str = ""
    """Empty: the open stages that a chip counts; else `done`, `unit`, `person`, `week` or `day`."""
    key: str = ""

    def fits(self, row: Row) -> bool:
        """Whether an open stage belongs in the table now."""
        return (
            self.chip in row["chips"]
            and self.unit in ("", row["unit"])
            and self.person in ("", row["person"])
        )


def lines(session: Session, data: Row, narrowed: Narrowed) -> list[DeskLine]:
    """Open stages that are left in the table, worst first."""
    rows = [row for row in data["waiting"] if narrowed.fits(row)]
    rows.sort(key=lambda row: (ORDER.get(row["level"] or "", 3), row["due"]))
    return [line_of(session, row) for row in rows]


def line_of(session: Session, row: Row) -> DeskLine:
    """A stage of the table; one that is through says when, and whether it was in time."""
    language, closed = session.language, row["closed"]
    stage = wording.stage_name(row["stage"], language)
    if closed:
        level = "red" if row["late"] else ""
        at = wording.moment_words(closed, language)
        left = wording.left_briefly(-row["late_minutes"], language, late=True)
        left = left if row["late"] else session.text("desk.in_time")
        told = session.text("desk.stage_done", stage=stage, at=at)
    else:
        level = row["level"] or ""
        at = wording.moment_words(row["due"], language)
        left = wording.left_briefly(row["limit"] - row["used"], language, late=row["late"])
        told = session.text("desk.stage_due", stage=stage, at=at)
    return DeskLine(
        task=row["task"], document=row["document"], level=level, left=left, title=row["title"],
        number=row["number"] or wording.procedure_name(row["procedure"], language),
        who=f"{row['unit']} {row['name']}", stage=told,
        share=f"{round(100 * row['used'] / row['limit'])}%", late=bool(row["late"]),
        begins=row["from_axis"], limit=row["limit"], used=row["used"], closed=bool(closed),
    )  # fmt: skip


def narrowed_words(
    session: Session, narrowed: Narrowed, period: str, count: int, shown: int
) -> str:  # fmt: skip
    """Which figure the table spells out, and of how many stages; nothing for a chip alone."""
    text = session.text
    names = session.facts.names()
    key = names.get(narrowed.key, narrowed.key)
    if narrowed.of in ("unit", "person", "done"):
        what = " ".join(part for part in (key, text(f"desk.list_{period}")) if part)
    elif narrowed.of:
        what = text(f"desk.list_{narrowed.of}_of", day=key[5:])
    else:
        what = narrowed.unit or names.get(narrowed.person, narrowed.person)
    if not what:
        return ""
    told = text("desk.only", what=what, count=count)
    return told if shown >= count else told + text("desk.first", shown=shown)


def change_words(session: Session, change: int) -> str:
    """How many cards more or fewer than on Monday morning."""
    key = "desk.change" if change else "desk.no_change"
    return session.text(key, change=f"{change:+d}".replace("-", "−"))


@dataclass(frozen=True)
class GroupLine:
    """A unit or a person: how much is open, how it stands, how long it takes."""

    key: str
    name: str
    cells: tuple[str, ...]
    took: tuple[float, float] | None = None
    """Working days: the median, and within how many nine in ten are done."""


def groups(session: Session, data: Row, by: str) -> list[GroupLine]:
    """All together, then by `units` or `people`: open, cards, share on time, how long it took."""
    return [
        _group("", session.text("desk.whole"), data["whole"]),
        *(_group(row["key"], row["name"], row) for row in data[by]),
    ]


def _group(key: str, name: str, row: Row) -> GroupLine:
    levels = [str(row[level] or "–") for level in LEVELS]
    share = f"{100 * row['on_time'] / row['done']:.0f}%" if row["done"] else "—"
    times, spread = "—", None
    if row["took"]:
        half, most = (minutes / wording.PER_DAY for minutes in row["took"])
        times, spread = f"{half:.1f} / {most:.1f}", (half, most)
    return GroupLine(key, name, (str(row["open"]), *levels, share, times), spread)


GROUP_OPENS = ("all", "all", *LEVELS, "", "")
"""What a cell of the table of groups spells out: open stages of a chip, else what is done."""


def opened_by(by: str, key: str, column: int) -> Narrowed:
    """What a cell of the table counts: `by` is `unit` or `person`, an empty key all of them."""
    chip = GROUP_OPENS[column]
    if not chip:
        return Narrowed(of=by if key else "done", key=key)
    return Narrowed(chip, **{by: key})


@dataclass(frozen=True)
class Span:
    """A time that a stage ran, in working minutes since the case was opened."""

    begins: int
    used: int
    limit: int
    open: bool = False


@dataclass(frozen=True)
class StageClock:
    """One person's part in a stage: what he used of what he had, on the axis of the whole case."""

    name: str
    who: str
    took: str
    state: str
    """done, current or late."""
    spans: tuple[Span, ...] = ()
    told: str = ""
    """From when to when, for a tooltip."""


def stage_clocks(session: Session, shown: Row) -> list[StageClock]:
    """The stages that a document came to, in order, each person with his clock."""
    language = session.language
    found = []
    for part in shown["course"]:
        name = wording.stage_name(part["stage"], language)
        for mine in part["people"]:
            used = [span["used"] for span in mine["spans"]]
            state = "late" if mine["late"] else "current" if mine["open"] else "done"
            found.append(StageClock(
                name, mine["name"], wording.share_words(used, mine["limit"], language), state,
                tuple(_span(span) for span in mine["spans"]),
                "\n".join(span_words(session, span) for span in mine["spans"]),
            ))  # fmt: skip
    return found


def _span(span: Row) -> Span:
    return Span(span["begins"], span["used"], span["limit"], span["closed"] is None)


def span_words(session: Session, span: Row) -> str:
    """From when to when, and what was used of the limit."""
    language = session.language
    start = wording.moment_words(span["opened"], language)
    end = wording.moment_words(span["closed"], language) if span["closed"] else "…"
    due = wording.moment_words(span["due"], language)
    took = wording.share_words(span["used"], span["limit"], language)
    return session.text("desk.span", start=start, end=end, due=due, took=took)


@dataclass(frozen=True)
class LongClock:
    """A clock with its words: when it began, when it is due, and what was used."""

    name: str
    took: str
    began: str
    due: str
    now: str
    span: Span
    late: bool


def current_clock(session: Session, shown: Row) -> LongClock | None:
    """The clock of the stage in which a document lies, of the person who is due first."""
    running = [
        (part["stage"], mine["name"], span)
        for part in shown["course"]
        for mine in part["people"]
        for span in mine["spans"]
        if span["closed"] is None
    ]
    if not running:
        return None
    stage, who, span = min(running, key=lambda one: str(one[2]["due"]))
    name = f"{wording.stage_name(stage, session.language)} {who}"
    return _long(session, name, span | {"stopped": None}, span["begins"])


def whole_clock(session: Session, shown: Row) -> LongClock | None:
    """The clock of the whole case; none where it has no limit of its own."""
    clock = shown["clock"]
    if clock is None or not shown["due"]:
        return None
    return _long(session, session.text("desk.whole_clock"), clock, 0)


def _long(session: Session, name: str, clock: Row, begins: int) -> LongClock:
    language, stopped = session.language, clock["stopped"]
    return LongClock(
        name, wording.share_words(clock["used"], clock["limit"], language),
        wording.moment_words(clock["opened"], language),
        session.text("desk.due_at", at=wording.moment_words(clock["due"], language)),
        wording.moment_words(stopped, language) if stopped else session.text("desk.col_now"),
        Span(begins, clock["used"], clock["limit"], stopped is None), bool(clock["late"]),
    )  # fmt: skip


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


@dataclass(frozen=True)
class WatchLine:
    """A card or an urging: when, to whose stage it belongs or who did it, and by which rule."""

    at: str
    level: str
    who: str
    what: str
    note: str = ""


def watch_lines(session: Session, shown: Row) -> list[WatchLine]:
    """Cards and urges, newest first."""
    language, names = session.language, session.facts.names()
    holder = {card["task"]: card["person"] for card in shown["cards"]}
    found = []
    for entry in reversed(shown["history"]):
        at = entry["at"][5:16].replace("T", " ")
        if entry["code"] == "card":
            level, task = str(entry["notes"].get("level", "")), entry["notes"].get("task") or None
            whole = session.text("desk.whole_clock")
            who = names.get(holder.get(task) or "", "") if task else whole
            rule = session.text(f"supervise.{level}_rule") if level else ""
            words = f"{wording.level_name(level, language)}　{rule}"
            found.append(WatchLine(at, level, who, words))
        elif entry["code"] == "urge":
            name = names.get(entry["by"], entry["by"])
            note = str(entry["fields"].get("note") or "")
            found.append(WatchLine(at, "", name, wording.action_name("urge", language), note))
    return found
