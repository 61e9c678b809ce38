"""What a reader can check of one document by himself: its chain, and whose keys signed it.

Whether each act was also allowed needs the whole ledger judged again: that is `verification`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oa_client.docflow.handling.case import Office
from oa_client.docflow.handling.requests import statement
from oa_client.docflow.ledger.chain import GENESIS
from oa_client.docflow.ledger.entry import Entry, digest
from oa_client.docflow.ledger.signature import check


@dataclass(frozen=True)
class Checked:
    """One entry, looked at.

    Attributes:
        n: its number in the ledger of the document.
        linked: it hangs on the entry before and has the hash that its content gives.
        signed: its signature holds under a key that is on record for who did it.
        key_id: that key.
        vouchers: logins of who vouched for the key; empty for the office's own.
    """

    n: int
    linked: bool
    signed: bool
    key_id: str
    vouchers: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong with it."""
        return self.linked and self.signed


def checked(office: Office, entries: Iterable[Entry]) -> Iterator[Checked]:
    """Every entry of one document, oldest first."""
    n, prev = 0, GENESIS
    for entry in entries:
        linked = (entry.n, entry.prev, entry.hash) == (n + 1, prev, digest(entry))
        n, prev = entry.n, entry.hash
        yield Checked(
            entry.n, linked, _signed(office, entry), entry.key_id, _vouchers(office, entry.key_id)
        )


def _signed(office: Office, entry: Entry) -> bool:
    if entry.request is None:
        said = statement(
            office.office["id"], entry.document, entry.n, entry.code, entry.by, entry.for_,
            entry.at, entry.facts,
        )  # fmt: skip
        return entry.key_id == office.office["key_id"] and check(
            office.office["public"], entry.signature, "facts", said
        )
    key = office.keys.get(entry.key_id)
    if key is None or key["login"] != entry.by:
        return False
    return check(key["public"], entry.signature, "request", entry.request)


def _vouchers(office: Office, key_id: str) -> tuple[str, ...]:
    key = office.keys.get(key_id)
    return tuple(json.loads(key["vouchers"])) if key else ()
