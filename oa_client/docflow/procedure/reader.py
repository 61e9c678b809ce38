"""Reading a procedure file: TOML, strictly; every fault with its line."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.procedure.definition import Procedure
from oa_client.docflow.procedure.soundness import Problem, faults

LARGEST = 200_000
"""Bytes; a procedure is a page or two, anything more is no procedure."""


def digest(source: str) -> str:
    """The name of one wording of a procedure: SHA-256 of its source."""
    return hashlib.sha256(source.encode()).hexdigest()


def load(source: str, file: str = "") -> Procedure:
    """A sound procedure, or the first reason why it is not.

    Raises:
        BadInput: `procedure-unsound` with file, line and the reason.
    """
    procedure, problems = examine(source)
    if procedure is None or problems:
        first = problems[0]
        raise BadInput("procedure-unsound", file=file, line=first.line, reason=first.message)
    return procedure


def read(path: Path) -> str:
    """The text of a procedure file.

    Raises:
        BadInput: `file-absent`, `file-unreadable` or `file-too-large`.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput("file-too-large", file=str(path), most=LARGEST)
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise BadInput("file-absent", file=str(path)) from None
    except (OSError, UnicodeDecodeError) as failure:
        raise BadInput("file-unreadable", file=str(path), reason=str(failure)) from None


def examine(source: str) -> tuple[Procedure | None, list[Problem]]:
    """All problems of a procedure's source, by line; the procedure where it could be read."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as failure:
        found = re.search(r"line (\d+)", str(failure))
        return None, [Problem(int(found[1]) if found else 1, "not-toml", str(failure))]
    except RecursionError:
        return None, [Problem(1, "not-toml", "嵌套过深 / nested too deeply")]
    try:
        procedure = Procedure.model_validate(data)
    except ValidationError as failure:
        return None, sorted(
            (_problem(source, error) for error in failure.errors()), key=lambda p: p.line
        )
    found_faults = [
        Problem(_line_of(source, fault.stage, fault.key), fault.code, fault.message)
        for fault in faults(procedure)
    ]
    return procedure, sorted(found_faults, key=lambda problem: problem.line)


def _problem(source: str, error: Any) -> Problem:
    place = tuple(error["loc"])
    codes = {"extra_forbidden": "unknown-key", "missing": "key-missing"}
    code = codes.get(error["type"], "wrong-value")
    if "limits" in place:
        code = "limit-missing" if code == "key-missing" else code
    stage = None
    if len(place) > 1 and place[0] == "stage":
        stage = int(place[1])
    key = str(place[-1])
    line = _line_in(source, stage, key)
    where = ".".join(str(part) for part in place)
    return Problem(line, code, f"{where}: {error['msg']}")


def _line_of(source: str, stage: str | None, key: str) -> int:
    if stage is None:
        return _line_in(source, None, key)
    blocks = _blocks(source)
    for number, (start, end) in enumerate(blocks):
        text = source.splitlines()[start:end]
        if any(re.match(rf'\s*id\s*=\s*["\']{re.escape(stage)}["\']', line) for line in text):
            return _line_in(source, number, key)
    return 1


def _line_in(source: str, stage: int | None, key: str) -> int:
    lines = source.splitlines()
    start, end = 0, len(lines)
    if stage is not None:
        blocks = _blocks(source)
        if stage < len(blocks):
            start, end = blocks[stage]
    for number in range(start, end):
        if re.match(rf'\s*["\']?{re.escape(key)}["\']?\s*=', lines[number]):
            return number + 1
    return start + 1


def _blocks(source: str) -> list[tuple[int, int]]:
    lines = source.splitlines()
    heads = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*stage\s*\]\]", line)]
    return list(zip(heads, [*heads[1:], len(lines)], strict=True))
