"""What is measured: each work beside its floor, in turns, so that both have the same machine."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from oa_client import app, assets
from oa_client.docflow.handling.founding import read_people
from tests.bench import floors
from tests.bench.papers import papers
from tests.docflow.store.servers import database, running
from tests.shared.served import Deployed, deployed, hand, letter, registrar, send


@dataclass(frozen=True)
class Row:
    """A work: milliseconds of ours and of the floor; `ratio` is the floor's part of ours.

    Attributes:
        ratio: 1 is as fast as the floor, more is faster.
        goal: the ratio to be reached.
    """

    work: str
    ours: float
    floor: float
    ratio: float
    goal: float
    met: bool


def row(work: str, goal: float, ours: list[float], floor: list[float]) -> dict:
    """Medians in milliseconds of what was measured in seconds."""
    one, two = statistics.median(ours) * 1000, statistics.median(floor) * 1000
    ratio = round(two / one, 3)
    return asdict(Row(work, round(one, 3), round(two, 3), ratio, goal, ratio >= goal))


def took(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


@contextmanager
def serving(office: Deployed, folder: Path) -> Iterator[None]:
    """A registrar at work beside us, in a process of its own as an office has it."""
    with registrar(office.url, folder / "registrar.log") as made:
        assert made.says("serving"), made.text()
        yield
        assert made.end() == 0, made.text()


def rows(quick: bool) -> list[dict]:
    """Everything that is measured."""
    times = 30 if quick else 300
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as name, running() as server:
        folder = Path(name)
        office = deployed(server.uri, folder)
        floor = floors.Server(database(server.uri), make=True)
        try:
            found = [_local(folder, times), _drained(office, floor, 3 if quick else 12)]
            with serving(office, folder):
                found += [_asked(office, floor, times), _page(office, floor, times)]
        finally:
            floor.close()
    return found + [row(*one) for one in papers(3 if quick else 15)]


def _local(folder: Path, times: int) -> dict:
    source = assets.path("demo", "people.csv")
    people = read_people(source.read_text("utf-8"), str(source))
    office = app.found_office(str(folder / "office.oa"), people, name="局", training=True)
    floor = floors.File(folder / "floor.db")
    ours, theirs = [], []
    office.unlock("li", None)
    for n in range(times):
        said = {"title": f"通知 {n}", "body": "略"}
        ours.append(took(lambda s=said: office.act("li", "draft", s)))
        theirs.append(took(lambda n=n: floor.act("li", f"通知 {n}")))
    office.close()
    floor.close()
    return row("an act in a local office", 0.2, ours, theirs)


def _asked(office: Deployed, floor: floors.Server, times: int) -> dict:
    pc = office.open("li")
    pc.unlock("li", None)
    ours, theirs = [], []
    for n in range(times):
        said = {"title": f"通知 {n}", "body": "略"}
        ours.append(took(lambda s=said: pc.act("li", "draft", s)))
        theirs.append(took(lambda n=n: floor.act("li", f"通知 {n}")))
    pc.close()
    return row("an act through the registrar, one PC", 0.14, ours, theirs)


def _drained(office: Deployed, floor: floors.Server, rounds: int) -> dict:
    """A ready queue of two people's fifty requests each, against as many commits by hand."""
    ours, theirs = [], []
    with hand(office.url) as served:
        for turn in range(rounds):
            for login in ("li", "qian"):
                signer = office.signer(login)
                send(office, login, *(
                    letter(office, login, f"q-{login}-{turn}-{n}", "draft",
                           {"title": f"通知 {n}", "body": "略"}, signer=signer)
                    for n in range(50)
                ))  # fmt: skip
            done: list[int] = []
            took_ours = took(lambda d=done: d.extend(iter(served.batch, 0)))
            ours.append(took_ours / sum(done))
            theirs.append(took(lambda: [floor.act("li", "通知") for _ in range(100)]) / 100)
    return row("draining a ready queue, an act of a hundred", 1.0, ours, theirs)


def _page(office: Deployed, floor: floors.Server, times: int) -> dict:
    """The first page of a person's drafts, under row-level security."""
    pc = office.open("li")
    ours, theirs = [], []
    for _ in range(times):
        ours.append(took(lambda: pc.tray("li", "drafts")))
        theirs.append(took(lambda: floor.ask(floors.PAGE, ("li",))))
    pc.close()
    return row("a list's first page on a server", 0.33, ours, theirs)
