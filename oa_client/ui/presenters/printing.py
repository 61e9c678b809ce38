"""What of a document can be printed: each sort of paper, or in words why there is none."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.notices import NOTICES, envelopes_of
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.saving import safe_name
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

PAPERS = ("paper", "slip", "attachments", "record", "redlined", *NOTICES, "envelopes")
"""Everything that can be printed of a document, in the order in which it is offered."""


@dataclass(frozen=True)
class Printable:
    """A sort of paper: its name, and in words why it can't be printed; empty where it can."""

    key: str
    name: str
    refusal: str = ""


def printables(session: Session, shown: Row) -> list[Printable]:
    """What there is to print of a document, by the office's own rules."""
    found = []
    for key in PAPERS:
        refusal = _refusal(session, shown, key)
        found.append(Printable(key, session.text(f"document.print_{key}"), refusal))
        if key == "attachments" and not refusal:
            found += _left_out(session, shown)
    return found


def _left_out(session: Session, shown: Row) -> list[Printable]:
    """Attachments that stay behind though others are printed: each by its name."""
    pages = _pages_among(shown)
    rest = [row["name"] for row in shown["attachments"] if row not in pages]
    why = session.text("document.print_not_pdf")
    return [
        Printable(f"attachment-{number}", session.text("document.print_one", name=name), why)
        for number, name in enumerate(rest)
    ]


def glyphs_refusal(session: Session, unshown: Row) -> str:
    """Why a paper is not printed of which some characters can't be shown; empty where all can."""
    return session.say(Refused("missing-glyph", **unshown)) if unshown else ""


def _refusal(session: Session, shown: Row, key: str) -> str:
    if key == "attachments" and not _pages_among(shown):
        return session.text("document.print_no_pages")
    if key == "redlined" and len(shown["versions"]) < 2:
        return session.say(Refused("single-version"))
    if key in NOTICES or key == "envelopes":
        try:
            NOTICES[key](shown, {}) if key in NOTICES else envelopes_of(shown, session.facts.office)
        except Refused as refused:
            return session.say(refused)
    return ""


def substitutes(session: Session, shown: Row) -> tuple[str, ...]:
    """Roles of GB/T 9704 for which another face stands in on what would be printed."""
    kept = shown["paper"]
    if kept is None:
        return session.facts.substitutes
    return tuple(use["role"] for use in json.loads(kept["fonts"]) if not use["standard"])


def files_of(
    office: Any, login: str, shown: Row, chosen: Iterable[Printable]
) -> list[tuple[str, bytes]]:
    """The chosen papers as PDF files, with the names that they are offered under."""
    document, title = shown["document"], shown["elements"]["title"]
    files: list[tuple[str, bytes]] = []
    for one in chosen:
        if one.key == "attachments":
            for number, row in enumerate(_pages_among(shown), start=1):
                name = safe_name(f"{one.name} {number} {row['name']}")
                files.append((name, office.attachment(login, document, row["sha256"])))
            continue
        given = (login, document, one.key) if one.key in NOTICES else (login, document)
        made = getattr(office, "notice" if one.key in NOTICES else one.key)(*given)
        files.append((safe_name(f"{title} {one.name}", ".pdf"), made.whole()))
    return files


def _pages_among(shown: Row) -> list[Row]:
    """Attachments that have pages."""
    return [row for row in shown["attachments"] if row["name"].lower().endswith(".pdf")]
