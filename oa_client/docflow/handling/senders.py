"""来文单位: who writes to this office, what came last from him, and how much this year."""

import json
from datetime import datetime

from oa_client.docflow.handling import gate
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work

MOST = 300
"""Senders that are remembered, the latest first."""


def senders(work: Work, office: Office, login: str, at: datetime) -> list[Row]:
    """Every sender of a paper that this person may read; classified stubs name nobody.

    Returns:
        `issuer`, `count` of this year, and of his last paper `title`, `number`, `kind`, `to`,
        `sender_contact`, `document`.
    """
    found: dict[str, Row] = {}
    parties = {row["document"] for row in work.rows("party", person=login)}
    rows = sorted(work.rows("document"), key=lambda row: str(row["opened_at"]), reverse=True)
    for row in rows:
        issuer = str(json.loads(row["elements"]).get("issuer") or "")
        mine = [{"person": login}] if row["id"] in parties else []
        if not issuer or row["classified"] or not gate.may_read(office, row, mine, login):
            continue
        kept = found.setdefault(issuer, _last(issuer, row))
        if row["opened_at"][:4] == str(at.year):
            kept["count"] += 1
    return list(found.values())[:MOST]


def _last(issuer: str, row: Row) -> Row:
    elements = json.loads(row["elements"])
    said = {name: elements.get(name) for name in ("kind", "to", "sender_contact")}
    return {"issuer": issuer, "count": 0, "title": row["title"], "number": row["number"],
            "document": row["id"], **said}  # fmt: skip
