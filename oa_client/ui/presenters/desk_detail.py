"""The clock of one document in words: its stages, how it stands, and all that is on record."""

from dataclasses import dataclass
from typing import Any

from oa_client.ui import recorded, wording
from oa_client.ui.presenters.case import assessed_words
from oa_client.ui.presenters.desk import (
    Span,
    holder_words,
    rule_words,
    span_of,
    supervised_words,
)
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


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
    """Whose it was, and from when to when, for a tooltip."""
    began: str = ""


def stage_clocks(session: Session, shown: Row) -> list[StageClock]:
    """The stages that a document came to, in order, each person with his clock."""
    language = session.language
    found = []
    for part in shown["course"]:
        name = wording.stage_name(part["stage"], language)
        for mine in part["people"]:
            used = [span["used"] for span in mine["spans"]]
            took = wording.share_words(used, mine["limit"], language)
            who = holder_words(session, mine)
            state = "late" if mine["late"] else "current" if mine["open"] else "done"
            found.append(StageClock(
                name, who, took, state,
                tuple(
                    span_of(span, span["begins"], runs=span["closed"] is None)
                    for span in mine["spans"]
                ),
                "\n".join([who, *(span_words(session, span) for span in mine["spans"])]),
                _short(mine["spans"][-1]["opened"]),
            ))  # fmt: skip
    return found


def _short(at: str) -> str:
    """A moment where room is narrow: 11-03 09:20."""
    return at[5:16].replace("T", " ")


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
    stood: str = ""
    """For how long it stood still in all."""
    before: str = ""
    """Until when it ran before it was given more."""


def current_clock(session: Session, shown: Row) -> LongClock | None:
    """The clock of the stage in which a document lies, of the person who is due first."""
    found = _running(shown)
    if found is None:
        return None
    stage, mine, span = found
    name = f"{wording.stage_name(stage, session.language)} {holder_words(session, mine)}"
    return _long(session, name, span | {"stopped": None}, span["begins"], _first_due(shown, stage))


def _running(shown: Row) -> tuple[str, Row, Row] | None:
    """The clock that is due first: its stage, whose it is, and how it lies."""
    running = [
        (part["stage"], mine, span)
        for part in shown["course"]
        for mine in part["people"]
        for span in mine["spans"]
        if span["closed"] is None
    ]
    return min(running, key=lambda one: str(one[2]["due"]), default=None)


def _first_due(shown: Row, stage: str = "") -> str:
    """Until when it ran before the first extension; of a stage, or of the whole case."""
    mine = {task["task"] for task in shown["open"] if task["stage"] == stage}
    for asked in shown["plan"].get("extensions", []):
        if asked["outcome"] == "granted" and asked["task"] in mine:
            return str(asked["from"])
    return ""


def whole_clock(session: Session, shown: Row) -> LongClock | None:
    """The clock of the whole case; none where it has no limit of its own."""
    clock = shown["clock"]
    if clock is None or not shown["due"]:
        return None
    return _long(session, session.text("desk.whole_clock"), clock, 0)


def _long(
    session: Session, name: str, clock: Row, begins: int, before: str = ""
) -> LongClock:  # fmt: skip
    language, stopped = session.language, clock["stopped"]
    span = span_of(clock, begins, runs=stopped is None)
    stood = sum(until - begun for begun, until in span.pauses)
    due = "desk.due_later" if span.given else "desk.due_at"
    return LongClock(
        name, wording.share_words(clock["used"], clock["limit"], language),
        wording.moment_words(clock["opened"], language),
        session.text(due, at=wording.moment_words(clock["due"], language)),
        wording.moment_words(stopped, language) if stopped else session.text("desk.col_now"),
        span, bool(clock["late"]),
        session.text("desk.stood", time=days_words(stood, language)) if stood else "",
        session.text("desk.due_at", at=wording.moment_words(before, language)) if before else "",
    )  # fmt: skip


def verdict(session: Session, shown: Row) -> tuple[str, str, str]:
    """How the document stands: a sentence, its due moment, and the card that says how bad it is."""
    language = session.language
    soonest = min(shown["open"], key=lambda task: task["due"], default=None)
    if soonest is None:
        return wording.status_name(shown["status"], language), "", ""
    pause = shown["plan"].get("pause")
    if pause:
        at = wording.moment_words(pause["at"], language)
        since = session.text("desk.paused_since", at=at, ground=pause["ground"])
        return session.text("desk.paused"), since, soonest["card"]
    left = soonest["limit"] - soonest["used"]
    at = wording.moment_words(soonest["due"], language)
    stage = wording.stage_name(soonest["stage"], language)
    due = session.text("desk.due", stage=stage, at=at)
    words = wording.left_words(left, language, late=soonest["late"])
    return words, due, "red" if soonest["late"] else soonest["card"]


def flag_words(session: Session, shown: Row) -> str:
    """督办件, why, and who answers for it; nothing where the case is not under supervision."""
    items = [item for item in shown["plan"].get("supervised", []) if not item["closed_at"]]
    if not items:
        return ""
    names = session.facts.names()
    people = session.text("desk.joint").join(names.get(p, p) for p in items[-1]["people"])
    words = supervised_words(session, items[-1])
    return " · ".join(part for part in (words, people) if part)


def days_words(minutes: int, language: str) -> str:
    """Working time in one unit: 12.5 日, or 2.4 时 where it is less than a day."""
    if minutes >= wording.DAY:
        return f"{round(minutes / wording.DAY, 1):g} {'日' if language == 'zh_CN' else 'd'}"
    return f"{round(minutes / 60, 1):g} {'时' if language == 'zh_CN' else 'h'}"


def numbers(session: Session, shown: Row) -> list[tuple[str, str]]:
    """已用, 暂停, 延期, 催办: each with its word."""
    text, language = session.text, session.language
    found = _running(shown)
    clock = found[2] if found else shown["clock"] or {"used": 0, "stops": []}
    stood = sum(minutes for _, minutes in clock["stops"])
    more = [e for e in shown["plan"].get("extensions", []) if e["outcome"] == "granted"]
    given = days_words(sum(e["minutes"] for e in more), language)
    urged = sum(1 for entry in shown["history"] if entry["code"] == "urge")
    none = text("desk.none")
    return [
        (text("desk.used"), days_words(clock["used"], language)),
        (text("desk.paused_for"), days_words(stood, language) if stood else none),
        (text("desk.extended"),
         text("desk.times_of", count=len(more), time=given) if more else none),
        (text("desk.urged"), text("desk.times", count=urged) if urged else none),
    ]  # fmt: skip


@dataclass(frozen=True)
class WatchLine:
    """What concerns the clocks of a case: when, who or whose stage, what, and what was said."""

    at: str
    level: str
    who: str
    what: str
    note: str = ""


WATCHED = ("card", "withdraw-card", "urge", "urged", "answer-urging", "explain",
           "assess-explanation", "pause", "resume", "ask-extension", "grant-extension",
           "refuse-extension", "supervise", "report-progress", "close-supervision")  # fmt: skip
"""Entries that the desk tells of."""


def watch_lines(session: Session, shown: Row) -> list[WatchLine]:
    """Cards, urges, explanations, pauses, extensions and supervision, newest first."""
    language, names = session.language, session.facts.names()
    holder = {card["task"]: card["person"] for card in shown["cards"]}
    found = []
    for entry in reversed(shown["history"]):
        if entry["code"] not in WATCHED:
            continue
        at, level = _short(entry["at"]), ""
        name = recorded.who_words(shown, entry, language)
        what = wording.entry_name(entry["code"], language)
        if entry["code"] == "card":
            level, task = str(entry["notes"].get("level", "")), entry["notes"].get("task") or None
            whole = session.text("desk.whole_clock")
            name = names.get(holder.get(task) or "", "") if task else whole
            rule = rule_words(session, level) if level else ""
            what = f"{wording.level_name(level, language)}　{rule}"
            if since := entry["settled"].get("since"):
                due = wording.moment_words(since, language, entry["at"])
                what += f" · {session.text('desk.card_due', at=due)}"
        what += assessed_words(session, shown, entry)
        if entry["code"] == "assess-explanation":
            what += f" · {recorded.settled_words(shown, entry, language)}"
        found.append(WatchLine(at, level, name, what, _said(session, entry)))
    return found


def _said(session: Session, entry: Row) -> str:
    """What its author wrote, and until when more time was asked or given."""
    fields, until = entry["fields"], entry["notes"].get("until")
    words = ("note", "reason", "ground", "opinion")
    said = next((str(fields[key]) for key in words if fields.get(key)), "")
    if not until:
        return said
    at = wording.moment_words(str(until), session.language)
    return " · ".join(part for part in (session.text("desk.until", at=at), said) if part)
