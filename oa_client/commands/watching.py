"""Commands that watch: the monitor of time limits, the supervisor's report, the evidence."""

import signal
import sys
import time
from argparse import Namespace
from pathlib import Path
from types import FrameType

from oa_client.commands.answers import Answer, Row, columns, read_file
from oa_client.commands.offices import personal, whole
from oa_client.docflow.handling.clocks.ladder import notices
from oa_client.docflow.handling.integrity.signals import published
from oa_client.docflow.handling.supervision.items import Item
from oa_client.docflow.model.errors import BadInput, OfficeError, StoreUnavailable
from oa_client.docflow.model.saving import write_file
from oa_client.offices.local import LocalOffice
from oa_client.offices.scheduled import write_due
from oa_client.offices.server import ServerOffice
from oa_client.printing import report_file
from oa_client.ui import wording
from oa_client.ui.texts import text

EVERY = 30
"""Seconds between two looks at the clocks."""


class _Stopped(Exception):
    """The monitor was asked to end."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stopped


def monitor(args: Namespace) -> Answer:
    """Issue the cards that are due, once or for as long as it runs."""
    if not args.once and args.at:
        raise BadInput("wrong-usage", reason=text("told.usage_at_once", args.language))
    done: Row = {"issued": [], "urged": [], "supervised": [], "reports": []}
    with whole(args) as office:
        if args.once:
            checked = _look(office, args, done)
        else:
            signal.signal(signal.SIGTERM, _stop)
            checked = 0
            try:
                while True:
                    fresh: Row = {name: [] for name in done}
                    checked = _look(office, args, fresh)
                    told = _told_of(fresh, args.language)
                    if told and not args.json:
                        print("\n".join(told), flush=True)
                    for name, rows in fresh.items():
                        done[name] += rows
                    time.sleep(EVERY)
            except (_Stopped, KeyboardInterrupt):
                pass
    issued, urged = done["issued"], done["urged"]
    total = text("told.monitor", args.language, checked=checked, issued=len(issued))
    if urged:
        total += text("told.urged", args.language, count=len(urged))
    told = _told_of(done, args.language) if args.once else []
    answer = done | {"checked": checked, "notices": notices(issued, urged)}
    return Answer(answer, [*told, total])


def _look(office: LocalOffice | ServerOffice, args: Namespace, done: Row) -> int:
    """One look at every clock, every red card and every schedule; how many clocks there were."""
    swept = office.sweep(args.at)
    done["issued"] += swept.issued
    done["urged"] += swept.urged
    done["supervised"] += office.open_supervised(args.at)
    if args.reports:
        done["reports"] += _reports(office, args)
    return swept.checked


def _reports(office: LocalOffice | ServerOffice, args: Namespace) -> list[str]:
    """The reports that are due; whoever stays to watch goes on without one that can't be written:
    a full disk must not keep a card from anybody.
    """
    try:
        return [str(file) for file in write_due(office, Path(args.reports))]
    except OfficeError as failure:
        if args.once:
            raise
        words = wording.say(failure.code, failure.facts, args.language)
        print(words, file=sys.stderr, flush=True)
        return []


def _told_of(done: Row, language: str) -> list[str]:
    cards = _cards(done["issued"], language)
    return [*cards, *_begun(done["supervised"], language), *done["reports"]]


def _begun(rows: list[Row], language: str) -> list[str]:
    return columns(
        (wording.entry_name("supervised", language), "、".join(row["people"]),
         row["at"][:16].replace("T", " "), row["document"])
        for row in rows
    )  # fmt: skip


def _cards(rows: list[Row], language: str) -> list[str]:
    return columns(
        (wording.level_name(row["level"], language), row["person"],
         row["at"][:16].replace("T", " "), row["document"])
        for row in rows
    )  # fmt: skip


def overdue(args: Namespace) -> Answer:
    """The supervisor's report."""
    with personal(args) as (office, login):
        data, report = office.report(login, args.since, args.until)
        when = office.now()
    for suffix, file in ((".pdf", args.pdf), (".xlsx", args.xlsx)):
        if file:
            write_file(Path(file), report_file(report, suffix, when))
    counts = {name: data[name] for name in ("total", "done", "open")}
    lines = [text("told.report", args.language, **counts)]
    lines += _explained(data, args.language)
    lines += columns(
        (wording.level_name(row["level"], args.language) if row["level"] else "", row["unit"],
         row["name"], wording.stage_name(row["stage"], args.language),
         row["due"][:16].replace("T", " "), row["title"])
        for row in data["rows"]
    )  # fmt: skip
    return Answer(data, lines)


def report(args: Namespace) -> Answer:
    """效能月报: what a month brought."""
    with personal(args) as (office, login):
        data, drawn = office.month(login, args.month)
        when = office.now()
    for suffix, file in ((".pdf", args.pdf), (".xlsx", args.xlsx)):
        if file:
            write_file(Path(file), report_file(drawn, suffix, when))
    counts = {name: data[name] for name in ("received", "closed", "open")}
    lines = [text("told.month", args.language, month=data["month"], **counts)]
    lines += _explained(data, args.language)
    lines += columns(
        (row["name"], str(row["done"]), str(row["late"]),
         "" if row["rate"] is None else f"{row['rate']}%")
        for row in data["units"]
    )  # fmt: skip
    return Answer(data, lines)


def _explained(data: Row, language: str) -> list[str]:
    """书面说明 of the period, where any was given: how many, and how they stand."""
    counts = data["explanations"]
    return [text("told.explained", language, **counts)] if counts["given"] else []


def supervised(args: Namespace) -> Answer:
    """督办件: who answers for what, how far it is, when he reports next."""
    with personal(args) as (office, login):
        items = office.supervised(login)
    if not args.all:
        items = [item for item in items if not item.closed]
    lines = columns(
        (wording.term("supervised", "closed" if one.closed else _told(one), args.language),
         "、".join(one.names), (one.next_report or one.closed or "")[:16].replace("T", " "),
         one.title, one.ground or wording.term("supervised", one.rule, args.language))
        for one in items
    )  # fmt: skip
    total = text("told.supervised", args.language, count=len(items))
    return Answer([item.row() for item in items], [*lines, total])


def _told(one: Item) -> str:
    return "report-late" if one.report_late else "late" if one.late else "open"


def signals(args: Namespace) -> Answer:
    """Facts that a supervisor should look into, each with how it is computed."""
    with personal(args) as (office, login):
        found = office.signals(login, args.since, args.until)
        names = {row["login"]: row["name"] for row in office.people()}
    rows = [
        {"code": one.code, "document": one.document, "people": list(one.people), "at": one.at,
         "facts": one.facts}
        for one in found
    ]  # fmt: skip
    n = wording.LANGUAGES.index(args.language)
    laws = {law.code: law for law in published()}
    lines = columns(
        (one.at[:16].replace("T", " "), laws[one.code].name[n],
         "、".join(names.get(p, p) for p in one.people),
         one.titles.get(one.document or "", ""),
         wording.facts_words(one.facts, args.language, names | one.titles))
        for one in found
    )  # fmt: skip
    for code in dict.fromkeys(one.code for one in found):
        lines.append(f"{laws[code].name[n]}：{laws[code].words(args.language)}")
    return Answer(rows, lines or [text("told.no_signals", args.language)])


def verify(args: Namespace) -> Answer:
    """Check the whole ledger; exit code 4 where it does not hold."""
    against = read_file(args.checkpoint, 64_000_000) if args.checkpoint else None
    with whole(args) as office:
        found = office.verify(against)
    found["problems"] = [
        {**problem["facts"], "document": problem["document"], "n": problem["n"],
         "code": problem["code"],
         "message": wording.say(problem["code"], problem["facts"], args.language)}
        for problem in found["problems"]
    ]  # fmt: skip
    lines = [
        f"{problem['document'] or '—'} #{problem['n'] or '—'}: {problem['message']}"
        for problem in found["problems"]
    ]
    counts = {"documents": found["documents"], "entries": found["entries"]}
    result = "told.broken" if lines else "told.holds"
    total = text(result, args.language, count=len(lines), **counts)
    head = text("told.head", args.language, head=found["head"])
    return Answer(found, [*lines, total, head], 4 if found["problems"] else 0)


def checkpoint(args: Namespace) -> Answer:
    """Sign the present heads into a new file."""
    target = Path(args.place["FILE"])
    if target.exists():
        raise StoreUnavailable("target-exists", file=str(target))
    with whole(args) as office:
        data, told = office.checkpoint()
    write_file(target, data)
    facts = {"file": target, "root": told["root"], "entries": told["entries"]}
    return Answer(told, [text("told.checkpoint", args.language, **facts)])
