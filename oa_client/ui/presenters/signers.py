"""加签 in words: who asked for one's opinion and why, and whom one may take out again."""

from typing import Any

from oa_client.ui.presenters.relief import people_of
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


def is_added(session: Session, shown: Row) -> bool:
    """Whether the person at the window has this paper as an added signer."""
    people = people_of(session, shown)
    return any(t["added"] for t in shown["open"] if t["person"] in people)


def asked_words(session: Session, shown: Row) -> str:
    """Who added him, with what was said to him; empty where nobody did."""
    asked = [t for t in shown["open"] if t["person"] == session.login and t["added"]]
    if not asked:
        return ""
    by = asked[0]["added"]
    said = [one["text"] for one in shown["opinions"]
            if one["action"] == "add-signer" and one["person"] == by]  # fmt: skip
    facts = {"name": session.facts.names()[by], "note": said[-1] if said else ""}
    return session.text("act.added_note" if facts["note"] else "act.added", **facts)


def removable(session: Session, shown: Row) -> list[tuple[str, str]]:
    """Names and logins of those whom he may take out now."""
    names = session.facts.names()
    return [(names[one], one) for one in shown["removable"]]
