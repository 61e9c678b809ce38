"""办理记录 on paper: what happened to one document, entry by entry, as the ledger has it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from oa_client.docflow.handling.notices import LEVELS
from oa_client.docflow.handling.redline import changes, redline
from oa_client.docflow.handling.slip import moment_text
from oa_client.docflow.paper.books import Book

Row = dict[str, Any]

HEADS = (
    ("时间", 2.6), ("办理人", 1.6), ("事项", 2.8), ("意见", 4.8), ("台账指纹", 2.4)
)  # fmt: skip
"""Heading and share of the width; an entry's number in its chain is that of its line."""

_SAID = ("opinion", "result", "reason", "note")
_SYSTEM = "系统"
_SHORT = 16
"""Digits of a fingerprint by which two people compare it."""


def record_of(
    shown: Row, office: Row, texts: list[Row], words: Callable[[str, str], str], at: str
) -> Book:
    """The record of a document, from the answer to `inquiry.show`.

    Args:
        shown: the document.
        office: the office's own row.
        texts: the versions of its text, oldest first.
        words: what an entry of the ledger is called, from its code and, for a review, its stage:
            核稿 and 审核 are one act at two stages.
        at: when the record is printed.
    """
    written = _written(texts)
    names = shown["names"]
    steps = {t["closed_at"]: t["stage"] for t in shown["passed"] if t["action"] == "review"}
    rows = tuple(
        (moment_text(entry["at"]), _who(entry, names),
         _what(entry, words, steps) + written.get(entry["n"], ""), _said(entry),
         entry["hash"][:_SHORT])
        for entry in shown["history"]
    )  # fmt: skip
    title = " ".join(part for part in (shown["number"], shown["elements"]["title"]) if part)
    head = shown["history"][-1]["hash"] if shown["history"] else ""
    return Book(
        office["name"], "公文办理记录", title, HEADS, rows, bool(office["training"]),
        f"本文台账 {len(rows)} 条，链尾 {head}　打印 {moment_text(at)}",
    )  # fmt: skip


def _written(texts: list[Row]) -> dict[int, str]:
    """By the entry that brought it: which version of the text it made, and of how many changes."""
    said = {texts[0]["n"]: "，成第1稿"} if texts else {}
    for before, after in pairwise(texts):
        places = changes(redline([(1, str(before["body"])), (2, str(after["body"]))]))
        changed = f"，改{places}处" if places else ""
        said[after["n"]] = f"{changed}，成第{after['version']}稿"
    return said


def _who(entry: Row, names: Row) -> str:
    name = entry["name"] or _SYSTEM
    stood_in = entry["for"]
    return f"{name}代{names[stood_in]['name']}" if stood_in in names else str(name)


def _what(entry: Row, words: Callable[[str, str], str], steps: dict[str, str]) -> str:
    """What was done; which card it was, and that one did not agree, is said."""
    level = LEVELS.get(str(entry["notes"].get("level")))
    against = "（不同意）" if entry["fields"].get("verdict") == "disagree" else ""
    stage = steps.get(entry["at"], "") if entry["code"] == "review" else ""
    called = level if level and entry["code"] == "card" else words(entry["code"], stage)
    return called + against


def _said(entry: Row) -> str:
    fields = entry["fields"]
    return next((str(fields[key]) for key in _SAID if fields.get(key)), "")
