"""常用语: the standard phrases of a stage, as the office has them in `resources/phrases.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from oa_client import assets
from oa_client.ui import wording
from oa_client.ui.presenters.relief import people_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.signers import is_added
from oa_client.ui.wording import LANGUAGES

MOST = 5
"""Phrases of a stage that are shown above the opinion; each has a key of its own."""


@dataclass(frozen=True)
class Phrase:
    """A phrase as it would stand in the opinion on this paper.

    Attributes:
        words: what is put in.
        pattern: the phrase as it is kept, in which the next person may still be open.
        own: whether it is the person's own rather than the office's.
    """

    words: str
    pattern: str
    own: bool = False


@cache
def all_phrases() -> dict[str, list[list[str]]]:
    """By stage: each phrase in both languages."""
    return tomllib.loads(assets.path("phrases.toml").read_text("utf-8"))


def phrases_of(session: Session, shown: dict[str, Any], stage: str) -> list[Phrase]:
    """What is usually said at this stage in the office, in the language of the window."""
    names, language = session.facts.names(), LANGUAGES.index(session.language)
    following = shown["following"] if stage == shown["stage"] else ""
    people = "、".join(names[login] for login in shown["ahead"].get(following, []))
    found = [pair[language] for pair in all_phrases().get(stage, [])]
    known = [pattern for pattern in found if people or "{next}" not in pattern]
    return [Phrase(pattern.replace("{next}", people), pattern) for pattern in known]


def stage_of(session: Session, shown: dict[str, Any], action: str) -> str:
    """The stage in which the person would do this: his own, where several are open."""
    if action == "countersign":  # also of one who was added at another stage
        return action
    own = [t["stage"] for t in shown["open"]
           if t["person"] in people_of(session, shown) and t["action"] == action]  # fmt: skip
    return str(own[0] if own else shown["stage"] or "")


def opinion_of(session: Session, shown: dict[str, Any], action: str) -> str:
    """What he is asked for an opinion as: his stage, or 加签, which is no 会签."""
    if action == "countersign" and is_added(session, shown):
        return wording.action_name("add-signer", session.language)
    return wording.stage_name(stage_of(session, shown, action), session.language)
