"""督办立项 by the monitor: the office's own fact, entered once where a rule asks for it."""

from oa_client.docflow.handling.case import Row
from oa_client.docflow.handling.clocks import supervised
from oa_client.docflow.handling.clockwork import state
from oa_client.docflow.handling.desk import moment_of
from oa_client.docflow.handling.ports import Store
from oa_client.docflow.handling.records import Book, load_docket, load_office
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model.moment import Clock, iso
from oa_client.docflow.timelimit.workdays import Calendar


def open_due(
    store: Store, clock: Clock, calendar: Calendar, signer: Signer, at: str | None = None
) -> list[Row]:
    """Open every supervised item that a rule asks for by now.

    Returns:
        For each: `document`, `rule`, `people`, `at`.
    """
    if not _due(store, clock, calendar, at):
        return []
    with store.write() as work:
        office = load_office(work, calendar)
        moment = moment_of(work, office, at, clock)
        book = Book(work, work.last_entry(), iso(moment))
        opened = []
        for document in work.standing_reds():
            docket = load_docket(work, office, document, moment)
            if not supervised.open_by_rule(docket):
                continue
            state(
                book, office, signer, document, "supervised", "", None, iso(moment),
                docket.rows, docket.notes,
            )  # fmt: skip
            item = docket.plan["supervised"][-1]
            told = {name: item[name] for name in ("rule", "people", "at")}
            opened.append({"document": document} | told)
        if opened:
            book.seal()
    return opened


def _due(store: Store, clock: Clock, calendar: Calendar, at: str | None) -> bool:
    """Whether anything is to be opened: looking keeps nobody from writing."""
    with store.read() as work:
        reds = work.standing_reds()
        office = load_office(work, calendar) if reds else None
        if office is None:
            return False
        moment = moment_of(work, office, at, clock)
        dockets = (load_docket(work, office, document, moment) for document in reds)
        return any(supervised.rule(docket) for docket in dockets)
