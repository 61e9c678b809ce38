"""A checkpoint: where every document's ledger stood at a moment, signed, kept outside the office.

A chain alone proves nothing against who may write the whole file; a checkpoint elsewhere does.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.ledger.chain import Commit, Fault, Heads, read_heads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.ledger.signature import Signer, check
from oa_client.docflow.model.errors import BadInput

FORMAT = "oa-checkpoint-1"


def root(heads: Mapping[str, tuple[int, str]]) -> str:
    """The Merkle root over all heads, leaves and nodes marked apart as in RFC 6962; hex."""
    leaves = [
        hashlib.sha256(b"\0" + dumps([document, *heads[document]])).digest()
        for document in sorted(heads)
    ]
    return _tree(leaves).hex()


def _tree(level: list[bytes]) -> bytes:
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\1" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(level) & ~1 :]
    return level[0]


def make(
    office: str, heads: Mapping[str, tuple[int, str]], entries: int, at: str, signer: Signer,
    last: Commit | None,
) -> bytes:  # fmt: skip
    """The checkpoint of an office: its id, every head, how many entries, the newest seal."""
    said = {
        "format": FORMAT,
        "office": office,
        "heads": {document: list(head) for document, head in heads.items()},
        "entries": entries,
        "root": root(heads),
        "commit": [last.id, last.hash] if last else None,
        "at": at,
        "key_id": signer.key_id,
    }
    signature = signer.sign("checkpoint", dumps(said))
    return dumps({**said, "signature": signature.hex()})


def compare(
    data: bytes, office: str, keys: Mapping[str, str], entries: Iterable[Entry],
    commits: Iterable[Commit],
) -> Iterator[Fault]:  # fmt: skip
    """What has changed, gone or been cut since a checkpoint was taken.

    Args:
        data: the checkpoint's file.
        office: the id of the office that is looked at.
        keys: by key id, the public keys with which this office signs.
        entries: the present ledger.
        commits: its present seals.

    Raises:
        BadInput: `checkpoint-unreadable`; `checkpoint-foreign`, where it is another office's.
    """
    said, heads, signature = _read(data)
    if said["office"] != office:
        raise BadInput("checkpoint-foreign", office=said["office"])
    return _compared(said, heads, signature, keys, entries, commits)


def _compared(
    said: dict[str, Any], heads: Heads, signature: bytes, keys: Mapping[str, str],
    entries: Iterable[Entry], commits: Iterable[Commit],
) -> Iterator[Fault]:  # fmt: skip
    public = keys.get(said["key_id"])
    if public is None or not check(public, signature, "checkpoint", dumps(said)):
        yield Fault("", None, "checkpoint-signature-wrong")
    if root(heads) != said["root"]:
        yield Fault("", None, "checkpoint-root-wrong")
    total, hashes = 0, {}
    for entry in entries:
        total += 1
        hashes[entry.document, entry.n] = entry.hash
    documents = {document for document, _ in hashes}
    for document, (n, named) in heads.items():
        if document not in documents:
            yield Fault(document, None, "document-gone")
        elif (document, n) not in hashes:
            yield Fault(document, n, "ledger-cut")
        elif hashes[document, n] != named:
            yield Fault(document, n, "ledger-rewritten")
    if total < said["entries"]:
        yield Fault("", None, "ledger-cut")
    if said["commit"] is not None:
        seals = {commit.id: commit.hash for commit in commits}
        if seals.get(said["commit"][0]) != said["commit"][1]:
            yield Fault("", None, "commit-rewritten")


def _read(data: bytes) -> tuple[dict[str, Any], Heads, bytes]:
    try:
        said = loads(data)
        signature = bytes.fromhex(said.pop("signature"))
        heads = read_heads(dumps(said["heads"]))
        strings = all(isinstance(said[k], str) for k in ("office", "root", "at", "key_id"))
        match said["commit"]:
            case None:
                sealed = True
            case [int(), str()]:
                sealed = True
            case _:
                sealed = False
        whole = said["format"] == FORMAT and isinstance(said["entries"], int)
    except (BadInput, ValueError, KeyError, TypeError, AttributeError) as failure:
        raise BadInput("checkpoint-unreadable", reason=str(failure)) from None
    if not (strings and sealed and whole):
        raise BadInput("checkpoint-unreadable", reason="form")
    return said, heads, signature
