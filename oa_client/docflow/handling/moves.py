"""How a case moves: a task is done, the next stage opens, or the case goes back."""

from typing import Any

from oa_client.docflow.handling.case import OF_TIME, Docket, Row
from oa_client.docflow.handling.people import assignees, cleared
from oa_client.docflow.handling.pictures import pinned
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.moment import iso
from oa_client.docflow.procedure.definition import Stage


def record(docket: Docket, by: str, for_: str | None, action: str, said: Row) -> None:
    """Put what was said on the handling slip, under the stage in which it was said."""
    text = said.get("text")
    if not text and not said.get("verdict"):
        return
    docket.put(
        "opinion",
        {
            "document": docket.document["id"],
            "n": docket.next_entry,
            "stage": said.get("stage") or docket.document["stage"] or "",
            "person": by,
            "for_": for_,
            "action": action,
            "text": text or "",
            "verdict": said.get("verdict"),
            "at": iso(docket.at),
            "round": docket.document["round"],
        },
    )


def finish(docket: Docket, task: Row, outcome: str = "done") -> None:
    """A task is done; when it was the last of its stage, the case moves on."""
    docket.close_task(task, outcome)
    remember(docket, task)
    _ask_added(docket, task["stage"])
    if docket.tasks(task["stage"]):
        return
    move_on(docket, task["stage"])


def ask_signer(docket: Docket, person: str, beside: Row) -> None:
    """加签: put the paper on an added signer's desk; `beside` says for which task he was added,
    at which stage, `when` and by whom.
    """
    stage = docket.stage_of(beside["stage"])
    data = {name: beside[name] for name in ("task", "when", "by")}
    docket.open_task(stage, person, action="countersign", from_=beside["by"], data={"added": data})


def _ask_added(docket: Docket, stage: str) -> None:
    """Whoever was to be asked after a task that is done now gets the paper."""
    later = docket.plan.get("added") or []
    due = [one for one in later
           if one["stage"] == stage and docket.clock(one["task"])["outcome"] == "done"]  # fmt: skip
    for one in due:
        ask_signer(docket, one["person"], one)
    if due:
        docket.set_plan(added=[one for one in later if one not in due])
        docket.notes["asked"] = [one["person"] for one in due]


def forget_added(docket: Docket, **which: str) -> None:
    """Whoever was to be asked at a stage that is left, or after a task that ends otherwise than
    done, is asked no more.
    """
    later = docket.plan.get("added") or []
    kept = [one for one in later if any(one[name] != said for name, said in which.items())]
    if kept != later:
        docket.set_plan(added=kept)


def remember(docket: Docket, task: Row) -> None:
    """Note which act moved the case last, for a recall."""
    before = docket.notes.get("plan_before", {})
    was = {name: value for name, value in before.items() if name not in ("last", *OF_TIME)}
    by = docket.notes.get("by")
    docket.set_plan(last={"n": docket.next_entry, "task": task["id"], "by": by, "was": was})


def move_on(docket: Docket, stage: str) -> None:
    """Leave a stage behind: resume where the case was returned from, else go the ordinary way."""
    forget_added(docket, stage=stage)
    whole = docket.procedure.whole
    if whole and whole.until == stage:
        docket.set_document(next_at=None)
    resume = docket.plan.get("resume")
    if resume and resume["after"] == stage:
        docket.set_plan(resume=None)
        enter(docket, resume_stage(docket, resume["stage"]), [resume["person"]])
        return
    following = docket.procedure.after(stage)
    if following is None:
        close(docket, "closed")
    else:
        enter(docket, following)


def resume_stage(docket: Docket, stage: str) -> str:
    """Where a repaired paper goes: never past the signature that its new words still need."""
    signed = docket.plan.get("signed")
    order = list(docket.procedure.stages)
    if "sign" not in order or order.index(stage) <= order.index("sign"):
        return stage
    return stage if signed and signed["words"] == words(docket) else "sign"


def words(docket: Docket) -> list[Any]:
    """What a signature stands for: the elements, the version of the text and its files."""
    elements = docket.elements
    own = ("title", "kind", "issuer", "to", "cc", "attachments", "form", "urgency", "note",
           "signatory")  # fmt: skip
    texts = docket.tables.get("text_version", [])
    said = [texts[-1]["sha256"] if texts else "", {k: elements.get(k) for k in own}]
    shown = pinned(docket)
    return [*said, shown] if shown else said


def enter(docket: Docket, name: str, people: list[str] | None = None) -> None:
    """Open a stage for the people who act there; pass it over where the procedure allows."""
    stage = docket.stage_of(name)
    chosen = takers(docket, stage, people)
    if not chosen:
        if not stage.passed_over:
            raise Refused("post-vacant", post=stage.by)
        passed = [*docket.notes.get("passed_over", []), name]
        docket.notes["passed_over"] = passed
        move_on(docket, name)
        return
    docket.set_document(stage=name)
    for person in _first(docket, stage, chosen):
        docket.open_task(stage, person, from_=docket.notes.get("by"))


def takers(docket: Docket, stage: Stage, people: list[str] | None = None) -> list[str]:
    """Who has a stage that opens; a paper that goes straight back goes to those `people`."""
    chosen = assignees(docket, stage)
    if people and (not chosen or stage.by not in ("@signer", "@undertakers")):
        back = [cleared(docket, stage, p) for p in people if docket.office.people[p]["active"]]
        chosen = back or chosen
    return chosen


def _first(docket: Docket, stage: Stage, people: list[str]) -> list[str]:
    if stage.by == "@countersigners" and docket.plan.get("order") == "in-turn":
        docket.set_plan(waiting=people[1:])
        return people[:1]
    return people


def close(docket: Docket, status: str) -> None:
    """The case ends; only tasks of reading may still be open."""
    docket.set_document(status=status, stage=None, closed_at=iso(docket.at), next_at=None)


def run_on(docket: Docket, stage: str) -> None:
    """The clock of the whole case runs on where the stage that ends it is open once more."""
    whole, order = docket.procedure.whole, list(docket.procedure.stages)
    if whole and order.index(stage) <= order.index(whole.until):
        marks = [docket.document[name] for name in ("blue", "yellow", "red")]
        docket.set_document(next_at=min(marks))


def cancel_open(docket: Docket, outcome: str, *, reading: bool = False) -> None:
    """Take the open tasks of the case off every desk."""
    for task in docket.tasks():
        if reading or task["action"] != "read":
            docket.close_task(task, outcome)


def go_back(docket: Docket, to: str, outcome: str) -> None:
    """The case returns to an earlier stage, to whoever acted there last; a new round begins."""
    cancel_open(docket, outcome)
    docket.set_document(round=docket.document["round"] + 1)
    docket.set_plan(last=None, waiting=[], **({"added": []} if docket.plan.get("added") else {}))
    docket.set_document(stage=to)
    run_on(docket, to)
    stage = docket.stage_of(to)
    people = assignees(docket, stage)
    earlier = [t for t in docket.tasks(to, open_only=False)
               if t["outcome"] == "done" and t["action"] == stage.action]  # fmt: skip
    if earlier and stage.by not in ("@undertakers", "@countersigners"):
        last = max(earlier, key=lambda task: str(task["closed_at"]))["person"]
        people = [last] if docket.office.people[last]["active"] else people
    for person in people:
        docket.open_task(stage, person, from_=docket.notes.get("by"))
