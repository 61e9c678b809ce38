"""Other programs at the same office, some of which will be killed; each tells what was answered."""

from pathlib import Path
from typing import Any

from oa_client import app
from oa_client.docflow.model.errors import OfficeError

AT = "2026-11-16T09:00:00+08:00"


def key_of(name: str, n: int) -> str:
    return f"00000000-0000-4000-8000-{abs(hash_of(name)) % 10**6:06d}{n:06d}"


def hash_of(name: str) -> int:
    return sum(ord(char) * 31**place for place, char in enumerate(name))


def register(office: app.LocalOffice, name: str, n: int) -> dict[str, Any]:
    """One registered paper with a file of some size, under a key that everybody can work out."""
    done = office.act(
        "chen", "register", {"title": f"{name} {n}", "body": "略" * 5000}, key=key_of(name, n),
        files=[("来文.txt", f"{name} {n} ".encode() * 9000)], at=AT,
    )  # fmt: skip
    return done.answer()


def register_on_and_on(path: Path, name: str, tell: Any) -> None:
    """Register and examine papers until somebody kills us."""
    office = app.open_office(str(path))
    tell.send(None)
    for n in range(100_000):
        answer = register(office, name, n)
        tell.send((n, answer))
        office.act("chen", "examine", {"answers": [True] * 5}, document=answer["document"], at=AT)


def number_all(path: Path, documents: list[str], name: str, start: Any, tell: Any) -> None:
    """Give each of these papers its number, against others who do the same."""
    office = app.open_office(str(path))
    office.unlock("chen", None)
    start.wait()
    for document in documents:
        try:
            done = office.act("chen", "number", {}, document=document, key=f"{name}-{document}",
                              at=AT)  # fmt: skip
            tell.send((document, "done", done.number))
        except OfficeError as reason:
            tell.send((document, reason.code, None))
    tell.send(None)
    office.close()


def sign_at_once(path: Path, document: str, version: int, start: Any, tell: Any) -> None:
    """Sign what was seen in a window, while another window does the same."""
    office = app.open_office(str(path))
    office.unlock("zhang", None)
    start.wait()
    try:
        office.act("zhang", "sign", {}, document=document, version=version, at=AT)
        tell.send("done")
    except OfficeError as reason:
        tell.send(reason.code)
    office.close()


def register_within(path: Path, limit: int, tell: Any) -> None:
    """Register papers where no file may grow over so many bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    register_until_refused(path, tell)


def register_until_refused(path: Path, tell: Any) -> None:
    office = app.open_office(str(path))
    for n in range(500):
        try:
            answer = register(office, "full", n)
        except OfficeError as reason:
            tell.send((type(reason).__name__, reason.code, n))
            break
        tell.send((n, answer))
    office.close()


def sweep(place: str, at: str, start: Any, tell: Any) -> None:
    """Look at every clock, against others who do the same at that moment."""
    office = app.open_office(place)
    assert isinstance(office, app.LocalOffice | app.ServerOffice)
    tell.send(None)
    start.wait()
    swept = office.sweep(at)
    tell.send((swept.issued, swept.urged))
    office.close()
