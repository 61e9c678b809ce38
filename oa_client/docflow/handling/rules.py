"""The rules: what an act makes of a case. Pure: no clock, no database, no chance.

A rule either refuses (`Refused`, a code with its facts) or writes on the docket what follows.
The same request judged again on the same case gives the same rows; `verify` lives on that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from oa_client.docflow.handling import (
    incoming,
    numbering,
    office_acts,
    openings,
    outgoing,
    reading,
    reserving,
    signers,
    ways_back,
)
from oa_client.docflow.handling.actions import LATER, Act, with_defaults
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.clocks import (
    assessments,
    calendars,
    explanations,
    extensions,
    pauses,
    supervised,
    urging,
)
from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.handling.gate import Standing, is_shown, refusal, stale, standing
from oa_client.docflow.handling.moves import record
from oa_client.docflow.model.errors import BadInput, OfficeError, Refused
from oa_client.docflow.model.moment import iso

QUIET = (
    "circulate", "read", "urge", "link", "receive", "ask-extension", "refuse-extension",
    "supervise", "report-progress", "close-supervision", "explain", "withdraw-card",
    "answer-urging", "assess-explanation",
)  # fmt: skip
"""Acts that leave what the others have before their eyes as it is."""

Given = dict[str, Any]
"""Facts from outside that an act rests on, such as the digest of the printed paper."""

Effect = Callable[[Docket, Act, Row, Standing, Given], None]


@dataclass
class Judged:
    """What follows from an act: rows to write, tasks opened, things worth noting."""

    code: str
    by: str
    for_: str | None
    document: str
    rows: list[tuple[str, Row]]
    opened: list[Row] = field(default_factory=list)
    notes: Row = field(default_factory=dict)
    version: int | None = None
    stage: str | None = None
    number: str | None = None


def judge(docket: Docket, act: Act, given: Given) -> Judged:
    """Judge an act upon a document that is on record.

    Raises:
        Refused: with the code of the rule that says no.
        BadInput: where the act names somebody or something that does not exist.
    """
    if not is_shown(docket, act.by):
        raise Refused("no-such-document", document=docket.document["id"])
    if act.version is not None and act.version != docket.document["version"]:
        raise stale(docket, act.version)
    right = standing(docket, act.by, act.action)
    fields = with_defaults(act.action, act.fields)
    _prepare(docket, act)
    if right.for_:
        docket.add_party(act.by, "stand-in")
    if act.attachments and docket.document["classified"]:
        raise Refused("classified-text", field="attachments")
    task = right.task or {}
    _record(docket, act, right, fields, task.get("stage"))
    _EFFECTS[act.action](docket, act, fields, right, given)
    openings.attach(docket, act.by, [vars(file) for file in act.attachments])
    return _judged(docket, act, right.for_, given)


def judge_opening(office: Office, act: Act, at: datetime, given: Given) -> Judged:
    """Judge an act with which a document comes into being."""
    fields = with_defaults(act.action, act.fields)
    procedure = openings.chosen_procedure(office, act.action, fields, act.by)
    document = openings.new_document(office, act.key, procedure.id, act.by, at)
    docket = Docket(office, at, {})
    docket.put("document", document)
    _prepare(docket, act)
    openings.begin(docket, act.by, fields, [vars(file) for file in act.attachments])
    text = fields.get("opinion") or (fields.get("note") if act.action == "circulate" else None)
    record(docket, act.by, None, act.action, {"text": text})
    return _judged(docket, act, None, given)


def judge_office(
    office: Office, act: Act, at: datetime, running: Iterable[Docket] = ()
) -> Judged:
    """Judge an act that concerns no document; `running` are the cases whose clocks it may move."""
    fields = with_defaults(act.action, act.fields)
    notes: Row = {}
    if act.action == "set-calendar":
        rows, notes = calendars.put_on_record(office, act.by, fields, at, running)
    elif act.action == "stand-in":
        rows = office_acts.stand_in(office, act.by, fields, at, act.key)
    elif act.action == "end-stand-in":
        rows, notes = office_acts.end_stand_in(office, act.by, fields, at)
    elif act.action == "reserve-number":
        rows, notes = reserving.reserve(office, act.by, fields, at)
    elif act.action == "release-number":
        rows, notes = reserving.release(office, act.by, fields, at)
    else:
        rows = office_acts.vouch(office, act.by, fields)
    number = notes.get("number")
    return Judged(act.action, act.by, None, "", rows, notes=notes, number=number)


def may(docket: Docket, login: str) -> list[tuple[str, OfficeError | None]]:
    """Every action of the contract upon this document: None, or the reason why not."""
    here = [name for name in SHAPES if name in _EFFECTS]
    answers: list[tuple[str, OfficeError | None]] = [
        (name, refused(docket, login, name)) for name in here
    ]
    return answers + [(name, BadInput("action-not-built", action=name)) for name in LATER]


def refused(docket: Docket, login: str, name: str) -> OfficeError | None:
    """Why an act is not offered: it is forbidden, can't be done yet, or would be of no use."""
    reason = refusal(docket, login, name)
    if reason is not None:
        return reason
    try:
        if name == "undertake":
            incoming.assists_first(docket, standing(docket, login, name).task or {})
        if name == "urge":
            urging.is_of_use(docket, login)
    except OfficeError as against:
        return against
    return None


def _prepare(docket: Docket, act: Act) -> None:
    docket.notes["by"] = act.by
    docket.notes["plan_before"] = docket.plan


def _record(docket: Docket, act: Act, right: Standing, fields: Row, stage: str | None) -> None:
    text = next((fields[k] for k in ("opinion", "result", "reason", "note") if fields.get(k)), None)
    if act.action in ("revise", "correct"):
        text = fields.get("reason") or fields.get("opinion")
    if act.action in ("pause", "supervise"):
        text = "\n".join(fields[k] for k in ("ground", "opinion") if fields.get(k))
    verdict = fields.get("verdict")
    if act.action == "return" and right.task and right.task["action"] == "countersign":
        verdict = "disagree"
    record(
        docket, act.by, right.for_, act.action, {"text": text, "verdict": verdict, "stage": stage}
    )


def _judged(docket: Docket, act: Act, for_: str | None, given: Given) -> Judged:
    if "pinyin" in given:
        docket.set_document(pinyin=given["pinyin"])
    document = docket.document
    quiet = act.action in QUIET and document["version"] > 0
    version = document["version"] + (0 if quiet else 1)
    docket.set_document(version=version, changed_at=iso(docket.at))
    notes = {k: v for k, v in docket.notes.items() if k not in ("by", "plan_before")}
    if given:
        notes["given"] = given
    return Judged(
        act.action, act.by, for_, document["id"], docket.rows, docket.opened, notes,
        version, document["stage"], document["number"],
    )  # fmt: skip


def _on_task(rule: Callable[[Docket, Row, Row], None]) -> Effect:
    def effect(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
        if right.task is None:
            raise Refused("not-your-task", action=act.action)
        rule(docket, right.task, fields)

    return effect


def _on_facts(rule: Callable[[Docket, Row, Row, Given], None]) -> Effect:
    def effect(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
        if right.task is None:
            raise Refused("not-your-task", action=act.action)
        rule(docket, right.task, fields, given)

    return effect


def _returned(docket: Docket, task: Row, fields: Row) -> None:
    docket.notes["to"] = ways_back.return_(docket, task, fields)


def _transferred(docket: Docket, task: Row, fields: Row) -> None:
    docket.notes["to"] = ways_back.transfer(docket, task, fields)


def _countersigned(docket: Docket, task: Row, fields: Row) -> None:
    (signers.answer if signers.is_added(task) else outgoing.countersign)(docket, task, fields)


def _signer_added(docket: Docket, task: Row, fields: Row) -> None:
    docket.notes["added"] = {"person": signers.add(docket, task, fields), "when": fields["when"]}


def _asked(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
    if right.task is None:
        raise Refused("not-your-task", action=act.action)
    extensions.ask(docket, act.by, right.task, fields)


def _free(rule: Callable[[Docket, str, Row], Any], note: str | None = None) -> Effect:
    def effect(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
        answer = rule(docket, act.by, fields)
        if note:
            docket.notes[note] = answer

    return effect


def _signed(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
    if right.task is None:
        raise Refused("not-your-task", action=act.action)
    outgoing.sign(docket, right.task, act.by)


def _revised(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
    outgoing.revise(docket, act.by, fields, brings=bool(act.attachments))


def _merged(docket: Docket, act: Act, fields: Row, right: Standing, given: Given) -> None:
    if not act.attachments:
        raise Refused("field-missing", field="file")


_EFFECTS: dict[str, Effect] = {
    "examine": _on_task(incoming.examine),
    "propose": _on_task(incoming.propose),
    "instruct": _on_task(incoming.instruct),
    "assign": _on_task(incoming.assign),
    "undertake": _on_task(incoming.undertake),
    "reply": _on_task(incoming.reply),
    "archive": _on_task(incoming.archive),
    "circulate": _free(reading.send_round),
    "read": _on_task(lambda docket, task, fields: reading.read(docket, task)),
    "revise": _revised,
    "submit": _on_facts(outgoing.submit),
    "review": _on_facts(outgoing.review),
    "countersign": _on_task(_countersigned),
    "sign": _signed,
    "recheck": _on_task(outgoing.recheck),
    "number": _on_task(numbering.number),
    "print": _on_facts(outgoing.print_),
    "seal": _on_task(lambda docket, task, fields: outgoing.seal(docket, task)),
    "issue": _on_task(lambda docket, task, fields: outgoing.issue(docket, task)),
    "receive": _free(lambda docket, by, fields: outgoing.receive(docket, fields), "received"),
    "abandon": _free(lambda docket, by, fields: ways_back.abandon(docket)),
    "correct": _free(lambda docket, by, fields: ways_back.correct(docket, fields), "corrected"),
    "return": _on_task(_returned),
    "recall": _on_task(lambda docket, task, fields: ways_back.recall(docket, task)),
    "transfer": _on_task(_transferred),
    "add-signer": _on_task(_signer_added),
    "remove-signer": _free(signers.remove, "removed"),
    "urge": _free(urging.urge),
    "answer-urging": _free(urging.answer),
    "void-number": _free(lambda docket, by, fields: numbering.void(docket, fields)),
    "link": _free(lambda docket, by, fields: reading.link(docket, by, fields["document"])),
    "merge": _merged,
    "pause": _free(pauses.pause),
    "resume": _free(lambda docket, by, fields: pauses.resume(docket, by)),
    "ask-extension": _asked,
    "grant-extension": _free(lambda docket, by, fields: extensions.grant(docket, by)),
    "refuse-extension": _free(extensions.refuse),
    "supervise": _free(supervised.supervise),
    "close-supervision": _free(lambda docket, by, fields: supervised.close(docket, by)),
    "report-progress": _free(supervised.report),
    "explain": _free(explanations.explain),
    "assess-explanation": _free(assessments.assess),
    "withdraw-card": _free(explanations.withdraw),
}
