"""A draft in words: what still keeps it from leaving, its way, and what is not decided yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from oa_client.docflow.handling.form.checks import Check
from oa_client.docflow.handling.form.paper import drawn
from oa_client.docflow.handling.form.twice import attached_in, called_in, titled_in
from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.handling.road import ENDS, RoadStage
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.page import Layout
from oa_client.ui import wording
from oa_client.ui.presenters import half_written
from oa_client.ui.presenters.asked import countersigners_named
from oa_client.ui.presenters.judging import Judged
from oa_client.ui.presenters.offers import Offer
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


def filed_words(session: Session, case: Row) -> Row:
    """A draft as it is on record, with who countersigns and in which order."""
    names, plan = session.facts.names(), case["plan"]
    asked = [names.get(name, name) for name in countersigners_named(case)]
    planned = {"countersigners": asked, "order": plan.get("order")}
    return case["elements"] | {name: value for name, value in planned.items() if value}


BLANK: Row = {"kind": "通知", "form": "general", "order": "together"}
"""What a draft says before anybody said otherwise."""


def place_of(document: str | None) -> str:
    """Where the half-written words on a draft are put away; without an id, of a new one."""
    return f"draft.{document}" if document else "draft"


BROUGHT = ("files", "called")
"""What is put away of files to bring: where they lie, and under which names they go on record."""
OF_FILES = dict.fromkeys((*BROUGHT, "take_back"), "attachments")
"""What is put away of files, and the element by which one calls it."""


@dataclass(frozen=True)
class Unsaved:
    """Words on a draft that are put away and not filed.

    Attributes:
        words: what a new version would be made of.
        of: on which version they were written.
        older: whether a newer one has been filed since.
        names: the elements in which they differ, in words.
    """

    words: Row
    of: int
    older: bool
    names: str


def begun(text: str | None) -> bool:
    """Whether words on a new draft, not filed yet, say more than a blank one."""
    kept = half_written.read(text)
    kept.pop("of", 0)
    return any(value and value != BLANK.get(name) for name, value in kept.items())


def unsaved(session: Session, case: Row, text: str | None) -> Unsaved | None:
    """What was put away, where it says anything else than the newest version on record."""
    kept = half_written.read(text)
    of = kept.pop("of", 0)
    filed = BLANK | filed_words(session, case)
    words = {name: value for name, value in kept.items() if value != (filed.get(name) or "")
             and not (value in ("", []) and not filed.get(name))}  # fmt: skip
    if not words:
        return None
    changed = dict.fromkeys(OF_FILES.get(name, name) for name in words)
    names = "、".join(wording.element_label(name, session.language) for name in changed)
    versions = len(case["versions"])
    of = of if isinstance(of, int) else 0
    return Unsaved(words, of, of < versions, names)


def with_unsaved(
    session: Session, shown: Row, offers: dict[str, Offer], text: str | None
) -> dict[str, Offer]:
    """The acts on a draft; the one that sends it on says where words on it are not filed."""
    revise, send = offers.get("revise"), offers.get("submit")
    if send is None or revise is None or not revise.allowed or not unsaved(session, shown, text):
        return offers
    label = session.text("draft.unsaved_label", does=send.label)
    return offers | {"submit": replace(send, label=label)}


@dataclass(frozen=True)
class CheckLine:
    """A rule on the draft: kept, or why not.

    Attributes:
        must: whether the draft stays where the rule is not kept; else it is a reminder.
        field: the element where it is mended.
        rule: its name; empty for what is asked before any rule.
        wrong: names there that the rule does not allow; they can be taken out at once.
        place: the words in the text that break it.
        cure: what mends it at once, in words; empty where nothing certain does.
        adds: what the cure puts elsewhere: an element, and its words or names.
    """

    fine: bool
    words: str
    source: str
    field: str
    wrong: tuple[str, ...] = ()
    must: bool = True
    rule: str = ""
    place: str = ""
    cure: str = ""
    adds: tuple[str, tuple[str, ...]] = ("", ())


def check_lines(
    session: Session, said: Row, judged: Judged, road: Sequence[RoadStage] = ()
) -> list[CheckLine]:
    """What must be mended first, then what one is reminded of, then what is fine. A name for which
    the road ahead finds nobody is mended before the draft goes.
    """
    lines = []
    if not (said.get("title") or "").strip():
        label = wording.element_label("title", session.language)
        words = session.text("draft.title_missing", field=label)
        lines.append(CheckLine(False, words, "", "title"))
    lines += [_nobodys(session, step.refusal) for step in road if step.refusal
              and step.refusal.facts.get("field")]  # fmt: skip
    lines += [_line(session, check, check.rule in judged.curable) for check in judged.checks]
    lines = [replace(line, adds=_adds(line.rule, said)) if line.cure else line for line in lines]
    return sorted(lines, key=lambda line: (line.fine, not line.must))


def _adds(rule: str, said: Row) -> tuple[str, tuple[str, ...]]:
    """What a cure takes out of the text, where its own element stands empty yet; names of 附件
    come after those that stand there.
    """
    body = said.get("body") or ""
    if rule == "addressee-once" and not said.get("to"):
        return "to", tuple(called_in(body))
    if rule == "title-once" and not (said.get("title") or "").strip():
        return "title", (titled_in(body),)
    if rule == "attachments-once":
        names = [*said.get("attachments", ()), *attached_in(body)]
        return "attachments", tuple(dict.fromkeys(names))
    return "", ()


def _nobodys(session: Session, refusal: OfficeError) -> CheckLine:
    """A name on the draft that is nobody's here; it can be taken out at once."""
    field, name = str(refusal.facts["field"]), str(refusal.facts.get("name") or "")
    wrong = (name,) if name else ()
    cure = session.text("draft.cure") if wrong else ""
    return CheckLine(False, session.say(refusal), "", field, wrong, cure=cure)


def _line(session: Session, check: Check, curable: bool) -> CheckLine:
    source = wording.source_words(check.source, session.language)
    name, found = check.rule.replace("-", "_"), check.finding
    if found is None:
        words = session.text(f"draft.rule_{name}")
        return CheckLine(True, words, source, check.field, must=check.must, rule=check.rule)
    field = str(found.facts.get("field") or check.field)
    wrong = tuple(found.facts[check.field]) if check.rule in CURED else ()
    cure = session.text("draft.cure") if wrong else ""
    if curable:
        cure = session.text(f"draft.cure_{name}")
    words = _LAW_SAID.sub("", session.say(found)) if source else session.say(found)
    return CheckLine(
        False, words, source, field, wrong, check.must, check.rule,
        str(found.facts.get("words") or "") if field == "body" else "", cure,
    )  # fmt: skip


_LAW_SAID = re.compile("（条例第[^（）]*(?:（[^（）]*）)?[^（）]*）")
"""The article as a sentence names it; beside a rule it stands in a place of its own."""

CURED = ("no-copy-down", "to-a-body")
"""Rules that are kept again once the wrong names are taken out."""


def paper_of(session: Session, said: Row, pictures: tuple[Picture, ...] = ()) -> Paper:
    """The paper as far as it is decided; what is not decided stands nowhere on it."""
    office = session.facts.office
    paper = drawn(said, said.get("body") or "", office["name"])
    signer = paper.signatory or (TO_SIGN if paper.form == "upward" else "")
    return replace(
        paper, signatory=signer, training=bool(office["training"]), pictures=pictures
    )


TO_SIGN = "待签发"
"""Keeps the place of a 签发人 who is not known before he signs; a box covers it."""


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
    """Where number, 签发人 and date will stand once they are given."""
    found = _undecided_above(session, layout, paper)
    for number in range(len(layout.pages), 0, -1):  # the signature stands at the end
        for run in layout.pages[number - 1].runs:
            signs = run.text == paper.signature and run.size_pt == m.SIZE_3  # 印发机关 is smaller
            if signs and run.y_mm > m.TOP + 60:
                top = run.y_mm + m.PITCH - m.HAN * m.ASCENT
                words = session.text("draft.date_later")
                return [*found, Undecided(number, run.x_mm, top, 44, m.HAN, words)]
    return found


def unshown_on(session: Session, layout: Layout) -> list[Undecided]:
    """Where characters stand that no face on this PC can show."""
    found = []
    for number, page in enumerate(layout.pages, start=1):
        lacking = session.facts.lacks(page.text_by_role())
        for run in page.runs if lacking else ():
            size = m.millimetres(run.size_pt)
            step = run.char_advance or size * run.stretch
            for at, char in enumerate(run.text):
                if (run.role, char) in lacking:
                    x, y = run.x_mm + at * step, run.y_mm - size * m.ASCENT
                    words = session.text("draft.glyph_lacking")
                    found.append(Undecided(number, x, y, step, size, words))
    return found


def _undecided_above(session: Session, layout: Layout, paper: Paper) -> list[Undecided]:
    """The number above the red line, and beside it 签发人 of a paper that goes upward (7.2.6)."""
    rules = layout.pages[0].rules
    if paper.form in ("letter", "order") or not rules:
        return []
    top = rules[0].y1 - m.RED_RULE_GAP - m.HAN
    words = session.text("draft.number_later")
    signs = [run for run in layout.pages[0].runs if run.text == TO_SIGN and run.y_mm < rules[0].y1]
    if not signs:
        middle = m.BINDING + m.TEXT_WIDTH / 2
        return [Undecided(1, middle - 32, top, 64, m.HAN, words)]
    width, signer = len(TO_SIGN) * m.ADVANCE, session.text("draft.signer_later")
    return [
        Undecided(1, m.BINDING + m.ADVANCE, top, 64, m.HAN, words),
        Undecided(1, signs[0].x_mm, top, width, m.HAN, signer),
    ]


@dataclass(frozen=True)
class RoadWords:
    """A stage ahead in words; `closed` where nobody can act there."""

    stage: str
    who: str
    limit: str
    closed: bool


def road_words(session: Session, road: Sequence[RoadStage]) -> list[RoadWords]:
    """The way that lies ahead, as the rules would send the draft now."""
    language, names = session.language, session.facts.names()
    found = []
    for step in road:
        who = "、".join(names[login] for login in step.people)
        words = session.text(
            "draft.limit", time=wording.minutes_words(step.limit, language)
        )  # fmt: skip
        if step.due:
            words = session.text("draft.before", at=wording.moment_words(step.due, language))
        if step.refusal:
            words = session.say(step.refusal)
        found.append(RoadWords(wording.stage_name(step.stage, language), who, words,
                               step.refusal is not None))  # fmt: skip
    return found


def send_words(session: Session, road: Sequence[RoadWords]) -> str:
    """The words of the button that sends a draft on: to whom and for what; empty where nobody
    is there.
    """
    first = next(iter(road), None)
    if first is None or not first.who:
        return ""
    return session.text("draft.send_to", name=first.who, stage=first.stage)


def signer_words(session: Session, said: Row, road: Sequence[RoadStage]) -> str:
    """Whose name an upward paper carries (GB/T 9704 7.2.6); nothing for any other."""
    if not is_upward(said):
        return ""
    names = session.facts.names()
    return "、".join(names[p] for step in road if step.stage == ENDS for p in step.people)
