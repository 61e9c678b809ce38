"""Books of supervision: what is being handled, 催办与说明, 延期与暂停, and the cards.

Like all books they are written up from the records each time; a line says who did what to a clock.
"""

from collections.abc import Iterator
from typing import Any

from oa_client.docflow.handling.book_lines import Known, Lines, name_of, title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks.ladder import heard
from oa_client.docflow.handling.inquiry import highest
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.ledger.canonical import loads

COLUMNS = {
    "watched": ("number", "title", "urgency", "stage", "holder", "unit", "came", "due", "level"),
    "urged": ("number", "title", "did", "who", "at", "words", "about"),
    "relief": ("number", "title", "did", "who", "at", "words", "until", "answer", "answered"),
    "cards": ("level", "number", "title", "stage", "holder", "due", "carded", "told", "withdrawn"),
}  # fmt: skip
"""The books and what stands in their columns."""


def _paper(known: Known, document: str) -> Row:
    row = known[document]
    return {"document": document, "number": row["number"], "title": title_shown(row)}


def _watched(work: Work, office: Office, known: Known) -> list[Row]:
    cards: dict[str, list[Row]] = {}
    for card in work.rows("card"):
        cards.setdefault(card["task"], []).append(card)
    lines = [
        {"on": task["opened_at"], **_paper(known, task["document"]),
         "urgency": known[task["document"]]["urgency"], "stage": task["stage"],
         "holder": name_of(office, task["person"]),
         "unit": office.people[task["person"]]["unit"], "came": task["opened_at"],
         "due": task["due"], "level": highest(cards.get(task["id"], []), task["id"]) or None}
        for task in work.rows("task", closed_at=None) if task["document"] in known
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (str(line["due"]), str(line["document"])))


def _urged(work: Work, office: Office, known: Known) -> list[Row]:
    """Who was urged with which words, and what was explained of which card."""
    acted = {
        act["document"] for act in work.acts()
        if act["code"] in ("urge", "explain") and act["document"] in known
    }  # fmt: skip
    return _in_order(
        {"on": entry.at, **_paper(known, document), "did": entry.code,
         "who": name_of(office, entry.by), "at": entry.at, "words": _words_of(entry.request),
         "about": (loads(entry.facts)["notes"].get("card") or {}).get("level")}
        for document in sorted(acted) for entry in work.entries(document)
        if entry.code in ("urge", "explain")
    )  # fmt: skip


def _words_of(request: bytes | None) -> str | None:
    fields: Row = loads(request)["fields"] if request else {}
    return fields.get("note") or fields.get("opinion")


def _relief(work: Work, office: Office, known: Known) -> list[Row]:
    return _in_order(
        line for row in known.values()
        for line in (*_pauses(office, known, row), *_extensions(office, known, row))
    )  # fmt: skip


def _pauses(office: Office, known: Known, row: Row) -> Iterator[Row]:
    lasting = row["plan"].get("pause")
    for pause in (*(row["plan"].get("pauses") or []), *([lasting] if lasting else [])):
        yield {
            "on": pause["at"], **_paper(known, row["id"]), "did": "pause",
            "who": name_of(office, pause["by"]), "at": pause["at"], "words": pause["ground"],
            "until": pause.get("until"), "answer": None, "answered": None,
        }  # fmt: skip


def _extensions(office: Office, known: Known, row: Row) -> Iterator[Row]:
    waiting = row["plan"].get("extension")
    for asked in (*(row["plan"].get("extensions") or []), *([waiting] if waiting else [])):
        yield {
            "on": asked["at"], **_paper(known, row["id"]), "did": "ask-extension",
            "who": name_of(office, asked["by"]), "at": asked["at"], "words": asked["reason"],
            "until": asked["until"], "answer": _ANSWERS.get(asked.get("outcome")),
            "answered": asked.get("decided_at"),
        }  # fmt: skip


_ANSWERS = {"granted": "grant-extension", "refused": "refuse-extension"}


def _cards(work: Work, office: Office, known: Known) -> list[Row]:
    stages = {task["id"]: task["stage"] for task in work.rows("task")}
    return _in_order(
        {"on": card["issued_at"], **_paper(known, card["document"]), "level": card["level"],
         "stage": stages.get(card["task"]), "holder": name_of(office, card["person"]),
         "due": card["due"], "carded": card["issued_at"], "told": _names(office, heard(card)),
         "withdrawn": card["withdrawn_at"]}
        for card in work.rows("card") if card["document"] in known
    )  # fmt: skip


def _names(office: Office, logins: list[Any]) -> str:
    return "、".join(name_of(office, login) or "" for login in logins)


def _in_order(lines: Iterator[Row]) -> list[Row]:
    """The newest first: the last thing that happened is what one looks for."""
    return sorted(lines, key=lambda line: (str(line["on"]), str(line["document"])), reverse=True)


LINES: dict[str, Lines] = {
    "watched": _watched, "urged": _urged, "relief": _relief,
    "cards": _cards,
}  # fmt: skip
"""How each book is written up."""
