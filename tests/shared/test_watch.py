"""Watching a server: what is new is told soon, seldom, and after every break."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from oa_client.docflow.store.server.listening import Listener
from oa_client.offices import shared_watch
from oa_client.offices.shared_watch import News, SharedWatch
from tests.shared.served import Deployed, hand, until


@contextmanager
def watching(office: Deployed) -> Iterator[tuple[SharedWatch, list[News]]]:
    told: list[News] = []
    made = SharedWatch(lambda: Listener(office.address("chen")), told.append)
    try:
        assert until(lambda: bool(told))
        yield made, told
    finally:
        assert made.end()


def registered(office: Deployed) -> Callable[[], None]:
    chen = office.open("chen")
    chen.patience = 0.0

    def one() -> None:
        with hand(office.url) as registrar:
            with pytest.raises(Exception, match="registrar-away"):
                chen.act("chen", "register", {"title": "一件"})
            registrar.batch()
        chen.close()

    return one


def test_what_no_hint_told_is_found_by_looking(office, monkeypatch):
    monkeypatch.setattr(shared_watch, "EVERY", 0.3)
    monkeypatch.setattr(shared_watch, "EVERY_AWAY", 0.3)
    act = registered(office)
    with watching(office) as (_, told):
        before = len(told)
        act()  # a registrar by hand gives no hints
        assert until(lambda: any(news.changed for news in told[before:]))


def test_a_flood_of_hints_is_one_telling_a_second(office):
    with watching(office) as (watch, told):
        with psycopg.connect(office.address("li"), autocommit=True) as li:
            begun = time.monotonic()
            while time.monotonic() - begun < 2.5:
                li.execute("NOTIFY oa_changed")
        passed = time.monotonic() - begun
        assert watch.looks <= passed / shared_watch.APART + 3
        assert not any(news.changed for news in told[1:]), "hints alone are nothing new"


def test_while_nothing_happens_next_to_nothing_is_asked(office):
    with watching(office) as (watch, told):
        with hand(office.url) as registrar:
            registrar.office._registry.beat()
        before = (watch.looks, len(told))
        time.sleep(2.0)
        assert watch.looks - before[0] <= 1
        assert len(told) - before[1] <= 1


def test_a_lost_line_is_told_once_and_taken_up_again(office, postgres):
    with watching(office) as (_, told):
        postgres.stop("immediate")
        try:
            assert until(lambda: told[-1].lost is not None)
            assert told[-1].lost.code == "server-gone"
            time.sleep(1.5)
            assert sum(news.lost is not None for news in told) == 1
        finally:
            postgres.start()
        assert until(lambda: told[-1].lost is None, 60)
        count = len(told)
        with psycopg.connect(office.address("li"), autocommit=True) as li:
            li.execute("NOTIFY oa_changed")
        assert until(lambda: len(told) > count), "it listens again"
