"""Lists of documents in words: trays, their counts, search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oa_client.docflow.model.document import Urgency
from oa_client.docflow.model.moment import parse
from oa_client.docflow.timelimit.limit import is_soon
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

NAVIGATION = ("todo", "reading", "tracked", "done", "read", "drafts")
"""Trays of the navigation, in order."""

ORDERS = ("usual", "arrival", "urgency")
"""How a list may be shown: as the office answers it, newest first, or 特急 before 加急."""

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
    when: str
    """When it came; in a list with the latest on top when it was dealt with, or changed."""
    due: str
    card: str
    unread: bool
    procedure: str
    late: bool
    soon: bool
    limit: str = ""
    """Of which clock the limit is, the stage's or the whole case's, and when it ends."""
    brief: str = ""
    """`meta` without what the number tells already: which procedure it is."""
    attached: str = ""
    """How many files go with it."""


def _when(session: Session, at: str, now: datetime) -> str:
    days, before = session.text("list.weekdays").split(), session.text("list.yesterday")
    return wording.arrived_words(at, session.language, now, days, before)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _decides(row: Row) -> bool:
    """Whether the row is a request for more time that waits for its person."""
    return bool(row["asked"] and row["task"] and row["person"] in row["asked"]["approvers"])


def _before(session: Session, row: Row) -> list[str]:
    """What goes before where a paper comes from: for whom it is, what is asked, what presses."""
    text, names = session.text, session.facts.names()
    said = [text("list.urged")] if row["urged"] else []
    if row["task"] and row["person"] != session.login:
        said.append(text("relief.for", person=names[row["person"]]))
    asked = row["asked"]
    if asked and _decides(row):
        until = wording.moment_words(asked["until"], session.language)
        facts = {"name": names[asked["by"]], "until": until, "reason": asked["reason"]}
        said.append(text("relief.row_asked", **facts))
    elif asked:
        said.append(text("relief.row_waits"))
    return said + ([text("relief.mark_supervised")] if row["supervised"] else [])


def _stage(session: Session, row: Row) -> str:
    if _decides(row) and row["stage"] == "read":
        return session.text("relief.row_decide")
    return wording.stage_name(row["stage"], session.language) if row["stage"] else ""


def listed(
    session: Session, row: Row, now: datetime, left: int | None, order: str = ORDERS[0]
) -> Listed:  # fmt: skip
    """A row of a tray or of search results; its moment is the one by which the list is sorted."""
    language = session.language
    procedure = wording.procedure_name(row["procedure"], language)
    sender = session.facts.names().get(row["from"] or "", "")
    before, came = _before(session, row), row["arrived"]
    number = row["number"] or ""
    over = left is None and row["due"]  # dealt with: what is told is where the case stands
    paused = parse(row["paused_at"]) if row["paused_at"] and row["stage"] != "read" else None
    passed = left is not None and parse(row["due"]) < (paused or now)
    stopped = paused is not None and not passed
    card = "" if over else row["card"]
    due = wording.status_name(row["status"], language) if over else session.text("list.no_limit")
    limit = ""
    if left is not None:
        due = briefly = wording.stopped_words(left, language)
        if not stopped:
            due = wording.left_words(left, language, late=passed)
            briefly = wording.left_briefly(left, language, late=passed)
        limit = _limit(session, row, due, stopped=stopped)
        if row["task"] is None:
            due = session.text("list.whole", left=briefly)
    of_stage = row["task"] is None and card  # the card is of a stage, the limit of the case
    if of_stage:
        due = wording.level_name(card, language)
    late = card == "red" or (not of_stage and passed)
    return Listed(
        document=row["document"], title=row["title"],
        meta=_joined(*before, procedure, number, sender),
        stage=_stage(session, row),
        urgency=wording.urgency_name(row["urgency"] or "", language),
        when=_when(session, came if order == "arrival" else row["moved"] or came, now),
        due=due, card=card, unread=row["unread"], procedure=row["procedure"],
        late=late, soon=is_soon(left, card) and not (late or stopped),
        limit=limit, brief=_joined(*before, number or procedure, sender),
        attached=str(row["files"] or ""),
    )  # fmt: skip


def _limit(session: Session, row: Row, left: str, *, stopped: bool) -> str:
    """Of which clock a limit is; when it ends, unless it stands still and its end will move."""
    key = "list.limit_whole" if row["task"] is None else "list.limit_stage"
    stage = wording.stage_name(row["stage"] or "", session.language)
    if stopped:
        return session.text(f"{key}_stopped", stage=stage, left=left)
    at = wording.moment_words(row["due"], session.language)
    return session.text(key, stage=stage, at=at, left=left)


def ordered(rows: Sequence[Row], order: str) -> list[Row]:
    """Rows in one of ORDERS; what is equal there stays as the office answers it."""
    if order == "arrival":
        return sorted(rows, key=lambda row: parse(row["arrived"]), reverse=True)
    if order == "urgency":
        ranks = [urgency.value for urgency in Urgency]
        return sorted(rows, key=lambda row: ranks.index(row["urgency"] or ""))
    return list(rows)
