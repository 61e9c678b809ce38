"""Office time: every moment is said at +08:00, to the second; and the one clock."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from oa_client.docflow.model.errors import BadInput

OFFICE_ZONE = timezone(timedelta(hours=8))
"""China has one legal time and no summer time."""

Clock = Callable[[], datetime]
"""Whoever needs the time is handed one of these."""


def now() -> datetime:
    """The PC's clock in office time: the only place in docflow that reads it."""
    return datetime.now(OFFICE_ZONE).replace(microsecond=0)


def iso(moment: datetime) -> str:
    """A moment as the ledger writes it: fixed offset, so that text order is time order."""
    return moment.astimezone(OFFICE_ZONE).isoformat(timespec="seconds")


_DAYS = re.compile(
    r"(\d{4}) *[年/.-] *(\d{1,2}) *[月/.-] *(\d{1,2}) *日?|(\d{4})(\d\d)(\d\d)", re.ASCII
)
_COMING = re.compile(r"(\d{1,2}) *[月/.-] *(\d{1,2}) *[日号]?", re.ASCII)
_HAN = str.maketrans(
    "〇○OＯ零一二三四五六七八九０１２３４５６７８９", "00000" + "123456789" + "0123456789"
)


def written_day(text: str) -> str | None:
    """A day as papers write it, 2026年11月20日, from any usual way to write one; None if none."""
    read = day_in(text)
    return f"{read.year}年{read.month}月{read.day}日" if read else None


def day_text(text: str) -> str:
    """A day as papers write it, for whoever reads it; what is no day stays as it stands."""
    return written_day(text) or text


def written_period(first: date, last: date) -> str:
    """A period as papers write it, 2026年7月1日至9月30日: what its ends share is said once."""
    begins, ends = f"{first.year}年{first.month}月{first.day}日", f"{last.day}日"
    if first == last:
        return begins
    if (first.year, first.month) != (last.year, last.month):
        ends = f"{last.month}月{ends}"
    if first.year != last.year:
        ends = f"{last.year}年{ends}"
    return f"{begins}至{ends}"


def day_in(text: str, coming: date | None = None) -> date | None:
    """The day that a text names in any usual way, and nothing beside it; None if none.

    A day without its year is read only where one that is `coming` is asked for: the next such
    day, from that day on.
    """
    plain = re.sub("([1-9])?十([1-9])?", _tens, text.strip().translate(_HAN))
    found = _DAYS.fullmatch(plain)
    if found is not None:
        year, month, day = (int(part) for part in found.groups() if part)
        return _day(year, month, day)
    found = _COMING.fullmatch(plain) if coming else None
    if found is None or coming is None:
        return None
    this = _day(coming.year, int(found[1]), int(found[2]))
    later = _day(coming.year + 1, int(found[1]), int(found[2]))
    return this if this and this >= coming else later


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tens(found: re.Match[str]) -> str:
    return f"{found[1] or 1}{found[2] or 0}"


def parse(text: str) -> datetime:
    """Read a moment or a date; without an offset it is office time.

    Raises:
        BadInput: `bad-time`, when the text is no moment at all.
    """
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadInput("bad-time", value=str(text)[:60]) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=OFFICE_ZONE)
    try:
        return moment.astimezone(OFFICE_ZONE).replace(microsecond=0)
    except OverflowError:
        raise BadInput("bad-time", value=text) from None
