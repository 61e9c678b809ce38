"""行文检查: may a draft leave its drafter, and by which rule not (条例 art. 15)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.model.errors import Refused

Row = dict[str, Any]

_ASKS = re.compile("妥否|当否|可否|请批复|请批示|请审批|请予批准|请予审批|恳请批准")
"""Phrases with which a 请示 closes; a 报告 must not carry them (条例 art. 15 (4))."""


@dataclass(frozen=True)
class Check:
    """One rule looked at.

    Attributes:
        rule: its name.
        field: the element that it looks at.
        source: where it is written; empty for what goes without saying.
        refusal: why the draft can't leave; None where the rule is kept.
    """

    rule: str
    field: str
    source: str
    refusal: Refused | None


def checks(elements: Row, body: str, units: Collection[str], *, classified: bool) -> list[Check]:
    """Every rule that this draft must keep, in the order in which they refuse.

    Args:
        elements: its elements as they stand.
        body: its text.
        units: the units of this office, which stand below whoever a 请示 goes to.
        classified: a stub has no text.
    """
    empty = not body.strip() and not classified
    found = [Check("text", "body", "", Refused("field-missing", field="body") if empty else None)]
    if is_upward(elements):
        to, cc = listed(elements.get("to")), listed(elements.get("cc"))
        below = [name for name in cc if name in units]
        several = Refused("several-addressees", to=to) if len(to) > 1 else None
        down = Refused("upward-copied-down", cc=below) if below else None
        found.append(Check("one-addressee", "to", "条例 15（一）", several))
        found.append(Check("no-copy-down", "cc", "条例 15（一）", down))
    if elements.get("kind") == "报告":
        asked = _ASKS.search(body)
        request = Refused("request-in-report", words=asked.group()) if asked else None
        found.append(Check("no-request", "body", "条例 15（四）", request))
    return found


def listed(value: str | list[str] | None) -> list[str]:
    """Names as a form gives them: several in one line, or one by one."""
    parts = re.split("[、，,;；\n]", value) if isinstance(value, str) else value or []
    return [part.strip("：: ") for part in parts if part.strip("：: ")]
