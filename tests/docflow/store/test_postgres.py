"""A server keeps every promise that a file keeps."""

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError

from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import postgres
from oa_client.docflow.store.schema import LEDGER, OFFICIAL
from tests.docflow.store.promises import Lists, Records
from tests.docflow.store.records import add, fill, seal
from tests.docflow.store.servers import database, server


@pytest.fixture(scope="module")
def uri() -> Iterator[str]:
    with server() as address:
        yield address


@pytest.fixture
def store(uri):
    made = postgres.create(database(uri))
    yield made
    made.close()


class TestRecordsOnAServer(Records):
    pass


class TestListsOnAServer(Lists):
    pass


def begun(store) -> None:
    with store.write() as work:
        fill(work)
        seal(work, add(work, ""))
        work.put_blob("aa", b"1")
        work.commit()


@pytest.mark.parametrize("table", LEDGER)
@pytest.mark.parametrize("words", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_the_server_itself_lets_nobody_change_the_ledger(store, table, words):
    begun(store)
    column = {"entry": "code", "commit_head": "at", "blob": "size"}[table]
    with store.write() as work, pytest.raises(IntegrityError, match="ledger-append-only"):
        work._connection.exec_driver_sql(words.format(table, column))


@pytest.mark.parametrize("table", OFFICIAL)
def test_the_server_itself_lets_nobody_delete(store, table):
    with store.write() as work, pytest.raises(IntegrityError, match="nothing-is-deleted"):
        work._connection.exec_driver_sql(f'DELETE FROM "{table}"')


def test_a_second_writer_waits_and_then_says_so(uri):
    address = database(uri)
    first, second = postgres.create(address), postgres.open(address, wait=0.2)
    with (
        first.write(), pytest.raises(StoreUnavailable, match="office-locked"), second.write(),
    ):  # fmt: skip
        pass
    first.close()
    second.close()


def test_a_writer_sees_what_the_writer_before_him_did(uri):
    address = database(uri)
    first, second = postgres.create(address), postgres.open(address)
    with first.write() as work:
        fill(work)
        work.commit()
    with second.write() as work:
        assert len(work.rows("person")) == 4
    first.close()
    second.close()


def test_an_office_is_made_once(uri):
    address = database(uri)
    postgres.create(address).close()
    with pytest.raises(StoreUnavailable, match="office-exists"):
        postgres.create(address)


def test_an_empty_database_holds_no_office(uri):
    with pytest.raises(StoreUnavailable, match="office-absent"):
        postgres.open(database(uri))


def test_no_server_is_said_in_a_known_way():
    with pytest.raises(StoreUnavailable, match="server-gone") as told:
        postgres.open("postgresql://li:secret@127.0.0.1:1/office", wait=1)
    assert "secret" not in str(told.value.facts["file"])


@pytest.mark.parametrize("address", ["postgresql://:x:/", "mysql://a/b", "postgresql"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(BadInput, match="bad-address"):
        postgres.open(address)
