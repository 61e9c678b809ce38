"""收件: what is looked at when something new is handed in, before any rule of the office judges it.

It stands before the rules, not among them: what is on record already is judged again by the rules
alone, and an office keeps the proof of what it took in before it looked so closely.
"""

import re
from collections.abc import Mapping
from typing import Any

from oa_client.docflow.handling.actions import read_fields
from oa_client.docflow.model.document import DAYS
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import day_in, parse

_FIGURE = re.compile("[0-9０-９]")


def admitted(action: str, given: Any) -> dict[str, Any]:
    """The fields of an act that is handed in, as `read_fields` gives them.

    Raises:
        BadInput: as `read_fields`; `day-unclear`, where an element ought to be a day and is none.
        Refused: as `read_fields`.
    """
    fields = read_fields(action, given)
    said = {fields["field"]: fields["value"]} if action == "correct" else fields
    for name in unclear_days(said):
        if name == "received" and not _FIGURE.search(str(said[name])):
            continue  # a script may tell in words when a paper came (三月初)
        raise BadInput("day-unclear", field=name, value=str(said[name])[:60])
    return fields


def unclear_days(elements: Mapping[str, Any]) -> list[str]:
    """Elements that ought to be a day, and can't be read as one; a day may carry its hour."""
    said = {name: str(elements.get(name) or "").strip() for name in DAYS}
    return [name for name, text in said.items() if text and not _is_day(text)]


def _is_day(text: str) -> bool:
    try:
        return day_in(text) is not None or bool(parse(text))
    except BadInput:
        return False
