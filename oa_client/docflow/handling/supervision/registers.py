"""Books of supervision: what is being handled, 催办与说明, 延期与暂停, and the cards.

Like all books they are written up from the records each time; a line says who did what to a clock.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from oa_client.docflow.handling.book_lines import Known, Lines, name_of, title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks.ladder import heard
from oa_client.docflow.handling.clocks.supervised import next_report
from oa_client.docflow.handling.held import highest
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.supervision.explained import explanations

COLUMNS = {
    "watched": ("number", "title", "urgency", "stage", "holder", "unit", "came", "due", "level"),
    "urged": ("number", "title", "did", "who", "holder", "at", "words", "assessed", "reply",
              "expected", "answered"),
    "relief": ("number", "title", "did", "who", "at", "words", "until", "result", "decided"),
    "cards": ("level", "number", "title", "stage", "holder", "due", "carded", "told", "withdrawn"),
    "supervised": ("number", "title", "origin", "holder", "unit", "begun", "step", "reported",
                   "next_report", "until", "removed"),
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
    """Who was urged with which words and what he answered; what was explained, and assessed."""
    urgings = (
        {"on": one["at"], **_paper(known, one["document"]), "did": "urge" if one["by"] else "urged",
         "who": name_of(office, one["by"]), "holder": name_of(office, one["person"]),
         "at": one["at"], "words": one["note"], "assessed": None, "reply": one["answer"],
         "expected": one["expected"], "answered": one["answered_at"]}
        for one in work.rows("urging") if one["document"] in known
    )  # fmt: skip
    return _in_order((*urgings, *_explained(work, office, known)))


def _explained(work: Work, office: Office, known: Known) -> Iterator[Row]:
    """书面说明 with its words, as far as they are the reader's, and how it was assessed."""
    found = explanations(work, known)
    words = {
        (document, said["n"]): said["text"]
        for document in dict.fromkeys(one["document"] for one in found)
        for said in work.rows("opinion", document=document)
    }
    for one in found:
        yield {
            "on": one["at"], **_paper(known, one["document"]), "did": "explain",
            "who": name_of(office, one["by"]), "holder": None, "at": one["at"],
            "words": words.get((one["document"], one["n"])), "assessed": one["state"],
            "reply": one["reason"], "expected": None, "answered": one["assessed_at"],
        }  # fmt: skip


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
            "until": pause.get("until"), "result": None, "decided": None,
        }  # fmt: skip


def _extensions(office: Office, known: Known, row: Row) -> Iterator[Row]:
    waiting = row["plan"].get("extension")
    for asked in (*(row["plan"].get("extensions") or []), *([waiting] if waiting else [])):
        yield {
            "on": asked["at"], **_paper(known, row["id"]), "did": "ask-extension",
            "who": name_of(office, asked["by"]), "at": asked["at"], "words": asked["reason"],
            "until": asked["until"], "result": _DECISIONS.get(asked.get("outcome")),
            "decided": asked.get("decided_at"),
        }  # fmt: skip


_DECISIONS = {"granted": "grant-extension", "refused": "refuse-extension"}


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


def _in_order(lines: Iterable[Row]) -> list[Row]:
    """The newest first: the last thing that happened is what one looks for."""
    return sorted(lines, key=lambda line: (str(line["on"]), str(line["document"])), reverse=True)


def _supervised(work: Work, office: Office, known: Known) -> list[Row]:
    """督办件: on what ground, who answers for it, how far he has come, and when it was closed."""
    lines = []
    for row in known.values():
        for one in row["plan"].get("supervised", []):
            people = [office.people[login] for login in one["people"]]
            steps, reports = one.get("steps", []), one.get("reports", [])
            ahead = [step["name"] for step in steps if not step["done_at"]]
            done = f"{len(steps) - len(ahead)}/{len(steps)}" if steps else ""
            lines.append({
                "on": one["at"], **_paper(known, row["id"]), "begun": one["at"],
                "origin": one["ground"] or one.get("rule") or one.get("source"),
                "holder": "、".join(person["name"] for person in people),
                "unit": "、".join(dict.fromkeys(person["unit"] for person in people)),
                "step": " ".join([*ahead[:1], done]).strip(),
                "reported": reports[-1]["at"] if reports else None,
                "next_report": None if one["closed_at"] else next_report(office, row, one),
                "until": one["until"], "removed": one["closed_at"],
            })  # fmt: skip
    return _in_order(lines)


LINES: dict[str, Lines] = {
    "watched": _watched, "urged": _urged, "relief": _relief,
    "cards": _cards, "supervised": _supervised,
}  # fmt: skip
"""How each book is written up."""
