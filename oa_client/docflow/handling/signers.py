"""加签, 减签: somebody else is asked for his opinion at a stage, before its holder acts or after.

The paper stays at its stage and both clocks run on: asking stops nothing. Whoever is added agrees
or disagrees as in 会签, in the cell of that stage; nobody acts past one who was asked beforehand.
"""

import json
from typing import Any

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.moves import ask_signer, finish, forget_added, go_back, move_on
from oa_client.docflow.handling.outgoing import countersign
from oa_client.docflow.handling.people import authors, in_office, named
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.procedure.definition import Procedure

JUDGED = ("propose", "instruct", "review", "countersign", "sign")
"""Acts that give an opinion upon a paper; only beside them is another one asked for."""

ACTION = "countersign"
"""What an added signer does."""

MOST = 20
"""Signers added at one stage in one round; two who ask each other again and again end here."""


def takes(procedure: Procedure) -> bool:
    """Whether anybody can be added in a case of this procedure."""
    return any(stage.action in JUDGED for stage in procedure.stage)


def _beside(task: Row) -> dict[str, Any]:
    """For which task somebody was added, when and by whom; nothing for an ordinary task."""
    said: dict[str, Any] = json.loads(task.get("data") or "{}").get("added", {})
    return said


def is_added(task: Row) -> bool:
    """Whether a task is that of an added signer."""
    return bool(_beside(task))


def asked_by(task: Row) -> str | None:
    """Who added the signer whose task this is; nobody for an ordinary task."""
    return _beside(task).get("by")


def not_added(task: Row, action: str) -> None:
    """An added signer gives his opinion himself; the paper is not his to send anywhere.

    Raises:
        Refused: `signer-only-answers`.
    """
    if is_added(task):
        raise Refused("signer-only-answers", action=action)


def all_heard(docket: Docket, task: Row) -> None:
    """A stage is not dealt with while somebody who was asked beforehand has not answered.

    Raises:
        Refused: `signer-awaited`, with who is waited for.
    """
    waited = [
        one["person"] for one in docket.tasks(task["stage"])
        if _beside(one).get("task") == task["id"] and _beside(one)["when"] == "before"
    ]  # fmt: skip
    if waited:
        raise Refused("signer-awaited", people=waited)


def may_add(docket: Docket, task: Row) -> None:
    """Whether the stage takes an opinion at all.

    Raises:
        Refused: `no-signer-here`.
    """
    stage = docket.stage_of(task["stage"])
    if stage.action not in JUDGED:
        raise Refused("no-signer-here", stage=stage.id)


def add(docket: Docket, task: Row, fields: Row) -> str:
    """加签: `before`, he has it at once and the holder waits; `after`, once the holder is done.

    Raises:
        BadInput: `no-such-person`.
        Refused: `field-missing`, `drafter-may-not-sign`, `already-signer`, `too-many-signers`.
    """
    people = named(docket.office, fields["person"], "person")
    if not people:
        raise Refused("field-missing", field="person")
    person, stage = people[0], task["stage"]
    if person in authors(docket):
        raise Refused("drafter-may-not-sign", person=person, stage=stage)
    waiting = [one["person"] for one in _later(docket) if one["stage"] == stage]
    if person in [*waiting, *(one["person"] for one in docket.tasks(stage))]:
        raise Refused("already-signer", person=person, stage=stage)
    if len(waiting) + _asked_so_far(docket, stage) >= MOST:
        raise Refused("too-many-signers", stage=stage, most=MOST)
    one = {
        "task": task["id"], "stage": stage, "person": person, "when": fields["when"],
        "by": docket.notes["by"],
    }  # fmt: skip
    if fields["when"] == "after":
        docket.set_plan(added=[*_later(docket), one])
    else:
        ask_signer(docket, person, one)
    docket.set_plan(last=None)  # who asks another one has had the paper in his hands
    return person


def _later(docket: Docket) -> list[Row]:
    """Who is to be asked once a task is done: task, stage, person, and by whom he was added."""
    later: list[Row] = docket.plan.get("added") or []
    return later


def _asked_so_far(docket: Docket, stage: str) -> int:
    """How many were added at a stage in this round, those who have answered among them."""
    tasks, round_ = docket.tasks(stage, open_only=False), docket.document["round"]
    return sum(1 for task in tasks if task["round"] == round_ and is_added(task))


def added_by(docket: Docket, login: str) -> list[Row]:
    """Who was added beside a task that a person has or had, and may still be taken out: not asked
    yet, or he has not opened it, or has left and will never answer.
    """
    later = [one for one in _later(docket) if docket.clock(one["task"])["person"] == login]
    asked = [one for one in docket.tasks() if is_added(one)
             and docket.clock(_beside(one)["task"])["person"] == login]  # fmt: skip
    return later + [
        one for one in asked
        if not (one["seen_at"] and in_office(docket.office, one["person"]))
    ]  # fmt: skip


def may_remove(docket: Docket, login: str) -> str | None:
    """Whoever has the task beside which somebody was added, or stands in for such a one.

    Returns:
        For whom he does it, where not for himself.

    Raises:
        Refused: `no-signer-added`.
    """
    for person in (login, *docket.office.principals(login, docket.at)):
        if added_by(docket, person):
            return person if person != login else None
    raise Refused("no-signer-added", person=None)


def removable(docket: Docket, login: str) -> list[Row]:
    """Whom a person, or he for whom he stands in, may take out now."""
    try:
        return added_by(docket, may_remove(docket, login) or login)
    except Refused:
        return []


def remove(docket: Docket, by: str, fields: Row) -> str:
    """减签: takes out who was added, as long as he has not opened the paper.

    Raises:
        BadInput: `no-such-person`.
        Refused: `field-missing` where several were added and none is named, `no-signer-added`.
    """
    mine = removable(docket, by)
    name = fields.get("person")
    if name:
        left = [one for one in mine if one["person"] == name]
        wanted = [name] if left else named(docket.office, name, "person")
        mine = [one for one in mine if one["person"] in wanted]
    if not mine:
        raise Refused("no-signer-added", person=name)
    if len(mine) > 1:
        raise Refused("field-missing", field="person")
    (one,) = mine
    docket.set_plan(last=None)  # what came before can't be taken back past him
    if one in _later(docket):
        docket.set_plan(added=[other for other in _later(docket) if other != one])
        return str(one["person"])
    docket.close_task(one, "removed")
    if not docket.tasks(one["stage"]):  # the holder was done already
        move_on(docket, one["stage"])
    return str(one["person"])


def answer(docket: Docket, task: Row, fields: Row) -> None:
    """The opinion of an added signer. His disagreement sends a draft back as any 会签 does; of a
    paper that came in it is heard by the holder, who has it still or gets it again.
    """
    if fields["verdict"] != "disagree":
        finish(docket, task)
    elif "draft" in docket.procedure.stages:
        countersign(docket, task, fields)
    elif not (fields.get("opinion") or "").strip():
        raise Refused("opinion-missing", field="opinion")
    else:
        docket.close_task(task, "disagreed")
        forget_added(docket, task=task["id"])
        if not docket.tasks(task["stage"]):
            go_back(docket, task["stage"], "cancelled")
