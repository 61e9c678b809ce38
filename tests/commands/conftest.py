"""A training office on disk, and the command line as a caller sees it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from oa_client import assets
from oa_client.__main__ import main

MONDAY = "2026-03-02T08:30:00+08:00"


@dataclass(frozen=True)
class Said:
    """What a command answered: exit code, the JSON document, what went to standard error."""

    code: int
    data: Any
    err: str


@pytest.fixture
def oa(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command with --json; standard output must hold one JSON document and no more."""

    def run(*words: object) -> Said:
        code = main([*(str(word) for word in words), "--json", "--lang", "en"])
        out = capsys.readouterr()
        assert "Traceback" not in out.err
        return Said(code, json.loads(out.out), out.err)

    return run


@pytest.fixture
def office(tmp_path: Path, oa: Callable[..., Said]) -> Path:
    """A training office on a Monday morning."""
    made = tmp_path / "office.oa"
    people = assets.path("demo", "people.csv")
    said = oa("new", made, "--people", people, "--name", "某局", "--training", "--at", MONDAY)
    assert said.code == 0
    return made
