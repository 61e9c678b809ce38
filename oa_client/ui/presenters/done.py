"""What was done, in words: what happened, to whom, and upon which paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.case import MAIN, TIME, lead_first
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]
LONGEST = 40
"""Characters of what somebody wrote that are said again."""
MOST_NAMED = 5
"""People who are named in one sentence; of more, how many there are is said."""
ONE_WAY = ("recall", "circulate", "read", "add-signer", "remove-signer")
"""Acts that are not taken back, though they move something."""


@dataclass(frozen=True)
class Done:
    """An act that went through.

    Attributes:
        action: which act.
        document: the id of its document; empty where it has none, as 委托代办.
        words: what happened, and to whom.
        about: the title of the document, where it is known here.
        moves: whether it moved a stage, and so might be recalled.
    """

    action: str
    document: str
    words: str
    about: str = ""
    moves: bool = False


def done_of(
    session: Session, changes: Any, action: str, *, named: str = "", said: Row | None = None,
    shown: Row | None = None, about: str = "",
) -> Done:  # fmt: skip
    """An act in words.

    Args:
        session: who acted, and in which language he reads.
        changes: what the act moved.
        action: which act.
        named: what the act is called here, where that is not its usual name.
        said: its fields.
        shown: the document as it stood before.
        about: its title, where `shown` is not at hand.
    """
    said = said or {}
    went = changes.opened and action not in TIME  # these move a clock, and no paper
    if went:
        words = _went(session, changes, action, named, said)
    else:
        words = _stayed(session, changes, action, named, said, shown)
    moves = bool(went or action in MAIN) and action not in ONE_WAY
    title = str(shown["elements"]["title"]) if shown else about
    return Done(action, str(changes.document or ""), words, title, moves)


def _went(session: Session, changes: Any, action: str, named: str, said: Row) -> str:
    """It lies on somebody's desk now."""
    text, language, names = session.text, session.language, session.facts.names()
    got = [task["person"] for task in changes.opened]
    people = lead_first(got, _lead_of(session, got, said))
    facts = {
        "action": named or wording.done_name(action, language),
        "name": _joined(session, [names[person] for person in people]),
        "stage": wording.stage_name(changes.opened[0]["stage"], language),
    }
    if action == "recall" and people == [session.login]:
        return text("done.back_here", **facts)
    if changes.notes.get("asked"):
        return text("done.asked", **facts)
    if action == "number":
        facts["action"] = text("done.numbered", number=changes.number)
    if people == [session.login] and action in (*MAIN, "register"):
        return text("done.yours", **facts)
    if said.get("verdict") == "disagree":
        return text("done.disagree", **facts)
    way = action if action in ("return", "transfer", "circulate", "add-signer") else "sent"
    return text(f"done.{way}", **facts)


def _lead_of(session: Session, people: list[str], said: Row) -> str | None:
    """Of those who got it by 分办, who leads; he may have been named by his unit."""
    units = {person["login"]: person["unit"] for person in session.facts.people}
    return next((one for one in people if said.get("lead") in (one, units[one])), None)


def _stayed(
    session: Session, changes: Any, action: str, named: str, said: Row, shown: Row | None
) -> str:  # fmt: skip
    """Nobody has got anything new by it."""
    text, language = session.text, session.language
    waiting = [t for t in shown["open"] if t["person"] != session.login] if shown else []
    if action in MAIN and action != "read":
        return _with_others(session, action, named, waiting, shown)
    facts = {name: _briefly(session, name, value) for name, value in said.items()}
    facts |= {"name": _joined(session, _with_stages(session, waiting)), "number": ""}
    if shown:
        facts["number"] = str(shown["elements"].get("number") or "")
    facts |= {"number": changes.number} if not shown and changes.number else {}
    if action == "stand-in":
        facts["period"] = wording.period_words(said["from"], said["until"], language)
    facts |= _noted(session, changes, shown) if action in TIME else {}
    if action == "end-stand-in":
        names = session.facts.names()
        facts["person"] = _joined(session, [names[one] for one in changes.notes["people"]])
    if action == "urge":
        facts["name"] = _urged(session, changes.notes["people"], shown)
    key = f"done.{action}"
    if action == "receive" and not said.get("addressee"):
        key = "done.receive_all"
    if action == "add-signer":
        key = "done.add_signer_after"
    if session.knows(key):
        return text(key, **facts)
    return text("done.plain", action=named or wording.action_name(action, language))


def _noted(session: Session, changes: Any, shown: Row | None) -> Row:
    """What the rules noted of more time and of supervision: until when, who decides on it, who had
    asked for it, who answers for the case.
    """
    names, noted = session.facts.names(), changes.notes
    asked = (shown["plan"].get("extension") if shown else None) or {}
    until = noted.get("until")
    return {
        "until": wording.moment_words(until, session.language) if until else "",
        "approvers": _joined(session, [names[one] for one in noted.get("approvers", [])]),
        "asker": names.get(asked.get("by", ""), ""),
        "people": _joined(session, [names[one] for one in noted.get("people", [])]),
    }


def _with_others(
    session: Session, action: str, named: str, waiting: list[Row], shown: Row | None
) -> str:
    """His own part of a stage is done; others may still be at it."""
    own = {t["stage"] for t in shown["open"] if t["person"] == session.login} if shown else set()
    still = [task for task in waiting if task["stage"] in own]
    done = named or wording.done_name(action, session.language)
    if not still:
        key = "done.archive" if action == "archive" else "done.through"
        return session.text(key, action=done)
    name = _joined(session, [task["name"] for task in still])
    stage = wording.stage_name(still[0]["stage"], session.language)
    return session.text("done.still", action=done, name=name, stage=stage)


def _with_stages(session: Session, tasks: list[Row]) -> list[str]:
    return [
        session.text(
            "done.at", name=task["name"],
            stage=wording.stage_name(task["stage"], session.language),
        )
        for task in tasks
    ]  # fmt: skip


def _briefly(session: Session, name: str, value: Any) -> str:
    if name == "until":
        return wording.day_words(value, session.language)
    words = wording.fact(name, value, session.language, session.facts.names())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _urged(session: Session, people: list[str], shown: Row | None) -> str:
    """Who was urged, each at his stage; of many the first ones."""
    theirs = [task for task in shown["open"] if task["person"] in people] if shown else []
    if len(people) > MOST_NAMED or not theirs:
        return several(session, people)
    return _joined(session, _with_stages(session, theirs))


def several(session: Session, people: Iterable[str]) -> str:
    """People by name, each once; of many the first ones, and how many they are."""
    each, names = list(dict.fromkeys(people)), session.facts.names()
    if len(each) <= MOST_NAMED:
        return _joined(session, [names[person] for person in each])
    first = _joined(session, [names[person] for person in each[: MOST_NAMED - 1]])
    return session.text("done.several", names=first, people=len(each))


def urged_many(
    session: Session, urged: Sequence[Iterable[str]], refused: Sequence[str]
) -> str:  # fmt: skip
    """催办 of several papers: who was urged upon those that went through, and why others did not.

    Args:
        session: who urged.
        urged: of each paper that went through, who was urged.
        refused: of each other one the reason, in words.
    """
    people = [person for one in urged for person in one]
    words = session.text("desk.urged_many", names=several(session, people), count=len(urged))
    words = words if urged else session.text("desk.urged_nobody")
    if refused:
        why = " ".join(dict.fromkeys(refused))
        words += session.text("desk.not_urged", count=len(refused), why=why)
    return words


def _joined(session: Session, names: list[str]) -> str:
    return wording.joined(dict.fromkeys(names), session.language)
