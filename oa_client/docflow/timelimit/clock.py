"""The clock of a task or a case: working time used, and what is left of its limit."""

from dataclasses import dataclass
from datetime import datetime

from oa_client.docflow.timelimit.workdays import Calendar


@dataclass(frozen=True)
class Reading:
    """What a clock shows, in working minutes; `left` is negative once it is late."""

    limit: int
    used: int
    left: int
    late: bool
    provisional: bool


def used(opened: datetime, at: datetime, calendar: Calendar) -> int:
    """Working minutes used since the opening; none before it."""
    return calendar.working_minutes(opened, at)


def left(at: datetime, due: datetime, calendar: Calendar) -> int:
    """Working minutes until the due moment, negative after it."""
    if at <= due:
        return calendar.working_minutes(at, due)
    return -calendar.working_minutes(due, at)


def read(opened: datetime, due: datetime, at: datetime, calendar: Calendar) -> Reading:
    """Read a clock at a moment."""
    return Reading(
        limit=calendar.working_minutes(opened, due),
        used=used(opened, at, calendar),
        left=left(at, due, calendar),
        late=at > due,
        provisional=calendar.provisional(opened, due),
    )
