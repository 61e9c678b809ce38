"""At the window: how long Python's collector stops it at most, and how long its longest turns are.

`python -m tests.bench.window [STEPS]` is a day by random hands; `… --turns` the longest turns of
first openings and of writing, `… --turns OFFICE` those of a day in a copy of a large office.
"""

import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oa_client.ui.collecting import Collecting
    from oa_client.ui.views.main_window import MainWindow

STEPS = 400


@contextmanager
def demo_window(given: str = "") -> Iterator[tuple["MainWindow", "Collecting"]]:
    """The window on a demo office of its own, or on a copy of the office that is given."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from oa_client import app, window
    from oa_client.commands import parser
    from oa_client.demo.command import demo
    from oa_client.ui.collecting import Collecting
    from oa_client.ui.presenters.session import Session
    from oa_client.ui.views.main_window import MainWindow
    from oa_client.ui.views.warming import Warming
    from oa_client.ui.work import Work

    with tempfile.TemporaryDirectory() as aside:
        os.environ["OA_PREFERENCES"] = str(Path(aside) / "window.json")
        if given:
            path = shutil.copy(given, aside)
        else:
            words = [str(Path(aside) / "demo"), "--headless"]
            path = demo(parser.read("demo", words, "zh_CN")).data["office"]
        qt = window.application()
        office = app.open_office(path)
        facts = window.facts_of(office)
        office.close()
        work = Work(lambda: app.open_office(path))
        main = MainWindow(Session(work, facts, "chen", "zh_CN"))
        main.closing.connect(Warming(main.rooms, main.session).stop)
        main.show()
        yield main, Collecting(qt)
        main.close()
        work.stop()


def collected(steps: int = STEPS) -> dict[str, float]:
    """Milliseconds of the longest stop, and of the longest had the collector been left alone."""
    with demo_window() as (main, collecting):
        from PySide6.QtTest import QTest

        people = [person["login"] for person in main.session.facts.people]
        places = ("todo", "tracked", "done", "register", "draft", "supervision", "books")
        for step in range(steps):
            if step % 20 == 0:
                main.session.set_person(people[step // 20 % len(people)])
            main.open_place(places[step % len(places)])
            QTest.qWait(50)
            if main.list.document_at(0):
                main.open_document(main.list.document_at(0))
            QTest.qWait(50)
        gc.unfreeze()
        begun = time.perf_counter()
        gc.collect()
        whole = time.perf_counter() - begun
        return {
            "longest_ms": round(collecting.longest * 1000, 1), "whole_ms": round(whole * 1000, 1),
        }  # fmt: skip


def tell_turns(given: str = "") -> None:
    """A line to each scene, as it comes, and a mark to each that is felt; at last the longest."""
    with demo_window(given) as (main, _), tempfile.TemporaryDirectory() as aside:
        from tests.bench.day import day
        from tests.bench.scenes import drafting, openings
        from tests.bench.turns import longest_turns

        def scenes():
            yield from openings(main)
            yield from day(main, Path(aside)) if given else drafting(main)

        told = []
        for name, turn in longest_turns(main, scenes()):
            told.append((turn.wall - turn.queued, name))
            print(f"{'!' if turn.felt else ' '} {name:<34}{turn.wall:>8.1f} ms"
                  f"{turn.own:>8.1f} ms of its own{turn.queued:>8.1f} ms queued",
                  flush=True)  # fmt: skip
        print("the longest: {1}, {0:.1f} ms".format(*max(told)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--turns"]:
        tell_turns(*sys.argv[2:3])
    else:
        print(collected(int(sys.argv[1]) if sys.argv[1:] else STEPS))
