"""Many programs that look at an office's clocks at one moment, and what each says it issued."""

import multiprocessing
from collections import Counter
from typing import Any

from tests.docflow.handling import workers

SPAWN = multiprocessing.get_context("spawn")

Row = dict[str, Any]


def swept_at_once(place: str, at: str, count: int) -> tuple[list[Row], list[Row]]:
    """What so many programs together issued and whom they urged."""
    start = SPAWN.Event()
    pipes = [SPAWN.Pipe(duplex=False) for _ in range(count)]
    programs = [
        SPAWN.Process(target=workers.sweep, args=(place, at, start, theirs)) for _, theirs in pipes
    ]
    for program in programs:
        program.start()
    for ours, theirs in pipes:
        theirs.close()
        ours.recv()
    start.set()
    told = [ours.recv() for ours, _ in pipes]
    for program in programs:
        program.join(60)
        assert program.exitcode == 0
    return [c for issued, _ in told for c in issued], [u for _, urged in told for u in urged]


def each_level_once(issued: list[Row], clocks: int) -> None:
    """Three cards for every clock, none of them twice, each at its own moment."""
    came = Counter((c["document"], c["task"], c["level"], c["round"]) for c in issued)
    assert set(came.values()) == {1}
    assert Counter(c["level"] for c in issued) == dict.fromkeys(("blue", "yellow", "red"), clocks)
