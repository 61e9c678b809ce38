"""登记簿: the office's books, written up from the records each time and never by hand.

条例 art. 24 (2) and 25 (2) ask for a register of what came in and what went out; offices keep
books of numbers, of seals and of circulation beside them. Everybody sees the lines of papers that
he may know of; the 文书 sees them all.
"""

import json
from collections.abc import Iterator
from datetime import datetime

from oa_client.docflow.handling import gate, reserving
from oa_client.docflow.handling.book_lines import (
    Known,
    Lines,
    name_of,
    standing_of,
    title_shown,
)
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.form.draft import listed
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.supervision import registers
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import day_in, iso, parse

COLUMNS = {
    "incoming": ("received", "issuer", "number", "title", "kind", "urgency", "secrecy", "copies",
                 "lead", "standing", "closed"),
    "outgoing": ("number", "title", "kind", "drafter", "signer", "signed", "to", "copies",
                 "issued", "receipts", "standing"),
    "numbers": ("number", "title", "taken", "by", "kept_for", "until", "void", "reason"),
    "seals": ("sealed", "number", "title", "copies", "signer", "by", "digest"),
    "circulation": ("title", "reader", "unit", "sent", "opened", "finished", "opinion"),
    **registers.COLUMNS,
}  # fmt: skip
"""The books and what stands in their columns."""

MOMENTS = ("closed", "signed", "issued", "taken", "void", "sealed", "sent", "opened", "finished",
           "came", "due", "at", "until", "answered", "decided", "carded", "withdrawn", "begun",
           "reported", "next_report", "removed")
"""Columns that hold a moment."""


def book(
    work: Work, office: Office, login: str, name: str,
    since: str | None, until: str | None, at: datetime,
) -> Row:  # fmt: skip
    """A book with its lines of a period, in the order in which they arose.

    Args:
        work: an open reading.
        office: the office as it stands.
        login: who asks.
        name: one of `COLUMNS`.
        since: first day, a date or a moment; None for the beginning.
        until: last day; None for today.
        at: now.

    Raises:
        BadInput: `wrong-value`, `no-such-person`.
    """
    if name not in COLUMNS:
        raise BadInput("wrong-value", field="BOOK", allowed="、".join(COLUMNS))
    if login not in office.people:
        raise BadInput("no-such-person", field="--as", name=login[:60])
    start = iso(parse(since))[:10] if since else ""
    end = iso(parse(until))[:10] if until else "9999"
    known = {row["id"]: row for row in _known(work, office, login)}
    sees_kept = bool(reserving.KNOWING & set(office.posts(login)))
    lines = [
        line for line in _LINES[name](work, office, known)
        if start <= line.pop("on")[:10] <= end and (line["document"] or sees_kept)
    ]  # fmt: skip
    return {
        "book": name, "columns": list(COLUMNS[name]), "rows": lines,
        "since": since, "until": until, "at": iso(at),
    }  # fmt: skip


def _known(work: Work, office: Office, login: str) -> Iterator[Row]:
    mine = {party["document"] for party in work.rows("party", person=login)}
    for row in work.rows("document"):
        parties = [{"person": login}] if row["id"] in mine else []
        drafted = row["status"] in ("draft", "abandoned")
        if not drafted and gate.may_read(office, row, parties, login):
            yield row | {"elements": json.loads(row["elements"]), "plan": json.loads(row["plan"])}


def _incoming(work: Work, office: Office, known: Known) -> list[Row]:
    current = standing_of(work, known)
    lines = []
    for row in known.values():
        if _opens_with(office, row) != "register":
            continue
        own = row["elements"]
        received = own.get("received") or row["opened_at"][:10]
        day = day_in(str(received))  # one column, one way to write a day, however it was typed
        lines.append({
            "on": row["opened_at"], "document": row["id"],
            "received": day.isoformat() if day else received, "issuer": own.get("issuer"),
            "number": own.get("number"), "title": title_shown(row),
            "kind": row["kind"], "urgency": row["urgency"], "secrecy": own.get("secrecy"),
            "copies": own.get("copies"), "lead": name_of(office, row["plan"].get("lead")),
            "standing": current.get(row["id"], {"stage": row["stage"], "status": row["status"]}),
            "closed": row["closed_at"],
        })  # fmt: skip
    return sorted(lines, key=_arisen)


def _signers(work: Work, office: Office, known: Known) -> dict[str, str | None]:
    """Who signed each paper that is signed now; a stand-in with the name of whose task it was."""
    names: dict[str, str | None] = {}
    for task in work.rows("task", action="sign"):
        row = known.get(task["document"])
        signed = row["plan"].get("signed") if row else None
        if signed and task["outcome"] == "done" and task["closed_at"] == signed["at"]:
            own, whose = name_of(office, signed["by"]), name_of(office, task["person"])
            names[task["document"]] = own if task["person"] == signed["by"] else f"{own}代{whose}"
    return names


def _outgoing(work: Work, office: Office, known: Known) -> list[Row]:
    current, signers = standing_of(work, known), _signers(work, office, known)
    lines = []
    for row in known.values():
        if _opens_with(office, row) != "draft":
            continue
        own, plan = row["elements"], row["plan"]
        signed = plan.get("signed") or {}
        addressees = listed(own.get("to")) + listed(own.get("cc"))
        received = plan.get("received", [])
        lines.append({
            "on": row["opened_at"], "document": row["id"], "number": row["number"],
            "title": title_shown(row), "kind": row["kind"],
            "drafter": name_of(office, row["drafter"]),
            "signer": signers.get(row["id"]), "signed": signed.get("at"),
            "to": "、".join(listed(own.get("to"))), "copies": own.get("copies"),
            "issued": plan.get("issued"),
            "receipts": f"{len(received)}/{len(addressees)}" if plan.get("issued") else None,
            "standing": current.get(row["id"], {"stage": row["stage"], "status": row["status"]}),
        })  # fmt: skip
    return sorted(lines, key=_arisen)


def _numbers(work: Work, office: Office, known: Known) -> list[Row]:
    """Every number in its place: given, reserved and still unused, or void."""
    givers = {
        task["document"]: task["person"] for task in work.rows("task", action="number")
        if task["outcome"] == "done"
    }  # fmt: skip
    given = {_serial(row): row for row in work.rows("number") if row["document"] in known}
    kept = {_serial(row): row for row in work.rows("reservation")}
    lines = []
    for key in sorted(given | {k: row for k, row in kept.items() if not row["used_at"]}):
        row, reserved = given.get(key), kept.get(key, {})
        document, own = row["document"] if row else "", row or reserved
        who = givers.get(document) if row else reserved["by"]
        lines.append({
            "on": own["at"], "document": document, "number": own["text"],
            "title": title_shown(known[document]) if row else "",
            "taken": row["at"] if row else None, "by": name_of(office, who),
            "kept_for": reserved.get("ground"), "until": reserved.get("until"),
            "void": own["void_at"], "reason": own["void_reason"],
        })  # fmt: skip
    return lines


def _serial(row: Row) -> tuple[str, int, int]:
    return row["series"], row["year"], row["serial"]


def _seals(work: Work, office: Office, known: Known) -> list[Row]:
    papers = {row["document"]: row for row in work.rows("paper")}
    signers = _signers(work, office, known)
    lines = []
    for task in work.rows("task", action="seal"):
        row, paper = known.get(task["document"]), papers.get(task["document"])
        if row is None or paper is None or task["outcome"] != "done":
            continue
        lines.append({
            "on": task["closed_at"], "document": row["id"], "sealed": task["closed_at"],
            "number": row["number"], "title": title_shown(row), "copies": paper["copies"],
            "signer": signers.get(row["id"]), "by": name_of(office, task["person"]),
            "digest": paper["sha256"],
        })  # fmt: skip
    return sorted(lines, key=_arisen)


def _circulation(work: Work, office: Office, known: Known) -> list[Row]:
    read = [task for task in work.rows("task", action="read") if task["document"] in known]
    said = {
        (document, row["person"], row["round"]): row["text"]
        for document in dict.fromkeys(task["document"] for task in read if task["closed_at"])
        for row in work.rows("opinion", document=document)
        if row["action"] == "read"
    }
    lines = [
        {"on": task["opened_at"], "document": task["document"],
         "title": title_shown(known[task["document"]]), "reader": name_of(office, task["person"]),
         "unit": office.people[task["person"]]["unit"], "sent": task["opened_at"],
         "opened": task["seen_at"], "finished": task["closed_at"],
         "opinion": said.get((task["document"], task["person"], task["round"]))}
        for task in read
    ]  # fmt: skip
    return sorted(lines, key=_arisen)


_LINES: dict[str, Lines] = {
    "incoming": _incoming, "outgoing": _outgoing, "numbers": _numbers, "seals": _seals,
    "circulation": _circulation, **registers.LINES,
}  # fmt: skip


def _arisen(line: Row) -> tuple[str, str]:
    return line["on"], line["document"]


def _opens_with(office: Office, row: Row) -> str:
    return office.procedures[row["procedure"]][1].opens_with
