"""One line of the ledger: who did what, to which document, when, in whose right, to what effect."""

import hashlib
from dataclasses import dataclass

from oa_client.docflow.ledger.canonical import utf8

FORMAT = "oa-entry-1"
"""Part of every hash; a later form of entry will bear another name."""


@dataclass(frozen=True)
class Entry:
    """A line of the ledger, as it stands for ever.

    Attributes:
        seq: its place in the whole ledger, from 1 without gaps.
        document: the document's id; `""` for the office's own affairs.
        n: its place in the ledger of its document, from 1 without gaps.
        code: what happened.
        by: the login of who did it; `""` where the office itself did.
        for_: for whom he stood in, else None.
        at: office time, ISO 8601 at +08:00.
        request: the exact bytes that the author signed; None where the office signs the facts.
        key_id: whose key signed.
        signature: the Ed25519 signature.
        facts: canonical JSON of what follows: `{"rows": [[table, row], …], "notes": …}`.
        prev: the hash of the document's entry before, in hex.
        hash: SHA-256 over everything above, in hex.
    """

    seq: int
    document: str
    n: int
    code: str
    by: str
    for_: str | None
    at: str
    request: bytes | None
    key_id: str
    signature: bytes
    facts: bytes
    prev: str
    hash: str


def digest(entry: Entry) -> str:
    """The hash that an entry with this content must have."""
    return framed(
        FORMAT, entry.seq, entry.document, entry.n, entry.code, entry.by, entry.for_, entry.at,
        entry.request, entry.key_id, entry.signature, entry.facts, entry.prev,
    )  # fmt: skip


def framed(*parts: str | bytes | int | None) -> str:
    """SHA-256, in hex, over parts of which each is said with its type and its length in bytes."""
    whole = hashlib.sha256()
    for part in parts:
        sort, data = _bytes(part)
        whole.update(sort + len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def _bytes(part: str | bytes | int | None) -> tuple[bytes, bytes]:
    if part is None:
        return b"0", b""
    if isinstance(part, int):
        return b"i", str(part).encode("ascii")
    if isinstance(part, str):
        return b"t", utf8(part)
    return b"b", part
