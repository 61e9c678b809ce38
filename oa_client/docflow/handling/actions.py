"""Acts (办理动作) as frozen requests: what may be asked of the desk, and with which words."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.model import text
from oa_client.docflow.model.errors import BadInput, Refused

LATER = (
    "transcribe", "hand-over", "disclose", "borrow", "give-back", "withdraw", "repeal",
)  # fmt: skip
"""Acts of the contract that this version does not carry yet."""

OF_THE_OFFICE = (
    "stand-in", "end-stand-in", "vouch", "set-calendar", "reserve-number", "release-number",
)  # fmt: skip
"""Acts that concern no document at all."""

WITHOUT_DOCUMENT = ("register", "draft", *OF_THE_OFFICE)
"""Acts that name no document."""


@dataclass(frozen=True)
class Attached:
    """A file that an act brings: its own name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Act:
    """A request to the desk, before it is signed."""

    action: str
    by: str
    fields: dict[str, Any] = field(default_factory=dict)
    document: str | None = None
    version: int | None = None
    key: str = ""
    attachments: tuple[Attached, ...] = ()


def read_fields(action: str, given: Any) -> dict[str, Any]:
    """The fields of an act, checked; only what was said, nothing added.

    Raises:
        BadInput: `unknown-action`, `action-not-built`, `unknown-field`, `wrong-value`.
        Refused: `field-missing`, `reason-missing`, `too-long`, `control-characters`.
    """
    if action in LATER:
        raise BadInput("action-not-built", action=action)
    shape = SHAPES.get(action)
    if shape is None:
        raise BadInput("unknown-action", action=action[:60])
    if not isinstance(given, dict):
        raise BadInput("wrong-value", field="--with")
    try:
        shape.model_validate(given)
    except ValidationError as failure:
        raise _known(failure) from None
    text.check_all(given)
    return dict(given)


def with_defaults(action: str, given: dict[str, Any]) -> dict[str, Any]:
    """The same fields with what the contract puts where nothing was said."""
    return SHAPES[action].model_validate(given).model_dump(by_alias=True)


def _known(failure: ValidationError) -> Exception:
    errors = failure.errors(include_url=False)
    errors.sort(key=lambda error: error["type"] != "extra_forbidden")  # a misspelt name comes first
    for error in errors:
        name = ".".join(str(part) for part in error["loc"][:1]) or "--with"
        if error["type"] == "extra_forbidden":
            return BadInput("unknown-field", field=name)
        if error["type"] == "missing":
            code = "reason-missing" if name == "reason" else "field-missing"
            return Refused(code, field=name)
    first = errors[0]
    return BadInput("wrong-value", field=str(first["loc"][0]) if first["loc"] else "--with")
