"""A demo-like office in which every official table holds something, and the hands of a forger."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from oa_client import app, assets
from oa_client.demo.command import Run
from oa_client.demo.script import watch_times, week
from oa_client.docflow.handling import founding
from oa_client.docflow.handling.desk import Desk
from oa_client.docflow.handling.records import apply
from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.ledger.chain import Commit, chained, sealed
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.ledger.signature import Signer, generate, unlock
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.store import sqlite
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.printing import press

DAYS = [date(2026, 11, 16) + timedelta(days=n) for n in range(5)]
"""The working days of the week that is played."""

GENESIS = "0" * 64

ZONE = datetime.fromisoformat("2026-01-01T00:00:00+08:00").tzinfo
BEGINNINGS = (
    datetime(2026, 3, 2, 8, 30, tzinfo=ZONE), datetime(2025, 12, 29, 15, 0, tzinfo=ZONE),
    datetime(2026, 9, 29, 9, 0, tzinfo=ZONE),
)  # fmt: skip


def found(path: Path, at: str = "2026-11-16T08:00:00+08:00") -> app.LocalOffice:
    """An office of the demo's people in a file."""
    source = assets.path("demo", "people.csv")
    people = founding.read_people(source.read_text("utf-8"), str(source))
    return app.found_office(str(path), people, name="临江市政府办公室", training=True, at=at)


def training_office(at: datetime) -> app.LocalOffice:
    """An office with the people of the demo that lives in memory."""
    source = assets.path("demo", "people.csv")
    laws = [file.read_text("utf-8") for file in sorted(assets.path("procedures").glob("*.toml"))]
    store = sqlite.memory()
    founding.found(
        store, founding.read_people(source.read_text("utf-8"), str(source)), laws,
        name="临江市人民政府办公室", series="办发", training=True, at=at,
    )  # fmt: skip
    return app.LocalOffice(store, Path("office.oa"))


def play_the_week(path: Path) -> dict[str, str]:
    """The demo's week and what it leaves out: a link, a void number, a new key, a calendar.

    Returns:
        Its documents, by their names in the week.
    """
    office = found(path)
    run = Run(office, 0)
    run.play(sorted(week(DAYS, 0), key=lambda step: step.at), watch_times(DAYS))
    day = "2026-11-20T17:4"
    letter, renewal = run.documents["letter"], run.documents["renewal"]
    office.act("chen", "void-number", {"reason": "错号"}, document=letter, at=day + "1")
    office.act("chen", "number", {}, document=letter, at=day + "2")
    office.act("chen", "print", {"copies": 4}, document=letter, at=day + "3")
    office.act("chen", "link", {"document": renewal}, document=letter, at=day + "4")
    office._clock = lambda: datetime.fromisoformat(day + "5:00+08:00")
    office.make_key("feng", "")
    office.act("wu", "vouch", {"person": "feng"}, at=day + "6")
    office.act("liu", "vouch", {"person": "feng"}, at=day + "6")
    office.act("wu", "stand-in", {"person": "feng", "from": "2026-11-23", "until": "2026-11-24"},
               files=[("委托书.txt", b"wu")], at=day + "7")  # fmt: skip
    office.act("wu", "urge", {"note": "请抓紧"}, document=letter, at=day + "7")
    office.act("wu", "set-calendar", {"ground": "停电检修", "days": {"2026-12-03": False}},
               at=day + "7")  # fmt: skip
    office.act("chen", "reserve-number", {"ground": "年终总结", "until": "2026-12-11"},
               at=day + "7")  # fmt: skip
    office.act("wu", "supervise", {"ground": "主要负责人批示", "by": "li"}, document=letter,
               at=day + "7")  # fmt: skip
    office.act("li", "explain", {"opinion": "错号已作废"}, document=letter, at=day + "7")
    office.act("wu", "assess-explanation", {"accepted": True}, document=letter, at=day + "7")
    office.monitor(day + "8")
    for minutes in range(600):
        at = datetime.fromisoformat("2026-11-23T08:30:00+08:00") + timedelta(minutes=minutes)
        if office.monitor(at.isoformat())[0]:
            break  # so that the last seal lies over cards
    office.close()
    return run.documents


def tampered(original: Path, copy: Path, change: Callable[[sqlite3.Connection], Any]) -> Path:
    """A copy in which somebody who has the file took its guards off, and put them on again."""
    shutil.copy(original, copy)
    with sqlite3.connect(copy, isolation_level=None) as file:
        file.execute("PRAGMA foreign_keys=OFF")
        file.execute("PRAGMA ignore_check_constraints=ON")
        file.execute("PRAGMA synchronous=OFF")
        guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in guards:
            file.execute(f'DROP TRIGGER "{name}"')
        before = file.total_changes
        change(file)
        assert file.total_changes > before
        for _, sql in guards:
            file.execute(sql)
    file.close()
    return copy


def findings(path: Path, point: bytes | None = None) -> list[dict[str, Any]]:
    """What is found; an office that can't even be opened is found out too."""
    office = None
    try:
        office = app.open_office(str(path))
        found: list[dict[str, Any]] = office.verify(point)["problems"]
        return found
    except OfficeError as failure:
        return [{"document": "", "n": None, "code": failure.code, "facts": failure.facts}]
    finally:
        if office:
            office.close()


def codes(path: Path, point: bytes | None = None) -> set[str]:
    return {problem["code"] for problem in findings(path, point)}


def places(path: Path, code: str) -> set[tuple[str, int]]:
    """Where a fault of this sort is found: documents and numbers of entries."""
    return {(f["document"], f["n"]) for f in findings(path) if f["code"] == code}


def checkpoint(path: Path) -> bytes:
    office = app.open_office(str(path))
    point, _ = office.checkpoint()
    office.close()
    return point


def ledger(path: Path) -> tuple[list[Entry], list[Commit]]:
    store = sqlite.open(path)
    with store.read() as work:
        told = list(work.entries()), list(work.commits())
    store.close()
    return told


def signer(path: Path, login: str) -> Signer:
    """The key of a person, or of the office itself (""), as it lies in a training office."""
    file = sqlite3.connect(path)
    (pem,) = file.execute("SELECT pem FROM my_key WHERE login = ?", (login,)).fetchone()
    file.close()
    return unlock(pem.encode(), None)


def false_signer(key_id: str) -> Signer:
    """A key of the forger's own under the name of another's."""
    return Signer(key_id, unlock(generate(None)[0], None)._key)


# ── the forger ──────────────────────────────────────────────────────────────


def rechained(entries: list[Entry], at_commit: dict[int, int]) -> tuple[list[Entry], list[Commit]]:
    """Every number, link and hash made new, and the seals over them."""
    heads: dict[str, tuple[int, str]] = {}
    chain: list[Entry] = []
    commits: list[Commit] = []
    waiting: dict[str, tuple[int, str]] = {}
    for seq, entry in enumerate(entries, start=1):
        n, prev = heads.get(entry.document, (0, GENESIS))
        parts = {name: getattr(entry, name) for name in ("document", "code", "by", "for_", "at",
                 "request", "key_id", "signature", "facts")}  # fmt: skip
        made = chained(seq=seq, n=n + 1, prev=prev, **parts)
        chain.append(made)
        heads[entry.document] = waiting[entry.document] = (made.n, made.hash)
        if at_commit[seq] != at_commit.get(seq + 1):
            last = commits[-1].hash if commits else GENESIS
            said = dumps({document: list(head) for document, head in waiting.items()})
            commits.append(sealed(len(commits) + 1, entry.at, said, last))
            waiting = {}
    return chain, commits


def seals_of(entries: list[Entry], commits: list[Commit]) -> dict[int, int]:
    """Which seal lies over which entry."""
    place = {(entry.document, entry.n): entry.seq for entry in entries}
    ends = [max(place[d, head[0]] for d, head in loads(c.heads).items()) for c in commits]
    return {
        entry.seq: next(i for i, end in enumerate(ends, 1) if entry.seq <= end) for entry in entries
    }


def rewritten(original: Path, copy: Path, change: Callable[[list[Entry]], list[Entry]]) -> Path:
    """A copy whose ledger was changed, chained anew, sealed anew, and played into the tables."""
    entries, commits = ledger(original)
    changed = change(list(entries))
    seals = seals_of(entries, commits)
    after = {n: seals.get(n, len(commits) + n) for n in range(1, len(changed) + 1)}
    chain, sealing = rechained(changed, after)
    return written(original, copy, chain, sealing)


def written(original: Path, copy: Path, chain: list[Entry], commits: list[Commit]) -> Path:
    """A new office file with this ledger, its tables, and the files and keys of the old."""
    store = sqlite.create(copy)
    with store.write() as work:
        for entry in chain:
            work.append(entry)
            with suppress(Exception):  # a forger does not mind what his tables can't hold
                apply(work, entry)
        for commit in commits:
            work.add_commit(commit)
        work.commit()
    store.close()
    with sqlite3.connect(copy) as file:
        file.execute("ATTACH ? AS old", (str(original),))
        file.execute("INSERT INTO blob SELECT * FROM old.blob WHERE sha256 NOT IN"
                     " (SELECT sha256 FROM blob)")  # fmt: skip
        file.execute("INSERT INTO my_key SELECT * FROM old.my_key")
    file.close()
    return copy


def replaced(entries: list[Entry], seq: int, **parts: Any) -> list[Entry]:
    return [replace(e, **parts) if e.seq == seq else e for e in entries]


@contextmanager
def replayed(original: Path, until: int) -> Iterator[tuple[Desk, Any]]:
    """A desk over the office as it stood after so many entries: where a forger goes on."""
    entries, commits = ledger(original)
    seals = seals_of(entries, commits)
    store = sqlite.memory()
    with store.write() as work:
        for entry in entries[:until]:
            work.append(entry)
            apply(work, entry)
        for commit in commits[: seals[until]]:
            work.add_commit(commit)
        work.commit()

    def now() -> datetime:
        return datetime.fromisoformat(entries[-1].at)

    yield Desk(store, now, Calendar(), press), store
    store.close()
