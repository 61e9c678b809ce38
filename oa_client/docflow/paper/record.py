"""办理记录 on paper: what happened to one document, entry by entry, as the ledger has it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from oa_client.docflow.handling.redline import changes, redline
from oa_client.docflow.handling.slip import moment_text
from oa_client.docflow.paper.books import Book

Row = dict[str, Any]

HEADS = (
    ("时间", 2.6), ("办理人", 1.6), ("事项", 2.8), ("内容和意见", 4.8), ("台账指纹", 2.4)
)  # fmt: skip
"""Heading and share of the width; an entry's number in its chain is that of its line."""

_SHORT = 16
"""Digits of a fingerprint by which two people compare it."""


Told = Callable[[Row], tuple[str, str, str]]
"""Of an entry who did it, what was done, and in lines what it settled and what was said."""


def record_of(shown: Row, office: Row, texts: list[Row], told: Told, at: str) -> Book:
    """The record of a document, from the answer to `inquiry.show`.

    Args:
        shown: the document.
        office: the office's own row.
        texts: the versions of its text, oldest first.
        told: how an entry is told; the same words stand in the window.
        at: when the record is printed.
    """
    written = _written(texts)
    rows = tuple(
        (moment_text(entry["at"]), who, act + written.get(entry["n"], ""), says,
         entry["hash"][:_SHORT])
        for entry in shown["history"]
        for who, act, says in (told(entry),)
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
