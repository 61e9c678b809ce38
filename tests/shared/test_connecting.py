"""A line to the office's server: nobody in between, no password in sight, failures in words."""

import logging
import stat
from pathlib import Path

import keyring
import psycopg
import pytest
from keyring.backend import KeyringBackend
from sqlalchemy import make_url

from oa_client import app
from oa_client.__main__ import main
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import connecting
from oa_client.docflow.store.server.person import PersonStore
from oa_client.offices import passwords
from oa_client.ui.wording import MESSAGES
from tests.shared.served import Deployed
from tests.shared.tls import Authority, tls_door

HOST = "oa.example.gov.cn"


@pytest.fixture(autouse=True)
def nobody_s_home(tmp_path: Path, monkeypatch) -> None:
    """Whatever this PC's user keeps for libpq must not help."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PGPASSWORD", "PGSSLMODE", "PGSSLROOTCERT", "PGPASSFILE", "PGHOST"):
        monkeypatch.delenv(name, raising=False)


def far(office: Deployed, port: int, host: str = HOST, **query: str) -> str:
    """The office by a name that is not this PC's, which is reached here all the same."""
    address = make_url(office.address("chen", port)).set(host=host)
    return address.update_query_dict({"hostaddr": "127.0.0.1", **query}).render_as_string(
        hide_password=False
    )


def refusal(address: str) -> str:
    with pytest.raises(StoreUnavailable) as told:
        PersonStore(address, wait=5)
    assert set(MESSAGES["en"]) >= {told.value.code}
    assert "pw-chen" not in str(told.value)
    return told.value.code


def test_a_far_server_is_entered_only_when_it_proves_its_name(office, postgres, tmp_path):
    ours, others = Authority(tmp_path / "ours"), Authority(tmp_path / "others")
    with tls_door(postgres.port, ours.certify(HOST)) as port:
        store = PersonStore(far(office, port, sslrootcert=str(ours.root)))
        with store.read() as work:
            assert work.me() == "chen"
        store.close()
        assert refusal(far(office, port, sslrootcert=str(others.root))) == "server-not-proved"
        assert refusal(far(office, port)) == "server-not-proved"
        absent = str(tmp_path / "nowhere.crt")
        assert refusal(far(office, port, sslrootcert=absent)) == "ca-missing"
    with tls_door(postgres.port, ours.certify("other.example.gov.cn")) as port:
        address = far(office, port, sslrootcert=str(ours.root))
        assert refusal(address) == "server-not-proved"


def test_a_far_server_without_encryption_is_refused_unless_the_address_says_so(office, postgres):
    assert refusal(far(office, postgres.port)) in ("server-unencrypted", "ca-missing")
    PersonStore(far(office, postgres.port, sslmode="disable")).close()


def test_the_office_s_root_certificate_is_found_where_libpq_keeps_it(office, postgres, tmp_path):
    ours = Authority(tmp_path / "ours")
    (tmp_path / ".postgresql").mkdir()
    (tmp_path / ".postgresql" / "root.crt").write_bytes(ours.root.read_bytes())
    with tls_door(postgres.port, ours.certify(HOST)) as port:
        PersonStore(far(office, port)).close()


@pytest.mark.parametrize(
    ("host", "near"),
    [("127.0.0.1", True), ("localhost", True), ("", True), ("127.0.0.1.evil.cn", False),
     ("10.0.0.5", False), ("localhost.evil.cn", False)],
)  # fmt: skip
def test_only_this_pc_itself_is_trusted_without_a_certificate(host, near):
    line = connecting.line_of(make_url(f"postgresql://chen@{host}/office"), 5)
    assert ("sslmode" not in line) is near
    assert line["keepalives"] == 1 and line["tcp_user_timeout"] and line["connect_timeout"]


def test_what_does_not_come_about_is_said_by_its_reason(office, postgres):
    address = make_url(office.address("chen"))
    assert refusal(_with(address, password="wrong")) == "login-refused"
    assert refusal(_with(address, password=None)) == "password-missing"
    assert refusal(_with(address, host="no-such-host.invalid")) == "no-such-host"
    assert refusal(_with(address, port=1)) == "server-gone"
    assert refusal(_with(address, database="nowhere")) == "office-absent"
    assert refusal(_with(address, database="postgres")) == "not-of-this-office"


def _with(address, **changed) -> str:
    if "password" in changed:  # `set` takes None for “as it was”
        address = address._replace(password=changed.pop("password"))
    return address.set(**changed).render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("form", "code"), [("9999", "office-too-new"), ("0000", "office-outdated")]
)
def test_an_office_of_another_time_says_which_side_must_move(office, form, code):
    office.ask("UPDATE oa.alembic_version SET version_num = %s", form)
    assert refusal(office.address("chen")) == code


@pytest.mark.parametrize(
    "address",
    ["postgresql://chen:geheim@:x:/", "mysql://chen:geheim@host/db",
     "postgresql://chen:geheim@host:99999/db", "postgresql://chen:geheim/geheim@host:x/db"],
)  # fmt: skip
def test_an_address_that_is_none_is_shown_without_its_password(address):
    with pytest.raises(BadInput, match="bad-address") as told:
        app.open_office(address)
    assert "geheim" not in str(told.value)


def test_no_password_stands_in_any_message_or_log(office, capsys, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers))
    for login, password in (("chen", "falsch-geheim"), ("chen", "pw-chen")):
        address = _with(make_url(office.address(login)), password=password)
        main(["tray", address, "--json"])
        main(["show", address, "nothing"])
        main(["act", address, "nonsense"])
        main(["tray", address.replace("/office", "/nowhere")])
    told = capsys.readouterr()
    for said in (told.out, told.err, caplog.text):
        assert "falsch-geheim" not in said and "pw-chen" not in said


class Ring(KeyringBackend):
    """A keyring in memory, as a desktop has one."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    made = Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_password_is_kept_in_the_keyring_and_taken_from_there(office, ring, monkeypatch):
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers))
    bare = _with(make_url(office.address("chen")), password=None)
    asked: list[str] = []
    opened, address = app.open_asking(bare, lambda of, _: asked.append(of) or "pw-chen")
    opened.close()
    assert asked == [connecting.account(bare)]
    assert passwords.keep(bare, "pw-chen") and passwords.has_keyring()
    app.open_office(bare).close()
    assert connecting.without_password(address).count("***") == 1


def test_a_wrong_password_is_asked_for_again_until_nothing_is_given(office, ring, monkeypatch):
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers))
    bare = _with(make_url(office.address("chen")), password=None)
    typed = iter(["wrong", "pw-chen"])
    opened, _ = app.open_asking(bare, lambda *_: next(typed))
    opened.close()
    with pytest.raises(StoreUnavailable, match="password-missing"):
        app.open_asking(bare, lambda *_: None)


def test_without_a_keyring_libpq_s_own_ways_still_serve(office, tmp_path, monkeypatch):
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers))
    bare = _with(make_url(office.address("chen")), password=None)
    monkeypatch.setenv("PGPASSWORD", "pw-chen")
    app.open_office(bare).close()
    monkeypatch.delenv("PGPASSWORD")
    file = tmp_path / "pgpass"
    file.write_text("127.0.0.1:*:*:chen:pw-chen\n")
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setenv("PGPASSFILE", str(file))
    app.open_office(bare).close()


def test_who_was_taken_off_the_office_s_list_is_told_so(office):
    with psycopg.connect(office.url, autocommit=True) as line:
        line.execute(f'REVOKE CONNECT ON DATABASE "{make_url(office.url).database}" FROM chen')
    assert refusal(office.address("chen")) == "not-of-this-office"
