"""通报 by schedule: each period's reports in a folder, written once, and made up for when missed.

What is written when stands in `resources/reports.toml`. A report is due as soon as the office opens
after the end of its period; it says what the 督办员 may know.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from oa_client import assets
from oa_client.docflow.handling.people import HEAD, SUPERVISOR
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE, parse
from oa_client.docflow.model.saving import write_file
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.offices.questions import OpenOffice
from oa_client.printing import report_file


@dataclass(frozen=True)
class Period:
    """A week or a month: what it is called, its first day, and the first day after it."""

    name: str
    first: date
    after: date


def weeks(today: date, count: int) -> list[Period]:
    """The last weeks that are over, oldest first; named as the ISO calendar numbers them."""
    monday = today - timedelta(days=today.weekday())
    firsts = [monday - timedelta(weeks=n) for n in range(count, 0, -1)]
    return [Period(f"{day:%G-W%V}", day, day + timedelta(weeks=1)) for day in firsts]


def months(today: date, count: int) -> list[Period]:
    """The last months that are over, oldest first."""
    found: list[Period] = []
    after = today.replace(day=1)
    for _ in range(count):
        first = (after - timedelta(days=1)).replace(day=1)
        found.insert(0, Period(f"{first:%Y-%m}", first, after))
        after = first
    return found


PERIODS = {"week": weeks, "month": months}
"""What `every` may say."""


def write_due(office: OpenOffice, folder: Path) -> list[Path]:
    """Write every report that is due by now and does not lie in the folder yet.

    Returns:
        The files that were written.

    Raises:
        BadInput: `file-unwritable`.
        StoreUnavailable: `disk-full`.
    """
    plan = tomllib.loads(assets.path("reports.toml").read_text("utf-8"))
    login, now = _reader(office), office.now()
    if login is None:
        return []
    begun = parse(office.office()["created_at"]).date()
    written = []
    for sort in ("overdue", "performance"):
        for period in PERIODS[plan[sort]["every"]](now.date(), plan["back"]):
            if period.after <= begun or now < _opens(period.after, office.calendar):
                continue
            _make(folder)
            for target in _missing(folder, sort, period, plan["formats"]):
                _write(office, login, sort, period, target, now)
                written.append(target)
    return written


def _reader(office: OpenOffice) -> str | None:
    people = [person for person in office.people() if person["active"]]
    for post in (SUPERVISOR, HEAD):
        for person in people:
            if post in person["posts"]:
                return str(person["login"])
    return None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as failure:
        raise BadInput(
            "file-unwritable", file=str(folder), reason=str(failure.strerror)
        ) from None


def _opens(day: date, calendar: Calendar) -> datetime:
    """When the office opens first on a day or after it."""
    return calendar.next_open(datetime.combine(day, time(), OFFICE_ZONE))


def _missing(folder: Path, sort: str, period: Period, formats: list[str]) -> Iterator[Path]:
    for suffix in formats:
        target = folder / f"{sort}-{period.name}{suffix}"
        if not target.exists():
            yield target


def _write(
    office: OpenOffice, login: str, sort: str, period: Period, target: Path, at: datetime
) -> None:
    if sort == "overdue":
        last = period.after - timedelta(days=1)
        _, report = office.report(login, period.first.isoformat(), last.isoformat())
    else:
        _, report = office.month(login, f"{period.first:%Y-%m}")
    write_file(target, report_file(report, target.suffix, at))
