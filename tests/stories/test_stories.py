"""The stories, told of an office in a file; after each of them the ledger is checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from tests.offices import Played
from tests.stories.conftest import Story

scenarios(".")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    told = Story(Played(tmp_path / "office.oa"))
    yield told
    assert told.played.problems() == []
    told.played.office.close()
