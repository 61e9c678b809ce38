"""督办件: a case under supervision until whoever opened it closes it (销号)."""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.people import HEAD, SUPERVISOR, named
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse


def present(docket: Docket) -> Row | None:
    """The supervised item that is open, or None."""
    items: list[Row] = docket.plan.get("supervised", [])
    return next((item for item in items if not item["closed_at"]), None)


def ground(plan: Row) -> str | None:
    """On what ground a case is a supervised item now, by its plan."""
    items = plan.get("supervised") or []
    return next((str(item["ground"]) for item in items if not item["closed_at"]), None)


def may_open(docket: Docket, login: str) -> None:
    """督办立项 is the supervisor's or the head's, of a case that is being handled.

    Raises:
        Refused: `not-your-post`, `not-open`, `already-supervised`.
    """
    if not {SUPERVISOR, HEAD} & set(docket.office.posts(login)):
        raise Refused("not-your-post", post=SUPERVISOR)
    if docket.document["status"] != "open":
        raise Refused("not-open")
    if present(docket):
        raise Refused("already-supervised")


def may_close(docket: Docket, login: str) -> None:
    """Only who opened an item closes it.

    Raises:
        Refused: `not-supervised`, `opened-by-another`.
    """
    item = present(docket)
    if item is None:
        raise Refused("not-supervised")
    if item["by"] != login:
        raise Refused("opened-by-another", person=item["by"])


def supervise(docket: Docket, by: str, fields: Row) -> None:
    """Open a 督办件: on what ground, who answers for it, by when.

    Raises:
        Refused: `field-missing`.
        BadInput: `no-such-person`, `bad-time`.
    """
    if not fields["ground"].strip():
        raise Refused("field-missing", field="ground")
    until, people = _by(docket, fields.get("by"))
    people = people or [t["person"] for t in docket.tasks() if t["action"] != "read"]
    people = list(dict.fromkeys(people))
    for person in people:
        docket.add_party(person, "supervised")
    item = {
        "n": docket.next_entry, "by": by, "ground": fields["ground"], "people": people,
        "until": until, "at": iso(docket.at), "closed_at": None,
    }  # fmt: skip
    docket.set_plan(supervised=[*docket.plan.get("supervised", []), item])
    docket.notes |= {"people": people, "until": until}


def _by(docket: Docket, said: str | list[str] | None) -> tuple[str | None, list[str]]:
    """`by` names who answers for it, or the day by which it is to be done."""
    if isinstance(said, str):
        try:
            return iso(parse(said)), []
        except BadInput:
            pass
    return None, named(docket.office, said, "by")


def close(docket: Docket) -> None:
    """销号."""
    items = [
        item if item["closed_at"] else item | {"closed_at": iso(docket.at)}
        for item in docket.plan["supervised"]
    ]
    docket.set_plan(supervised=items)
