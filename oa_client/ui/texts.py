"""Words of the window and of the command line, as they lie in `resources/i18n`."""

import tomllib
from functools import cache
from typing import Any

from oa_client import assets
from oa_client.ui import wording
from oa_client.ui.wording import LANGUAGES


@cache
def _all() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    words_of = assets.path("i18n")
    for file in (*sorted(words_of.glob("window*.toml")), words_of / "console.toml"):
        for room, words in tomllib.loads(file.read_text("utf-8")).items():
            for key, pair in words.items():
                found[f"{room}.{key}"] = (pair[0], pair[1])
                if len(pair) > 2:
                    _of_one[f"{room}.{key}"] = pair[2]
    return found


_of_one: dict[str, str] = {}
"""How English says it of one alone, where that is another word."""


def text(key: str, language: str, **facts: Any) -> str:
    """A word such as `tray.empty`; facts fill its places.

    Raises:
        KeyError: for a key that nobody wrote down; that is a fault of ours.
    """
    words = _all()[key][LANGUAGES.index(language)]
    if language == "en" and facts.get("count") == 1:
        words = _of_one.get(key, words)
    return words.format(**facts)


def has(key: str) -> bool:
    """Whether somebody wrote this one down."""
    return key in _all()


def keys() -> set[str]:
    """Every key that has words."""
    return set(_all())


def settled_words(settled: Any, language: str, people: dict[str, str] | None = None) -> str:
    """What became of a request that had waited: done, or why not.

    Args:
        settled: with `action`, and with `failure`, None where it was done.
        language: in which language.
        people: names by login.
    """
    action = wording.action_name(settled.action, language)
    if settled.failure is None:
        return text("shared.settled_done", language, action=action)
    reason = wording.say(settled.failure.code, settled.failure.facts, language, people)
    return text("shared.settled_refused", language, action=action, reason=reason)
