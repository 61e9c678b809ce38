"""Servers, registrars and PCs that die under load: nothing answered is lost, nothing done twice."""

import contextlib
import multiprocessing
import os
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from tests.drives import drive
from tests.shared import workers
from tests.shared.cutter import Cutter, cutter
from tests.shared.served import Deployed, Registrar, deployed, registrar, until

SPAWN = multiprocessing.get_context("spawn")
DRAFTERS = ("li", "qian", "zhou", "sun")


class Program:
    """A process of PCs, and what its people were told."""

    def __init__(self, worker: Any, *given: Any) -> None:
        self._ours, theirs = SPAWN.Pipe(duplex=False)
        self.process = SPAWN.Process(target=worker, args=(*given, theirs))
        self.process.start()
        theirs.close()
        self.told: list[Any] = []
        self.finished = False

    def begun(self) -> "Program":
        """Wait for its first word, which says only that it works."""
        self._ours.recv()
        return self

    def kill(self) -> list[Any]:
        self.process.kill()
        return self.end()

    def end(self) -> list[Any]:
        """All that it told until its end."""
        with contextlib.suppress(EOFError):
            while (said := self._ours.recv()) is not None:
                self.told.append(said)
            self.finished = True
        self.process.join()
        self._ours.close()
        return self.told


def nothing_is_lost_or_doubled(office: Deployed, told: list[tuple[str, str]]) -> None:
    """Everything answered stands in the ledger once, and the ledger holds."""
    done = office.ask("SELECT key, document FROM oa.request")
    assert len(dict(told)) == len(told)
    assert set(told) <= set(done)
    assert len({document for _, document in done}) == len(done)
    assert office.ask("SELECT count(*) FROM oa.document") == [(len(done),)]
    assert office.problems() == []


def drafting(office: Deployed, seconds: float, port: int | None = None) -> list[Program]:
    """People who draft one paper after the other."""
    return [
        Program(workers.draft_on_and_on, office.address(login, port), office.drawers, login,
                seconds).begun()
        for login in DRAFTERS
    ]  # fmt: skip


def all_told(programs: list[Program]) -> list[Any]:
    told = [said for program in programs for said in program.end()]
    assert all(program.finished for program in programs), "somebody was never answered"
    return told


# ── the server dies ─────────────────────────────────────────────────────────


def kill_the_server(postgres, office: Deployed, log: Path, times: int, seed: int) -> int:
    chance = random.Random(seed)
    with registrar(office.url, log) as serving:
        assert serving.says("serving")
        programs = drafting(office, times * 1.6)
        for _ in range(times):
            time.sleep(chance.uniform(0.3, 1.2))
            postgres.stop("immediate")
            postgres.start()
        told = all_told(programs)
        assert serving.end() == 0
    nothing_is_lost_or_doubled(office, told)
    return len(told)


def test_a_server_killed_under_load_loses_and_doubles_nothing(postgres, office, tmp_path):
    assert kill_the_server(postgres, office, tmp_path / "log", 2, 1) > 10


@pytest.mark.long
def test_a_server_killed_twenty_times_loses_and_doubles_nothing(postgres, office, tmp_path):
    assert kill_the_server(postgres, office, tmp_path / "log", 20, 2) > 100


# ── a PC dies ───────────────────────────────────────────────────────────────


def kill_pcs(office: Deployed, log: Path, times: int, seed: int) -> int:
    chance, told = random.Random(seed), []
    with registrar(office.url, log) as serving:
        assert serving.says("serving")
        for number in range(times):
            login = DRAFTERS[number % len(DRAFTERS)]
            address = office.address(login)
            name = f"pc{number}"
            program = Program(
                workers.draft_on_and_on, address, office.drawers, name, 600
            ).begun()
            time.sleep(chance.uniform(0.02, 0.6))
            said = program.kill()
            with contextlib.closing(office.open(login, name)) as again:
                again.begin()
                again.settle()
                for n, (key, document) in enumerate(said[-2:], start=max(len(said) - 2, 0)):
                    assert key == workers.key_of(name, n)
                    end = time.monotonic() + 30
                    assert workers.draft(again, end, name, n).document == document
                last = workers.draft(again, time.monotonic() + 30, name, len(said))
                assert again._drawer.unsent() == []
            told += [*said, (workers.key_of(name, len(said)), last.document)]
        assert serving.end() == 0
    nothing_is_lost_or_doubled(office, told)
    return len(told)


def test_a_pc_killed_at_any_moment_loses_and_doubles_nothing(office, tmp_path):
    assert kill_pcs(office, tmp_path / "log", 3, 1) > 3


@pytest.mark.long
def test_a_pc_killed_fifty_times_loses_and_doubles_nothing(office, tmp_path):
    assert kill_pcs(office, tmp_path / "log", 50, 2) > 100


# ── the line breaks ─────────────────────────────────────────────────────────


def cut_lines(office: Deployed, log: Path, cuts: int, share: float, seed: int) -> int:
    """Both sides' lines break between COMMIT and its answer: the person's, the registrar's."""
    port = make_url(office.url).port
    assert port is not None
    with cutter(port, share, seed) as persons, cutter(port, share, seed + 1) as served:
        url = make_url(office.url).set(port=served.port).render_as_string(hide_password=False)
        served.share = 0
        with registrar(url, log) as serving:
            assert serving.says("serving")
            served.share = share
            told, rounds = [], 0
            while persons.cuts + served.cuts < cuts:
                rounds += 1
                told += _drafted_over(office, persons, f"r{rounds}")
            assert persons.cuts > 0 < served.cuts
            served.share = 0
            assert serving.end() == 0
    nothing_is_lost_or_doubled(office, told)
    return len(told)


def _drafted_over(office: Deployed, line: Cutter, name: str) -> list[Any]:
    addresses = [office.address(login, line.port) for login in DRAFTERS]
    names = [f"{name}{login}" for login in DRAFTERS]
    return all_told([Program(workers.many_draft, addresses, office.drawers, names, 12)])


def test_a_line_cut_between_commit_and_answer_loses_and_doubles_nothing(office, tmp_path):
    assert cut_lines(office, tmp_path / "log", 8, 15, 1) > 20


@pytest.mark.long
def test_a_line_cut_two_hundred_times_loses_and_doubles_nothing(office, tmp_path):
    assert cut_lines(office, tmp_path / "log", 200, 15, 2) > 200


# ── the registrar dies ──────────────────────────────────────────────────────


def kill_registrars(office: Deployed, log: Path, times: int, seed: int) -> int:
    chance = random.Random(seed)
    serving = Registrar(office.url, log)
    try:
        assert serving.says("serving")
        programs = drafting(office, times * 1.5)
        for _ in range(times):
            time.sleep(chance.uniform(0.1, 0.8))
            serving.kill()
            serving = Registrar(office.url, log)
            time.sleep(0.8)  # it has begun to serve, or has not: both happen
        told = all_told(programs)
        assert serving.end() == 0
    finally:
        if serving.process.poll() is None:
            serving.kill()
    nothing_is_lost_or_doubled(office, told)
    assert "request-unanswerable" not in str(office.ask("SELECT told FROM oa.answer"))
    return len(told)


def test_a_registrar_killed_at_work_loses_and_doubles_nothing(office, tmp_path):
    assert kill_registrars(office, tmp_path / "log", 2, 1) > 10


@pytest.mark.long
def test_a_registrar_killed_fifty_times_loses_and_doubles_nothing(office, tmp_path):
    assert kill_registrars(office, tmp_path / "log", 50, 2) > 100


# ── numbers ─────────────────────────────────────────────────────────────────


def to_be_numbered(office: Deployed, many: int) -> list[str]:
    """Papers that wait for their numbers."""
    steps = (("li", "submit"), ("zhou", "review"), ("wang", "review"), ("zhang", "sign"),
             ("chen", "recheck"))  # fmt: skip
    pcs = {login: office.open(login) for login, _ in steps}
    documents = []
    for n in range(many):
        said = {"title": f"通知 {n}", "body": "略", "to": "各科室"}
        documents.append(str(pcs["li"].act("li", "draft", said).document))
        for login, action in steps:
            pcs[login].act(login, action, {}, document=documents[-1])
    for pc in pcs.values():
        pc.close()
    return documents


def race_for_numbers(office: Deployed, log: Path, many: int, kills: int) -> None:
    serving = Registrar(office.url, log)
    try:
        assert serving.says("serving")
        documents = to_be_numbered(office, many)
        racing = [
            Program(workers.number_all, office.address("chen"), office.drawers, order, name)
            for order, name in ((documents, "up"), (documents[::-1], "down"))
        ]
        for _ in range(kills):
            time.sleep(0.6)
            serving.kill()
            serving = Registrar(office.url, log)
        told = all_told(racing)
        assert serving.end() == 0
    finally:
        if serving.process.poll() is None:
            serving.kill()
    numbers = sorted(int(no.split("〕")[1][:-1]) for _, said, no in told if said == "done")
    assert numbers == list(range(1, many + 1))
    assert {said for _, said, _ in told} <= {"done", "already-handled", "stale-version",
                                             "not-your-task"}  # fmt: skip
    assert office.problems() == []


def test_numbers_raced_for_while_registrars_die_are_given_once_and_none_is_skipped(
    office, tmp_path
):
    race_for_numbers(office, tmp_path / "log", 6, 1)


@pytest.mark.long
def test_many_numbers_raced_for_while_registrars_die_leave_no_gap(office, tmp_path):
    race_for_numbers(office, tmp_path / "log", 60, 8)


# ── all come back at once ───────────────────────────────────────────────────


def test_twenty_pcs_find_back_to_a_server_that_was_restarted(postgres, office, tmp_path):
    with registrar(office.url, tmp_path / "log") as serving:
        assert serving.says("serving")
        logins = [*DRAFTERS, "zhao"]
        programs = [
            Program(workers.many_draft, [office.address(login) for login in logins],
                    office.drawers, [f"{turn}{login}" for login in logins], 3)
            for turn in ("a", "b", "c", "d")
        ]  # fmt: skip
        time.sleep(2)
        postgres.stop("fast")
        time.sleep(0.5)
        postgres.start()
        told = all_told(programs)
        assert len(told) == 20 * 3
        assert serving.end() == 0
    nothing_is_lost_or_doubled(office, told)


# ── no room ─────────────────────────────────────────────────────────────────


@pytest.fixture
def small_drive() -> Iterator[Path | None]:
    """A drive of 32 MB that the server's own user can reach, where we may make one."""
    folder = Path(tempfile.mkdtemp(prefix="oa-drive-"))
    folder.chmod(0o755)
    with drive(folder, "size=32m,mode=777") as made:
        yield made
    folder.rmdir()


def test_a_server_whose_disk_is_full_says_so_and_goes_on_when_there_is_room(
    postgres, small_drive, tmp_path
):
    if small_drive is None:
        return  # only the system's owner may make a drive that is full
    space = small_drive / "space"
    space.mkdir(mode=0o777)
    space.chmod(0o777)
    owner = Path(postgres._data).stat().st_uid
    os.chown(space, owner, -1)
    with psycopg.connect(postgres.uri, autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{space}'")
    office = deployed(postgres.uri, tmp_path, tablespace="small")
    with registrar(office.url, tmp_path / "log") as serving:
        assert serving.says("serving")
        program = Program(
            workers.draft_on_and_on, office.address("li"), office.drawers, "li", 6
        ).begun()
        ballast = small_drive / "ballast"
        free = shutil.disk_usage(small_drive).free
        with contextlib.suppress(OSError):
            ballast.write_bytes(b"0" * free)
        assert until(lambda: is_full(office))
        time.sleep(2)  # whoever writes on and on meets it, too
        ballast.unlink()
        told = all_told([program])
        assert serving.end() == 0
    nothing_is_lost_or_doubled(office, told)
    _drop(postgres.uri, office)


def is_full(office: Deployed) -> bool:
    """Whether the server has no room left, asked by writing something larger than a page."""
    with psycopg.connect(office.url, autocommit=True) as connection:
        try:
            connection.execute("CREATE TABLE filler AS SELECT generate_series(1, 9999)")
        except psycopg.errors.DiskFull:
            return True
        connection.execute("DROP TABLE filler")
    return False


def _drop(uri: str, office: Deployed) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{make_url(office.url).database}" WITH (FORCE)')
        connection.execute("DROP TABLESPACE small")


# ── poison ──────────────────────────────────────────────────────────────────


def to_be_printed(office: Deployed, log: Path) -> str:
    """A paper over which a bad press dies, signed, numbered, ready to print."""
    with registrar(office.url, log) as serving:
        assert serving.says("serving")
        (document,) = to_be_numbered(office, 1)
        pc = office.open("li")
        pc.close()
        chen = office.open("chen")
        chen.act("chen", "number", {}, document=document)
        chen.close()
        assert serving.end() == 0
    return document


@pytest.mark.parametrize(
    ("how", "code"), [("crash", 9), pytest.param("endless", 70, marks=pytest.mark.long)]
)
def test_an_act_that_brings_the_registrar_down_is_refused_at_the_fourth_attempt(
    office, tmp_path, how, code
):
    document = to_be_printed(office, tmp_path / "log")
    chen, li = office.open("chen"), office.open("li")
    ends: list[int | None] = []

    def keep_it_running() -> None:
        while not stop.is_set():
            process = SPAWN.Process(
                target=workers.registrar_with_a_bad_press, args=(office.url, how, 1, "通知 0")
            )
            process.start()
            while process.is_alive() and not stop.is_set():
                process.join(0.1)
            if stop.is_set():
                process.terminate()
            process.join()
            ends.append(process.exitcode)

    stop = threading.Event()
    keeper = threading.Thread(target=keep_it_running)
    keeper.start()
    try:
        end = time.monotonic() + 90
        chen.patience = 90
        with pytest.raises(Exception, match="request-unanswerable"):
            chen.act("chen", "print", {"copies": 1}, document=document)
        assert workers.draft(li, end, "after", 1).document
        assert until(lambda: chen._drawer.unsent() == [])
    finally:
        stop.set()
        keeper.join()
    assert ends[:4] == [code] * 4
    assert office.problems() == []
    chen.close()
    li.close()
