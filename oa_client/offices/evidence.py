"""What proves that nobody changed an office's records, and what is kept elsewhere to prove it."""

from pathlib import Path

from oa_client.docflow.handling import founding, verification
from oa_client.docflow.handling.case import Row
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.ledger import chain, checkpoint
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.model.saving import safe_name, write_file
from oa_client.docflow.store import schema, sqlite
from oa_client.docflow.timelimit.workdays import Calendar


class Evidence:
    """The proofs of an office whose whole records are at hand, in a file or on a server."""

    calendar: Calendar
    _store: Store

    def _office_signer(self) -> Signer:
        with self._store.read() as work:
            return founding.signer_of(work, founding.OFFICE, None)

    def verify(self, against: bytes | None = None) -> Row:
        """Check the whole ledger, and what a checkpoint says of it.

        Returns:
            `documents`, `entries`, `head`, and `problems` as document, n, code and facts.
        """
        with self._store.read() as work:
            return proved(work, self.calendar, against)

    def checkpoint(self) -> tuple[bytes, Row]:
        """The present heads, signed by the office: to be kept elsewhere."""
        signer = self._office_signer()
        with self._store.read() as work:
            office, last = work.rows("office")[0], work.last_entry()
            at = max(moment.iso(moment.now()), last.at if last else "")
            entries = list(work.entries())
            heads = chain.heads_of(entries)
            data = checkpoint.make(
                office["id"], heads, len(entries), at, signer,
                work.last_commit(),
            )  # fmt: skip
        root = checkpoint.root(heads)
        return data, {"root": root, "entries": len(entries), "at": at}

    def keep_checkpoint(self, folder: Path) -> Path:
        """A checkpoint as a new file of this folder, which should lie outside the office.

        Raises:
            StoreUnavailable: `target-exists`, `disk-full`.
            BadInput: `file-unwritable`.
        """
        data, told = self.checkpoint()
        name = f"{told['at'][:19].replace(':', '')}-{told['root'][:12]}.json"
        target = folder / safe_name(name)
        if target.exists():
            raise StoreUnavailable("target-exists", file=str(target))
        write_file(target, data)
        return target


def proved(work: Work, calendar: Calendar, against: bytes | None = None) -> Row:
    """Check the whole ledger of whatever holds it, and what a checkpoint says of it."""
    empty = sqlite.memory()
    try:
        found, entries = verification.verify(work, empty, calendar, schema.OFFICIAL)
        last = work.last_commit()
        documents = {entry.document for entry in work.entries()} - {""}
        if against is not None:
            found += _against(work, against)
    finally:
        empty.close()
    problems = [{"document": f.document, "n": f.n, "code": f.code, "facts": f.facts} for f in found]
    head = last.hash if last else None
    return {"documents": len(documents), "entries": entries, "problems": problems, "head": head}


def _against(work: Work, data: bytes) -> list[verification.Found]:
    office = work.rows("office")[0]
    keys = {office["key_id"]: office["public"]}
    faults = checkpoint.compare(data, office["id"], keys, work.entries(), work.commits())
    return [verification.Found(f.document, f.n, f.code, {}) for f in faults]
