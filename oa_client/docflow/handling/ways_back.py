"""退回, 撤回, 转办, 更正, 撤稿: how a case goes back or changes hands, always on record."""

from typing import Any

from oa_client.docflow.handling.actions import read_fields
from oa_client.docflow.handling.case import OF_TIME, Docket, Row
from oa_client.docflow.handling.fields import Revision
from oa_client.docflow.handling.moves import cancel_open, close, go_back, run_on
from oa_client.docflow.handling.outgoing import complete, disagree
from oa_client.docflow.handling.people import authors, bars_drafter, named
from oa_client.docflow.model.document import ELEMENTS, KINDS, Status
from oa_client.docflow.model.errors import BadInput, Refused

_SAME_UNIT = ("@undertakers", "@lead", "@drafter", "@creator")
"""Work that may go to anyone of one's own unit; everything else needs the same post."""

_FIXED = ("body", "title", "number")
"""What a correction may not touch in a draft: the words go through `revise`."""


def return_(docket: Docket, task: Row, fields: Row) -> str:
    """退回 with its reason; afterwards the case resumes here or repeats the way.

    Raises:
        Refused: `reason-missing`, `no-such-stage`, `not-returnable`.
    """
    if not fields["reason"].strip():
        raise Refused("reason-missing", field="reason")
    stage = docket.stage_of(task["stage"])
    to = fields.get("to") or stage.back[0]
    if to not in docket.procedure.stages:
        raise Refused("no-such-stage", stage=str(to)[:60], stages=list(docket.procedure.stages))
    if to not in stage.back:
        raise Refused("not-returnable", stage=to, allowed=list(stage.back))
    if task["action"] == "countersign":
        disagree(docket, task)
        return to
    docket.close_task(task, "returned")
    resume = None
    if fields["then"] == "resume":
        resume = {"after": to, "stage": stage.id, "person": task["person"]}
    docket.set_plan(resume=resume)
    go_back(docket, to, "returned")
    return to


def may_recall(docket: Docket, login: str) -> Row:
    """Who took the last step takes it back, as long as nobody has opened what came of it.

    Returns:
        The task of that step.

    Raises:
        Refused: `not-open`, `nothing-to-recall`, `done-by-stand-in`, `acted-since`,
            `already-opened`, `not-returnable`.
    """
    if docket.document["status"] != "open":
        raise Refused("not-open")
    last = docket.plan.get("last")
    if not last or last["by"] != login:
        raise _gone_on(docket, login, last)
    task: Row = next(t for t in docket.tasks(open_only=False) if t["id"] == last["task"])
    if not docket.stage_of(task["stage"]).recall or task["closed_at"] is None:
        raise Refused("not-returnable", stage=task["stage"])
    prefix = f"{docket.document['id']}.{last['n']}."
    opened = [t for t in docket.tasks(open_only=False) if t["id"].startswith(prefix)]
    siblings = docket.tasks(task["stage"])
    if not opened and not siblings:
        raise Refused("already-opened")
    for new in opened:
        if new["seen_at"] or new["closed_at"]:
            raise Refused("already-opened", person=new["person"], at=new["seen_at"] or "")
    return task


def _gone_on(docket: Docket, login: str, last: Row | None) -> Refused:
    """Why the last step is not his to take back: another's it was, or it was not the last."""
    mine = [t for t in docket.tasks(open_only=False) if t["person"] == login]
    done = [t["id"] for t in mine if t["outcome"] == "done" and t["action"] != "read"]
    if not done:
        return Refused("nothing-to-recall")
    if last and last["task"] in done:
        return Refused("done-by-stand-in", person=last["by"])
    # without a last step whoever has it now paused it, handed it on, asked another one
    return Refused("acted-since", person=last["by"] if last else None)


def recall(docket: Docket, task: Row) -> None:
    """撤回: the author takes his own act back before the next has opened it; the clock ran on."""
    last = docket.plan["last"]
    prefix = f"{docket.document['id']}.{last['n']}."
    for opened in docket.tasks():
        if opened["id"].startswith(prefix):
            docket.close_task(opened, "recalled")
    docket.set_document(stage=task["stage"])
    run_on(docket, task["stage"])
    taken_back = [name for name in docket.plan if name not in OF_TIME]
    plan: dict[str, Any] = dict.fromkeys(taken_back) | last["was"]
    docket.set_plan(**plan)
    marks = sorted(task[name] for name in ("blue", "yellow", "red"))
    docket.put("task", {"id": task["id"], "closed_at": None, "outcome": None, "next_at": marks[0]})
    docket.opened.append({**task, "closed_at": None})


def transfer(docket: Docket, task: Row, fields: Row) -> str:
    """转办: the same task with the same clock on another's desk.

    Raises:
        Refused: `may-not-take-over`, `drafter-may-not-sign`.
    """
    to = named(docket.office, fields["to"], "to")
    if not to:
        raise Refused("field-missing", field="to")
    person, stage = to[0], docket.stage_of(task["stage"])
    if bars_drafter(stage) and person in authors(docket):
        raise Refused("drafter-may-not-sign", person=person, stage=stage.id)
    if not _may_take_over(docket, stage.by, task["person"], person):
        raise Refused("may-not-take-over", person=person, stage=stage.id)
    row = {"id": task["id"], "person": person, "from_": task["person"], "seen_at": None}
    old = task["person"]
    docket.put("task", row)
    docket.opened.append(task)
    docket.add_party(person, stage.id)
    last = docket.plan.get("last")
    if last and task["id"].startswith(f"{docket.document['id']}.{last['n']}."):
        docket.set_plan(last=None)  # who hands a task on has had it in his hands
    _new_hands(docket, stage.by, old, person)
    return person


def _may_take_over(docket: Docket, by: str, giver: str, taker: str) -> bool:
    office = docket.office
    if giver == taker:
        return False
    if by in _SAME_UNIT:
        return bool(office.people[giver]["unit"] == office.people[taker]["unit"])
    if by == "@countersigners" or by == "@drafter-chief":
        same = set(office.posts(giver)) & set(office.posts(taker))
        return bool(same) and (
            by == "@drafter-chief" or office.people[giver]["unit"] == office.people[taker]["unit"]
        )
    wanted = {by} if not by.startswith("@") else set(office.posts(giver))
    return bool(wanted & set(office.posts(taker)))


def _new_hands(docket: Docket, by: str, old: str, new: str) -> None:
    plan = docket.plan
    if by in ("@undertakers", "@lead"):
        if plan.get("lead") == old:
            docket.set_plan(lead=new)
        assist = [new if p == old else p for p in plan.get("assist", [])]
        docket.set_plan(assist=assist)
    if by == "@drafter":
        docket.set_document(drafter=new)
        docket.set_plan(authors=[*dict.fromkeys([*plan.get("authors", []), new])])


def abandon(docket: Docket) -> None:
    """撤稿: a draft that nobody else has seen is given up; it stays on record."""
    cancel_open(docket, "abandoned")
    close(docket, "abandoned")


def correct(docket: Docket, fields: Row) -> dict[str, Any]:
    """更正 of a mistyped element; the answer holds the old value and the new.

    Raises:
        BadInput: `unknown-field`, `unknown-kind`, `wrong-value`.
        Refused: `not-correctable`, `classified-text`, `reason-missing`.
    """
    name, value = fields["field"], fields["value"]
    if not fields["reason"].strip():
        raise Refused("reason-missing", field="reason")
    if name not in ELEMENTS:
        raise BadInput("unknown-field", field=str(name)[:60])
    drafting = "draft" in docket.procedure.stages
    if name == "body" or (drafting and name in _FIXED) or name == "retention":
        raise Refused("not-correctable", field=name)
    read_fields("revise", {name: value})
    Revision.model_validate({name: value})
    if name == "title" and not str(value).strip():
        raise Refused("field-missing", field="title")
    if drafting and name == "kind" and value not in KINDS:
        raise BadInput("unknown-kind", kind=value)
    if name == "secrecy":
        _may_be_secret(docket, str(value))
    old = docket.elements.get(name)
    docket.set_elements(**{name: value})
    if drafting and docket.document["status"] == Status.OPEN.value:
        complete(docket, {})
    if name == "number":
        docket.set_document(number=value)
    return {"field": name, "old": old, "new": value}


def _may_be_secret(docket: Docket, value: str) -> None:
    if value and (docket.tables.get("text_version") or docket.tables.get("attachment")):
        raise Refused("classified-text", field="body")
    docket.set_document(classified=1 if value else 0)
