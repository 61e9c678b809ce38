"""A training office in which the tests of handling work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import Played


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    """An office on its first morning."""
    made = Played(tmp_path / "office.oa")
    yield made
    made.office.close()
