"""催办: by hand, or by the office itself so long before the due moment; and what the urged answer.

Each person who is urged has his own line on record, and answers it: in words, and by when.
"""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.people import named
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.limit import Limit

BY_RULE = ""
"""Whoever urges where the office itself does."""


def in_hand(docket: Docket) -> dict[str, Row]:
    """Who can be urged, each with the task that he has in hand; readers where nobody else has."""
    tasks = docket.tasks()
    acting = [task for task in tasks if task["action"] != "read"] or tasks
    return {task["person"]: task for task in reversed(acting)}


def may_urge(docket: Docket, login: str) -> None:
    """Not again so soon; what others sent meanwhile holds nobody up.

    Raises:
        Refused: `urged-lately`, where everybody who has it in hand was urged by him just now.
    """
    _not_all_lately(docket, login, in_hand(docket))


def _not_all_lately(docket: Docket, login: str, holding: dict[str, Row]) -> None:
    soonest = [(_again(docket, login, task), person) for person, task in holding.items()]
    waits = [(moment, person) for moment, person in soonest if moment]
    if waits and len(waits) == len(soonest):
        raise _lately(*min(waits))


def others_in_hand(docket: Docket, login: str) -> dict[str, Row]:
    """Who can be urged by this person: nobody urges himself."""
    return {person: task for person, task in in_hand(docket).items() if person != login}


def is_of_use(docket: Docket, login: str) -> None:
    """Whether there is anybody but himself to urge: it is not offered else.

    An act that urged its own author is no breach, and stands on record where one was done.

    Raises:
        Refused: `nobody-else-to-urge`, `urged-lately`.
    """
    others = others_in_hand(docket, login)
    if not others:
        raise Refused("nobody-else-to-urge")
    _not_all_lately(docket, login, others)


def urgeable(docket: Docket, login: str) -> list[str]:
    """Whom this person would urge now: not himself, and nobody whom he has just urged."""
    others = others_in_hand(docket, login)
    return [person for person, task in sorted(others.items()) if not _again(docket, login, task)]


def _again(docket: Docket, by: str, task: Row) -> str | None:
    """From when on `by` may urge again for a task; None where he may now.

    It is the working time of whoever is urged that passes between, as the procedure has it.
    """
    apart, whose = docket.procedure.urging.apart, (by, task["person"], task["id"])
    sent = [u["at"] for u in docket.tables.get("urging", [])
            if (u["by"], u["person"], u["task"]) == whose]  # fmt: skip
    if apart is None or not sent:
        return None
    calendar = docket.office.calendar_of(task["person"])
    moment = iso(calendar.add_minutes(parse(max(sent)), Limit.parse(apart).minutes))
    return moment if iso(docket.at) < moment else None


def _lately(moment: str, person: str) -> Refused:
    return Refused("urged-lately", person=person, start=moment)


def urge(docket: Docket, by: str, fields: Row) -> None:
    """Urge who is named, else everybody who has it in hand and was not just urged by him.

    Raises:
        Refused: `not-in-hand`, where who is named has nothing to do here; `urged-lately`.
        BadInput: `no-such-person`.
    """
    holding, chosen = in_hand(docket), named(docket.office, fields.get("to"), "to")
    people = chosen or [p for p in sorted(holding) if not _again(docket, by, holding[p])]
    for person in people:
        if person not in holding:
            raise Refused("not-in-hand", person=person)
        again = _again(docket, by, holding[person])
        if again:
            raise _lately(again, person)
        docket.put("urging", line(docket, person, holding[person]["id"], by, fields.get("note")))
    docket.notes["people"] = people


def line(docket: Docket, person: str, task: str, by: str, note: str | None) -> Row:
    """One person's line of an urging, as it is put on record."""
    opens = docket.office.calendar_of(person).next_open(docket.at)
    return {
        "document": docket.document["id"], "n": docket.next_entry, "person": person,
        "task": task, "by": by, "note": note, "at": iso(docket.at), "notify_at": iso(opens),
        "answer": None, "expected": None, "answered_at": None,
    }  # fmt: skip


def unanswered(docket: Docket, person: str) -> list[Row]:
    """The urgings of a person that he has not answered, the oldest first."""
    lines = [u for u in docket.tables.get("urging", []) if u["person"] == person]
    return sorted((u for u in lines if not u["answered_at"]), key=lambda u: int(u["n"]))


def may_answer(docket: Docket, login: str) -> str | None:
    """Whoever was urged, or stands in for him.

    Returns:
        For whom he answers, where not for himself.

    Raises:
        Refused: `nothing-to-answer`.
    """
    for person in (login, *docket.office.principals(login, docket.at)):
        if unanswered(docket, person):
            return person if person != login else None
    raise Refused("nothing-to-answer")


def answer(docket: Docket, by: str, fields: Row) -> None:
    """回复催办: what hinders, and by when it will be done; it answers all that waited.

    Raises:
        Refused: `opinion-missing`, `nothing-to-answer`, `back-dated`.
        BadInput: `bad-time`.
    """
    if not fields["opinion"].strip():
        raise Refused("opinion-missing", field="opinion")
    expected = fields.get("expected")
    if expected and parse(expected).date() < docket.at.date():
        raise Refused("back-dated", start=expected)
    person = may_answer(docket, by) or by
    waiting = [u for u in unanswered(docket, person) if fields.get("n") in (None, u["n"])]
    if not waiting:
        raise Refused("nothing-to-answer")
    said = {"answer": fields["opinion"], "expected": expected, "answered_at": iso(docket.at)}
    for one in waiting:
        docket.put("urging", {k: one[k] for k in ("document", "n", "person")} | said)
    docket.notes |= {"answered": [u["n"] for u in waiting], "expected": expected}
    docket.notes["people"] = sorted({u["by"] for u in waiting if u["by"] != BY_RULE})


def shown(docket: Docket) -> list[Row]:
    """Every urging of a case with its answer; `by` is empty where the office itself urged."""
    people = docket.office.people
    return [
        {k: u[k] for k in ("n", "person", "task", "by", "note", "at", "answer", "expected",
                           "answered_at")}
        | {"name": people[u["person"]]["name"],
           "by_name": people[u["by"]]["name"] if u["by"] in people else ""}
        for u in docket.tables.get("urging", [])
    ]  # fmt: skip
