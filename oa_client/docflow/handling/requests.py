"""The exact bytes that a person, or the office itself, puts a signature under."""

import hashlib
from typing import Any

from oa_client.docflow.handling.actions import Act, Attached
from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.model.errors import EvidenceBroken

FORMAT = "oa-act-1"
OPENING = "oa-open-1"
ENROLMENT = "oa-key-1"
STATEMENT = "oa-statement-1"


def request_bytes(
    office: str, act: Act, key_id: str, version: int | None, head: str | None
) -> bytes:
    """An act as its author signs it, with the version and the head that he saw."""
    body = act.fields.get("body")
    return dumps(
        {
            "format": FORMAT,
            "office": office,
            "key": act.key,
            "key_id": key_id,
            "action": act.action,
            "by": act.by,
            "document": act.document,
            "fields": act.fields,
            "version": version,
            "head": head,
            "text": hashlib.sha256(body.encode()).hexdigest() if isinstance(body, str) else None,
            "attachments": [vars(file) for file in act.attachments],
        }
    )


def read_request(data: bytes) -> tuple[Act, dict[str, Any]]:
    """A signed act, read back; beside it everything that stood in the request.

    Raises:
        EvidenceBroken: `request-unreadable`.
    """
    try:
        said = loads(data)
        act = Act(
            action=said["action"], by=said["by"], fields=said["fields"],
            document=said["document"], version=said["version"], key=said["key"],
            attachments=tuple(Attached(**file) for file in said["attachments"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as failure:
        raise EvidenceBroken("request-unreadable", reason=str(failure)) from None
    return act, said


def opening_bytes(office: str, by: str, key: str, document: str) -> bytes:
    """A person asks to open a document; that he did is noted before he reads."""
    said = {"format": OPENING, "office": office, "by": by, "key": key, "document": document}
    return dumps(said)


def enrolment_bytes(office: str, by: str, key: str, public: str) -> bytes:
    """A person brings his new key, signed with itself: he has its other half."""
    said = {"format": ENROLMENT, "office": office, "by": by, "key": key, "public": public}
    return dumps(said)


def intent(act: Act) -> str:
    """What an act wants, apart from when it was sent: a repeated key must want the same."""
    files = [vars(file) for file in act.attachments]
    wanted = [act.action, act.by, act.document, act.fields, files]
    return hashlib.sha256(dumps(wanted)).hexdigest()


def statement(
    office: str, document: str, n: int, code: str, by: str, for_: str | None, at: str, facts: bytes
) -> bytes:
    """What the office's own key says of itself: an opening, a card, a key, the founding."""
    return dumps(
        {
            "format": STATEMENT,
            "office": office,
            "document": document,
            "n": n,
            "code": code,
            "by": by,
            "for": for_,
            "at": at,
            "facts": hashlib.sha256(facts).hexdigest(),
        }
    )
