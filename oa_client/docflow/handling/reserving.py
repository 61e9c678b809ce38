"""预留文号: the next number of a book is kept for a paper to come, on record, for a time.

It is released by being used, or by becoming void with a reason; it never goes back into the book,
and no number is given twice. One that lies past its day is used no more: it is to be made void.
"""

import re
from datetime import datetime, timedelta

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks.extensions import definite
from oa_client.docflow.handling.people import HEAD, REGISTRY, SUPERVISOR
from oa_client.docflow.model.document import document_number
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso

SERIES = re.compile(r"[^\s\d〔〕\[\]()（）号]{1,20}")

LONGEST = timedelta(days=92)
"""For which a number may be kept. Its year stays that in which it was reserved: a paper that was
signed then may still take it in the next."""

MOST = 10
"""Numbers of one book that lie reserved at a time."""

MOST_IN_ALL = 40
"""Numbers of all books that do: every new series begins a book, which every act has to read."""

KNOWING = frozenset((REGISTRY, SUPERVISOR, HEAD))
"""Posts that know which numbers lie reserved: the book's keepers, and who supervises them."""

Rows = tuple[list[tuple[str, Row]], Row]


def reserve(office: Office, by: str, fields: Row, at: datetime) -> Rows:
    """Keep the next number of a series in this year.

    Raises:
        Refused: `not-your-post`, `field-missing`, `back-dated`, `reserved-too-long`,
            `too-many-reserved`.
        BadInput: `wrong-value`, `bad-time`.
    """
    _registry(office, by)
    series, ground = fields["series"] or office.office["series"], fields["ground"]
    if not SERIES.fullmatch(series):
        raise BadInput("wrong-value", field="series")
    if not ground.strip():
        raise Refused("field-missing", field="ground")
    until = definite(fields["until"], office.calendar)
    if until <= at:
        raise Refused("back-dated", start=iso(until))
    if until - at > LONGEST:
        raise Refused("reserved-too-long", days=LONGEST.days)
    lying = [row for row in office.reserved.values()
             if (row["series"], row["year"]) == (series, at.year)]  # fmt: skip
    if len(lying) >= MOST:
        raise Refused("too-many-reserved", most=MOST)
    if len(office.reserved) >= MOST_IN_ALL:
        raise Refused("too-many-reserved", most=MOST_IN_ALL)
    last, serial = office.books.get((series, at.year)), _next_of(office, series, at.year)
    book: Row = {"series": series, "year": at.year, "last": serial}
    if last is None:
        book |= {"start": serial, "ground": None, "opened_at": iso(at)}
    row = {
        "series": series, "year": at.year, "serial": serial,
        "text": document_number(series, at.year, serial), "by": by, "ground": ground,
        "until": iso(until), "at": iso(at), "document": None, "used_at": None, "void_at": None,
        "void_reason": None,
    }  # fmt: skip
    notes = {"number": row["text"], "until": row["until"]}
    return [("book", book), ("reservation", row)], notes


def _next_of(office: Office, series: str, year: int) -> int:
    return int(office.books.get((series, year), 0)) + 1


def ahead(office: Office, series: str, at: datetime) -> str:
    """The number that would be kept now; without a series, of the office's own.

    Raises:
        BadInput: `wrong-value`.
    """
    series = series or office.office["series"]
    if not SERIES.fullmatch(series):
        raise BadInput("wrong-value", field="series")
    return document_number(series, at.year, _next_of(office, series, at.year))


def release(office: Office, by: str, fields: Row, at: datetime) -> Rows:
    """A reserved number that will not be used becomes void; it stays in the book.

    Raises:
        Refused: `not-your-post`, `number-not-reserved`, `reason-missing`.
    """
    _registry(office, by)
    if not fields["reason"].strip():
        raise Refused("reason-missing", field="reason")
    row = kept(office, fields["number"])
    void = {"void_at": iso(at), "void_reason": fields["reason"]}
    return [("reservation", key_of(row) | void)], {"number": row["text"]}


def taken(office: Office, number: str, year: int, at: datetime) -> Row:
    """A reserved number that a paper of this year may have now.

    Raises:
        Refused: `number-not-reserved`, `reservation-over`, `number-of-another-year`.
    """
    row = kept(office, number)
    if row["until"] < iso(at):
        raise Refused("reservation-over", number=number, until=row["until"])
    if row["year"] != year:
        raise Refused("number-of-another-year", number=number, year=year)
    return row


def kept(office: Office, number: str) -> Row:
    """A number that lies reserved.

    Raises:
        Refused: `number-not-reserved`.
    """
    row = office.reserved.get(number.strip())
    if row is None:
        raise Refused("number-not-reserved", number=number[:60])
    return row


def lying(office: Office, login: str, at: datetime) -> list[Row]:
    """Numbers that lie reserved, as far as a person may know of them.

    Raises:
        BadInput: `no-such-person`.
    """
    if login not in office.people:
        raise BadInput("no-such-person", field="--as", name=login[:60])
    if not KNOWING & set(office.posts(login)):
        return []
    rows = sorted(office.reserved.values(), key=lambda r: (r["series"], r["year"], r["serial"]))
    return [
        {"number": row["text"], "ground": row["ground"], "until": row["until"], "by": row["by"],
         "over": row["until"] < iso(at)}
        for row in rows
    ]  # fmt: skip


def key_of(row: Row) -> Row:
    """By which its row in the records is known."""
    return {name: row[name] for name in ("series", "year", "serial")}


def _registry(office: Office, by: str) -> None:
    if REGISTRY not in office.posts(by):
        raise Refused("not-your-post", post=REGISTRY)
