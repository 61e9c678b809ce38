"""The clock of a task or a case: working time used, what is left; standing still, given more."""

from dataclasses import dataclass
from datetime import datetime

from oa_client.docflow.timelimit.limit import Marks, shares
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


def moved(marks: Marks, since: datetime, minutes: int, calendar: Calendar) -> Marks:
    """The marks of a clock that stood still from a moment on for so many working minutes.

    What had passed by then stays: it is a fact.
    """

    def later(mark: datetime) -> datetime:
        return mark if mark <= since else calendar.add_minutes(mark, minutes)

    return Marks(later(marks.blue), later(marks.yellow), later(marks.red))


def extended(
    marks: Marks, due: datetime, spent: int, limit: int, at: datetime, calendar: Calendar
) -> Marks:
    """The marks of a clock that is given until a later moment: what has passed stays.

    Args:
        marks: as they stood.
        due: until when it now runs.
        spent: working minutes used until now, pauses left out.
        limit: working minutes that the limit itself named before.
        at: now; the due moment has not passed.
        calendar: the office's.
    """
    more = calendar.working_minutes(marks.red, due)
    blue, yellow = shares(spent + calendar.working_minutes(at, due), limit + more)

    def when(used: int, before: datetime) -> datetime:
        return before if before <= at else min(calendar.add_minutes(at, used - spent), due)

    return Marks(when(blue, marks.blue), when(yellow, marks.yellow), due)
