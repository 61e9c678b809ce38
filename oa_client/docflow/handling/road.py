"""前路: through whose hands a draft would go, were it sent now; nothing is decided by asking."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.case import Docket, Office
from oa_client.docflow.handling.moves import resume_stage, takers
from oa_client.docflow.handling.people import named
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.moment import iso
from oa_client.docflow.procedure.definition import Stage
from oa_client.docflow.timelimit.limit import due

Row = dict[str, Any]
ENDS = "sign"
"""The last stage that judges the draft; what follows is the registry's work."""


@dataclass(frozen=True)
class RoadStage:
    """A stage ahead.

    Attributes:
        stage: its id.
        people: logins of who will act there.
        limit: working minutes that it may take.
        due: when it would end, for the first stage only: later ones begin who knows when.
        refusal: why nobody can act there; the draft would be refused on the way.
    """

    stage: str
    people: tuple[str, ...]
    limit: int
    due: str = ""
    refusal: OfficeError | None = None


@dataclass(frozen=True)
class Ahead:
    """Until when a case that began now would have to be dealt with.

    Attributes:
        stage: the first stage.
        limit: working minutes that it may take.
        due: when it would end.
        whole_due: when the whole would; empty where the procedure has no such clock.
    """

    stage: str
    limit: int
    due: str
    whole_due: str = ""


def limits_ahead(office: Office, procedure: str, urgency: str, at: datetime) -> Ahead:
    """办理时限 of the first stage and of the whole, for a paper of this urgency."""
    law = office.procedures[procedure][1]
    first = law.stage[0]
    limit = first.limits.of(urgency)
    whole = law.whole.limits.of(urgency) if law.whole else None
    ends = iso(due(at, whole, office.calendar)) if whole else ""
    return Ahead(first.id, limit.minutes, iso(due(at, limit, office.calendar)), ends)


def road(
    office: Office, login: str, elements: Row, at: datetime, case: Docket | None = None, *,
    rewritten: bool = False,
) -> tuple[RoadStage, ...]:  # fmt: skip
    """The stages from the check to the signature. A draft that goes straight back begins
    with whoever returned it.

    Args:
        office: people, law and calendar in force.
        login: who drafts.
        elements: what the draft says now: kind, form, urgency, countersigners.
        at: now.
        case: the draft as it is on record; None where it is not yet.
        rewritten: whether it says something else now than on record.
    """
    digest, law = office.procedures["outgoing"]
    if case is not None:
        digest, law = case.document["digest"], case.procedure
    order = list(law.stages)
    back = _straight_back(case, order, rewritten=rewritten) if case else None
    found: list[RoadStage] = []
    for name in order[order.index(back[0]) if back else 1 :]:
        stage = law.stages[name]
        limit = stage.limits.of(elements.get("urgency"))
        returner = back[1] if back and name == back[0] else ""
        people, refusal = _people(office, digest, login, elements, stage, at, case, returner)
        if people or refusal or not stage.passed_over:
            ends = "" if found else iso(due(at, limit, office.calendar))
            found.append(RoadStage(stage.id, people, limit.minutes, ends, refusal))
        if order.index(name) >= order.index(ENDS):
            break
    return tuple(found)


def _straight_back(docket: Docket, order: list[str], *, rewritten: bool) -> tuple[str, str] | None:
    """To which stage and whom a draft goes that was returned to come straight back; past the
    signature only where no word of it was changed.
    """
    resume = docket.plan.get("resume")
    if not resume or resume["after"] != order[0]:
        return None
    stage = resume_stage(docket, resume["stage"])
    if rewritten and order.index(stage) > order.index(ENDS):
        stage = ENDS
    return stage, resume["person"]


def following(docket: Docket) -> str | None:
    """The stage to which a case comes once the one where it is has been dealt with; one that
    nobody has is passed over where the procedure allows. None where the case ends.
    """
    stage: str | None = docket.document["stage"]
    resume = docket.plan.get("resume")
    if resume and resume["after"] == stage:
        return resume_stage(docket, resume["stage"])
    while stage and (stage := docket.procedure.after(stage)):
        one = docket.procedure.stages[stage]
        if not one.passed_over or _likely(docket, one):
            return stage
    return None


def people_ahead(docket: Docket) -> dict[str, list[str]]:
    """Who would have each stage that a case has before it, as far as the case says so already.

    A stage for which nobody can be named yet, as the lead before the assignment, is left out.
    """
    found: dict[str, list[str]] = {}
    here, stage = docket.document["stage"], following(docket)
    resume = docket.plan.get("resume")
    while stage and stage not in found:
        returner = resume["person"] if resume and not found and resume["after"] == here else ""
        found[stage] = _likely(docket, docket.procedure.stages[stage], returner)
        stage = docket.procedure.after(stage)
    return {stage: people for stage, people in found.items() if people}


def _likely(docket: Docket, stage: Stage, returner: str = "") -> list[str]:
    if stage.by in ("@lead", "@undertakers") and not docket.plan.get("lead"):
        return []
    try:
        people = takers(docket, stage, [returner] if returner else None)
        # a draft keeps names of units as they were written until it is submitted
        return named(docket.office, people, "countersigners")
    except OfficeError:  # it will be told when it comes to that
        return []


def _people(
    office: Office, digest: str, login: str, elements: Row, stage: Stage, at: datetime,
    case: Docket | None, returner: str,
) -> tuple[tuple[str, ...], OfficeError | None]:  # fmt: skip
    try:
        names = elements.get("countersigners") if stage.by == "@countersigners" else None
        asked = named(office, names, "countersigners")
        document = {"digest": digest, "drafter": login, "creator": login, "plan": "{}"}
        tables = {}
        if case is not None:
            document, tables = document | case.document, case.tables
        plan = {"authors": [login]} | json.loads(document["plan"]) | {"countersigners": asked}
        said = {"elements": json.dumps(elements), "plan": json.dumps(plan)}
        docket = Docket(office, at, document | said, tables)
        return tuple(takers(docket, stage, [returner] if returner else None)), None
    except OfficeError as refusal:
        return (), refusal
