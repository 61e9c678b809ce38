"""One server for a module's tests; each test has an office of its own on it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from oa_client import app, assets
from oa_client.docflow.handling.founding import read_people
from oa_client.docflow.model import moment
from oa_client.offices import moving
from tests.docflow.store.servers import Server, database, running
from tests.shared.served import Deployed, deployed


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture
def office(postgres, tmp_path) -> Deployed:
    return deployed(postgres.uri, tmp_path)


@pytest.fixture
def founded() -> datetime:
    """When the neglected office was founded."""
    return moment.now() - timedelta(days=70)


@pytest.fixture
def neglected(postgres, tmp_path, monkeypatch, founded) -> Deployed:
    """An office moved into a server after weeks in which its one paper lay untouched."""
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    source = assets.path("demo", "people.csv")
    people = read_people(source.read_text("utf-8"), str(source))
    local = app.found_office(
        str(tmp_path / "office.oa"), people, name="临江市人民政府办公室", training=True,
        at=moment.iso(founded),
    )  # fmt: skip
    with closing(local):
        local.act("chen", "register", {"title": "关于久拖的通知"}, at=moment.iso(founded))
    made = Deployed(database(postgres.uri), tmp_path / "drawers")
    app.deploy(made.url, [], name="x")
    moving.move(tmp_path / "office.oa", made.url)
    for person in people:
        made.ask(f"ALTER ROLE \"{person.login}\" PASSWORD 'pw-{person.login}'")
    return made
