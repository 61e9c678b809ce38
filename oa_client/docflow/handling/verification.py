"""校验: whoever checks later must be able to prove that nobody skipped, altered or invented.

From the ledger's bytes alone: chains, signatures, the right to act, and each judgement made again.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from oa_client.docflow.handling import rules
from oa_client.docflow.handling.actions import OF_THE_OFFICE, Act
from oa_client.docflow.handling.case import KEYS, Office, Row
from oa_client.docflow.handling.clocks import supervised
from oa_client.docflow.handling.clockwork import due_cards, due_urgings, opened_rows, same_day
from oa_client.docflow.handling.desk import changes_of, request_row
from oa_client.docflow.handling.inquiry import readable_docket
from oa_client.docflow.handling.office_acts import counts_at_once
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.handling.records import (
    apply,
    facts_of,
    load_docket,
    load_office,
    running,
)
from oa_client.docflow.handling.requests import read_request, request_bytes, statement
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.chain import faults
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.ledger.signature import check
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.workdays import Calendar

OFFICE_SAYS = ("founded", "opened", "card", "supervised", "urged", "key")
"""Entries that carry the office's own key."""


@dataclass(frozen=True)
class Found:
    """A fault of the evidence: which document, which entry, what is wrong."""

    document: str
    n: int | None
    code: str
    facts: dict[str, Any]


@dataclass
class Past:
    """What went before an entry: heads that an author may have seen, who opened what."""

    heads: set[tuple[str, str]] = field(default_factory=set)
    opened: dict[tuple[str, str], str] = field(default_factory=dict)
    """When last, by document and person."""

    def note(self, entry: Entry) -> None:
        """From now on this entry went before."""
        self.heads.add((entry.document, entry.hash))
        if entry.code == "opened":
            self.opened[entry.document, entry.by] = entry.at


def verify(
    work: Work, empty: Store, calendar: Calendar, tables: tuple[str, ...]
) -> tuple[list[Found], int]:
    """Check the whole ledger, replay it into an empty store, and compare the tables.

    Returns:
        What was found, and the number of entries.
    """
    entries = list(work.entries())
    found = [Found(f.document, f.n, f.code, {}) for f in faults(entries, list(work.commits()))]
    past = Past()
    with empty.write() as replayed:
        for entry in entries:
            found += _checked(replayed, entry, past, calendar)
            past.note(entry)
            try:
                apply(replayed, entry)
            except Exception as failure:  # a ledger that was tampered with may hold anything
                found.append(
                    Found(entry.document, entry.n, "replay-impossible", {"reason": repr(failure)})
                )
        for table in tables:
            found += _compared(table, work.rows(table), replayed.rows(table))
        found += _blobs(work, entries)
    return found, len(entries)


def _checked(replayed: Work, entry: Entry, past: Past, calendar: Calendar) -> Iterator[Found]:
    codes: list[Fault] = []
    try:
        if entry.request is None:
            codes.extend(_statement_faults(replayed, entry, past, calendar))
        else:
            codes.extend(_act_faults(replayed, entry, entry.request, past, calendar))
    except OfficeError as failure:
        codes.append(("judged-otherwise", {"code": failure.code, **failure.facts}))
    except Exception as failure:  # whatever a forged entry holds must end as a finding
        codes.append(("entry-unreadable", {"reason": repr(failure)}))
    for code, facts in codes:
        yield Found(entry.document, entry.n, code, facts)


Fault = tuple[str, dict[str, Any]]


def _statement_faults(
    replayed: Work, entry: Entry, past: Past, calendar: Calendar
) -> Iterator[Fault]:
    rows = loads(entry.facts)["rows"]
    if entry.code not in OFFICE_SAYS:
        yield "signature-missing", {"code": entry.code}
    if entry.code == "founded":
        if entry.seq != 1 or rows[0][0] != "office":
            yield "founded-twice", {}
        office = rows[0][1]
    else:
        office = replayed.rows("office")[0]
    said = statement(
        office["id"], entry.document, entry.n, entry.code, entry.by, entry.for_, entry.at,
        entry.facts,
    )  # fmt: skip
    if entry.key_id != office["key_id"] or not check(
        office["public"], entry.signature, "facts", said
    ):
        yield "signature-wrong", {"key_id": entry.key_id}
    if entry.code != "founded" and not _follows(replayed, entry, rows, past, calendar):
        yield "judged-otherwise", {"code": entry.code}


def _follows(
    replayed: Work, entry: Entry, rows: list[Any], past: Past, calendar: Calendar
) -> bool:
    """Whether the office may have said this: derived again from what stood on record."""
    office, at = load_office(replayed, calendar), parse(entry.at)
    given = [tuple(row) for row in rows]
    if entry.code == "opened":
        last = past.opened.get((entry.document, entry.by))
        docket = readable_docket(replayed, office, entry.by, entry.document, at)
        outside = entry.by not in [party["person"] for party in docket.tables["party"]]
        fresh = last is None or (outside and not same_day(last, at))
        seen = opened_rows(replayed, office, entry.by, entry.document, at)
        return given == seen and (bool(given) or fresh)
    if entry.code == "card":
        due = due_cards(replayed, office, at)
        return any(card.document == entry.document and made == given for card, made in due)
    if entry.code == "urged":
        return any(
            made[0][1]["document"] == entry.document and made == given
            for made in due_urgings(replayed, office, at)
        )
    if entry.code == "supervised":
        docket = load_docket(replayed, office, entry.document, at)
        return bool(supervised.open_by_rule(docket)) and given == docket.rows
    key = given[0][1]
    # An earlier version let the founder's key wait where another's had been made before it.
    allowed = ("trusted", "pending") if counts_at_once(office, entry.by) else ("pending",)
    return (
        len(given) == 1 and given[0][0] == "key" and key["login"] == entry.by
        and key["status"] in allowed and key["vouchers"] == "[]"
        and key["key_id"] not in office.keys
    )  # fmt: skip


def _act_faults(
    replayed: Work, entry: Entry, request: bytes, past: Past, calendar: Calendar
) -> Iterator[Fault]:
    act, said = read_request(request)
    office, at = load_office(replayed, calendar), parse(entry.at)
    key = office.keys.get(entry.key_id)
    if key is None or key["login"] != act.by or key["status"] != "trusted":
        yield "key-not-trusted", {"key_id": entry.key_id, "person": act.by}
        return
    if not check(key["public"], entry.signature, "request", request):
        yield "signature-wrong", {"key_id": entry.key_id}
    same = (said["office"], said["key_id"], said["action"], said["by"])
    if same != (office.office["id"], entry.key_id, entry.code, entry.by):
        yield "request-of-another", {}
    again = request_bytes(said["office"], act, said["key_id"], said["version"], said["head"])
    if again != request:
        yield "request-unreadable", {}
    if replayed.one("request", key=act.key) is not None:
        yield "request-repeated", {"key": act.key}
    yield from _judged_again(replayed, office, entry, act, said, past, at)


def _judged_again(
    replayed: Work, office: Office, entry: Entry, act: Act, said: Row, past: Past, at: datetime
) -> Iterator[Fault]:
    given = loads(entry.facts)["notes"].get("given", {})
    if act.document is None and act.action in OF_THE_OFFICE:
        judged = rules.judge_office(office, act, at, running(replayed, office, at))
    elif act.document is None:
        judged = rules.judge_opening(office, act, at, given)
    else:
        docket = load_docket(replayed, office, act.document, at)
        # on a server others may have read or spoken between the author's look and his word
        if (act.document, said["head"]) not in past.heads:
            yield "head-otherwise", {}
        judged = rules.judge(docket, act, given)
    changes = changes_of(judged, act, iso(at), entry.n)
    rows = [*judged.rows, ("request", request_row(act, changes, iso(at)))]
    right = (judged.document, judged.for_) == (entry.document, entry.for_)
    if not right or facts_of(rows, judged.notes) != entry.facts:
        yield "judged-otherwise", {"code": entry.code}


def _compared(table: str, present: list[Row], replayed: list[Row]) -> Iterator[Found]:
    """Row by row: what stands in the table against what the ledger gives."""
    have, want = ({_key(table, row): row for row in rows} for rows in (present, replayed))
    for key in sorted(set(have) | set(want), key=repr):
        mine, ledger = have.get(key), want.get(key)
        if mine == ledger:
            continue
        row = ledger or mine or {}
        changed = [c for c in row if not mine or not ledger or mine.get(c) != ledger.get(c)]
        facts = {"table": table, "key": list(key), "columns": changed}
        yield Found(
            str(row.get("document") or row.get("id") or ""), row.get("n"), "table-otherwise", facts
        )


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEYS[table])


def _blobs(work: Work, entries: list[Entry]) -> Iterator[Found]:
    """Kept files must still have the digest under which they were signed, replaced ones too."""
    for document, n, sha256 in sorted(set(_files(entries))):
        data = None
        with suppress(OfficeError):
            data = work.blob(sha256)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            yield Found(document, n, "file-otherwise", {"sha256": sha256})


def _files(entries: list[Entry]) -> Iterator[tuple[str, int, str]]:
    for entry in entries:
        with suppress(OfficeError, TypeError, ValueError, KeyError):  # told as unreadable already
            for table, row in loads(entry.facts)["rows"]:
                if table in ("paper", "attachment"):
                    yield entry.document, entry.n, str(row["sha256"])
            if entry.request is not None:
                for file in read_request(entry.request)[0].attachments:
                    yield entry.document, entry.n, file.sha256
