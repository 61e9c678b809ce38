"""收文办理 (条例 art. 24): what each act of it leaves on record."""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.moves import cancel_open, close, finish
from oa_client.docflow.handling.people import DEPUTY, HEAD, named
from oa_client.docflow.model.errors import BadInput, Refused

QUESTIONS = 5
"""初审 asks five things: ours to handle, right form, right channel, agreed upon, complete."""

SPOKEN = ("propose", "instruct")
"""Acts that are an opinion."""

RETENTION = ("永久", "30年", "10年")
"""保管期限."""


def examine(docket: Docket, task: Row, fields: Row) -> None:
    """初审: in order, or back to the sender with the reason (条例 art. 24 (3))."""
    answers: list[bool] = fields["answers"]
    docket.set_plan(answers=answers)
    if all(answers):
        finish(docket, task)
        return
    if not (fields.get("reason") or "").strip():
        raise Refused("reason-missing", field="reason")
    docket.close_task(task, "returned")
    cancel_open(docket, "returned")
    close(docket, "returned")


def propose(docket: Docket, task: Row, fields: Row) -> None:
    """拟办: what the office suggests, and which leader is to decide."""
    must_say("propose", fields)
    leader = fields.get("leader")
    if leader:
        who = named(docket.office, leader, "leader")[0]
        if not {DEPUTY, HEAD} & set(docket.office.posts(who)):
            raise Refused("not-a-leader", person=who)
        docket.set_plan(leader=who)
    finish(docket, task)


def instruct(docket: Docket, task: Row, fields: Row) -> None:
    """批示."""
    must_say("instruct", fields)
    finish(docket, task)


def assign(docket: Docket, task: Row, fields: Row) -> None:
    """分办: one lead, and whoever assists."""
    lead = named(docket.office, fields["lead"], "lead")
    if not lead:
        raise Refused("field-missing", field="lead")
    assist = named(docket.office, fields.get("assist"), "assist")
    if lead[0] in assist:
        raise Refused("named-twice", person=lead[0])
    docket.set_plan(lead=lead[0], assist=assist)
    finish(docket, task)


def undertake(docket: Docket, task: Row, fields: Row) -> None:
    """承办: the result; the lead closes after everyone who assists."""
    if not (fields.get("result") or fields.get("opinion") or "").strip():
        raise Refused("field-missing", field="result")
    assists_first(docket, task)
    finish(docket, task)


def assists_first(docket: Docket, task: Row) -> None:
    """Who leads closes after everyone who assists.

    Raises:
        Refused: `assists-open`, with those who still have it.
    """
    others = [p for t in docket.tasks("undertake") if (p := t["person"]) != task["person"]]
    if task["person"] == docket.plan["lead"] and others:
        raise Refused("assists-open", people=others)


def reply(docket: Docket, task: Row, fields: Row) -> None:
    """答复 to the sender (条例 art. 24 (7))."""
    finish(docket, task)


def archive(docket: Docket, task: Row, fields: Row) -> None:
    """归档 with its 保管期限 (条例 art. 27)."""
    retention = fields["retention"]
    if retention not in RETENTION:
        raise BadInput("wrong-value", field="retention", allowed=list(RETENTION))
    docket.set_elements(retention=retention)
    finish(docket, task)


def must_say(action: str, fields: Row) -> None:
    """拟办 and 批示 are what is said in them; any other act may be done without a word.

    Raises:
        Refused: `opinion-missing`.
    """
    if action in SPOKEN and not (fields.get("opinion") or "").strip():
        raise Refused("opinion-missing", field="opinion")
