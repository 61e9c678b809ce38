"""Several acts in one sitting: each judged as it comes, by the same desk; one seal lies over all.

It is what 收发室 does with a batch, for whoever plays through a whole quarter on one PC.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from oa_client.docflow.handling.actions import Act
from oa_client.docflow.handling.admission import admitted
from oa_client.docflow.handling.clockwork import opening, state
from oa_client.docflow.handling.desk import Changes, Desk, known, moment_after
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.handling.records import OFFICE_TABLES, Book, load_office
from oa_client.docflow.handling.requests import request_bytes
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model.moment import Clock, iso
from oa_client.docflow.timelimit.workdays import Calendar


class Sitting:
    """An open batch; what is refused leaves nothing behind, a fault undoes the whole sitting."""

    def __init__(
        self, work: Work, desk: Desk, clock: Clock, calendar: Calendar, signer: Signer
    ) -> None:
        self._work, self._desk, self._clock = work, desk, clock
        self._calendar, self._signer = calendar, signer
        self._office = load_office(work, calendar)
        last = work.last_entry()
        self._last = last
        self.book = Book(work, last, last.at if last else iso(clock()))

    def act(self, act: Act, signer: Signer, at: str | None) -> Changes:
        """One act, signed by its author.

        Raises:
            Refused: a rule says no.
            BadInput: the act can't be read.
        """
        act = replace(act, fields=admitted(act.action, act.fields))
        known(self._office, act, signer.key_id)
        office = self._office.office["id"]

        def signed(version: int | None, head: str | None) -> tuple[bytes, str, bytes]:
            asked = request_bytes(office, act, signer.key_id, version, head)
            return asked, signer.key_id, signer.sign("request", asked)

        changes = self._desk.judge(self.book, self._office, act, signed, self._moment(at))
        if self.book.touched & OFFICE_TABLES:
            self._office = load_office(self._work, self._calendar)
        self.book.touched.clear()
        return changes

    def look(self, login: str, document: str, at: str | None) -> None:
        """Note that a person opened a document."""
        moment = self._moment(at)
        news = opening(self._work, self._office, login, document, moment)
        if news is not None:
            state(
                self.book, self._office, self._signer, document, "opened", login, None,
                iso(moment), news[1], {},
            )  # fmt: skip

    def _moment(self, at: str | None) -> datetime:
        """Office time, never before what was entered last."""
        moment = moment_after(self._last, self._office, at, self._clock)
        moment = moment if iso(moment) > self.book.at else datetime.fromisoformat(self.book.at)
        self.book.at = iso(moment)
        return moment


@contextmanager
def sitting(
    store: Store, desk: Desk, clock: Clock, calendar: Calendar, signer: Signer
) -> Iterator[Sitting]:
    """Begin a batch; it lasts once the block ends well."""
    with store.write() as work:
        batch = Sitting(work, desk, clock, calendar, signer)
        yield batch
        if batch.book.changed:
            batch.book.seal()
