"""What may be done with a document now: each act as a button has it, and for whom it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.case import MAIN
from oa_client.ui.presenters.relief import people_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.signers import is_added

Row = dict[str, Any]


@dataclass(frozen=True)
class Offer:
    """An act on a button: allowed, or grey with the reason in words."""

    action: str
    label: str
    allowed: bool
    why: str = ""
    belongs: bool = True
    """Whether it can ever be done with such a paper."""
    for_: str = ""
    """The name of the person for whom it would be done, where one stands in."""


def offers_of(session: Session, shown: Row, may: list[Row]) -> dict[str, Offer]:
    """Every act with its label, allowed or not, as the rules answered.

    A step of his own that must wait keeps the words that it will have, and for whom he will take
    it: 审核 would be another's.
    """
    language, names = session.language, session.facts.names()
    onward = _onward(session, shown)
    own = _in_hand(session, shown)
    offers = {}
    for row in may:
        action = row["action"]
        why = ""
        if row["refused"]:
            facts = {k: v for k, v in row["refused"].items() if k != "code"}
            why = wording.say(row["refused"]["code"], facts, language, names)
        label = wording.action_name(action, language)
        if action in MAIN and (row["allowed"] or action in own):
            effect = "added" if action == "countersign" and is_added(session, shown) else action
            label = wording.effect_name(effect, onward, language)
        if action == "grant-extension" and row["allowed"]:
            until = wording.moment_words(shown["extension"]["until"], language)
            label = session.text("relief.grant", until=until)
        whom = row["for"] if row["allowed"] else own.get(action, session.login)
        for_ = names[whom] if whom not in (None, session.login) else ""
        if for_:
            label = session.text("relief.act_for", person=for_, label=label)
        offers[action] = Offer(action, label, row["allowed"], why, row["belongs"], for_)
    return offers


def in_name(session: Session, offers: Mapping[str, Offer], action: str, words: str = "") -> str:
    """An act in such words, else by its name, with the person for whom it is done; a disagreement
    is a 会签 of the same person.
    """
    offer = offers.get("countersign" if action == "disagree" else action)
    words = words or wording.action_name(action, session.language)
    if not (offer and offer.for_):
        return words
    return session.text("relief.act_for", person=offer.for_, label=words)


def _in_hand(session: Session, shown: Row) -> dict[str, str]:
    """Acts for which he has a task: his own, else that of one for whom he stands in."""
    people = people_of(session, shown)
    tasks = [task for task in shown["open"] if task["person"] in people]
    tasks.sort(key=lambda task: -people.index(task["person"]))
    return {task["action"]: task["person"] for task in tasks}


def _onward(session: Session, shown: Row) -> str:
    """Where the case goes once the person's own task is done: to a signer whom he added to be
    asked then, else to the stage that follows; nothing where it ends.
    """
    people = people_of(session, shown)
    own = {task["task"] for task in shown["open"] if task["person"] in people}
    names = session.facts.names()
    asked = [names[one["person"]] for one in shown["plan"].get("added", ()) if one["task"] in own]
    if asked:
        return session.text("act.to_added", name=wording.joined(asked, session.language))
    following = shown["following"]
    return wording.stage_name(following, session.language) if following else ""
