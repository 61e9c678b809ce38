"""What each act asks of whoever does it, beside his opinion."""

from typing import Any

from oa_client.docflow.handling.incoming import must_say
from oa_client.docflow.handling.notices import unsigned
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.typeset.elements import parted
from oa_client.ui import wording
from oa_client.ui.presenters.relief import (
    DECIDES,
    limit_words,
    loose_ends,
    request_words,
)
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

ASKS = {
    "examine": ("answers", "reason"),
    "propose": ("unsaid", "leader"),
    "assign": ("lead", "assist"),
    "circulate": ("readers", "note"),
    "return": ("to", "then", "reason"),
    "disagree": ("against",),
    "transfer": ("to_person", "reason?"),
    "add-signer": ("signer", "when", "words"),
    "remove-signer": ("added",),
    "submit": ("countersigners", "order"),
    "abandon": (),
    "number": ("reserved", "series", "start", "ground", "next_number"),
    "print": ("copies", "apart", "accept"),
    "archive": ("retention",),
    "recheck": ("substantive",),
    "correct": ("field", "value", "reason"),
    "urge": ("whom", "note"),
    "answer-urging": ("urging", "said", "expected"),
    "void-number": ("reason",),
    "receive": ("addressee",),
    "link": ("document",),
    "merge": ("files", "note"),
    "stand-in": ("stand_ins", "person", "from", "until"),
    "end-stand-in": ("no_more",),
    "pause": ("listed_ground",),
    "resume": (),
    "ask-extension": ("more_until", "reason"),
    "grant-extension": (),
    "refuse-extension": ("reason",),
    "explain": ("said",),
    "assess-explanation": ("explanation", "accepted", "reason?"),
    "reserve-number": ("series", "ground", "until", "next_number"),
    "release-number": ("number", "reason"),
    "withdraw-card": ("reason",),
    "supervise": ("source", "supervised_ground", "by", "helpers", "steps", "until_perhaps",
                  "every"),
    "report-progress": ("said", "steps_done"),
    "close-supervision": ("said",),
}  # fmt: skip
"""What each act asks for beside the opinion; an act that is not here is done at once."""

SENT_AS: dict[str, tuple[str, Row]] = {"disagree": ("countersign", {"verdict": "disagree"})}
"""不同意 is a button of its own, and on record a 会签 with its verdict."""

SAID_THERE = ("return", "disagree", "refuse-extension")
"""What he wrote already is put into the form, where it can be changed."""

FINAL = ("abandon", "void-number", "release-number", "disagree")
"""Acts that nothing takes back; their button is not the colour of the ordinary one."""

AHEAD = {"reserve-number": 14, "supervise": 14}
"""Days from today on that a form proposes as its last day; today itself where none stands here."""

CORRECTABLE = (
    "title", "issuer", "number", "kind", "date", "urgency", "to", "cc", "secrecy",
    "secrecy_period", "copies", "copy_number", "received", "sender_contact", "note",
)  # fmt: skip
"""Elements that a 更正 in the window offers, in the order of the form in which they are written."""

SOURCES = ("instruction", "meeting", "card")
"""Upon what a person takes a case under supervision."""


_TITLE = 26
"""Characters of an annex's title beside its box."""


def named_steps(text: str) -> list[str]:
    """The steps of a supervised item, one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def countersigners_named(shown: Row) -> list[str]:
    """会签单位 as they were written last: units stay units, whoever signs for them."""
    for entry in reversed(shown.get("history", ())):
        named = entry["fields"].get("countersigners")
        if named is not None:
            return named if isinstance(named, list) else [named]
    return list(shown.get("plan", {}).get("countersigners", []))


def effect_words(session: Session, action: str, shown: Row | None) -> str:
    """What follows from an act; a paper that came in is not sent back by an added signer."""
    heard = action == "disagree" and shown is not None and "draft" not in {
        stage["id"] for stage in session.facts.procedure(shown["procedure"])["stages"]
    }  # fmt: skip
    name = "disagree_heard" if heard else action
    words = wording.term("follows", name, session.language)
    return "" if words == name else words


def told_before(session: Session, action: str, shown: Row | None) -> list[str]:
    """What one ought to know before one confirms; none of it forbids the act."""
    told = [effect_words(session, action, shown)]
    if names := also_cancelled(session, action, shown):
        told.append(session.text("act.also_cancelled", names=names))
    if action == "archive" and shown is not None and (waiting := unsigned(shown)):
        names = wording.joined(waiting, session.language)
        told.append(session.text("act.unsigned", names=names, count=len(waiting)))
    if shown is not None and action in DECIDES:
        told.insert(0, request_words(session, shown))
    if shown is not None and action == "ask-extension":
        told.append(limit_words(session, shown))
    if shown is not None and action == "close-supervision":
        told += loose_ends(session, shown)
    return [words for words in told if words]


def reason_missing(session: Session, action: str, shown: Row | None, said: Row) -> str:
    """Why an act waits for words that its rule does not ask for: 销号 while something is open."""
    if action != "close-supervision" or shown is None or said.get("opinion"):
        return ""
    return session.text("relief.reason_first") if loose_ends(session, shown) else ""


def unsaid(action: str, opinion: str) -> Refused | None:
    """That an act waits for the opinion which it is, before anything else is asked for it."""
    try:
        must_say(action, {"opinion": opinion})
    except Refused as refused:
        return refused
    return None


def kept_periods(session: Session) -> list[tuple[str, str]]:
    """保管期限 that a paper may get, the usual one first."""
    periods = ("30年", "永久", "10年")
    return [(wording.term("kept", period, session.language), period) for period in periods]


def also_cancelled(session: Session, action: str, shown: Row | None) -> str:
    """Who else is at it and loses it where one disagrees (one-vote rule of 会签)."""
    if action != "disagree" or shown is None:
        return ""
    others = [t["name"] for t in shown["open"]
              if t["stage"] == "countersign" and t["person"] != session.login]  # fmt: skip
    return wording.joined(others, session.language)


def steps_ahead(shown: Row) -> list[tuple[str, str]]:
    """Steps of the case's open supervised item that are not done yet, in words and by name."""
    items = shown.get("plan", {}).get("supervised", [])
    return [
        (step["name"], step["name"]) for one in items if not one["closed_at"]
        for step in one.get("steps", []) if not step["done_at"]
    ]  # fmt: skip


def annexes_in(shown: Row) -> list[tuple[str, str]]:
    """附件 that stand in the text: label and title, a long one shortened; and the label."""
    found = parted(str(shown["elements"].get("body") or ""))[1]
    titles = [t if len(t) <= _TITLE else t[: _TITLE - 1] + "…" for t in (a.title for a in found)]
    return [(f"{a.label}　{t}".strip(), a.label) for a, t in zip(found, titles, strict=True)]


def explanations_waiting(shown: dict[str, Any]) -> list[tuple[str, int]]:
    """Of several explanations that wait, each by whose it is and how it begins, with its number."""
    return [
        (f"{one['name']} {one['at'][5:16].replace('T', ' ')}　{one['text'][:30]}", one["n"])
        for one in shown["explanations"] if one["state"] == "pending"
    ]  # fmt: skip
