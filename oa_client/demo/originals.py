"""Real documents that come in: read from files as they are, taken through 收文办理 to 归档."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from oa_client.demo.script import Step
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import OFFICE_ZONE

LARGEST = 16_000_000
KEYS = ("title", "kind", "issuer", "number", "to", "date")


@dataclass(frozen=True)
class Original:
    """A document as it arrived: its elements, and the file that is kept."""

    name: str
    data: bytes
    fields: dict[str, Any]


def read_folder(folder: str) -> list[Original]:
    """Every document in a folder.

    Raises:
        BadInput: `folder-absent`, `folder-empty`; `original-unreadable` with file and line.
    """
    place = Path(folder)
    if not place.is_dir():
        raise BadInput("folder-absent", folder=folder)
    files = sorted(place.glob("*.json"))
    if not files:
        raise BadInput("folder-empty", folder=folder)
    return [read_file(file) for file in files]


def read_file(file: Path) -> Original:
    """One document, field by field as it stands in its file."""
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        said = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as failure:
        raise _unreadable(file, failure.lineno, failure.msg) from None
    except (OSError, UnicodeDecodeError, RecursionError) as failure:
        raise _unreadable(file, 1, str(failure)) from None
    if not isinstance(said, dict) or not isinstance(said.get("title"), str):
        raise _unreadable(file, 1, "title")
    fields = {name: said[name] for name in KEYS if said.get(name) is not None}
    wrong = [name for name, value in fields.items() if not isinstance(value, str | list)]
    body = said.get("body")
    if isinstance(body, list) and all(isinstance(line, str) for line in body):
        fields["body"] = "\n".join(body)
    elif isinstance(body, str):
        fields["body"] = body
    elif body is not None:
        wrong.append("body")
    if wrong:
        raise _unreadable(file, 1, ", ".join(wrong))
    return Original(file.name, data, fields)


def _unreadable(file: Path, line: int, reason: str) -> BadInput:
    return BadInput("original-unreadable", file=str(file), line=line, reason=reason[:200])


_WAY = (
    ("08:31", "chen", "examine", {"answers": [True] * 5}),
    ("08:52", "wang", "propose", {"opinion": "拟请分管领导阅示，住建科办理。"}),
    ("09:17", "zhang", "instruct", {"opinion": "请住建科按要求办理。"}),
    ("09:40", "wang", "assign", {"lead": "住建科"}),
    ("14:05", "zhou", "undertake", {"result": "已按文件要求研究落实。"}),
    ("15:10", "zhou", "reply", {"opinion": "已电话答复来文单位。"}),
    ("16:20", "zheng", "archive", {"retention": "30年"}),
)


def steps(originals: list[Original], days: list[date]) -> list[Step]:
    """The way of each original: registered on one day, worked and archived on the same."""
    found = []
    for number, original in enumerate(originals):
        day, shift = days[number % len(days)], timedelta(minutes=(number // len(days)) % 10)
        case, kept = f"original-{number}", ((original.name, original.data),)
        start = datetime.combine(day, time(8, 30), OFFICE_ZONE) + shift
        found.append(Step(start, "chen", "register", case, original.fields, kept))
        for clock, by, do, said in _WAY:
            moment = datetime.combine(day, time.fromisoformat(clock), OFFICE_ZONE) + shift
            found.append(Step(moment, by, do, case, dict(said)))
    return found
