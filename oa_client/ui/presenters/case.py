"""One document in words: its way, its slip, its record, and what may be done with it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.course import TAKEN_OFF
from oa_client.docflow.handling.slip import FORMS, cells_of, elements_of
from oa_client.ui import recorded, wording
from oa_client.ui.presenters.relief import people_of, signing_name
from oa_client.ui.presenters.session import Facts, Session

Row = dict[str, Any]

MAIN = (
    "examine", "propose", "instruct", "assign", "undertake", "reply", "archive", "submit",
    "review", "countersign", "sign", "recheck", "number", "print", "seal", "issue", "read",
)  # fmt: skip
"""Acts that move a stage on; the first that is allowed is the primary button."""

BESIDE = ("return", "transfer", "add-signer")
"""Acts that have a button of their own beside it."""

MENU = (
    "circulate", "remove-signer", "recall", "urge", "answer-urging", "correct", "receive",
    "void-number", "abandon", "link", "merge",
)  # fmt: skip
"""Acts of the menu, greyed with their refusal where they are not allowed."""

TIME = ("pause", "resume", "ask-extension", "grant-extension", "refuse-extension", "explain",
        "assess-explanation", "withdraw-card", "supervise", "report-progress",
        "close-supervision")  # fmt: skip
"""Acts upon the clocks of a case and its supervision; a menu of their own within the menu."""


@dataclass(frozen=True)
class FlowNode:
    """A stage on the flow strip, in words; `people` only where several act side by side."""

    stage: str
    name: str
    sub: str = ""
    state: str = "pending"
    """done, current, pending, returned or skipped."""
    people: Sequence[tuple[str, bool]] = ()
    tooltip: str = ""
    card: str = ""
    """The highest card of those who have it now."""
    took: str = ""
    share: float = 0.0
    """What all visits used of their limits, in words and as a part of them."""
    returned_to: str = ""
    returned_note: str = ""
    """Where it sent the paper back last, and when."""
    had_card: str = ""
    """The highest card that it ever had."""


@dataclass(frozen=True)
class SlipCell:
    """A cell on the screen: opinions, or for whom it waits; `mine` may be written now."""

    stage: str
    label: str
    entries: list[tuple[str, str, str, str]]
    pending: str = ""
    mine: bool = False
    ahead: bool = False
    """Its stage is still to come; `pending` then says who is likely to have it."""
    signs: str = ""
    """Under which name it is written: one's own, or one's own for another."""


@dataclass(frozen=True)
class Event:
    """An entry of the record, newest first."""

    n: int
    at: str
    who: str
    what: str
    text: str
    tone: str
    """passed, returned, card or other."""
    hash: str
    level: str = ""


def stages_of(facts: Facts, shown: Row) -> dict[str, str]:
    """Names of a procedure's stages by id, as the office published them."""
    return {s["id"]: s["name"] for s in facts.procedure(shown["procedure"])["stages"]}


def nodes_of(session: Session, shown: Row) -> list[FlowNode]:
    """The way of a document, stage by stage."""
    language = session.language
    passed = _passed_over(session.facts, shown)
    course = {part["stage"]: part for part in shown["course"]}
    open_ = {task["stage"] for task in shown["open"]}
    nodes = []
    for stage in stages_of(session.facts, shown):
        tasks = [t for t in shown["open"] if t["stage"] == stage]
        passed_here = [t for t in shown["passed"] if t["stage"] == stage]
        before = [t for t in passed_here if _was_worked(t)]
        skipped = stage in passed and stage not in open_
        if tasks:
            told = foremost(session, shown, tasks)
            sub, state = _left(shown, told, language), "current"
        elif before and before[-1]["outcome"] in ("returned", "disagreed"):
            sub, state = _who_when(shown, before[-1], language), "returned"
        elif before:
            sub, state = _who_when(shown, before[-1], language), "done"
        else:
            sub, state = ("", "skipped") if skipped else (_likely(session, shown, stage), "pending")
        current = [t for t in before if t["round"] == shown["round"]] if tasks else before
        people = _people(shown, tasks, current, language)
        came = course.get(stage)
        name = wording.stage_name(stage, language)
        each = [_told(shown, task, language) for task in (*passed_here, *tasks)]
        tip = "\n".join([name, *each])
        tip += _visits_told(session, came)
        visits = len(came["visits"]) if came else 0
        if visits > 1 and not tasks:
            alone = _doer(shown, before[-1], language) if len(people) == 1 else ""
            sub = session.text("trail.visits", name=alone, count=visits).strip()
        side_by_side = people if len(people) > 1 else []
        took, share = _took(came, language)
        card = highest_card(tasks)
        back = _returned(session, came)
        nodes.append(FlowNode(stage, name, sub, state, side_by_side, tip, card, took, share, *back,
                          came["card"] if came else ""))  # fmt: skip
    return nodes


def _was_worked(task: Row) -> bool:
    """Whether somebody dealt with it; what was taken off his desk again he did not do."""
    return task["outcome"] not in TAKEN_OFF


def returned_words(session: Session, shown: Row) -> str:
    """Who sent it back last and why, until somebody has gone on with it."""
    acts = [e for e in shown["history"] if e["code"] in (*MAIN, "return")]
    if not acts:
        return ""
    last = acts[-1]
    fields = last["fields"]
    if last["code"] != "return" and fields.get("verdict") != "disagree":
        return ""
    reason = fields.get("reason") or fields.get("opinion") or ""
    return session.text("act.returned", name=last["name"], reason=reason)


def recalled_words(login: str, shown: Row) -> str:
    """What he had said in the step that he took back last, to be written on."""
    acts = [e for e in shown["history"] if e["by"] == login and e["code"] in (*MAIN, "recall")]
    if len(acts) < 2 or acts[-1]["code"] != "recall":
        return ""
    said = next((o for o in shown["opinions"] if o["n"] == acts[-2]["n"]), None)
    return str(said["text"]) if said and said["stage"] == shown["stage"] else ""


def _likely(session: Session, shown: Row, stage: str) -> str:
    """Who would have a stage to come, as far as that is known; of several the first is named."""
    people = lead_first(shown["ahead"].get(stage, ()), shown["plan"].get("lead"))
    if not people:
        return ""
    name = session.facts.names()[people[0]]
    return session.text("document.and_others", name=name) if people[1:] else name


def _took(came: Row | None, language: str) -> tuple[str, float]:
    if came is None:
        return "", 0.0
    used = [visit["used"] for visit in came["visits"]]
    return wording.share_words(used, came["limit"], language), came["used"] / max(1, came["limit"])


def _visits_told(session: Session, came: Row | None) -> str:
    """Its highest card; where a case came to it again, how often, and how long it stayed in all."""
    if came is None:
        return ""
    told = f"\n{wording.level_name(came['card'], session.language)}" if came["card"] else ""
    if len(came["visits"]) < 2:
        return told
    total = wording.minutes_words(came["used"], session.language)
    return f"{told}\n{session.text('trail.visited', count=len(came['visits']), total=total)}"


def _returned(session: Session, came: Row | None) -> tuple[str, str]:
    back = came["returned"] if came else None
    if not back:
        return "", ""
    at = back["at"][5:16].replace("T", " ")
    return back["to"], session.text("trail.returned_at", at=at)


def highest_card(tasks: list[Row]) -> str:
    """The worst card of several open tasks; empty where none has one."""
    out = {task["card"] for task in tasks}
    return next((level for level in ("red", "yellow", "blue") if level in out), "")


def _people(
    shown: Row, tasks: list[Row], before: list[Row], language: str
) -> list[tuple[str, bool]]:  # fmt: skip
    people = {
        task["person"]: (_doer(shown, task, language), task["outcome"] == "done")
        for task in before
    }
    people |= {task["person"]: (task["name"], False) for task in tasks}
    return [people[person] for person in lead_first(people, shown["plan"].get("lead"))]


def _doer(shown: Row, task: Row, language: str) -> str:
    """Who dealt with a task; of a stand-in it is said for whom."""
    name = str(task["name"])
    if task["by"] == task["person"]:
        return name
    return wording.acted_for(shown["names"][task["by"]]["name"], name, language)


def foremost(session: Session, shown: Row, tasks: list[Row]) -> Row:
    """Of open tasks the one whose limit is told: his own, or that of whom he stands in for, before
    others', and work before reading; of those the one that is due first.
    """
    people = people_of(session, shown)
    mine = [task for task in tasks if task["person"] in people] or tasks
    mine = [task for task in mine if task["action"] != "read"] or mine
    return min(mine, key=lambda task: str(task["due"]))


def _left(shown: Row, task: Row, language: str) -> str:
    """What it has left; while its clock stands still, that it does."""
    left = task["limit"] - task["used"]
    if _stands_still(shown, task):
        return wording.stopped_words(left, language)
    return wording.left_words(left, language, late=task["late"])


def _stands_still(shown: Row, task: Row) -> bool:
    """Whether a pause has stopped the clock of a task; one that had run out it stops no more."""
    pause = shown["plan"].get("pause")
    return bool(pause) and task["task"] in pause["clocks"]


def lead_first(people: Iterable[str], lead: str | None) -> list[str]:
    """主办在前: whoever leads is named before those who assist, who keep their order."""
    return sorted(dict.fromkeys(people), key=lambda person: person != lead)


def _passed_over(facts: Facts, shown: Row) -> set[str]:
    """Stages that were skipped, and those ahead that will be, for nobody is named for them."""
    over: set[str] = set()
    for event in shown["history"]:
        over |= set(event["notes"].get("passed_over") or [])
    if shown["status"] != "open":
        return over
    stages = facts.procedure(shown["procedure"])["stages"]
    here = next((n for n, stage in enumerate(stages) if stage["id"] == shown["stage"]), len(stages))
    ahead = (stage for stage in stages[here + 1 :] if stage["passed_over"])
    return over | {stage["id"] for stage in ahead if not shown["ahead"].get(stage["id"])}


def _who_when(shown: Row, task: Row, language: str) -> str:
    name = _doer(shown, task, language)
    return f"{name} {task['closed_at'][5:10]}" if language == "zh_CN" else name


def _told(shown: Row, task: Row, language: str) -> str:
    came = wording.moment_words(task["opened_at"], language)
    if task.get("closed_at"):
        done, name = wording.moment_words(task["closed_at"], language), _doer(shown, task, language)
        return f"{name}: {came} → {done} {wording.outcome_name(task['outcome'], language)}"
    due = wording.moment_words(task["due"], language)
    if _stands_still(shown, task):  # its due moment moves once it goes on
        due = _left(shown, task, language)
    return f"{task['name']}: {came} → … ({due})"


def slip_of(session: Session, shown: Row) -> tuple[dict[str, str], list[SlipCell]]:
    """Elements and cells of the slip on the screen."""
    law = session.facts.procedure(shown["procedure"])
    form, people = FORMS[law["opens_with"]], session.facts.names()
    cells = []
    for cell in cells_of(shown, stages_of(session.facts, shown)):
        waiting = [t for t in shown["open"] if t["stage"] == cell.stage and not t["decides"]]
        own = [t for t in waiting if t["person"] in people_of(session, shown)]
        ahead = [] if waiting else shown["ahead"].get(cell.stage, [])
        coming = lead_first([*(t["person"] for t in waiting), *ahead], shown["plan"].get("lead"))
        names = "、".join(people[login] for login in coming)
        stage = wording.stage_name(cell.stage, session.language)
        pending = session.text("document.waiting_for", name=names, stage=stage) if names else ""
        entries = [(said.text, said.name, said.at, said.note) for said in cell.said]
        signs = signing_name(session, own)
        cells.append(
            SlipCell(cell.stage, cell.label, entries, pending, bool(own), bool(ahead), signs)
        )
    return elements_of(shown, form), cells


def done_as(session: Session, action: str, stage: str, *, disagrees: bool = False) -> str:
    """What an act is called once it is done: a review after its step, 核稿 or 审核; a disagreement
    as such.
    """
    if disagrees:
        return wording.done_name("disagree", session.language)
    return wording.done_name(stage if action == "review" and stage else action, session.language)


def events_of(session: Session, shown: Row) -> list[Event]:
    """The record in words, newest first."""
    language, events = session.language, []
    for entry in reversed(shown["history"]):
        card = entry["code"] == "card"
        settled = recorded.settled_words(shown, entry, language)
        what = recorded.act_words(shown, entry, language) + (f" · {settled}" if settled else "")
        events.append(Event(
            entry["n"], entry["at"][5:16].replace("T", " "),
            recorded.who_words(shown, entry, language),
            what + assessed_words(session, shown, entry), recorded.said_words(entry),
            _tone(entry), entry["hash"], str(entry["notes"].get("level", "")) if card else "",
        ))  # fmt: skip
    return events


def assessed_words(session: Session, shown: Row, entry: Row) -> str:
    """Behind an explanation and its card: how it stands; else nothing."""
    found = [one for one in shown["explanations"] if _concerns(one, entry)]
    state = found[-1]["state"] if found else ""
    return f" · {wording.term('assessed', state, session.language)}" if state else ""


def _concerns(one: Row, entry: Row) -> bool:
    notes, card = entry["notes"], one["card"]
    if entry["code"] == "explain":
        return bool(one["n"] == entry["n"])
    about = entry["code"] == "card" and card is not None
    return about and (card["level"], card["task"] or None, card["round"]) == (
        notes.get("level"), notes.get("task") or None, notes.get("round")
    )  # fmt: skip


def _tone(entry: Row) -> str:
    if entry["code"] == "card":
        return "card"
    if entry["code"] == "return" or entry["fields"].get("verdict") == "disagree":
        return "returned"
    return "passed" if entry["code"] in MAIN else "other"
