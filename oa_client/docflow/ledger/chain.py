"""How entries hang together: each on the one before, and all of them under seals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.entry import Entry, digest, framed
from oa_client.docflow.model.errors import BadInput

GENESIS = "0" * 64
"""What stands in `prev` where nothing came before."""

COMMIT_FORMAT = "oa-commit-1"

Heads = dict[str, tuple[int, str]]
"""By document: number and hash of its newest entry."""


@dataclass(frozen=True)
class Commit:
    """A seal: the heads that one transaction changed.

    Attributes:
        id: from 1 without gaps.
        at: office time, ISO 8601 at +08:00.
        heads: canonical JSON, `{document: [n, hash]}`.
        prev: the hash of the seal before.
        hash: SHA-256 over everything above.
    """

    id: int
    at: str
    heads: bytes
    prev: str
    hash: str


@dataclass(frozen=True)
class Fault:
    """A place where the ledger does not hold: the document, the entry's number, what is wrong."""

    document: str
    n: int | None
    code: str


def chained(
    *, seq: int, document: str, n: int, code: str, by: str, for_: str | None, at: str,
    request: bytes | None, key_id: str, signature: bytes, facts: bytes, prev: str,
) -> Entry:  # fmt: skip
    """An entry with its hash."""
    open_ended = Entry(
        seq, document, n, code, by, for_, at, request, key_id, signature, facts, prev, ""
    )
    return replace(open_ended, hash=digest(open_ended))


def sealed(id: int, at: str, heads: bytes, prev: str) -> Commit:
    """A seal with its hash."""
    return Commit(id, at, heads, prev, framed(COMMIT_FORMAT, id, at, heads, prev))


def heads_of(entries: Iterable[Entry]) -> Heads:
    """Number and hash of the newest entry of every document."""
    return {entry.document: (entry.n, entry.hash) for entry in entries}


def faults(entries: Iterable[Entry], commits: Iterable[Commit]) -> Iterator[Fault]:
    """Everything about the chain that does not hold; nothing where it does.

    Entries come by `seq`, seals by `id`.
    """
    by_place: dict[tuple[str, int], Entry] = {}
    yield from _entry_faults(entries, by_place)
    heads = heads_of(by_place.values())
    covered: Heads = {}
    yield from _commit_faults(commits, by_place, covered)
    for document in {**covered, **heads}:
        here, there = heads.get(document), covered.get(document)
        if here == there:
            continue
        cut = there is not None and (here is None or here[0] < there[0])
        n = here[0] if here else None
        yield Fault(document, n, "ledger-cut" if cut else "not-sealed")


def _entry_faults(
    entries: Iterable[Entry], by_place: dict[tuple[str, int], Entry]
) -> Iterator[Fault]:
    heads: Heads = {}
    seq, at = 0, ""
    for entry in entries:
        n, prev = heads.get(entry.document, (0, GENESIS))
        codes = (
            ("seq-gap", entry.seq != seq + 1),
            ("entry-missing", entry.n != n + 1),
            ("link-broken", entry.prev != prev),
            ("hash-wrong", digest(entry) != entry.hash),
            ("time-backwards", entry.at < at),
        )
        for code, wrong in codes:
            if wrong:
                yield Fault(entry.document, entry.n, code)
        seq, at = entry.seq, entry.at
        heads[entry.document] = (entry.n, entry.hash)
        by_place[entry.document, entry.n] = entry


def _commit_faults(
    commits: Iterable[Commit], by_place: dict[tuple[str, int], Entry], covered: Heads
) -> Iterator[Fault]:
    number, prev, at, seq = 0, GENESIS, "", 0
    for commit in commits:
        again = sealed(commit.id, commit.at, commit.heads, commit.prev)
        codes = (
            ("commit-missing", commit.id != number + 1),
            ("commit-link-broken", commit.prev != prev),
            ("commit-hash-wrong", commit.hash != again.hash),
            ("commit-time-backwards", commit.at < at),
        )
        for code, wrong in codes:
            if wrong:
                yield Fault("", None, code)
        number, prev, at = commit.id, commit.hash, commit.at
        try:
            heads = read_heads(commit.heads)
        except BadInput:
            yield Fault("", None, "commit-unreadable")
            continue
        seqs: list[int] = []
        yield from _head_faults(heads, by_place, covered, seqs)
        if sorted(seqs) != list(range(seq + 1, seq + 1 + len(seqs))):
            yield Fault("", None, "commit-order")
        seq = max([seq, *seqs])


def _head_faults(
    heads: Heads, by_place: dict[tuple[str, int], Entry], covered: Heads, seqs: list[int]
) -> Iterator[Fault]:
    """Whether each head that a seal names exists and is newer than the one sealed before."""
    for document, (n, named) in heads.items():
        before = covered.get(document, (0, GENESIS))[0]
        entry = by_place.get((document, n))
        if n <= before:
            yield Fault(document, n, "head-behind")
        if entry is None or entry.hash != named:
            yield Fault(document, n, "head-unknown")
        seqs += [by_place[document, k].seq for k in range(before + 1, n + 1)
                 if (document, k) in by_place]  # fmt: skip
        covered[document] = (n, named)


def read_heads(data: bytes) -> Heads:
    """The heads that a seal names.

    Raises:
        BadInput: `ledger-unreadable`.
    """
    said = loads(data)
    if not isinstance(said, dict):
        raise BadInput("ledger-unreadable", reason="heads")
    heads: Heads = {}
    for document, head in said.items():
        match head:
            case [int() as n, str() as named] if not isinstance(n, bool) and 0 < n < 2**62:
                heads[document] = (n, named)
            case _:
                raise BadInput("ledger-unreadable", reason="heads")
    return heads
