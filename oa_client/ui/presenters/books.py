"""登记簿与公布: the office's books, its limits, its rules of form and the signals, as tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from oa_client.docflow.handling.books import COLUMNS, MOMENTS
from oa_client.docflow.handling.form.checks import RULES
from oa_client.docflow.handling.integrity.signals import published
from oa_client.docflow.handling.people import HEAD, SUPERVISOR
from oa_client.docflow.model.moment import iso
from oa_client.ui import limits, wording
from oa_client.ui.models.sheets import Sheet
from oa_client.ui.presenters import counted
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

BOOKS = tuple(COLUMNS)
"""Books that are written up from the records."""

WATCH = ("watched", "supervised", "urged", "relief", "signals", "cards", "circular", "month")
"""What the room of supervision shows."""
SHEETS = (*(name for name in BOOKS if name not in WATCH), "limits", "rules", "signals")
"""What the room of registers shows."""

PERIODS = ("month", "year", "all")
"""How far back a book is shown."""
TIMED = (*(name for name in BOOKS if name != "supervised"), "signals", "circular")
"""Sheets of a period; 督办件 are all shown, whenever they were opened."""
FILED = (*BOOKS, "limits", "circular", "month")
"""Sheets that can be taken along as files."""


@dataclass(frozen=True)
class Read:
    """A sheet as it was answered, ready to be shown.

    Attributes:
        sheet: its lines, in the person's language.
        widest: the line of each column whose words take the most room.
        at: the office's own moment, where the answer tells it.
    """

    sheet: Sheet
    widest: tuple[int, ...]
    at: str


def begins(period: str, now: datetime) -> str | None:
    """The first day of a period; None for the beginning of the books."""
    return {"month": f"{now:%Y-%m}-01", "year": f"{now:%Y}-01-01"}.get(period)


def may_see(session: Session, name: str) -> bool:
    """Whether the sheet is offered; the rules are asked again when it is opened."""
    return name != "signals" or session.has_post(SUPERVISOR) or session.has_post(HEAD)


def months(now: datetime) -> list[str]:
    """The months that one may ask about, the running one first: two years back."""
    last = now.year * 12 + now.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(last, last - 24, -1)]


def reading(
    session: Session, name: str, period: str, month: str | None = None
) -> Callable[[Any], Read]:  # fmt: skip
    """What the office is asked for a sheet, and its answer put into words beside the window;
    without a month the running one.
    """
    asked = _question(session, name, period, month)

    def read(office: Any) -> Read:
        answer = asked(office)
        sheet = _sheet_of(session, name, answer)
        return Read(sheet, sheet.widest(), answer["at"] if name == "month" else "")

    return read


def _question(
    session: Session, name: str, period: str, month: str | None
) -> Callable[[Any], Any]:  # fmt: skip
    login = session.login
    if name == "circular":
        return lambda office: office.overdue(login, begins(period, office.now()))
    if name == "month":
        return lambda office: office.month_figures(login, month or months(office.now())[0])
    if name == "signals":
        return lambda office: office.signals(login, begins(period, office.now()))
    if name == "supervised":
        return lambda office: office.supervised(login)
    if name in BOOKS:
        return lambda office: office.book(login, name, begins(period, office.now()))[0]
    return lambda office: office.procedures()


def saving(
    session: Session, name: str, period: str, month: str | None
) -> Callable[[Any], Any]:  # fmt: skip
    """What the office is asked for a sheet that is to be written into a file."""
    login = session.login

    def since(office: Any) -> str | None:
        return begins(period, office.now()) if name in TIMED else None

    if name == "limits":
        return lambda office: office.limits_ready()
    if name == "circular":
        return lambda office: office.report_ready(login, since(office))
    if name == "month":
        return lambda office: office.month_ready(login, month or months(office.now())[0])
    return lambda office: office.book_ready(login, name, since(office))


def _sheet_of(session: Session, name: str, answer: Any) -> Sheet:
    """The answer as a table in the person's language."""
    if name in counted.SHEETS:
        return Sheet(*counted.SHEETS[name](session, answer))
    if name == "signals":
        return _signals(session, answer)
    if name == "supervised":
        return _supervised(session, answer)
    if name == "rules":
        return _rules(session)
    return _limits(session, answer) if name == "limits" else _book(session, answer)


def _book(session: Session, data: Row) -> Sheet:
    columns, language = data["columns"], session.language
    heads = tuple(wording.term("book_column", key, language) for key in columns)
    names = session.facts.names()
    rows = tuple(
        tuple(_words(key, line[key], language, names) for key in columns) for line in data["rows"]
    )
    documents = tuple(line["document"] for line in data["rows"])
    count = session.text("books.count", count=len(rows))
    if data["since"]:
        days = wording.period_words(data["since"], data["until"] or data["at"], language)
        count = session.text("books.days", days=days) + count
    return Sheet(heads, columns.index("title"), rows, documents, count)


def _words(key: str, value: Any, language: str, names: dict[str, str]) -> str:
    if value is None:
        return ""
    if key == "standing":
        who = "、".join(names.get(login, login) for login in value.get("people", ()))
        stage = wording.stage_name(value["stage"], language) if value["stage"] else ""
        return f"{stage} {who}" if who else wording.status_name(value["status"], language)
    if key in MOMENTS:
        return f"{value[:10]} {value[11:16]}"
    rooms = {
        "kind": wording.kind_name, "urgency": wording.urgency_name, "stage": wording.stage_name,
        "level": wording.level_name, "did": wording.entry_name,
        "result": wording.action_name,
    }  # fmt: skip
    if key == "assessed":
        return wording.term("assessed", value, language)
    return rooms[key](value, language) if key in rooms else str(value)


def _limits(session: Session, laws: list[Row]) -> Sheet:
    rows = tuple(limits.lines(laws, session.language))
    note = session.text("books.limits_note")
    return Sheet(limits.heads(session.language), 6, rows, ("",) * len(rows), note)


def _rules(session: Session) -> Sheet:
    text = session.text
    rows = tuple(
        (text(f"draft.rule_{rule.name.replace('-', '_')}"),
         wording.element_label(rule.field, session.language),
         text("draft.line_must" if rule.must else "draft.line_remind"),
         wording.source_words(rule.source, session.language))
        for rule in RULES
    )  # fmt: skip
    heads = tuple(text(f"books.{key}") for key in ("rule", "element", "weight", "source"))
    return Sheet(heads, 0, rows, ("",) * len(rows), text("books.rules_note"))


def _supervised(session: Session, items: list[Any]) -> Sheet:
    """督办件: what it is and where it came from, whose, how far, when he reports next."""
    text, language = session.text, session.language
    rows = tuple(
        (wording.term("supervised", _how(one), language), one.title, one.number or "",
         one.ground or wording.term("supervised", one.rule or one.source, language),
         " ".join((*one.units, *one.names)), _steps(session, one), _day(one.next_report),
         _day(one.until), _day(one.closed))
        for one in items
    )  # fmt: skip
    keys = ("how", "paper", "number", "origin", "responsible", "step", "next_report", "until",
            "closed")  # fmt: skip
    count = text("books.supervised_count", count=sum(1 for one in items if not one.closed))
    heads = tuple(text(f"books.{key}") for key in keys)
    return Sheet(heads, 1, rows, tuple(one.document for one in items), count)


def _how(item: Any) -> str:
    if item.closed:
        return "closed"
    return "report-late" if item.report_late else "late" if item.late else "open"


def _steps(session: Session, item: Any) -> str:
    """The step that is next, and how many are done; without steps the stage of the case."""
    ahead = [step["name"] for step in item.steps if not step["done_at"]]
    done = len(item.steps) - len(ahead)
    if item.steps:
        return f"{ahead[0] if ahead else ''} {done}/{len(item.steps)}".strip()
    return wording.stage_name(item.stage, session.language) if item.stage else ""


def _day(at: str | None) -> str:
    return f"{at[:10]} {at[11:16]}" if at else ""


SIGNAL_DAYS = 7
"""How far back the desk looks for signals."""


def recently(now: datetime) -> str:
    """The moment from which on the desk shows signals."""
    return iso(now - timedelta(days=SIGNAL_DAYS))


def signal_rows(session: Session, found: list[Any]) -> tuple[tuple[str, ...], ...]:
    """When, which signal, who, about which paper, and the facts."""
    language, names = session.language, session.facts.names()
    n = wording.LANGUAGES.index(language)
    laws = {law.code: law for law in published()}
    return tuple(
        (f"{one.at[:10]} {one.at[11:16]}", laws[one.code].name[n],
         "、".join(names.get(p, p) for p in one.people),
         one.titles.get(one.document or "", ""),
         wording.facts_words(one.facts, language, names | one.titles))
        for one in found
    )  # fmt: skip


def _signals(session: Session, found: list[Any]) -> Sheet:
    language = session.language
    n = wording.LANGUAGES.index(language)
    laws = {law.code: law for law in published()}
    rows = signal_rows(session, found)
    keys = ("at", "signal", "people", "paper", "facts")
    heads = tuple(session.text(f"books.{key}") for key in keys)
    codes = dict.fromkeys(one.code for one in found)
    told = [f"{laws[code].name[n]}：{laws[code].words(language)}" for code in codes]
    note = "\n".join([session.text("books.signals_note"), *told])
    return Sheet(heads, 4, rows, tuple(one.document or "" for one in found), note)


def file_title(session: Session, name: str) -> str:
    """Under what name a sheet is offered as a file: a register as it is called on its paper."""
    if name in BOOKS:
        return wording.term("book", name, session.language)
    return session.text(f"books.{name}_short")
