"""Who runs a server has commands for it, and everybody on it has one for his own password."""

import contextlib
import csv
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from oa_client import assets
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import upgrades
from oa_client.docflow.store.upgrades import steps
from oa_client.offices.registrar import RegistrarOffice
from tests.docflow.store.servers import Server, as_login, database, running
from tests.house.sources import ROOT

PEOPLE = assets.path("demo", "people.csv")


@pytest.fixture(scope="module")
def server():
    with running() as made:
        yield made


@pytest.fixture
def url(server, tmp_path, monkeypatch):
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    for name in ("OA_NEW_PASSWORD", "OA_OFFICE", "OA_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    return database(server.uri)


def fresh_login(server: Server, *logins: str) -> None:
    """Nobody of that name is known to the server, whatever an earlier test left."""
    with psycopg.connect(server.uri, autocommit=True) as raw:
        for (name,) in raw.execute("SELECT datname FROM pg_database WHERE datallowconn").fetchall():
            with psycopg.connect(server.uri, dbname=name, autocommit=True) as each:
                for login in logins:
                    found = raw.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,))
                    if found.fetchone():
                        each.execute(f'DROP OWNED BY "{login}"')
        for login in logins:
            raw.execute(f'DROP ROLE IF EXISTS "{login}"')


def everybody() -> list[str]:
    with PEOPLE.open(encoding="utf-8-sig") as file:
        return [row["login"] for row in csv.DictReader(file)]


def passwords_in(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8") as lines:
        return {row["login"]: row["password"] for row in csv.DictReader(lines)}


@pytest.fixture
def deployed(server, url, oa, tmp_path) -> tuple[str, dict[str, str]]:
    fresh_login(server, *everybody())
    file = tmp_path / "first.csv"
    said = oa("deploy", url, "--people", PEOPLE, "--passwords", file, "--training")
    assert said.code == 0
    return url, passwords_in(file)


def as_chen(deployed: tuple[str, dict[str, str]]) -> str:
    return as_login(deployed[0], "chen", deployed[1]["chen"])


def test_a_database_without_people_is_prepared_and_waits_for_an_office(url, oa):
    said = oa("deploy", url)
    assert (said.code, said.data["fresh"], said.data["founded"]) == (0, True, False)
    assert "office-not-founded" in [each["code"] for each in said.data["warnings"]]
    for command in ("people", "verify", "doctor", "registrar"):
        told = oa(command, url)
        assert (told.code, told.data["error"]["code"]) == (3, "office-not-founded")
    assert oa("deploy", url, "--people", PEOPLE).data["founded"]
    assert len(oa("people", url).data) == 12


def test_first_passwords_lie_in_a_file_of_their_own_and_let_everybody_in(deployed, tmp_path, oa):
    url, passwords = deployed
    file = tmp_path / "first.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().splitlines()[0] == "login,password"
    assert sorted(passwords) == sorted(everybody())
    assert len(set(passwords.values())) == 12
    for login, password in passwords.items():
        assert oa("people", as_login(url, login, password)).code == 0


def test_a_file_of_passwords_is_never_overwritten_and_nothing_is_done_before(url, oa, tmp_path):
    file = tmp_path / "there.csv"
    file.write_text("mine")
    said = oa("deploy", url, "--people", PEOPLE, "--passwords", file)
    assert (said.code, said.data["error"]["code"]) == (3, "target-exists")
    assert file.read_text() == "mine"
    assert oa("people", url).data["error"]["code"] == "office-absent"


def test_where_passwords_can_not_be_kept_nobody_has_one(server, url, oa, tmp_path):
    fresh_login(server, *everybody())
    lost = oa("deploy", url, "--people", PEOPLE, "--passwords", tmp_path / "no" / "such" / "f.csv")
    assert (lost.code, lost.data["error"]["code"]) == (3, "folder-absent")
    said = oa("deploy", url, "--passwords", tmp_path / "f.csv")
    assert sorted(passwords_in(tmp_path / "f.csv")) == sorted(everybody())
    assert said.data["new_logins"] == sorted(everybody())


def test_a_second_deployment_changes_nothing_and_gives_no_second_password(deployed, oa, tmp_path):
    url, passwords = deployed
    said = oa("deploy", url, "--people", PEOPLE, "--passwords", tmp_path / "second.csv")
    assert (said.code, said.data["fresh"], said.data["new_logins"]) == (0, False, [])
    assert passwords_in(tmp_path / "second.csv") == {}
    assert oa("people", as_login(url, "chen", passwords["chen"])).code == 0
    assert "people-not-changed" not in [each["code"] for each in said.data["warnings"]]


def test_a_list_that_differs_changes_nobody_and_says_so(deployed, oa, tmp_path):
    url, _ = deployed
    others = tmp_path / "people.csv"
    text = PEOPLE.read_text("utf-8-sig").replace("郑安", "郑平安")
    others.write_text(text + "new,新人,办公室,,wang\n", "utf-8")
    before = oa("people", url).data
    said = oa("deploy", url, "--people", others)
    told = next(each for each in said.data["warnings"] if each["code"] == "people-not-changed")
    assert told["people"] == ["new", "zheng"]
    assert oa("people", url).data == before


@pytest.mark.parametrize(("row", "code"), [
    ("a,,办公室,,", "people-unreadable"), ("liu,刘,办公室,,", "login-twice"),
    ("a,甲,办公室,,nobody", "no-such-superior"),
])  # fmt: skip
def test_a_faulty_list_is_refused_with_its_line_before_anything_is_done(
    url, oa, tmp_path, row, code
):
    people = tmp_path / "people.csv"
    people.write_text(f"login,name,unit,posts,superior\nliu,刘,领导,,\n{row}\n", "utf-8")
    said = oa("deploy", url, "--people", people)
    assert (said.code, said.data["error"]["code"]) == (2, code)
    assert (said.data["error"]["file"], said.data["error"]["line"]) == (str(people), 3)
    assert oa("people", url).data["error"]["code"] == "office-absent"


def test_whoever_runs_the_server_is_no_person_of_the_office(server, url, oa, tmp_path):
    fresh_login(server, "root")
    with psycopg.connect(server.uri, autocommit=True) as raw:
        raw.execute("CREATE ROLE root SUPERUSER LOGIN")
    people = tmp_path / "people.csv"
    people.write_text("login,name,unit,posts,superior\nroot,刘,领导,,\n", "utf-8")
    said = oa("deploy", url, "--people", people)
    assert (said.code, said.data["error"]["code"]) == (2, "login-reserved")
    with psycopg.connect(server.uri) as raw:
        found = raw.execute("SELECT rolsuper FROM pg_roles WHERE rolname = 'root'").fetchone()
    assert found == (True,)


def test_a_server_that_trusts_is_warned_of_and_not_refused(url, oa):
    said = oa("deploy", url, "--people", PEOPLE)
    told = {each["code"]: each for each in said.data["warnings"]}
    assert said.code == 0
    assert told["server-trusts"]["lines"]
    assert told["server-forgets"]["settings"] == ["fsync"]


def test_a_person_changes_his_own_password_and_it_is_never_logged(
    server, deployed, oa, monkeypatch
):
    url, passwords = deployed
    with psycopg.connect(server.uri, autocommit=True) as raw:
        raw.execute("ALTER SYSTEM SET log_statement = 'all'")
        name = make_url(url).database  # what a person says is in no log but for this
        raw.execute(f'ALTER ROLE chen IN DATABASE "{name}" RESET log_min_messages')
        raw.execute("SELECT pg_reload_conf()")
    reminded = [each["code"] for each in oa("doctor", as_chen(deployed)).data["checks"]]
    assert "first-password" in reminded
    monkeypatch.setenv("OA_NEW_PASSWORD", "一个新的口令, much longer")
    assert oa("password", as_chen(deployed)).data == {"login": "chen"}
    old = oa("people", as_chen(deployed))
    assert old.code == 3
    new = as_login(url, "chen", "一个新的口令, much longer")
    assert "first-password" not in [each["code"] for each in oa("doctor", new).data["checks"]]
    assert "SCRAM-SHA-256$" in server.log()
    assert "much longer" not in server.log()
    assert not [each for each in passwords.values() if each in server.log()]


def test_first_passwords_are_never_logged(server, url, oa, tmp_path):
    fresh_login(server, *everybody())
    with psycopg.connect(server.uri, autocommit=True) as raw:
        raw.execute("ALTER SYSTEM SET log_statement = 'all'")
        raw.execute("SELECT pg_reload_conf()")
    oa("deploy", url, "--people", PEOPLE, "--passwords", tmp_path / "f.csv")
    assert 'ALTER ROLE "chen" PASSWORD' in server.log()
    assert not [each for each in passwords_in(tmp_path / "f.csv").values() if each in server.log()]


@pytest.mark.parametrize("chosen", ["", "short"])
def test_a_password_of_a_few_characters_is_not_taken(deployed, oa, monkeypatch, chosen):
    monkeypatch.setenv("OA_NEW_PASSWORD", chosen)
    said = oa("password", as_chen(deployed))
    assert (said.code, said.data["error"]["code"]) == (2, "password-short")
    assert oa("people", as_chen(deployed)).code == 0


def test_whoever_runs_the_server_changes_his_password_elsewhere(deployed, oa):
    said = oa("password", deployed[0])
    assert (said.code, said.data["error"]["code"]) == (2, "needs-person")


def test_a_file_is_moved_in_by_one_command(server, office, oa, tmp_path, url):
    fresh_login(server, *everybody())
    oa("act", office, "register", "--as", "chen", "--with",
       '{"procedure": "incoming", "title": "通知"}')  # fmt: skip
    seal, file = tmp_path / "seal", tmp_path / "first.csv"
    oa("checkpoint", office, seal)
    local = oa("verify", office).data
    oa("deploy", url)
    said = oa("migrate", office, url, "--passwords", file)
    assert said.code == 0
    assert (said.data["documents"], said.data["entries"]) == (1, local["entries"])
    assert oa("verify", url, "--checkpoint", seal).data == local
    assert oa("people", as_login(url, "chen", passwords_in(file)["chen"])).code == 0
    copy = tmp_path / "copy.oa"
    assert oa("backup", url, copy).code == 0
    assert oa("verify", copy, "--checkpoint", seal).data == local
    again = oa("migrate", office, url)
    assert (again.code, again.data["error"]["code"]) == (3, "target-in-use")


def test_restoring_onto_a_server_says_how_it_is_done(office, oa, url):
    said = oa("restore", office, url)
    assert (said.code, said.data["error"]["code"]) == (2, "restore-to-server")
    assert "migrate" in said.data["error"]["message"]


@pytest.mark.parametrize("command", ["deploy", "migrate", "password", "registrar"])
@pytest.mark.parametrize("address", ["office.oa", "mysql://a/b", "postgresql://h:x/o"])
def test_an_address_that_is_none_is_refused_by_every_command(office, oa, command, address):
    words = [office, address] if command == "migrate" else [address]
    said = oa(command, *words)
    assert (said.code, said.data["error"]["code"]) == (2, "bad-address")


def test_a_copy_is_for_whoever_runs_the_server(deployed, oa, tmp_path):
    said = oa("backup", as_chen(deployed), tmp_path / "copy.oa")
    assert (said.code, said.data["error"]["code"]) == (2, "needs-server-login")


def test_the_doctor_sees_whether_the_registrar_serves(deployed, oa):
    url, _ = deployed
    before = {each["code"]: each["ok"] for each in oa("doctor", url).data["checks"]}
    assert before["registrar-silent"] is False
    registrar = RegistrarOffice(url)
    thread = threading.Thread(target=registrar.run)
    thread.start()
    try:
        while "registrar-silent" in (
            after := {each["code"]: each["ok"] for each in oa("doctor", url).data["checks"]}
        ):
            assert thread.is_alive()
        assert after["registrar-serves"] is True
    finally:
        registrar.stop()
        thread.join()
        registrar.close()


def test_without_the_driver_one_is_told_what_to_install():
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from oa_client.__main__ import main\n"
        "sys.exit(main(['people', 'postgresql://h/o', '--json', '--lang', 'en']))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env
    )
    assert run.returncode == 3
    assert '"driver-missing"' in run.stdout
    assert "pip install" in run.stderr
    assert "Traceback" not in run.stderr


NEXT = '''
"""A step that a later version would bring."""
from alembic import op
revision = "{new}"
down_revision = "{old}"
branch_labels = depends_on = None
def upgrade():
    op.execute("ALTER TABLE my_star ADD COLUMN why text")
    {more}
'''


def later(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """This program as a later version, which knows one more step."""
    (folder / "versions").mkdir(parents=True)
    for known in (steps.FOLDER / "versions").glob("*_0*.py"):
        (folder / "versions" / known.name).write_text(known.read_text("utf-8"), "utf-8")
    old = upgrades.LATEST
    new = f"{int(old) + 1:04}"
    step = NEXT.format(old=old, new=new, more=more)
    (folder / "versions" / f"next_{new}.py").write_text(step, "utf-8")
    monkeypatch.setattr(steps, "FOLDER", folder)
    monkeypatch.setattr(upgrades, "LATEST", new)


def columns_of_stars(url: str) -> set[str]:
    words = "SELECT attname FROM pg_attribute WHERE attrelid = 'oa.my_star'::regclass"
    with psycopg.connect(url) as raw:
        return {str(row[0]) for row in raw.execute(f"{words} AND attnum > 0")}


def test_an_older_office_on_a_server_is_brought_up_to_date_by_deploying(
    deployed, oa, tmp_path, monkeypatch
):
    url, _ = deployed
    later(tmp_path / "steps", monkeypatch, "")
    for address in (url, as_chen(deployed)):
        said = oa("people", address) if address != url else oa("backup", url, tmp_path / "c.oa")
        assert (said.code, said.data["error"]["code"]) == (3, "office-outdated")
    with (
        contextlib.closing(RegistrarOffice(url)) as registrar,
        pytest.raises(StoreUnavailable, match="office-outdated"),
    ):
        registrar.run()
    assert oa("deploy", url).code == 0
    assert "why" in columns_of_stars(url)
    assert oa("people", as_chen(deployed)).code == 0
    monkeypatch.undo()
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    for words in (("people", as_chen(deployed)), ("deploy", url), ("backup", url, tmp_path / "x")):
        said = oa(*words)
        assert (said.code, said.data["error"]["code"]) == (3, "office-too-new")


def test_a_step_that_fails_leaves_the_office_as_it_was(deployed, oa, tmp_path, monkeypatch):
    url, _ = deployed
    later(tmp_path / "steps", monkeypatch, 'op.execute("SELECT 1/0")')
    assert oa("deploy", url).code != 0
    assert "why" not in columns_of_stars(url)
    monkeypatch.undo()
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    assert oa("people", as_chen(deployed)).code == 0
    assert oa("deploy", url).code == 0
