"""Opening a document where the whole records are at hand: it goes on record before it is read."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from oa_client.docflow.handling import clockwork, inquiry
from oa_client.docflow.handling.case import Docket, Office
from oa_client.docflow.handling.ports import Work
from oa_client.offices.evidence import Evidence


class Opened(Evidence):
    """The one door to what a document says, in an office whose records are at hand."""

    @abstractmethod
    def _reading(self, at: str | None) -> AbstractContextManager[tuple[Work, Office, datetime]]:
        """The records, what holds for every case, and office time."""

    @contextmanager
    def _opened(
        self, login: str, document: str, at: str | None = None, *, shown: bool = False
    ) -> Iterator[tuple[Work, Office, datetime, Docket]]:
        """A document's records, once it stands in the ledger that this person opens it."""
        with self._reading(at) as (work, office, now):
            docket = inquiry.readable_docket(work, office, login, document, now)
            news = clockwork.opening(
                work, office, login, document, now, told=at is not None, shown=shown
            )
            if news is None:
                yield work, office, now, docket
                return
        clockwork.open_document(
            self._store, lambda: now, self.calendar, self._office_signer(), login, document, at,
            shown=shown,
        )  # fmt: skip
        with self._reading(at) as (work, office, now):
            yield work, office, now, inquiry.readable_docket(work, office, login, document, now)
