"""核定说明: what was explained in writing is accepted, or not with a reason; never by its author.

Who assesses stands in the procedure (`[explanation]`), by the level of the card that it is about,
and is published. An explanation that was accepted lifts no card: it is stated beside it.
"""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.clocks.ladder import heard, on_rungs
from oa_client.docflow.handling.people import DEPUTY, HEAD, SUPERVISOR, active_superiors
from oa_client.docflow.handling.reading import reading_stage
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso

_RANK = ("blue", "yellow", "red")


def given(docket: Docket) -> list[Row]:
    """Every explanation of a case, as it stands on the slip; the oldest first."""
    return [said for said in docket.tables.get("opinion", []) if said["action"] == "explain"]


def waiting(docket: Docket) -> list[Row]:
    """Explanations that nobody has assessed yet, the oldest first."""
    done = {row["n"] for row in docket.tables.get("assessment", [])}
    return [said for said in given(docket) if said["n"] not in done]


def card_of(docket: Docket, said: Row) -> Row | None:
    """The card that an explanation is about: the weightiest and newest that then stood on whoever
    speaks, or on him for whom he does; None where it is about the 督办件.
    """
    people = {said["person"], said["for_"]}
    cards = [
        card for card in docket.tables.get("card", [])
        if card["issued_at"] <= said["at"]
        and not (card["withdrawn_at"] and card["withdrawn_at"] < said["at"])
        and people & {card["person"], *heard(card)}
    ]  # fmt: skip
    return max(cards, key=lambda c: (_RANK.index(c["level"]), c["at"], c["task"]), default=None)


def assessors(docket: Docket, said: Row) -> list[str]:
    """Who may assess an explanation: as the procedure has it, never who gave it or got the card.

    Where nobody is left, whoever stands above the one who explains, else a leader. A classified
    stub is not the 督办员's to see, nor to judge.
    """
    card, office = card_of(docket, said), docket.office
    own = {said["person"], said["for_"], card["person"] if card else None}
    whose = said["for_"] or said["person"]
    law = docket.procedure.explanation
    rungs = getattr(law, card["level"] if card else "supervised")
    shut = set(office.holders(SUPERVISOR)) if docket.document["classified"] else set()
    found = on_rungs(office, rungs, whose)
    above = active_superiors(office, whose)[:1]
    for people in (found, above, office.holders(HEAD), office.holders(DEPUTY)):
        left = [person for person in dict.fromkeys(people) if person not in own | shut]
        if left:
            return left
    return []


def tell(docket: Docket, said: Row) -> None:
    """An explanation lies among what its assessor has to read, unless he sees every case anyway."""
    holding = {task["person"] for task in docket.tasks() if task["action"] == "read"}
    for person in assessors(docket, said):
        if SUPERVISOR not in docket.office.posts(person) and person not in holding:
            docket.open_task(reading_stage(docket), person, from_=said["person"], note=said["text"])


def may_assess(docket: Docket, login: str) -> str | None:
    """Whoever is to assess one that waits, or stands in for such a one.

    Returns:
        For whom he does, where not for himself.

    Raises:
        Refused: `no-explanation-waits`, `own-explanation`, `assessor-is-another`.
    """
    left = waiting(docket)
    if not left:
        raise Refused("no-explanation-waits")
    for said in left:
        who = _right(docket, said, login)
        if who:
            return who if who != login else None
    if all(login in (said["person"], said["for_"]) for said in left):
        raise Refused("own-explanation")
    raise Refused("assessor-is-another", people=assessors(docket, left[0]))


def _right(docket: Docket, said: Row, login: str) -> str | None:
    """As whom a person may assess this one: himself, or he for whom he stands in."""
    if login in (said["person"], said["for_"]):
        return None
    people = (login, *docket.office.principals(login, docket.at))
    return next((person for person in people if person in assessors(docket, said)), None)


def assess(docket: Docket, by: str, fields: Row) -> None:
    """核定: accepted or not; without `n` the oldest that is his to assess.

    Raises:
        Refused: `reason-missing`, `no-explanation-waits`, `assessor-is-another`.
        BadInput: `no-such-explanation`.
    """
    reason = fields.get("reason") or fields.get("opinion") or ""
    if not fields["accepted"] and not reason.strip():
        raise Refused("reason-missing", field="reason")
    said = _chosen(docket, by, fields.get("n"))
    docket.put(
        "assessment",
        {"document": docket.document["id"], "n": said["n"], "by": by,
         "for_": None if by in assessors(docket, said) else _right(docket, said, by),
         "at": iso(docket.at), "accepted": int(fields["accepted"]), "reason": reason},
    )  # fmt: skip
    docket.notes |= {"explanation": said["n"], "accepted": fields["accepted"],
                     "people": [said["for_"] or said["person"]]}  # fmt: skip


def _chosen(docket: Docket, by: str, n: int | None) -> Row:
    if n is not None and all(said["n"] != n for said in given(docket)):
        raise BadInput("no-such-explanation", n=n)
    left = [said for said in waiting(docket) if n in (None, said["n"])]
    if not left:
        raise Refused("no-explanation-waits")
    mine = [said for said in left if _right(docket, said, by)]
    if not mine:
        raise Refused("assessor-is-another", people=assessors(docket, left[0]))
    return mine[0]


def shown(docket: Docket) -> list[Row]:
    """Every explanation of a case: whose, of which card, and how it was assessed."""
    done = {row["n"]: row for row in docket.tables.get("assessment", [])}
    names = {login: row["name"] for login, row in docket.office.people.items()}
    told = []
    for said in given(docket):
        card, row = card_of(docket, said), done.get(said["n"])
        told.append({
            "n": said["n"], "person": said["person"], "name": names[said["person"]],
            "for": said["for_"], "at": said["at"], "text": said["text"],
            "card": {k: card[k] for k in ("task", "level", "round")} if card else None,
            "state": state_of(row), "assessors": [] if row else assessors(docket, said),
            "assessed": None if row is None else {
                "by": row["by"], "name": names[row["by"]], "for": row["for_"], "at": row["at"],
                "reason": row["reason"],
            },
        })  # fmt: skip
    return told


def state_of(row: Row | None) -> str:
    """`pending` (待核), `accepted` or `refused`, by the row of its assessment."""
    if row is None:
        return "pending"
    return "accepted" if row["accepted"] else "refused"
