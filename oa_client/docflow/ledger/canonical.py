"""One way, and only one, to write data down as bytes: what is hashed and signed is this."""

import json
from typing import Any

from oa_client.docflow.model.errors import BadInput


def dumps(data: Any) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8, no NaN.

    Raises:
        BadInput: `not-recordable`, for what JSON or UTF-8 can't hold, such as a lone surrogate.
    """
    try:
        text = json.dumps(
            data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
    except (TypeError, ValueError, RecursionError) as failure:
        raise BadInput("not-recordable", reason=str(failure)) from None
    return utf8(text)


def loads(data: bytes) -> Any:
    """Read JSON back, refusing what has two readings.

    Raises:
        BadInput: `ledger-unreadable`, for broken JSON, a name given twice, NaN.
    """
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as failure:
        raise BadInput("ledger-unreadable", reason=str(failure)) from None


def utf8(text: str) -> bytes:
    """A text as bytes.

    Raises:
        BadInput: `not-recordable`, for a lone surrogate.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as failure:
        raise BadInput("not-recordable", reason=failure.reason) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name stands twice")
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")
