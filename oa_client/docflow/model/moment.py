"""Office time: every moment is said at +08:00, to the second; and the one clock."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

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
