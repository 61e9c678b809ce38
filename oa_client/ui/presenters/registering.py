"""收文登记: what is read off a paper, what still lacks, where a value came from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from oa_client.docflow.handling.admission import unclear_days
from oa_client.docflow.handling.road import Ahead
from oa_client.docflow.model.document import KINDS
from oa_client.docflow.model.files import Source
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

GROUPS = {
    "paper": ("issuer", "number", "title", ("kind", "date"), "urgency", "to"),
    "whole_paper": (("secrecy", "secrecy_period"), ("copies", "copy_number")),
    "sender": (("received", "sender_contact"), "note"),
}
"""The elements of a paper that came in, as one reads them off it."""

TYPED, LAST, FILE = "typed", "last", "file"
"""Origins of a value: from the keyboard, as this sender had it last, from the name of a file."""

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d{1,5}号")
_TITLE = re.compile(rf"[^\s\d].{{4,}}({'|'.join(KINDS)})")
"""A title ends with its kind; anything else in a name of a file is no title."""


@dataclass(frozen=True)
class Lack:
    """Something without which the paper can't be registered, or goes no further.

    Attributes:
        place: where it is mended: an element, `twin`, `reason`, or `question-3`.
        words: what it is.
        hard: whether the paper can't be registered before.
    """

    place: str
    words: str
    hard: bool = True


def from_file_name(name: str) -> Row:
    """What the name of a scan says of the paper: number, title and kind, where it names them."""
    stem = PurePath(name).stem.strip()
    found: Row = {}
    number = _NUMBER.search(stem)
    if number:
        found["number"] = number[0]
        stem = (stem[: number.start()] + " " + stem[number.end() :]).strip(" -—_　")
    title = _TITLE.fullmatch(stem)
    if title:
        found |= {"title": stem, "kind": title[1]}
    return found


@dataclass(frozen=True)
class Sent:
    """What is on its way: whose form, as it stood when the button was pressed."""

    writer: str
    said: Row
    body: str
    files: tuple[tuple[str, Source], ...]
    answers: Row | None
    half: Row
    outcome: str
    action: str = "register"


def origins(said: Mapping[str, Any], brought: Mapping[str, tuple[str, Any]]) -> dict[str, str]:
    """Where each value came from; one that was changed since it was brought has been typed."""
    found = {}
    for name, value in said.items():
        origin, was = brought.get(name, (TYPED, None))
        found[name] = origin if value in (was, [was]) else TYPED  # one name may stand alone
    return found


def lacks(
    session: Session, said: Row, *, twin: bool, reason: bool,
    open_questions: Sequence[int],
) -> list[Lack]:  # fmt: skip
    """What is missing, in the order of the form."""
    text, language = session.text, session.language
    found = []
    if not said.get("title"):
        found.append(Lack("title", wording.element_label("title", language)))
    for name in unclear_days(said):
        label = wording.element_label(name, language)
        found.append(Lack(name, text("register.lack_day", field=label)))
    if twin:
        found.append(Lack("twin", text("register.lack_twin")))
    for number in open_questions:
        words = text("register.lack_question", number=number)
        found.append(Lack(f"question-{number}", words, hard=False))
    if reason:
        found.append(Lack("reason", text("register.lack_reason")))
    return found


def limit_words(session: Session, ahead: Ahead, urgency: str) -> tuple[str, str]:
    """Until when the first stage and the whole must be done, were it registered now."""
    text, language = session.text, session.language
    stage = wording.stage_name(ahead.stage, language)
    at = wording.moment_words(ahead.due, language)
    how = wording.minutes_words(ahead.limit, language)
    named = wording.urgency_name(urgency, language)
    facts = {"stage": stage, "at": at, "how": text("register.how", urgency=named, limit=how)}
    first = text("register.first_limit", **(facts if named else facts | {"how": how}))
    if not ahead.whole_due:
        return first, ""
    at = wording.moment_words(ahead.whole_due, language)
    return first, text("register.whole_limit", at=at)
