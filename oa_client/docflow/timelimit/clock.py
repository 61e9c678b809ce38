"""The clock of a task or a case: working time used, what is left; standing still, given more."""

from dataclasses import dataclass
from datetime import date, datetime

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
    return _set_anew(marks, due, spent, limit + more, at, calendar)


def _set_anew(
    marks: Marks, due: datetime, spent: int, limit: int, at: datetime, calendar: Calendar
) -> Marks:
    """Cards by the working time of the whole clock, of which so much is spent; passed ones stay."""
    blue, yellow = shares(spent + calendar.working_minutes(at, due), limit)

    def when(used: int, before: datetime) -> datetime:
        return before if before <= at else min(calendar.add_minutes(at, used - spent), due)

    return Marks(when(blue, marks.blue), when(yellow, marks.yellow), due)


@dataclass(frozen=True)
class Running:
    """A clock as it runs when the calendar changes.

    Attributes:
        marks: when its cards fall due.
        spent: working minutes used until now, pauses left out.
        limit: working minutes that the limit itself names, extensions counted in.
        is_days: whether the limit is one of whole working days.
        promised: whether its end is a definite moment that an extension named.
    """

    marks: Marks
    spent: int
    limit: int
    is_days: bool
    promised: bool = False


def recounted(clock: Running, at: datetime, old: Calendar, new: Calendar) -> Marks:
    """The marks of a clock under another calendar, of which no day up to now is otherwise.

    What has passed stays, and what is left stays as long: so many working minutes, or where the
    limit is one of whole days so many working days, to the end of the last.
    """
    due = clock.marks.red
    if due <= at:
        return clock.marks
    if not clock.promised:
        due = _end(due, at, old, new, is_days=clock.is_days)
    return _set_anew(clock.marks, due, clock.spent, clock.limit, at, new)


def _end(due: datetime, at: datetime, old: Calendar, new: Calendar, *, is_days: bool) -> datetime:
    if not is_days or due != old.closing(due.date()):
        return new.add_minutes(at, old.working_minutes(at, due))
    day = at.date()
    for _ in range(_workdays(at.date(), due.date(), old)):
        day = new.next_workday(day)
    return new.closing(day) or due


def _workdays(after: date, last: date, calendar: Calendar) -> int:
    """Working days after a day, up to and with another."""
    count, day = 0, calendar.next_workday(after)
    while day <= last:
        count, day = count + 1, calendar.next_workday(day)
    return count
