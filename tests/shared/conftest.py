"""One server for a module's tests; each test has an office of its own on it."""

from collections.abc import Iterator

import pytest

from tests.docflow.store.servers import Server, running
from tests.shared.served import Deployed, deployed


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture
def office(postgres, tmp_path) -> Deployed:
    return deployed(postgres.uri, tmp_path)
