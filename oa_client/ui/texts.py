"""The window's own words, in both languages, as they lie in `resources/i18n/window*.toml`."""

import tomllib
from functools import cache
from typing import Any

from oa_client import assets
from oa_client.ui.wording import LANGUAGES


@cache
def _all() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for file in sorted(assets.path("i18n").glob("window*.toml")):
        for room, words in tomllib.loads(file.read_text("utf-8")).items():
            for key, pair in words.items():
                found[f"{room}.{key}"] = (pair[0], pair[1])
    return found


def text(key: str, language: str, **facts: Any) -> str:
    """A word such as `tray.empty`; facts fill its places.

    Raises:
        KeyError: for a key that nobody wrote down; that is a fault of ours.
    """
    pair = _all()[key]
    return pair[LANGUAGES.index(language)].format(**facts)


def keys() -> set[str]:
    """Every key that has words."""
    return set(_all())
