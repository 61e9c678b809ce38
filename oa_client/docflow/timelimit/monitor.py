"""催办: which card is due now, once per task, level and round, and who hears of it when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from oa_client.docflow.timelimit.workdays import Calendar


class Level(StrEnum):
    """Cards in the order in which they are drawn."""

    BLUE = "blue"
    """蓝牌: a reminder while there is time left."""
    YELLOW = "yellow"
    """黄牌: a warning shortly before the end."""
    RED = "red"
    """红牌: the limit has passed."""


@dataclass(frozen=True)
class Watch:
    """A clock under watch; `task` is None for the clock of a whole case."""

    document: str
    task: str | None
    person: str
    round: int
    blue: datetime
    yellow: datetime
    red: datetime
    due: datetime

    def moment(self, level: Level) -> datetime:
        """When the card of this level falls due."""
        return {Level.BLUE: self.blue, Level.YELLOW: self.yellow, Level.RED: self.red}[level]


@dataclass(frozen=True)
class CardDue:
    """A card to be issued: `at` is when its threshold passed, `notify_at` when it may be told."""

    document: str
    task: str | None
    person: str
    level: Level
    round: int
    due: datetime
    at: datetime
    notify_at: datetime


def cards_due(
    watch: Watch, issued: Collection[Level], now: datetime, calendar: Calendar
) -> list[CardDue]:
    """Every card that is due and not issued, each with its true moment."""
    return [
        CardDue(
            watch.document, watch.task, watch.person, level, watch.round, watch.due,
            watch.moment(level), calendar.next_open(watch.moment(level)),
        )
        for level in Level
        if level not in issued and watch.moment(level) <= now
    ]  # fmt: skip


def next_moment(watch: Watch, issued: Collection[Level]) -> datetime | None:
    """When to look at this clock again; None once every card is out."""
    return min((watch.moment(level) for level in Level if level not in issued), default=None)
