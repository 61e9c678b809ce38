"""What may be written into the office's records: bounded, printable, kept as it was given."""

import re
import unicodedata
from typing import Any

from oa_client.docflow.model.errors import Refused

LONGEST = {"title": 300, "body": 1_000_000, "opinion": 4_000, "result": 4_000, "reason": 2_000,
           "notice": 20_000, "file": 255}  # fmt: skip
LONGEST_OTHER = 2_000
"""Characters; a longer text is refused whole, never cut."""

_CONTROL = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
"""C0 and C1 controls, direction overrides, lone surrogates and code points that are no characters:
none can be seen on paper, and of the last no DOCX or XLSX can be made."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")

_ONE_LINE = re.compile("[\t\n\r\u2028\u2029]")
_LINES = ("body", "opinion", "result", "reason", "note", "value", "to", "cc", "notice")


def most(field: str) -> int:
    """How many characters may stand in a field."""
    return LONGEST.get(field, LONGEST_OTHER)


def check(field: str, text: str) -> None:
    """Refuse what can't stand in a record.

    Raises:
        Refused: `too-long` or `control-characters`, with the field's name.
    """
    if len(text) > most(field):
        raise Refused("too-long", field=field, length=len(text), most=most(field))
    found = _CONTROL.search(text)
    if found is None and field not in _LINES:
        found = _ONE_LINE.search(text)
    at = found.start() if found else _unseen(text)
    if at is not None:
        raise Refused(
            "control-characters", field=field, at=at + 1, character=f"U+{ord(text[at]):04X}",
        )  # fmt: skip


def _unseen(text: str) -> int | None:
    """The first sign without width, where a text has no other: it would look like none at all."""
    first = None
    for at, sign in enumerate(text):
        if unicodedata.category(sign) == "Cf":
            first = at if first is None else first
        elif not sign.isspace():
            return None
    return first


def cleaned(text: str) -> str:
    """Words from elsewhere without what no record takes; every sort of line end becomes one."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def check_all(fields: dict[str, Any]) -> None:
    """Check every text in the fields of an act, inside lists too."""
    for name, value in fields.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str):
                check(name, text)


def same_name(one: str, other: str) -> bool:
    """Whether two names look alike on paper; zero-width characters do not count."""
    return _seen(one) == _seen(other)


def _seen(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf").strip()
