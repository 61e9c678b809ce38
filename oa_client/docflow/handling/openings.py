"""How a case begins: a paper is registered, a draft is begun, a circulation is sent round."""

import hashlib
from typing import Any
from uuid import UUID, uuid5

from oa_client.docflow.handling.attached import bring, still_open
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.moves import enter
from oa_client.docflow.handling.pictures import keep_names
from oa_client.docflow.handling.reading import send_round
from oa_client.docflow.model.document import ELEMENTS, KINDS, Status
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso
from oa_client.docflow.procedure.definition import Procedure

DEFAULTS = {"register": "incoming", "draft": "outgoing", "circulate": "circulation"}
"""The procedure that each opening act takes where none is named."""


def new_document(office: Office, key: str, procedure: str, creator: str, at: Any) -> Row:
    """The row of a document that is just coming into being; its id follows from the request."""
    digest, _ = office.procedures[procedure]
    return {
        "id": str(uuid5(UUID(office.office["id"]), key)),
        "procedure": procedure,
        "digest": digest,
        "title": "",
        "kind": "",
        "urgency": "",
        "status": Status.OPEN.value,
        "stage": None,
        "creator": creator,
        "drafter": None,
        "opened_at": iso(at),
        "closed_at": None,
        "changed_at": iso(at),
        "due": None,
        "blue": None,
        "yellow": None,
        "red": None,
        "next_at": None,
        "n": 0,
        "head": None,
        "version": 0,
        "round": 1,
        "elements": "{}",
        "plan": "{}",
        "number": None,
        "classified": 0,
        "pinyin": "",
    }


def chosen_procedure(office: Office, action: str, fields: Row, login: str) -> Procedure:
    """The procedure of an opening act, which this person may open.

    Raises:
        BadInput: `no-such-procedure`.
        Refused: `not-your-post`.
    """
    name = fields.get("procedure") or DEFAULTS[action]
    if name not in office.procedures:
        raise BadInput("no-such-procedure", procedure=str(name)[:60])
    procedure = office.procedures[name][1]
    if procedure.opens_with != action:
        raise BadInput("procedure-opens-otherwise", procedure=name, action=procedure.opens_with)
    if procedure.opens_by != "@anyone" and procedure.opens_by not in office.posts(login):
        raise Refused("not-your-post", post=procedure.opens_by)
    return procedure


def begin(docket: Docket, by: str, fields: Row, attached: list[Row]) -> None:
    """Write down the elements and open the first stage."""
    procedure = docket.procedure
    _filled(fields)
    given = {name: fields[name] for name in ELEMENTS if fields.get(name) is not None}
    given.setdefault("kind", "通知")
    _no_secrets(given, attached)
    drafting = procedure.opens_with != "register"
    if procedure.opens_with == "draft" and given["kind"] not in KINDS:
        raise BadInput("unknown-kind", kind=given["kind"])
    docket.set_document(classified=1 if given.get("secrecy") else 0)
    if drafting:
        docket.set_document(drafter=by)
        docket.set_plan(authors=[by])
    docket.set_elements(**{k: v for k, v in given.items() if k != "body"})
    docket.set_document(number=(given.get("number") or None) if not drafting else None)
    if fields.get("body") is not None:
        write_text(docket, by, fields["body"])
    attach(docket, by, attached)
    docket.add_party(by, "creator")
    _start(docket, by, fields)


def _start(docket: Docket, by: str, fields: Row) -> None:
    action = docket.procedure.opens_with
    if action == "circulate":
        docket.set_document(stage=docket.procedure.stage[0].id)
        send_round(docket, by, fields)
        return
    docket.start_whole_clock()
    if action == "draft":
        docket.set_document(status=Status.DRAFT.value)
        docket.set_plan(**{k: fields[k] for k in ("countersigners", "order") if fields.get(k)})
        docket.set_plan(important=bool(fields.get("important")))
    first = docket.procedure.stage[0]
    holders = [by] if first.by in docket.office.posts(by) else None
    enter(docket, first.id, holders)


def _filled(fields: Row) -> None:
    if not str(fields.get("title") or "").strip():
        raise Refused("field-missing", field="title")
    if fields.get("disclosure") == "不予公开" and not fields.get("disclosure_reason"):
        raise Refused("field-missing", field="disclosure_reason")


def _no_secrets(elements: Row, attached: list[Row]) -> None:
    """条例 art. 26: classified text stays off an ordinary network; only a stub is registered."""
    if elements.get("secrecy") and (elements.get("body") or attached):
        raise Refused("classified-text", field="body" if elements.get("body") else "attachments")


def write_text(docket: Docket, by: str, body: str) -> None:
    """Keep a new version of the text beside all earlier ones."""
    texts = docket.tables.get("text_version", [])
    docket.put(
        "text_version",
        {
            "document": docket.document["id"],
            "version": len(texts) + 1,
            "body": body,
            "sha256": hashlib.sha256(body.encode()).hexdigest(),
            "author": by,
            "at": iso(docket.at),
            "n": docket.next_entry,
        },
    )


def attach(docket: Docket, by: str, attached: list[Row]) -> None:
    """The files that an act brings, where the paper still takes some.

    Raises:
        Refused: `already-signed`, `picture-name-taken`, `too-many-files`.
    """
    keep_names(docket, attached)
    if attached:
        still_open(docket)
    bring(docket, by, attached)
