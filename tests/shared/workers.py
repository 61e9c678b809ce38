"""People at their PCs, some of whom will be killed; each tells what was answered."""

import os
import random
import threading
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from oa_client.docflow.model.errors import BadInput, Refused, StoreUnavailable
from oa_client.docflow.store.server.person import PersonStore
from oa_client.offices.registrar import RegistrarOffice
from oa_client.offices.shared import SharedOffice

AFTER = ("server-gone", "server-busy", "registrar-away", "office-locked", "disk-full",
         "too-many-waiting")  # fmt: skip
"""What passes: the same request is asked again, under the same key."""


def key_of(name: str, n: int) -> str:
    """A key that everybody can work out."""
    return str(UUID(bytes=f"{name:>8}{n:08d}".encode()[-16:]))


def entered(address: str, drawers: Path, end: float) -> SharedOffice | None:
    """The office, as soon as the server lets one in."""
    while time.monotonic() < end:
        try:
            office = SharedOffice(PersonStore(address, wait=5), drawers)
        except StoreUnavailable as failure:
            if failure.code not in AFTER:
                raise
            time.sleep(random.uniform(0.05, 0.3))
        else:
            office.patience = 3
            return office
    return None


def asked(office: SharedOffice, end: float, *said: Any, **more: Any) -> Any:
    """An act that is asked for until it is answered; None where the time was over first."""
    while time.monotonic() < end:
        try:
            return office.act(office.login, *said, **more)
        except StoreUnavailable as failure:
            if failure.code not in AFTER:
                raise
            time.sleep(random.uniform(0.02, 0.2))
    return None


def draft(office: SharedOffice, end: float, name: str, n: int) -> Any:
    said = {"title": f"{name} {n}", "body": "略"}
    return asked(office, end, "draft", said, key=key_of(name, n))


def draft_on_and_on(address: str, drawers: Path, name: str, seconds: float, tell: Any) -> None:
    """Draft papers until the time is over, or somebody kills us; say what was answered."""
    end = time.monotonic() + seconds + 40
    office = entered(address, drawers / name, end)
    assert office is not None
    stop, n = time.monotonic() + seconds, 0
    tell.send(None)
    while time.monotonic() < stop:
        done = draft(office, end, name, n)
        assert done is not None, "never answered"
        tell.send((key_of(name, n), done.document))
        n += 1
    office.close()
    tell.send(None)


def many_draft(addresses: list[str], drawers: Path, names: list[str], each: int, tell: Any) -> None:
    """Several PCs in one process: each drafts so many papers, whatever happens meanwhile."""
    end = time.monotonic() + 120
    lock = threading.Lock()

    def work(address: str, name: str) -> None:
        office = entered(address, drawers / name, end)
        assert office is not None
        for n in range(each):
            done = draft(office, end, name, n)
            assert done is not None, "never answered"
            with lock:
                tell.send((key_of(name, n), done.document))
        office.close()

    threads = [threading.Thread(target=work, args=given)
               for given in zip(addresses, names, strict=True)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tell.send(None)


def number_all(address: str, drawers: Path, documents: list[str], name: str, tell: Any) -> None:
    """Give each of these papers its number, against others who do the same."""
    end = time.monotonic() + 120
    office = entered(address, drawers / name, end)
    assert office is not None
    for place, document in enumerate(documents):
        try:
            done = asked(office, end, "number", {}, document=document, key=key_of(name, place))
            tell.send((document, "done", done.number))
        except (Refused, BadInput) as reason:
            tell.send((document, reason.code, None))
    office.close()
    tell.send(None)


def registrar_with_a_bad_press(url: str, how: str, stalled: int, poison: str) -> None:
    """A registrar whose press crashes, or never ends, over one certain paper."""
    from oa_client.printing import press

    def bad(paper: Any, at: Any) -> Any:
        if paper.title == poison:
            if how == "crash":
                os._exit(9)
            while True:
                time.sleep(0.1)
        return press(paper, at)

    office = RegistrarOffice(url, press=bad, stalled=stalled)
    office.run()
    office.close()
