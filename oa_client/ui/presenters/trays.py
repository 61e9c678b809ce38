"""Lists of documents in words: trays, their counts, search."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

NAVIGATION = ("todo", "reading", "tracked", "done", "read", "drafts")
"""Trays of the navigation, in order."""

ICONS = {
    "todo": "tray", "reading": "reading", "tracked": "tracked", "done": "done", "read": "read",
    "drafts": "drafts",
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A row of a list, in words."""

    document: str
    title: str
    meta: str
    stage: str
    urgency: str
    arrived: str
    due: str
    card: str
    unread: bool
    procedure: str
    late: bool
    soon: bool


def _arrived(session: Session, at: str, now: datetime) -> str:
    days, before = session.text("list.weekdays").split(), session.text("list.yesterday")
    return wording.arrived_words(at, session.language, now, days, before)


def listed(session: Session, row: Row, now: datetime, left: int | None) -> Listed:
    """A row of a tray or of search results."""
    language = session.language
    procedure = wording.procedure_name(row["procedure"], language)
    sender = session.facts.names().get(row["from"] or "", "")
    meta = " · ".join(part for part in (procedure, row["number"] or "", sender) if part)
    due = wording.left_words(left, language) if left is not None else session.text("list.no_limit")
    of_stage = row["task"] is None and row["card"]  # the card is of a stage, the limit of the case
    if of_stage:
        due = wording.level_name(row["card"], language)
    late = row["card"] == "red" or (not of_stage and left is not None and left < 0)
    return Listed(
        document=row["document"], title=row["title"], meta=meta,
        stage=wording.stage_name(row["stage"], language) if row["stage"] else "",
        urgency=wording.urgency_name(row["urgency"] or "", language),
        arrived=_arrived(session, row["arrived"], now),
        due=due, card=row["card"], unread=row["unread"], procedure=row["procedure"],
        late=late, soon=row["card"] in ("blue", "yellow") and not late,
    )  # fmt: skip
