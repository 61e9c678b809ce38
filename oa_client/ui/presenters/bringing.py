"""A word processor's file in words: what it holds, what is undecided in it, what stays behind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.files import whole
from oa_client.docflow.model.intake import Intake
from oa_client.docflow.model.text import check, cleaned
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session


@dataclass(frozen=True)
class Brought:
    """A file that was read: with its 修订 taken as made, and undone; the same where it has none."""

    name: str
    accepted: Intake
    refused: Intake


def read(take_in: Callable[..., Intake], path: Path) -> Brought:
    """Read a file, both ways where something in it is undecided.

    Raises:
        BadInput: `file-not-docx`, `file-too-large`, `file-absent`, `file-unreadable`,
            `intake-empty`.
        Refused: `too-long`.
    """
    data = whole(path)
    accepted = _clean(take_in(data, path.name))
    refused = _clean(take_in(data, path.name, accept=False)) if accepted.changes else accepted
    if not any(one.title or one.to or one.body for one in (accepted, refused)):
        raise BadInput("intake-empty", file=path.name)
    for one in (accepted, refused):
        check("title", one.title)
        check("body", one.body)
    return Brought(path.name, accepted, refused)


def _clean(taken: Intake) -> Intake:
    return replace(
        taken, title=cleaned(taken.title).replace("\n", ""), body=cleaned(taken.body),
        to=tuple(cleaned(name) for name in taken.to),
        attachments=tuple(cleaned(name) for name in taken.attachments),
    )  # fmt: skip


def content_words(session: Session, taken: Intake) -> list[str]:
    """What was found in the file, a line each."""
    language, lines = session.language, []
    if taken.title:
        lines.append(f"{wording.element_label('title', language)}　{taken.title}")
    if taken.to:
        lines.append(f"{wording.element_label('to', language)}　{'、'.join(taken.to)}")
    if taken.attachments:
        names = "；".join(taken.attachments)
        lines.append(f"{wording.element_label('attachments', language)}　{names}")
    paragraphs = [line for line in taken.body.split("\n") if line.strip()]
    count = sum(map(len, paragraphs))
    lines.append(session.text("draft.brought_text", paragraphs=len(paragraphs), count=count))
    return lines


def change_words(session: Session, taken: Intake) -> str:
    """How much is undecided in the file, and who did it; nothing where nothing is."""
    changes = taken.changes
    if not changes:
        return ""
    text = session.text
    people = "、".join(changes.people) or text("draft.brought_nobody")
    return text("draft.brought_changes", inserted=changes.inserted, deleted=changes.deleted,
                people=people)  # fmt: skip


def remark_words(session: Session, taken: Intake) -> list[str]:
    """What stays behind, a sentence each."""
    return [
        wording.say(remark.code, {"count": remark.count, "words": remark.words}, session.language)
        for remark in taken.remarks
    ]
