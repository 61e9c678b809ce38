"""Every PC is a witness: what it has seen of the office must still be there tomorrow."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

from oa_client.__main__ import main
from oa_client.docflow.model.errors import EvidenceBroken, Refused
from oa_client.offices.registrar import RegistrarOffice
from tests.docflow.store.servers import database
from tests.shared.served import Deployed


@contextmanager
def served(office: Deployed) -> Iterator[None]:
    made = RegistrarOffice(office.url)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        made.stop()
        thread.join(20)
        made.close()


def at_his_pc(office: Deployed, login: str = "chen"):
    made = office.open(login)
    made.begin()
    return made


def copied(postgres, office: Deployed) -> str:
    """A copy of the office's database as it is now, as a backup keeps it."""
    return str(make_url(database(postgres.uri, str(make_url(office.url).database))).database)


def restored(postgres, office: Deployed, copy: str) -> None:
    """The older copy takes the place of the office's database."""
    name = make_url(office.url).database
    with psycopg.connect(postgres.uri, autocommit=True) as line:
        line.execute(f'ALTER DATABASE "{name}" RENAME TO "{name}-newer"')
        line.execute(f'ALTER DATABASE "{copy}" RENAME TO "{name}"')
        for (login,) in line.execute("SELECT rolname FROM pg_roles WHERE rolcanlogin").fetchall():
            line.execute(f'GRANT CONNECT ON DATABASE "{name}" TO "{login}"')


def seen(office: Deployed) -> str:
    """A paper on record, opened at this PC."""
    chen = at_his_pc(office)
    first = str(chen.act("chen", "register", {"title": "先来的"}).document)
    chen.show("chen", first)
    assert chen.stand()["troubles"] == []
    chen.close()
    return first


def test_an_office_that_goes_on_is_believed(office):
    with served(office):
        first = seen(office)
        chen = at_his_pc(office)
        chen.act("chen", "examine", {"answers": [True] * 5}, document=first)
        chen.show("chen", first)
        assert chen.stand()["troubles"] == []
        chen.close()


def test_an_older_copy_in_the_office_s_place_is_noticed_by_whoever_saw_more(
    office, postgres, capsys, monkeypatch
):
    with served(office):
        first = seen(office)
    copy = copied(postgres, office)
    with served(office):
        chen = at_his_pc(office)
        chen.act("chen", "examine", {"answers": [True] * 5}, document=first)
        chen.show("chen", first)
        second = str(chen.act("chen", "register", {"title": "后来的"}).document)
        chen.show("chen", second)
        assert chen.stand()["troubles"] == []
        chen.close()
    restored(postgres, office, copy)
    chen = at_his_pc(office)
    for _ in range(2):
        (trouble,) = chen.stand()["troubles"]
        assert trouble.code == "ledger-shrunk", "it is said each time"
    for document in (first, second):
        with pytest.raises(EvidenceBroken, match="ledger-shrunk"):
            chen.show("chen", document)
    with pytest.raises(Refused, match="no-such-document"):
        chen.show("chen", "never-seen")
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers / "pc"))
    assert main(["tray", office.address("chen"), "--lang", "zh_CN"]) == 0
    assert "证据不符" in capsys.readouterr().err
    assert main(["show", office.address("chen"), first, "--lang", "zh_CN"]) == 4
    assert "证据不符" in capsys.readouterr().err
    chen.accept_ledger()
    assert chen.stand()["troubles"] == []
    assert chen.show("chen", first)["stage"] == "examine"
    chen.close()


def test_an_older_copy_that_grew_beyond_what_was_seen_is_noticed_all_the_same(office, postgres):
    with served(office):
        first = seen(office)
    copy = copied(postgres, office)
    with served(office):
        chen = at_his_pc(office)
        chen.act("chen", "examine", {"answers": [True] * 5}, document=first)
        assert chen.stand()["troubles"] == []
        chen.close()
    restored(postgres, office, copy)
    with served(office):
        wang = at_his_pc(office, "chen")
        other = office.open("zheng", pc="another")
        other.begin()
        for n in range(5):
            wang.act("chen", "register", {"title": f"另起的第{n}件"})
        assert other.stand()["troubles"] == [], "who saw nothing of it can't know"
        assert [trouble.code for trouble in wang.stand()["troubles"]] == ["ledger-shrunk"]
        for person in (wang, other):
            person.close()
