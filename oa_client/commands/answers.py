"""How a command answers: one JSON document or lines for people, messages aside, an exit code."""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oa_client.docflow.model.errors import BadInput, OfficeError, Refused
from oa_client.ui import wording

Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a command found or did: for programs, for people, and whether it holds.

    Attributes:
        report: the lines are what was asked for, though the exit code says that all is not well.
    """

    data: Any
    lines: list[str] = field(default_factory=list)
    exit_code: int = 0
    report: bool = False


def failed(failure: OfficeError, language: str) -> Answer:
    """A known failure in words; a refusal and an error are told apart."""
    message = wording.say(failure.code, failure.facts, language)
    kind = "refused" if isinstance(failure, Refused) else "error"
    told = {**_plain(failure.facts), "code": failure.code, "message": message}
    return Answer({kind: told}, [message], failure.exit_code)


def _plain(facts: Row) -> Row:
    return {
        name: value if isinstance(value, str | int | float | list | dict | None) else str(value)
        for name, value in facts.items()
    }


def give(answer: Answer, *, as_json: bool) -> int:
    """Write an answer where it belongs; the exit code comes back."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    failing = answer.exit_code in (1, 2, 3) and not answer.report
    try:
        if as_json:
            print(json.dumps(answer.data, ensure_ascii=False, indent=1))
        if answer.lines and (failing or not as_json):
            print("\n".join(answer.lines), file=sys.stderr if failing else sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as failure:
        code = "disk-full" if failure.errno == errno.ENOSPC else "file-unwritable"
        with contextlib.suppress(OSError):
            print(wording.say(code, {"file": "stdout"}, "zh_CN"), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3
    return answer.exit_code


def read_file(path: str, most: int) -> bytes:
    """A file that somebody names.

    Raises:
        BadInput: `file-absent`, `file-unreadable`, `file-too-large`.
    """
    try:
        if Path(path).stat().st_size > most:
            raise BadInput("file-too-large", file=path, most=most)
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise BadInput("file-absent", file=path) from None
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        raise BadInput("file-unreadable", file=path, reason=reason) from None


def columns(rows: Iterable[Iterable[object]]) -> list[str]:
    """Rows as lines with their columns under each other; a Chinese character is two wide."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not cells:
        return []
    widths = [max(_wide(row[n]) for row in cells) for n in range(len(cells[0]))]
    return [
        "  ".join(
            cell + " " * (width - _wide(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
