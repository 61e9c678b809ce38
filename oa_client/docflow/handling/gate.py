"""Who may act now: the same question for a button, for `may` and for the desk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from oa_client.docflow.handling import reading, signers, ways_back
from oa_client.docflow.handling.actions import LATER
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.clocks import (
    assessments,
    explanations,
    extensions,
    pauses,
    supervised,
    urging,
)
from oa_client.docflow.handling.people import (
    OFFICE_CHIEF,
    REGISTRY,
    SUPERVISOR,
    authors,
    bars_drafter,
)
from oa_client.docflow.model.errors import OfficeError, Refused
from oa_client.docflow.procedure.definition import Procedure

TASK_ACTIONS = (
    "examine", "propose", "instruct", "assign", "undertake", "reply", "archive", "submit",
    "review", "countersign", "sign", "recheck", "number", "print", "seal", "issue", "read",
)  # fmt: skip
"""Acts that need the task of their own name."""

STOPPED = (
    *(action for action in TASK_ACTIONS if action != "read"),
    "return", "recall", "abandon", "void-number", "ask-extension", "grant-extension",
    "add-signer", "remove-signer",
)  # fmt: skip
"""What waits while the clocks stand still: whoever would go on lets them run again first."""


@dataclass(frozen=True)
class Standing:
    """In what right a person acts: on which task, and for whom (A 代 B)."""

    task: Row | None = None
    for_: str | None = None


def may_read(office: Office, document: Row, parties: Iterable[Row], login: str) -> bool:
    """Whether a person may know of a document: its parties, the 文书, and the 督办员.

    A draft belongs to its drafter alone; a classified stub is not the 督办员's to see.
    """
    if any(party["person"] == login for party in parties):
        return True
    if document["status"] in ("draft", "abandoned"):
        return False
    posts = office.posts(login)
    return REGISTRY in posts or (SUPERVISOR in posts and not document["classified"])


def is_shown(docket: Docket, login: str) -> bool:
    """Whether a person may read a case; also one who now stands in for somebody who has it."""
    if may_read(docket.office, docket.document, docket.tables.get("party", []), login):
        return True
    principals = docket.office.principals(login, docket.at)
    return any(task["person"] in principals for task in docket.tasks())


def standing(docket: Docket, login: str, action: str) -> Standing:
    """In what right this person may do this now.

    Raises:
        Refused: the reason why not.
    """
    if action in TASK_ACTIONS:
        found = _on_task(
            docket, login, lambda task: task["action"] == action, action,
            lambda task: signers.all_heard(docket, task),
        )  # fmt: skip
    elif action in _OTHERS:
        found = _OTHERS[action](docket, login)
    else:
        raise Refused("not-your-task", action=action)
    if action in STOPPED:
        pauses.running(docket)
    return found


def belongs(procedure: Procedure, action: str) -> bool:
    """Whether an act can ever be done in a case of this procedure, in this version."""
    if action in LATER:
        return False
    if action in _OF_DRAFTS:
        return "draft" in procedure.stages
    if action == "merge":
        return procedure.opens_with == "register"
    if action in ("pause", "resume"):
        return bool(procedure.ground)
    if action.endswith("-extension"):
        return procedure.extension.most > 0
    if action in ("add-signer", "remove-signer"):
        return signers.takes(procedure)
    own = {stage.action for stage in procedure.stage} | {"read"}
    return action not in TASK_ACTIONS or action in own


_OF_DRAFTS = ("revise", "abandon", "void-number", "receive")
"""Acts upon a paper of the office's own."""


def refusal(docket: Docket, login: str, action: str) -> OfficeError | None:
    """What greys the button of an act, or None where it may be done."""
    try:
        standing(docket, login, action)
    except OfficeError as reason:
        return reason
    return None


Wanted = Callable[[Row], bool]
"""Which of the open tasks an act may rest on."""


def _on_task(
    docket: Docket, login: str, wanted: Wanted, action: str,
    free: Callable[[Row], None] = lambda task: None,
) -> Standing:  # fmt: skip
    """The first of his tasks, or of those for whom he stands in, that nothing keeps from the act.

    `free` refuses a task on which the act can't rest; the first refusal stands where all are.
    """
    kept: list[Refused] = []
    for who in (login, *docket.office.principals(login, docket.at)):
        for task in docket.tasks():
            if task["person"] == who and wanted(task):
                _not_the_drafter(docket, login, task)
                try:
                    free(task)
                except Refused as reason:
                    kept.append(reason)
                    continue
                return Standing(task, who if who != login else None)
    if kept:
        raise kept[0]
    _not_the_drafter_of_open(docket, login, action)
    _not_twice(docket, login, wanted)
    raise Refused("not-your-task", action=action, stage=docket.document["stage"] or "")


def _not_the_drafter(docket: Docket, login: str, task: Row) -> None:
    if task["action"] == "read":
        return
    stage = docket.procedure.stages.get(task["stage"])
    if stage and bars_drafter(stage) and login in authors(docket):
        raise Refused("drafter-may-not-sign", person=login, stage=task["stage"])


def _not_the_drafter_of_open(docket: Docket, login: str, action: str) -> None:
    for task in docket.tasks():
        if task["action"] == action:
            _not_the_drafter(docket, login, task)


def _not_twice(docket: Docket, login: str, wanted: Wanted) -> None:
    """Done already in this round: by himself, by who stands in for him, or the other way round."""
    his = (login, *docket.office.principals(login, docket.at))
    done = [
        t
        for t in docket.tasks(open_only=False)
        if t["closed_at"] and wanted(t) and t["person"] in his
        and t["round"] == docket.document["round"]
    ]  # fmt: skip
    if done:
        last = done[-1]
        who = _who_did(docket, last)
        raise Refused("already-handled", person=who, at=last["closed_at"], outcome=last["outcome"])


def _who_did(docket: Docket, task: Row) -> str:
    """Who closed a task: whoever had it, or who stood in for him."""
    last = docket.plan.get("last") or {}
    return str(last["by"] if last.get("task") == task["id"] else task["person"])


def stale(docket: Docket, seen: int) -> Refused:
    """The document is not what its author saw; where somebody took a step meanwhile, who did."""
    facts: Row = {"seen": seen, "present": docket.document["version"]}
    changed = docket.document["changed_at"]
    done = [t for t in docket.tasks(open_only=False) if t["closed_at"] == changed]
    if done:
        facts |= {"person": _who_did(docket, done[-1]), "at": changed}
    return Refused("stale-version", **facts)


def _holder(docket: Docket, login: str, action: str) -> Standing:
    """Going on after a pause, 加签: any task but reading."""
    return _on_task(docket, login, lambda task: task["action"] != "read", action)


def _own_holder(docket: Docket, login: str, action: str) -> Standing:
    """Return, transfer, pause, more time: the stage's own task, never that of an added signer."""
    return _on_task(
        docket, login, lambda task: task["action"] != "read", action,
        lambda task: signers.not_added(task, action),
    )  # fmt: skip


def _back(docket: Docket, login: str) -> Standing:
    found = _own_holder(docket, login, "return")
    task = found.task or {}
    if not docket.stage_of(task["stage"]).back:
        raise Refused("not-returnable", stage=task["stage"])
    return found


def _transfer(docket: Docket, login: str) -> Standing:
    return _own_holder(docket, login, "transfer")


def _add_signer(docket: Docket, login: str) -> Standing:
    found = _holder(docket, login, "add-signer")
    signers.may_add(docket, found.task or {})
    return found


def _recall(docket: Docket, login: str) -> Standing:
    return Standing(ways_back.may_recall(docket, login))


def _drafter(docket: Docket, login: str) -> Standing:
    return _on_task(docket, login, lambda task: task["action"] == "submit", "revise")


def _abandon(docket: Docket, login: str) -> Standing:
    found = _drafter(docket, login)
    if docket.document["status"] != "draft":
        raise Refused("already-submitted")
    if found.for_:
        raise Refused("not-your-task", action="abandon", stage="draft")
    return found


def _urge(docket: Docket, login: str) -> Standing:
    if not docket.tasks():
        raise Refused("not-open")
    posts = docket.office.posts(login)
    if login != docket.document["creator"] and not {REGISTRY, SUPERVISOR, OFFICE_CHIEF} & set(
        posts
    ):
        mine = [t for t in docket.tasks(open_only=False) if t["person"] == login]
        if not any(t["outcome"] == "done" and t["action"] != "read" for t in mine):
            raise Refused("not-your-task", action="urge", stage=docket.document["stage"] or "")
    urging.may_urge(docket, login)
    return Standing()


def _correct(docket: Docket, login: str) -> Standing:
    document = docket.document
    if document["status"] not in ("open", "draft"):
        raise Refused("not-open")
    if "draft" in docket.procedure.stages:
        if docket.plan.get("signed"):
            raise Refused("already-signed")
        if login not in (document["drafter"], document["creator"]):
            raise Refused("not-your-task", action="correct", stage=document["stage"] or "")
    elif login != document["creator"] and REGISTRY not in docket.office.posts(login):
        raise Refused("not-your-post", post=REGISTRY)
    return Standing()


def _registry(docket: Docket, login: str) -> None:
    if REGISTRY not in docket.office.posts(login):
        raise Refused("not-your-post", post=REGISTRY)


def _void(docket: Docket, login: str) -> Standing:
    _registry(docket, login)
    number = docket.document["number"]
    if not any(row["text"] == number for row in docket.tables.get("number", [])):
        raise Refused("number-missing")
    if docket.plan.get("issued"):
        raise Refused("already-issued")
    return Standing()


def _receive(docket: Docket, login: str) -> Standing:
    if not docket.plan.get("issued"):
        raise Refused("not-issued")
    _registry(docket, login)
    return Standing()


def _link(docket: Docket, login: str) -> Standing:
    if docket.document["status"] == "abandoned":
        raise Refused("not-open")
    return Standing()


def _merge(docket: Docket, login: str) -> Standing:
    """A paper that came once more is the 文书's to know again, while the first is in hand."""
    if docket.procedure.opens_with != "register":
        raise Refused("no-such-stage", stage="register")
    _registry(docket, login)
    if docket.document["status"] != "open":
        raise Refused("not-open")
    return Standing()


def _in_time(action: str) -> Callable[[Docket, str], Standing]:
    """Stopping a clock and asking for more are his who has the task, before its due moment.

    An added signer has no part in the case's time: his clock is younger than that of whoever asked
    him, who could otherwise stop the whole case, or stretch it, after his own limit has passed.
    """

    def check(docket: Docket, login: str) -> Standing:
        found = _own_holder(docket, login, action)
        pauses.in_time(docket, found.task or {})
        return found

    return check


def _resume(docket: Docket, login: str) -> Standing:
    """Whoever has a task in hand, whoever stopped the clock, and the 督办员."""
    pause = pauses.present(docket)
    if pause is None:
        raise Refused("not-paused")
    if login == pause["by"] or SUPERVISOR in docket.office.posts(login):
        return Standing()
    return _holder(docket, login, "resume")


def _decide(docket: Docket, login: str) -> Standing:
    """The approver, or who stands in for him; never who asked or has the task himself."""
    asked = extensions.pending(docket)
    if asked is None:
        raise Refused("no-extension-asked")
    if login in (asked["by"], docket.clock(asked["task"])["person"]):
        raise Refused("own-extension")
    for who in (login, *docket.office.principals(login, docket.at)):
        if who in asked["approvers"]:
            return Standing(for_=who if who != login else None)
    raise Refused("approver-is-another", people=asked["approvers"])


def _freely(check: Callable[[Docket, str], None]) -> Callable[[Docket, str], Standing]:
    """A right that rests on no task."""

    def right(docket: Docket, login: str) -> Standing:
        check(docket, login)
        return Standing()

    return right


def _for_whom(check: Callable[[Docket, str], str | None]) -> Callable[[Docket, str], Standing]:
    """A right that rests on no task, perhaps another's; `check` says whose."""

    def right(docket: Docket, login: str) -> Standing:
        return Standing(for_=check(docket, login))

    return right


_OTHERS = {
    "return": _back, "transfer": _transfer, "recall": _recall, "revise": _drafter,
    "abandon": _abandon, "circulate": _freely(reading.may_send_round), "urge": _urge,
    "correct": _correct, "void-number": _void, "receive": _receive, "link": _link,
    "merge": _merge, "pause": _in_time("pause"), "resume": _resume,
    "ask-extension": _in_time("ask-extension"), "grant-extension": _decide,
    "refuse-extension": _decide, "supervise": _freely(supervised.may_open),
    "close-supervision": _freely(supervised.may_close),
    "explain": _for_whom(explanations.may_explain),
    "assess-explanation": _for_whom(assessments.may_assess),
    "report-progress": _for_whom(supervised.may_report),
    "answer-urging": _for_whom(urging.may_answer),
    "withdraw-card": _freely(explanations.may_withdraw), "add-signer": _add_signer,
    "remove-signer": _for_whom(signers.may_remove),
}  # fmt: skip
