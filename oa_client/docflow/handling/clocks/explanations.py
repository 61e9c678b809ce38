"""书面说明 of whoever got a card or answers for a 督办件; 撤牌: a new fact, never a deletion."""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.clocks import assessments, supervised
from oa_client.docflow.handling.clocks.ladder import heard
from oa_client.docflow.handling.people import SUPERVISOR
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso

_RANK = ("blue", "yellow", "red")


def standing_cards(docket: Docket) -> list[Row]:
    """Cards that were not withdrawn, the weightiest and newest last."""
    cards = [c for c in docket.tables.get("card", []) if not c["withdrawn_at"]]
    return sorted(cards, key=lambda c: (_RANK.index(c["level"]), c["at"], c["task"]))


def may_explain(docket: Docket, login: str) -> str | None:
    """Whoever got a card, or answers for the supervised item; also in the name of such a one.

    Returns:
        For whom he speaks, where not for himself.

    Raises:
        Refused: `nothing-to-explain`; `too-many-explanations`, where as many wait as may.
    """
    item = supervised.present(docket)
    asked = set(item["people"]) if item else set()
    for card in docket.tables.get("card", []):
        asked |= {card["person"], *heard(card)}
    for person in (login, *docket.office.principals(login, docket.at)):
        if person in asked:
            _not_too_many(docket, person)
            return person if person != login else None
    raise Refused("nothing-to-explain")


def _not_too_many(docket: Docket, person: str) -> None:
    """Nobody buries whoever assesses under words: what waits is to be assessed first."""
    most = docket.procedure.explanation.most
    mine = [s for s in assessments.waiting(docket) if (s["for_"] or s["person"]) == person]
    if most is not None and len(mine) >= most:
        raise Refused("too-many-explanations", most=most)


def explain(docket: Docket, by: str, fields: Row) -> None:
    """Put an explanation on the slip, to be assessed (待核); it lifts no card.

    Raises:
        Refused: `opinion-missing`.
    """
    if not (fields.get("opinion") or "").strip():
        raise Refused("opinion-missing", field="opinion")
    mine = [c for c in standing_cards(docket) if by in (c["person"], *heard(c))]
    if mine:
        docket.notes["card"] = {name: mine[-1][name] for name in ("task", "level", "round")}
    item = supervised.present(docket)
    if item:
        docket.notes["supervised"] = item["n"]
    assessments.tell(docket, assessments.given(docket)[-1])


def may_withdraw(docket: Docket, login: str) -> None:
    """撤牌 is the supervisor's, and never of his own card.

    Raises:
        Refused: `not-your-post`, `no-card-stands`.
    """
    if SUPERVISOR not in docket.office.posts(login):
        raise Refused("not-your-post", post=SUPERVISOR)
    if not any(card["person"] != login for card in standing_cards(docket)):
        raise Refused("no-card-stands")


def withdraw(docket: Docket, by: str, fields: Row) -> None:
    """Withdraw a card upon a new fact; it stays on record as withdrawn, and does not come again.

    Without `level` and `task` it is the weightiest and newest.

    Raises:
        Refused: `reason-missing`, `no-card-stands`.
    """
    if not fields["reason"].strip():
        raise Refused("reason-missing", field="reason")
    cards = [
        c for c in standing_cards(docket)
        if c["person"] != by
        and fields.get("level") in (None, c["level"]) and fields.get("task") in (None, c["task"])
    ]  # fmt: skip
    if not cards:
        raise Refused("no-card-stands")
    key = {name: cards[-1][name] for name in ("document", "task", "level", "round")}
    docket.put("card", key | {"withdrawn_at": iso(docket.at)})
    docket.notes["card"] = {k: v for k, v in key.items() if k != "document"}
