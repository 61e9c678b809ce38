"""An open office asked about its time, and many urged at once; wherever the office lies."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from oa_client.docflow.handling import concerns, times
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks import calendars
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.docflow.model.moment import iso


class TimeQuestions(ABC):
    """What a screen or a script asks about calendars and urgings."""

    @abstractmethod
    def _reading(self, at: str | None) -> AbstractContextManager[tuple[Work, Office, datetime]]:
        """The records, what holds for every case, and office time."""

    def calendar_told(self, year: int | None = None) -> Row:
        """The calendar in force, a year of it day by day, and every version on record."""
        with self._reading(None) as (work, office, at):
            return times.told(work, office, year, at)

    def calendar_moved(self, version: int) -> list[Row]:
        """Every clock that a version of the calendar moved."""
        with self._reading(None) as (work, _, _):
            return times.moved(work, version)

    def calendar_preview(self, fields: Row, at: str | None = None) -> Row:
        """What would follow, were this calendar put on record now."""
        with self._reading(at) as (work, office, now):
            return times.preview(work, office, fields, now)

    def calendar_missing(self) -> list[int]:
        """Years that open clocks reach and that nobody has put on record."""
        with self._reading(None) as (work, office, at):
            return times.missing(work, office, at)

    def keeps_calendar(self, login: str) -> bool:
        """Whether a person may put a calendar on record."""
        with self._reading(None) as (_, office, _):
            return login in calendars.keepers(office)

    def is_open(self, login: str) -> bool:
        """Whether a person is at work now, so that he may be told of cards."""
        with self._reading(None) as (_, office, at):
            return times.is_open(office, login, at)

    def urgings(self, login: str) -> Row:
        """What a person is urged for, and what became of what he urged himself."""
        with self._reading(None) as (work, office, at):
            return times.urgings(work, office, login, at)

    def urgeable(self, login: str, documents: Sequence[str]) -> list[Row]:
        """Whom a person would urge upon each of these papers now, or why nobody."""
        with self._reading(None) as (work, office, at):
            return times.urgeable(work, office, login, documents, at)

    def concerning(self, login: str) -> Row:
        """Requests for time that wait for a person, answers to his own, his supervised items."""
        with self._reading(None) as (work, office, at):
            return concerns.concerning(work, office, login, at)

    def stand_ins(self, login: str) -> list[Row]:
        """Who acts for a person and for whom he acts, now or later on."""
        with self._reading(None) as (_, office, at):
            return concerns.stand_ins(office, login, at)

    def urge_many(
        self, login: str, documents: Sequence[str], note: str | None = None,
        people: Sequence[str] = (), *, at: str | None = None, passphrase: str | None = None,
    ) -> Row:  # fmt: skip
        """Urge for many documents at once: an act for each case, a notice for each person.

        Args:
            login: who urges.
            documents: for which documents.
            note: what he says to all of them.
            people: whom alone, where not everybody who has it in hand.
            at: when, in a training office.
            passphrase: of his key.

        Returns:
            `done`: `document`, `people`; `refused`: `document`, `code`, `facts`; and `notices`:
            a row for each person, `person`, `notify_at`, `documents`.

        Raises:
            StoreUnavailable: the records can't be reached; what was done before stays done.
        """
        done, refused = [], []
        for document in dict.fromkeys(documents):
            fields: dict[str, Any] = {"note": note} if note else {}
            if people:
                fields["to"] = list(people)
            try:
                changes = self._urge(login, fields, document, at, passphrase)
            except StoreUnavailable:
                raise
            except OfficeError as failure:
                refused.append({"document": document, "code": failure.code, "facts": failure.facts})
            else:
                done.append({"document": document, "people": changes.notes["people"]})
        return {"done": done, "refused": refused, "notices": self._notices(done, at)}

    def _urge(
        self, login: str, fields: Row, document: str, at: str | None, passphrase: str | None
    ) -> Any:
        return self.act(  # type: ignore[attr-defined]
            login, "urge", fields, document=document, at=at, passphrase=passphrase
        )

    def _notices(self, done: Sequence[Row], at: str | None) -> list[Row]:
        told: dict[str, list[str]] = {}
        for row in done:
            for person in row["people"]:
                told.setdefault(person, []).append(row["document"])
        with self._reading(at) as (_, office, now):
            return [
                {"person": person, "documents": papers,
                 "notify_at": iso(office.calendar_of(person).next_open(now))}
                for person, papers in told.items()
            ]  # fmt: skip
