"""A program that dies at any moment, two that race, a disk that is full: nothing half done."""

import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oa_client import app
from oa_client.docflow.model.errors import Refused, StoreUnavailable
from tests.docflow.handling import workers
from tests.docflow.handling.offices import found
from tests.docflow.handling.workers import AT
from tests.drives import drive

SPAWN = multiprocessing.get_context("spawn")
POSIX = os.name == "posix"
WAYS_OUT = ("already-handled", "stale-version", "not-your-task")


@pytest.fixture
def path(tmp_path) -> Path:
    found(tmp_path / "office.oa").close()
    return tmp_path / "office.oa"


def is_sound(path: Path) -> app.LocalOffice:
    """Open it, check it, hand it over."""
    office = app.open_office(str(path))
    assert office.verify()["problems"] == []
    assert office.condition()["quick_check"] == "ok"
    return office


def killed(path: Path, name: str, after: float, *, at_work: bool) -> dict[int, Any]:
    """What a program was told before it was killed, so many seconds after it began its work;
    `at_work`, the seconds count from its first answer, else it may be killed within its first act.
    """
    ours, theirs = SPAWN.Pipe(duplex=False)
    program = SPAWN.Process(target=workers.register_on_and_on, args=(path, name, theirs))
    program.start()
    theirs.close()
    ours.recv()
    told: dict[int, Any] = dict([ours.recv()]) if at_work else {}
    time.sleep(after)
    program.kill()
    try:
        while True:
            n, answer = ours.recv()
            told[n] = answer
    except EOFError:
        program.join()
        ours.close()
    return told


def kill_again_and_again(path: Path, times: int, seed: int) -> int:
    chance, told = random.Random(seed), 0
    for number in range(times):
        name = f"run-{number}"
        answered = killed(path, name, chance.uniform(0.01, 0.5), at_work=number % 2 == 0)
        office = is_sound(path)
        documents = {a["document"] for a in answered.values()}
        for document in documents:
            assert office.show("wu", document, AT)["history"]
        entries = office.verify()["entries"]
        for n, answer in answered.items():
            assert workers.register(office, name, n) == answer
        assert office.verify()["entries"] == entries, "a repeated key acted again"
        one_more = workers.register(office, name, len(answered))
        assert workers.register(office, name, len(answered)) == one_more
        assert office.verify()["entries"] in (entries, entries + 1)
        told += len(answered)
        office.close()
    return told


def test_nothing_that_was_answered_is_lost_however_often_a_program_is_killed(path):
    assert kill_again_and_again(path, 5, 1) > 5


@pytest.mark.long
def test_nothing_that_was_answered_is_lost_in_minutes_of_killing(path):
    assert kill_again_and_again(path, 60, 2) > 60


# ── two at once ─────────────────────────────────────────────────────────────


def to_be_signed(office: app.LocalOffice) -> str:
    draft = {"title": "关于情况的通知", "body": "略", "to": "各科室"}
    document = str(office.act("li", "draft", draft, at=AT).document)
    for by, action in (("li", "submit"), ("zhou", "review"), ("wang", "review")):
        office.act(by, action, {}, document=document, at=AT)
    return document


def to_be_numbered(office: app.LocalOffice) -> str:
    document = to_be_signed(office)
    office.act("zhang", "sign", {}, document=document, at=AT)
    office.act("chen", "recheck", {}, document=document, at=AT)
    return document


def raced(worker: Any, *sets: tuple[Any, ...]) -> Iterator[Any]:
    """Programs that begin at the same moment, and what each of them tells."""
    start, pipes, programs = SPAWN.Barrier(len(sets)), [], []
    for given in sets:
        ours, theirs = SPAWN.Pipe(duplex=False)
        program = SPAWN.Process(target=worker, args=(*given, start, theirs))
        program.start()
        theirs.close()
        pipes.append(ours)
        programs.append(program)
    for ours in pipes:
        told = []
        try:
            while True:
                told.append(ours.recv())
        except EOFError:
            ours.close()
        yield told
    for program in programs:
        program.join()


def test_two_windows_that_race_for_numbers_give_each_paper_one_and_skip_none(path):
    office = app.open_office(str(path))
    documents = [to_be_numbered(office) for _ in range(12)]
    office.close()
    one, two = raced(workers.number_all, (path, documents, "one"), (path, documents[::-1], "two"))
    answers = one[:-1] + two[:-1]
    given = [number for _, said, number in answers if said == "done"]
    assert sorted(given, key=lambda text: int(text.split("〕")[1][:-1])) == [
        f"办发〔2026〕{n}号" for n in range(1, len(documents) + 1)
    ]
    assert sorted(d for d, said, _ in answers if said == "done") == sorted(documents)
    assert {said for _, said, _ in answers} <= {"done", *WAYS_OUT}
    is_sound(path).close()


def test_of_two_windows_that_sign_the_same_paper_one_does(path):
    for _ in range(2):
        office = app.open_office(str(path))
        document = to_be_signed(office)
        version = office.show("zhang", document, AT)["version"]
        office.close()
        told = [said for (said,) in raced(workers.sign_at_once, (path, document, version),
                                          (path, document, version))]  # fmt: skip
        assert told.count("done") == 1
        assert {said for said in told if said != "done"} <= set(WAYS_OUT)
    office = is_sound(path)
    with pytest.raises(Refused, match="already-handled"):
        office.act("zhang", "sign", {}, document=document, at=AT)
    office.close()


# ── no room ─────────────────────────────────────────────────────────────────


def until_refused(worker: Any, *given: Any) -> tuple[dict[int, Any], tuple[str, str, int]]:
    ours, theirs = SPAWN.Pipe(duplex=False)
    program = SPAWN.Process(target=worker, args=(*given, theirs))
    program.start()
    theirs.close()
    done: dict[int, Any] = {}
    while True:
        said = ours.recv()
        if len(said) == 3:
            program.join()
            ours.close()
            return done, said
        done[said[0]] = said[1]


def nothing_is_half_done(path: Path, done: dict[int, Any], said: tuple[str, str, int]) -> None:
    sort, code, n = said
    assert sort == "StoreUnavailable"
    assert code in ("disk-full", "disk-failed")
    assert n == len(done) > 0
    office = is_sound(path)
    entries = office.verify()["entries"]
    assert entries == 1 + len(done)
    for number, answer in done.items():
        assert workers.register(office, "full", number) == answer
    assert office.verify()["entries"] == entries
    office.close()


if POSIX:

    def test_a_file_that_may_not_grow_leaves_the_office_as_it_was(path):
        limit = path.stat().st_size + 1_500_000
        done, said = until_refused(workers.register_within, path, limit)
        nothing_is_half_done(path, done, said)
        office = app.open_office(str(path))
        workers.register(office, "full", said[2])
        office.close()
        is_sound(path).close()


@pytest.fixture
def small_drive(tmp_path) -> Iterator[Path | None]:
    """A drive of 4 MB, where this system lets us make one."""
    folder = tmp_path / "drive"
    folder.mkdir()
    with drive(folder, "size=4m") as made:
        yield made


def test_a_full_drive_leaves_the_office_as_it_was_and_can_be_read(small_drive):
    if small_drive is None:
        return  # the limit on the file's size above says the same
    path = small_drive / "office.oa"
    found(path).close()
    done, said = until_refused(workers.register_until_refused, path)
    nothing_is_half_done(path, done, said)
    office = app.open_office(str(path))
    assert office.tray("chen")["count"] == len(done)
    with pytest.raises(StoreUnavailable):
        for n in range(said[2], said[2] + 30):
            workers.register(office, "full", n)
    office.close()
    is_sound(path).close()
