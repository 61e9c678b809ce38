"""One registrar works, one stands by; whoever is put out notices, and writes nothing."""

import os
import signal
import time
from pathlib import Path

import pytest

from oa_client import app
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.server.registry import Registry
from tests.docflow.store.servers import Server
from tests.shared import workers
from tests.shared.served import Deployed, hand, registrar, until
from tests.shared.test_faults import DRAFTERS, all_told, drafting, nothing_is_lost_or_doubled

TAKEN_OVER = 10
"""Seconds within which a frozen registrar's work goes on."""


def fight(office: Deployed, tmp_path: Path, rounds: int) -> None:
    """Two registrars, and again and again the one who leads is frozen for a while."""
    one_log, two_log = tmp_path / "one.log", tmp_path / "two.log"
    with registrar(office.url, one_log) as one:
        assert one.says("serving")
        with registrar(office.url, two_log) as two:
            assert two.says("standing by")
            programs = drafting(office, rounds * TAKEN_OVER)
            leading, other = one, two
            for _ in range(rounds):
                time.sleep(0.5)
                epoch = _epoch(office)
                leading.signal(signal.SIGSTOP)
                assert until(lambda was=epoch: _epoch(office) > was, TAKEN_OVER)
                lost = leading.text().count("trying again")
                leading.signal(signal.SIGCONT)
                assert until(
                    lambda log=leading, n=lost: log.text().count("trying again") > n, TAKEN_OVER
                )
                leading, other = other, leading
            told = all_told(programs)
            assert _epoch(office) == rounds + 1, "somebody who was put out took over again"
            assert (one.end(), two.end()) == (0, 0)
    nothing_is_lost_or_doubled(office, told)


def _epoch(office: Deployed) -> int:
    ((found,),) = office.ask("SELECT epoch FROM oa.desk")
    return int(found)


def test_a_frozen_registrar_is_followed_within_ten_seconds_and_stands_by_when_it_goes_on(
    office, tmp_path
):
    fight(office, tmp_path, 1)


@pytest.mark.long
def test_two_registrars_that_are_frozen_in_turn_do_nothing_twice(office, tmp_path):
    fight(office, tmp_path, 12)


def test_a_batch_of_an_epoch_that_is_over_writes_nothing(office):
    with hand(office.url) as served:
        office.ask("UPDATE oa.desk SET epoch = epoch + 1")
        before = office.ask("SELECT count(*) FROM oa.entry")
        with pytest.raises(StoreUnavailable, match="lead-lost"):
            served.batch()
        with pytest.raises(StoreUnavailable, match="lead-lost"):
            served.office._registry.leave()
        assert office.ask("SELECT count(*) FROM oa.entry") == before


def test_one_who_has_just_taken_the_lead_is_not_put_out_for_the_silence_of_the_one_before(office):
    office.ask("INSERT INTO oa.beat VALUES (0, now() - interval '1 hour')")
    first, second = Registry(office.url), Registry(office.url)
    held = first._led()
    with held.begin():
        held.exec_driver_sql("SELECT pg_try_advisory_lock(4700001)")
    assert not second.lead()
    with held.begin():
        assert held.exec_driver_sql("SELECT 1").scalar() == 1
    first.close()
    assert until(second.lead, 5)
    second.close()


def test_a_registrar_told_to_end_ends_in_order_and_the_next_begins_without_care(office, tmp_path):
    for round_ in range(2):
        with registrar(office.url, tmp_path / f"{round_}.log") as serving:
            assert serving.says("serving")
            pc = office.open(DRAFTERS[0])
            assert workers.draft(pc, time.monotonic() + 20, "a", round_).document
            pc.close()
            serving.signal((signal.SIGTERM, signal.SIGINT)[round_])
            assert serving.process.wait(20) == 0
            assert "one by one" not in serving.text()
            assert office.ask("SELECT tidy FROM oa.desk") == [(True,)]


def test_an_idle_registrar_asks_little(office, tmp_path):
    """Ten looks a second at most; nothing is written but the signs of life."""
    with registrar(office.url, tmp_path / "log") as serving:
        assert serving.says("serving")
        time.sleep(2)
        words = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        ((before,),) = office.ask(words)
        time.sleep(3)
        ((after,),) = office.ask(words)
        assert (after - before) / 3 <= 14  # ten looks, one beat, and this question's own
        assert serving.end() == 0


def test_checkpoints_are_kept_at_the_start_and_at_the_end_and_hold(office, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with registrar(office.url, tmp_path / "log", OA_CHECKPOINTS=str(folder)) as serving:
        assert serving.says("checkpoint kept")
        assert len(list(folder.iterdir())) == 1
        pc = office.open(DRAFTERS[0])
        assert workers.draft(pc, time.monotonic() + 20, "a", 1).document
        pc.close()
        assert serving.end() == 0
    assert len(list(folder.iterdir())) == 2
    whole = app.open_office(office.url)
    assert isinstance(whole, app.ServerOffice)
    for file in folder.iterdir():
        assert whole.verify(file.read_bytes())["problems"] == []
    office.ask("ALTER TABLE oa.entry DISABLE TRIGGER USER")
    office.ask("DELETE FROM oa.entry WHERE n = (SELECT max(n) FROM oa.entry WHERE document <> '')"
               " AND document <> ''")  # fmt: skip
    last = max(folder.iterdir(), key=os.path.getmtime)
    assert "document-gone" in {p["code"] for p in whole.verify(last.read_bytes())["problems"]}
    whole.close()


def test_a_folder_that_can_t_be_reached_stops_no_work(office, tmp_path):
    with registrar(office.url, tmp_path / "log", OA_CHECKPOINTS=str(tmp_path / "no")) as serving:
        assert serving.says("no checkpoint could be kept")
        pc = office.open(DRAFTERS[0])
        assert workers.draft(pc, time.monotonic() + 20, "a", 1).document
        pc.close()
        assert serving.end() == 0


def test_a_server_that_keeps_no_commit_times_is_refused_in_words(postgres: Server, office):
    """Without them nobody could say when a request became official."""
    settings = postgres._data / "postgresql.conf"
    kept = settings.read_text()
    settings.write_text(kept + "\ntrack_commit_timestamp = off\n")
    postgres.stop()
    postgres.start()
    try:
        log = postgres._data.parent / "registrar.log"
        with registrar(office.url, log) as serving:
            assert serving.process.wait(30) == 3
            assert "track_commit_timestamp" in serving.text()
    finally:
        settings.write_text(kept)
        postgres.stop()
        postgres.start()
