"""办理记录: what happened to a document, entry by entry, as the ledger has it.

Beside its author's opinion an entry tells what it settled: whom it names, until when, what from
what to what. The record in the window, on paper and in a script all tell this and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.model.document import document_number


def event(office: Office, entry: Entry) -> Row:
    """An entry for its readers; the text that it brought stands among the versions.

    Returns:
        `n`, `code`, `by`, `for`, `at`, `name`; `fields` that its author gave, `notes` that the
        rules made, `settled` (see `settled_of`), `key_id`, `hash`.
    """
    fields: Row = {}
    if entry.request:
        fields = {k: v for k, v in loads(entry.request)["fields"].items() if k != "body"}
    facts = loads(entry.facts)
    notes = {k: v for k, v in facts["notes"].items() if k != "given"}
    entered = Entered(fields, notes, facts["rows"])
    if entry.code == "card":
        card = entered.first("card")
        notes |= {k: v for k, v in card.items() if k in ("level", "task", "round")}
    return {
        "n": entry.n, "code": entry.code, "by": entry.by, "for": entry.for_, "at": entry.at,
        "name": office.people[entry.by]["name"] if entry.by in office.people else "",
        "fields": fields, "notes": notes, "settled": settled_of(entry.code, entered),
        "key_id": entry.key_id, "hash": entry.hash,
    }  # fmt: skip


def who_acted(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """By moment, and by whose desk it was done from: who did it, himself or as his stand-in."""
    return {(entry.at, entry.for_ or entry.by): entry.by for entry in entries if entry.request}


@dataclass(frozen=True)
class Entered:
    """An entry taken apart: what its author said, what the rules noted, which rows they wrote."""

    fields: Row
    notes: Row
    rows: list[list[Any]]

    def all(self, table: str) -> list[Row]:
        """The rows that were written to a table, in their order."""
        return [row for name, row in self.rows if name == table]

    def first(self, table: str) -> Row:
        """The first of them; empty where none was."""
        return next(iter(self.all(table)), {})


def settled_of(code: str, entered: Entered) -> Row:
    """The facts of an act by their names, those that it has; logins and codes, never words.

    `old` and `new` of a correction are both there, empty where nothing stood or stands.
    """
    if code in OWN_WORDS:
        return {}
    found = SETTLES[code](entered)
    return {name: value for name, value in found.items() if value not in (None, [])}


def _said(*names: str) -> Callable[[Entered], Row]:
    """Facts that its author named himself."""
    return lambda entered: {name: entered.fields.get(name) or None for name in names}


def _corrected(entered: Entered) -> Row:
    noted = entered.notes.get("corrected") or {}
    return {"field": noted.get("field"), "old": noted.get("old") or "", "new": noted.get("new")}


def _examined(entered: Entered) -> Row:
    """Which of the five questions were answered with no, and so sent it back to the sender."""
    answers = entered.fields.get("answers") or []
    return {"noes": [n for n, yes in enumerate(answers, start=1) if not yes]}


def _countersigned(entered: Entered) -> Row:
    """A disagreement; agreeing is what the act is called."""
    verdict = entered.fields.get("verdict")
    return {"verdict": verdict if verdict == "disagree" else None}


def _goes_to(entered: Entered) -> Row:
    """The stage in which the paper lies now."""
    stages = [row["stage"] for row in entered.all("document") if "stage" in row]
    return {"stage": stages[-1] if stages else None}


def _rechecked(entered: Entered) -> Row:
    """Where it went back to, for it was changed in substance."""
    return _goes_to(entered) if entered.fields.get("substantive") else {}


def _assessed(entered: Entered) -> Row:
    return {"assessed": "accepted" if entered.fields.get("accepted") else "refused"}


def _until(entered: Entered) -> Row:
    return {"until": entered.notes.get("until")}


def _asked(entered: Entered) -> Row:
    return _until(entered) | {"people": entered.notes.get("approvers")}


def _voided(entered: Entered) -> Row:
    key = entered.first("number")
    return {"number": document_number(key["series"], key["year"], key["serial"])} if key else {}


def _issued(entered: Entered) -> Row:
    """Whose task a card is of (that of the whole case names nobody), and since when it was due
    where nobody had looked at the clocks then.
    """
    card = entered.first("card")
    later = card.get("at", "")[:16] != card.get("issued_at", "")[:16]
    return {
        "person": card.get("person") if card.get("task") else None,
        "since": card.get("at") if later else None,
    }


def _of_card(entered: Entered) -> Row:
    return {"level": (entered.notes.get("card") or {}).get("level")}


def _supervised(entered: Entered) -> Row:
    own = _said("ground", "source", "helpers", "steps", "every")(entered)
    return own | {name: entered.notes.get(name) for name in ("people", "until")}


SETTLES: dict[str, Callable[[Entered], Row]] = {
    "correct": _corrected,
    "examine": _examined,
    "countersign": _countersigned,
    "recheck": _rechecked,
    "recall": _goes_to,
    "print": _said("copies"),
    "link": lambda e: {"paper": e.first("link").get("other")},
    "merge": lambda e: {"files": [row["name"] for row in e.all("attachment")]},
    "assess-explanation": _assessed,
    "propose": _said("leader"),
    "assign": _said("lead", "assist"),
    "circulate": lambda e: {"people": e.fields.get("to")},
    "submit": _said("countersigners"),
    "review": _said("countersigners"),
    "number": lambda e: {"number": e.notes.get("number")},
    "void-number": _voided,
    "archive": _said("retention"),
    "receive": lambda e: {"addressee": e.notes.get("received")},
    "return": lambda e: {"stage": e.notes.get("to")},
    "transfer": lambda e: {"person": e.notes.get("to")},
    "add-signer": lambda e: dict(e.notes.get("added") or {}),
    "remove-signer": lambda e: {"person": e.notes.get("removed")},
    "urge": lambda e: {"people": e.notes.get("people")},
    "urged": lambda e: {"person": e.first("urging").get("person")},
    "answer-urging": lambda e: {"expected": e.notes.get("expected")},
    "pause": _said("ground"),
    "resume": lambda e: {"minutes": e.notes.get("minutes")},
    "ask-extension": _asked,
    "grant-extension": _until,
    "refuse-extension": _until,
    "supervise": _supervised,
    "supervised": _supervised,
    "report-progress": _said("steps"),
    "card": _issued,
    "explain": _of_card,
    "withdraw-card": _of_card,
}
"""By code of the entry, what it settled beside its author's opinion."""

OWN_WORDS = frozenset((
    "founded", "key", "opened", "register", "draft", "revise", "instruct", "read", "undertake",
    "reply", "sign", "seal", "issue", "abandon", "close-supervision",
    "stand-in", "end-stand-in", "vouch", "set-calendar", "reserve-number", "release-number",
))  # fmt: skip
"""Entries that settle nothing which their name, and what their author wrote, does not say; the
last six concern no document and stand in no document's record."""
