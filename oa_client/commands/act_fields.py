"""What an act may carry, told as it is typed: the help of `act`, and of an act that was refused."""

from typing import Any

from oa_client.commands.answers import columns
from oa_client.docflow.handling.actions import LATER
from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import wording
from oa_client.ui.texts import text

Shape = dict[str, Any]
"""A field as JSON Schema describes it."""

UNCLEAR = ("field-missing", "reason-missing", "wrong-value", "unknown-field")


def help_of(words: list[str], language: str) -> list[str]:
    """What `act --help` adds: the fields of the act that was typed, else every act."""
    typed = next((word for word in words if word in SHAPES), None)
    return fields_of(typed, language) if typed else all_actions(language)



def all_actions(language: str) -> list[str]:
    """Every act that this version carries, a line each, and the names of those that come later."""
    lines = columns(
        ("", name, wording.action_name(name, language), _names(_fields(name))) for name in SHAPES
    )
    later = text("fields.later", language, names=" ".join(LATER))
    return [text("fields.all", language), *lines, "", later]


def fields_of(action: str, language: str) -> list[str]:
    """The fields of one act, what must stand in them, and which have to be there."""
    fields = _fields(action)
    facts = {"action": wording.action_name(action, language), "code": action}
    if set(fields) == {"opinion"}:
        return [text("fields.none", language, **facts)]
    must = SHAPES[action].model_json_schema(by_alias=True).get("required", ())
    table = columns(
        ("", name, wording.element_label(name, language), _wanted(shape, language),
         text("fields.must", language) if name in must else "")
        for name, shape in fields.items()
    )  # fmt: skip
    return [text("fields.head", language, **facts), *table]


def hint(action: str, failure: OfficeError, language: str) -> list[str]:
    """What to type instead, where it was about a field or the name of the act."""
    if failure.code == "unknown-action":
        return all_actions(language)
    if failure.code not in UNCLEAR or action not in SHAPES:
        return []
    fields, name = _fields(action), str(failure.facts.get("field"))
    if name not in fields:
        return fields_of(action, language)
    return [text("fields.typed", language, name=name, wanted=_wanted(fields[name], language))]


def _fields(action: str) -> dict[str, Shape]:
    """What must be there first, the opinion last."""
    schema = SHAPES[action].model_json_schema(by_alias=True)
    must = schema.get("required", ())
    order = sorted(schema["properties"], key=lambda name: (name not in must, name == "opinion"))
    return {name: schema["properties"][name] for name in order}


MOST = 8
"""Fields named in the list of all acts; `act ACTION --help` tells the rest."""


def _names(fields: dict[str, Shape]) -> str:
    return " ".join([*fields][:MOST]) + (" …" if len(fields) > MOST else "")


def _wanted(shape: Shape, language: str) -> str:
    kinds = [kind for kind in shape.get("anyOf", [shape]) if kind.get("type") != "null"]
    if len(kinds) > 1:
        several = any(kind["type"] == "array" for kind in kinds)
        return text("fields.names" if several else "fields.text", language)
    kind = kinds[0]
    if "enum" in kind:
        return text("fields.choice", language, names=" ".join(one for one in kind["enum"] if one))
    if kind["type"] == "object":
        return text("fields.days", language)
    if kind["type"] == "array" and "minItems" not in kind:
        return text("fields.hours", language)
    if kind["type"] == "array":
        return text("fields.answers", language, count=kind["minItems"])
    if kind.get("format") == "date":
        return text("fields.day", language)
    name = {"boolean": "yes_no", "integer": "number"}.get(kind["type"], "text")
    return text(f"fields.{name}", language)
