"""What the integrity signals look at: acts without their words, tasks, lengths of texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from oa_client.docflow.handling.case import Row
from oa_client.docflow.model.moment import iso
from oa_client.docflow.timelimit.workdays import Calendar

JUDGING = ("review", "countersign", "sign", "instruct")
"""Acts by which a person judges what others have written or proposed."""


@dataclass(frozen=True)
class Signal:
    """A fact that somebody should look into; no verdict.

    Attributes:
        code: which signal, as `resources/signals.toml` explains it.
        document: the paper, None where it is about several.
        people: logins.
        at: the moment that completes the fact.
        facts: what was found, in numbers, logins and ids of papers.
        titles: how each paper that is named here or in the facts is called, by its id.
    """

    code: str
    document: str | None
    people: tuple[str, ...]
    at: str
    facts: Row
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Watched:
    """The records of a period.

    Attributes:
        acts: of each entry `document`, `n`, `code`, `by`, `for_`, `at`; in the ledger's order.
        tasks: rows of `task`.
        numbers: rows of `number`.
        creators: who opened each document.
        lengths: characters of each document's newest text.
        calendar_of: the hours of each person's unit; of "" the office's own.
        until: now.
        reserved: rows of `reservation`.
    """

    acts: list[Row]
    tasks: list[Row]
    numbers: list[Row]
    creators: Mapping[str, str]
    lengths: Mapping[str, int]
    calendar_of: Callable[[str], Calendar]
    until: datetime
    reserved: Sequence[Row] = ()

    @cached_property
    def by_document(self) -> dict[str, list[Row]]:
        """The acts upon each paper, in their order."""
        found: dict[str, list[Row]] = {}
        for act in self.acts:
            if act["document"]:
                found.setdefault(act["document"], []).append(act)
        return found

    @cached_property
    def tasks_of(self) -> dict[str, list[Row]]:
        """The tasks of each paper."""
        found: dict[str, list[Row]] = {}
        for task in self.tasks:
            found.setdefault(task["document"], []).append(task)
        return found

    def worked(self, start: str, end: str | None, person: str = "") -> int:
        """Working minutes of a person, or of the office, from one moment to another or now."""
        return self.calendar_of(person).minutes_between(start, end or iso(self.until))
