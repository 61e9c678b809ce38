"""A draft in words: what still keeps it from leaving, its way, and what is not decided yet."""

from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.form_checks import checks
from oa_client.docflow.handling.papers import names_in
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.page import Layout
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


@dataclass(frozen=True)
class CheckLine:
    """A rule on the draft: kept, or why not; `field` is where to mend it."""

    fine: bool
    words: str
    source: str
    field: str


def check_lines(session: Session, said: Row) -> list[CheckLine]:
    """What must be mended first, then what is fine."""
    units = {person["unit"] for person in session.facts.people}
    lines = []
    if not (said.get("title") or "").strip():
        label = wording.element_label("title", session.language)
        words = session.text("draft.title_missing", field=label)
        lines.append(CheckLine(False, words, "", "title"))
    for check in checks(said, said.get("body") or "", units, classified=False):
        words = session.text(f"draft.rule_{check.rule.replace('-', '_')}")
        if check.refusal:
            words = session.say(check.refusal)
        lines.append(CheckLine(check.refusal is None, words, check.source, check.field))
    return sorted(lines, key=lambda line: line.fine)


def paper_of(session: Session, said: Row) -> Paper:
    """The paper as far as it is decided; what is not decided stands nowhere on it."""
    office = session.facts.office
    return Paper(
        form=said.get("form") or "general", issuer=office["name"],
        urgency=said.get("urgency") or "", title=said.get("title") or "　",
        to=names_in(said.get("to")), body=said.get("body") or "",
        attachments=names_in(said.get("attachments")), note=said.get("note") or "",
        signature=office["name"], cc=names_in(said.get("cc")), printer=office["name"],
        training=bool(office["training"]),
    )  # fmt: skip


@dataclass(frozen=True)
class Undecided:
    """A place on the page that is filled in later; millimetres from the upper left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float
    words: str


def undecided(session: Session, layout: Layout, paper: Paper) -> list[Undecided]:
    """Where the number and the date will stand once they are given."""
    found = []
    rules = layout.pages[0].rules
    if paper.form not in ("letter", "order") and rules:
        top = rules[0].y1 - m.RED_RULE_GAP - m.HAN
        middle = m.BINDING + m.TEXT_WIDTH / 2
        words = session.text("draft.number_later")
        found.append(Undecided(1, middle - 32, top, 64, m.HAN, words))
    for number, page in enumerate(layout.pages, 1):
        for run in page.runs:
            if run.text == paper.signature and run.y_mm > m.TOP + 60:
                top = run.y_mm + m.PITCH - m.HAN * m.ASCENT
                words = session.text("draft.date_later")
                found.append(Undecided(number, run.x_mm, top, 44, m.HAN, words))
    return found


def route_words(session: Session, said: Row) -> str:
    """The way that lies ahead: stages, who is known already, and the limit of each."""
    language = session.language
    law = session.facts.procedure("outgoing")
    urgency = said.get("urgency") or "平件"
    parts = []
    for stage in law["stages"][1:5]:
        if stage["id"] == "countersign" and not said.get("countersigners"):
            continue
        name = wording.stage_name(stage["id"], language)
        who = "、".join(said["countersigners"]) if stage["id"] == "countersign" else ""
        limit = stage["limits"].get(urgency) or ""
        parts.append(" ".join(part for part in (name, who, _limit(session, limit)) if part))
    return "  →  ".join(parts)


def _limit(session: Session, limit: str) -> str:
    number, unit = limit[:-1], limit[-1:]
    if not number:
        return ""
    return session.text(f"draft.limit_{unit}", number=number)
