"""Who hears of a card: rungs of the procedure, up the chain of superiors; never nobody."""

import json
from collections.abc import Sequence
from datetime import datetime

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.people import HEAD, SUPERVISOR, active_superiors
from oa_client.docflow.procedure.definition import RUNGS, Procedure
from oa_client.docflow.timelimit.monitor import Level


def recipients(
    office: Office, procedure: Procedure, person: str, level: Level, at: datetime
) -> list[str]:
    """Everybody who hears of a card, each once; who is away is heard for by his stand-in too.

    A chain of superiors that ends too soon, or runs in a ring, ends at the 督办员.
    """
    found: list[str] = []
    for who in on_rungs(office, getattr(procedure.cards, level.value), person):
        found += [who, *office.proxies(who, at)]
    return list(dict.fromkeys(found))


def on_rungs(office: Office, rungs: Sequence[str], person: str) -> list[str]:
    """Who stands on these rungs above a person, in their order; a vacant one is the 督办员's."""
    return [who for rung in rungs for who in _on(office, rung, person)]


def _on(office: Office, rung: str, person: str) -> list[str]:
    if rung == RUNGS[0]:
        return [person]
    if rung in RUNGS:
        above = active_superiors(office, person)
        step = RUNGS.index(rung)
        return above[step - 1 : step] or _last(office)
    return office.holders(rung) or _last(office)


def _last(office: Office) -> list[str]:
    return office.holders(SUPERVISOR) or office.holders(HEAD)


def notices(issued: list[Row], urged: Sequence[Row] = ()) -> list[Row]:
    """After a sweep each person is told once, of each clock only its highest card.

    Args:
        issued: the cards.
        urged: who was urged for which document, however many it were.

    Returns:
        A row per person: `person`, `notify_at` (when the office is open), `cards`, `urged`.
    """
    ranks = [level.value for level in Level]
    told: dict[str, dict[tuple[str, str | None], Row]] = {}
    for card in sorted(issued, key=lambda c: ranks.index(c["level"])):
        for person in card["to"]:
            told.setdefault(person, {})[card["document"], card["task"]] = card
    asked: dict[str, list[Row]] = {}
    for line in urged:
        asked.setdefault(line["person"], []).append(line)
    found = []
    for person in dict.fromkeys((*told, *asked)):
        cards, lines = list(told.get(person, {}).values()), asked.get(person, [])
        opens = max(str(row["notify_at"]) for row in (*cards, *lines))
        found.append({"person": person, "notify_at": opens, "cards": cards, "urged": lines})
    return found


def heard(card: Row) -> list[str]:
    """The logins that a card on record went to."""
    to: list[str] = json.loads(card["to_"])
    return to
