"""`demo`: found a training office, run its week, make its papers, and check it all."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections import Counter
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path

from oa_client import app, assets
from oa_client.commands.answers import Answer, Row
from oa_client.demo.originals import Original, read_folder, steps
from oa_client.demo.quarter import DAYS, Quarter
from oa_client.demo.script import Step, days_before, key_of, watch_times, week
from oa_client.display import has_display
from oa_client.docflow.handling.founding import read_people
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, EvidenceBroken
from oa_client.docflow.model.saving import write_file
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.printing import report_file
from oa_client.ui.texts import text

MOST_PAPERS = 20_000
PATIENCE = 120
"""Seconds for the pictures; where the system lacks libraries for a window there are none."""

NAME = "临江市人民政府办公室"
SERIES = "临政办发"
MARK = ".oa-demo"
MADE = {"office.oa", "papers", "sheets", "overdue.pdf", "overdue.xlsx", "screens", MARK,
        "office.oa-journal"}  # fmt: skip
"""All that a demo leaves behind; a folder that holds anything else is not replaced."""


def demo(args: Namespace) -> Answer:
    """Make the demo office."""
    begun = time.monotonic()
    target = Path(args.place["DIR"] or "demo-office")
    _check_place(target)
    originals = read_folder(args.source) if args.source else []
    if args.quarter is not None and (args.source or not 1 <= args.quarter <= MOST_PAPERS):
        said = text("told.usage_quarter", args.language, most=MOST_PAPERS)
        raise BadInput("wrong-usage", reason=said)
    making = target.with_name(f".{target.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        if args.quarter is None:
            told = _make(making, args.seed, originals)
        else:
            told = _make_quarter(making, args.seed, args.quarter)
        if target.exists():
            shutil.rmtree(target)
        making.rename(target)
    except OSError as failure:
        raise BadInput("file-unwritable", file=str(target), reason=str(failure.strerror)) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    told = _placed(told, making, target) | {"seconds": round(time.monotonic() - begun, 1)}
    if not args.headless and not args.json and has_display():
        command = [sys.executable, "-m", "oa_client", "window", told["office"]]
        subprocess.Popen([*command, "--lang", args.language], start_new_session=True)
    cards = told["cards"]
    lines = [
        f"{told['office']}",
        f"收文 {told['documents']['incoming']}　发文 {told['documents']['outgoing']}　"
        f"动作 {told['acts']}　蓝牌 {cards['blue']}　黄牌 {cards['yellow']}　红牌 {cards['red']}",
        *told["papers"], *told["sheets"], *told["reports"], *told["screens"],
    ]  # fmt: skip
    return Answer(told, lines)


def _check_place(target: Path) -> None:
    if not target.exists() and not target.is_symlink():
        if not target.absolute().parent.is_dir():
            raise BadInput("folder-absent", folder=str(target.absolute().parent))
        return
    if target.is_symlink() or not target.is_dir():
        raise BadInput("folder-not-empty", folder=str(target))
    names = {file.name for file in target.iterdir()}
    if names and (MARK not in names or names - MADE):
        raise BadInput("folder-not-empty", folder=str(target))


def _placed(told: Row, making: Path, target: Path) -> Row:
    """Paths as they are once the folder has its name."""
    lists = ("papers", "sheets", "reports", "screens")
    moved = {
        name: [str(target / Path(f).relative_to(making)) for f in told[name]] for name in lists
    }
    return told | moved | {"office": str(target / "office.oa")}


def _make_quarter(folder: Path, seed: int, papers: int) -> Row:
    """An office after a quarter: its ledger is checked, its reports are there, no paper is set."""
    days = days_before(moment.now().date(), Calendar(), DAYS)
    first = moment.iso(datetime.combine(days[0], clock(8), moment.OFFICE_ZONE))
    office = _found(folder, first)
    try:
        quarter = Quarter(office, seed, papers)
        quarter.play(days)
        (folder / "screens").mkdir()
        reports = _reports(office, folder)
        _sound(office)
        laws = Counter(case["law"] for case in quarter.cases.values())
        return _told(office, laws, quarter.acts, quarter.cards) | {
            "papers": [], "sheets": [], "reports": reports,
            "screens": _screens(office, folder / "screens"),
        }  # fmt: skip
    finally:
        office.close()


def _found(folder: Path, at: str) -> app.LocalOffice:
    folder.mkdir(parents=True)
    (folder / MARK).write_text("oa-client demo\n", "utf-8")
    source = assets.path("demo", "people.csv")
    people = read_people(source.read_text("utf-8"), str(source))
    return app.found_office(
        str(folder / "office.oa"), people, name=NAME, series=SERIES, training=True, at=at
    )


def _make(folder: Path, seed: int, originals: list[Original]) -> Row:
    calendar = Calendar()
    days = days_before(moment.now().date(), calendar)
    script = [*week(days, seed), *steps(originals, days)]
    first = min(step.at for step in script) - timedelta(minutes=30)
    office = _found(folder, moment.iso(first))
    try:
        run = Run(office, seed)
        run.play(sorted(script, key=lambda step: step.at), watch_times(days))
        return _papers(office, run, folder)
    finally:
        office.close()


class Run:
    """The week as it is played: documents by case, cards as they fall."""

    def __init__(self, office: app.LocalOffice, seed: int) -> None:
        self.office = office
        self.documents: dict[str, str] = {}
        self.creators: dict[str, str] = {}
        self.printed: set[str] = set()
        self.procedures: Counter[str] = Counter()
        self.acts = 0
        self.cards: Counter[str] = Counter()
        self._seed = seed

    def play(self, script: list[Step], watches: list[datetime]) -> None:
        """Every step at its time, and between them the monitor."""
        waiting = list(watches)
        for number, step in enumerate(script):
            while waiting and waiting[0] <= step.at:
                self._watch(moment.iso(waiting.pop(0)))
            self._step(number, step)
        for left in waiting:
            self._watch(moment.iso(left))

    def _watch(self, at: str) -> None:
        issued, _ = self.office.monitor(at)
        self.cards.update(card["level"] for card in issued)
        self.office.open_supervised(at)

    def _step(self, number: int, step: Step) -> None:
        at = moment.iso(step.at)
        document = self.documents.get(step.case or "")
        if step.do == "open":
            self.office.show(step.by, document or "", at)
            return
        if document and step.do not in ("read", "urge"):
            self.office.show(step.by, document, at)
        changes = self.office.act(
            step.by, step.do, step.fields, document=document, files=step.files, at=at,
            key=key_of(self._seed, number),
        )  # fmt: skip
        self.acts += 1
        if step.do == "print" and document:
            self.printed.add(document)
        if step.case and document is None and changes.document:
            self.documents[step.case] = changes.document
            self.creators[changes.document] = step.by
            opened = {"register": "incoming", "draft": "outgoing"}
            self.procedures[opened.get(step.do, "circulation")] += 1


def _papers(office: app.LocalOffice, run: Run, folder: Path) -> Row:
    papers, sheets = [], []
    for name in ("papers", "sheets", "screens"):
        (folder / name).mkdir()
    for document, creator in run.creators.items():
        paper, _ = office.elements(creator, document)
        title = _file_name(paper.number or paper.title)
        if document in run.printed:
            made = office.paper(creator, document)
            papers.append(write_file(_free(folder / "papers", title), made.data))
        slip = office.slip(creator, document)
        sheets.append(write_file(_free(folder / "sheets", title), slip.data))
    reports = _reports(office, folder)
    _sound(office)
    return _told(office, run.procedures, run.acts, run.cards) | {
        "papers": papers, "sheets": sheets, "reports": reports,
        "screens": _screens(office, folder / "screens"),
    }  # fmt: skip


def _reports(office: app.LocalOffice, folder: Path) -> list[str]:
    _, report = office.report("wu")
    return [
        write_file(folder / f"overdue{suffix}", report_file(report, suffix, office.now()))
        for suffix in (".pdf", ".xlsx")
    ]


def _sound(office: app.LocalOffice) -> None:
    found = office.verify()
    if found["problems"]:
        raise EvidenceBroken("demo-not-sound", first=str(found["problems"][0]))


def _told(
    office: app.LocalOffice, laws: Counter[str], acts: int, cards: Counter[str]
) -> Row:
    return {
        "office": str(office.path), "acts": acts,
        "documents": {law: laws[law] for law in ("incoming", "outgoing", "circulation")},
        "cards": {level: cards[level] for level in ("blue", "yellow", "red")},
    }  # fmt: skip


def _screens(office: app.LocalOffice, folder: Path) -> list[str]:
    """Pictures of the window on a copy of the office, so that looking leaves nothing in it."""
    with tempfile.TemporaryDirectory() as aside:
        copy = Path(aside) / "office.oa"
        office.backup(copy)
        command = [sys.executable, "-m", "oa_client.tour", str(copy), str(folder), "zh_CN"]
        offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                command, env=offscreen, capture_output=True, check=False, timeout=PATIENCE
            )
    taken = sorted(folder.rglob("*.png"))
    shown = [str(file.rename(folder / file.name)) for file in taken]
    for language in {file.parent for file in taken}:
        language.rmdir()
    return shown


def _file_name(text: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "_", text)[:60]


def _free(folder: Path, name: str) -> Path:
    place, number = folder / f"{name}.pdf", 2
    while place.exists():
        place, number = folder / f"{name}-{number}.pdf", number + 1
    return place
