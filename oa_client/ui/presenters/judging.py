"""A draft judged by the office's rules, and how long it is: values alone, on whichever thread."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.form.checks import Check, checks
from oa_client.docflow.handling.form.cures import cured
from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.handling.form.paper import drawn
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import LEVELS, figures, paragraph
from oa_client.docflow.typeset.faces import words_by_role
from oa_client.ui.presenters.session import Facts

Row = dict[str, Any]

AT_ONCE = 5_000
"""Characters of a text that is judged at every key, in two milliseconds; a longer one, of some
seven pages, is judged in a pause, and beside the window."""

INDENT = 2
"""Characters by which a paragraph begins further in (GB/T 9704 7.3.3)."""


@dataclass(frozen=True)
class Length:
    """How long a text is: its characters, about how many pages they fill, and how many of its
    paragraphs are headings of each level, from the first.
    """

    count: int
    pages: int
    levels: tuple[int, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What the rules say of a draft.

    Attributes:
        checks: every rule that concerns it.
        curable: rules that are broken, and kept again once the text is mended.
        shown: files that its text shows as pictures.
        length: of its text.
    """

    checks: tuple[Check, ...]
    curable: frozenset[str]
    shown: tuple[str, ...]
    length: Length


def judged(said: Row, facts: Facts, faults: Mapping[str, str]) -> Judged:
    """Look at every rule of form.

    Args:
        said: the draft's elements and its text.
        facts: whose units and people they are.
        faults: of each file that goes along, why it can't be printed as a picture.
    """
    body = said.get("body") or ""
    units = {one["unit"] for one in facts.people}
    names = {one["name"] for one in facts.people}
    own = str(facts.office["name"])
    lacking = facts.lacks(words_by_role(drawn(said, body, own)))
    unshown = list(dict.fromkeys(char for _, char in lacking))
    draft = Draft(said, body, units, names, pictures=faults, own=own, unshown=unshown)
    looked = tuple(checks(draft))
    broken = (check.rule for check in looked if check.finding)
    curable = frozenset(rule for rule in broken if cured(rule, body) is not None)
    return Judged(looked, curable, shown_in(body), length_of(body))


def shown_in(body: str) -> tuple[str, ...]:
    """The files that a text shows as pictures, each once."""
    named = (shown.file for _, shown in figures(body)) if "![" in body else ()
    return tuple(dict.fromkeys(named))


def length_of(body: str) -> Length:
    """Its characters, blanks left out, and its pages by lines of 28 characters."""
    lines = sum(map(_lines, body.split("\n")))
    said = (paragraph(line.strip()).level for line in body.split("\n"))
    levels = Counter(level for level in said if level)
    counted = tuple(levels[level] for level in range(1, len(LEVELS) + 1))
    return Length(sum(map(len, body.split())), max(1, -(-lines // m.LINES)), counted)


def _lines(paragraph: str) -> int:
    """Lines of 28 characters that a paragraph takes, two in; a western one counts half."""
    if not paragraph.strip():
        return 0
    western = len(paragraph.encode("ascii", "ignore"))
    return -(-(2 * (len(paragraph) + INDENT) - western) // (2 * m.CHARACTERS))
