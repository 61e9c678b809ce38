"""Who writes without end for nothing is put out; who sends much that is wanted is not."""

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import create_engine

from oa_client.docflow.store.server.deploying import roles_at
from oa_client.docflow.store.server.watchdog import Watchdog, counts
from tests.shared.served import Deployed, until

MB = 1_048_576
BODY = (
    "(SELECT decode(string_agg(md5(i::text || '.' || j || clock_timestamp()), ''), 'hex')"
    " FROM generate_series(1, 3000) j)"
)
TOO_MANY = f"INSERT INTO oa.request_sent (id, body) SELECT i::text, {BODY}" \
           " FROM generate_series(1, 60) i"  # fmt: skip
MANY = TOO_MANY.replace("60", "40")


class Watch:
    """Looks again and again, as a registrar does once a second."""

    def __init__(self, office: Deployed, allowed: int) -> None:
        self._engine = create_engine(office.url.replace("postgresql://", "postgresql+psycopg://"))
        self._dog = Watchdog(roles_at(office.url), allowed)
        self.ended: list[str] = []

    def overstaying(self, seconds: int) -> int:
        with self._engine.begin() as connection:
            return self._dog.end_overstaying(connection, seconds)

    def look(self) -> None:
        with self._engine.begin() as connection:
            self.ended += self._dog.end_floods(connection)

    def counts(self) -> bool:
        with self._engine.connect() as connection:
            return counts(connection)

    def close(self) -> None:
        self._engine.dispose()


@pytest.fixture
def watch(office: Deployed) -> Iterator[Watch]:
    made = Watch(office, 20 * MB)
    made.look()
    yield made
    made.close()


def refused(line: psycopg.Connection) -> None:
    with pytest.raises(psycopg.Error) as refusal:
        line.execute(TOO_MANY)
    if refusal.value.sqlstate != "OA001":
        raise refusal.value


def taken_back(line: psycopg.Connection) -> None:
    line.execute("BEGIN")
    line.execute(MANY)
    line.execute("ROLLBACK")


@pytest.mark.parametrize("flood", [refused, taken_back])
def test_a_loop_of_what_is_refused_or_taken_back_is_ended(
    office: Deployed, watch: Watch, flood: Callable[[psycopg.Connection], None]
):
    if not watch.counts():
        pytest.skip("this server does not count what a connection writes")
    with psycopg.connect(office.address("zheng"), autocommit=True) as line:

        def ended() -> bool:
            flood(line)
            watch.look()
            return watch.ended == ["zheng"]

        with contextlib.suppress(psycopg.OperationalError):
            assert until(ended)
        with pytest.raises(psycopg.OperationalError):
            line.execute("SELECT 1")
    assert watch.ended == ["zheng"]


def test_a_flood_that_hides_within_one_transaction_is_ended(office: Deployed, watch: Watch):
    with psycopg.connect(office.address("zheng")) as line:
        line.execute(MANY)
        line.execute("SAVEPOINT before")
        time.sleep(5.2)
        watch.look()
        assert watch.ended == ["zheng"]
        with pytest.raises(psycopg.OperationalError):
            line.execute("SELECT 1")


def test_a_flood_that_begins_anew_all_the_time_is_ended(office: Deployed, watch: Watch):
    ended = threading.Event()

    def again() -> None:
        while not ended.is_set():
            with (
                contextlib.suppress(psycopg.OperationalError),
                psycopg.connect(office.address("zheng")) as line,
            ):
                line.execute(MANY)
                line.rollback()

    thread = threading.Thread(target=again)
    thread.start()
    try:
        assert until(lambda: watch.look() or "zheng" in watch.ended)
    finally:
        ended.set()
        thread.join()


def test_who_sends_what_is_wanted_is_left_alone(office: Deployed, watch: Watch):
    with psycopg.connect(office.address("chen"), autocommit=True) as line:
        for i in range(60):
            data = os.urandom(MB)
            line.execute("INSERT INTO oa.request_chunk (sha256, i, data) VALUES (%s, 0, %s)",
                         (hashlib.sha256(data).hexdigest(), data))  # fmt: skip
            if not i % 5:
                watch.look()
        time.sleep(1.1)
        watch.look()
        line.execute("SELECT 1")
    assert watch.ended == []


@pytest.mark.long
def test_what_was_written_before_the_watch_began_is_held_against_nobody(office: Deployed):
    with psycopg.connect(office.address("zheng"), autocommit=True) as line:
        for _ in range(12):
            refused(line)
        time.sleep(1.1)
        line.execute("SELECT 1")
        watch = Watch(office, 20 * MB)
        watch.look()
        watch.look()
        assert watch.ended == []
        line.execute("SELECT 1")
        watch.close()


@pytest.mark.long
def test_who_lets_hints_pile_up_on_the_disk_is_put_out_soon(office: Deployed, watch: Watch):
    many = ";".join(f"NOTIFY oa_changed, '{'x' * 7000}{i}'" for i in range(100))
    with (
        psycopg.connect(office.address("li")) as held,
        psycopg.connect(office.address("zheng"), autocommit=True) as line,
    ):
        held.execute("LISTEN oa_changed")
        held.commit()
        held.execute("SELECT 1")
        time.sleep(2.2)
        assert watch.overstaying(60) == 0
        for _ in range(70):
            line.execute(many)
        assert watch.overstaying(60) == 1
        with pytest.raises(psycopg.OperationalError):
            held.execute("SELECT 1")
        line.execute("SELECT 1")
        assert watch.overstaying(60) == 0
