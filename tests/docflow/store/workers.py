"""Other programs at the same office file, some of which will be killed."""

import os
import time
from itertools import count as numbers
from pathlib import Path

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import sqlite
from tests.docflow.store.records import add


def step(work) -> int:
    """One more entry, and the number of them noted at the document."""
    n = work.one("document", id="d1")["n"] + 1
    add(work, "d1")
    work.put("document", {"id": "d1", "n": n})
    return n


def count(path: Path, times: int) -> None:
    store = sqlite.open(path)
    for _ in range(times):
        with store.write() as work:
            step(work)
            work.commit()
    store.close()


def commit_then_hang(path: Path, tell) -> None:
    store = sqlite.open(path)
    for _ in range(3):
        with store.write() as work:
            done = step(work)
            work.commit()
    with store.write() as work:
        step(work)
        work.put_blob("bb", b"x" * 5_000_000)  # more than the cache: spilt into the file
        tell.send(done)
        time.sleep(60)


def commit_on_and_on(path: Path, tell) -> None:
    store = sqlite.open(path)
    for _ in numbers():
        with store.write() as work:
            done = step(work)
            work.commit()
        tell.send(done)


def write_within(path: Path, limit: int, tell) -> None:
    """Write where the file may not grow over so many bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    store = sqlite.open(path)
    try:
        with store.write() as work:
            work.put_blob("bb", b"x" * 5_000_000)
            work.commit()
        tell.send("written")
    except StoreUnavailable as failure:
        tell.send(failure.code)
    store.close()


def _become_nobody() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def as_nobody(path: Path, tell) -> None:
    """Read and try to write, as a user who has no rights of his own."""
    _become_nobody()
    try:
        store = sqlite.open(path)
    except StoreUnavailable as failure:
        tell.send(failure.code)
        return
    with store.read() as work:
        found = len(work.rows("document"))
    try:
        with store.write() as work:
            work.put_blob("bb", b"x")
            work.commit()
        tell.send("written")
    except StoreUnavailable as failure:
        tell.send(f"read {found}, {failure.code}")
    store.close()


def backup_as_nobody(path: Path, target: Path, tell) -> None:
    _become_nobody()
    store = sqlite.open(path)
    try:
        store.backup(target)
        tell.send("written")
    except StoreUnavailable as failure:
        tell.send(failure.code)
    store.close()


def modules_after_open(path: Path, tell) -> None:
    import sys

    sqlite.open(path).close()
    tell.send(" ".join(sys.modules))
