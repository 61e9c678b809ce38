"""发文办理 (条例 arts. 18 to 22 and 25): what each act of it leaves on record."""

from oa_client.docflow.handling.attached import take_back
from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.form.checks import refusals
from oa_client.docflow.handling.form.draft import Draft, listed
from oa_client.docflow.handling.moves import (
    cancel_open,
    enter,
    finish,
    go_back,
    remember,
    words,
)
from oa_client.docflow.handling.openings import write_text
from oa_client.docflow.handling.people import named
from oa_client.docflow.handling.pictures import faults
from oa_client.docflow.model.document import ELEMENTS, KINDS, Status
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso


def revise(docket: Docket, by: str, fields: Row, *, brings: bool = False) -> None:
    """A new wording of the draft, or other files with it; earlier ones stay."""
    given = {k: fields[k] for k in ELEMENTS if fields.get(k) is not None and k != "body"}
    if "title" in given and not given["title"].strip():
        raise Refused("field-missing", field="title")
    if given.get("kind") and given["kind"] not in KINDS:
        raise BadInput("unknown-kind", kind=given["kind"])
    if given.get("secrecy"):
        raise Refused("classified-text", field="secrecy")
    if given.get("number", docket.elements.get("number")) != docket.elements.get("number"):
        raise Refused("not-correctable", field="number")
    plan = {
        k: fields[k] for k in ("countersigners", "order", "important") if fields.get(k) is not None
    }
    back = fields.get("take_back") or []
    if not (given or plan or back or brings) and fields.get("body") is None:
        raise Refused("field-missing", field="body")
    take_back(docket, by, back)
    docket.set_elements(**given)
    docket.set_plan(**plan)
    if fields.get("body") is not None:
        if docket.document["classified"]:
            raise Refused("classified-text", field="body")
        write_text(docket, by, fields["body"])
    authors = docket.plan.get("authors", [])
    if by not in authors:
        docket.set_plan(authors=[*authors, by])


def submit(docket: Docket, task: Row, fields: Row, given: Row) -> None:
    """送核: the draft leaves its drafter's hands."""
    _plan(docket, fields)
    complete(docket, given)
    docket.set_document(status=Status.OPEN.value)
    docket.set_plan(agreed=[])
    finish(docket, task)


def review(docket: Docket, task: Row, fields: Row, given: Row) -> None:
    """核稿 by the section chief, 审核 by the office; either may name who else must countersign.

    Raises:
        Refused: `signer-awaited`, where 会签 would begin while an added signer still has the paper.
    """
    complete(docket, given)
    before = docket.plan.get("agreed", [])
    _plan(docket, fields)
    asked = [p for p in docket.plan.get("countersigners", []) if p not in before]
    if fields.get("countersigners") and task["stage"] == "review" and asked:
        others = [t["person"] for t in docket.tasks("review") if t["id"] != task["id"]]
        if others:  # the case would be at two stages at once
            raise Refused("signer-awaited", people=others)
        docket.close_task(task, "done")
        remember(docket, task)
        enter(docket, "countersign", asked)
        return
    finish(docket, task)


def _plan(docket: Docket, fields: Row) -> None:
    plan = docket.plan
    names = fields.get("countersigners")
    if names is None:
        names = plan.get("countersigners")
    people = named(docket.office, names, "countersigners")
    docket.set_plan(
        countersigners=people, order=fields.get("order") or plan.get("order") or "together"
    )


def complete(docket: Docket, given: Row) -> None:
    """A paper that leaves its drafter, and passes 审核, keeps the rules of form.

    Raises:
        Refused: `field-missing`, `several-addressees`, `upward-copied-down`, `request-in-report`,
            `addressed-to-person`, `inner-unit-issues`, `joint-issuers-missing`,
            `signature-alone`, and the faults of pictures.
    """
    elements = docket.elements
    texts = docket.tables.get("text_version", [])
    body = texts[-1]["body"] if texts else ""
    people = docket.office.people.values()
    draft = Draft(
        elements, body, {row["unit"] for row in people}, {row["name"] for row in people},
        bool(docket.document["classified"]), faults(docket, given), docket.office.office["name"],
    )  # fmt: skip
    for refusal in refusals(draft):
        raise refusal


def countersign(docket: Docket, task: Row, fields: Row) -> None:
    """会签: agreement, or a disagreement that sends the draft back at once."""
    if fields["verdict"] == "disagree":
        if not (fields.get("opinion") or "").strip():
            raise Refused("opinion-missing", field="opinion")
        disagree(docket, task)
        return
    agreed = [*docket.plan.get("agreed", []), task["person"]]
    docket.set_plan(agreed=agreed)
    waiting = docket.plan.get("waiting", [])
    if docket.plan.get("order") == "any":
        docket.close_task(task, "done")
        cancel_open(docket, "not-needed")
        finish(docket, task)
        return
    if waiting:
        docket.close_task(task, "done")
        remember(docket, task)
        docket.set_plan(waiting=waiting[1:])
        docket.open_task(docket.stage_of("countersign"), waiting[0], from_=task["person"])
        return
    finish(docket, task)


def disagree(docket: Docket, task: Row) -> None:
    """One disagreement cancels the other countersigns; the draft goes back to its drafter."""
    docket.close_task(task, "disagreed")
    docket.set_plan(agreed=[], resume=None)
    go_back(docket, "draft", "cancelled")


def sign(docket: Docket, task: Row, by: str) -> None:
    """签发 (条例 art. 22): from now on the words are fixed."""
    docket.set_plan(
        signed={
            "by": by,
            "at": iso(docket.at),
            "version": _text_number(docket),
            "words": words(docket),
        }
    )
    finish(docket, task)


def _text_number(docket: Docket) -> int:
    texts = docket.tables.get("text_version", [])
    return int(texts[-1]["version"]) if texts else 0


def recheck(docket: Docket, task: Row, fields: Row) -> None:
    """复核: a change in substance goes back to whoever signed (条例 art. 25 (1))."""
    if fields["substantive"]:
        docket.close_task(task, "done")
        docket.set_plan(signed=None)
        go_back(docket, "sign", "returned")
        return
    finish(docket, task)


def print_(docket: Docket, task: Row, fields: Row, given: Row) -> None:
    """印制: the paper is set once and kept; what is sealed and sent is this very file."""
    if not docket.document["number"]:
        raise Refused("number-missing")
    if given["missing"]:
        raise Refused("missing-glyph", **given["missing"])
    accept = fields["accept_substitute"]
    if accept is None:
        accept = bool(docket.office.office["training"])
    if given["substitutes"] and not accept:
        raise Refused("substitute-font", roles=given["substitutes"])
    docket.put(
        "paper",
        {
            "document": docket.document["id"],
            "sha256": given["sha256"],
            "pages": given["pages"],
            "made_at": iso(docket.at),
            "n": docket.next_entry,
            "copies": fields["copies"],
            "fonts": given["fonts"],
        },
    )
    docket.set_elements(copies=fields["copies"])
    if fields["apart"] or docket.plan.get("apart"):
        docket.set_plan(apart=listed(fields["apart"]))
    finish(docket, task)


def seal(docket: Docket, task: Row) -> None:
    """用印 (条例 art. 25): only on a paper that was signed and printed."""
    if not docket.plan.get("signed"):
        raise Refused("not-signed")
    finish(docket, task)


def issue(docket: Docket, task: Row) -> None:
    """核发."""
    docket.set_plan(issued=iso(docket.at), received=[])
    finish(docket, task)


def receive(docket: Docket, fields: Row) -> list[str]:
    """签收 by addressees outside; who has signed for it is added up.

    Raises:
        BadInput: `no-such-addressee`.
        Refused: `already-received`.
    """
    received = docket.plan.get("received", [])
    addressees = listed(docket.elements.get("to")) + listed(docket.elements.get("cc"))
    chosen = fields.get("addressee")
    if chosen is not None and chosen not in addressees:
        raise BadInput("no-such-addressee", name=chosen[:60])
    fresh = [name for name in ([chosen] if chosen else addressees) if name not in received]
    if not fresh:
        raise Refused("already-received")
    docket.set_plan(received=[*received, *fresh])
    return fresh
