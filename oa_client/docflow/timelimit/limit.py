"""办理时限: what `30m`, `1h`, `0.5d` and `5d` mean, their end, and when cards fall due."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.workdays import Calendar

DAY = 450
"""Working minutes of a working day: 7.5 hours."""

LONG = 3
"""A limit of more working days than this also draws its blue card a day before the end."""

BLUE, YELLOW = 70, 90
"""Per cent of the working time at which a card falls due."""

SOON = DAY
"""Whatever has no more than this left is 将到期, however short its limit was."""

_WRITTEN = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)([mhd])")
_MINUTES = {"m": 1, "h": 60, "d": DAY}
_MOST = 400 * DAY


@dataclass(frozen=True)
class Limit:
    """A time limit: so many working minutes, or so many whole working days."""

    minutes: int
    is_days: bool

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read a limit as procedures write it.

        Raises:
            BadInput: `bad-limit`.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise BadInput("bad-limit", value=text[:60])
        number, is_day = Decimal(found[1]), found[2] == "d"
        minutes = number * _MINUTES[found[2]]
        if minutes != int(minutes) or not 0 < minutes <= _MOST:
            raise BadInput("bad-limit", value=text[:60])
        return cls(int(minutes), is_day and number == int(number))

    @property
    def days(self) -> int:
        """Whole working days in it."""
        return self.minutes // DAY


def is_soon(left: int | None, card: str) -> bool:
    """将到期: on its blue or yellow card, or with no more than a working day left.

    Args:
        left: working minutes that are left; None where no limit runs.
        card: level of the card that it has now; empty where it has none.
    """
    return card in ("blue", "yellow") or (left is not None and left <= SOON)


@dataclass(frozen=True)
class Marks:
    """When the blue, the yellow and the red card fall due."""

    blue: datetime
    yellow: datetime
    red: datetime


def due(opened: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """When a limit ends: hours count working minutes, whole days end as the n-th next closes."""
    if not limit.is_days:
        return calendar.add_minutes(opened, limit.minutes)
    day = calendar.add_minutes(opened, 0).date()
    for _ in range(limit.days):
        day = calendar.next_workday(day)
    return calendar.spans(day)[-1][1]


def thresholds(opened: datetime, due: datetime, limit: Limit, calendar: Calendar) -> Marks:
    """Cards by the working time between opening and the due moment."""
    available = calendar.working_minutes(opened, due)

    def used(minutes: int) -> datetime:
        return min(calendar.add_minutes(opened, minutes), due) if available else due

    blue, yellow = shares(available, limit.minutes)
    return Marks(blue=used(blue), yellow=used(yellow), red=due)


def shares(available: int, limit: int) -> tuple[int, int]:
    """After how many working minutes the blue and the yellow card fall due.

    Args:
        available: working minutes between opening and the due moment, pauses left out.
        limit: working minutes that the limit itself names.
    """
    blue = -(-available * BLUE // 100)
    if limit > LONG * DAY:
        blue = min(blue, max(0, available - DAY))
    return blue, -(-available * YELLOW // 100)
