"""Fifty PCs for minutes, while lines break: how long one waits, how much is done, what is lost."""

import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from oa_client.offices.shared import SharedOffice
from tests.bench import floors
from tests.bench.work import serving
from tests.docflow.store.servers import database, running
from tests.shared import workers
from tests.shared.cutter import cutter
from tests.shared.served import Deployed, deployed

LOGINS = ("li", "qian", "zhou", "sun", "zhao", "zhang", "wang", "liu", "chen", "zheng")


def soak(clients: int, seconds: float, faults: float, pause: float) -> dict:
    """Load with faults, and the same load by hand-written SQL beside it."""
    with tempfile.TemporaryDirectory(prefix="oa-soak-") as name, running() as server:
        office = deployed(server.uri, Path(name))
        url = database(server.uri)
        floors.Server(url, make=True).close()
        with serving(office, Path(name)), cutter(server.port, faults) as line:
            ours, told = _people(office, clients, seconds, pause, line.port)
            cuts = line.cuts
        floor = _by_hand(url, clients, seconds / 4, pause)
        keys = {key for (key,) in office.ask("SELECT key FROM oa.request")}
        ((documents,),) = office.ask("SELECT count(*) FROM oa.document")
        ((skipped,),) = office.ask("SELECT max(seq) - count(*) FROM oa.entry")
        return {
            "clients": clients, "seconds": seconds, "cuts": cuts,
            "ours": _measured(ours, seconds), "floor": _measured(floor, seconds / 4),
            "acknowledged": len(told), "lost": len(set(told) - keys),
            "doubled": documents - len(keys), "skipped": skipped, "problems": office.problems(),
        }  # fmt: skip


def _measured(waits: list[float], seconds: float) -> dict:
    cut = statistics.quantiles(waits, n=100)
    return {"acts_per_second": round(len(waits) / seconds, 1), "p50_ms": round(cut[49] * 1000, 1),
            "p99_ms": round(cut[98] * 1000, 1)}  # fmt: skip


def _people(
    office: Deployed, clients: int, seconds: float, pause: float, port: int
) -> tuple[list[float], list[str]]:
    """A few PCs for each login: a server lets a person have eight connections."""
    waits: list[float] = []
    told: list[str] = []
    stop = time.monotonic() + seconds

    def work(number: int) -> None:
        login = LOGINS[number % len(LOGINS)]
        end = stop + 60
        pc = workers.entered(office.address(login, port), office.drawers / f"pc{number}", end)
        assert isinstance(pc, SharedOffice)
        n = 0
        while time.monotonic() < stop:
            time.sleep(random.uniform(0, 2 * pause))
            begun = time.perf_counter()
            done = workers.draft(pc, end, f"p{number:03d}", n)
            assert done is not None, "never answered"
            waits.append(time.perf_counter() - begun)
            told.append(workers.key_of(f"p{number:03d}", n))
            n += 1
        pc.close()

    _together(work, clients)
    return waits, told


def _by_hand(url: str, clients: int, seconds: float, pause: float) -> list[float]:
    waits: list[float] = []
    stop = time.monotonic() + seconds

    def work(number: int) -> None:
        line = floors.Server(url)
        while time.monotonic() < stop:
            time.sleep(random.uniform(0, 2 * pause))
            begun = time.perf_counter()
            line.act("li", f"通知 {number}")
            waits.append(time.perf_counter() - begun)
        line.close()

    _together(work, clients)
    return waits


def _together(work, clients: int) -> None:
    threads = [threading.Thread(target=work, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
