"""What the lines of every book share: names, titles as they may be shown, where a paper is."""

from collections.abc import Callable
from typing import Any

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work

STUB = "（涉密件）"
"""What stands for the title of a classified paper in a book that may be printed."""

Known = dict[str, Row]
Lines = Callable[[Work, Office, Known], list[Row]]


def title_shown(row: Row) -> str:
    """A paper's title as lists and books show it: never that of a classified one."""
    return STUB if row["classified"] else str(row["title"])


def name_of(office: Office, login: Any) -> str | None:
    """The name of a login; None where nobody has it."""
    return str(office.people[login]["name"]) if login in office.people else None


def standing_of(work: Work, known: Known) -> dict[str, Row]:
    """Who has each paper now, and at which stage; readers do not hold it."""
    found: dict[str, Row] = {}
    for task in work.rows("task", closed_at=None):
        if task["document"] in known and task["action"] != "read":
            here = found.setdefault(task["document"], {"stage": task["stage"], "people": []})
            here["people"].append(task["person"])
    return found
