"""前路: through whose hands a draft would go, were it sent now; nothing is decided by asking."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.case import Docket, Office
from oa_client.docflow.handling.people import assignees, named
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


def road(office: Office, login: str, elements: Row, at: datetime) -> tuple[RoadStage, ...]:
    """The stages from the section check to the signature.

    Args:
        office: people, law and calendar in force.
        login: who drafts.
        elements: what the draft says now: kind, form, urgency, countersigners.
        at: now.
    """
    digest, law = office.procedures["outgoing"]
    found: list[RoadStage] = []
    for stage in tuple(law.stages.values())[1:]:
        limit = stage.limits.of(elements.get("urgency"))
        people, refusal = _people(office, digest, login, elements, stage, at)
        if people or refusal or not stage.passed_over:
            ends = "" if found else iso(due(at, limit, office.calendar))
            found.append(RoadStage(stage.id, people, limit.minutes, ends, refusal))
        if stage.id == ENDS:
            break
    return tuple(found)


def people_ahead(docket: Docket) -> dict[str, list[str]]:
    """Who would have each stage that a case has before it, as far as the case says so already.

    A stage for which nobody can be named yet, as the lead before the assignment, is left out.
    """
    found: dict[str, list[str]] = {}
    stage = docket.document["stage"]
    while stage and (stage := docket.procedure.after(stage)) and stage not in found:
        found[stage] = _likely(docket, docket.procedure.stages[stage])
    return {stage: people for stage, people in found.items() if people}


def _likely(docket: Docket, stage: Stage) -> list[str]:
    if stage.by in ("@lead", "@undertakers") and not docket.plan.get("lead"):
        return []
    try:
        # a draft keeps names of units as they were written until it is submitted
        return named(docket.office, assignees(docket, stage), "countersigners")
    except OfficeError:  # it will be told when it comes to that
        return []


def _people(
    office: Office, digest: str, login: str, elements: Row, stage: Stage, at: datetime
) -> tuple[tuple[str, ...], OfficeError | None]:
    try:
        names = elements.get("countersigners") if stage.by == "@countersigners" else None
        asked = named(office, names, "countersigners")
        plan = {"authors": [login], "countersigners": asked}
        document = {
            "digest": digest, "drafter": login, "creator": login,
            "elements": json.dumps(elements), "plan": json.dumps(plan),
        }  # fmt: skip
        return tuple(assignees(Docket(office, at, document), stage)), None
    except OfficeError as refusal:
        return (), refusal
