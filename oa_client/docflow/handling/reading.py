"""传阅 and what readers do; urging and linking, which move nothing."""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.moves import close
from oa_client.docflow.handling.people import OFFICE_CHIEF, REGISTRY, named
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso
from oa_client.docflow.procedure.definition import Stage


def reading_stage(docket: Docket) -> Stage:
    """The stage of reading: the case's own, or the one of the procedure 传阅."""
    own = docket.procedure.stages.get("read")
    if own:
        return own
    circulation = docket.office.procedures.get("circulation")
    if circulation is None:
        raise BadInput("no-such-procedure", procedure="circulation")
    return circulation[1].stages["read"]


def may_send_round(docket: Docket, login: str) -> None:
    """Of a 传阅, whoever began it and the 文书; of a case, once it is so far, who has handled it.

    Raises:
        Refused: `not-your-task`, `too-early`.
    """
    document = docket.document
    if document["procedure"] == "circulation":
        if login != document["creator"] and REGISTRY not in docket.office.posts(login):
            raise Refused("not-your-task", action="circulate", stage=document["stage"] or "")
        return
    held = [t for t in docket.tasks(open_only=False) if t["person"] == login]
    handled = any(t["action"] != "read" for t in held)
    posts = docket.office.posts(login)
    if not handled and not {REGISTRY, OFFICE_CHIEF} & set(posts):
        raise Refused("not-your-task", action="circulate", stage=document["stage"] or "")
    order = list(docket.procedure.stages)
    first = "instruct" if "instruct" in order else "archive"
    here = document["stage"]
    early = here is not None and order.index(here) < order.index(first)
    if document["status"] not in ("open", "closed") or early:
        raise Refused("too-early", stage=here or "")


def send_round(docket: Docket, by: str, fields: Row) -> None:
    """传阅: each reader gets a task of reading, with the sender's note.

    Raises:
        Refused: `field-missing` without readers, `already-circulated` where all have it.
    """
    readers = named(docket.office, fields.get("to"), "to")
    if not readers:
        raise Refused("field-missing", field="to")
    holding = {task["person"] for task in docket.tasks() if task["action"] == "read"}
    fresh = [reader for reader in readers if reader not in holding]
    if not fresh:
        raise Refused("already-circulated", people=readers)
    stage = reading_stage(docket)
    for reader in fresh:
        docket.open_task(stage, reader, from_=by, note=fields.get("note"))


def read(docket: Docket, task: Row) -> None:
    """已阅; a circulation ends with its last reader."""
    if task["seen_at"] is None:
        docket.put("task", {"id": task["id"], "seen_at": iso(docket.at)})
    docket.close_task(task, "done")
    if docket.document["procedure"] == "circulation" and not docket.tasks():
        close(docket, "closed")


def link(docket: Docket, by: str, other: str) -> None:
    """关联 of two documents.

    Raises:
        Refused: `already-linked`.
    """
    mine = docket.document["id"]
    if other == mine or any(row["other"] == other for row in docket.tables.get("link", [])):
        raise Refused("already-linked", document=other)
    docket.put("link", {"document": mine, "other": other, "at": iso(docket.at), "by": by})
