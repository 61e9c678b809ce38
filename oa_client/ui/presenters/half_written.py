"""What was half written, as it comes back from the office file; what is no words is left out."""

import json
from typing import Any

Row = dict[str, Any]


def read(text: str | None) -> Row:
    """Elements by their names; a file that was damaged or changed by hand gives what it can."""
    try:
        said = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    kept: Row = said if isinstance(said, dict) else {}
    return {name: value for name, value in kept.items() if _is_element(value)}


def _is_element(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(name, str) for name in value)
    return isinstance(value, str) or (type(value) is int and 0 <= value <= MOST)


MOST = 1_000_000
"""Of a number of copies, or of versions."""
