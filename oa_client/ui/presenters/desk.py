"""The supervisor's desk in words: its rows, its chips, and the clock of one stage."""

from dataclasses import dataclass
from typing import Any

from oa_client.docflow.model.document import Urgency
from oa_client.docflow.timelimit.limit import BLUE, LONG, YELLOW
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

CHIPS = ("red", "yellow", "blue", "paused", "supervised")
FIRST = frozenset(("red", "yellow"))
"""What the table lists unless something else is asked for."""
PERIODS = ("week", "month", "quarter", "all")
LEVELS = ("red", "yellow", "blue")
GROUPS = {"unit": "units", "person": "people", "kind": "kinds", "stage": "stages",
          "urgency": "urgencies"}  # fmt: skip
"""By what the stages are compared, and where the figures say it."""
WHOLE = "*"
"""Stands for all of a group."""
STEPS = ("blue", "yellow", "red", "supervised")
"""The ladder, upwards."""
ORDER = {level: number for number, level in enumerate(LEVELS)}


@dataclass(frozen=True)
class Span:
    """A time that a clock ran, in working minutes: where it began on its axis, and from there on
    until when it was due, where it stands, where it stood still, and what was given on top.
    """

    begins: int
    used: int
    limit: int
    due_at: int
    now_at: int
    pauses: tuple[tuple[int, int], ...] = ()
    given: int = 0
    open: bool = False

    @property
    def late(self) -> bool:
        """Whether it went on past its due moment."""
        return self.now_at > self.due_at


def span_of(clock: Row, begins: int, *, runs: bool) -> Span:
    """A clock as the office tells it; `runs` while it was not stopped for good."""
    pauses = tuple((begun, begun + minutes) for begun, minutes in clock["stops"])
    return Span(begins, clock["used"], clock["limit"], clock["due_at"], clock["now_at"], pauses,
                clock["extended"], runs)  # fmt: skip


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
    span: Span
    urgency: str = ""
    urgent: str = ""
    """缓急 as the paper bears it, and in words."""
    flag: str = ""
    """督办件, and on what ground."""

    @property
    def used(self) -> int:
        """What was used, pauses left out."""
        return self.span.used

    @property
    def limit(self) -> int:
        """What it was given."""
        return self.span.limit

    @property
    def closed(self) -> bool:
        """Whether it is through."""
        return not self.span.open


@dataclass(frozen=True)
class Narrowed:
    """Which figure the table spells out: of the open stages, or of what is counted beside them."""

    chips: frozenset[str] = FIRST
    """Which chips hold; none: all that is open."""
    by: str = ""
    """One of `GROUPS`, whose `key` alone is listed."""
    of: str = ""
    """Empty: open stages; else what is done: `done`, one of `GROUPS`, `week`, or due on a `day`."""
    key: str = ""

    def fits(self, row: Row) -> bool:
        """Whether an open stage belongs in the table now."""
        held = not self.chips or bool(self.chips & set(row["chips"]))
        return held and (not self.by or (row[self.by] or "") == self.key)


def left_out(session: Session, data: Row) -> str:
    """Which papers these figures leave out, since whoever looks may not know of them; nothing where
    all are counted. How many they are is not his to know either.
    """
    return session.text(f"desk.sees_{data['sight']}") if data["sight"] != "all" else ""


def lines(session: Session, data: Row, narrowed: Narrowed) -> list[DeskLine]:
    """Open stages that are left in the table, worst first; of those alike 主办在前."""
    rows = [row for row in data["waiting"] if narrowed.fits(row)]
    rows.sort(key=lambda row: (ORDER.get(row["level"] or "", 3), row["due"], not row["leads"]))
    items = {item["document"]: item for item in data["supervised"]}
    return [line_of(session, row, items.get(row["document"])) for row in rows]


def line_of(session: Session, row: Row, item: Row | None = None) -> DeskLine:
    """A stage of the table, and the 督办件 that its case is; one that is through says when, and
    whether it was in time.
    """
    language, closed = session.language, row["closed"]
    stage = wording.stage_name(row["stage"], language)
    if closed:
        level = "red" if row["late"] else ""
        at = wording.moment_words(closed, language)
        left = wording.left_briefly(-row["late_minutes"], language, late=True)
        left = left if row["late"] else session.text("desk.in_time")
        told = session.text("desk.stage_done", stage=stage, at=at)
    else:
        level = "red" if row["late"] else row["level"] or ""
        at = wording.moment_words(row["due"], language)
        left = wording.left_briefly(row["left"], language, late=row["late"])
        left = session.text("desk.paused") if row["waits"] else left
        told = session.text("desk.stage_due", stage=stage, at=at)
    return DeskLine(
        task=row["task"], document=row["document"], level=level, left=left, title=row["title"],
        number=row["number"] or wording.procedure_name(row["procedure"], language),
        who=f"{row['unit']} {holder_words(session, row)}", stage=told,
        share=f"{round(100 * row['used'] / row['limit'])}%", late=bool(row["late"]),
        span=span_of(row, row["from_axis"], runs=not closed),
        urgency=row["urgency"] or "", urgent=urgent_words(row["urgency"], language),
        flag=supervised_words(session, item) if item else "",
    )  # fmt: skip


def holder_words(session: Session, row: Row) -> str:
    """Whose a stage is, and who stands in for him."""
    if not row["stood_by"] or row.get("closed"):
        return str(row["name"])
    proxy = wording.joined(row["stood_by"], session.language)
    return session.text("desk.stood_by", name=row["name"], proxy=proxy)


def urgent_words(urgency: str | None, language: str) -> str:
    """缓急 of a tag; an ordinary paper has none."""
    tagged = urgency in (Urgency.EXTRA, Urgency.URGENT)
    return wording.urgency_name(str(urgency), language) if tagged else ""


def supervised_words(session: Session, item: Row) -> str:
    """督办件, and why: the rule by which the office opened it, or the words of whoever did."""
    rule = item.get("rule")
    why = wording.term("supervised", rule, session.language) if rule else item["ground"]
    return " · ".join(part for part in (session.text("desk.supervised"), why) if part)


def narrowed_words(
    session: Session, narrowed: Narrowed, period: str, count: int, shown: int
) -> str:  # fmt: skip
    """Which figure the table spells out, and of how many stages; nothing for a chip alone."""
    text = session.text
    key = group_name(session, narrowed.by or narrowed.of, narrowed.key)
    if narrowed.of in (*GROUPS, "done"):
        what = " ".join(part for part in (key, text(f"desk.list_{period}")) if part)
    elif narrowed.of:
        day = wording.day_words(narrowed.key, session.language)
        what = text(f"desk.list_{narrowed.of}_of", day=day)
    else:
        what = key if narrowed.by else ""
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
    """All together, then each of one of `GROUPS`: open, cards, share on time, how long it took."""
    return [
        _group(WHOLE, session.text("desk.whole"), data["whole"]),
        *(_group(row["key"], group_name(session, by, row["key"]), row)
          for row in data[GROUPS[by]]),
    ]  # fmt: skip


def group_name(session: Session, by: str, key: str) -> str:
    """How one of a group is called."""
    language = session.language
    if by == "person":
        return session.facts.names().get(key, key)
    if by == "urgency":
        return urgent_words(key, language) or session.text("desk.ordinary")
    rooms = {"kind": wording.kind_name, "stage": wording.stage_name}
    return rooms[by](key, language) if by in rooms else key


def _group(key: str, name: str, row: Row) -> GroupLine:
    levels = [str(row[level] or "–") for level in LEVELS]
    share = "—" if row["rate"] is None else f"{row['rate']:.0f}%"
    times, spread = "—", None
    if row["took"]:
        half, most = (minutes / wording.DAY for minutes in row["took"])
        times, spread = f"{half:.1f} / {most:.1f}", (half, most)
    return GroupLine(key, name, (str(row["open"]), *levels, share, times), spread)


GROUP_OPENS: tuple[frozenset[str] | None, ...] = (
    frozenset(), frozenset(), *(frozenset((level,)) for level in LEVELS), None, None
)  # fmt: skip
"""What a cell of the table of groups spells out: open stages of these chips, else what is done."""


def opened_by(by: str, key: str, column: int) -> Narrowed:
    """What a cell of the table counts: `by` is one of `GROUPS`, `WHOLE` all of them."""
    chips, whole = GROUP_OPENS[column], key == WHOLE
    if chips is None:
        return Narrowed(of="done") if whole else Narrowed(of=by, key=key)
    return Narrowed(chips) if whole else Narrowed(chips, by=by, key=key)


def told_to(session: Session, level: str) -> str:
    """Who hears of a card of this level and not of the one before, by the law in force."""
    before = LEVELS[LEVELS.index(level) + 1] if level != LEVELS[-1] else ""
    joint = session.text("desk.joint")
    rungs: list[str] = []
    for law in session.facts.procedures:
        known = law["cards"][before] if before else ()
        rungs += [rung for rung in law["cards"][level] if rung not in known]
    names = [
        session.text(f"desk.rung_{rung[1:].replace('-', '_')}") if rung[0] == "@" else rung
        for rung in dict.fromkeys(rungs)
    ]
    return session.text("desk.tells" if not before else "desk.tells_too", who=joint.join(names))


def rule_words(session: Session, level: str) -> str:
    """By which rule a card of this level is drawn."""
    shares = {"blue": BLUE, "yellow": YELLOW}
    law = session.facts.procedures[0]["supervision"]
    return session.text(
        f"desk.rule_{level}", share=shares.get(level, 100), days=LONG, after=law["after"],
        reds=law["reds"],
    )  # fmt: skip
