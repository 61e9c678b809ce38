import pytest

from tests.docflow.store.records import fill


@pytest.fixture
def filled(store):
    """Work in an office that has people and a procedure."""
    with store.write() as work:
        fill(work)
        yield work
