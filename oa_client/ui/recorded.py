"""An entry of the record in words; the window, the printed record and a script tell it alike."""

from collections.abc import Mapping
from typing import Any

from oa_client.ui import wording

Row = dict[str, Any]

_SAID = ("opinion", "result", "reason", "note")


def act_words(shown: Row, entry: Row, language: str) -> str:
    """What was done: a card by its level, a review after its step, 核稿 or 审核."""
    code = entry["code"]
    if code == "card":
        return wording.level_name(str(entry["notes"].get("level", "")), language)
    if code == "review":
        steps = {t["closed_at"]: t["stage"] for t in shown["passed"] if t["action"] == "review"}
        if entry["at"] in steps:
            return wording.stage_name(steps[entry["at"]], language)
    return wording.entry_name(code, language)


def settled_words(shown: Row, entry: Row, language: str) -> str:
    """What it settled: that one did not agree, whom it names, until when, what from what to what;
    nothing where its name says it all, or where it names a paper that is not the reader's to know.
    """
    names = {login: row["name"] for login, row in shown["names"].items()}
    settled = entry["settled"]
    words = {name: _fact(entry, name, value, language, names) for name, value in settled.items()}
    if "paper" in words:
        words["paper"] = shown["linked"].get(words["paper"], "")
    template = wording.term("settled", entry["code"], language)
    return wording.filled(template, words) if any(words.values()) else ""


def said_words(entry: Row) -> str:
    """What its author wrote."""
    fields = entry["fields"]
    return next((str(fields[key]) for key in _SAID if fields.get(key)), "")


def who_words(shown: Row, entry: Row, language: str) -> str:
    """Who did it, and for whom; the office itself where nobody did."""
    name = entry["name"] or wording.term("recorded", "system", language)
    stood_in = shown["names"].get(entry["for"] or "")
    return wording.acted_for(name, stood_in["name"], language) if stood_in else str(name)


def in_columns(shown: Row, entry: Row, language: str) -> tuple[str, str, str]:
    """An entry as a line of a printed record: who, what, and below each other what it settled and
    what its author wrote.
    """
    says = [settled_words(shown, entry, language), said_words(entry)]
    return (
        who_words(shown, entry, language), act_words(shown, entry, language),
        "\n".join(part for part in says if part),
    )  # fmt: skip


_PEOPLE = ("lead", "assist", "leader", "countersigners", "helpers", "addressee")
"""Facts that are people or units, and are said by name."""

_ROOMS = {"source": "supervised", "when": "recorded", "verdict": "verdict",
          "assessed": "assessed", "retention": "kept"}  # fmt: skip
"""Facts that are codes, and the list in which their words stand."""

_VALUES = ("form", "kind", "urgency", "secrecy")
"""Elements whose values are codes with words of their own."""


def _fact(entry: Row, name: str, value: Any, language: str, names: Mapping[str, str]) -> str:
    if name in ("old", "new"):
        return _element(str(entry["settled"]["field"]), value, language, names)
    if name in ("until", "expected", "since"):
        moment = str(value) if "T" in str(value) else f"{value}T00:00"
        words = wording.moment_words(moment, language, entry["at"])
        return words if "T" in str(value) else words.rsplit(" ", 1)[0]
    if name == "minutes":
        return wording.minutes_words(int(value), language)
    if name in _ROOMS:
        return wording.term(_ROOMS[name], str(value), language)
    return wording.fact("people" if name in _PEOPLE else name, value, language, names)


def _element(field: str, value: Any, language: str, names: Mapping[str, str]) -> str:
    """What stands in an element; that it is empty is said."""
    if value in (None, "", []):
        return wording.term("recorded", "empty", language)
    if field in _VALUES:
        return wording.term(field, str(value), language)
    return wording.fact("people", value, language, names)
