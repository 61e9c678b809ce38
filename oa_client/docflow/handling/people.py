"""Who acts at a stage: from the post, from the unit, or from the case itself."""

from oa_client.docflow.handling.case import Docket, Office
from oa_client.docflow.model.document import UPWARD_KINDS
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.procedure.definition import CONTRARY, Stage

HEAD = "主要负责人"
DEPUTY = "分管领导"
REGISTRY = "文书"
SUPERVISOR = "督办员"
OFFICE_CHIEF = "办公室主任"


def named(office: Office, names: str | list[str] | None, field: str) -> list[str]:
    """The logins that names of people, units or posts stand for, each once, in order.

    Raises:
        BadInput: `no-such-person`, with the name.
    """
    found: list[str] = []
    for name in [names] if isinstance(names, str) else names or []:
        login = office.person_or_unit(name)
        if login is None:
            raise BadInput("no-such-person", field=field, name=name[:60])
        if login not in found:
            found.append(login)
    return found


def in_office(office: Office, login: str) -> bool:
    """Whether a person is still here and has a key that counts."""
    held = any(k["login"] == login and k["status"] == "trusted" for k in office.keys.values())
    return held and bool(office.people[login]["active"])


def active_superiors(office: Office, login: str) -> list[str]:
    """Whoever stands above a person and is in office, the nearest first."""
    return [p for p in office.superiors(login) if office.people[p]["active"]]


def authors(docket: Docket) -> list[str]:
    """Everybody who had a hand in the draft; none of them may judge it."""
    return list(docket.plan.get("authors", []))


def bars_drafter(stage: Stage) -> bool:
    """Whether the stage judges a draft."""
    return stage.id in CONTRARY or stage.action in CONTRARY


def cleared(docket: Docket, stage: Stage, person: str) -> str:
    """The person, or where he drafted the paper himself the next above him who did not.

    Raises:
        Refused: `drafter-may-not-sign`, where nobody stands above him.
    """
    if not bars_drafter(stage) or person not in authors(docket):
        return person
    for above in docket.office.superiors(person):
        if above not in authors(docket):
            return above
    raise Refused("drafter-may-not-sign", person=person, stage=stage.id)


def assignees(docket: Docket, stage: Stage) -> list[str]:
    """Who is to act at a stage that now opens.

    Raises:
        Refused: `post-vacant` where nobody holds the post, `drafter-may-not-sign`.
    """
    people = _from_case(docket, stage) if stage.by.startswith("@") else _of_post(docket, stage.by)
    cleared_people: list[str] = []
    for person in people:
        who = cleared(docket, stage, person)
        if who not in cleared_people:
            cleared_people.append(who)
    return cleared_people


def _of_post(docket: Docket, post: str) -> list[str]:
    holders = docket.office.holders(post)
    if not holders:
        raise Refused("post-vacant", post=post)
    earlier = {task["person"] for task in docket.tasks(open_only=False)}
    return [next((p for p in holders if p in earlier), holders[0])]


def _from_case(docket: Docket, stage: Stage) -> list[str]:
    plan, office = docket.plan, docket.office
    drafter = docket.document["drafter"] or docket.document["creator"]
    if stage.by in ("@creator", "@drafter"):
        return [docket.document["creator"] if stage.by == "@creator" else drafter]
    if stage.by == "@drafter-chief":
        return [office.chief_of(office.people[drafter]["unit"]) or _above(office, drafter)]
    if stage.by == "@lead":
        return [plan["lead"]]
    if stage.by == "@undertakers":
        return [*(plan.get("assist") or []), plan["lead"]]
    if stage.by == "@leader":
        return [plan.get("leader") or deputy(docket)]
    if stage.by == "@signer":
        return [_signer(docket)]
    return list(plan.get("countersigners") or [])


def _above(office: Office, person: str) -> str:
    above = office.superiors(person)
    if not above:
        raise Refused("post-vacant", post="科长")
    return above[0]


def deputy(docket: Docket) -> str:
    """The 分管领导 under whom the case falls: up the line of its drafter or of the office."""
    office = docket.office
    start = docket.document["drafter"] or next(iter(office.holders(OFFICE_CHIEF)), None)
    line = [start, *office.superiors(start)] if start else []
    for person in [*line, *office.holders(DEPUTY)]:
        if DEPUTY in office.posts(person) and office.people[person]["active"]:
            return person
    raise Refused("post-vacant", post=DEPUTY)


def is_upward(elements: dict[str, object]) -> bool:
    """Whether a paper goes to a superior body (条例 art. 15; GB/T 9704 7.2.6)."""
    return elements.get("form") == "upward" or elements.get("kind") in UPWARD_KINDS


def _signer(docket: Docket) -> str:
    elements = docket.elements
    if is_upward(elements) or docket.plan.get("important"):
        holders = docket.office.holders(HEAD)
        if not holders:
            raise Refused("post-vacant", post=HEAD)
        return holders[0]
    return deputy(docket)
