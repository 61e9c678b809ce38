"""A day at the window by random hands: how long Python's collector stops it at most."""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

STEPS = 400


def collected(steps: int = STEPS) -> dict[str, float]:
    """Milliseconds of the longest stop, and of the longest had the collector been left alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest

    from oa_client import app, window
    from oa_client.commands import parser
    from oa_client.demo.command import demo
    from oa_client.ui.collecting import Collecting
    from oa_client.ui.presenters.session import Session
    from oa_client.ui.views.main_window import MainWindow
    from oa_client.ui.work import Work

    with tempfile.TemporaryDirectory() as aside:
        made = demo(parser.read("demo", [str(Path(aside) / "demo"), "--headless"], "zh_CN"))
        path = made.data["office"]
        qt = window.application()
        office = app.open_office(path)
        facts = window.facts_of(office)
        office.close()
        work = Work(lambda: app.open_office(path))
        main = MainWindow(Session(work, facts, "chen", "zh_CN"))
        main.show()
        collecting = Collecting(qt)
        people = [person["login"] for person in facts.people]
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
        main.close()
        work.stop()
    return {"longest_ms": round(collecting.longest * 1000, 1), "whole_ms": round(whole * 1000, 1)}


if __name__ == "__main__":
    print(collected(int(sys.argv[1]) if sys.argv[1:] else STEPS))
