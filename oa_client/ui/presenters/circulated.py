"""传阅 in words: who sends a paper round, and what he says to its readers."""

from typing import Any

from oa_client.ui.presenters.relief import people_of
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


def note_words(session: Session, shown: Row) -> str:
    """What the sender says to the person at the window, while he has not read; empty without."""
    people = people_of(session, shown)
    notes = [
        one for one in shown["readers"]
        if one["person"] in people and not one["read"] and one["note"] and not one["decides"]
    ]  # fmt: skip
    if not notes:
        return ""
    last = notes[-1]
    return session.text("act.circulated", name=session.facts.names()[last["from"]],
                        note=" ".join(last["note"].split()))  # fmt: skip
