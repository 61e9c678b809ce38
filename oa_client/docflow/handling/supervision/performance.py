"""效能月报: what a month brought, by unit, person, stage, procedure and urgency; and by week."""

from datetime import date, datetime, timedelta

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.supervision import explained
from oa_client.docflow.handling.supervision import items as supervised_items
from oa_client.docflow.handling.supervision.desk import rules
from oa_client.docflow.handling.supervision.figures import compared, since_weeks
from oa_client.docflow.handling.supervision.late import detailed
from oa_client.docflow.handling.supervision.stages import known, sight, stages
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE, iso, parse


def month_of(text: str) -> tuple[datetime, datetime]:
    """The first moment of a month written as 2026-10, and the first after it.

    Raises:
        BadInput: `bad-time`.
    """
    try:
        first = datetime.strptime(text, "%Y-%m").replace(tzinfo=OFFICE_ZONE)
    except ValueError:
        raise BadInput("bad-time", value=text[:60]) from None
    return first, (first + timedelta(days=31)).replace(day=1)


def monthly(work: Work, office: Office, login: str, month: str, at: datetime) -> Row:
    """The report of a month, as far as the asker may know of it.

    A stage belongs to the month in which it was met; what is open at the end of a month is counted
    too, so that nothing leaves the figures by being left lying.

    Returns:
        `month`, `since`, `until`; `received`, `closed`, `open` (documents); `whole` and `GROUPS` as
        `desk_figures` counts them, each with `paused`, `extended` (stages) as well; `weeks`;
        `rows`, the late stages in detail; `supervised`, items of the month; `explanations`, given
        in it, by how they stand; `rules`, `at`; `sight`, how far the asker sees.

    Raises:
        BadInput: `bad-time`, `no-such-person`.
    """
    first, after = month_of(month)
    start, end = iso(first), iso(after)
    stop = min(at, after)
    documents = known(work, office, login)
    mine = stages(
        work, office, documents, stop,
        lambda task: task["opened_at"] < end and (task["closed_at"] or "9999") >= start,
    )  # fmt: skip
    tasks = [_as_at(office, task, end) for task in mine]
    counted = compared(office, tasks, stop)
    late = sorted((t for t in tasks if t["late"]), key=lambda t: str(t["due"]))
    items = supervised_items.items(work, office, documents.values(), work.rows("card"), at)
    rows = list(documents.values())
    return {
        "month": month, "since": start, "until": end, "at": iso(at),
        "month_end": iso(after - timedelta(days=1)),
        "received": sum(1 for row in rows if start <= row["opened_at"] < end),
        "closed": sum(1 for row in rows if start <= (row["closed_at"] or "") < end),
        "open": sum(1 for row in rows
                    if row["opened_at"] < end and (row["closed_at"] or "9999") >= end),
        **counted, "whole": {"key": "", "name": ""} | counted["whole"] if tasks else None,
        "weeks": since_weeks(tasks, _mondays(first.date(), min(after, at).date())),
        "rows": detailed(work, office, documents, late, stop),
        "supervised": [item.row() for item in items
                       if item.opened < end and (item.closed or "9999") >= start],
        "explanations": explained.counts(
            explained.explanations(work, documents), start, iso(stop)
        ),
        "rules": rules(office, at), "sight": sight(office, login),
    }  # fmt: skip


def _as_at(office: Office, task: Row, end: str) -> Row:
    """A stage as it stood at the end of the month."""
    if not task["closed"] or task["closed"] < end:
        return task
    due, stop = parse(task["due"]), parse(end)
    minutes = office.calendar_of(task["person"]).working_minutes(due, stop) if stop > due else 0
    return task | {"closed": None, "late": stop > due, "late_minutes": minutes}


def _mondays(first: date, after: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    weeks = range((after - monday).days // 7 + 1)
    return [day for n in weeks if (day := monday + timedelta(weeks=n)) < after]
