"""Small ledgers to look at and to tamper with."""

from collections.abc import Iterable

from oa_client.docflow.ledger.canonical import dumps
from oa_client.docflow.ledger.chain import GENESIS, Commit, Heads, chained, sealed
from oa_client.docflow.ledger.entry import Entry

Batch = list[str]
"""The documents to which one transaction adds an entry, in order."""


def moment(n: int) -> str:
    return f"2026-03-{2 + n // 1440:02d}T{n // 60 % 24:02d}:{n % 60:02d}:00+08:00"


def ledger(batches: Iterable[Batch]) -> tuple[list[Entry], list[Commit]]:
    entries: list[Entry] = []
    commits: list[Commit] = []
    heads: Heads = {}
    for batch in batches:
        changed: Heads = {}
        at = moment(len(commits))
        for document in batch:
            n, prev = heads.get(document, (0, GENESIS))
            entry = chained(
                seq=len(entries) + 1, document=document, n=n + 1, code="read", by="li", for_=None,
                at=at, request=dumps({"n": n}), key_id="k" * 32, signature=b"s" * 64,
                facts=dumps({"rows": [["task", {"id": f"{document}.{n}"}]]}), prev=prev,
            )  # fmt: skip
            entries.append(entry)
            heads[document] = changed[document] = (entry.n, entry.hash)
        prev = commits[-1].hash if commits else GENESIS
        said = dumps({name: list(head) for name, head in changed.items()})
        commits.append(sealed(len(commits) + 1, at, said, prev))
    return entries, commits
